"""Reporters by name."""

from citecheck.app import wiring
from citecheck.model.errors import UsageError
from citecheck.model.report import Report


def named_reporter(name: str) -> str:
    """The name, where a reporter has it. Raises ``UsageError``."""
    try:
        wiring.plugin("reporters", name)
    except KeyError:
        known = sorted({"text", *wiring.plugins("reporters")})
        raise UsageError(f"there is no format {name!r}; there are {', '.join(known)}") from None
    return name


def render(reporter: str, report: Report) -> str:
    """What a reporter makes of a report."""
    made: str = wiring.plugin("reporters", reporter)().render(report)
    return made
