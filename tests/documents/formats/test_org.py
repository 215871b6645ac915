"""Org: footnotes, citations, links, what is no text, and repairs."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.edits import splice
from citecheck.documents.formats.org import OrgFormat
from citecheck.model.document import Document
from citecheck.model.repair import AddCapture, AddUrl, Capture, CorrectField, ReplaceUrl


def read(text: str) -> Document:
    return OrgFormat().read("a.org", text.encode())


def notes(text: str) -> list[tuple[str, str, str, int]]:
    return [(note.label, note.status, note.body, len(note.markers)) for note in read(text).notes]


def urls(text: str) -> dict[str, str]:
    document = read(text)
    return {document.text[one.span.start : one.span.end]: one.url for one in document.addresses}


def test_footnotes_are_defined_inline_or_named() -> None:
    text = "Rye[fn:1], oats[fn:o: Ito, /Bread/.], bran[fn:o] and malt[fn:: Lund [2010], Salt.].\n\n* Footnotes\n\n[fn:1] Okafor,\n  *Rivers*.\n"
    assert notes(text) == [
        ("o", "present", "Ito, Bread.", 2),
        ("u1", "present", "Lund [2010], Salt.", 1),
        ("1", "present", "Okafor, Rivers.", 1),
    ]


def test_a_definition_ends_at_the_next_one_at_a_heading_or_at_two_empty_lines() -> None:
    text = "Rye[fn:1] oats[fn:2] bran[fn:3].\n\n[fn:1] Okafor.\n\nMore.\n[fn:2] Ito.\n* Heading\n[fn:3] Lund.\n\n\nText.\n"
    assert [note[2] for note in notes(text)] == ["Okafor.\nMore.", "Ito.", "Lund."]


def test_missing_and_uncalled_notes_are_noticed() -> None:
    assert notes("Rye[fn:1], oats[fn:3].\n\n[fn:1] Okafor.\n[fn:2] Ito.\n") == [
        ("1", "present", "Okafor.", 1),
        ("2", "unreferenced", "Ito.", 0),
        ("3", "missing", "", 1),
    ]


def test_an_included_file_may_have_the_note() -> None:
    document = read('#+include: "part.org"\n\nRye[fn:1].\n')
    assert document.parts == ("part.org",) and document.partial and document.notes[0].doubtful


@pytest.mark.parametrize(
    "text",
    [
        "#+begin_src org\nRye[fn:1]\n#+end_src\n",
        "#+BEGIN_EXAMPLE\n[fn:1] Rye\n#+END_EXAMPLE\n",
        "#+begin_comment\nRye[fn:1]\n#+end_comment\n",
        "# Rye[fn:1]\n",
        ": Rye[fn:1]\n",
        "=Rye[fn:1]= and ~oats[fn:2]~\n",
        ":NOTES:\nRye[fn:1]\n:END:\n",
        "#+options: [fn:1]\n",
        "* COMMENT Draft\nRye[fn:1]\n** Below\nOats[fn:2]\n",
        "\\begin{align}\nx[fn:1]\n\\end{align}\n",
        "@@html:<b>[fn:1]</b>@@\n",
        "Rye[fn:: left open\n\nWords]\n",
    ],
)
def test_code_comments_drawers_and_keywords_hold_no_notes(text: str) -> None:
    assert notes(f"Words.\n\n{text}") == []


def test_the_text_of_quotations_captions_and_sections_after_a_comment_is_read() -> None:
    text = "#+begin_quote\nRye[fn:: a]\n#+end_quote\n* COMMENT x\nno[fn:: no]\n* Shown\n#+caption: Oats[fn:: b]\n#+begin_src\nleft open[fn:: c]\n"
    assert [note[2] for note in notes(text)] == ["a", "b", "c"]


def test_links_of_every_form_have_their_url_and_words() -> None:
    text = (
        "#+LINK: wp https://en.wikipedia.org/wiki/%s\n\nRye[fn:1].\n\n"
        "[fn:1] [[https://a.example/r][Rivers]], [[https://b.example/]], <https://c.example/x y>, https://d.example/e_f/, [[wp:Rye][rye]], [[doi:10.1000/1][D]],\n"
        " [[file:a.org][a file]], \\alpha{}.\n"
    )
    note = read(text).notes[0]
    assert note.body == "Rivers, https://b.example/, https://c.example/x y, https://d.example/e_f/, rye, D, a file, α."
    assert [(note.body[one.span.start : one.span.end], one.url) for one in note.links] == [
        ("Rivers", "https://a.example/r"),
        ("rye", "https://en.wikipedia.org/wiki/Rye"),
        ("D", "https://doi.org/10.1000/1"),
    ]
    assert list(urls(text).values()) == [
        "https://a.example/r",
        "https://b.example/",
        "https://c.example/x y",
        "https://d.example/e_f/",
        "https://en.wikipedia.org/wiki/Rye",
        "https://doi.org/10.1000/1",
    ]


def test_a_url_at_the_end_of_an_item_does_not_go_on_in_the_next() -> None:
    assert list(urls("- https://a.example/\n- https://b.example/\n").values()) == ["https://a.example/", "https://b.example/"]


def test_keys_of_a_bibliography_are_calls() -> None:
    document = read(
        "#+bibliography: refs.bib\n#+language: de\n\nRye [cite/t:see @okafor10 p. 5; @ito12], cite:lund,dahl and [[cite:&falk]].\n"
    )
    assert [call.label for call in document.calls] == ["okafor10", "ito12", "lund", "dahl", "falk"]
    assert document.bibliographies == ("refs.bib",) and document.language == "de"


def test_a_list_under_a_heading_is_read() -> None:
    text = "* Bread\n1. Steps, first.\n\n* References\n\n- Okafor, A. /Rivers/. Harbour Press, 2010.\n- Ito, B. /Bread/. Mill House, 2012.\n"
    assert [note[2] for note in notes(text)] == ["Okafor, A. Rivers. Harbour Press, 2010.", "Ito, B. Bread. Mill House, 2012."]


def changed(text: str, change: AddUrl | ReplaceUrl | AddCapture | CorrectField) -> str:
    document = read(text)
    return splice(text, OrgFormat().edits(document, text.encode(), parse(document)[0].sources[0], change))


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("https://a.example/x=", "[[https://a.example/x=]]"),
        ("https://a.example/x(", "[[https://a.example/x(]]"),
    ],
)
def test_a_url_is_added_bare_or_in_brackets_where_a_bare_one_would_end_earlier(url: str, written: str) -> None:
    text = "Rye[fn:: Okafor, A. /Rivers of grain/. The Courier, 3 May 2010.].\n"
    made = changed(text, AddUrl(url))
    assert made == text.replace("2010.", f"2010, {written}.") and url in urls(made).values()


def test_a_url_is_replaced_in_its_place_and_a_capture_follows_the_whole_link() -> None:
    text = "Rye[fn:1].\n\n[fn:1] Okafor, A. [[https://a.example/old][Rivers of grain]]. The Courier, 3 May 2010.\n"
    assert changed(text, ReplaceUrl("https://a.example/old", "https://a.example/new")) == text.replace("old", "new")
    capture = AddCapture("https://a.example/old", Capture("https://web.archive.org/web/2010/https://a.example/old"))
    assert "[[https://a.example/old][Rivers of grain]] (" in changed(text, capture)


def test_a_corrected_title_stays_text() -> None:
    text = "Rye[fn:: Okafor, A. “Rivers of grain”. The Courier, 3 May 2010.]\n"
    made = changed(text, CorrectField("Rivers of grain", "Rivers of] *grain*"))
    assert notes(made)[0][2] == "Okafor, A. “Rivers of] *grain*”. The Courier, 3 May 2010."
