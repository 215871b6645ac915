"""Finds the elements under the headings of an HTML page that may be entries of a list of references."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from citecheck.documents.formats.html.entries import PLAIN, UNMARKED, key_of
from citecheck.documents.formats.html.markers import TAGS, words
from citecheck.documents.formats.html.notes import is_menu
from citecheck.documents.html_tags import BLOCKS, HEADINGS, Element, HtmlPage
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.works_tables import lists_works
from citecheck.patterns import lazy_pattern

PARTED = frozenset({"li", "dt", "dd"})  # elements that may hold paragraphs
LONGEST_WORDS = 200  # characters of markup of a heading that is no heading element
MOST_ITEMS = 200  # items of a list that are looked at
# A class of blocks that each hold a reference.
ENTRY_NAME = lazy_pattern(
    r"(?:[a-z]{1,12}[-_])?(?:ref|refs|reference|references|source|sources|src|cite|citation|bib|biblio|bibliography|quelle|quellen|literatur|fuente|fuentes|fonte|fonti|referencia|"
    r"referência|referenz|work|book|publication)[-_]{0,2}(?:item|entry|card|row|line|text|eintrag)|citation|reference|bibitem|bibentry|csl-entry|mso-?bibliography",
    re.IGNORECASE,
)
SEVERAL = ("li", "dt", "tr")  # what a block holds that is more than an entry
MIN_NAMED = 2  # of a class
MOST_MARKUP = 2_000  # characters of a cell
MIN_ROWS, MOST_ROWS = 2, 0.75  # rows with a siglum, and their share


def sections_of(page: HtmlPage, announces: Callable[[str], bool]) -> Iterator[tuple[int, list[Element]]]:
    """The items, terms, paragraphs and other blocks under each heading that announces them, with where the heading ends.

    Main headings first, of the same level the last: with their sub-headings, then without. Under one heading, terms, rows and what cites most first.
    """
    headings = [e for e in page.elements if e.name in HEADINGS and not any(one.name == "nav" for one in e.ancestors())]
    starts = [e.start for e in page.elements]
    following: dict[str, int] = {}  # by name, where the next heading begins
    next_one = len(page.text)
    sections: list[tuple[str, int, int]] = []
    for heading in reversed(headings):
        if announces(" ".join(words(page, heading).split())):
            whole = min((start for name, start in following.items() if name <= heading.name), default=len(page.text))
            sections += [(heading.name, heading.end, end) for end in dict.fromkeys((whole, next_one))]
        following[heading.name] = next_one = heading.start
    for _, begin, end in sorted(sections, key=lambda section: section[0]):
        section = page.elements[bisect_left(starts, begin) : bisect_left(starts, end)]
        kinds = [
            (items[0].name in ("dt", "tr") or is_named(items[0]), count_citing(page, items), items)
            for items in _kinds(page, list(_outside(section, is_menu)))
        ]
        citing = [kind for kind in kinds if any(kind[:2])] or kinds
        yield from ((begin, items) for *_, items in sorted(citing, key=lambda kind: kind[:2], reverse=True))


def _kinds(page: HtmlPage, inside: Sequence[Element]) -> list[list[Element]]:
    """The elements of a section that may be entries, by kind: items, terms, rows of works, and paragraphs and other blocks outside of those."""
    items = [e for e in inside if is_item(e) and not _heads_list(page, e)]
    terms = [e for e in inside if e.name == "dt" and not _heads_list(page, e)]
    alone = list(_outside(inside, lambda e: e.name in PARTED or is_item(e)))
    paragraphs = [e for e in alone if e.name == "p" or (e.name == "dd" and not terms)]
    rows = [row for e in inside if e.name == "table" for row in _rows_of_works(page, e)]
    blocks = [e for e in alone if is_block(e)]
    return [kind for kind in (items, terms, rows, paragraphs, blocks, *_named(inside)) if kind]


def is_named(element: Element) -> bool:
    """Whether a block is one of many that hold nothing but an entry, by its class: ``source-item``."""
    return element.name in UNMARKED and any(map(ENTRY_NAME.fullmatch, element.get("class").split()))


def _named(inside: Sequence[Element]) -> Iterator[list[Element]]:
    """The blocks that are entries by their class, by kind: the innermost, without those around a list. They leave out headings and remarks."""
    groups: dict[str, list[Element]] = {}
    for element, following in pairwise([*(e for e in inside if is_named(e) or e.name in SEVERAL), None]):
        if element and is_named(element) and (following is None or following.start >= element.end):
            groups.setdefault(element.get("class"), []).append(element)
    yield from (group for group in groups.values() if len(group) >= MIN_NAMED)


def is_item(element: Element) -> bool:
    """Whether an element is an item of a list; so is a paragraph between the items, as some editors write them."""
    between = element.name == "p" and element.parent is not None and element.parent.name in ("ul", "ol")
    return element.name == "li" or between


def _heads_list(page: HtmlPage, item: Element) -> bool:
    """Whether an item is the heading of the list in it: ``<li><b>Books:</b><ul>…``."""
    inner = next((child for child in item.children if child.name in ("ul", "ol")), None)
    own = TAGS.sub("", page.text[item.inner : inner.start]).strip() if inner and inner.start - item.inner <= LONGEST_WORDS else ""
    return own.endswith((":", "："))


def _rows_of_works(page: HtmlPage, table: Element) -> list[Element]:
    """The rows of a table behind the first, if that names columns for works."""
    parts = [part for part in table.children if part.name in ("thead", "tbody")]
    rows = [row for part in (table, *parts) for row in part.children if row.name == "tr"]
    names = [words(page, cell) for cell in rows[0].children] if rows else []
    return rows[1:] if lists_works(names, announced=True) else _keyed_rows(page, rows)


def _keyed_rows(page: HtmlPage, rows: Sequence[Element]) -> list[Element]:
    """The rows of a siglum and a reference, if most are such."""
    keyed = [row for row in rows if (key := key_of(page, row)) and could_be_reference(_text(page, key[1]))]
    return keyed if len(keyed) >= max(MIN_ROWS, MOST_ROWS * len(rows)) else []


def _text(page: HtmlPage, cell: Element) -> str:
    """The words of a cell, which may be long."""
    return " ".join(TAGS.sub("", page.text[cell.inner : min(cell.stop, cell.inner + MOST_MARKUP)]).split())


def _outside(elements: Sequence[Element], apart: Callable[[Element], bool]) -> Iterator[Element]:
    """The elements, in their order, that are not in one of these among them."""
    end = 0
    for element in elements:
        if element.start >= end:
            yield element
            end = element.end if apart(element) else end


def is_block(element: Element) -> bool:
    """Whether an element without a meaning of its own is a paragraph: it holds text, and no other block."""
    return element.name in PLAIN and not any(child.name in BLOCKS for child in element.children)


def count_citing(page: HtmlPage, items: Sequence[Element]) -> int:
    """How many of the first items look like references."""
    return sum(could_be_reference(" ".join(words(page, e).split())) for e in items[:MOST_ITEMS])
