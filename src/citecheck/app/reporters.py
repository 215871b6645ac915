"""Reporters by name."""

from typing import Any

from citecheck.app import wiring
from citecheck.model.errors import UsageError, WriteError
from citecheck.model.report import Report


def named_reporter(name: str) -> str:
    """The name of an existing reporter. Raises ``UsageError`` for others."""
    try:
        wiring.plugin("reporters", name)
    except KeyError:
        known = sorted({"text", *wiring.plugins("reporters")})
        raise UsageError(f"there is no format {name!r}; there are {', '.join(known)}") from None
    return name


def reporter(name: str) -> Any:
    """A reporter instance. Raises ``WriteError`` if the plug-in is broken."""
    try:
        return wiring.plugin("reporters", name)()
    except KeyError:
        raise WriteError(f"the plug-in {name} is broken") from None


def render(form: str, report: Report) -> str:
    """A report in a format. Raises ``WriteError`` if the reporter is broken."""
    text: str = reporter(form).render(report)
    return text
