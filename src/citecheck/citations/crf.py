"""The model's reading of a citation: a linear-chain conditional random field over its tokens (Lafferty, McCallum & Pereira 2001).

``model.crfsuite`` is trained by ``python -m tests.measure.training.train FOLDER``; ``tests/measure/training`` tells from what, and
``data/THIRD_PARTY`` under which licences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from citecheck.citations.anchor_tokens import anchor_tokens
from citecheck.citations.features import features
from citecheck.citations.tokens import Tokens, tokenize
from citecheck.language import publishers
from citecheck.language.dates import Order
from citecheck.language.quotation_marks import find_quotations

if TYPE_CHECKING:
    import pycrfsuite

MODEL = "model.crfsuite"
BEGINS = "B-"  # before the label of a field's first token, of the fields of which two may stand side by side
BEGUN = frozenset(("author", "title", "container", "publisher", "editor"))
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media", "blog"))
MOVABLE = ("author", "title", "container", "publisher")  # fields that a chunk may be taken for
WORDED = frozenset(("author", "title", "container", "publisher", "editor", "translator", "collection", "genre", "note", "place"))
SURE, CLOSE = 0.65, 0.3  # a chunk is doubtful below the one; another field is close from the other on
ALTERNATIVES = 2  # at most
ATTACHED_BEFORE, ATTACHED_AFTER = "#$€£@¿¡", "?!%+#*°"
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“”", "‘": "’", "《": "》", "「": "」", '"': '"'}
CLOSING = frozenset(mark for marks in CLOSERS.values() for mark in marks)


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field's place ``text[start:end]`` and how probable the model holds it."""

    label: str
    start: int
    end: int
    sure: float


@cache
def _model() -> tuple["pycrfsuite.Tagger", bytes]:
    """The tagger, and the bytes that it reads as long as it lives."""
    import pycrfsuite

    data = files("citecheck.citations").joinpath(MODEL).read_bytes()
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


def labelled(
    text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = ""
) -> tuple[Tokens, list[str], list[float]]:
    """A citation's tokens, the likeliest label of each, and how probable the model holds it; for ``links`` and ``host`` see ``label``."""
    read = read_tokens(text, order, links)
    if not read.tokens:
        return read, [], []
    tagger, _ = _model()
    labels = tagger.tag(features(read, known, host))
    return read, labels, [tagger.marginal(name, at) for at, name in enumerate(labels)]


def probabilities(
    text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = ""
) -> tuple[tuple[str, float], ...]:
    """The likeliest other label of each token, and its probability: what the model doubted. Slower than ``labelled``."""
    _, labels, _ = labelled(text, order, links, host)
    tagger, _ = _model()
    others = ({name: tagger.marginal(name, at) for name in tagger.labels() if name != chosen} for at, chosen in enumerate(labels))
    return tuple(max(found.items(), key=lambda one: one[1]) for found in others)


def label(
    text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = ""
) -> tuple[tuple[FieldSpan, ...], ...]:
    """The parts of a citation in order, the likeliest reading first, then those that are close.

    ``links`` are stretches that bear a link or are emphasised, ``host`` is where the citation leads.
    """
    read, labels, sure = labelled(text, order, links, host)
    if not labels:
        return ((),)
    return tuple(_parts(read, reading, sure) for reading in (labels, *_close(read, labels, sure)))


def _parts(read: Tokens, labels: Sequence[str], sure: Sequence[float]) -> tuple[FieldSpan, ...]:
    """Neighbouring tokens of one label are one part."""
    parts, first = [], 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at].startswith(BEGINS) or labels[at] != labels[at - 1].removeprefix(BEGINS):
            parts.append(_part(read, labels[first].removeprefix(BEGINS), first, at, min(sure[first:at])))
            first = at
    return tuple(parts)


def _close(read: Tokens, labels: Sequence[str], sure: Sequence[float]) -> list[list[str]]:
    """Other readings, each with one chunk under the field that is nearly as likely there."""
    if min(sure) > SURE:
        return []
    tagger, _ = _model()
    doubtful = []
    for first, last in read.chunks:
        name = labels[first].removeprefix(BEGINS)
        if min(sure[first], sure[last - 1]) > SURE or read.tokens[first].anchor or name not in MOVABLE:
            continue
        likely = {other: _share(tagger, other, first, last) for other in MOVABLE if other != name}
        other = max(likely, key=lambda one: likely[one])
        if likely[other] >= CLOSE:
            doubtful.append((likely[other], first, last, other))
    return [_relabelled(labels, first, last, other) for _, first, last, other in sorted(doubtful, reverse=True)[:ALTERNATIVES]]


def _share(tagger: "pycrfsuite.Tagger", name: str, first: int, last: int) -> float:
    """How probable a field is for a chunk, on average over its tokens."""
    found: float = sum(tagger.marginal(name, i) + tagger.marginal(BEGINS + name, i) for i in range(first, last))
    return found / (last - first)


def _relabelled(labels: Sequence[str], first: int, last: int, name: str) -> list[str]:
    goes_on = first > 0 and labels[first - 1].removeprefix(BEGINS) == name
    out = [*labels[:first], *([name] * (last - first)), *labels[last:]]
    if not goes_on:
        out[first] = BEGINS + name
    if last < len(out) and out[last] in BEGUN and out[last] == labels[last - 1].removeprefix(BEGINS):
        out[last] = BEGINS + out[last]
    elif last < len(out) and out[last] == BEGINS + name:
        out[last] = name
    return out


def _part(read: Tokens, name: str, first: int, last: int, sure: float) -> FieldSpan:
    start, end = read.tokens[first].start, read.tokens[last - 1].end
    if name in WORDED:
        start, end = whole(read.text, start, end)
    return FieldSpan(name, start, end, round(sure, 4))


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the marks that belong to it: ``#`` before, ``?`` after, and brackets and quotation marks whose other half it holds."""
    if text[end : end + 1].isspace() and text[start - 1 : start].isspace():
        return start, end
    while start and text[start - 1] in ATTACHED_BEFORE:
        start -= 1
    while end < len(text) and text[end] in ATTACHED_AFTER:
        end += 1
    if text[start - 1 : start] not in CLOSERS and text[end : end + 1] not in CLOSING:
        return start, end
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
