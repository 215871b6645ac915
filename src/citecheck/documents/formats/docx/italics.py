"""Words in italics, by the properties of their runs (ECMA-376 17.3.2.16); italics of a style are not known."""

import re

from citecheck.model.place import Span

ITALIC = re.compile(r"<\w+:i(?:\s+\w+:val=[\"'](?P<value>\w*)[\"'])?\s*/>")
OFF = frozenset(("0", "false", "off"))


def is_italic(properties: str) -> bool:
    """Whether a run's properties, as XML, set it in italics."""
    found = ITALIC.search(properties)
    return found is not None and found["value"] not in OFF


def extend(italics: list[Span], start: int, end: int) -> None:
    """Add a span behind the others; Word splits words into runs, so one that follows at once belongs to the last."""
    if italics and italics[-1].end == start:
        start = italics.pop().start
    if start < end:
        italics.append(Span(start, end))
