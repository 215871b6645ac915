"""Reads the displayed text between two offsets of wikitext."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from citecheck.documents.body import Body, BodyBuilder
from citecheck.documents.formats.wikitext.syntax import CLOSING_REF, OPENING_REF, Template, Wikitext, decoded
from citecheck.documents.formats.wikitext.templates import AUTHORS, DATES, FAMILY, GIVEN, TEXTS, YEARS, is_citation
from citecheck.documents.html_tags import ENTITY
from citecheck.model.place import Span

TOKEN = re.compile(
    r"(?P<quotes>'{2,5})|(?P<template>\{\{)|(?P<link>\[\[)|\[(?P<url>(?:https?:)?//[^\s\[\]<>\"]+)(?P<gap>\s*)|(?P<closing>\])|"
    rf"(?P<tag></?[A-Za-z][^<>]*>)|(?P<entity>{ENTITY.pattern})|(?P<space>\s+)",
    re.IGNORECASE,
)
MAX_DEPTH = 12  # of nested templates or links
# Templates that display their text, or a character.
WORDS = frozenset(
    {
        "nowrap",
        "nobr",
        "small",
        "em",
        "strong",
        "lang",
        "langx",
        "abbr",
        "date",
        "smallcaps",
        "sc",
        "noitalic",
        "italic",
        "quote",
        "transl",
        "tooltip",
    }
)
SIGNS = {
    "nbsp": " ",
    "ndash": "–",
    "mdash": "—",
    "spaced ndash": " – ",
    "snd": " – ",
    "'": "'",
    "!": "|",
    "dash": "–",
    "·": "·",
    "bull": "•",
}
SHORTENED = frozenset({"sfn", "sfnp", "sfnm", "harv", "harvnb", "harvtxt", "harvp", "harvcol", "harvcolnb", "sfnref"})
SHOWN = frozenset({*AUTHORS, *FAMILY, *GIVEN, *TEXTS["title"], *TEXTS["container_title"], *TEXTS["publisher"], *DATES, *YEARS})
HIDDEN_LINK = re.compile(
    r"\[\[\s*(?:file|image|category|datei|fichier|archivo|immagine|категория|catégorie|kategorie)\s*:", re.IGNORECASE
)


@dataclass(slots=True)
class WikitextText:
    """Reads the text of a page."""

    page: Wikitext
    templates: dict[int, Template] = field(default_factory=dict)
    links: dict[int, tuple[int, int]] = field(default_factory=dict)
    closings: list[tuple[int, int]] = field(default_factory=list)  # of notes

    @classmethod
    def of(cls, page: Wikitext) -> "WikitextText":
        """Index the templates and links of a page by their start."""
        links = {start: (first, end) for start, first, end in page.links}
        return cls(page, {t.start: t for t in page.templates}, links, [match.span() for match in CLOSING_REF.finditer(page.masked)])

    def read(self, span: Span) -> Body:
        """The body of a span."""
        builder = BodyBuilder(self.page.masked)
        self._read(builder, span.start, span.end, 0)
        return builder.build()

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.read(span).text

    def _read(self, builder: BodyBuilder, start: int, end: int, depth: int) -> None:
        at, opened = start, 0
        while match := TOKEN.search(self.page.masked, at, end):
            builder.keep(at, match.start())
            at = match.end()
            match match.lastgroup:
                case "template" | "link":
                    at = self._bracket(builder, match, end, depth)
                case "url" | "gap":
                    builder.open_link(decoded(match["url"]))
                    opened += 1
                case "closing":
                    if opened:
                        builder.close_link()
                        opened -= 1
                    else:
                        builder.keep(match.start(), at)
                case "tag":
                    at = self._tag(builder, match, end)
                case "entity":
                    builder.put(decoded(match.group()), match.start())
                case "space":
                    builder.space(match.start())
        builder.keep(at, end)
        for _ in range(opened):
            builder.close_link()

    def _bracket(self, builder: BodyBuilder, match: re.Match[str], end: int, depth: int) -> int:
        start = match.start()
        template, link = self.templates.get(start), self.links.get(start)
        if match.lastgroup == "template" and template is not None and template.end <= end:
            if depth < MAX_DEPTH:
                self._template(builder, template, depth)
            return template.end
        if match.lastgroup == "link" and link is not None and link[1] <= end:
            if depth < MAX_DEPTH and not HIDDEN_LINK.match(self.page.masked, start):
                self._read(builder, link[0], link[1] - 2, depth + 1)
            return link[1]
        builder.keep(start, match.end())
        return match.end()

    def _tag(self, builder: BodyBuilder, match: re.Match[str], end: int) -> int:
        """Skip a tag, and with ``<ref>`` the note inside."""
        if re.match(r"<br\b", match.group(), re.IGNORECASE):
            builder.space(match.start())
        if OPENING_REF.fullmatch(match.group()) and not match.group().endswith("/>"):
            at = bisect_left(self.closings, (match.end(), 0))
            return self.closings[at][1] if at < len(self.closings) and self.closings[at][0] < end else match.end()
        return match.end()

    def _template(self, builder: BodyBuilder, template: Template, depth: int) -> None:
        unnamed = [p for p in template.parameters if p.name.isdecimal()]
        if template.name in SIGNS:
            builder.put(SIGNS[template.name], template.start)
        elif template.name in SHORTENED:
            shortened(builder, template, self.page.masked)
        elif template.name in ("webarchive", "wayback") and (url := template.find("url")) and url.end > url.start:
            builder.open_link(self.page.masked[url.start : url.end])
            builder.put("archived", url.start)
            builder.close_link()
        elif is_citation(template):
            self._citation(builder, template, depth)
        elif (template.name in WORDS or template.name.startswith("lang-")) and unnamed:
            self._read(builder, unnamed[-1].start, unnamed[-1].end, depth + 1)

    def _citation(self, builder: BodyBuilder, template: Template, depth: int) -> None:
        """Add the displayed parameters in their order."""
        first = True
        for parameter in template.parameters:
            if parameter.name.rstrip("0123456789") in SHOWN and parameter.end > parameter.start:
                if not first:
                    builder.put(", ", parameter.start)
                self._read(builder, parameter.start, parameter.end, depth + 1)
                first = False


def shortened(builder: BodyBuilder, template: Template, masked: str) -> None:
    """``{{sfn|Smith|Jones|2004|p=5}}`` as it is printed: Smith & Jones 2004, p. 5."""
    unnamed = [masked[p.start : p.end].strip() for p in template.parameters if p.name.isdecimal()]
    names, year = (unnamed[:-1], unnamed[-1]) if unnamed and re.search(r"\d{4}|n\.d\.", unnamed[-1]) else (unnamed, "")
    printed = " & ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} & {names[-1]}"
    pages = next(
        (f", {key}. {masked[p.start : p.end]}" for key in ("p", "pp") if (p := template.find(key)) and p.end > p.start), ""
    )
    place = template.find("loc")
    at = f", {masked[place.start : place.end]}" if place and place.end > place.start else ""
    builder.put(f"{printed} {year}{pages}{at}.".strip(), template.start)
