"""Finds calls of notes in running text: ``[3]`` ``[1, 2]`` ``³`` ``③`` ``^3`` ``[^name]`` ``[ii]`` ``[a]`` ``*`` ``†`` ``(note 3)``. See also ``typed_markers``."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from citecheck.documents.lookalikes import is_no_call
from citecheck.documents.numbered_lists import MAX_GAP, SUPERSCRIPTS
from citecheck.documents.numbered_notes import MARKERS, MAX_RANGE, MAX_RANGED, is_unit, numbers
from citecheck.documents.numerals import whole_number
from citecheck.language.date_patterns import DIGITS
from citecheck.patterns import lazy_pattern

ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{0,3}))(?<=[ivx])"
NO_LETTER = r"(?![A-Za-zÀ-ɏ])"  # ``[i]t ought``: a letter that an author changed in a quotation
SYMBOL = r"(?:\*{1,4}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|‖{1,3})"
WORD = r"(?:note|nota|footnote|anm\.?|anmerkung|fn\.?|fußnote|прим\.?|примечание|сноска|dipnot|przypis|noot|הערה|هامش|پانویس)"
CALLS = MARKERS | {
    "bracket": lazy_pattern(r"[\[［〔【](?P<labels>\d{1,6}(?:\s?[,;，–-]\s?\d{1,6})*)[\]］〕】](?!\()"),
    "circled": lazy_pattern(r"(?<=[^\s：:；;、，,（(])(?P<labels>[①-⑳㉑-㉟㊱-㊿])"),  # no item of an enumeration
    "raised": lazy_pattern(
        r"(?<=[^\W\d_])[.,;:!?”\"»’')]{0,2}(?P<labels>\d{1,3})(?=[\s—–]|$)"
    ),  # a superscript that lost its format; see typed_markers
    "footnote": lazy_pattern(r"\[\^(?P<labels>[^\]\s]{1,40})\](?!:)"),
    "roman": lazy_pattern(rf"[\[(](?P<labels>{ROMAN})[\])]{NO_LETTER}"),
    "letter": lazy_pattern(rf"(?<=[^\s])\[(?P<labels>[a-z])\]{NO_LETTER}"),
    "symbol": lazy_pattern(rf"(?<=[^\s*†‡§¶‖])(?P<labels>{SYMBOL})(?![\w*†‡§¶‖])"),
    "word": lazy_pattern(rf"(?i:[(\[](?:see )?{WORD})\s?(?P<labels>\d{{1,6}})[)\]]"),
}
UNAMBIGUOUS = ("bracket", "superscript", "circled", "caret")  # styles that hardly occur as anything else
AMBIGUOUS = ("word",)  # accepted only if they call most of the notes
NAMED = ("footnote", "symbol", "roman", "letter")  # labels that are not numbers
MIN_CALLED_SYMBOLS = 0.5  # of the lines that begin with a symbol; bullets are not called
CIRCLED = {
    char: str(int(unicodedata.numeric(chr(char))))
    for first, last in ("①⑳", "㉑㉟", "㊱㊿")
    for char in range(ord(first), ord(last) + 1)
}


class ListedNote(Struct, frozen=True):
    """A note of a list: its label begins at ``start``, its text is ``text[body:end]``."""

    label: str
    start: int
    body: int
    end: int = 0
    chapter: int = 0  # counted from 0; each restart of the numbers begins one
    also: tuple[str, ...] = ()  # further labels


class NoteCall(Struct, frozen=True):
    """A call of a note at ``text[start:end]``."""

    label: str
    start: int
    end: int
    chapter: int = 0


def plain(label: str) -> str:
    """A label in ASCII digits."""
    return label if label.isascii() else label.translate(CIRCLED).translate(SUPERSCRIPTS).translate(DIGITS)


def value_of(style: str) -> Callable[[str], int]:
    """The function that tells a label's place in the count of a style."""
    if style in ("roman", "roman_dot"):
        return _roman
    if style == "letter":
        return lambda label: ord(label) - ord("a") + 1
    return len if style == "symbol" else int


def _roman(label: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[char] for char in label]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


@lru_cache(maxsize=8)  # the lists, and then the calls of the chosen one, are found by the same calls
def find_calls(text: str, kind: str) -> tuple[NoteCall, ...]:
    """The calls of a kind anywhere in a text, one for each label."""
    return tuple(_calls(text, kind))


def _calls(text: str, kind: str) -> Iterator[NoteCall]:
    ranged = 0
    for match in CALLS[kind].finditer(text):
        if is_unit(text, match.start(), kind) or (kind == "bracket" and is_no_call(text, match.start(), match.end())):
            continue
        most = MAX_RANGE if ranged < MAX_RANGED else 1
        called = [match["labels"]] if kind in NAMED else numbers(plain(match["labels"]), most)
        ranged += len(called) - 1
        for label in called:
            yield NoteCall(label, match.start("labels") if kind in AMBIGUOUS else match.start(), match.end())


def called_elsewhere(
    text: str, style: str, found: Sequence[ListedNote], called: Mapping[str, Counter[str]]
) -> dict[str, Counter[str]]:
    """The calls of a style that are no labels of a list; for symbols, which repeat, by where the label begins, each since the last one."""
    if style == "bracket":
        return {style: called[style] - Counter(label.label for label in found)}
    if style != "symbol":
        return {}
    places: dict[str, list[int]] = {}
    for call in find_calls(text, style):
        places.setdefault(call.label, []).append(call.start)
    last, since = dict.fromkeys(places, -1), Counter[str]()
    for label in found:
        calls = places.get(label.label, [])
        since[str(label.start)] = bisect_left(calls, label.start) - bisect_left(calls, last.get(label.label, 0))
        last[label.label] = label.start
    notes = sum(count > 0 for count in since.values())
    return {style: since if notes >= MIN_CALLED_SYMBOLS * len(found) else Counter()}  # bullets, else


def calling(text: str, notes: Sequence[ListedNote], style: str) -> list[NoteCall]:
    """The calls outside the notes: in the list's style, else in unambiguous ones, else in one that calls at least half of the notes."""
    own = {"roman_dot": "roman"}.get(style, style)
    for kinds in (
        [own] if own in CALLS and own not in AMBIGUOUS else [],
        () if own in NAMED else UNAMBIGUOUS,
    ):
        if found := [call for kind in kinds for call in _outside(text, notes, kind)]:
            return sorted(found, key=lambda call: call.start)
    for kind in AMBIGUOUS:
        found = list(_outside(text, notes, kind))
        if 2 * len({call.label for call in found} & {note.label for note in notes}) >= max(2, len(notes)):
            return found
    return []


def _outside(text: str, notes: Sequence[ListedNote], kind: str) -> Iterator[NoteCall]:
    """The calls of a kind outside the notes, near the list's numbers: ``[1998]`` and ``a[0]`` are not calls, nor is ``[1]`` beside ``[01]``."""
    width = max((len(note.label) for note in notes if note.label.startswith("0")), default=1)
    counted = [number for note in notes if (number := whole_number(note.label)) is not None]
    low, high = (min(*counted, 1), max(counted) + MAX_GAP) if len(counted) > 1 else (1, MAX_GAP)
    at = 0
    for call in find_calls(text, kind):
        while at < len(notes) and notes[at].end <= call.start:
            at += 1
        inside = at < len(notes) and notes[at].start <= call.start
        number = whole_number(call.label)
        if not inside and (number is None or (low <= number <= high and len(call.label) >= width)):
            yield call
