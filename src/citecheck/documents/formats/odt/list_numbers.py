"""The numbers that a word processor shows before the items of a numbered list (OpenDocument 1.3 part 3, 5.3 and 16.31)."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from citecheck.documents.numerals import whole_number
from citecheck.documents.sections import announces_notes
from citecheck.patterns import lazy_pattern

_STYLE = lazy_pattern(
    r"<text:list-style\b[^<>]*?\bstyle:name=\"(?P<name>[^\"<>]*)\"[^<>]*>(?P<body>(?:[^<]|<(?!/?text:list-style\b))*+)</text:list-style>"
)
_FIRST = lazy_pattern(r"<text:list-level-style-number\b(?P<attributes>[^<>]*?\btext:level=\"1\"[^<>]*?)/?>")
_DECIMAL = lazy_pattern(r"\bstyle:num-format=\"1\"")
_PREFIX, _SUFFIX = (lazy_pattern(rf"\bstyle:num-{name}=\"([\[(\]).:]{{0,2}})\"") for name in ("prefix", "suffix"))


def numbered_styles(parts: Iterable[str]) -> dict[str, str]:
    """The list styles in the XML of parts whose first level has decimal numbers, with how these are written, ``[%1]``."""
    shown: dict[str, str] = {}
    for style in (one for xml in parts for one in _STYLE.finditer(xml)):
        first = _FIRST.search(style["body"])
        if first and _DECIMAL.search(first["attributes"]):
            prefix, suffix = _PREFIX.search(first["attributes"]), _SUFFIX.search(first["attributes"])
            written = f"{prefix[1] if prefix else ''}%1{suffix[1] if suffix else ''}"
            shown[style["name"]] = written if written != "%1" else "%1."
    return shown


class OpenLists(Struct):
    """The lists that are open, outermost first, the numbers of their items, and that of an item that has begun until its first paragraph."""

    shown: Mapping[str, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    pending: str = ""

    def begins(self, properties: Mapping[str, str], before: str) -> None:
        """A list begins behind a paragraph; it is shown with its numbers if that announces notes or references, or if it goes on with such a list."""
        style = properties.get("style-name", "")
        self.styles.append(style)
        goes_on = properties.get("continue-numbering") == "true" or "continue-list" in properties
        if len(self.styles) == 1 and not goes_on:
            self.numbers[style] = 0
            self.announced.discard(style)
            if style in self.shown and announces_notes(before):
                self.announced.add(style)

    def item(self, properties: Mapping[str, str]) -> None:
        """An item of the innermost list begins."""
        if len(self.styles) == 1:
            style = self.styles[0]
            start = whole_number(properties.get("start-value", ""))
            self.numbers[style] = self.numbers.get(style, 0) + 1 if start is None else start
            self.pending = f"{self.shown[style].replace('%1', str(self.numbers[style]))} " if style in self.announced else ""

    def ends(self) -> None:
        """The innermost list ends."""
        self.pending = ""
        if self.styles:
            self.styles.pop()

    def taken(self) -> str:
        """The number before the paragraph that begins."""
        taken, self.pending = self.pending, ""
        return taken
