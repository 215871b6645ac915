"""Tells which paragraphs of a Word file are headings: by outline level, or by a style that has one (ECMA-376 part 1, 17.3.1.20, 17.7.4)."""

import re
from collections.abc import Collection

from citecheck.patterns import lazy_pattern

STYLE = lazy_pattern(
    r"<(?:\w+:)?style\b[^<>]*?\bstyleId=[\"'](?P<id>[^\"']*)[\"'][^<>]*>(?P<body>(?:[^<]|<(?!/?(?:\w+:)?style\b))*+)</(?:\w+:)?style>"
)
_LEVEL = lazy_pattern(r"<(?:\w+:)?outlineLvl\b[^<>]*?\bval=[\"'][0-8][\"']")
_NAME = lazy_pattern(r"<(?:\w+:)?name\b[^<>]*?\bval=[\"'](?:heading \d|title|subtitle)[\"']", re.IGNORECASE)
_BASE = lazy_pattern(r"<(?:\w+:)?basedOn\b[^<>]*?\bval=[\"'](?P<id>[^\"']*)[\"']")
USED = lazy_pattern(r"<(?:\w+:)?pStyle\b[^<>]*?\bval=[\"'](?P<id>[^\"']*)[\"']")
_BUILT_IN = lazy_pattern(r"heading\s?\d$", re.IGNORECASE)  # its id in files that lack the styles
MOST_BASES = 10  # styles based on one another


def heading_styles(styles: str) -> frozenset[str]:
    """The ids of the heading styles in the XML of the styles part."""
    found = [(m["id"], m["body"]) for m in STYLE.finditer(styles)]
    known = {name for name, body in found if _LEVEL.search(body) or _NAME.search(body)}
    bases = {name: base["id"] for name, body in found if (base := _BASE.search(body))}
    for _ in range(MOST_BASES):
        known |= {name for name, base in bases.items() if base in known}
    return frozenset(known)


def is_heading(properties: str, styles: Collection[str]) -> bool:
    """Whether a paragraph with these properties is a heading. ``styles``: the ids of the heading styles."""
    used = USED.search(properties)
    return _LEVEL.search(properties) is not None or (
        used is not None and (used["id"] in styles or bool(_BUILT_IN.match(used["id"])))
    )
