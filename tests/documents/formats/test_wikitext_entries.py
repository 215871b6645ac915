"""Paragraphs of a bibliography in wikitext and line blocks of reStructuredText that hold several entries."""

import pytest

from citecheck.app import wiring

LUND, ROE, BERG = (
    "Lund, Eva. Harbours of the North. Pine Press, 2004.",
    "Roe, Karl. Locks and Weirs. Elm Press, 1999.",
    "Berg, Nils. Docks and Tides. Oak House, 2011.",
)


def found(path: str, text: str) -> list[str]:
    return [" ".join(note.body.split()) for note in wiring.read_document(path, text.encode()).notes]


@pytest.mark.parametrize("end", ["<br>", "<br />", "<br/>\n", "<BR>"])
def test_lines_of_a_paragraph_are_entries_if_each_is_a_reference(end: str) -> None:
    assert found("a.wiki", f"'''Ports'''\n\n== Bibliography ==\n{LUND}{end}{ROE}{end}{BERG}\n") == [LUND, ROE, BERG]


def test_an_entry_with_a_line_break_stays_whole() -> None:
    assert found("a.wiki", "'''Ports'''\n\n== Bibliography ==\nLund, Eva. Harbours of the North.<br>Pine Press, 2004.\n") == [
        "Lund, Eva. Harbours of the North. Pine Press, 2004."
    ]


def test_numbered_entries_that_run_on_are_found() -> None:
    entries = found("a.wiki", f"'''Ports'''\n\n== References ==\n[1] {LUND} [2] {ROE}[3] {BERG}\n")
    assert [entry.partition("] ")[2] for entry in entries] == [LUND, ROE, BERG]


@pytest.mark.parametrize("heading", ["**References:**", "**Sources**", "Bibliography"])
def test_a_line_block_may_begin_with_the_heading_of_its_entries(heading: str) -> None:
    text = f"Ports\n=====\n\nThe harbour was built.\n\n| {heading}\n| {LUND}\n| {ROE}\n| {BERG}\n"
    assert len(found("a.rst", text)) == 3
