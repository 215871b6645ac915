"""Finds references in HTML that only line breaks part: ``<a href="…">Harbours</a><br><a href="…">Docks</a><br>``."""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise

from citecheck.documents.body import Body
from citecheck.documents.entry_lines import rows_joined
from citecheck.documents.formats.html.body import HtmlText
from citecheck.documents.formats.html.entries import LINE_BREAK, Entry
from citecheck.documents.formats.html.markers import words
from citecheck.documents.formats.html.notes import is_menu
from citecheck.documents.html_tags import BLOCKS, HEADINGS, Element, HtmlPage
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.reference_entries import YEAR
from citecheck.documents.sections import announces_bibliography
from citecheck.documents.sorted_lists import MIN_ENTRIES, sorted_lists
from citecheck.documents.text_spans import trimmed_end
from citecheck.links.urls import find_urls
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

TAG = lazy_pattern(r"<[^<>]*>|&nbsp;|\s")
WORD = lazy_pattern(r"[^\W\d_]{3,}")
LONELY = lazy_pattern(r"</p\s*>", re.IGNORECASE)  # an end tag without a beginning makes an empty paragraph
MIN_WORDS = 3  # of a reference without a link
MIN_LINES = 2
MIN_SHARE = 0.6  # of the lines that cite or lead to another site
MOST_LINES = 2_000
# Elements whose first line may be a heading.
BROKEN = ("p", "div", "td", "li", "section", "article", "blockquote", "center", "font")
LONGEST_LINE = 300  # characters of markup of one


def find_lines(page: HtmlPage, reader: HtmlText, name: str) -> list[Entry]:
    """The lines under the first heading for references that are references or links to other sites; ``name``: of the file, which is such a heading too."""
    for start, end in _regions(page, name):
        lines = [(a, b) for a, b in _lines(page, start, end) if a < b and TAG.sub("", page.text[a:b])]
        read = {span: reader.read(*span) for span in lines[:MOST_LINES]}
        joined = rows_joined(list(read), [body.text for body in read.values()])
        bodies = {span: read.get(span) or reader.read(*span) for span in joined}
        cited = [(span, body) for span, body in bodies.items() if _cites(body)]
        if len(cited) >= max(MIN_LINES, MIN_SHARE * len(bodies)) and len({_is_address(body) for _, body in cited}) == 1:
            return [(f"u{at}", Span(*span), body) for at, (span, body) in enumerate(cited, 1)]
    return []


def find_sorted(page: HtmlPage, reader: HtmlText) -> list[list[Entry]]:
    """The lists of references of a page that nothing announces, by their alphabetical order: of paragraphs, items or lines."""
    lines = [span for span in _lines(page, 0, len(page.text)) if TAG.sub("", page.text[slice(*span)])]
    if sum(YEAR.search(page.text, *span) is not None for span in lines) < MIN_ENTRIES:
        return []
    read = [reader.read(*span) for span in lines]
    spans = rows_joined(lines, [body.text for body in read])
    known = dict(zip(lines, read, strict=True))
    bodies = [known.get(span) or reader.read(*span) for span in spans]
    lists = sorted_lists([body.text for body in bodies])
    return [[(f"u{at}", Span(*spans[at]), bodies[at]) for at in listed] for listed in lists]


def _is_address(body: Body) -> bool:
    """Whether a line is only a printed address, which may belong to the title on the line above it."""
    return not body.links and any(url.start == 0 and url.end == len(body.text) for url in find_urls(body.text))


def _cites(body: Body) -> bool:
    """Whether a line is a reference, and more than the years of a life, or leads to another site."""
    links = any("//" in link.url for link in body.links) or bool(find_urls(body.text))
    return links or (could_be_reference(body.text) and len(WORD.findall(body.text)) >= MIN_WORDS)


def _regions(page: HtmlPage, name: str) -> Iterator[tuple[int, int]]:
    """What is behind a heading for references, up to the next heading; the whole page if its file's name is one."""
    headings = [e for e in page.elements if _is_heading(page, e)]
    for heading, after in pairwise([*headings, None]):
        if heading and announces_bibliography(" ".join(words(page, heading).split())):
            yield heading.end, after.start if after else len(page.text)
    yield from _under_first_lines(page)
    if announces_bibliography(name):
        body = next((e for e in page.elements if e.name == "body"), None)
        yield (body.inner, body.stop) if body else (0, len(page.text))


def _under_first_lines(page: HtmlPage) -> Iterator[tuple[int, int]]:
    """What is behind a line that announces references within a block: ``<p><b>Sources:</b><br>Reference<br>Reference</p>``."""
    done = 0
    for element in page.elements:
        if element.start >= done and is_menu(element):
            done = element.end
        if element.name not in BROKEN or element.start < done:
            continue
        first = LINE_BREAK.search(page.text, element.inner, min(element.stop, element.inner + LONGEST_LINE))
        line = html.unescape(TAG.sub(" ", page.text[element.inner : first.start()])) if first else ""
        if first and announces_bibliography(" ".join(line.split())):
            done = element.stop
            yield first.end(), element.stop


def _lines(page: HtmlPage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is between line breaks and the edges of blocks, outside of menus and headings."""
    at, behind = (bisect_left(page.elements, place, key=lambda element: element.start) for place in (start, end))
    inside = page.elements[at:behind]
    left_out = [(e.start, e.end) for e in inside if is_menu(e) or _is_heading(page, e)]
    edges = chain.from_iterable(_edges(e) for e in inside if e.name in BLOCKS)
    breaks = [at.span() for at in LINE_BREAK.finditer(page.text, start, end)]
    closed = page.closed[bisect_left(page.closed, (start, start)) : bisect_left(page.closed, (end, end))]
    lonely = [span for span in closed if LONELY.match(page.text, *span)]
    cuts = sorted([(start, start), *breaks, *lonely, *edges, *left_out, (end, end)])
    furthest = start
    for (_, before), (first, _) in pairwise(cuts):
        furthest = max(furthest, before)
        if furthest < first <= end:
            yield first - len(page.text[furthest:first].lstrip()), trimmed_end(page.text, furthest, first)


def _is_heading(page: HtmlPage, element: Element) -> bool:
    """Whether an element is a heading; one of several lines is used for its large print."""
    return element.name in HEADINGS and len(LINE_BREAK.findall(page.text, element.inner, element.stop)) < MIN_LINES


def _edges(element: Element) -> Iterator[tuple[int, int]]:
    """The tags of a block."""
    yield element.start, element.inner
    yield element.stop, max(element.stop, element.end)
