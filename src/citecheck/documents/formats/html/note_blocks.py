"""Finds the blocks of an HTML page that hold notes, by the places in them that links lead to."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from citecheck.documents.formats.html.markers import BRACKETED, words
from citecheck.documents.html_tags import BLOCKS, HEADINGS, Element, HtmlPage
from citecheck.patterns import lazy_pattern

NO_NOTES = HEADINGS | {"body", "html", "main", "article"}
DIGITS = lazy_pattern(r"\d+")


class NotePlace(Struct, frozen=True):
    """A note: its element, its span, and that of its text."""

    element: Element
    start: int
    inner: int
    stop: int
    end: int
    lead: tuple[int, int] | None = None


def whole(element: Element) -> NotePlace:
    """A note in an element; one that begins in a ``<dt>`` goes on in the ``<dd>`` after it."""
    last = element
    if element.name == "dt" and element.parent is not None:
        siblings = element.parent.children
        after = bisect_right(siblings, element.start, key=lambda e: e.start)
        last = next((one for one in siblings[after : after + 1] if one.name == "dd"), element)
    return NotePlace(element, element.start, element.inner, last.stop, last.end)


def around(page: HtmlPage, targets: Sequence[Element], others: Sequence[Element] = ()) -> list[NotePlace]:
    """The blocks around the targets; a block with several targets is split at them.

    Uncalled ``others`` are added if they are beside one, or in a block that is split and have identifiers of the same form.
    """
    groups: dict[int, tuple[Element, list[Element]]] = {}
    known: dict[int, Element | None] = {}
    for target in targets:
        if (block := _block_of(target, known)) is not None:
            groups.setdefault(id(block), (block, []))[1].append(target)
    if not groups:
        return []
    beside = {id(block.parent) for block, _ in groups.values()}
    forms = {block: {form_of_id(e) for e in called} for block, (_, called) in groups.items() if len(called) > 1}
    taken = {id(target) for target in targets}
    for other in others:
        block = _block_of(other, known)
        if block is None or id(other) in taken:
            continue
        if form_of_id(other) in forms.get(id(block), ()):
            groups[id(block)][1].append(other)
        elif id(block) not in groups and id(block.parent) in beside:
            groups[id(block)] = (block, [other])
    places: list[NotePlace] = []
    for block in _with_siblings(page, outermost([block for block, _ in groups.values()])):
        inside = sorted(groups.get(id(block), (block, []))[1], key=lambda e: e.start)
        cuts = [*(_label_start(page, e) for e in inside), block.stop]
        if len(inside) < 2:
            places.append(whole(block))
        else:
            places += [NotePlace(e, start, start, stop, stop) for e, (start, stop) in zip(inside, pairwise(cuts), strict=True)]
    return places


def form_of_id(element: Element) -> str:
    """An identifier without its numbers: ``ref-`` for ``ref-12``."""
    return DIGITS.sub("", element.get("id") or element.get("name"))


def _label_start(page: HtmlPage, target: Element) -> int:
    """Where the label begins that a target contains: at a bracket before it."""
    return target.start - 1 if page.text[target.start - 1 : target.start] in ("[", "(") else target.start


def _with_siblings(page: HtmlPage, found: Sequence[Element]) -> list[Element]:
    """Add the other items of the same lists, and their keyed entries, which no link targets."""
    lists = {id(e.parent): e.parent for e in found if e.name in ("li", "dt") and e.parent is not None}
    extra = [
        c
        for parent in lists.values()
        for c in parent.children
        if c.name == "li" or (c.name == "dt" and BRACKETED.match(words(page, c)))
    ]
    return sorted({id(e): e for e in [*found, *extra]}.values(), key=lambda e: e.start)


def _block_of(element: Element, known: dict[int, Element | None]) -> Element | None:
    """The innermost block that contains an element, or is it; None for a section or heading. ``known`` caches the results."""
    passed, at = [element], element
    while at.name not in BLOCKS and at.parent is not None and id(at) not in known:
        at = at.parent
        passed.append(at)
    block = known[id(at)] if id(at) in known else _note_block(at)
    known |= {id(inner): block for inner in passed}
    return block


def _note_block(block: Element) -> Element | None:
    if block.name not in BLOCKS or block.name in NO_NOTES or any(child.name in NO_NOTES for child in block.children):
        return None
    return block.parent if block.name in ("th", "td") and block.parent and block.parent.name == "tr" else block


def outermost(found: Sequence[Element]) -> list[Element]:
    """The elements that are in none of the others, in order."""
    out: list[Element] = []
    for element in sorted(found, key=lambda e: e.start):
        if not out or element.start >= out[-1].end:
            out.append(element)
    return out
