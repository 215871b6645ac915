"""Which styles of an OpenDocument text are italic, and which are those of titles (OpenDocument 1.3 part 3, 16 and 20.191)."""

from collections.abc import Iterable

from msgspec import Struct

from citecheck.patterns import lazy_pattern

STYLE = lazy_pattern(r"<style:style\b(?P<attributes>[^<>]*?)(?:/>|>(?P<body>(?:[^<]|<(?!/?style:style\b))*+)</style:style>)")
NAME = lazy_pattern(r"\bstyle:name=\"([^\"]*)\"")
PARENT = lazy_pattern(r"\bstyle:parent-style-name=\"([^\"]*)\"")
FONT_STYLE = lazy_pattern(r"\bfo:font-style=\"(\w+)\"")
TITLE = lazy_pattern(r"(?:Title|Subtitle|\w+_20_Heading|Heading(?:_20_\d+)?)$")  # names that LibreOffice gives in every language
MOST_PARENTS = 10


class Styles(Struct, frozen=True):
    """The names of the styles that are italic, and of those of titles."""

    italic: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


def read_styles(parts: Iterable[str]) -> Styles:
    """The styles in the XML of parts."""
    italic, titles = {"Emphasis": True}, set[str]()
    parents: dict[str, str] = {}
    for style in (one for xml in parts for one in STYLE.finditer(xml)):
        name, parent, font = NAME.search(style["attributes"]), PARENT.search(style["attributes"]), None
        if not name:
            continue
        if style["body"]:
            font = FONT_STYLE.search(style["body"])
        if font:
            italic[name[1]] = font[1] in ("italic", "oblique")
        if parent:
            parents[name[1]] = parent[1]
        if TITLE.match(name[1]):
            titles.add(name[1])
    for _ in range(MOST_PARENTS):
        italic |= {name: italic[parent] for name, parent in parents.items() if name not in italic and parent in italic}
        titles |= {name for name, parent in parents.items() if parent in titles}
    return Styles(frozenset(name for name, slanted in italic.items() if slanted), frozenset(titles))
