"""Words in italics, by the properties of their runs (ECMA-376 17.3.2.16); italics of a style are not known."""

from citecheck.patterns import lazy_pattern

ITALIC = lazy_pattern(r"<\w+:i(?:\s+\w+:val=[\"'](?P<value>\w*)[\"'])?\s*/>")
OFF = frozenset(("0", "false", "off"))


def is_italic(properties: str) -> bool:
    """Whether a run's properties, as XML, set it in italics."""
    found = ITALIC.search(properties)
    return found is not None and found["value"] not in OFF
