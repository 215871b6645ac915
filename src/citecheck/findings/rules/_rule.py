"""Turns a function into a rule."""

from collections.abc import Callable, Iterator
from typing import cast

from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule

Drafts = Iterator[FindingDraft]  # what a rule yields
Judge = Callable[[DocumentResult], Drafts]


def rule(code: str, name: str, severity: Severity, *, needs: Needs) -> Callable[[Judge], type[Rule]]:
    """Return a decorator that makes a ``Rule`` of a function; the docstring of the function's module is the rule's page."""

    def decorate(judge: Judge) -> type[Rule]:
        attributes = {"code": code, "name": name, "severity": severity, "needs": needs, "judge": staticmethod(judge)}
        return cast("type[Rule]", type(judge.__name__, (), attributes | {"__module__": judge.__module__}))

    return decorate
