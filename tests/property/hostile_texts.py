"""Generates texts that make a regular expression slow from its structure, and measures how its time grows on them.

``re`` tries every way to match before it fails. That takes more than linear time in three cases: nested repeats that share a character with
their separator (exponential), adjacent repeats that share one (polynomial), and a search whose starts scan the same text again
(quadratic). A hostile text therefore has a prefix that leads to a repeat, a pump of characters that the repeat and its neighbours accept,
and a suffix that prevents a match.
"""

import gc
import re
import signal
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from re import _compiler, _constants, _parser
from typing import Any

# One character of each kind that patterns distinguish; a pattern's literals are added.
BASE = [chr(code) for code in range(128)] + list("éßЖж一٣年가“”„«»‘’–—…º№،。\u00a0\u00ad\u200b\u0301\ue001\ue002\ud800")
CLASSES = {_constants.IN, _constants.ANY, _constants.NOT_LITERAL}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
GROUPS = {_constants.SUBPATTERN, _constants.ATOMIC_GROUP}
FEW = 15  # rounds; a repeat with a lower maximum is harmless alone
SHARED = 6  # characters of a class tried as a pump
TESTS: dict[tuple[str, int, type], Callable[[str], bool]] = {}  # whether a class has a character; patterns share most classes


@dataclass(slots=True)
class Structure:
    """A pattern's parse tree, and one character of each kind that its classes distinguish."""

    pattern: re.Pattern[Any]
    tree: Any = field(init=False)
    members: dict[str, str] = field(init=False, default_factory=dict)  # a class (as the parser prints it) -> its characters
    alphabet: str = field(init=False)

    def __post_init__(self) -> None:
        self.tree = _parser.parse(self.pattern.pattern, self.pattern.flags & ~re.DEBUG)
        nodes = list(_nodes(self.tree))
        literals = [chr(value) for op, value in nodes if op is _constants.LITERAL]
        limit = 256 if isinstance(self.pattern.pattern, bytes) else 0x110000
        letters = [c for c in dict.fromkeys([*BASE, *literals, *(c for one in nodes for c in _inside(one))]) if ord(c) < limit]
        classes = {str(node): self._test(node) for node in nodes if node[0] in CLASSES}
        self.alphabet = "".join(self._kinds(letters, list(classes.values()), set(literals)))
        self.members = {name: "".join(c for c in self.alphabet if test(c)) for name, test in classes.items()}

    def _test(self, node: Any) -> Callable[[str], bool]:
        key = str(node), self.pattern.flags, type(self.pattern.pattern)
        if key not in TESTS:
            parsed = _parser.SubPattern(self.tree.state, [node])
            compiled = _compiler.compile(parsed, self.pattern.flags & ~re.DEBUG)
            TESTS[key] = cache(lambda char: compiled.match(self.written(char)) is not None)
        return TESTS[key]

    @staticmethod
    def _kinds(letters: list[str], classes: list[Callable[[str], bool]], literals: set[str]) -> Iterator[str]:
        seen = set()
        for char in sorted(letters, key=lambda c: (c not in "a1 _-.,", unicodedata.category(c)[0] == "C", c)):
            kind = (*(test(char) for test in classes), char in literals and char, char == "\n", char.isalnum() or char == "_")
            if kind not in seen:
                seen.add(kind)
                yield char

    def written(self, text: str) -> Any:
        """The text, as bytes for a bytes pattern."""
        return text.encode("latin-1", "replace") if isinstance(self.pattern.pattern, bytes) else text

    def sample(self, nodes: Any, variant: int, rounds: int = 1) -> str:
        """A text that a sequence of nodes matches, lookarounds aside; each variant takes other characters."""
        return "".join(self._sample(op, value, variant, rounds) for op, value in nodes)

    def _sample(self, op: Any, value: Any, variant: int, rounds: int) -> str:
        if op is _constants.LITERAL:
            return chr(value)
        if op in CLASSES:
            members = self.members[str((op, value))]
            return members[variant % len(members)] if members else ""
        if op in REPEATS:
            return self.sample(value[2], variant, rounds) * max(value[0], min(value[1], rounds))
        if op in GROUPS:
            return self.sample(value[-1] if op is _constants.SUBPATTERN else value, variant, rounds)
        if op is _constants.BRANCH:
            return self.sample(value[1][variant % len(value[1])], variant, rounds)
        return ""

    def other(self, *besides: Any) -> str:
        """The character that the fewest classes accept, and none of the nodes."""
        inside = {c for node in besides for c in self._accepted(node)}
        free = [c for c in "\x00" + self.alphabet if c not in inside] or list(self.alphabet)
        return min(free, key=lambda c: sum(c in members for members in self.members.values()))

    def _accepted(self, nodes: Any) -> Iterator[str]:
        for op, value in _nodes(nodes):
            if op in CLASSES:
                yield from self.members[str((op, value))]
            elif op is _constants.LITERAL:
                yield chr(value)


