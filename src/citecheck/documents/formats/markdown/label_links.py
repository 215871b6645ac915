"""The labels that roles of MyST name: ``{ref}`label```, ``{numref}`words <label>```."""

from collections.abc import Iterator, Sequence

from citecheck.documents.formats.markdown.inline import Mark
from citecheck.documents.label_names import folded, is_label, target
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span

ROLES = ("{ref}", "{numref}", "{std:ref}", "{std:numref}")


def label_links(text: str, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The labels, each at its place."""
    for mark in marks:
        if mark.kind == "code" and text.endswith(ROLES, 0, mark.start):
            start, end = target(text, mark.start + len(mark.words), mark.end - len(mark.words))
            if is_label(text[start:end]):
                yield Address(folded(text[start:end]), Span(start, end), lines.place(start))
