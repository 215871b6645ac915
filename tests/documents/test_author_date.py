"""Author-date citations and the entries that they cite."""

import pytest

from citecheck.documents.formats.html import HtmlFormat
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.documents.formats.plain import PlainFormat
from citecheck.model.document import Document

ENTRIES = (
    "Brandt, L. (2012). Dry docks. Harbour Weekly, 3(2), 4–9.",
    "———. (2014). Wet docks. Harbour Weekly, 4(1), 1–2.",
    "Lund, K., Ito, P., & Okafor, M. (2016). Three rivers. Leaf Press.",
    "Okafor, M., & Ito, P. (2010a). Gauges. River Review, 2, 1–20.",
    "Okafor, M., & Ito, P. (2010b). Gauges again. River Review, 3, 1–20.",
    "van der Meer, J. (2015). Dikes. Leaf Press.",
    "World Harbour Council. (2018). Annual report. https://council.example/2018",
)
TEXT = (
    "The towns were slow (Okafor and Ito 2010a, p. 4; see also Brandt, 2012). As van der Meer (2015: 33) shows, this changed "
    "(World Harbour Council 2018). In May (May 2019) nothing (Lund et al., 2016). It was late (Brandt 2012, 2014), as a figure "
    "(Figure 3, 2017) tells{}."
)


def plain(text: str) -> Document:
    return PlainFormat().read("a.txt", f"{text}\n\nReferences\n\n{chr(10).join(ENTRIES)}\n".encode())


def markdown(text: str) -> Document:
    return MarkdownFormat().read("a.md", f"{text}\n\n## References\n\n{(chr(10) * 2).join(ENTRIES)}\n".encode())


def page(text: str) -> Document:
    entries = "".join(f"<p>{entry.replace('&', '&amp;')}</p>\n" for entry in ENTRIES)
    return HtmlFormat().read("a.html", f"<html><body><p>{text}</p>\n<h2>References</h2>\n{entries}</body></html>".encode())


@pytest.mark.parametrize("document", [plain, markdown, page])
def test_entries_have_the_places_that_cite_them(document) -> None:
    read = document(TEXT.format(""))
    assert [note.status for note in read.notes] == ["present"] * 4 + ["unreferenced"] + ["present"] * 2
    assert [read.text[m.span.start : m.span.end] for m in read.notes[0].markers] == ["2012", "2012"]
    assert [read.text[m.span.start : m.span.end] for m in read.notes[3].markers] == ["2010a"]


def test_a_citation_without_an_entry_is_missing() -> None:
    missing = [note for note in plain(TEXT.format(" (Ferro 1999)")).notes if note.status == "missing"]
    assert [(note.label, len(note.markers)) for note in missing] == [("Ferro 1999", 1)]


@pytest.mark.parametrize("cited", ["Brandt’s (2012) docks", "Brandt's (2012)"])
def test_a_possessive_is_the_name(cited: str) -> None:
    assert [note.status for note in plain(f"{TEXT.format('')} See {cited}.").notes].count("missing") == 0


@pytest.mark.parametrize("cited", ["Brant, 2012", "van der-Meer, 2015", "Okaofr & Ito, 2010a"])
def test_a_name_that_is_almost_an_entrys_is_a_doubt(cited: str) -> None:
    missing = [note for note in plain(TEXT.format(f" ({cited})")).notes if note.status == "missing"]
    assert all(note.doubtful for note in missing)


@pytest.mark.parametrize("before", ["Recently, ", "However, ", "Tasks and Error Analyses\n", "As "])
def test_a_word_before_the_names_is_none_of_them(before: str) -> None:
    read = plain(f"{TEXT.format('')} {before}Brandt and Lund (2012) say so.")
    assert "missing" not in {note.status for note in read.notes}


def test_an_entry_that_is_glued_to_the_one_before_makes_a_doubt() -> None:
    glued = MarkdownFormat().read(
        "a.md",
        f"{TEXT.format(' (Ferro 1999)')}\n\n## References\n\n{(chr(10) * 2).join(ENTRIES)}\nFerro, A. (1999). Nets.\n".encode(),
    )
    assert all(note.doubtful for note in glued.notes if note.status == "missing")


def test_editors_and_their_year_in_a_reference_are_no_citation() -> None:
    text = TEXT.format(". In J. Spector & M. P. Ferro (2008) (Eds.), Handbook of docks")
    assert "missing" not in {note.status for note in plain(text).notes}


def test_if_few_citations_match_none_is_missing() -> None:
    read = plain("It rained (Brandt 2012) and (Ferro 1999), (Lee 1998), (Okun 1997), as Lund et al. (2016) say (Ray 1990).")
    assert {note.status for note in read.notes} == {"present"}


def test_a_bibliography_without_citations_is_unchanged() -> None:
    assert all(note.status == "present" and not note.markers for note in plain("").notes)


def test_a_citation_whose_name_and_year_are_in_an_entry_is_a_doubt() -> None:
    read = plain(TEXT.format(" (Harbour 2012)"))
    assert all(note.doubtful for note in read.notes if note.status == "missing")
