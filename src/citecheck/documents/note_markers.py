"""What calls a note in running text: ``[3]`` ``[1, 2]`` ``³`` ``③`` ``^3`` ``[^name]`` ``[ii]`` ``[a]`` ``*`` ``†`` ``(note 3)``; for others see ``typed_markers``."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.documents.numbered_notes import LARGEST_GAP, MARKERS, MOST_RANGE, MOST_RANGED, SUPERSCRIPTS, numbers
from citecheck.documents.numerals import whole_number
from citecheck.language.dates import DIGITS

ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{0,3}))(?<=[ivx])"
SYMBOL = r"(?:\*{1,4}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|‖{1,3})"
WORD = r"(?:note|nota|footnote|anm\.?|anmerkung|fn\.?|fußnote|прим\.?|примечание|сноска|dipnot|przypis|noot|הערה|هامش|پانویس)"
CALLS = MARKERS | {
    "bracket": re.compile(r"[\[［〔【](?P<labels>\d{1,6}(?:\s?[,;，–-]\s?\d{1,6})*)[\]］〕】](?!\()"),
    "circled": re.compile(r"(?P<labels>[①-⑳㉑-㉟㊱-㊿])"),
    "raised": re.compile(r"(?<=[^\W\d_])[.,;:!?”\"»’')]{0,2}(?P<labels>\d{1,3})(?=[\s—–]|$)"),  # once; see typed_markers
    "footnote": re.compile(r"\[\^(?P<labels>[^\]\s]{1,40})\](?!:)"),
    "roman": re.compile(rf"[\[(](?P<labels>{ROMAN})[\])]"),
    "letter": re.compile(r"(?<=[^\s])\[(?P<labels>[a-z])\]"),
    "symbol": re.compile(rf"(?<=[^\s*†‡§¶‖])(?P<labels>{SYMBOL})(?![\w*†‡§¶‖])"),
    "word": re.compile(rf"(?i:[(\[](?:see )?{WORD})\s?(?P<labels>\d{{1,6}})[)\]]"),
}
SURE = ("bracket", "superscript", "circled", "caret")  # calls that are hardly anything else
UNSURE = ("word",)  # count where they call most of the notes
UNIT = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,2}|\d{1,3})$")  # km², 10³: no calls
NAMED = ("footnote", "symbol", "roman", "letter")  # labels that are no numbers
CIRCLED = {
    char: str(int(unicodedata.numeric(chr(char))))
    for first, last in ("①⑳", "㉑㉟", "㊱㊿")
    for char in range(ord(first), ord(last) + 1)
}


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note of a list: its label at ``start``, its words from ``body`` to ``end``."""

    label: str
    start: int
    body: int
    end: int = 0
    chapter: int = 0  # lists that count anew are those of chapters or pages, from 0


@dataclass(frozen=True, slots=True)
class NoteCall:
    """What calls a note, at ``text[start:end]``."""

    label: str
    start: int
    end: int
    chapter: int = 0


def plain(label: str) -> str:
    """A label in ASCII digits."""
    return label.translate(CIRCLED).translate(SUPERSCRIPTS).translate(DIGITS)


def find_calls(text: str, kind: str) -> Iterator[NoteCall]:
    """The calls of a kind anywhere in a text; one a label where brackets hold several."""
    ranged = 0
    for match in CALLS[kind].finditer(text):
        if kind == "superscript" and UNIT.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        most = MOST_RANGE if ranged < MOST_RANGED else 1
        called = [match["labels"]] if kind in NAMED else numbers(plain(match["labels"]), most)
        ranged += len(called) - 1
        for label in called:
            yield NoteCall(label, match.start("labels") if kind in UNSURE else match.start(), match.end())


def calling(text: str, notes: Sequence[ListedNote], style: str) -> list[NoteCall]:
    """The calls outside the notes: in the list's own style, else in those that are sure, else in one that calls at least half of the notes."""
    own = {"roman_dot": "roman"}.get(style, style)
    for kinds in (
        [own] if own in CALLS and own not in UNSURE else [],
        () if own in NAMED else SURE,
    ):
        if found := [call for kind in kinds for call in _outside(text, notes, kind)]:
            return sorted(found, key=lambda call: call.start)
    for kind in UNSURE:
        found = list(_outside(text, notes, kind))
        if 2 * len({call.label for call in found} & {note.label for note in notes}) >= max(2, len(notes)):
            return found
    return []


def _outside(text: str, notes: Sequence[ListedNote], kind: str) -> Iterator[NoteCall]:
    """The calls of a kind in the running text whose number is near the list's numbers: ``[1998]`` and ``a[0]`` call nothing."""
    counted = [number for note in notes if (number := whole_number(note.label)) is not None]
    low, high = (min(*counted, 1), max(counted) + LARGEST_GAP) if len(counted) > 1 else (1, LARGEST_GAP)
    at = 0
    for call in find_calls(text, kind):
        while at < len(notes) and notes[at].end <= call.start:
            at += 1
        inside = at < len(notes) and notes[at].start <= call.start
        number = whole_number(call.label)
        if not inside and (number is None or low <= number <= high):
            yield call
