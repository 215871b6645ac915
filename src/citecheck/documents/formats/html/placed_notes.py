"""Notes of HTML pages that stand where they are called: side notes of Tufte CSS, notes of LaTeXML (ar5iv) and of WordPress plug-ins."""

import re
from collections.abc import Iterator

from citecheck.documents.formats.html.markers import words
from citecheck.documents.formats.html.notes import NoteElement
from citecheck.documents.html_tags import Element, HtmlPage
from citecheck.patterns import lazy_pattern

PLACED = lazy_pattern(
    r"(?:^|\s)(?:sidenote|ltx_role_(?:footnote|footnotetext|endnote)|modern-footnotes-footnote__note)(?:$|\s)", re.IGNORECASE
)
CONTENT = lazy_pattern(r"(?:^|\s)ltx_note_content(?:$|\s)")
MARK = lazy_pattern(r"(?:^|\s)(?:ltx_note_mark|ltx_tag_note|sidenote-number)(?:$|\s)")
NAMES = frozenset(("span", "small"))  # a block called a side note is a box
MAX_INSIDE = 40  # elements of a note that are searched


def find_placed(page: HtmlPage) -> Iterator[NoteElement]:
    """The notes in order, without those in another; each is numbered as its mark prints it, or counted as a style sheet counts it."""
    number = behind = 0
    for element in page.elements:
        if element.start >= behind and element.name in NAMES and PLACED.search(element.get("class")):
            number, behind = number + 1, element.end
            yield _note(page, element, number)


def _note(page: HtmlPage, element: Element, number: int) -> NoteElement:
    inside = list(element.children)
    for one in inside:
        inside += one.children if len(inside) < MAX_INSIDE else []
    content = next((one for one in inside if CONTENT.search(one.get("class"))), element)
    marks = [one for one in content.children if MARK.search(one.get("class"))]
    label = next((shown for mark in marks if (shown := words(page, mark).strip())), str(number))
    inner = max((mark.end for mark in marks), default=content.inner)
    return NoteElement(element.start, element.end, inner, content.stop, label, frozenset())
