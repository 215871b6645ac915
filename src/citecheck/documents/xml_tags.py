"""Tags and attributes of well-formed XML with their offsets, which parsers lose."""

import html
import re

from citecheck.patterns import lazy_pattern

TAG = lazy_pattern(
    r"<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<empty>/?)>"
)
ATTRIBUTE = lazy_pattern(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"<]*)\"|'([^'<]*)')")
CHARACTER = lazy_pattern(r"&(?:#x?[0-9A-Fa-f]{1,7}|[A-Za-z]{2,8});|[^&]", re.DOTALL)


def attributes(xml: str) -> dict[str, str]:
    """The attributes in a start tag by local name, entities decoded."""
    return {name.rpartition(":")[2]: html.unescape(a or b) for name, a, b in ATTRIBUTE.findall(xml)}
