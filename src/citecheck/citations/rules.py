"""Applies the rules that correct the model's fields."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan

Parts = dict[str, FieldSpan]
Rule = Callable[..., Parts | None]  # (text, parts, …): changes the parts, or returns new ones
RuleTrace = Callable[[str, Parts, Parts], None]  # receives a rule's docstring, and the parts before and after


def apply_rules(text: str, parts: Parts, rules: Iterable[tuple[Any, ...]], trace: RuleTrace | None = None) -> Parts:
    """Apply rules in order, each a function with its further arguments; ``trace`` receives every rule that changed something."""
    for rule, *more in rules:
        before = dict(parts) if trace else parts
        changed = rule(text, parts, *more)
        parts = parts if changed is None else changed
        if trace and parts != before:
            trace(sentence(rule), before, dict(parts))
    return parts


def relabel(parts: Parts, old: str, new: str, factor: float = 1.0) -> None:
    """Turn one field into another; its probability is multiplied by ``factor``."""
    part = parts.pop(old)
    parts[new] = replace(part, label=new, probability=factor * part.probability)


def cede(parts: Parts, found: Iterable[FieldSpan], start: int, end: int) -> None:
    """Take the fields that begin in ``text[start:end]`` from their words; a later reading of the model takes their place."""
    later = [part for part in found if part.start >= end]
    for name in [name for name, part in parts.items() if start <= part.start < end]:
        del parts[name]
        if behind := next((part for part in later if part.label == name), None):
            parts[name] = behind


def sentence(rule: Rule) -> str:
    """A rule's docstring on one line."""
    return " ".join((rule.__doc__ or rule.__name__).split())
