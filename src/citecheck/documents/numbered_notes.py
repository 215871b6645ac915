"""Numbered notes and their markers: lists, where notes end, which numbers are called, missing or unreferenced."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType

from msgspec.structs import replace

from citecheck.citations.date_words import NO_DATE
from citecheck.documents.missing_notes import doubts
from citecheck.documents.numbered_lists import MAX_GAP, SUPERSCRIPTS
from citecheck.documents.numerals import whole_number
from citecheck.language.dates import has_date
from citecheck.links.urls import find_urls
from citecheck.model.document import Document, Marker, NoteStatus, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.place import Place, Span
from citecheck.patterns import lazy_pattern

# Calls in the running text, by style.
MARKERS = {
    "bracket": lazy_pattern(r"\[(?P<labels>\d{1,6}(?:\s?[,;–-]\s?\d{1,6})*)\](?!\()"),
    "superscript": lazy_pattern(r"(?P<labels>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})"),
    "caret": lazy_pattern(r"(?<=\S)\^(?P<labels>\d{1,6})"),
}
# km², 10³, 10⁻⁶, 3d⁶ and (a+b)⁶ are not calls.
UNIT = lazy_pattern(r"(?:(?<![^\W_])(?:[^\W\d_]{1,2}|\d{1,3}|\d[spdf])|[⁺⁻]|\([^\W_]{1,3}(?: ?[+*=−×·] ?[^\W_]{1,3}){1,4}\))$")
SPACED = " \u2060"  # between a unit and its power in HTML
LONGEST_UNIT = 32  # characters
BLANK = lazy_pattern(r"\r?\n[ \t]*\r?\n")
ADDRESS = lazy_pattern(r"[ \t]*<?https?://", re.IGNORECASE)
SEPARATORS = ',.:;“"«،؛，。、：；「『《（'
MAX_REFERENCE_LENGTH = 600  # characters; a longer paragraph is prose
QUOTED = lazy_pattern(r"[«“„][^«»“”„]{80,2000}[»”“]")  # from the source, behind the reference
# The total length of nested notes, which are read once more with the outer note: a share of the document's, plus
MAX_NESTED_SHARE = 1.0
ALLOWANCE = 10_000  # characters
# Per document, including missing ones; each takes some kilobytes. The largest bibliographies have tens of thousands.
MAX_NOTES = 50_000
MAX_RANGE = 50  # numbers in a range such as [3–50], and
MAX_RANGED = 20_000  # in all ranges of a text; of a longer or later range only the first number counts


class Lines:
    """Converts offsets to line and column, both from 1. Lines end at ``\\n`` alone, as editors and git count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def marker(self, label: str, span: Span) -> Marker:
        """A marker at a span."""
        return Marker(label, span, self.place(span.start))


lines_of = lru_cache(maxsize=2)(Lines)  # for callers that process one document after another


