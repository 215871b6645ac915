"""The model's parts of a citation put together: one part a field, joined where the model cut one in two."""

import re
from collections.abc import Iterator, Sequence

from citecheck.citations.boundary_rules import mended
from citecheck.citations.containers import with_outlet
from citecheck.citations.crf import FieldSpan, label, whole
from citecheck.citations.field_text import clean, unquoted
from citecheck.citations.legal_titles import as_case, with_its_year
from citecheck.citations.reading import Reading
from citecheck.citations.rules import Parts, RuleTrace, apply_rules
from citecheck.language.dates import Order
from citecheck.links.urls import host

SHORT_GAP = re.compile(r"[\s.,:;!?–—/&()\"“”«»-]{0,4}")
NOWHERE = FieldSpan("", 0, 0, 0.0)
WORDY = frozenset(("title", "container"))
INSIDE = re.compile(r" (?:in|of|and|for|de|der|des|für|und|et|y|e|i|и) | : \d{4} : ")
LONGEST_INSIDE = 12  # characters
NAMES = frozenset(("author", "editor", "translator"))
INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]$")
NUMBERS = frozenset(("volume", "issue", "pages", "number", "edition"))
UNUSED = frozenset(("accessed", "url", "other", "note", "date"))


def read_model(text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), address: str = "") -> tuple[Reading, ...]:
    """The model's readings, the likeliest first, then those that are close."""
    where = host(address) if address else ""
    return tuple(read_parts(text, parts, where, links) for parts in label(text, order, links, where))


def read_parts(
    text: str, found: Sequence[FieldSpan], where: str, links: Sequence[tuple[int, int]], told: RuleTrace | None = None
) -> Reading:
    """A reading out of what the model labelled; ``where`` is the host that the citation leads to, ``told`` hears of rules."""
    parts = tuple(joined(text, found))
    best = with_outlet(text, mended(text, one_each(parts), parts, links, told), parts, where, told)
    best = apply_rules(text, best, ((with_its_year, parts), (as_case, parts)), told)
    title = best.get("title", NOWHERE)
    values = {name: _value(text, part) for name, part in best.items()}
    return Reading(
        {name: value for name, value in values.items() if value},
        {name: part.sure for name, part in best.items()},
        tuple((part.start, part.end) for part in parts if part.label == "date" and not title.start <= part.start < title.end),
        tuple((part.start, part.end) for name, part in best.items() if name not in NUMBERS),
    )


def one_each(parts: Sequence[FieldSpan]) -> Parts:
    """The part of each field that counts, of the fields that are read from parts."""
    best: Parts = {}
    for part in parts:
        if part.label not in UNUSED and (part.label not in best or _better(part, best[part.label])):
            best[part.label] = part
    return best


def _better(part: FieldSpan, held: FieldSpan) -> bool:
    """Whether a later part of a field outweighs the first: only a scrap of a title gives way to a longer one."""
    return part.label == "title" and held.end - held.start < 12 and part.end - part.start > 2 * (held.end - held.start)


def joined(text: str, parts: Sequence[FieldSpan]) -> Iterator[FieldSpan]:
    """Parts of one field with nothing but punctuation between them, or a small word of a name, are one."""
    held: FieldSpan | None = None
    for at, part in enumerate(parts):
        if held and at + 1 < len(parts) and held.label == parts[at + 1].label in WORDY and _is_inside(text, held, parts[at + 1]):
            continue
        near = held and SHORT_GAP.fullmatch(text, held.end, part.start)
        if held and part.label == held.label and held.label != "date" and (near or _is_inside(text, held, part)):
            held = FieldSpan(held.label, *whole(text, held.start, part.end), min(held.sure, part.sure))
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _is_inside(text: str, before: FieldSpan, after: FieldSpan) -> bool:
    """``Current Opinion`` in ``Psychiatry``, ``ISO 690`` : 2010 : ``Information``: what stands between belongs to both."""
    return (
        before.label in WORDY
        and after.start - before.end < LONGEST_INSIDE
        and INSIDE.fullmatch(text, before.end, after.start) is not None
    )


def _value(text: str, part: FieldSpan) -> str:
    initial = part.label in NAMES and text[part.end : part.end + 1] == "." and INITIAL.search(text, part.start, part.end)
    value = clean(text[part.start : part.end]) + ("." if initial else "")
    return unquoted(value) if part.label in ("title", "container") else value
