"""What is wrong with an examined document: every rule is asked, findings come in the document's order."""

from collections.abc import Sequence

from citecheck.model.finding import Finding
from citecheck.model.report import Examined
from citecheck.ports import Rule


def judge(examined: Examined, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """The findings of all rules."""
    found = [finding for rule in rules for finding in rule.judge(examined)]
    return tuple(sorted(found, key=lambda f: (f.place.line or 0, f.place.column or 0, f.code)))
