"""Finds the notes of an HTML page by roles, classes, identifiers and the links between text and note.

Supported: rendered MediaWiki (``ol.references``), Pandoc and GitHub (``section.footnotes``), WordPress plug-ins, SPIP, docbook,
Word's ``#_ftn1``, DPUB-ARIA (``role=doc-endnote``) and EPUB (``epub:type``).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.formats.html.markers import (
    BACK_CLASS,
    BACK_ID,
    NOTE_ID,
    PARSOID_BACK,
    HtmlCall,
    as_printed,
    is_back_link,
    is_entry,
    joins_pages,
    roles,
    words,
)
from citecheck.documents.formats.html.note_blocks import NotePlace, around, form_of_id, outermost, whole
from citecheck.documents.formats.html.printed_numbers import BACK_LIST, KEYED, LETTERED, MAX_HEAD, PRINTED, prints
from citecheck.documents.html_tags import Element, HtmlPage
from citecheck.documents.numbered_notes import could_be_reference, labels_at
from citecheck.documents.numerals import whole_number
from citecheck.model.document import NoteText
from citecheck.patterns import lazy_pattern

NOTE_ROLES = frozenset({"doc-endnote", "doc-footnote", "footnote", "endnote", "rearnote", "doc-biblioentry"})
EPUB_NOTE = "note"  # as an ARIA role it is any remark, such as a box above an article
NOTES_ROLES = frozenset({"doc-endnotes", "doc-bibliography", "endnotes", "footnotes", "rearnotes", "bibliography"})
MENUS = frozenset({"nav", "menu", "header", "footer"})
# A class or an identifier: ``navbar``, ``mainnav``, ``nav-menu``, ``site-footer``.
MENU_NAME = lazy_pattern(
    r"(?:[a-z]{1,10}[-_]?)?(?:nav|menu|navigation)(?:[-_]?(?:bar|list|links?|menu))?|(?:site-|page-)?footer|copyright|breadcrumbs?",
    re.IGNORECASE,
)
DETAILS = "mw-subreference-list"
LEAST_WORDS = 2  # of a note without a role
MAX_INSIDE = 40  # elements of a note searched for identifiers
NOTES_CLASS = lazy_pattern(
    r"(?:^|[\s_-])(?:references|reflist|foot-?notes?|end-?notes?|notes|footnotes?-list)(?:$|[\s_-])", re.IGNORECASE
)


class NoteElement(Struct, frozen=True):
    """A note: its span, that of its text (``inner`` to ``stop``), its displayed label, and the identifiers that links use.

    ``entry``: it belongs to a bibliography, so it need not be called; without a displayed label it has its key. ``sure``: its role or a marker
    says that it is a note, and not only a class or an identifier. ``lead``: the span of the main text that its own is a detail of.
    """

    start: int
    end: int
    inner: int
    stop: int
    label: str
    ids: frozenset[str]
    entry: bool = False
    sure: bool = True
    lead: tuple[int, int] | None = None


def find_note_elements(page: HtmlPage, named: Mapping[str, Element], calls: Sequence[HtmlCall]) -> tuple[NoteElement, ...]:
    """The notes of a page in order."""
    called = [named[target] for target in dict.fromkeys(call.target for call in calls) if target in named]
    forms = {form for form, count in Counter(map(form_of_id, called)).items() if form and count > 1}
    by_id = [e for name, e in named.items() if (NOTE_ID.fullmatch(name) and not BACK_ID.search(name)) or form_of_id(e) in forms]
    places = _with_called(page, _by_role(page), called) or around(page, called, by_id)
    sure, places = bool(places), places or around(page, by_id) or _by_class(page)
    places = _with_details(page, places, frozenset(call.target for call in calls))
    found = _numbered(page, places, {call.target: call.label for call in reversed(calls)})
    return tuple(found) if sure else tuple(replace(note, sure=False) for note in found)


def are_notes(page: HtmlPage, named: Mapping[str, Element], notes: Sequence[NoteText]) -> bool:
    """Whether notes that only a class or an identifier calls so are such: half look like references, or one links back to the text, or half to that of
    other pages.
    """
    inside = labels_at(notes)
    citing = sum(could_be_reference(note.body) for note in notes)
    links = [(inside(e.start), e) for e in page.elements if e.name == "a" and "#" in e.get("href")]
    answering = {label for label, e in links if label and joins_pages(page, e, named)}
    return 2 * max(citing, len(answering)) >= len(notes) or any(
        label and e.get("href").startswith("#") and is_back_link(page, e) for label, e in links
    )


def is_menu(element: Element) -> bool:
    """Whether an element is a menu, a header or a footer by its name, its class or its identifier."""
    return element.name in MENUS or any(map(MENU_NAME.fullmatch, f"{element.get('class')} {element.get('id')}".split()))


def _by_role(page: HtmlPage) -> list[NotePlace]:
    found = [
        e for e in page.elements if e.name != "a" and (roles(e) & NOTE_ROLES or e.get("epub:type") == EPUB_NOTE or is_entry(e))
    ]
    return [whole(e) for e in outermost(found) or _items([e for e in page.elements if roles(e) & NOTES_ROLES])]


def _with_called(page: HtmlPage, places: list[NotePlace], called: Sequence[Element]) -> list[NotePlace]:
    """Notes with a role, and those beside them that have none, but are called."""
    if not places:
        return []
    starts, ends = [place.start for place in places], [place.end for place in places]

    def apart(start: int, end: int) -> bool:
        return bisect_right(ends, start) == bisect_left(starts, end)

    found = around(page, [e for e in called if apart(e.start, e.start + 1)])
    more = (p for p in found if apart(p.start, p.end) and len(words(page, p.element).split()) >= LEAST_WORDS)
    return sorted((*places, *more), key=lambda place: place.start)


def _by_class(page: HtmlPage) -> list[NotePlace]:
    named = [e for e in page.elements if NOTES_CLASS.search(f"{e.get('class')} {e.get('id')}")]
    return [whole(e) for e in _items([e for e in named if e.name not in MENUS and not any(a.name in MENUS for a in e.ancestors())])]


def _with_details(page: HtmlPage, places: list[NotePlace], called: frozenset[str]) -> list[NotePlace]:
    """MediaWiki's sub-references: items of a list in a note, each a detail such as a page of the note's text, which need not be called."""
    lists = [e for e in page.elements if DETAILS in e.get("class") and e.parent is not None and e.parent.name == "li"]
    if not lists:
        return places
    details = {id(item) for one in lists for item in one.children}
    inner = {id(one.parent): one for one in lists if one.parent}
    out = [place for place in places if id(place.element) not in details | inner.keys()]
    for main, one in ((one.parent, one) for one in lists if one.parent):
        if main.get("id") in called:
            out.append(NotePlace(main, main.start, main.inner, one.start, one.start))
        out += [replace(whole(item), lead=(main.inner, one.start)) for item in one.children if item.name == "li"]
    return sorted(out, key=lambda place: place.start)


def _items(lists: Sequence[Element]) -> list[Element]:
    """The items of the lists inside some elements."""
    found: list[Element] = []
    for element in outermost(lists):
        queue = [element]
        for at in queue:
            found += [child for child in at.children if child.name == "li"]
            queue += [child for child in at.children if child.name != "li"]
    return sorted(found, key=lambda e: e.start)


def _numbered(page: HtmlPage, places: Sequence[NotePlace], called: Mapping[str, str]) -> Iterator[NoteElement]:
    """The notes with their labels: as printed, as their markers have them, else by number in their list, else by position."""
    counts: dict[int, int] = {}
    for number, place in enumerate(places, 1):
        listed = _list_number(place.element, counts)
        links = _back_links(place)
        head = min([place.stop, place.inner + MAX_HEAD, *(e.start for e in links if e.start > place.inner)])
        printed = PRINTED.match(page.text, place.inner, head) or PRINTED.match(
            page.text, place.inner, min(place.stop, place.inner + MAX_HEAD)
        )
        entry = is_entry(place.element) or place.element.name == "dt"
        printed = printed or (KEYED.match(page.text, place.inner, place.stop) if entry else None)
        if printed and (not prints(printed, listed=bool(listed)) or any(e.start <= printed.start("label") < e.end for e in links)):
            printed = None
        ids = _ids(place)
        key = place.element.get("id").removeprefix("ref-") if entry else ""
        shown = next((called[one] for one in sorted(ids) if one in called), "")
        lettered = LETTERED.match(page.text, place.inner, head) if shown.isalpha() and not printed else None
        printed = lettered if lettered and lettered["label"] == shown else printed
        label = as_printed(printed["label"]) if printed else shown or key or str(listed or number)
        inner = printed.end() if printed else place.inner
        if back := BACK_LIST.match(page.text, inner, place.stop):
            inner = back.end()
        keyed = entry and (place.element.name != "dt" or not label.isdecimal())
        yield NoteElement(place.start, place.end, inner, place.stop, label, ids, keyed, lead=place.lead)


def _back_links(place: NotePlace) -> list[Element]:
    """The elements with links back to markers at the beginning of a note; their letters and numbers are no label."""
    found, queue = [], list(place.element.children)
    for at in queue:
        if at.name != "a" and (BACK_CLASS.search(at.get("class")) or PARSOID_BACK in at.get("rel")):
            found.append(at)
        queue += at.children if len(queue) < MAX_INSIDE else []
    return found


def _ids(place: NotePlace) -> frozenset[str]:
    """The identifiers of a note and its first descendants."""
    found: set[str] = set()
    queue = [place.element]
    for at in queue:
        found |= {value for value in (at.get("id"), at.get("name") if at.name == "a" else "") if value}
        queue += [one for one in at.children[:8] if one.start < place.stop] if len(queue) < MAX_INSIDE else []
    return frozenset(found)


def _list_number(element: Element, counts: dict[int, int]) -> int:
    parent = element.parent
    if element.name != "li" or parent is None or parent.name != "ol":
        return 0
    start, value = parent.get("start"), element.get("value")
    first, explicit = whole_number(start), whole_number(value)
    before = counts.get(id(parent), first - 1 if first is not None else 0)
    counts[id(parent)] = explicit if explicit is not None else before + 1
    return counts[id(parent)]
