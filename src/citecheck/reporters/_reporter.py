"""Turns a function into a reporter."""

from collections.abc import Callable
from typing import cast

from citecheck.model.report import Report
from citecheck.protocols import Reporter

Render = Callable[[Report], str]


def reporter(name: str, suffix: str) -> Callable[[Render], type[Reporter]]:
    """Return a decorator that makes a ``Reporter`` of a function."""

    def decorate(render: Render) -> type[Reporter]:
        attributes = {"name": name, "suffix": suffix, "render": staticmethod(render)}
        return cast("type[Reporter]", type(render.__name__, (), attributes | {"__module__": render.__module__}))

    return decorate
