"""Parts the paragraphs of a bibliography in wikitext into entries: at line breaks, and at numbers that run on."""

import re
from collections.abc import Callable
from itertools import pairwise

from citecheck.documents.numbered_lists import NumberLabel
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.run_on_entries import run_on_labels
from citecheck.documents.text_spans import trimmed_end
from citecheck.patterns import lazy_pattern

BREAK = lazy_pattern(r"<br\s{0,3}/?\s{0,3}>\s*", re.IGNORECASE)
LABEL = lazy_pattern(r"\[(?P<label>\d{1,4})\]\s*")


def entries_of(masked: str, start: int, end: int, words: Callable[[int, int], str]) -> list[tuple[int, int]]:
    """The lines of a paragraph if each of them is a reference, else the numbered entries that run on in it, else the whole paragraph."""
    breaks = list(BREAK.finditer(masked, start, end))
    cuts = [start, *(at for one in breaks for at in one.span()), end]
    lines = [(first, trimmed_end(masked, first, last)) for first, last in zip(cuts[::2], cuts[1::2], strict=True)]
    lines = [(first, last) for first, last in lines if first < last]
    if len(lines) > 1 and all(could_be_reference(words(first, last)) for first, last in lines):
        return lines
    label = LABEL.match(masked, start, end)
    if not label:
        return [(start, end)]
    first = NumberLabel(label["label"], 0, label.end() - start)
    starts = [start, *(start + one.start for one in run_on_labels(masked[start:end], [first], "bracket"))]
    return [(one, trimmed_end(masked, one, following)) for one, following in pairwise([*starts, end])]
