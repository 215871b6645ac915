"""The house style of a list of notes: which field follows which, after which marks, learnt from the first reading of its notes.

A note that was doubtful is read again with it: the model's scores of the likely labels are kept, and a change of fields that the other notes
make often at such marks is preferred. ``reports/accuracy.md`` has the measurements of this way and of others.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from citecheck.citations.tokens import Tokens

FEWEST = 4  # citations that make a style; with fewer, the model decides alone
# Chosen on two thirds of the documents of ``tests/measure/labels``, confirmed on other documents.
WEIGHT = 0.8  # of the style's logarithms beside the model's
PRIOR = 1.0  # citations that the even distribution counts as
OUTCOMES = 6  # fields that may follow, in the even distribution
DOUBTFUL = 0.85  # a step with a smaller probability is doubtful
USUAL = 0.6  # the share of a step that is usual in the style
COMMON = 0.36  # least agreement of a list with a common style; lists put together from many documents have 0.17 to 0.39
SAME, END, START = "=", "$", "^"
BEGINS = "B-"

Context = tuple[str, str, bool, bool]  # the field before, the marks between, quoted before, quoted after


class Step(NamedTuple):
    """A step from a field over marks to what follows: a field, ``SAME``, or ``END``; ``weight`` is the model's probability."""

    context: Context
    follows: str
    weight: float


Habits = tuple[Step, ...]  # the steps of a citation


@lru_cache(maxsize=8192)  # steps repeat: sharing them saves memory
def _step(context: Context, follows: str, tenths: int) -> Step:
    return Step(context, follows, tenths / 10)


def habits_of(read: Tokens, labels: Sequence[str], probability: Sequence[float]) -> Habits:
    """The steps of a citation with these labels."""
    certain = [1.0, *probability, 1.0]
    return tuple(
        _step(context, follows, round(10 * min(certain[at], certain[at + 1])))
        for at in range(len(labels) + 1)
        if (follows := follower(read, at, labels[at - 1] if at else None, labels[at] if at < len(labels) else None))
        and (context := context_of(read, at, labels[at - 1] if at else None))
    )


def is_doubtful(habits: Habits) -> bool:
    """Whether the model is not sure of a step."""
    return any(step.weight < DOUBTFUL for step in habits)


def follower(read: Tokens, at: int, before: str | None, label: str | None) -> str:
    """What follows at a token: its field, ``SAME`` after marks within a field, ``END``; empty between two words of a field."""
    if label is None:
        return END
    if before is None or label.startswith(BEGINS) or before.removeprefix(BEGINS) != label:
        return label.removeprefix(BEGINS)
    return "" if read.gaps[at] == " " else SAME


def context_of(read: Tokens, at: int, before: str | None) -> Context:
    """The context of the step to a token; at the beginning, with whether a quotation follows the first words."""
    size = len(read.tokens)
    beside = at - 1 if at else next((end for _, end in read.chunks), 0)
    return (
        START if before is None else before.removeprefix(BEGINS),
        read.gaps[at] if at < size else END,
        beside < size and read.quoted[beside] > 0,
        at < size and read.quoted[at] > 0,
    )


class HouseStyle(Struct, frozen=True):
    """How often each step is made in a list of notes."""

    steps: Mapping[Context, Mapping[str, float]] = field(default_factory=dict)

    @property
    def agreement(self) -> float:
        """How well the notes foretell each other's steps: the geometric mean of a step's share without one that made it."""
        found = [(count, sum(steps.values())) for steps in self.steps.values() for count in steps.values()]
        logs = (count * math.log(_share(max(0.0, count - 1), max(0.0, total - 1))) for count, total in found)
        return math.exp(sum(logs) / (sum(count for count, _ in found) or 1.0))

    def share(self, context: Context, follows: str, own: "HouseStyle | None" = None) -> float:
        """How often a step follows in the other notes: a share, drawn to the even one by ``PRIOR``. ``own`` is what the citation itself added."""
        found = self.steps.get(context, {})
        mine = own.steps.get(context, {}) if own else {}
        count, total = (
            max(0.0, one - two)
            for one, two in ((found.get(follows, 0.0), mine.get(follows, 0.0)), (sum(found.values()), sum(mine.values())))
        )
        return _share(count, total)

    def doubts(self, habits: Habits) -> bool:
        """Whether a citation has a doubtful step that is unusual in the other notes."""
        own = _counted((habits,)) if is_doubtful(habits) else None
        return own is not None and any(
            step.weight < DOUBTFUL and self.share(step.context, step.follows, own) < USUAL for step in habits
        )

    def preference(self, read: Tokens, habits: Habits) -> "Preference":
        """The style's part in the score of a reading of the citation that made ``habits``."""
        return Preference(self, read, _counted((habits,)))


class Preference(Struct):
    """The style's scores for one citation."""

    style: HouseStyle
    read: Tokens
    own: HouseStyle
    _known: dict[tuple[Context, str], float] = field(default_factory=dict)

    def __call__(self, at: int, before: str | None, label: str | None) -> float:
        """The score of a step to a token; 0 where nothing is known."""
        follows = follower(self.read, at, before, label)
        if not follows:
            return 0.0
        key = context_of(self.read, at, before), follows
        if key not in self._known:
            self._known[key] = WEIGHT * math.log(OUTCOMES * self.style.share(*key, self.own))
        return self._known[key]


def house_style(citations: Iterable[Habits]) -> HouseStyle | None:
    """The style of a list; None for a short one, and for one without a common style."""
    known = [habits for habits in citations if habits]
    style = _counted(known) if len(known) >= FEWEST else None
    return style if style and style.agreement >= COMMON else None


def _share(count: float, total: float) -> float:
    return (count + PRIOR / OUTCOMES) / (total + PRIOR)


def _counted(citations: Iterable[Habits]) -> HouseStyle:
    steps: dict[Context, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for habits in citations:
        for context, follows, weight in habits:
            steps[context][follows] += weight
    return HouseStyle({context: dict(found) for context, found in steps.items()})
