"""Reads the displayed text between two offsets of wikitext."""

import re
from bisect import bisect_left
from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.body import APART, Body, BodyBuilder
from citecheck.documents.formats.wikitext import inline_templates
from citecheck.documents.formats.wikitext.dialects import AUTHORS, DATES, FAMILY, GIVEN, TEXTS, YEARS
from citecheck.documents.formats.wikitext.syntax import CLOSING_REF, OPENING_REF, REPLACED, Template, Wikitext, decoded, with_signs
from citecheck.documents.formats.wikitext.templates import is_citation
from citecheck.documents.html_tags import ENTITY
from citecheck.links.urls import seen
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

ITALICS = 2  # apostrophes; three are bold
TOKEN = lazy_pattern(
    r"(?P<quotes>'{2,5})|(?P<template>\{\{)|(?P<link>\[\[)|"
    rf"\[(?P<url>(?:https?:)?//(?:[^\s\[\]<>\"{{}}]++|{REPLACED}|[{{}}])+)(?P<gap>\s*)|(?P<closing>\])|"
    rf"(?P<tag></?[A-Za-z][^<>]*>)|(?P<entity>{ENTITY.pattern})|(?P<space>\s+)",
    re.IGNORECASE,
)
NAME = lazy_pattern(r"\{\{\s*(?:cite\s+)?(?P<name>[^\s{}|][^{}|\n]{0,60}?)\s*\|", re.IGNORECASE)
ITEM = lazy_pattern(r"[^\S\n]*+\n\s*+[*#]++\s*+(?=\S)")
MAX_DEPTH = 12  # of nested templates or links
SHORTENED = frozenset({
    "sfn", "sfnp", "sfnm", "sfn2", "harv", "harvnb", "harvtxt", "harvp", "harvcol", "harvcolnb", "harvcoltxt", "sfnref", "harvsp", "harvnp", "harvard citation", "پک",
    "harvard citation no brackets", "harvard citation text", "استشهاد بهارفارد دون أقواس", "استشهاد بهارفارد",
})  # fmt: skip
SHOWN = frozenset({*AUTHORS, *FAMILY, *GIVEN, *TEXTS["title"], *TEXTS["container_title"], *TEXTS["publisher"], *DATES, *YEARS})
HIDDEN_LINK = lazy_pattern(
    r"\[\[\s*(?:file|image|category|datei|fichier|archivo|immagine|категория|catégorie|kategorie)\s*:", re.IGNORECASE
)


