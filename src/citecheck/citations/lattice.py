"""The likely labels of a citation's tokens with the model's scores: readings are chosen from them with knowledge that the model lacks."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pycrfsuite

LIKELY = 0.003  # least probability of a label that is kept beside the likeliest: two or three a token remain
TINY = 1e-300  # instead of a probability that is 0 in floating point

Scores = Sequence[Mapping[str, float]]  # a token: label -> natural logarithm of its score, up to a constant
Move = Callable[
    [int, str | None, str | None], float
]  # (token, label before, label) -> score; before the first and after the last None


def lattice(tagger: "pycrfsuite.Tagger", seen: Sequence[Sequence[str]], labels: Sequence[str]) -> Scores:
    """The scores of the likely labels. ``tagger`` has just found ``labels`` for the features ``seen``.

    The model's state scores are not accessible; a sequence of one token has no transition, so its probabilities are those scores.
    """
    names = tagger.labels()
    likely = [[name for name in names if name == best or tagger.marginal(name, at) >= LIKELY] for at, best in enumerate(labels)]
    return [_scores(tagger, features, kept) for features, kept in zip(seen, likely, strict=True)]


def _scores(tagger: "pycrfsuite.Tagger", features: Sequence[str], kept: Sequence[str]) -> dict[str, float]:
    if len(kept) == 1:
        return {kept[0]: 0.0}
    tagger.set([features])
    return {name: math.log(max(tagger.marginal(name, 0), TINY)) for name in kept}


@lru_cache(maxsize=2)
def transitions(tagger: "pycrfsuite.Tagger") -> Mapping[tuple[str, str], float]:
    """The model's transition scores, up to a constant: the probabilities of two tokens without features."""
    names = tagger.labels()
    tagger.set([[], []])
    return {(one, other): math.log(max(tagger.probability([one, other]), TINY)) for one in names for other in names}


def best_path(scores: Scores, move: Move) -> list[str]:
    """The labels with the highest sum of scores and moves (Viterbi)."""
    reached = {name: score + move(0, None, name) for name, score in scores[0].items()}
    came: list[dict[str, str]] = []
    for at in range(1, len(scores)):
        ways = {name: {old: done + move(at, old, name) for old, done in reached.items()} for name in scores[at]}
        came.append({name: max(way, key=way.__getitem__) for name, way in ways.items()})
        reached = {name: way[came[-1][name]] + scores[at][name] for name, way in ways.items()}
    last = max(reached, key=lambda name: reached[name] + move(len(scores), name, None))
    path = [last]
    for step in reversed(came):
        path.append(step[path[-1]])
    return path[::-1]


def shares(scores: Scores, move: Move, path: Sequence[str]) -> list[float]:
    """The probability of each label of a path (forward and backward)."""
    size = len(scores)
    ahead = [{name: score + move(0, None, name) for name, score in scores[0].items()}]
    for at in range(1, size):
        ahead.append(
            {
                name: score + _sum(done + move(at, old, name) for old, done in ahead[-1].items())
                for name, score in scores[at].items()
            }
        )
    behind = [{name: move(size, name, None) for name in scores[-1]}]
    for at in range(size - 1, 0, -1):
        after = behind[-1]
        behind.append(
            {name: _sum(move(at, name, new) + score + after[new] for new, score in scores[at].items()) for name in scores[at - 1]}
        )
    behind.reverse()
    whole = _sum(done + behind[-1][name] for name, done in ahead[-1].items())
    return [math.exp(min(0.0, ahead[at][name] + behind[at][name] - whole)) for at, name in enumerate(path)]


def _sum(logarithms: Iterable[float]) -> float:
    """The logarithm of a sum."""
    values = list(logarithms)
    most = max(values)
    return most if len(values) == 1 else most + math.log(sum(math.exp(value - most) for value in values))
