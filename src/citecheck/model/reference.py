"""A source as a note cites it: CSL-JSON variables, and what citecheck knows about how they were read.

Variables carry CSL's names with ``_`` for ``-`` (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).
"""

from dataclasses import dataclass

from citecheck.model.place import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed: family and given where the split is certain, else ``literal``."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date of as many parts as the note has: ``(2021,)``, ``(2021, 4)`` or ``(2021, 4, 7)``.

    ``other`` is the second reading of a date whose day and month could be swapped; ``raw`` is then its EDTF form.
    """

    parts: tuple[int, ...]
    raw: str | None = None
    other: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One bibliographic item, in CSL-JSON's variables."""

    id: str = ""
    type: str = "document"
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_editor: tuple[Name, ...] = ()  # of the book around a chapter; ``editor`` is who is printed where authors are
    translator: tuple[Name, ...] = ()
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: Date | None = None
    accessed: Date | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    locator: str | None = None
    edition: str | None = None
    number: str | None = None
    collection_title: str | None = None
    original_title: str | None = None
    genre: str | None = None
    url: str | None = None  # CSL: URL
    doi: str | None = None  # CSL: DOI
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    arxiv: str | None = None  # CSL has no variable of its own: written as `archive: "arXiv"`, `archive_location`
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RefersTo:
    """The source that a short form (ibid., op. cit., supra note 4) stands for; ``source`` counts from 1."""

    label: str
    source: int


@dataclass(frozen=True, slots=True)
class Source:
    """One source of one note.

    ``confidence`` maps CSL variable names to the probability that the reading is right. ``short`` marks short forms;
    ``structured`` a source that the format carried as fields (CSL-JSON, BibTeX, citation templates).
    """

    text: str
    item: Item
    span: Span | None = None
    confidence: tuple[tuple[str, float], ...] = ()
    alternatives: tuple[Item, ...] = ()
    archive_url: str | None = None
    archive_date: Date | None = None
    url_residue: str | None = None
    translated_title: bool = False
    short: bool = False
    structured: bool = False
    refers_to: RefersTo | None = None
    missing: tuple[str, ...] = ()  # of "title", "container-title", "issued", "URL", …: what a reader would expect
