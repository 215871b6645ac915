"""Reads the elements of a list in HTML as entries: each with its label, its place and its text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from citecheck.documents.body import Body
from citecheck.documents.entry_lines import going_on
from citecheck.documents.formats.html.body import HtmlText
from citecheck.documents.formats.html.markers import BRACKETED, as_printed, words
from citecheck.documents.formats.html.printed_numbers import MAX_HEAD, PRINTED
from citecheck.documents.html_tags import Element, HtmlPage
from citecheck.documents.numbered_lists import NumberLabel, grouped_labels
from citecheck.documents.printed_labels import printed_labels
from citecheck.documents.run_on_entries import run_on_labels
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

Entry = tuple[str, Span, Body]
PLAIN = ("div", "td", "section", "article", "blockquote")  # elements that are paragraphs if they hold only text
UNMARKED = ("p", *PLAIN)  # elements that may be entries, or other text among them
SIGLUM = lazy_pattern(r"[^\W\d][\w.&/’'-]{0,19}(?: [\w.&/’'-]{1,9}){0,2}")
LONGEST_WORD = 20  # characters of such a word
LINE_BREAK = lazy_pattern(r"</?br\s*/?>", re.IGNORECASE)


def read_entries(page: HtmlPage, items: Sequence[Element], reader: HtmlText) -> list[Entry]:
    """The entries of items, terms or paragraphs, with the labels that they print, or their numbers."""
    return _as_printed(_joined(_of_items(page, items, reader), items, reader), items, reader)


def _of_items(page: HtmlPage, items: Sequence[Element], reader: HtmlText) -> list[Entry]:
    if items and items[0].name == "dt":
        return [_of_term(page, term, number, reader) for number, term in enumerate(items, 1)]
    if keyed := _of_rows(page, items, reader):
        return keyed
    reader = replace(reader, barred=True) if items and items[0].name == "tr" else reader
    parts = [part for e in items if e.name in UNMARKED for part in _parts(page, e)]
    printed = [(start, end, PRINTED.match(page.text, start, min(end, start + MAX_HEAD))) for start, end in parts]
    labelled = [(start, end, match) for start, end, match in printed if match and _is_label(match)]
    if labelled and len(labelled) == len(parts) == len({match["label"] for *_, match in labelled}):
        spans = [(m["label"], start, grouped_labels(page.text, m.end(), "bracket")[1], end) for start, end, m in labelled]
        return [(as_printed(label), Span(start, end), reader.read(body, end)) for label, start, body, end in spans]
    numbered = bool(items) and all(e.name == "li" and e.parent is not None and e.parent.name == "ol" for e in items)
    return [
        (str(number) if numbered else f"u{number}", Span(e.start, e.end), reader.read(e.inner, e.stop))
        for number, e in enumerate(items, 1)
    ]


def _of_rows(page: HtmlPage, rows: Sequence[Element], reader: HtmlText) -> list[Entry]:
    """The works of rows that all begin with a siglum of their own; else none."""
    keyed = [(row, *found) for row in rows if (found := key_of(page, row))]
    if len({key for _, key, _ in keyed}) < len(rows):
        return []
    return [(key, Span(row.start, row.end), reader.read(cell.inner, cell.stop)) for row, key, cell in keyed]


def _joined(entries: list[Entry], items: Sequence[Element], reader: HtmlText) -> list[Entry]:
    """The entries without numbers, those that only tell where the source above is found joined to it: ``<p>Reference</p><p>https://…</p>``.

    So does a linked word that more entries have, behind one without a link: ``<p><a href="…">Link</a></p>``.
    """
    if len(entries) != len(items) or not all(label == f"u{at}" for at, (label, *_) in enumerate(entries, 1)):
        return entries
    texts = [body.text for *_, body in entries]
    repeated = {text for text, times in Counter(texts).items() if times > 1 and len(text) <= LONGEST_WORD}
    out: list[tuple[Element, Element, Body]] = []
    for item, (*_, body), goes_on in zip(items, entries, going_on(texts), strict=True):
        linked = body.links and body.text in repeated and out and not out[-1][-1].links
        if (goes_on or linked) and out and item.parent is out[-1][0].parent:
            first = out[-1][0]
            out[-1] = first, item, reader.read(first.inner, item.stop)
        else:
            out.append((item, item, body))
    return [(f"u{at}", Span(first.start, last.end), body) for at, (first, last, body) in enumerate(out, 1)]


def _parts(page: HtmlPage, paragraph: Element) -> list[tuple[int, int]]:
    """A paragraph, or its lines that begin with a raised number or one in brackets, and the entries that run on within them."""
    breaks = [at.end() for at in LINE_BREAK.finditer(page.text, paragraph.inner, paragraph.stop)]
    starts = [
        at for at in breaks if (match := PRINTED.match(page.text, at, min(paragraph.stop, at + MAX_HEAD))) and _is_label(match)
    ]
    return list(pairwise([paragraph.inner, *sorted({*starts, *_run_on(page, paragraph, starts)}), paragraph.stop]))


def _run_on(page: HtmlPage, paragraph: Element, starts: Sequence[int]) -> Iterator[int]:
    """Where entries begin that run on behind those at the beginnings of a paragraph's lines."""
    inner, stop = paragraph.inner, paragraph.stop
    printed = (PRINTED.match(page.text, at, min(stop, at + MAX_HEAD)) for at in (inner, *starts))
    labels = [
        NumberLabel(m["label"], m.start() - inner, m.end() - inner)
        for m in printed
        if m and m["open"] == "[" and m["label"].isdecimal()
    ]
    for label in run_on_labels(page.text[inner:stop], labels, "bracket") if labels else ():
        yield inner + label.start


def _is_label(printed: re.Match[str]) -> bool:
    """Whether the number that a paragraph begins with is raised or in brackets."""
    return printed["label"].isdecimal() and ("<sup" in printed["lead"].lower() or printed["open"] == "[")


def key_of(page: HtmlPage, row: Element) -> tuple[str, Element] | None:
    """The siglum of a row of two cells, and the cell with its work."""
    if row.name != "tr" or len(row.children) != 2:
        return None
    key = words(page, row.children[0]).strip()
    return (key, row.children[1]) if SIGLUM.fullmatch(key) else None


def _as_printed(entries: list[Entry], items: Sequence[Element], reader: HtmlText) -> list[Entry]:
    """The entries with the labels that they print at their beginning, if they do; terms of definition lists have theirs."""
    printed = [] if items[0].name == "dt" or len(entries) != len(items) else printed_labels([body.text for _, _, body in entries])
    if not printed:
        return entries
    return [
        (label, span, reader.read(body.places[at - 1] + 1, item.stop)) if label else (own, span, body)
        for (own, span, body), item, (label, at) in zip(entries, items, printed, strict=True)
    ]


def _of_term(page: HtmlPage, term: Element, number: int, reader: HtmlText) -> Entry:
    """An entry of a definition list: its key, and its definition; without a key in brackets the term belongs to the text."""
    siblings = term.parent.children if term.parent else []
    after = bisect_right(siblings, term.start, key=lambda e: e.start)
    last = next((e for e in siblings[after : after + 1] if e.name == "dd"), term)
    keyed = BRACKETED.match(words(page, term))
    label = words(page, term).strip()[1:-1].strip() if keyed else f"u{number}"
    return label, Span(term.start, last.end), reader.read(last.inner if keyed else term.inner, last.stop)
