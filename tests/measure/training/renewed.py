"""Sources of labelled notes with other words in their fields. The style stays: order, punctuation, forms of names.

Copies of the same words would be learnt by heart: the notes trained on were read far better, held-out ones no better.
"""

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from citecheck.citations.crf import BEGINS, read_tokens
from citecheck.citations.features import shape
from tests.measure.training.labelled import Reference, begun
from tests.measure.training.noted import NotedSource

Segment = tuple[str, int, int]  # label, start, end
WHOLE = ("title", "container", "publisher", "place", "collection")  # replaced by another one; names word by word
NAMES = ("author", "editor", "translator")
EDGES = " .,;:()[]“”\"'«»„/&-–—"
FEW = 10  # a script with fewer fields to draw from keeps its own
NAME = "Xx"  # the form of a word in a name that may be another; initials, particles and "and" stay


class Stock:
    """The fields of references and of labelled notes, to draw from, by label and script."""

    def __init__(self, references: Iterable[Reference], sources: Iterable[NotedSource], chance: random.Random) -> None:
        self.chance = chance
        self.fields: dict[tuple[str, str], list[str]] = {}
        for reference in references:
            for label, text in reference.pieces:
                self._add(label, text)
        for source in sources:
            for label, start, end in source.labelled:
                self._add(label, source.tokens.text[start:end])

    def _add(self, label: str, text: str) -> None:
        bare = text.strip(EDGES)
        if label in NAMES:
            words = [word for word in bare.replace(",", " ").split() if shape(word) == NAME]
        else:
            words = [bare] if label in WHOLE and bare else []
        for word in words:
            self.fields.setdefault((NAME if label in NAMES else label, script(word)), []).append(word)

    def another(self, label: str, text: str) -> str:
        """Text of the same script to stand in a field instead of another, in capitals where that is."""
        if label in NAMES:
            return " ".join(self._name(word) for word in text.split(" "))
        return self._drawn(label, text)

    def _name(self, word: str) -> str:
        bare = word.strip(EDGES)
        if not bare or not (shape(bare) == NAME or (bare.isupper() and len(bare) > 2)):
            return word
        return word.replace(bare, self._drawn(NAME, bare))

    def _drawn(self, label: str, text: str) -> str:
        stock = self.fields.get((label, script(text)), ())
        if len(stock) < FEW:
            return text
        drawn = self.chance.choice(stock)
        return drawn.upper() if text.isupper() and len(text) > 1 else drawn


def script(text: str) -> str:
    """The script of a text's first letter: ``LATIN``, ``CYRILLIC`` …; empty without a letter."""
    first = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(first, "").split(" ")[0] if first else ""


def segments(source: NotedSource, labels: Sequence[str]) -> Iterator[Segment]:
    """The runs of tokens with one label, as places in the text."""
    start = 0
    tokens = source.tokens.tokens
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != labels[at - 1].removeprefix(BEGINS):
            yield labels[start].removeprefix(BEGINS), tokens[start].start, tokens[at - 1].end
            start = at


def renewed(source: NotedSource, labels: Sequence[str], another: Callable[[str, str], str]) -> tuple[NotedSource, list[str]]:
    """The source with other words, and the labels of its tokens."""
    old = source.tokens.text
    text, moved, new = "", [(0, 0)], []
    at = 0
    for label, start, end in segments(source, labels):
        text += old[at:start]
        moved.append((start, len(text)))
        words = another(label, old[start:end]) if label in (*WHOLE, *NAMES) else old[start:end]
        new.append((label, len(text), len(text) + len(words)))
        text += words
        at = end
        moved.append((end, len(text)))
    text += old[at:]
    links = tuple((_moved(moved, start), _moved(moved, end)) for start, end in source.linked)
    tokens = read_tokens(text, None, links)
    names = [next((label for label, start, end in new if start <= token.start < end), "other") for token in tokens.tokens]
    return replace(source, tokens=tokens, linked=links, labelled=()), begun(names)


def _moved(moved: Sequence[tuple[int, int]], place: int) -> int:
    """Where a place of the old text is in the new one: as far behind the last border as before."""
    old, new = max(pair for pair in moved if pair[0] <= place)
    return new + place - old
