"""Headings of notes and bibliographies are recognised in the forms that documents have."""

import pytest

from citecheck.documents.sections import announces_bibliography, announces_list, announces_notes, file_title, find_sections

HEADINGS = [
    "References", "F. References", "4.1 Literatur", "4.1. Literatur", "IV. Quellen", "Appendix B. References", "付録 B. 参考文献一覧", "**Fontes:**",
    "Normative References", "Selected bibliography", "Web sources", "Bibliografia i Webgrafia", "Bibliographie et sitographie", "Quellen und Literatur",
    "Литература и источники", "Použitá literatura", "Källförteckning", "Daftar Pustaka", "Bibliografia[[edit](/w/index.php?action=edit&section=3 \"Edit\")]",
    "Bibliografia\\[[modifica](/w/a) | [modifica wikitesto](/w/b)\\]", "References {#refs}", "References ¶", "> Referências:",
    "Referenzen", "Fontes primárias", "Sources primaires", "Liste de références", "参考文献表", "引用元", "Zdroje a literatura", "Käytetyt lähteet",
    "Használt irodalom és források", "Literaturverzeichnis (Auswahl)", "Seznam literatury a zdrojů", "Перечень литературы", "출처 및 참고문헌", "Archival sources",
    "Le fonti", "Les sources", "Die Quellen", "The key references", "Our sources:", "La bibliografía",
]  # fmt: skip
OTHERS = [
    "Referencing", "References to the king", "The literature of the north", "Sources and sinks of carbon", "A. Smith", "Notes on the harvest",
    "Reference", "Links", "Papers", "List of", "Data sources", "Sources of error", "Used by", "Referenzen setzen", "Reference manual", "General notes", "Further notes", "Literature review", "The notes", "The source", "Les recherches", "The origins",
]  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_of_references_is_recognised(heading: str) -> None:
    assert announces_bibliography(heading)
    assert [section.kind for section in find_sections(f"Text.\n\n{heading}\n\nAn entry.\n")] == ["bibliography"]


@pytest.mark.parametrize("heading", OTHERS)
def test_a_heading_of_something_else_is_not(heading: str) -> None:
    assert not announces_notes(heading)


@pytest.mark.parametrize("heading", ["Notes", "2. Notes", "Anmerkungen und Quellen", "Notes et bibliographie", "Примечания"])
def test_a_heading_of_notes_is_no_bibliography(heading: str) -> None:
    assert announces_notes(heading) and not announces_bibliography(heading)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("docs/lahteet.html", "lähteet"),
        ("kallor.md", "källor"),
        ("6-list_of_references.md", "6 list of references"),
        ("WorksCited.html", "works cited"),
        ("_furtherreading.html", "further reading"),
        ("seznamliteratury.tex", "seznam literatury"),
    ],
)
def test_the_name_of_a_file_is_a_title_with_its_accents_and_spaces(path: str, title: str) -> None:
    assert file_title(path) == title and announces_list(title)


def test_a_file_named_notes_may_hold_anything() -> None:
    assert announces_list("endnotes") and announces_list("footnotes") and not announces_list("notes")
