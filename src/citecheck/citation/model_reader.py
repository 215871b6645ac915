"""The model's parts of a citation put together: one part a field, joined where the model cut one in two."""

import re
from collections.abc import Iterator, Sequence

from citecheck.citation.borders import mended
from citecheck.citation.label import Part, label, whole
from citecheck.citation.layout import Reading as Layout
from citecheck.citation.layout import clean, unquoted
from citecheck.citation.reading import Reading
from citecheck.text.dates import Order

SHORT_GAP = re.compile(r"[\s.,:;!?–—/&()\"“”«»-]{0,4}")
NAMES = frozenset(("author", "editor", "translator"))
INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]$")
UNUSED = frozenset(("accessed", "url", "other", "note", "date"))


def read_model(text: str, order: Order | None, layout: Layout, links: Sequence[tuple[int, int]] = ()) -> Reading:
    """The model's reading."""
    parts = tuple(_joined(text, label(text, order, layout, links)))
    best: dict[str, Part] = {}
    for part in parts:
        if part.label not in UNUSED and (part.label not in best or _better(part, best[part.label])):
            best[part.label] = part
    best = mended(text, best, [part for part in parts if part.label == "title"])
    values = {name: _value(text, part) for name, part in best.items()}
    return Reading(
        {name: value for name, value in values.items() if value},
        {name: part.sure for name, part in best.items()},
        tuple((part.start, part.end) for part in parts if part.label == "date"),
    )


def _better(part: Part, held: Part) -> bool:
    """Whether a later part of a field outweighs the first: only a scrap of a title gives way to a longer one."""
    return part.label == "title" and held.end - held.start < 12 and part.end - part.start > 2 * (held.end - held.start)


def _joined(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Parts of one field with nothing but punctuation between them are one."""
    held: Part | None = None
    for part in parts:
        if held and part.label == held.label and held.label != "date" and SHORT_GAP.fullmatch(text, held.end, part.start):
            held = Part(held.label, *whole(text, held.start, part.end), min(held.sure, part.sure))
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _value(text: str, part: Part) -> str:
    initial = part.label in NAMES and text[part.end : part.end + 1] == "." and INITIAL.search(text, part.start, part.end)
    value = clean(text[part.start : part.end]) + ("." if initial else "")
    return unquoted(value) if part.label in ("title", "container") else value
