"""reStructuredText: notes with the labels that are printed, links, what is no text, and repairs."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.edits import splice
from citecheck.documents.formats.restructuredtext import RstFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.repair import AddUrl, Capture, ReplaceUrl


def read(text: str) -> Document:
    return RstFormat().read("a.rst", text.encode())


def notes(text: str) -> list[tuple[str, str, str, int]]:
    return [(note.label, note.status, note.body, len(note.markers)) for note in read(text).notes]


def urls(text: str) -> dict[str, str]:
    document = read(text)
    return {document.text[one.span.start : one.span.end]: one.url for one in document.addresses}


def test_footnotes_and_citations_have_the_labels_that_are_printed() -> None:
    text = (
        "Rye [1]_, oats [#]_, wheat [#w]_, bran [*]_, malt [Ito12]_ and salt [#]_.\n\n"
        ".. [1] Okafor, *Rivers*.\n.. [#w] Lund, Salt,\n   a **book**.\n.. [#] Dahl.\n.. [#] Ekman.\n.. [*] Falk.\n.. [Ito12] Ito, Bread.\n"
    )
    assert notes(text) == [
        ("1", "present", "Okafor, Rivers.", 1),
        ("2", "present", "Lund, Salt, a book.", 1),
        ("3", "present", "Dahl.", 1),
        ("4", "present", "Ekman.", 1),
        ("*", "present", "Falk.", 1),
        ("Ito12", "present", "Ito, Bread.", 1),
    ]


def test_missing_and_uncalled_notes_are_noticed() -> None:
    assert notes("Rye [1]_, oats [3]_.\n\n.. [1] Okafor.\n.. [2] Ito.\n") == [
        ("1", "present", "Okafor.", 1),
        ("2", "unreferenced", "Ito.", 0),
        ("3", "missing", "", 1),
    ]


def test_a_call_without_any_note_is_noticed() -> None:
    assert notes("Rye [1]_.\n") == [("1", "missing", "", 1)]


def test_a_citation_may_be_in_another_file_of_the_project_unless_this_one_has_citations() -> None:
    def doubts(text: str) -> list[bool]:
        return [note.doubtful for note in RstFormat().read("a.rst", text.encode()).notes if note.status == "missing"]

    assert doubts("Rye [Okafor10]_.\n\n.. [1] Ito.\n") == [True]
    assert doubts("Rye [Okafor10]_.\n\n.. [Ito12] Ito.\n") == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Code::\n\n    rye [1]_\n    .. [2] Okafor.\n",
        ".. code-block:: rst\n   :linenos:\n\n   rye [1]_\n",
        ".. rye [1]_\n   oats [2]_\n",
        "``rye [1]_``\n",
        ">>> rye [1]_\n",
        ".. image:: rye[1]_.png\n",
        ".. |x| image:: a.png\n   :alt: rye [1]_\n",
    ],
)
def test_code_comments_and_directives_without_text_hold_no_notes(text: str) -> None:
    assert notes(f"Words.\n\n{text}\n") == []


def test_the_text_of_an_admonition_is_read() -> None:
    assert notes(".. note::\n   :class: wide\n\n   Rye [1]_.\n\n   .. [1] Okafor, Rivers.\n") == [
        ("1", "present", "Okafor, Rivers.", 1)
    ]


def test_a_note_of_several_paragraphs_ends_with_its_indent() -> None:
    text = "Rye [1]_.\n\n.. [1]\n   Okafor, Rivers.\n\n   Second words.\n\nText.\n"
    assert notes(text) == [("1", "present", "Okafor, Rivers.\nSecond words.", 1)]


def test_links_of_every_form_have_their_url_and_words() -> None:
    text = (
        ".. [1] `Rivers <https://a.example/r>`_, Ito_, `Salt and bread`_, `here <Ito_>`_, `that`__, see :doc:`the guide <guide>`,\n"
        "   https://b.example/x.\n\n.. _Ito: https://c.example/\n   long/path\n.. _Salt and  Bread: https://d.example/\n__ https://e.example/\n"
    )
    note = read(text).notes[0]
    assert note.body == "Rivers, Ito, Salt and bread, here, that, see the guide, https://b.example/x."
    assert [(note.body[one.span.start : one.span.end], one.url) for one in note.links] == [
        ("Rivers", "https://a.example/r"),
        ("Ito", "https://c.example/long/path"),
        ("Salt and bread", "https://d.example/"),
        ("here", "https://c.example/long/path"),
        ("that", "https://e.example/"),
    ]
    assert sorted(urls(text).values()) == [
        "https://a.example/r",
        "https://b.example/x",
        "https://c.example/long/path",
        "https://d.example/",
        "https://e.example/",
    ]


@pytest.mark.parametrize(
    ("entries", "labels"),
    [
        ("* Okafor, A. *Rivers*. Harbour Press, 2010.\n* Ito, B. *Bread*.\n  Mill House, 2012.\n", ["u1", "u2"]),
        ("Okafor, A. *Rivers*. Harbour Press, 2010.\n\nIto, B. *Bread*. Mill House, 2012.\n", ["u1", "u2"]),
        ("1. Okafor, A. *Rivers*. Harbour Press, 2010.\n2. Ito, B. *Bread*. Mill House, 2012.\n", ["1", "2"]),
    ],
)
def test_lists_under_a_heading_are_read(entries: str, labels: list[str]) -> None:
    text = f"Title\n=====\n\nText.\n\n1. Steps, first.\n2. Then, 2012: more.\n\nReferences\n==========\n\n{entries}"
    assert [note[0] for note in notes(text)] == labels
    assert [note[2] for note in notes(text)] == ["Okafor, A. Rivers. Harbour Press, 2010.", "Ito, B. Bread. Mill House, 2012."]


def test_keys_of_a_bibliography_are_calls() -> None:
    document = read("Rye :cite:p:`okafor2010,ito2012`.\n\n.. bibliography:: refs.bib\n")
    assert [call.label for call in document.calls] == ["okafor2010", "ito2012"] and document.bibliographies == ("refs.bib",)


def test_steps_of_a_document_are_no_notes() -> None:
    assert notes("Install\n=======\n\n1. Load it, from https://a.example/.\n2. Start it, see [1] of the manual.\n") == []


def changed(text: str, *changes: AddUrl | ReplaceUrl) -> str:
    document, form = read(text), RstFormat()
    source = parse(document)[0].sources[0]
    return splice(text, [edit for change in changes for edit in form.edits(document, text.encode(), source, change)])


def test_a_url_is_added_bare_and_read_again() -> None:
    text = "Rye [1]_.\n\n.. [1] Okafor, A. *Rivers of grain*. The Courier, 3 May 2010.\n"
    made = changed(text, AddUrl("https://a.example/x_y_"))
    assert made == text.replace("2010.", "2010, https://a.example/x_y%5F.")
    assert "https://a.example/x_y%5F" in urls(made).values()


def test_a_url_in_a_link_is_replaced_in_its_place() -> None:
    text = "Rye [1]_.\n\n.. [1] Okafor, A. `Rivers of grain <https://a.example/old>`_. The Courier, 3 May 2010.\n"
    assert changed(text, ReplaceUrl("https://a.example/old", "https://a.example/new")) == text.replace("old", "new")


def test_a_capture_is_added_behind_the_whole_link() -> None:
    from citecheck.model.repair import AddCapture

    text = "Rye [1]_.\n\n.. [1] Okafor, A. `Rivers of grain <https://a.example/old>`_. The Courier, 3 May 2010.\n"
    document = read(text)
    source = parse(document)[0].sources[0]
    capture = AddCapture("https://a.example/old", Capture("https://web.archive.org/web/2010/https://a.example/old"))
    made = splice(text, RstFormat().edits(document, text.encode(), source, capture))
    assert made.startswith("Rye [1]_.\n\n.. [1] Okafor, A. `Rivers of grain <https://a.example/old>`_ (")


def test_notes_nested_too_deeply_are_refused() -> None:
    with pytest.raises(DocumentError, match="nested in notes too deeply"):
        read("".join(" " * n + f".. [{n}] a\n\n" for n in range(1, 400)))


@pytest.mark.parametrize(
    "link", ["`a method <https://river.example/a#__get__>`_", "`depth < 3 <https://river.example/a#__get__>`_"]
)
def test_a_url_may_end_in_an_underscore_and_its_words_have_an_angle_bracket(link: str) -> None:
    document = RstFormat().read("a.rst", f"See {link}.\n".encode())
    assert [one.url for one in document.addresses] == ["https://river.example/a#__get__"]