@dataclass(frozen=True, slots=True)
class Attack:
    """A hostile text of any length."""

    prefix: str
    pump: str
    suffix: str

    def text(self, rounds: int) -> str:
        """The text with the pump repeated."""
        return self.prefix + self.pump * rounds + self.suffix


def attacks(pattern: re.Pattern[Any], variants: int = 2) -> tuple[Structure, list[Attack]]:
    """The hostile texts for every repeat of a pattern."""
    shape = Structure(pattern)
    found: dict[Attack, None] = {}
    for before, repeat in _repeats(shape.tree, []):
        prefixes = dict.fromkeys(["", *(shape.sample(before, k, r) for k, r in product(range(variants), (0, 1)))])
        suffix = shape.other([repeat])
        for prefix, pump in product(prefixes, _pumps(shape, before, repeat, variants)):
            found[Attack(prefix, pump, suffix)] = None
            if prefix:
                found[Attack("", prefix + pump, suffix)] = None
        for prefix in filter(None, prefixes):
            found[Attack("", prefix, suffix)] = None
    return shape, list(found)


def _pumps(shape: Structure, before: list[Any], repeat: Any, variants: int) -> list[str]:
    """Pumps for a repeat: each character it accepts, those shared with a neighbour first, and complete rounds."""
    body = repeat[1][2]
    own = list(dict.fromkeys(shape._accepted(body)))
    near = set(shape._accepted(before[-3:]))
    own.sort(key=lambda c: -(c in near) - sum(c in members for members in shape.members.values()))
    many = max([variants, *(len(value[1]) for op, value in body if op is _constants.BRANCH)])
    rounds = [shape.sample(body, k, r) for k, r in product(range(min(many, 8)), (0, 1))]
    return [pump for pump in dict.fromkeys([*own[:SHARED], *rounds]) if pump]


def _repeats(nodes: Any, before: list[Any]) -> Iterator[tuple[list[Any], Any]]:
    """The repeats that can match long texts, with the nodes that lead to them."""
    path = list(before)
    for node in nodes:
        op, value = node
        if op in REPEATS:
            if value[1] > FEW:
                yield path, node
            yield from _repeats(value[2], path)
        elif op in GROUPS or op in (_constants.ASSERT, _constants.ASSERT_NOT):
            inner = value if op is _constants.ATOMIC_GROUP else value[-1]
            yield from _repeats(inner, path)
            if op is _constants.ASSERT and value[0] < 0 and not path:
                path = list(inner)  # the text must satisfy a lookbehind
        elif op is _constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, path)
        elif op is _constants.GROUPREF_EXISTS:
            for branch in filter(None, value[1:]):
                yield from _repeats(branch, path)
        if op not in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
            path = [*path, node]


def _nodes(nodes: Any) -> Iterator[Any]:
    for op, value in nodes:
        yield op, value
        if op in REPEATS:
            yield from _nodes(value[2])
        elif op is _constants.ATOMIC_GROUP:
            yield from _nodes(value)
        elif op in (_constants.SUBPATTERN, _constants.ASSERT, _constants.ASSERT_NOT):
            yield from _nodes(value[-1])
        elif op is _constants.BRANCH:
            for branch in value[1]:
                yield from _nodes(branch)
        elif op is _constants.GROUPREF_EXISTS:
            for branch in filter(None, value[1:]):
                yield from _nodes(branch)


