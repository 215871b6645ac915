"""Rules that correct the model's parts of a citation, applied one after the other."""

from collections.abc import Callable, Iterable
from typing import Any

from citecheck.citations.crf import FieldSpan

Parts = dict[str, FieldSpan]
Rule = Callable[..., Parts | None]  # called with the text, the parts and what else it needs; changes the parts, or returns others
RuleTrace = Callable[[str, Parts, Parts], None]  # is told a rule's sentence, and the parts before and after it


def apply_rules(text: str, parts: Parts, rules: Iterable[tuple[Any, ...]], told: RuleTrace | None = None) -> Parts:
    """The parts after all rules, each a function with its further arguments; ``told`` hears of every rule that changed something."""
    for rule, *more in rules:
        before = dict(parts) if told else parts
        made = rule(text, parts, *more)
        parts = parts if made is None else made
        if told and parts != before:
            told(sentence(rule), before, dict(parts))
    return parts


def sentence(rule: Rule) -> str:
    """What a rule says of itself: its docstring on one line."""
    return " ".join((rule.__doc__ or rule.__name__).split())
