"""AsciiDoc: footnotes by the numbers that are printed, bibliographies, links, what is no text, and repairs."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.edits import splice
from citecheck.documents.formats.asciidoc import AsciidocFormat
from citecheck.model.document import Document
from citecheck.model.repair import AddCapture, AddUrl, Capture, CorrectField, ReplaceUrl


def read(text: str) -> Document:
    return AsciidocFormat().read("a.adoc", text.encode())


def notes(text: str) -> list[tuple[str, str, str, int]]:
    return [(note.label, note.status, note.body, len(note.markers)) for note in read(text).notes]


def urls(text: str) -> dict[str, str]:
    document = read(text)
    return {document.text[one.span.start : one.span.end]: one.url for one in document.addresses}


def test_footnotes_have_the_numbers_that_are_printed_and_names_call_the_first_of_that_name() -> None:
    text = "Rye.footnote:[Okafor, _Rivers_.] Oats.footnote:o[Ito, Bread.] Bran.footnote:o[] Malt.footnoteref:[m,Lund] Salt.footnoteref:[m]\n"
    assert notes(text) == [("1", "present", "Okafor, Rivers.", 1), ("2", "present", "Ito, Bread.", 2), ("3", "present", "Lund", 2)]


def test_a_footnote_in_an_attribute_is_one_note_wherever_it_is_used() -> None:
    text = ":fn-rye: footnote:[Okafor, Rivers.]\n\nOats.footnote:[Ito.] Rye.{fn-rye} Bran.{fn-rye}\n"
    assert notes(text) == [("2", "present", "Okafor, Rivers.", 2), ("1", "present", "Ito.", 1)]


def test_a_footnote_ends_at_the_first_bracket_that_no_link_or_escape_takes() -> None:
    text = "Rye.footnote:[Okafor [2010\\], https://a.example/x[a link], `+]+`, see <<b,there>>.] Words]\n"
    assert notes(text) == [("1", "present", "Okafor [2010], a link, ], see there.", 1)]


def test_a_name_without_a_footnote_is_missing_and_certain_only_in_a_whole_document_that_names_others() -> None:
    def missing(text: str) -> list[tuple[str, bool]]:
        return [(note.label, note.doubtful) for note in read(text).notes if note.status == "missing"]

    assert missing("= Bread\n\nRye.footnote:a[Okafor.] Oats.footnote:b[]\n") == [("b", False)]
    assert missing("= Bread\n\ninclude::notes.adoc[]\n\nRye.footnote:a[Okafor.] Oats.footnote:b[]\n") == [("b", True)]
    assert missing("Rye.footnote:a[Okafor.] Oats.footnote:b[]\n") == [("b", True)]


@pytest.mark.parametrize(
    "text",
    [
        "----\nRye.footnote:[a]\n----\n",
        "[source,text]\nRye.footnote:[a]\n",
        "[,text]\n--\nRye.footnote:[a]\n--\n",
        "....\nRye.footnote:[a]\n....\n",
        "++++\nRye.footnote:[a]\n++++\n",
        "```text\nRye.footnote:[a]\n```\n",
        "////\nRye.footnote:[a]\n////\n",
        "// Rye.footnote:[a]\n",
        " Rye.footnote:[a]\n",
        "`+Rye.footnote:[a]+`, +++footnote:[a]+++ and pass:[footnote:[a\\]]\n",
        "Rye.\\footnote:[a]\n",
        "Rye.footnote:[left open\n\nWords]\n",
    ],
)
def test_code_comments_passthroughs_and_escapes_hold_no_notes(text: str) -> None:
    assert notes(f"Words.\n\n{text}") == []


def test_text_in_blocks_tables_and_under_either_form_of_heading_is_read() -> None:
    text = "Bread\n-----\n\nRye.footnote:[a]\n\n====\nOats.footnote:[b]\n====\n\n|===\n| Bran.footnote:[c]\n|===\n\n* item\n  goes on.footnote:[d]\n"
    assert [note[2] for note in notes(text)] == ["a", "b", "c", "d"]


def test_entries_of_a_bibliography_are_called_by_their_anchors() -> None:
    text = "= Bread\n\nSee <<oka>> and xref:oka[].\n\n[bibliography]\n== Works\n\n* [[[oka]]] Okafor, Rivers.\nHarbour Press.\n* [[[ito,2]]] Ito, Bread.\n* Lund, Salt.\n"
    assert notes(text) == [
        ("oka", "present", "Okafor, Rivers. Harbour Press.", 2),
        ("ito", "unreferenced", "Ito, Bread.", 0),
        ("u1", "present", "Lund, Salt.", 0),
    ]


def test_entries_of_a_part_of_a_document_may_be_called_elsewhere() -> None:
    assert [note[1] for note in notes("See <<oka>>.\n\n* [[[oka]]] Okafor.\n* [[[ito]]] Ito.\n")] == ["present", "present"]


def test_keys_of_a_bibliography_file_are_calls_and_included_files_are_parts() -> None:
    document = read(
        ":bibtex-file: refs.bib\n:dir: parts\n\nRye cite:[okafor10(59), ito12].\n\ninclude::{dir}/one.adoc[]\n\ninclude::{unknown}/two.adoc[]\n"
    )
    assert [call.label for call in document.calls] == ["okafor10", "ito12"] and document.bibliographies == ("refs.bib",)
    assert document.parts == ("parts/one.adoc",) and document.partial


def test_links_of_every_form_have_their_url_and_words() -> None:
    text = (
        ":url-rye: https://a.example/rye\n:base: https://b.example\n\n"
        'Rye.footnote:[{url-rye}[Rye^], {base}/x/y[Y], link:https://c.example/z["Z, and more",window=_blank], https://d.example/q[], https://e.example/r,'
        " link:++https://f.example/a__b__++[F], {url-rye}, image:https://g.example/i.png[I].]\n"
    )
    note = read(text).notes[0]
    assert note.body == "Rye, Y, Z, and more, https://d.example/q, https://e.example/r, F, https://a.example/rye, ."
    assert [(note.body[one.span.start : one.span.end], one.url) for one in note.links] == [
        ("Rye", "https://a.example/rye"),
        ("Y", "https://b.example/x/y"),
        ("Z, and more", "https://c.example/z"),
        ("F", "https://f.example/a__b__"),
    ]
    assert urls(text) == {
        "{url-rye}": "https://a.example/rye",
        "{base}/x/y": "https://b.example/x/y",
        "https://c.example/z": "https://c.example/z",
        "https://d.example/q": "https://d.example/q",
        "https://e.example/r": "https://e.example/r",
        "https://f.example/a__b__": "https://f.example/a__b__",
        "https://g.example/i.png": "https://g.example/i.png",
    }


@pytest.mark.parametrize("brackets", ["[]", "[^]", "[window=_blank]", "[,role=external]", '[title="Rye",window=_blank]'])
def test_a_link_without_words_of_its_own_shows_its_url(brackets: str) -> None:
    document = read(f"[bibliography]\n== Books\n\n* [[[rye]]] A. Moor, _Rye_. https://a.example/rye{brackets}\n")
    (source,) = parse(document)[0].sources
    assert document.notes[0].body == "A. Moor, Rye. https://a.example/rye" and source.item.url == "https://a.example/rye"
    assert source.item.title == "Rye"


def test_an_address_with_an_unknown_attribute_is_none() -> None:
    assert urls("See https://a.example/{version}/x[X], {site}/y[Y] and https://b.example/{version}.\n") == {}


def test_attributes_that_are_made_of_themselves_stay_short() -> None:
    text = ":a: " + "b" * 1_000 + "\n" + ":a: {a}{a}\n" * 50 + "\nRye.footnote:[{a}]\n"
    assert len(notes(text)[0][2]) <= 2_000


def test_a_list_under_a_heading_is_read() -> None:
    text = "= Bread\n\n. Steps, first.\n\n== References\n\n* Okafor, A. _Rivers_. Harbour Press, 2010.\n* Ito, B. _Bread_. Mill House, 2012.\n"
    assert [note[2] for note in notes(text)] == ["Okafor, A. Rivers. Harbour Press, 2010.", "Ito, B. Bread. Mill House, 2012."]


def test_the_language_may_be_declared() -> None:
    assert read(":lang: de-AT\n\nWords.\n").language == "de"


def changed(text: str, change: AddUrl | ReplaceUrl | AddCapture | CorrectField) -> str:
    document = read(text)
    return splice(text, AsciidocFormat().edits(document, text.encode(), parse(document)[0].sources[0], change))


def test_a_url_is_added_bare_and_read_again() -> None:
    text = "Rye.footnote:[Okafor, A. _Rivers of grain_. The Courier, 3 May 2010.]\n"
    made = changed(text, AddUrl("https://a.example/_x_/y--z_(b)"))
    assert made == text.replace("2010.", "2010, https://a.example/%5Fx_/y-%2Dz_(b%29.")
    assert "https://a.example/%5Fx_/y-%2Dz_(b%29" in urls(made).values()


def test_a_url_is_replaced_where_the_note_has_it_and_a_capture_follows_the_whole_link() -> None:
    text = "Rye.footnote:[Okafor, A. https://a.example/old[Rivers of grain]. The Courier, 3 May 2010.]\n"
    assert changed(text, ReplaceUrl("https://a.example/old", "https://a.example/new")) == text.replace("old", "new")
    capture = AddCapture("https://a.example/old", Capture("https://web.archive.org/web/2010/https://a.example/old"))
    assert changed(text, capture).startswith("Rye.footnote:[Okafor, A. https://a.example/old[Rivers of grain] (")


def test_a_capture_follows_the_brackets_around_a_url() -> None:
    text = "Rye.footnote:[Okafor, A. Rivers of grain. The Courier, 3 May 2010, <https://a.example/old>.]\n"
    capture = AddCapture("https://a.example/old", Capture("https://web.archive.org/web/2010/https://a.example/old"))
    assert "<https://a.example/old> (archived at" in changed(text, capture)


def test_a_corrected_title_stays_text() -> None:
    text = "Rye.footnote:[Okafor, A. “Rivers of grain”. The Courier, 3 May 2010.]\n"
    made = changed(text, CorrectField("Rivers of grain", "Rivers [of] *grain*"))
    assert notes(made)[0][2] == "Okafor, A. “Rivers [of] *grain*”. The Courier, 3 May 2010."


def test_signatures_are_no_documents() -> None:
    assert not AsciidocFormat().recognises("a.asc", "-----BEGIN PGP SIGNATURE-----\n")


def test_an_ampersand_written_as_an_entity_is_one_in_every_url() -> None:
    text = "Rye.footnote:[Doe, https://a.example/q?x=1&amp;y=2.] https://b.example/q?x=1&amp;y=2[B] link:https://c.example/q?x=1&amp;y=2[C]\n"
    assert list(urls(text).values()) == [f"https://{host}.example/q?x=1&y=2" for host in "abc"]
    assert read(text).notes[0].body == "Doe, https://a.example/q?x=1&y=2."
