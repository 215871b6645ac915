"""A source as cited in a footnote.

Variables have CSL's names with ``_`` for ``-`` (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).
"""

from msgspec import Struct

from citecheck.model.place import Span

CHECKED = ("author", "title", "container-title")  # what a person can compare at a glance
# Maximum confidence of a variable that a person is asked to compare with the note. Unit: probability. Source: stated choice;
# reports/accuracy.md, "Confidence against truth": about as many of these are wrong as right.
UNCERTAIN = 0.5


class Name(Struct, frozen=True):
    """A name as printed: family and given if the split is certain, else ``literal``."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None


class Date(Struct, frozen=True):
    """A date of one to three parts: ``(2021,)``, ``(2021, 4)`` or ``(2021, 4, 7)``.

    ``other`` is the second reading if day and month may be swapped; ``raw`` is then the EDTF form.
    """

    parts: tuple[int, ...]
    raw: str | None = None
    other: tuple[int, ...] = ()


class Item(Struct, frozen=True):
    """A bibliographic item, in CSL-JSON's variables."""

    id: str = ""
    type: str = "document"
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_editor: tuple[Name, ...] = ()  # of the book that contains a chapter; ``editor`` is printed in place of authors
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
    section: str | None = None  # of a law
    authority: str | None = None  # a case's court
    collection_title: str | None = None
    original_title: str | None = None
    genre: str | None = None
    url: str | None = None  # CSL: URL
    doi: str | None = None  # CSL: DOI
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    arxiv: str | None = None  # no CSL variable: written as `archive: "arXiv"`, `archive_location`
    language: str | None = None


class RefersTo(Struct, frozen=True):
    """The source that a short form (ibid., op. cit., supra note 4) refers to; ``source`` is its number, from 1."""

    label: str
    source: int


class Difference(Struct, frozen=True):
    """A variable that a document prints otherwise than the data that it has of the source."""

    variable: str
    printed: str
    data: str


class Source(Struct, frozen=True):
    """A source of a footnote.

    ``confidence`` maps CSL variables to the probability that they were parsed correctly. ``short``: a short form. ``structured``: the
    format has it as fields (CSL-JSON, BibTeX, citation templates). ``url_residue``: the rest of a damaged URL.
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
    et_al: bool = False  # it says that there are more authors than it names
    refers_to: RefersTo | None = None
    key: str = ""  # of the work, where the document has citations as data: sources with one key are one work
    differs: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()  # expected variables: "title", "container-title", "issued", "URL", …

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The variables that may well be read wrongly, and that a person should compare with the note."""
        if self.short or self.structured:
            return ()
        return tuple(variable for variable, sure in self.confidence if variable in CHECKED and sure < UNCERTAIN)