def _inside(node: Any) -> Iterator[str]:
    """The characters of a class, and those next to its ranges."""
    if node[0] is _constants.NOT_LITERAL:
        yield chr(node[1])
    for op, value in node[1] if node[0] is _constants.IN else ():
        if op is _constants.LITERAL:
            yield chr(value)
        elif op is _constants.RANGE:
            yield from map(chr, value)


# How a pattern is used. All that look through a text find every match, for some hostile texts match and go on.
USES: dict[str, Callable[[re.Pattern[Any], Any], object]] = {
    "search": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
}
STEPS = (8, 12, 16, 20, 24, 28, 40, 64)  # rounds that reveal an exponential pattern before it takes seconds
LONG = 0.02  # seconds; maximum for 256 characters
ENDLESS = 1.0  # seconds for all lengths of one text
PER_CHARACTER = 0.1e-6  # seconds; a pattern that takes less on the longest text is not measured further
GROWTH = 6.7  # maximum for four times the text: linear time takes 4 times, quadratic time 16 times
RUNS = 12  # another program on the machine only adds time, so the shortest run is the right one
FEW_RUNS = 3  # show that most patterns do not grow
SURE = 0.1  # seconds after which FEW_RUNS decide, and one that shows quadratic time: what disturbs a run takes milliseconds
LONGER = 16  # how much longer a text confirms growth: short of it, repeats with a maximum of some thousands look like growth


def _once(pattern: re.Pattern[Any], use: str, text: Any) -> float:
    start = time.thread_time()
    USES[use](pattern, text)
    return time.thread_time() - start


def _turns() -> Iterator[int]:
    """Counts runs: RUNS of them, fewer if FEW_RUNS take so long that they decide."""
    started = time.thread_time()
    for turn in range(1, RUNS + 1):
        yield turn
        if turn >= FEW_RUNS and time.thread_time() - started > SURE:
            return


@contextmanager
def _no_collection() -> Iterator[None]:
    """Garbage collection of what earlier tests left would be counted as time of a pattern."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def slow_attack(pattern: re.Pattern[Any], use: str, longest: int = 2048, most: int = 10_000) -> Attack | None:
    """The first hostile text on which a pattern takes more than linear time; None if there is none.

    ``longest``: characters of the longest text. ``most``: how many texts are tried.
    """
    shape, tried = attacks(pattern)
    return next((one for one in tried[:: len(tried) // most + 1] if is_slow(shape, one, use, longest)), None)


def is_slow(shape: Structure, attack: Attack, use: str, longest: int) -> bool:
    """Whether a pattern takes more than linear time on this text, up to ``longest`` characters."""

    def taken(rounds: int) -> float:
        return _once(shape.pattern, use, shape.written(attack.text(rounds)))

    def exceeds(rounds: int, seconds: float) -> bool:
        return all(taken(rounds) > seconds for _ in _turns())

    def grows(rounds: int) -> bool:
        # In turn: what slows the machine for some milliseconds then slows both lengths.
        quarter = whole = float("inf")
        for turn in _turns():
            quarter, whole = min(quarter, taken(rounds // 4)), min(whole, taken(rounds))
            if turn >= FEW_RUNS and whole <= GROWTH * quarter:
                return False
            if whole > SURE and whole > 2 * GROWTH * quarter:
                return True
        return True

    try:
        with _stopped_after(ENDLESS), _no_collection():
            for rounds in STEPS:
                long = LONG * max(1, rounds * len(attack.pump) / 256)
                if rounds * len(attack.pump) <= longest and exceeds(rounds, long):
                    return True
            rounds = longest // len(attack.pump)
            if taken(rounds) < PER_CHARACTER * longest:
                return False
            if not (grows(rounds) and grows(4 * rounds)):
                return False
        with _stopped_after(ENDLESS), _no_collection():
            return grows(LONGER * rounds)
    except _Endless:
        return True


class _Endless(Exception):
    """A match took too long and was stopped."""


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Interrupt the block after some processor time; ``re`` checks for signals while it matches."""

    def stop(*_: object) -> None:
        raise _Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
