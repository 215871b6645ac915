"""Reporters by name."""

from citecheck.app import wiring
from citecheck.model.errors import UsageError
from citecheck.model.report import Report


def named_reporter(name: str) -> str:
    """The name, where a reporter has it. Raises ``UsageError``."""
    known = wiring.plugins("reporters")
    if name not in known:
        raise UsageError(f"there is no format {name!r}; there are text, {', '.join(sorted(known))}")
    return name


def render(reporter: str, report: Report) -> str:
    """What a reporter makes of a report."""
    made: str = wiring.plugins("reporters")[reporter]().render(report)
    return made
