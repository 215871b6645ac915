"""Labels a citation's tokens with a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001).

``model.crfsuite`` is trained by ``python -m tests.measure.training.train FOLDER``; ``tests/measure/training`` lists the
training data, ``data/THIRD_PARTY`` its licences.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from msgspec import Struct

from citecheck.citations.anchor_tokens import anchor_tokens
from citecheck.citations.features import features
from citecheck.citations.lattice import Move, Scores, best_path, edges, lattice, shares, transitions
from citecheck.citations.tokens import Tokens, tokenize
from citecheck.language import publishers
from citecheck.language.dates import Order
from citecheck.language.quotation_marks import find_quotations

if TYPE_CHECKING:
    import pycrfsuite

MODEL = "model.crfsuite"
BEGINS = "B-"  # prefix of a field's first label, for fields that may be adjacent (``BEGUN``)
BEGUN = frozenset(("author", "title", "container", "publisher", "editor"))
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media", "blog"))
MOVABLE = ("author", "title", "container", "publisher")  # fields tried in alternative readings
WORDED = frozenset(("author", "title", "container", "publisher", "editor", "translator", "collection", "genre", "note", "place"))
SURE, CLOSE = 0.65, 0.3  # a chunk below SURE is doubtful; another field from CLOSE on makes an alternative
ALTERNATIVES = 2  # at most
ATTACHED_BEFORE, ATTACHED_AFTER = "#$€£@¿¡", "?!%+#*°"
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“”", "‘": "’", "《": "》", "「": "」", '"': '"'}
CLOSING = frozenset(mark for marks in CLOSERS.values() for mark in marks)


Labelled = tuple[Tokens, list[str], list[float]]  # tokens, the label of each, its probability


class FieldSpan(Struct, frozen=True):
    """A field at ``text[start:end]`` and the model's probability for it."""

    label: str
    start: int
    end: int
    probability: float


@cache
def _model() -> tuple["pycrfsuite.Tagger", bytes]:
    """The tagger, and the bytes that it reads while it exists."""
    import pycrfsuite

    data = files("citecheck.citations").joinpath(MODEL).read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    return tagger, data


def known(name: str) -> str:
    """The kind of a name in the publisher table: ``news``, ``org`` or empty."""
    found = publishers.find(name)
    return ("news" if found.type in NEWS else "org") if found else ""


def read_tokens(text: str, order: Order | None, links: Sequence[tuple[int, int]] = ()) -> Tokens:
    """A citation's tokens, with anchors."""
    return tokenize(text, anchor_tokens(text, order), [(q.start, q.end) for q in find_quotations(text)], links)


def labelled(text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = "") -> Labelled:
    """The tokens of a citation, the likeliest label of each and its probability. For ``links`` and ``host`` see ``label``."""
    read = read_tokens(text, order, links)
    return labelled_tokens(read, features(read, known, host))


def labelled_tokens(read: Tokens, seen: Sequence[Sequence[str]]) -> Labelled:
    """Tokens with the features ``seen``, the likeliest label of each and its probability."""
    if not seen:
        return read, [], []
    tagger, _ = _model()
    labels = tagger.tag(seen)
    return read, labels, [tagger.marginal(name, at) for at, name in enumerate(labels)]


def likely_labels(found: Labelled, seen: Sequence[Sequence[str]]) -> Scores:
    """The scores of the likely labels of a citation that was just labelled."""
    return lattice(_model()[0], seen, *found[1:])


def relabelled(found: Labelled, scores: Scores, preference: Move) -> Labelled | None:
    """The likeliest labels after ``preference`` is added to the model's scores; None if they are those of ``found``."""
    weights = transitions(_model()[0])
    steps = edges(scores, lambda at, old, new: preference(at, old, new) + (weights[old, new] if old and new else 0.0))
    path = best_path(steps)
    return None if path == found[1] else (found[0], path, shares(steps, path))


