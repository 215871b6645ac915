"""Sources of notes and lists from the citations that a document has as data, beside what the text around them cites."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from citecheck.citations.repeated_works import prints_title
from citecheck.documents.citation_fields import CitedItem, DataField
from citecheck.documents.listed_works import Works, names
from citecheck.documents.printed_data import difference
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_urls
from citecheck.model.document import NoteText
from citecheck.model.place import Place, Span
from citecheck.model.reference import Source
from citecheck.patterns import lazy_pattern

LEAD = lazy_pattern(r"[\s,.;:(<\[]*(?:[^\W\d_]{1,12}[\s:]+){0,4}[(<\[]?")
CLOSING = lazy_pattern(r"[)>\]]+")
MAX_TAIL = 2_000  # characters behind a citation that are searched for its URLs
BETWEEN = lazy_pattern(r"\s{0,2};\s{0,9}")
PUNCTUATION = lazy_pattern(r"[\s.,;:)\]”\"»]*")


def with_data(notes: Iterable[NoteText], entries: Sequence[NoteText], text: str, fields: Sequence[DataField]) -> Iterator[NoteText]:
    """The notes with the sources that the fields in them have as data, and the entries of lists with those of the works they print."""
    citations = sorted((one for one in fields if one.cited), key=lambda one: one.start)
    starts = [one.start for one in citations]
    listed = dict(zip((note.body_start for note in entries), _listed(entries, fields), strict=True))
    for note in (*notes, *entries):
        first = bisect_left(starts, note.body_start)
        inside = citations[first : bisect_left(starts, note.body_start + len(note.body))]
        inside = [one for one in inside if one.end <= note.body_start + len(note.body)]
        if inside:
            yield _with_fields(note, inside, text)
        elif work := listed.get(note.body_start) if note.body else None:
            source = source_of(work, note.body, note.document_span(0, len(note.body)), listed=True)
            yield replace(note, sources=(with_printed_urls(source, note.body),))
        else:
            yield note


def _listed(entries: Sequence[NoteText], fields: Sequence[DataField]) -> list[CitedItem | None]:
    """The cited work of each entry; in lists that a program made, also one whose title is printed with other words."""
    works = Works({one.key: one for place in fields for one in place.cited}.values())
    found = [works.printed_in(note.body) for note in entries]
    printed = {one.key for one in found if one}
    made = [(one.start, one.end) for one in fields if one.listing]
    return [
        work or (works.like(note.body, printed) if any(start <= note.body_start < end for start, end in made) else None)
        for work, note in zip(found, entries, strict=True)
    ]


def _with_fields(note: NoteText, fields: Iterable[DataField], text: str) -> NoteText:
    """A note with the sources of the fields in it; URLs right behind a field are those of its last source."""
    sources: list[Source] = []
    spans = []
    behind = note.body_start + len(note.body)
    for one in fields:
        found = list(_sources(one, text))
        end = _end_of_urls(text, one.end, behind)
        found[-1] = with_printed_urls(found[-1], f"{found[-1].text} {text[one.end : end]}")
        sources += found
        spans.append(Span(one.start - note.body_start, end - note.body_start))
    return replace(note, sources=tuple(sources), data_spans=tuple(spans))


def _end_of_urls(text: str, start: int, until: int) -> int:
    """Where the URLs end that follow a citation at once, behind words such as "available at"."""
    for _ in range(2):  # of the page, and of a capture
        mention = next(iter(find_urls(text[start : min(until, start + MAX_TAIL)])), None)
        if not mention or not LEAD.fullmatch(text, start, start + mention.start):
            return start
        closing = CLOSING.match(text, start + mention.end, until)
        start = closing.end() if closing else start + mention.end
    return start


def with_printed_urls(source: Source, printed: str) -> Source:
    """The source with the URLs printed with it, of its page and of a capture, since readers follow those; else with that of its data."""
    urls = [mention.url for mention in find_urls(printed)]
    own = next((url for url in urls if not archived(url)), source.item.url)
    capture = next((url for url in urls if archived(url)), None)
    return replace(source, item=replace(source.item, url=own), archive_url=capture)


def _sources(place: DataField, text: str) -> Iterator[Source]:
    """The sources of a citation. Several works are told apart by the semicolons between them, if each part names its own."""
    printed = text[place.start : place.end]
    cuts = [(m.start(), m.end()) for m in BETWEEN.finditer(printed)]
    bounds = list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(printed)], strict=True))
    apart = len(bounds) == len(place.cited) and all(
        names(one.item, printed[start:end]) for one, (start, end) in zip(place.cited, bounds, strict=True)
    )
    for at, one in enumerate(place.cited):
        start, end = bounds[at] if apart else (0, len(printed))
        alone = apart or len(place.cited) == 1
        yield source_of(one, printed[start:end], Span(place.start + start, place.start + end), compared=alone)


def cited_in_text(text: str, fields: Iterable[DataField]) -> Iterator[NoteText]:
    """A note for each citation of a text that has neither notes nor a list of its sources, if it cites a work for the first time."""
    seen: set[str] = set()
    number = 0
    for place in (one for one in fields if one.cited and one.end <= len(text)):
        new = [source for source in _sources(place, text) if source.key not in seen]
        seen |= {source.key for source in new}
        if new:
            number += 1
            printed, span = text[place.start : place.end], Span(place.start, place.end)
            yield NoteText(f"u{number}", "present", printed, span, Place(), printed, place.start, sources=tuple(new))


def writable_source(source: Source, fields: Iterable[DataField]) -> Source | None:
    """The source if something can be written behind it: nothing can behind author and year, or between two works of one field.

    What is written stands behind the field, which its program overwrites, so a full stop that ends the citation stays before it.
    """
    if not source.key:
        return source
    shared = any(source.span == Span(one.start, one.end) and len(one.cited) > 1 for one in fields)
    if shared or not prints_title(source):
        return None
    within = any(source.span == Span(one.start, one.end) for one in fields)
    return replace(source, text=f"{source.text},") if within and source.text.endswith(".") else source


def source_of(one: CitedItem, printed: str, span: Span, *, compared: bool = True, listed: bool = False) -> Source:
    """The source of a cited work, printed at a span. ``listed``: an entry of a list, which prints the whole work."""
    differs = tuple(difference(one.item, one.years, printed, whole=listed)) if compared else ()
    return Source(printed, one.item, span, structured=True, key=one.key, differs=differs)


def behind_citation(fields: Iterable[DataField], text: str, at: int, place: int) -> int | None:
    """Where to write behind the character before ``at``, whose end is at ``place``: behind the element of its citation; None in the middle of one.

    In the middle of a bibliography it stays at the end of its entry.
    """
    for one in fields:
        if one.outer >= 0 and one.start < at <= one.end:
            last = PUNCTUATION.fullmatch(text, at, one.end) and not (one.listing and "\n" in text[at : one.end])
            if not last and not one.listing:
                return None
            place = max(place, one.outer) if last else place
    return place
