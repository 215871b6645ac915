"""The labels, documents and files that roles of MyST name: ``{ref}`label```, ``{numref}`words <label>```, ``{doc}`page```, ``{download}`file```."""

from collections.abc import Iterator, Sequence

from citecheck.documents.formats.markdown import directives
from citecheck.documents.formats.markdown.inline import Mark
from citecheck.documents.label_names import folded, is_label, target
from citecheck.documents.local_links import is_local
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span

LABELS = ("{ref}", "{numref}", "{std:ref}", "{std:numref}")
PAGES = ("{doc}", "{download}", "{std:doc}")


def label_links(text: str, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The labels, each at its place."""
    for start, end in _named(text, marks, LABELS):
        if is_label(text[start:end]):
            yield Address(folded(text[start:end]), Span(start, end), lines.place(start))


def page_links(text: str, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The documents and files of roles and directives, each at its place."""
    found = {(start, end): text[start:end].strip() for start, end in _named(text, marks, PAGES)} | dict(directives.named(text))
    for (start, end), url in sorted(found.items()):
        if is_local(url):
            yield Address(url, Span(start, end), lines.place(start))


def _named(text: str, marks: Sequence[Mark], roles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The spans of what these roles name."""
    for mark in marks:
        if mark.kind == "code" and text.endswith(roles, 0, mark.start):
            yield target(text, mark.start + len(mark.words), mark.end - len(mark.words))
