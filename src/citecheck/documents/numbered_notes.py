"""Numbered notes and their markers in text: where a list is, where each note ends, which numbers are called and which are not there."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citecheck.documents.numerals import whole_number
from citecheck.language.dates import find_dates
from citecheck.links.urls import find_urls
from citecheck.model.document import Document, Marker, NoteStatus, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.place import Place, Span

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# How a list prints a note's number at the beginning of a line.
LABELS = {
    "bracket": re.compile(r"^[ \t]{0,8}\[(?P<label>\d{1,6})\]:?[ \t]*", re.MULTILINE),
    "dot": re.compile(r"^[ \t]{0,8}(?P<label>\d{1,6})\.(?=[ \t]+\S|[^\W\d])[ \t]*", re.MULTILINE),
    "parenthesis": re.compile(r"^[ \t]{0,8}(?P<label>\d{1,6})\)[ \t]*", re.MULTILINE),
    "parentheses": re.compile(r"^[ \t]{0,8}\((?P<label>\d{1,6})\)[ \t]*", re.MULTILINE),
    "superscript": re.compile(r"^[ \t]{0,8}(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[ \t]*", re.MULTILINE),
    "caret": re.compile(r"^[ \t]{0,8}\^(?P<label>\d{1,6})\.?[ \t]*", re.MULTILINE),
    "bare": re.compile(r"^[ \t]{0,8}(?P<label>\d{1,6})[ \t]*(?=[ \t]\S|[^\W\d_]|[“«\"])", re.MULTILINE),
}
# How the running text calls them.
MARKERS = {
    "bracket": re.compile(r"\[(?P<labels>\d{1,6}(?:\s?[,;–-]\s?\d{1,6})*)\](?!\()"),
    "superscript": re.compile(r"(?P<labels>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})"),
    "caret": re.compile(r"(?<=\S)\^(?P<labels>\d{1,6})"),
}
LONGEST_REFERENCE = 600  # characters; a longer paragraph of a list without numbers is prose
MOST_NESTED = 1.0  # of a document's length: what notes may repeat that stand in other notes, which are read with them; and
FREE = 10_000  # characters besides
MOST_NOTES = (
    50_000  # of one document, missing ones with them; each takes some kilobytes. The largest bibliographies have tens of thousands
)
MOST_RANGE = 50  # numbers of one range, and
MOST_RANGED = 20_000  # numbers of a text that are called by ranges such as [3–50]; of a later range only the first counts
LARGEST_GAP = 10  # numbers that may be missing between two notes of one list


@dataclass(frozen=True, slots=True)
class NumberLabel:
    """A note's number at ``text[start:end]``, with the space after it."""

    label: str
    start: int
    end: int