class WikitextText(Struct):
    """Reads the text of a page."""

    page: Wikitext
    templates: dict[int, Template] = field(default_factory=dict)
    links: dict[int, tuple[int, int]] = field(default_factory=dict)
    closings: list[tuple[int, int]] = field(default_factory=list)  # of notes
    unknown: bool = False  # whether links without words display their URL, and templates in no table their unnamed parameters

    @classmethod
    def of(cls, page: Wikitext) -> "WikitextText":
        """Index the templates and links of a page by their start."""
        links = {start: (first, end) for start, first, end in page.links}
        return cls(page, {t.start: t for t in page.templates}, links, [match.span() for match in CLOSING_REF.finditer(page.masked)])

    def read(self, *spans: Span) -> Body:
        """The body of some spans."""
        builder = BodyBuilder(self.page.masked)
        for span in spans:
            if span is not spans[0]:
                builder.space(span.start)
            self._read(builder, span.start, span.end, 0)
        body = builder.build()
        return body if body.text or self.unknown else replace(self, unknown=True).read(*spans)

    def named(self, template: Template) -> Body:
        """What a template that is in no table says at least: its name and its values, ``{{London Gazette|issue=…}}``."""
        builder = BodyBuilder(self.page.masked)
        if template.parameters and (name := NAME.match(self.page.masked, template.start)):
            builder.put(name["name"], template.start)
            for parameter in template.parameters:
                builder.put(", ", parameter.start)
                self._read(builder, parameter.start, parameter.end, 1)
        return builder.build()

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.read(span).text

    def _read(self, builder: BodyBuilder, start: int, end: int, depth: int) -> None:
        at, opened, italics = start, 0, False
        while match := TOKEN.search(self.page.masked, at, end):
            builder.keep(at, match.start())
            at = match.end()
            match match.lastgroup:
                case "template" | "link":
                    at = self._bracket(builder, match, end, depth)
                case "url" | "gap":
                    opened += self._link(builder, match, end)
                case "closing":
                    if opened:
                        builder.close_link()
                        opened -= 1
                    else:
                        builder.keep(match.start(), at)
                case "quotes" if len(match.group()) == ITALICS:
                    builder.close_emphasis() if italics else builder.open_emphasis()
                    italics = not italics
                case "tag":
                    at = self._tag(builder, match, end)
                case "entity":
                    builder.put(decoded(match.group()), match.start())
                case "space" if item := ITEM.match(self.page.masked, match.start(), end):
                    builder.line(match.start(), APART)
                    at = item.end()
                case "space":
                    builder.space(match.start())
        builder.keep(at, end)
        for _ in range(opened):
            builder.close_link()

    def _link(self, builder: BodyBuilder, match: re.Match[str], end: int) -> int:
        """Open an external link; one without words displays a number, and is read as its URL in a note of nothing else."""
        url = with_signs(decoded(seen(match["url"])))
        builder.open_link(url if ":" in url[:6] else f"https:{url}")
        if self.unknown and self.page.masked.startswith("]", match.end(), end):
            builder.keep(*match.span("url"))
        return 1

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
            builder.line(match.start(), APART)
        if OPENING_REF.fullmatch(match.group()) and not match.group().endswith("/>"):
            at = bisect_left(self.closings, (match.end(), 0))
            return self.closings[at][1] if at < len(self.closings) and self.closings[at][0] < end else match.end()
        return match.end()

    def capture(self, template: Template) -> str:
        """The capture's URL of a template that links one after a source; empty for other templates."""
        return inline_templates.capture(self._values(template, 0))[1] if template.name in inline_templates.CAPTURES else ""

    def _values(self, template: Template, depth: int) -> Callable[..., str]:
        """A function that returns the displayed text of a template's first parameter of some names; its own templates nest once at most."""

        def value(*names: str) -> str:
            found = template.find(*names)
            if not found or depth >= MAX_DEPTH:
                return ""
            builder = BodyBuilder(self.page.masked)
            self._read(builder, found.start, found.end, max(depth + 1, MAX_DEPTH - 1))
            return builder.build().text

        return value

    def _template(self, builder: BodyBuilder, template: Template, depth: int) -> None:
        value = self._values(template, depth)
        shown = inline_templates.signs(template, value)
        unnamed = [p for p in template.parameters if p.name.isdecimal()]
        if is_citation(template):
            self._citation(builder, template, depth)
        elif shown is not None:
            builder.put(shown, template.start)
        elif template.name in SHORTENED:
            shortened(builder, template, self.page.masked)
        elif template.name in inline_templates.CAPTURES:
            _captured(builder, template, value)
        elif template.name in inline_templates.ADDRESSES and (url := template.find("1", "url")) and url.end > url.start:
            builder.keep(url.start, url.end)
        elif unnamed and (template.name in inline_templates.FIRST or template.name.startswith("lang-")):
            self._read(builder, unnamed[0].start, unnamed[0].end, depth + 1)
        elif unnamed and template.name in inline_templates.LAST:
            self._read(builder, unnamed[-1].start, unnamed[-1].end, depth + 1)
        elif self.unknown:
            for parameter in unnamed:
                self._read(builder, parameter.start, parameter.end, depth + 1)
                builder.space(parameter.end)

    def _citation(self, builder: BodyBuilder, template: Template, depth: int) -> None:
        """Add the displayed parameters in their order."""
        first = True
        for parameter in template.parameters:
            if parameter.name.rstrip("0123456789") in SHOWN and parameter.end > parameter.start:
                if not first:
                    builder.put(", ", parameter.start)
                self._read(builder, parameter.start, parameter.end, depth + 1)
                first = False


def _captured(builder: BodyBuilder, template: Template, value: Callable[..., str]) -> None:
    """A link to a capture: on its text if the template has one, else on "archived", as behind a link to the same page."""
    url, capture, words = inline_templates.capture(value)
    if capture and builder.links_to(url):
        url, words = "", ""
        builder.space(template.start)
    if url or capture:
        builder.open_link(*((url, capture or None) if url and words else (capture or url, None)))
        builder.put(words or "archived", template.start)
        builder.close_link()


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