def second_labels(
    text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = ""
) -> tuple[tuple[str, float], ...]:
    """The second likeliest label of each token and its probability. Slower than ``labelled``."""
    _, labels, _ = labelled(text, order, links, host)
    tagger, _ = _model()
    others = ({name: tagger.marginal(name, at) for name in tagger.labels() if name != chosen} for at, chosen in enumerate(labels))
    return tuple(max(found.items(), key=lambda item: item[1]) for found in others)


def label(
    text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), host: str = ""
) -> tuple[tuple[FieldSpan, ...], ...]:
    """The fields of a citation in order: the likeliest reading first, then close alternatives.

    ``links`` are the linked or emphasised spans, ``host`` is the host of the citation's URL.
    """
    return close_readings(*labelled(text, order, links, host))


def close_readings(read: Tokens, labels: Sequence[str], probability: Sequence[float]) -> tuple[tuple[FieldSpan, ...], ...]:
    """The fields of a citation that was just labelled, and close alternatives."""
    if not labels:
        return ((),)
    return tuple(spans(read, reading, probability) for reading in (labels, *_close(read, labels, probability)))


def spans(read: Tokens, labels: Sequence[str], probability: Sequence[float]) -> tuple[FieldSpan, ...]:
    """Join adjacent tokens of one label."""
    found, first = [], 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at].startswith(BEGINS) or labels[at] != labels[at - 1].removeprefix(BEGINS):
            found.append(_part(read, labels[first].removeprefix(BEGINS), first, at, min(probability[first:at])))
            first = at
    return tuple(found)


def _close(read: Tokens, labels: Sequence[str], probability: Sequence[float]) -> list[list[str]]:
    """Alternative readings, each with one chunk under another field that is nearly as likely."""
    if min(probability) > SURE:
        return []
    tagger, _ = _model()
    doubtful = []
    for first, last in read.chunks:
        name = labels[first].removeprefix(BEGINS)
        if min(probability[first], probability[last - 1]) > SURE or read.tokens[first].anchor or name not in MOVABLE:
            continue
        likely = {other: _share(tagger, other, first, last) for other in MOVABLE if other != name}
        other = max(likely, key=lambda one: likely[one])
        if likely[other] >= CLOSE:
            doubtful.append((likely[other], first, last, other))
    return [_relabelled(labels, first, last, other) for _, first, last, other in sorted(doubtful, reverse=True)[:ALTERNATIVES]]


def _share(tagger: "pycrfsuite.Tagger", name: str, first: int, last: int) -> float:
    """The mean probability of a field over a chunk's tokens."""
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


def _part(read: Tokens, name: str, first: int, last: int, probability: float) -> FieldSpan:
    start, end = read.tokens[first].start, read.tokens[last - 1].end
    if name in WORDED:
        start, end = with_attached_marks(read.text, start, end)
    return FieldSpan(name, start, end, round(probability, 4))


def with_attached_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend a span by its marks: ``#`` before, ``?`` after, and the missing half of brackets and quotation marks."""
    if text[end : end + 1].isspace() and text[start - 1 : start].isspace():
        return start, end
    while start and text[start - 1] in ATTACHED_BEFORE:
        start -= 1
    while end < len(text) and text[end] in ATTACHED_AFTER:
        end += 1
    if text[start - 1 : start] not in CLOSERS and text[end : end + 1] not in CLOSING:
        return start, end
    for opener, closers in CLOSERS.items():
        inside = text[start:end]
        if text[start - 1 : start] == opener and start and _unopened(inside, opener, closers):
            start -= 1
        if end < len(text) and text[end] in closers and _unclosed(inside, opener, closers):
            end += 1
    while end < len(text) and text[end] in ATTACHED_AFTER:
        end += 1
    return start, end


def _unopened(inside: str, opener: str, closers: str) -> bool:
    if opener in closers:
        return inside.count(opener) % 2 == 1
    return sum(inside.count(c) for c in closers) > inside.count(opener)


def _unclosed(inside: str, opener: str, closers: str) -> bool:
    if opener in closers:
        return inside.count(opener) % 2 == 1
    return inside.count(opener) > sum(inside.count(c) for c in closers)
