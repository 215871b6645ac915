"""The likely labels of a citation's tokens with the model's scores: readings are chosen from them with knowledge that the model lacks."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pycrfsuite

LIKELY = 0.01  # least probability of a label that is kept beside the likeliest: two or three a token remain
TINY = 1e-300  # instead of a probability that is 0 in floating point

Scores = Sequence[Mapping[str, float]]  # a token: label -> natural logarithm of its score, up to a constant
Edges = Sequence[
    Mapping[tuple[str | None, str | None], float]
]  # a step to each token and to the end: (label before, label) -> score
Move = Callable[
    [int, str | None, str | None], float
]  # (token, label before, label) -> score; before the first and after the last None


def lattice(
    tagger: "pycrfsuite.Tagger", seen: Sequence[Sequence[str]], labels: Sequence[str], probability: Sequence[float]
) -> Scores:
    """The scores of the likely labels. ``tagger`` has just found ``labels`` with ``probability`` for the features ``seen``.

    The model's state scores are not accessible; a sequence of one token has no transition, so its probabilities are those scores.
    """
    names = tagger.labels()
    likely = [
        [best] if sure > 1 - LIKELY else [name for name in names if name == best or tagger.marginal(name, at) >= LIKELY]
        for at, (best, sure) in enumerate(zip(labels, probability, strict=True))
    ]
    return [_only(kept[0]) if len(kept) == 1 else _scores(tagger, one, kept) for one, kept in zip(seen, likely, strict=True)]


@cache
def _only(name: str) -> dict[str, float]:
    """One label; shared, to save memory."""
    return {name: 0.0}


def _scores(tagger: "pycrfsuite.Tagger", features: Sequence[str], kept: Sequence[str]) -> dict[str, float]:
    tagger.set([features])
    return {name: math.log(max(tagger.marginal(name, 0), TINY)) for name in kept}


@lru_cache(maxsize=2)
def transitions(tagger: "pycrfsuite.Tagger") -> Mapping[tuple[str, str], float]:
    """The model's transition scores, up to a constant: the probabilities of two tokens without features."""
    names = tagger.labels()
    tagger.set([[], []])
    return {(one, other): math.log(max(tagger.probability([one, other]), TINY)) for one in names for other in names}


def edges(scores: Scores, move: Move) -> Edges:
    """The score of every step between likely labels, with that of the label it leads to. A step without a choice is 0: it changes nothing."""
    columns: list[Sequence[str | None]] = [(None,), *(tuple(column) for column in scores), (None,)]
    return [
        {(columns[at][0], columns[at + 1][0]): 0.0}
        if len(columns[at]) == len(columns[at + 1]) == 1
        else {
            (old, new): move(at, old, new) + (scores[at][new] if new is not None else 0.0)
            for new in columns[at + 1]
            for old in columns[at]
        }
        for at in range(len(scores) + 1)
    ]


def best_path(steps: Edges) -> list[str]:
    """The labels with the highest sum of scores (Viterbi)."""
    reached: dict[str | None, float] = {None: 0.0}
    came: list[dict[str | None, str | None]] = []
    for edge in steps:
        best: dict[str | None, float] = {}
        back: dict[str | None, str | None] = {}
        for (old, new), score in edge.items():
            total = reached[old] + score
            if new not in best or total > best[new]:
                best[new], back[new] = total, old
        reached = best
        came.append(back)
    path = [came[-1][None]]
    for step in came[-2:0:-1]:
        path.append(step[path[-1]])
    return [name for name in reversed(path) if name is not None]


def shares(steps: Edges, path: Sequence[str]) -> list[float]:
    """The probability of each label of a path (forward and backward)."""
    ahead = _sums(steps)
    behind = _sums([{(new, old): score for (old, new), score in edge.items()} for edge in reversed(steps)])[::-1]
    whole = ahead[-1][None]
    return [math.exp(min(0.0, ahead[at][name] + behind[at][name] - whole)) for at, name in enumerate(path, 1)]


def _sums(steps: Edges) -> list[dict[str | None, float]]:
    """For each label of each column the logarithm of the sum over all ways to it."""
    found: list[dict[str | None, float]] = [{None: 0.0}]
    for edge in steps:
        ways: dict[str | None, list[float]] = {}
        for (old, new), score in edge.items():
            ways.setdefault(new, []).append(found[-1][old] + score)
        found.append({name: _sum(values) for name, values in ways.items()})
    return found


def _sum(logarithms: Sequence[float]) -> float:
    """The logarithm of a sum."""
    most = max(logarithms)
    return most if len(logarithms) == 1 else most + math.log(sum(math.exp(value - most) for value in logarithms))
