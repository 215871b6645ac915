"""Finds lists of notes or references in Markdown without ``[^1]:`` notes: numbered, bulleted, or one paragraph each.

A list is one of notes if it is under a heading for notes, if the text calls its numbers, or if it is most of the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise

from msgspec.structs import replace

from citecheck.documents.entry_lines import introduces_addresses
from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.formats.markdown.entries import (
    ITEM,
    ListItem,
    NoteList,
    as_printed,
    items_of,
    past_blank,
    references,
    those,
    with_parts,
)
from citecheck.documents.formats.markdown.page_notes import PAGES, with_page_notes
from citecheck.documents.formats.markdown.records import field_names, reference_headings, without_fields
from citecheck.documents.formats.markdown.rows import TABLE, rows_of, rows_of_works
from citecheck.documents.formats.markdown.sections import Section, find_sections, plain
from citecheck.documents.note_markers import find_calls
from citecheck.documents.numbered_lists import NumberLabel, find_list
from citecheck.documents.numbered_notes import MARKERS, could_be_reference, end_of_note
from citecheck.documents.reference_entries import (
    are_dated,
    cites,
    dated,
    have_names,
    linked,
    may_cite,
    mostly_cite,
    mostly_link,
    surely_cite,
    unannounced,
)
from citecheck.documents.run_on_entries import run_on_labels
from citecheck.documents.sections import announces_bibliography, announces_list
from citecheck.documents.sorted_lists import sorted_lists
from citecheck.patterns import lazy_pattern

QUOTED = lazy_pattern(r"^(?: {0,3}>[ \t]?){1,8}", re.MULTILINE)
MIN_SHARE = 0.6  # of the characters, or paragraphs, outside headings
RAISED = ("superscript", "caret")  # labels that no step and no clause has
MIN_CALLED = 2  # numbers of a list


def find_note_lists(masked: str, blocks: Blocks, name: str = "", *, beside: bool = False) -> tuple[NoteList, ...]:
    """The lists of notes of a masked text, in order. ``name``: of the file, which announces references as a heading does.

    ``beside``: the document has other notes, so only lists under headings for a bibliography count, and those that cite.
    """
    typed, masked = masked, QUOTED.sub(lambda mark: " " * len(mark.group()), masked)
    paragraphs = _paragraphs(blocks)
    found: list[NoteList] = []
    headed, named = False, announces_bibliography(name)
    sections, names = list(find_sections(masked, blocks, name)), field_names(masked, paragraphs)
    records = reference_headings(masked, blocks, sections)
    for section in sections:
        if section.start in records:
            continue
        inside = _inside(masked, section, paragraphs)
        inside, fields = without_fields(masked, _without_quoted_remarks(typed, inside), names)
        if beside and section.remarks:
            continue
        works = rows_of_works(masked, inside, announced=True)
        one = _with_fields(_in_section(masked, section, inside, works, _next_number(found)), fields)
        sure = section.headed and not beside and (one.style or not section.remarks)
        texts = _texts(masked, one, inside)
        noted = announces_list(name) and section.remarks and not section.headed and one.style and _is_most(one, blocks)
        if records and not surely_cite(texts):  # remarks between headings that are references
            continue
        cites_here = bool(works or noted) or (sure and may_cite(texts)) or mostly_cite(texts, numbered=bool(one.style))
        works_here = section.listed and ((found and linked(texts)) or _are_works(texts, one))
        if cites_here or works_here or (named and mostly_link(texts)):
            found.append(one)
            headed |= section.headed
    if records:
        headed = True
        found.append(_of_headings(masked, records.values()))
        found.sort(key=lambda one: one.items[0].start if one.items else 0)
    found = [one for one in found if one.items]
    if found and not headed and not beside:  # only lines announce them: notes that the text calls by number may stand elsewhere
        found = _with_called(found, _anywhere(masked, blocks))
    found = found if beside else with_page_notes(masked, found)
    return _together(masked, found if found or beside else [one for one in [_anywhere(masked, blocks)] if one.items])


def _together(masked: str, found: Sequence[NoteList]) -> tuple[NoteList, ...]:
    """The lists, joined where their numbers go on; without numbers where these begin again and the text calls none of them."""
    lists = _joined(found)
    numbered = [one for one in lists if one.style not in ("", PAGES)]
    restart = len(numbered) > 1 and not any(_is_called(masked, one) for one in numbered)
    return tuple(map(_without_numbers, lists)) if restart else lists


def _inside(masked: str, section: Section, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs of a section; the first may go on behind the line that announces them, ``Sources:``, without a blank line between."""
    first, behind = (bisect_left(paragraphs, (at,)) for at in (section.start, section.end))
    inside = list(paragraphs[first:behind])
    typed = first and not masked.endswith(">", 0, section.start)  # what is behind a heading in HTML is read elsewhere
    start, end = (section.start, paragraphs[first - 1][1]) if typed else (0, 0)
    return [(past_blank(masked, start), end), *inside] if masked[start:end].strip() else inside


