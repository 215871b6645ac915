"""What is asked of a source: which outlets its note names."""

from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat
from citecheck.model.reference import Source
from citecheck.sources.query import publications


def source(text: str) -> Source:
    document = PlainFormat().read("notes.txt", f"[1] {text}\n[2] K. Roe, Another title, BBC News, 15/04/2021.\n".encode())
    return parse(document)[0].sources[0]


def test_an_authors_initial_or_name_is_no_publication() -> None:
    named = publications(source("J. Doe, Minister resigns over the budget, Reuters, 14/04/2021."))
    assert [one.name for one in named] == ["Reuters"]


def test_the_paper_that_prints_an_agencys_story_comes_first() -> None:
    named = publications(source("M. Roe, Minister resigns over the budget, Reuters, The Guardian, 14/04/2021."))
    assert named[0].name == "The Guardian"
