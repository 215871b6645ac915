"""Notes side by side: which of the wanted ones citecheck has, whether their texts are equal, and which it has that nobody else has."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from citecheck.model.document import Note
from tests.measure.notes.latex_reader import stripped, words
from tests.measure.notes.readers import Reference

SAME = 75  # of 100: two texts are of one note
BEGINNING = 24  # characters that are equal in two readings of one note
LABEL = re.compile(r"^[\s^↑↩\[(]*(\d{1,4}|[*†‡])?[\]).:\s↑]*")
# How a note of the format begins; an entry of another kind of list is no invented note where the readers know notes only.
OWN_SYNTAX = {
    "markdown": re.compile(r"\s*\[\^|\^\["),
    "latex": re.compile(r"\\(?:foot|end)note|\\bibitem"),
    "wikitext": re.compile(r"<ref", re.IGNORECASE),
}
KEYS = ("bibtex", "csl-json")


@dataclass(frozen=True, slots=True)
class Compared:
    """Counts, the texts missed and different, and by place and label the notes that are invented or entries of other lists."""

    wanted: int
    equal: int
    different: list[tuple[str, str]]
    missed: list[str]
    invented: list[tuple[str, str]]
    other_lists: list[tuple[str, str]]


def compared(format_name: str, reference: Reference, notes: Sequence[Note]) -> Compared:
    """Each wanted note is looked for among those that citecheck found."""
    present = [note for note in notes if note.text.status != "missing"]
    texts = [note.label if format_name in KEYS else letters(_own_text(format_name, note)) for note in present]
    wanted = reference.wanted if format_name in KEYS else [letters(text) for text in reference.wanted]
    wanted = [text for text in wanted if text]
    free, left = _without_equal(wanted, texts)
    equal = len(wanted) - len(left)
    different, missed = [], []
    for text in left:
        at = None if format_name in KEYS else _nearest(text, texts, free)
        if at is None:
            missed.append(text)
        else:
            free.discard(at)
            different.append((text, texts[at]))
    known = {text if format_name in KEYS else letters(text) for text in reference.known}
    extra = [at for at in sorted(free) if texts[at] not in known and _nearest(texts[at], list(known), None) is None]
    present_only = [present[at] for at in extra if present[at].text.status == "present"]
    own = [note for note in present_only if _of_own_syntax(format_name, note)]
    others = [note for note in present_only if note not in own]
    if format_name == "markdown":  # pandoc drops notes that nobody calls
        own = [note for note in own if note.text.markers]
    return Compared(len(wanted), equal, different, missed, [_place(note) for note in own], [_place(note) for note in others])


def _place(note: Note) -> tuple[str, str]:
    place = note.text.place
    return str(place.line or place.part or ""), note.label


def letters(text: str) -> str:
    """Letters and digits alone, without the label before and the link back behind."""
    bare = LABEL.sub("", text.replace("↩", "").replace("\ufe0e", "").strip())
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", bare)).casefold()


def _own_text(format_name: str, note: Note) -> str:
    raw = note.text.raw or ""
    if format_name == "wikitext" and raw:
        return re.sub(r"^<ref[^>]*>|</ref\s*>$", "", raw, flags=re.IGNORECASE)
    if format_name == "latex" and raw:
        head = r"^\\(?:footnote(?:text)?|endnote)\s*(?:\[[^\]]*\])?\s*\{|^\\bibitem\s*(?:\[(?:[^\[\]]|\[[^\]]*\])*\])?\s*\{[^}]*\}"
        return words(re.sub(head, "", stripped(raw)))
    return note.text.body if note.text.body.strip() else raw


def _of_own_syntax(format_name: str, note: Note) -> bool:
    """Lists of pages and of plain text have no syntax that only notes have; an entry without a key is no note to any reader."""
    if format_name == "docx":
        return (note.text.place.part or "").startswith(("footnote", "endnote"))
    if format_name in KEYS:
        return not re.fullmatch(r"u\d+", note.label)
    own = OWN_SYNTAX.get(format_name)
    return own is not None and bool(own.match(note.text.raw or ""))


def _without_equal(wanted: Sequence[str], texts: Sequence[str]) -> tuple[set[int], list[str]]:
    """The notes that are left, and the wanted texts that none of them has exactly."""
    free = set(range(len(texts)))
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        by_text[text].append(at)
    left = []
    for text in wanted:
        if by_text[text]:
            free.discard(by_text[text].pop(0))
        else:
            left.append(text)
    return free, left


def _nearest(text: str, texts: Sequence[str], among: set[int] | None) -> int | None:
    """The most alike of the texts, where one is alike enough."""
    best, most = None, float(SAME)
    for at in among if among is not None else range(len(texts)):
        score = _alike(text, texts[at])
        if score >= most:
            best, most = at, score
    return best


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0
    share = min(len(one), len(other)) / max(len(one), len(other))
    if min(len(one), len(other)) >= 6 and (one in other or other in one):
        return 95 if share > 0.3 else 80
    if len(one) > BEGINNING and one[:BEGINNING] == other[:BEGINNING]:
        return 85
    return 0 if share < 0.4 else fuzz.ratio(one[:3000], other[:3000])
