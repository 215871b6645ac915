"""Finds lists of references and numbered paragraphs in HTML that no markup identifies as notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice

from citecheck.citations.prose import PROSE_WORDS, is_prose
from citecheck.documents.body import Body
from citecheck.documents.formats.html.body import HtmlText, is_code
from citecheck.documents.formats.html.entries import UNMARKED, Entry, read_entries
from citecheck.documents.formats.html.lines import MIN_LINES, find_lines, find_sorted
from citecheck.documents.formats.html.markers import TAGS, identifiers, joins_pages, words
from citecheck.documents.formats.html.notes import is_menu
from citecheck.documents.formats.html.sections import LONGEST_WORDS, MOST_ITEMS, count_citing, is_block, is_named, sections_of
from citecheck.documents.html_tags import HEADINGS, Element, HtmlPage
from citecheck.documents.numbered_lists import NumberLabel, find_lists, grouped_labels
from citecheck.documents.numbered_notes import ALLOWANCE, Lines, could_be_reference, end_of_note, find_markers, has_parts
from citecheck.documents.reference_entries import MIN_HALF, announced, cites, ends_like_entry, surely_cite
from citecheck.documents.sections import announces_archives, announces_bibliography, announces_list, announces_notes
from citecheck.model.document import Marker
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

APART = HEADINGS | {"head", "nav", "menu"}
COMMENT = lazy_pattern(r"\bcomment", re.IGNORECASE)  # a class or an id
MIN_ROW, MAX_ROW = 30, 1_000  # characters of a table's row with a note, and characters of markup searched for them
WORDED = ("p", "div", "b", "strong", "summary", "legend", "center", "caption")  # elements that may be a heading
MOST_WORDED = 20  # of them are looked at, and of the
MIN_CALLED = 2  # numbers of a list of which none cites
MIN_RAISED = 4  # raised numbers that call a list with numbers in another form
MIN_SHARE = 0.6  # of a list's items, or of a page's characters
MAX_INSIDE = 20  # elements in a heading
MAX_READ = 5  # times the page's length; nested lists would be read again and again


def find_entries(page: HtmlPage, reader: HtmlText, lines: Lines, name: str = "") -> tuple[list[Entry], tuple[Marker, ...]]:
    """The entries and, for numbered paragraphs, their markers. ``name``: of the file, which announces references as a heading does."""
    found: list[list[Entry]] = []
    named = announces_list(name)
    candidates = chain(
        sections_of(page, announces_notes),
        ((None, items) for items in _under_words(page, found)),
        [(None, _all_items(page, name)), (None, _longest_list(page))],
    )
    read_lists(page, reader, candidates, found, named=named)
    if sum(map(len, found)) < MIN_LINES and (lined := find_lines(page, reader, name)):
        found = [lined]
    found.sort(key=lambda listed: listed[0][1].start)
    if found:
        return _labelled(found), ()
    numbered = _paragraphs(page, reader, lines, named=named)
    return numbered if numbered[0] else (_counted(find_sorted(page, reader)), ())


def _counted(found: Sequence[list[Entry]]) -> list[Entry]:
    """The entries of lists without labels, counted."""
    return [(f"u{at}", span, body) for at, (_, span, body) in enumerate(chain.from_iterable(found), 1)]


def read_lists(
    page: HtmlPage,
    reader: HtmlText,
    candidates: Iterable[tuple[int | None, list[Element]]],
    found: list[list[Entry]],
    *,
    named: bool,
) -> None:
    """Append the entries of the candidates that are lists of references to what is ``found``. ``named``: the file is named for notes."""
    left = MAX_READ * len(page.text) + ALLOWANCE
    taken: list[tuple[int, int]] = []
    read: set[int | None] = set()  # headings whose entries are found; what else is below them has to be sure
    for heading, items in candidates:
        overlaps = any(items[0].start < end and start < items[-1].end for start, end in taken) if items else True
        if overlaps or (found and heading is None):
            continue
        left -= sum(e.stop - e.inner for e in items)
        if left < 0:
            break
        entries = read_entries(page, items, reader)
        undated = heading is not None and (is_named(items[0]) or announces_archives(_words_before(page, heading)))
        undated = undated and _have_parts(entries)
        entries = entries if undated else _without_other_text(entries, items[0].name)
        sure = heading not in read or surely_cite([body.text for _, _, body in entries])
        if heading is None:
            noted = named and _is_numbered(items)
        else:
            noted = items[0].name == "tr" or (items[0].name in UNMARKED and _count(entries))
        if entries and sure and (noted or undated or _mostly_cite(entries, headed=heading is not None)):
            found.append(entries)
            taken.append((items[0].start, items[-1].end))
            read.add(heading)


def _words_before(page: HtmlPage, end: int) -> str:
    """The words of the heading that ends at an offset."""
    at = bisect_left(page.elements, end, key=lambda element: element.start) - 1
    found = next(
        (e for e in reversed(page.elements[max(0, at - MAX_INSIDE) : at + 1]) if e.end == end and e.name in HEADINGS), None
    )
    return " ".join(words(page, found).split()) if found else ""


def _have_parts(entries: Sequence[Entry]) -> bool:
    """Whether most entries have the parts of a reference without a date, ``National Archives, Brede, ADM 1/345, letters.``, and are no sentences."""
    sourced = sum(has_parts(body.text) and not is_prose(body.text, PROSE_WORDS) for *_, body in entries)
    return len(entries) >= MIN_LINES and sourced >= MIN_SHARE * len(entries)


def _without_other_text(entries: list[Entry], name: str) -> list[Entry]:
    """The entries among paragraphs and other blocks; none among blocks of which a third or more are no entries: they hold parts of them."""
    if name not in UNMARKED or _count(entries):
        return entries
    kept = announced([_with_link(body) for _, _, body in entries])
    others = kept[-1] + 1 - len(kept) if kept else 0
    return [entries[at] for at in kept] if name == "p" or 2 * others < len(kept) else []


def _count(entries: Sequence[Entry]) -> bool:
    """Whether the labels of at least two entries are 1, 2, 3 …"""
    return len(entries) > 1 and [label for label, _, _ in entries] == [str(at) for at in range(1, len(entries) + 1)]


def _mostly_cite(entries: Sequence[Entry], *, headed: bool) -> bool:
    bodies = [body for _, _, body in entries]
    others = [body for body in bodies if not could_be_reference(body.text) and not _links_out(body, headed=headed)]
    citing = len(bodies) - len(others)
    undated = sum(ends_like_entry(body.text) for body in others)
    return citing >= MIN_SHARE * (len(bodies) - undated) and citing >= MIN_HALF * len(bodies)


def _labelled(found: Sequence[list[Entry]]) -> list[Entry]:
    """The entries of all lists; where two have the same label, numbers say nothing and positions are the labels."""
    entries = [entry for listed in found for entry in listed]
    labels = [label for label, _, _ in entries]
    if len(set(labels)) == len(labels):
        return entries
    return [(f"u{at}" if label.lstrip("u").isdigit() else label, span, body) for at, (label, span, body) in enumerate(entries, 1)]


def _with_link(body: Body) -> str:
    """The text of a paragraph; behind one that is linked stands where it leads."""
    return f"{body.text} {body.links[0].url}" if body.links else body.text


def _links_out(body: Body, *, headed: bool) -> bool:
    """Whether an entry links to another site, as an index or a menu does not; under a heading for references any link counts."""
    return any(headed or "//" in link.url for link in body.links)


def _under_words(page: HtmlPage, found: Sequence[object]) -> Iterator[list[Element]]:
    """The next list, or the paragraphs, behind each other element whose only words announce references, ``<b>Sources</b>``, if they cite.

    Nothing if lists under headings were ``found``.
    """
    if found:
        return
    starts = [e.start for e in page.elements]
    ends = [*(e.start for e in page.elements if e.name in HEADINGS), len(page.text)]
    announcing = (e for e in page.elements if e.name in WORDED and e.stop - e.inner <= LONGEST_WORDS and not _is_in_menu(e))
    for element in islice((e for e in announcing if announces_bibliography(" ".join(words(page, e).split()))), MOST_WORDED):
        end = ends[bisect_right(ends, element.end - 1)]
        inside = [e for e in page.elements[bisect_left(starts, element.end) : bisect_left(starts, end)] if not _is_in_menu(e)]
        first = next((e for e in inside if e.name in ("ul", "ol", "p")), None)
        items = [e for e in inside if e.name == "p"] if first and first.name == "p" else _children(first)
        for listed in (items, [e for e in inside if is_block(e)]):
            if count_citing(page, listed) >= MIN_SHARE * min(len(listed), MOST_ITEMS) > 1:
                yield listed
                break


def _children(element: Element | None) -> list[Element]:
    """The items of a list."""
    return [child for child in element.children if child.name == "li"] if element else []


def _is_in_menu(element: Element) -> bool:
    return any(map(is_menu, element.ancestors()))


def _all_items(page: HtmlPage, name: str) -> list[Element]:
    """The items, paragraphs or other blocks of a page whose file is named as one of references, without those of menus: which of them cite."""
    if not announces_bibliography(name):
        return []
    inside = [e for e in page.elements if not _is_in_menu(e)]
    kinds = [e for e in inside if e.name == "li"], [e for e in inside if e.name == "p"], [e for e in inside if is_block(e)]
    return max(kinds, key=lambda items: count_citing(page, items))


def _longest_list(page: HtmlPage) -> list[Element]:
    """The items of the longest list, if it is most of the page; menus, contents and comments of readers are none."""
    best: list[Element] = []
    for element in page.elements:
        items = [c for c in element.children if c.name == "li"] if element.name in ("ol", "ul") else []
        if items and COMMENT.search(f"{items[0].get('class')} {items[0].get('id')} {element.get('class')}"):
            continue
        if len(items) > len(best) and any(e.name in APART for e in element.ancestors()):
            continue
        best = items if len(items) > len(best) else best
    start, stop = next(((e.inner, e.stop) for e in page.elements if e.name == "body"), (0, len(page.text)))
    return best if sum(e.end - e.start for e in best) >= MIN_SHARE * (stop - start) else []


def _is_numbered(items: Sequence[Element]) -> bool:
    """Whether all items are of a numbered list."""
    return all(item.parent is not None and item.parent.name == "ol" for item in items)


def _paragraphs(page: HtmlPage, reader: HtmlText, lines: Lines, *, named: bool) -> tuple[list[Entry], tuple[Marker, ...]]:
    """Paragraphs that begin with their number, and their markers in the text before them. ``named``: the page's file is named for notes."""
    places = identifiers(page)

    def is_apart(element: Element) -> bool:
        """Whether an element contains no notes that are typed: code, menus, headings, calls of another page's, rows of a table of numbers."""
        if element.name == "tr":
            return (
                len(" ".join(TAGS.sub("", page.text[element.inner : min(element.stop, element.inner + MAX_ROW)]).split())) < MIN_ROW
            )
        return element.name in APART or is_code(page, element) or reader.skips(element) or joins_pages(page, element, places)

    body = HtmlText(page, reader.tags, is_apart, "\n\n", raised=True, lines=True).read(0, len(page.text))
    read = HtmlText(page, reader.tags, is_apart).read
    style, runs = find_lists(body.text)
    offsets = body.places
    entries: list[Entry] = []
    for label, until, last in _bounds(runs, len(body.text)):
        end = end_of_note(body.text, label.end, until, last=last or style == "caret")
        if label.end < end:
            first = next(at for at in range(label.start, end) if not body.text[at].isspace())
            span = Span(offsets[first], offsets[end - 1] + 1)
            entries.append((label.label, span, read(offsets[label.end], span.end)))
    if style == "caret" and len({label for label, _, _ in entries}) < len(entries):
        return _labelled([entries]), ()  # each chapter counts anew
    before = [(0, runs[0][0].start if runs else 0)]
    found = _calls(body.text, before, style, {label for label, _, _ in entries})
    calls = [lines.marker(m.label, Span(offsets[m.span.start], offsets[m.span.end - 1] + 1)) for m in found]
    citing = sum(cites(entry[2].text) for entry in entries)
    called = {call.label for call in calls} & {label for label, _, _ in entries}
    enough = len(called) >= min(MIN_CALLED, len(entries))
    if not entries or not (named or (called and (enough or citing)) or citing >= MIN_SHARE * len(entries)):
        return [], ()
    return (entries, tuple(calls)) if len(runs) == 1 else (_labelled([entries]), ())


def _calls(text: str, regions: Sequence[tuple[int, int]], style: str, labels: Set[str]) -> list[Marker]:
    """The calls of a list in its own style, or the raised numbers that call most of it; of few they are powers or units."""
    own, raised = (list(find_markers(text, regions, one, Lines(text))) for one in (style, "caret"))
    called, known = ({call.label for call in found} & labels for found in (own, raised))
    if len(known) < max(MIN_RAISED, MIN_SHARE * len(labels), len(called) + 1):
        return own
    return [call for call in raised if call.label in labels]


def labels_of(reader: HtmlText, entry: Span) -> tuple[str, ...]:
    """The numbers in square brackets with which an entry begins."""
    return grouped_labels(reader.read(entry.start, entry.end).text, 0, "bracket")[0]


def _bounds(runs: Sequence[Sequence[NumberLabel]], end: int) -> Iterator[tuple[NumberLabel, int, bool]]:
    """The labels of all lists in order, each with where the next one begins, and whether it is the last of its list."""
    labels = [(label, label is run[-1]) for run in runs for label in run]
    for (label, last), until in zip(labels, [*(label.start for label, _ in labels), end][1:], strict=True):
        yield label, until, last
