"""Notes at the ends of pages, in Markdown made of a printed text: ``326`` on a line of its own, or before the words, ``1 Moor, Salt, 2014.``"""

import re
from collections.abc import Iterator
from itertools import groupby

from citecheck.documents.formats.markdown.entries import ListItem
from citecheck.documents.formats.markdown.sections import plain
from citecheck.documents.note_lists import find_note_lists
from citecheck.documents.note_markers import ListedNote
from citecheck.documents.reference_entries import cites
from citecheck.patterns import lazy_pattern

# A number above the words of a note, or before the capital letter of its first word.
LABEL = lazy_pattern(r"^[ \t]{0,8}\d{1,4}[ \t]*+(?:\r?\n[ \t]*+[^\s\d]|(?<=[ \t])[^\W\d_a-z])", re.MULTILINE)
STYLES = ("line", "bare")
MIN_LABELS = 2
MIN_CITING = 0.5  # of the notes


def find_page_notes(masked: str) -> Iterator[tuple[ListItem, ...]]:
    """The notes that a text calls, from each restart of their numbers; none unless at least half of them are references."""
    if sum(1 for _ in zip(range(MIN_LABELS), LABEL.finditer(masked), strict=False)) < MIN_LABELS:
        return
    notes, calls = find_note_lists(masked, STYLES)
    citing = sum(cites(plain(masked[note.body : note.end])) for note in notes)
    if len(notes) < MIN_LABELS or citing < MIN_CITING * len(notes):
        return
    for _, group in groupby(notes, key=lambda note: note.chapter):
        yield tuple(map(_item, group))


def _item(note: ListedNote) -> ListItem:
    return ListItem(note.label, note.start, note.body, max(note.body, note.end))