def further_labels(notes: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """The further labels of a list, by label and further labels of each note, that no note has for its own."""
    listed = list(notes)
    own = {label for label, _ in listed}
    return {more: label for label, others in listed for more in others if more not in own}


def end_of_note(text: str, start: int, until: int, *, last: bool) -> int:
    """Where a note ends, without trailing space: before the next label; the last one at the first blank line that no URL follows."""
    for blank in BLANK.finditer(text, start, until) if last else ():
        if not ADDRESS.match(text, blank.end(), until):
            until = blank.start()
            break
    return start + len(text[start:until].rstrip())


def find_markers(text: str, regions: Iterable[tuple[int, int]], style: str, lines: Lines) -> Iterator[Marker]:
    """The calls of notes in some regions of a text, one for each number."""
    wanted = [style] if style in MARKERS else ["bracket", "superscript", "caret"]
    ranged = 0
    for start, end in regions:
        for kind in wanted:
            for match in MARKERS[kind].finditer(text, start, end):
                if is_unit(text, match.start(), kind):
                    continue
                called = numbers(match["labels"].translate(SUPERSCRIPTS), MAX_RANGE if ranged < MAX_RANGED else 1)
                ranged += len(called) - 1
                for label in called:
                    yield lines.marker(label, Span(match.start(), match.end()))


def is_unit(text: str, at: int, kind: str) -> bool:
    """Whether a raised number belongs to a unit or a formula."""
    return kind in ("superscript", "caret") and bool(UNIT.search(text[max(0, at - LONGEST_UNIT) : at].rstrip(SPACED)))


def numbers(labels: str, most: int = MAX_RANGE) -> list[str]:
    """The numbers of a marker: ``3``, ``3, 5`` and ``3–5``; only the first of a range of more than ``most``.

    Empty if it is anything else, such as the date ``12-03-19``, data ``0, 1`` or a class of characters ``0-9``.
    """
    found: list[str] = []
    for part in re.split(r"\s?[,;，]\s?", labels):
        ends = [whole_number(piece.strip()) for piece in re.split("[–-]", part)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            return []
        if len(ends) == 1 and part.isascii():
            found.append(part.strip())  # as it is printed: 01
        else:
            found += [str(n) for n in range(first, last + 1)] if last - first < most else [str(first)]
    return [] if len(found) > 1 and "0" in found else found


def with_markers(
    notes: Sequence[NoteText],
    markers: Sequence[Marker],
    *,
    gaps: bool = True,
    typed: bool = False,
    complete: bool = True,
    also: Mapping[str, str] = MappingProxyType({}),
) -> tuple[NoteText, ...]:
    """Add markers, statuses and missing notes to a document's notes.

    ``gaps``: the numbers are typed, so a skipped one is a missing note, and what is missing may be doubtful; off where labels are mere names, as
    in ``[^3]``. ``typed``: only what is called may be missing, and doubtful. ``complete``: all markers were found, so a note without one is unreferenced. ``also``: further
    labels of notes, ``[1] [4] Title``, with the first; their calls count for the note.
    """
    by_label: dict[str, list[Marker]] = {}
    for marker in markers:
        by_label.setdefault(also.get(marker.label, marker.label), []).append(marker)
    calls = {label: tuple(found) for label, found in by_label.items()}
    seen: set[str] = set()
    out: list[NoteText] = []
    for note in notes:
        status: NoteStatus = (
            "duplicate" if note.label in seen else "unreferenced" if complete and calls and note.label not in calls else "present"
        )
        markers = calls.get(note.label, ())
        out.append(note if (status, markers) == (note.status, note.markers) else replace(note, status=status, markers=markers))
        seen.add(note.label)
    lacking = _gaps({*seen, *also}) if gaps else frozenset[str]()
    missing = missing_labels(notes, seen, calls, lacking) if gaps or typed else dict.fromkeys(calls.keys() - seen, False)
    return _with_missing(
        out, [NoteText(label, "missing", markers=calls.get(label, ()), doubtful=doubtful) for label, doubtful in missing.items()]
    )


def missing_labels(
    notes: Sequence[NoteText], labels: Set[str], calls: Mapping[str, Sequence[Marker]], gaps: Iterable[str] = ()
) -> dict[str, bool]:
    """The typed labels that are called, or ``gaps`` in the numbering, without a note of a list, and whether each may be no note."""
    missing = {label for label in calls if label not in labels and _is_near(label, labels)}
    counted = {whole_number(label) for label in missing}
    missing |= {label for label in gaps if whole_number(label) not in counted}
    doubtful = doubts(labels, missing, calls, cites=_cites(notes)) | set(_unnumbered(notes)) if missing else frozenset[str]()
    return {label: label in doubtful for label in missing}


def _unnumbered(notes: Sequence[NoteText]) -> Iterator[str]:
    """The numbers that entries without one may have: they stand behind the note before, or were read as its second paragraph."""
    for note, following in zip(notes, (*notes[1:], None), strict=True):
        number = whole_number(note.label)
        apart = following is not None and not whole_number(following.label)
        if number is not None and (apart or any(could_be_reference(part) for part in BLANK.split(note.body)[1:])):
            yield str(number + 1)


def _cites(notes: Sequence[NoteText]) -> bool:
    """Whether at least half of the notes look like references."""
    return 2 * sum(could_be_reference(note.body) for note in notes) >= len(notes) > 0


def _is_near(label: str, labels: Iterable[str]) -> bool:
    """Whether a typed label may be a note of a list: a year, a date and an index of 0 in brackets are none."""
    number = whole_number(label)
    highest = max((known for one in labels if (known := whole_number(one)) is not None), default=0)
    return number is None or 0 < number <= highest + MAX_GAP


def _gaps(labels: Iterable[str]) -> set[str]:
    """The numbers that a list skips; none where it skips most."""
    numbers = {number for label in labels if (number := whole_number(label)) is not None}
    if not numbers or max(numbers) - min(numbers) > MAX_GAP * len(numbers):
        return set()
    return {str(number) for number in range(min(numbers), max(numbers)) if number not in numbers}


def _with_missing(notes: list[NoteText], missing: Sequence[NoteText]) -> tuple[NoteText, ...]:
    """The notes, and each missing one before the first with a higher number."""
    waiting = deque(sorted(missing, key=lambda note: _rank(note.label)))
    out: list[NoteText] = []
    for note in notes:
        rank = _rank(note.label)
        while waiting and _rank(waiting[0].label) < rank:
            out.append(waiting.popleft())
        out.append(note)
    return (*out, *waiting)


def check_nesting(path: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Raise ``DocumentError`` if notes nest so deeply that reading each of them would take more than linear time."""
    repeated, furthest = 0, 0
    for start, end in sorted(spans):
        repeated += max(0, min(end, furthest) - start)
        furthest = max(furthest, end)
        if repeated > MAX_NESTED_SHARE * len(text) + ALLOWANCE:
            line = text.count("\n", 0, start) + 1
            raise DocumentError(path, f"line {line}: notes are nested in notes too deeply; take them apart")


def bounded(document: Document) -> Document:
    """The document. Raises ``DocumentError`` if it has more than ``MAX_NOTES`` notes."""
    if len(document.notes) > MAX_NOTES:
        message = f"it has more than {MAX_NOTES:,} notes, including missing ones; split the document"
        raise DocumentError(document.path, message)
    return document


def labels_at(notes: Sequence[NoteText]) -> Callable[[int], str | None]:
    """A function that returns the label of the note at an offset, in logarithmic time."""
    placed = sorted((note.span.start, note.span.end, note.label) for note in notes if note.span)
    starts = [start for start, _, _ in placed]

    def label_at(offset: int) -> str | None:
        at = bisect_right(starts, offset) - 1
        return placed[at][2] if at >= 0 and offset < placed[at][1] else None

    return label_at


def could_be_reference(words: str) -> bool:
    """Whether a paragraph looks like a reference: short, with separators, and a date, a URL, or ``(n.d.)``."""
    return has_parts(words) and (bool(find_urls(words)) or has_date(words) or _is_undated(words))


def _is_undated(words: str) -> bool:
    """Whether a paragraph says in brackets that its source has no date: ``(n.d.)``."""
    return any(words[found.start() - 1 : found.start()] in ("(", "[") for found in NO_DATE.finditer(words))


def has_parts(words: str) -> bool:
    """Whether a paragraph is no longer than a reference, without what it quotes, and has separators."""
    if len(words) > MAX_REFERENCE_LENGTH:
        words = QUOTED.sub("", words)
    return len(words) <= MAX_REFERENCE_LENGTH and sum(map(words.count, SEPARATORS)) >= 2


def _rank(label: str) -> tuple[int, str]:
    number = whole_number(label)
    return (number, "") if number is not None else (10**9, label)
