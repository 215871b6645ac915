"""Finds the references that stand under headings of their own beside the notes of a page."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from citecheck.documents.formats.html.body import HtmlText
from citecheck.documents.formats.html.entries import Entry
from citecheck.documents.formats.html.lists import read_lists
from citecheck.documents.formats.html.markers import HtmlCall
from citecheck.documents.formats.html.notes import NoteElement
from citecheck.documents.formats.html.sections import sections_of
from citecheck.documents.html_tags import Element, HtmlPage
from citecheck.documents.sections import announces_bibliography

MIN_ENTRIES = 2


def find_bibliography(page: HtmlPage, reader: HtmlText, notes: Sequence[NoteElement], calls: Sequence[HtmlCall]) -> list[Entry]:
    """The entries of lists without notes and calls, labelled with their positions, but for those whose labels are notes'."""
    places = sorted([*(note.start for note in notes), *(call.start for call in calls)])
    spans = sorted((note.start, note.end) for note in notes)

    def is_inside(element: Element) -> bool:
        """Whether an element is a note, or part of one."""
        at = bisect_right(spans, (element.start, len(page.text)))
        return at > 0 and element.start < spans[at - 1][1]

    def is_text(element: Element) -> bool:
        """Whether an element calls a note, or holds one, as the text of a page does."""
        return bisect_left(places, element.start) < bisect_left(places, element.end)

    found: list[list[Entry]] = []
    sections = ((at, [e for e in items if not is_inside(e)]) for at, items in sections_of(page, announces_bibliography))
    read_lists(page, reader, ((at, items) for at, items in sections if not any(map(is_text, items))), found, named=False)
    found.sort(key=lambda listed: listed[0][1].start)
    entries = [entry for listed in found if len(listed) >= MIN_ENTRIES for entry in listed]
    known = {note.label for note in notes}
    return [(f"u{at}", span, body) for at, (_, span, body) in enumerate(entries, 1) if f"u{at}" not in known]
