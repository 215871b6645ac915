"""The model's reading of a citation: a linear-chain conditional random field over its tokens (Lafferty, McCallum & Pereira 2001).

``model.crfsuite`` is trained by ``python -m training.train``; see ``training/`` for the data and ``data/THIRD_PARTY`` for their licences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from citecheck.citation.features import features
from citecheck.citation.found import anchor_tokens
from citecheck.citation.layout import Reading
from citecheck.citation.tokens import Tokens, tokenize
from citecheck.text import publishers
from citecheck.text.dates import Order
from citecheck.text.quotes import find_quotations

if TYPE_CHECKING:
    import pycrfsuite

MODEL = "model.crfsuite"
BEGINS = "B-"  # before the label of a field's first token
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media", "blog"))
ATTACHED_BEFORE, ATTACHED_AFTER = "#$€£@¿¡", "?!%+#*°"
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“”", "‘": "’", "《": "》", "「": "」", '"': '"'}


@dataclass(frozen=True, slots=True)
class Part:
    """A field's place ``text[start:end]`` and how probable the model holds it."""

    label: str
    start: int
    end: int
    sure: float


@cache
def _model() -> tuple["pycrfsuite.Tagger", bytes]:
    """The tagger, and the bytes that it reads as long as it lives."""
    import pycrfsuite

    data = files("citecheck.citation").joinpath(MODEL).read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    return tagger, data


def known(name: str) -> str:
    """What the table of publishers says of a name: ``news``, ``org`` or nothing."""
    found = publishers.find(name)
    return ("news" if found.type in NEWS else "org") if found else ""


def read_tokens(text: str, order: Order | None, links: Sequence[tuple[int, int]] = ()) -> Tokens:
    """A citation's tokens, anchors found."""
    return tokenize(text, anchor_tokens(text, order), [(q.start, q.end) for q in find_quotations(text)], links)


def hints(read: Tokens, layout: Reading) -> list[str]:
    """What the layout makes of each token: a letter for the field, and how sure it is of its form."""
    form = str(int(layout.sure * 20))
    out = [f"-{form}"] * len(read.tokens)
    for letter, held in (
        ("A", layout.authors),
        ("E", layout.editors),
        ("P", layout.publisher),
        ("C", layout.container),
        ("T", layout.title),
    ):
        value, start = held, -1
        while value and start < 0:
            start = read.text.rfind(value) if letter in "PC" else read.text.find(value)
            value = value if start >= 0 else value.rpartition(" ")[0]
        if start >= 0:
            for at, token in enumerate(read.tokens):
                if start <= token.start and token.end <= start + len(value):
                    out[at] = letter + form
    return out


def label(text: str, order: Order | None, layout: Reading, links: Sequence[tuple[int, int]] = ()) -> tuple[Part, ...]:
    """The parts of a citation in order; neighbouring tokens of one label are one part. ``links`` are stretches that bear a link."""
    read = read_tokens(text, order, links)
    if not read.tokens:
        return ()
    tagger, _ = _model()
    labels = tagger.tag(features(read, known, hints(read, layout)))
    parts, first = [], 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at].startswith(BEGINS) or labels[at] != labels[at - 1].removeprefix(BEGINS):
            sure = min(tagger.marginal(labels[i], i) for i in range(first, at))
            parts.append(_part(read, labels[first].removeprefix(BEGINS), first, at, sure))
            first = at
    return tuple(parts)


def _part(read: Tokens, name: str, first: int, last: int, sure: float) -> Part:
    start, end = whole(read.text, read.tokens[first].start, read.tokens[last - 1].end)
    return Part(name, start, end, round(sure, 4))


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks that belong to it: ``#`` before, ``?`` after, and brackets and quotation marks whose other half it holds."""
    while start and text[start - 1] in ATTACHED_BEFORE:
        start -= 1
    while end < len(text) and text[end] in ATTACHED_AFTER:
        end += 1
    for opening, closing in CLOSERS.items():
        inside = text[start:end]
        if text[start - 1 : start] == opening and start and _unopened(inside, opening, closing):
            start -= 1
        if end < len(text) and text[end] in closing and _unclosed(inside, opening, closing):
            end += 1
    while end < len(text) and text[end] in ATTACHED_AFTER:
        end += 1
    return start, end


def _unopened(inside: str, opening: str, closing: str) -> bool:
    if opening in closing:
        return inside.count(opening) % 2 == 1
    return sum(inside.count(c) for c in closing) > inside.count(opening)


def _unclosed(inside: str, opening: str, closing: str) -> bool:
    if opening in closing:
        return inside.count(opening) % 2 == 1
    return inside.count(opening) > sum(inside.count(c) for c in closing)
