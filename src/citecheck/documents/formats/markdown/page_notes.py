"""Notes at the ends of pages, in Markdown made of a printed text: ``326`` on a line of its own, or before the words, ``1 Moor, Salt, 2014.``"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from citecheck.documents.formats.markdown.entries import ListItem, NoteList
from citecheck.documents.formats.markdown.sections import plain
from citecheck.documents.note_lists import find_note_lists
from citecheck.documents.note_markers import ListedNote
from citecheck.documents.reference_entries import cites
from citecheck.patterns import lazy_pattern

# A number above the words of a note, or before the capital letter of its first word.
LABEL = lazy_pattern(r"^[ \t]{0,8}\d{1,4}[ \t]*+(?:\r?\n[ \t]*+[^\s\d]|(?<=[ \t])[^\W\d_a-z])", re.MULTILINE)
STYLES = ("line", "bare")
PAGES = "line"  # the style of these lists, each of which has its own calls
MIN_LABELS = 2
MIN_CITING = 0.5  # of the notes


def with_page_notes(masked: str, found: Sequence[NoteList]) -> list[NoteList]:
    """The lists, and the notes at the ends of pages, unless these overlap with one of the lists."""
    pages = [NoteList(PAGES, items, "numbers alone or before the words, as at the ends of pages") for items in _page_notes(masked)]
    apart = all(
        one.items[-1].end <= page.items[0].start or page.items[-1].end <= one.items[0].start for one in found for page in pages
    )
    return sorted([*found, *(pages if apart else [])], key=lambda one: one.items[0].start)


def _page_notes(masked: str) -> Iterator[tuple[ListItem, ...]]:
    """The notes that a text calls, from each restart of their numbers; none unless at least half of them are references."""
    if sum(1 for _ in zip(range(MIN_LABELS), LABEL.finditer(masked), strict=False)) < MIN_LABELS:
        return
    notes, _ = find_note_lists(masked, STYLES)
    citing = sum(cites(plain(masked[note.body : note.end])) for note in notes)
    if len(notes) < MIN_LABELS or citing < MIN_CITING * len(notes):
        return
    for _, group in groupby(notes, key=lambda note: note.chapter):
        yield tuple(map(_item, group))


def _item(note: ListedNote) -> ListItem:
    return ListItem(note.label, note.start, note.body, max(note.body, note.end))
