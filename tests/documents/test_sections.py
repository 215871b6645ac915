"""Headings of notes and bibliographies are recognised in the forms that documents have."""

import pytest

from citecheck.documents.sections import announces_bibliography, announces_notes, find_sections

HEADINGS = [
    "References", "F. References", "4.1 Literatur", "4.1. Literatur", "IV. Quellen", "Appendix B. References", "付録 B. 参考文献一覧", "**Fontes:**",
    "Normative References", "Selected bibliography", "Web sources", "Bibliografia i Webgrafia", "Bibliographie et sitographie", "Quellen und Literatur",
    "Литература и источники", "Použitá literatura", "Källförteckning", "Daftar Pustaka", "Bibliografia[[edit](/w/index.php?action=edit&section=3 \"Edit\")]",
    "Bibliografia\\[[modifica](/w/a) | [modifica wikitesto](/w/b)\\]", "References {#refs}", "References ¶", "> Referências:",
]  # fmt: skip
OTHERS = [
    "Referencing", "References to the king", "The literature of the north", "Sources and sinks of carbon", "A. Smith", "Notes on the harvest",
    "Reference manual", "General notes", "Further notes", "Literature review",
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
