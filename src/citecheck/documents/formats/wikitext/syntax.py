"""Scans wikitext: comments and code, templates with their parameters, links, ``<ref>`` tags.

Brackets are paired with a stack in one pass, so deep nesting and open brackets take linear time.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from citecheck.documents.html_tags import ENTITY
from citecheck.documents.text_spans import blanked, trimmed_end
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

HIDDEN = lazy_pattern(
    r"<!--(?P<comment>)|<(?P<tag>nowiki|pre|syntaxhighlight|source|math|timeline|score|templatedata|graph)\b[^<>]*(?<!/)>",
    re.IGNORECASE,
)
COMMENT = lazy_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)  # an open one goes on to the end
BRACKET = lazy_pattern(r"\{\{|\}\}|\[\[|\]\]|\|")
TAG_END = lazy_pattern(r"\s*>")
MARKUP = lazy_pattern(r"\[\[|\]\]|\{\{|\}\}|[<|]|''|://")
# A tag ends at the first ``>``; before it, quotation marks may contain ``<`` (MediaWiki, Preprocessor_Hash).
OPENING_REF = lazy_pattern(
    r"<ref(?P<attributes>(?:\s(?:[^<>\"]|\"(?:[^\"<>\n]|<(?!ref\b))*+\"?+)*?)?)(?P<empty>/?)(?<!\s)\s*+>", re.IGNORECASE
)
CLOSING_REF = lazy_pattern(r"</ref\s*>", re.IGNORECASE)
ATTRIBUTE = lazy_pattern(
    r"(?<![\w-])(?P<name>name|group|follow)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'/>]+))", re.IGNORECASE
)
PARAMETER = lazy_pattern(r"\s*+(?P<name>(?:[^=\[\]{}<>|\n]{0,59}?[^=\[\]{}<>|\s])??)\s*+=")
PREFIX = lazy_pattern(r"^(?:(?:subst|safesubst|template|vorlage|modèle|plantilla|predefinição|sjabloon|mall|шаблон):\s*)+")
# What MediaWiki replaces before it reads a URL: parameters, variables, parser functions, and templates for signs.
REPLACED = r"\{\{\{[^{}\n]{1,60}\}\}\}|\{\{(?:[!=]|(?-i:[A-Z]{3,30})|#?[a-z]{2,20}:[^{}\n]{1,80})\}\}"
MAX_PARAMETERS = 5_000  # of a template; the longest infoboxes have some hundreds
WORDS = lazy_pattern(r"\s*+")


class Parameter(Struct, frozen=True):
    """``|name=value``: ``bar`` is the offset of the bar, ``start`` to ``end`` the trimmed value."""

    name: str
    bar: int
    start: int
    end: int
    stop: int


class Template(Struct, frozen=True):
    """``{{name|…}}`` with its parameters; unnamed ones have their number as name."""

    name: str
    start: int
    end: int
    parameters: tuple[Parameter, ...]
    by_name: Mapping[str, Parameter]

    def find(self, *names: str) -> Parameter | None:
        """The first of these parameters that is filled, else the first that is present."""
        found = [self.by_name[name] for name in names if name in self.by_name]
        return next((p for p in found if p.end > p.start), found[0] if found else None)


class Ref(Struct, frozen=True):
    """A ``<ref>`` or an equivalent template: its span, its content, its name and group, and the name of the note that it continues.

    A named one without content calls the note; so does one with ``details``, a place in the note.
    """

    start: int
    end: int
    inner: Span | None
    name: str = ""
    group: str = ""
    follows: str = ""


class Wikitext(Struct):
    """A page; ``masked`` is its text with comments, code and formulas blanked, offsets unchanged."""

    text: str
    masked: str
    templates: list[Template] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)  # [[…]]: start, where its words begin, end

    def templates_in(self, start: int, end: int) -> list[Template]:
        """The outermost templates between two offsets."""
        out: list[Template] = []
        for at in range(bisect_left(self.templates, start, key=lambda t: t.start), len(self.templates)):
            template = self.templates[at]
            if template.start >= end:
                break
            if template.end <= end and (not out or template.start >= out[-1].end):
                out.append(template)
        return out


def decoded(text: str) -> str:
    """A text with its entities decoded; MediaWiki knows none without a semicolon (Sanitizer::normalizeCharReferences)."""
    return ENTITY.sub(lambda m: html.unescape(m.group()) if m.group().endswith(";") else m.group(), text) if "&" in text else text


def with_signs(url: str) -> str:
    """A URL with the signs for which templates stand in it."""
    return url.replace("{{!}}", "|").replace("{{=}}", "=")


def scan(text: str) -> Wikitext:
    """Scan a page; never raises."""
    page = Wikitext(text, blanked(text, _hidden(text)))
    stack: list[tuple[str, int, list[int]]] = []
    opened = {"{{": 0, "[[": 0}
    for match in BRACKET.finditer(page.masked):
        sign = match.group()
        if sign in opened:
            stack.append((sign, match.start(), []))
            opened[sign] += 1
        elif sign == "|":
            if stack:
                stack[-1][2].append(match.start())
        elif opened[(opening := "{{" if sign == "}}" else "[[")]:
            _close(page, opening, match.end(), stack, opened)
    page.templates.sort(key=lambda t: t.start)
    page.links.sort()
    return page


def _close(page: Wikitext, opening: str, end: int, stack: list[tuple[str, int, list[int]]], opened: dict[str, int]) -> None:
    """Close the nearest opening bracket of a kind; brackets left open inside it are ignored."""
    while stack:
        sign, start, bars = stack.pop()
        opened[sign] -= 1
        if sign == opening:
            break
    if opening == "[[":
        page.links.append((start, bars[-1] + 1 if bars else start + 2, end))
    else:
        page.templates.append(_template(page.masked, start, end, bars))


def _template(masked: str, start: int, end: int, bars: list[int]) -> Template:
    edges = [*bars[:MAX_PARAMETERS], end - 2]
    name = PREFIX.sub("", " ".join(masked[start + 2 : min(edges[0], start + 122)].replace("_", " ").split()).lower())
    parameters, unnamed = [], 0
    for bar, stop in zip(bars, edges[1:], strict=False):
        match = PARAMETER.match(masked, bar + 1, stop)
        first = match.end() if match else bar + 1
        unnamed += match is None
        words = WORDS.match(masked, first, stop)
        begin = words.end() if words else first
        label = match["name"].lower() if match else str(unnamed)
        last = trimmed_end(masked, begin, stop)
        parameters.append(Parameter(label, bar, begin, last, stop) if last > begin else Parameter(label, bar, first, first, stop))
    by_name = {p.name: p for p in reversed(parameters)}
    if name.startswith("#invoke:"):
        function, kind = (masked[p.start : p.end].lower() if (p := by_name.get(key)) else "" for key in ("1", "citationclass"))
        name = _invoked(name.removeprefix("#invoke:").strip(), function, kind)
    return Template(name, start, end, tuple(parameters), by_name)


def _invoked(module: str, function: str, kind: str) -> str:
    """The template that is equal to a call of a citation module: ``{{#invoke:Cite|news}}``, ``{{#invoke:cite web||…}}``,
    ``{{#invoke:citation/CS1|citation|CitationClass=web}}``.
    """
    if module in ("cite", "citation", "citation/cs1", "cs1"):
        what = kind or (function if function != "citation" else "")
        return f"cite {what}" if what and what != "citation" else "citation"
    return module if module.startswith(("cite ", "citation")) else f"#invoke:{module}"


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """The comments, code and formulas of a page."""
    at = 0
    missing: set[str] = set()
    for match in HIDDEN.finditer(text):
        kind = (match["tag"] or "").lower()
        if match.start() < at or kind in missing:
            continue
        ending = "-->" if not kind else f"</{kind}"
        end = text.find(ending, match.end()) if not kind else _find_folded(text, ending, match.end())
        if end < 0 and not kind:  # as MediaWiki hides it
            yield match.start(), len(text)
            return
        if end < 0:
            missing.add(kind)
            continue
        tag_end = TAG_END.match(text, end + len(ending)) if kind else None
        at = tag_end.end() if tag_end else end + len(ending)
        if kind != "nowiki" or MARKUP.search(text, match.end(), end):  # else its words are displayed
            yield match.start(), at


def _find_folded(text: str, ending: str, at: int) -> int:
    found = re.compile(re.escape(ending), re.IGNORECASE).search(text, at)
    return found.start() if found else -1


def refs(page: Wikitext) -> Iterator[Ref]:
    """The ``<ref>`` tags in order; unclosed ones are ignored."""
    openings = list(OPENING_REF.finditer(page.masked))
    closings = [(m.start(), m.end()) for m in CLOSING_REF.finditer(page.masked)]
    at = 0
    for number, match in enumerate(openings):
        if match.start() < at:
            continue
        attributes = {
            m["name"].lower(): next(v for v in (m["a"], m["b"], m["c"]) if v is not None)
            for m in ATTRIBUTE.finditer(match["attributes"])
        }
        names = [" ".join(decoded(attributes.get(key, "")).split()) for key in ("name", "group", "follow")]
        if match["empty"]:
            yield Ref(match.start(), match.end(), None, *names)
            continue
        following = openings[number + 1].start() if number + 1 < len(openings) else len(page.text)
        index = bisect_left(closings, (match.end(), 0))
        if index < len(closings) and closings[index][0] <= following:
            stop, at = closings[index]
            empty = names[0] and not COMMENT.sub("", page.text[match.end() : stop]).strip()
            yield Ref(match.start(), at, None if empty else Span(match.end(), stop), *names)