class Lines:
    """Line and column, both from 1, of offsets in a text. Lines end at ``\\n`` alone, as editors and git count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Where an offset is."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def marker(self, label: str, span: Span) -> Marker:
        """A marker at a span."""
        return Marker(label, span, self.place(span.start))


def find_list(text: str) -> tuple[str, tuple[NumberLabel, ...]]:
    """The list of notes: the style of its labels, and the longest run of numbers that rise; empty where there is none."""
    best: tuple[str, tuple[NumberLabel, ...]] = ("", ())
    for style, pattern in LABELS.items():
        found = [NumberLabel(m["label"].translate(SUPERSCRIPTS), m.start(), m.end()) for m in pattern.finditer(text)]
        run = _longest_run(found)
        least = 3 if style == "bare" else 2 if len(found) > 1 else 1
        if len(run) >= least and len(run) > len(best[1]) and (run[0].label == "1" or len(run) > 2):
            best = (style, run)
    return best


def _longest_run(labels: Sequence[NumberLabel]) -> tuple[NumberLabel, ...]:
    runs: list[list[NumberLabel]] = []
    for label in labels:
        number = int(label.label)
        fits = [run for run in runs[-8:] if 0 <= number - int(run[-1].label) <= LARGEST_GAP]
        if fits:
            sorted(fits, key=len)[-1].append(label)
        else:
            runs.append([label])
    return tuple(sorted(runs, key=len)[-1]) if runs else ()


def end_of_note(text: str, start: int, until: int, *, last: bool) -> int:
    """Where a note ends: before the next label, without trailing space; the last one at the first blank line."""
    if last and (blank := re.compile(r"\r?\n[ \t]*\r?\n").search(text, start)):
        until = min(until, blank.start())
    return start + len(text[start:until].rstrip())


def find_markers(text: str, regions: Iterable[tuple[int, int]], style: str, lines: Lines) -> Iterator[Marker]:
    """Calls of notes in the running text, one a number where brackets hold several."""
    wanted = [style] if style in MARKERS else ["bracket", "superscript", "caret"]
    ranged = 0
    for start, end in regions:
        for kind in wanted:
            for match in MARKERS[kind].finditer(text, start, end):
                called = numbers(match["labels"].translate(SUPERSCRIPTS), MOST_RANGE if ranged < MOST_RANGED else 1)
                ranged += len(called) - 1
                for label in called:
                    yield lines.marker(label, Span(match.start(), match.end()))


def numbers(labels: str, most: int = MOST_RANGE) -> list[str]:
    """The numbers of a marker: ``3``, ``3, 5`` and ``3–5``; of a range of more than ``most`` the first.

    None where it is anything else, such as the date ``12-03-19``.
    """
    found: list[str] = []
    for part in re.split(r"\s?[,;，]\s?", labels):
        ends = [whole_number(piece.strip()) for piece in re.split("[–-]", part)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            return []
        found += [str(n) for n in range(first, last + 1)] if last - first < most else [str(first)]
    return found


def with_markers(
    notes: Sequence[NoteText], markers: Sequence[Marker], *, gaps: bool = True, sure: bool = True
) -> tuple[NoteText, ...]:
    """The notes with the places that call them, in order, with those that are missing, and each one's status.

    ``gaps``: a number that the list skips is a missing note. Not so where labels are mere names, as in ``[^3]``. ``sure``: every marker
    was found, so that a note without one is called nowhere.
    """
    together: dict[str, list[Marker]] = {}
    for marker in markers:
        together.setdefault(marker.label, []).append(marker)
    calls = {label: tuple(found) for label, found in together.items()}
    seen: set[str] = set()
    out: list[NoteText] = []
    for note in notes:
        status: NoteStatus = (
            "duplicate" if note.label in seen else "unreferenced" if sure and calls and note.label not in calls else "present"
        )
        markers = calls.get(note.label, ())
        out.append(note if (status, markers) == (note.status, note.markers) else replace(note, status=status, markers=markers))
        seen.add(note.label)
    return _with_missing(out, seen, calls, gaps=gaps)


def _with_missing(
    notes: list[NoteText], seen: set[str], calls: Mapping[str, tuple[Marker, ...]], *, gaps: bool
) -> tuple[NoteText, ...]:
    numbers = [number for label in seen if (number := whole_number(label)) is not None]
    missing = {label for label in calls if label not in seen}
    if numbers and gaps and max(numbers) - min(numbers) <= LARGEST_GAP * len(numbers):
        missing |= {str(n) for n in range(min(numbers), max(numbers)) if str(n) not in seen}
    waiting = deque(NoteText(label, "missing", markers=calls.get(label, ())) for label in sorted(missing, key=_rank))
    out: list[NoteText] = []
    for note in notes:
        rank = _rank(note.label)
        while waiting and _rank(waiting[0].label) < rank:
            out.append(waiting.popleft())
        out.append(note)
    return (*out, *waiting)


def check_nesting(path: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Raises ``DocumentError`` where notes stand within notes so deep that reading each of them would be reading the document again and again."""
    if (at := too_nested(len(text), spans)) is not None:
        line = text.count("\n", 0, at) + 1
        raise DocumentError(path, f"line {line}: notes stand within notes over and over, as no document has them; take them apart")


def too_nested(length: int, spans: Iterable[tuple[int, int]]) -> int | None:
    """Where the spans that lie in others become more than ``MOST_NESTED`` of a document's length; None where they do not."""
    repeated, behind = 0, 0
    for start, end in sorted(spans):
        repeated += max(0, min(end, behind) - start)
        behind = max(behind, end)
        if repeated > MOST_NESTED * length + FREE:
            return start
    return None


def bounded(document: Document) -> Document:
    """The document, if it has no more than ``MOST_NOTES`` notes. Raises ``DocumentError``."""
    if len(document.notes) > MOST_NOTES:
        message = f"it has more than {MOST_NOTES:,} notes, those with them that are called and missing; split the document"
        raise DocumentError(document.path, message)
    return document


def labels_at(notes: Sequence[NoteText]) -> Callable[[int], str | None]:
    """Which note an offset stands in, told quickly however many notes there are."""
    placed = sorted((note.span.start, note.span.end, note.label) for note in notes if note.span)
    starts = [start for start, _, _ in placed]

    def label_at(offset: int) -> str | None:
        at = bisect_right(starts, offset) - 1
        return placed[at][2] if at >= 0 and offset < placed[at][1] else None

    return label_at


def could_be_reference(words: str) -> bool:
    """Whether a short paragraph has the parts of a reference: separators, and a date or an address."""
    return has_parts(words) and bool(find_urls(words) or find_dates(words))


def has_parts(words: str) -> bool:
    """Whether a paragraph is as short as a reference, and has separators."""
    return len(words) <= LONGEST_REFERENCE and sum(words.count(mark) for mark in ',.:;“"«،؛') >= 2


def _rank(label: str) -> tuple[int, str]:
    number = whole_number(label)
    return (number, "") if number is not None else (10**9, label)
