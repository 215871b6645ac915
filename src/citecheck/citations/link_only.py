"""Fast path for lists of links: notes are not parsed as citations if only their links are to be checked.

A note of one titled link between a few words (``Author, [Title](URL), Outlet, 2019.``) is taken as it is, as long as it has nothing
that a rule could report, and its page mentions the title. All other notes are parsed.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.linked_words import is_linked_word
from citecheck.citations.parsed import ParsedDocuments
from citecheck.faults import error_boundary
from citecheck.links.archive_urls import archived
from citecheck.model.document import Document, Note, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.patterns import lazy_pattern

ParsedNotes = tuple[Note, ...] | DocumentError
ParseAll = Callable[[Sequence[Document]], Iterator[ParsedNotes]]
LEAST_WORDS = 3  # minimum words of a title
MOST_WORDS = 10  # maximum words around it
FIRST_YEAR = 1500
# A second source, a short form, a date, an identifier or a comment.
_MORE = lazy_pattern(
    r"[;:/<>{}\[\]]|\b(?:ibid|op\. ?cit|loc\. ?cit|supra|infra|cit|see|cf|vgl|cfr|doi|isbn|issn|pmid|arxiv|vol|pp?|nr?o?|accessed|"
    r"retrieved|consult\w*|visited|abgerufen|archived|note|in)\b",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"\d+")
_YEAR = lazy_pattern(r"\d{4}")
_WORD = lazy_pattern(r"[^\W_]+")


class LinkOnlyNote(Struct, frozen=True):
    """A note's URL, title, the words before and after, and the year."""

    url: str
    title: str
    before: str
    after: str
    year: int | None


def parse_each(documents: Iterable[Document]) -> Iterator[ParsedNotes]:
    """The notes of each document, or why it could not be read."""
    for document in documents:
        try:
            yield _parse(document)
        except DocumentError as error:
            yield error


def read(documents: Sequence[Document], this_year: int | None, parse_all: ParseAll = parse_each) -> ParsedDocuments:
    """The documents with their notes; lists of links are not parsed. Without ``this_year`` everything is parsed, by ``parse_all``."""
    quick = [_link_only_note(d, this_year) if this_year is not None and d.changed is None else None for d in documents]
    others = parse_all([document for document, notes in zip(documents, quick, strict=True) if notes is None])
    found = [next(others) if notes is None else notes for notes in quick]
    return _together(
        documents, found, ParsedDocuments((), {}, frozenset(at for at, notes in enumerate(quick) if notes is not None))
    )


def read_again(reading: ParsedDocuments, urls: Collection[str]) -> ParsedDocuments:
    """The same, with those link-only notes parsed that have one of these URLs."""

    def again(at: int, document: Document, notes: tuple[Note, ...]) -> ParsedNotes:
        try:
            return reparse(document, notes, urls) if at in reading.link_only else notes
        except DocumentError as error:
            return error

    found = [again(at, *one) for at, one in enumerate(reading.parsed)]
    return _together([document for document, _ in reading.parsed], found, reading)


def _together(documents: Sequence[Document], found: Sequence[ParsedNotes], reading: ParsedDocuments) -> ParsedDocuments:
    """The documents with their notes. One that cannot be read loses its notes and URLs, so that nothing of it is checked."""
    parsed: list[tuple[Document, tuple[Note, ...]]] = []
    unread = dict(reading.unread)
    for at, (document, notes) in enumerate(zip(documents, found, strict=True)):
        if isinstance(notes, DocumentError):
            unread[at] = notes.message
            parsed.append((replace(document, notes=(), addresses=()), ()))
        else:
            parsed.append((document, notes))
    return replace(reading, parsed=tuple(parsed), unread=unread)


def _link_only_note(document: Document, this_year: int) -> tuple[Note, ...] | None:
    with error_boundary():
        return link_only_note(document, this_year)
    return None  # parsing reports the fault, if it persists


def link_only_note(document: Document, this_year: int) -> tuple[Note, ...] | None:
    """The notes of a list of links; None if one of them needs parsing, since notes refer to each other."""
    found = []
    for note in document.notes:
        one = _plain(note, this_year)
        if one is None:
            return None
        found.append(one)
    if not found or Counter(one.url for one in found).most_common(1)[0][1] > 1:
        return None
    return tuple(_read(note, one) for note, one in zip(document.notes, found, strict=True))


def reparse(document: Document, notes: tuple[Note, ...], urls: Collection[str]) -> tuple[Note, ...]:
    """The same notes, those with one of these URLs parsed."""
    wanted = [at for at, note in enumerate(notes) if note.sources[0].item.url in urls]
    parsed = _parse(replace(document, notes=tuple(document.notes[at] for at in wanted))) if wanted else ()
    fresh = dict(zip(wanted, parsed, strict=True))
    return tuple(fresh.get(at, note) for at, note in enumerate(notes))


def _parse(document: Document) -> tuple[Note, ...]:
    from citecheck.citations.parse import parse  # slow to import, and not needed for a list of links

    return parse(document)


def _plain(note: NoteText, this_year: int) -> LinkOnlyNote | None:
    if note.status != "present" or len(note.links) != 1 or note.sources:
        return None
    link = note.links[0]
    title, before, after = note.body[link.span.start : link.span.end], note.body[: link.span.start], note.body[link.span.end :]
    rest = f"{before} {after}"
    if (
        link.archive_url
        or archived(link.url)
        or is_linked_word(title, link.url)
        or _MORE.search(rest)
        or len(_WORD.findall(title)) < LEAST_WORDS
    ):
        return None
    numbers = _NUMBER.findall(after)
    if len(numbers) > 1 or any(len(number) != 4 or not FIRST_YEAR <= int(number) <= this_year for number in numbers):
        return None
    if len(_WORD.findall(rest)) > MOST_WORDS:
        return None
    after = _YEAR.sub("", after).strip(" ,.()“”\"'")
    return LinkOnlyNote(link.url, title, before.strip(" ,.“”\"'"), after, int(numbers[0]) if numbers else None)


def _read(note: NoteText, cited: LinkOnlyNote) -> Note:
    """The note with the fields of a link-only note."""
    item = Item(
        id=note.label,
        type="document",
        author=(Name(literal=cited.before),) if cited.before else (),
        title=cited.title,
        container_title=cited.after or None,
        issued=Date((cited.year,)) if cited.year else None,
        url=cited.url,
    )
    source = Source(note.body, item, note.document_span(0, len(note.body)))
    return Note(note, "citation", (source,))