def _of_headings(masked: str, records: Iterable[ListItem]) -> NoteList:
    """The list of the headings that are references."""
    return NoteList(
        "", tuple(as_printed(masked, list(records))), "headings that look like references, under one for a bibliography"
    )


def _with_fields(found: NoteList, fields: Mapping[int, tuple[tuple[int, int], ...]]) -> NoteList:
    """A list whose entries have the fields below them, by where these entries begin."""
    items = (with_parts(item, fields.get(item.start, ())) for item in found.items)
    return replace(found, items=tuple(items)) if fields else found


def _without_quoted_remarks(typed: str, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs without quotations among them that say something about the references that they follow."""
    quoted = [typed[typed.rfind("\n", 0, start) + 1 : start].lstrip().startswith(">") for start, _ in inside]
    if not any(quoted):
        return list(inside)
    citing = [mark for mark, (a, b) in zip(quoted, inside, strict=True) if cites(plain(typed[a:b]))]
    remarks = 2 * sum(citing) < len(citing)
    return [span for mark, span in zip(quoted, inside, strict=True) if not (remarks and mark)]


def _are_works(texts: Sequence[str], found: NoteList) -> bool:
    """Whether the bullets or paragraphs under a heading of a bibliography name works, though they are no full references."""
    bulleted = any(item.body > item.start for item in found.items)
    return are_dated(texts) or have_names(texts) if bulleted else bool(dated(texts))


def _with_called(found: Sequence[NoteList], numbered: NoteList) -> list[NoteList]:
    """The lists, and a numbered one that is longer than all of them, without what overlaps it."""
    if not numbered.style or len(numbered.items) <= sum(len(one.items) for one in found):
        return list(found)
    first, last = numbered.items[0].start, numbered.items[-1].end
    apart = [one for one in found if one.items[-1].end <= first or last <= one.items[0].start]
    return sorted([numbered, *apart], key=lambda one: one.items[0].start)


def _without_numbers(found: NoteList) -> NoteList:
    """A list whose numbers say nothing, since another one has them, too, and the text calls neither."""
    return replace(found, style="", items=tuple(replace(item, label="") for item in found.items))


def _joined(found: Sequence[NoteList]) -> tuple[NoteList, ...]:
    """The lists; one that goes on with the numbers of the last is part of it."""
    out: list[NoteList] = []
    for one in found:
        known = {item.label for item in out[-1].items if item.label} if out else set()
        if out and one.style == out[-1].style != PAGES and known and known.isdisjoint(item.label for item in one.items):
            out[-1] = replace(out[-1], items=(*out[-1].items, *one.items))
        else:
            out.append(one)
    return tuple(out)


def _next_number(found: Sequence[NoteList]) -> str:
    """The number with which a list goes on that began under an earlier heading."""
    label = next((item.label for one in reversed(found) for item in reversed(one.items) if item.label), "0")
    return str(int(label) + 1) if label.isdecimal() else "1"


def _in_section(
    masked: str, section: Section, inside: Sequence[tuple[int, int]], works: Sequence[tuple[int, int]], begins: str
) -> NoteList:
    """The list of a section: its numbered items, and the references before and after them; else rows of works, bullets and paragraphs."""
    found = _numbered(masked, section.start, section.end, begins)
    if not found.items or _are_stray(masked, found, inside):
        known = set(works)
        others = [row for row in rows_of(masked, inside) if row not in known]
        items = sorted([*items_of(masked, works), *references(masked, others)], key=lambda item: item.start)
        return NoteList(
            "", tuple(as_printed(masked, items)), "items or paragraphs that look like references, under a heading for notes"
        )
    first, last = found.items[0].start, found.items[-1].end
    rest = [(a, b) for a, b in inside if (b <= first or a >= last) and could_be_reference(plain(masked[a:b]))]
    items = sorted((*found.items, *references(masked, rest)), key=lambda item: item.start)
    return replace(found, items=tuple(items), why="numbered, under a heading for notes")


def _are_stray(masked: str, found: NoteList, inside: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers stand at the beginning of a few wrapped lines, ``10 vols. 2nd edition``, and most paragraphs are references without."""
    starts = {start + len(masked[start:end]) - len(masked[start:end].lstrip()) for start, end in inside}
    bare = sum(item.start not in starts for item in found.items)
    first = {item.start for item in found.items}
    others = sum(start not in first and cites(plain(masked[start:end])) for start, end in inside)
    return 2 * bare >= len(found.items) and others > 2 * len(found.items)


def _texts(masked: str, found: NoteList, inside: Sequence[tuple[int, int]]) -> list[str]:
    """The texts by which a list is judged: its items if it has numbers or bullets, else all paragraphs and rows of tables, cells parted by commas."""
    itemised = found.style or any(item.body > item.start for item in found.items)
    rows = inside if itemised else rows_of(masked, inside)
    spans = [(item.body, item.end) for item in found.items] if itemised else rows
    return [plain(masked[a:b]).replace(" | ", ", ") for a, b in spans]


def _numbered(masked: str, start: int, end: int, first: str = "1") -> NoteList:
    style, labels = find_list(masked[start:end], first)
    if not labels:
        return NoteList("", ())
    behind = run_on_labels(masked[start:end], labels, style)
    labels = tuple(
        NumberLabel(label.label, start + label.start, start + label.end, label.also)
        for label in sorted((*labels, *behind), key=lambda label: label.start)
    )
    ends = [end_of_note(masked, label.end, following.start, last=False) for label, following in pairwise(labels)]
    ends.append(end_of_note(masked, labels[-1].end, end, last=True))
    numbers = _displayed(style, [label.label for label in labels])
    items = []
    for name, label, stop in zip(numbers, labels, ends, strict=True):
        items.append(ListItem(name, past_blank(masked, label.start), label.end, max(stop, label.end), label.also))
    return NoteList(style, tuple(items))


def _displayed(style: str, labels: Sequence[str]) -> list[str]:
    """The numbers that a reader sees: Markdown displays ``1. 1. 1.`` as 1, 2, 3, and ``1. 1. 2.`` too."""
    again = style in ("dot", "parenthesis") and any(one == other for one, other in pairwise(labels))
    return [str(number) for number in range(int(labels[0]), int(labels[0]) + len(labels))] if again else list(labels)


def _paragraphs(blocks: Blocks) -> list[tuple[int, int]]:
    headings = {(start, end) for start, end, _ in blocks.headings}
    return [span for span in blocks.texts if span not in headings]


def _anywhere(masked: str, blocks: Blocks) -> NoteList:
    found = _numbered(masked, 0, len(masked))
    if found.items and _is_one_list(found, blocks):
        if _is_called(masked, found):
            return replace(found, why="numbered, and called in the text before it")
        if (_is_most(found, blocks) or found.style in RAISED) and _cites(masked, found):
            return replace(found, why="numbered, most of the document or in raised numbers, and it cites")
    paragraphs = [span for span in _paragraphs(blocks) if not TABLE.match(masked, *span)]
    texts = [plain(masked[a:b]) for a, b in paragraphs]
    items = list(references(masked, those(paragraphs, unannounced(["" if introduces_addresses(one) else one for one in texts]))))
    if items:
        return NoteList("", tuple(items), "most paragraphs look like references")
    if works := rows_of_works(masked, _paragraphs(blocks), announced=False):
        return NoteList("", tuple(items_of(masked, works)), "rows of a table with columns for authors, titles and dates")
    if parts := tuple(_unheaded(masked, blocks, paragraphs)):
        return NoteList("", parts, "all items between two headings look like references")
    in_order = [paragraphs[at] for at in chain.from_iterable(sorted_lists(texts))]
    return NoteList("", tuple(items_of(masked, in_order)), "references in alphabetical order")


def _unheaded(masked: str, blocks: Blocks, paragraphs: Sequence[tuple[int, int]]) -> Iterator[ListItem]:
    """The items of the parts between headings in which nearly all are references."""
    starts = [start for start, _ in paragraphs]
    bounds = [0, *(start for start, _, _ in blocks.headings), len(masked)]
    for start, end in pairwise(bounds):
        inside = paragraphs[bisect_left(starts, start) : bisect_left(starts, end)]
        runs = [list(run) for is_item, run in groupby(inside, key=lambda span: bool(ITEM.match(masked, *span))) if is_item]
        whole = list(chain.from_iterable(runs)) or inside
        for listed in [whole] if surely_cite([plain(masked[a:b]) for a, b in whole]) else runs:
            texts = [plain(masked[a:b]) for a, b in listed]
            if surely_cite(texts):
                yield from items_of(masked, listed if runs else those(listed, unannounced(texts)))


def _is_one_list(found: NoteList, blocks: Blocks) -> bool:
    """Whether no heading is between its items; numbered steps in several sections are not notes."""
    first, last = found.items[0].start, found.items[-1].start
    return not any(first < start < last for start, _, _ in blocks.headings)


def _is_called(masked: str, found: NoteList) -> bool:
    """Whether the text before the list calls some of its numbers; not if it calls more others and the list does not cite: those are notes elsewhere."""
    labels = {item.label for item in found.items}
    styles = [found.style] if found.style in MARKERS else list(MARKERS)
    first = found.items[0].start
    calls = [call for style in styles for call in find_calls(masked, style)]
    known = len(labels & {call.label for call in calls if call.end <= first})
    others = {call.label for call in calls} - labels
    return known >= min(MIN_CALLED, len(labels)) and (known >= len(others) or 2 * known >= len(labels) or _cites(masked, found))


def _cites(masked: str, found: NoteList) -> bool:
    """Whether at least half of a list looks like references; clauses, steps and functions do not."""
    return 2 * sum(cites(plain(masked[item.body : item.end])) for item in found.items) >= len(found.items)


def _is_most(found: NoteList, blocks: Blocks) -> bool:
    total = sum(end - start for start, end in _paragraphs(blocks))
    return sum(item.end - item.start for item in found.items) >= MIN_SHARE * total
