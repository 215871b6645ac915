"""Citations that a Word file has as data, by the elements around them: simple fields, content controls, bookmarks."""

import re
from typing import Any

from citecheck.documents.citation_fields import NO_CODES, CitationCodes, field_of
from citecheck.documents.story import Story
from citecheck.documents.xml_tags import attributes

CITING = frozenset({"fldSimple", "sdt", "tag", "bookmarkStart", "bookmarkEnd"})


class CitationMarks:
    """The elements that are open, each with its code and where its text begins. ``known``: what the file keeps apart of its citations."""

    def __init__(self, story: Story[Any], known: CitationCodes = NO_CODES) -> None:
        self._story, self._known = story, known
        self._controls: list[tuple[str, int]] = []
        self._simple: list[tuple[str, int]] = []
        self._bookmarks: dict[str, tuple[str, int]] = {}

    def meets(self, tag: re.Match[str], name: str) -> None:
        """Note a tag with one of the names in ``CITING``."""
        if not tag["close"]:
            self._begins(tag, name)
        if tag["close"] or tag["empty"]:
            self._ends(name)

    def _begins(self, tag: re.Match[str], name: str) -> None:
        told, here = attributes(tag["attributes"]), self._story.length
        match name:
            case "fldSimple":
                self._simple.append((told.get("instr", ""), here))
            case "sdt":
                self._controls.append(("", here))
            case "tag" if self._controls:
                self._controls[-1] = told.get("val", ""), self._controls[-1][1]
            case "bookmarkStart" if code := self._known.bookmarks.get(told.get("name", "")):
                self._bookmarks[told.get("id", "")] = code, here
            case "bookmarkEnd" if found := self._bookmarks.pop(told.get("id", ""), None):
                self.keep(*found)

    def _ends(self, name: str) -> None:
        if name == "fldSimple" and self._simple:
            self.keep(*self._simple.pop())
        elif name == "sdt" and self._controls:
            self.keep(*self._controls.pop())

    def keep(self, code: str, start: int) -> None:
        """Keep the citation or bibliography that a code has as data, from ``start`` to here."""
        if found := field_of(code, start, self._story.length, self._known.sources):
            self._story.data.append(found)
