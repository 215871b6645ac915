"""Reads what a document's front matter, YAML or TOML, says of language and bibliographies; lines of a text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.patterns import lazy_pattern

FRONT_MATTER = {"---": lazy_pattern(r"(?:---|\.\.\.)\s*"), "+++": lazy_pattern(r"\+\+\+\s*")}
LANGUAGE = lazy_pattern(r"^lang(?:uage)?\s*[:=]\s*[\"']?([A-Za-z]{2,3})", re.MULTILINE)
BIBLIOGRAPHY = lazy_pattern(r"^[ \t]*+bibliography[ \t]*:[^\n]*+(?:\n[ \t\r]*+(?:[#-][^\n]*+)?+)*+", re.MULTILINE)
BIBLIOGRAPHY_FILE = lazy_pattern(r"^[ \t]*+(?:bibliography[ \t]*:|-)[ \t]*+[\[\"']*+([\w./ -]+\.\w+)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """Where the front matter ends (0 without one), the document's language, and the bibliographies that it names."""

    end: int = 0
    language: str | None = None
    bibliographies: tuple[str, ...] = ()


def front_matter(text: str) -> FrontMatter:
    """Read the front matter."""
    first = text[:4].rstrip()
    ending = FRONT_MATTER.get(first) if text[3:5].lstrip("\r").startswith("\n") else None
    if ending is None:
        return FrontMatter()
    for start, end in lines_of(text, text.index("\n") + 1):
        if ending.fullmatch(text, start, end):
            language = LANGUAGE.search(text, 0, end)
            values = (match.span() for match in BIBLIOGRAPHY.finditer(text, 0, end))
            named = tuple(name for span in values for name in BIBLIOGRAPHY_FILE.findall(text, *span))
            return FrontMatter(end, language[1].lower() if language else None, named)
    return FrontMatter()


def lines_of(text: str, at: int, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of the lines from an offset on, without their ends."""
    while at < (len(text) if stop is None else stop):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1
