"""Links of a reStructuredText document to files of its repository: targets, images, included files, documents of Sphinx.

docutils' "reStructuredText Directives" and Sphinx's roles. Names of labels (``:ref:``) may be defined in other documents, docstrings and other
projects, so they are not looked for.
"""

from collections.abc import Iterator, Sequence

from citecheck.documents.formats.restructuredtext.blocks import Blocks
from citecheck.documents.inline_marks import Mark
from citecheck.documents.local_links import is_local, quoted
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

DOCUMENT = lazy_pattern(r":(?P<role>doc|download):`(?:[^`<>]*<(?P<target>[^`<>]+)>|(?P<name>[^`<>]+))`")
FILES = frozenset(("image", "figure", "include", "literalinclude"))
PATTERN = lazy_pattern(r"[*]")  # Sphinx chooses among files by their format
SUFFIX = lazy_pattern(r"\.\w{1,8}$")


def local_links(text: str, masked: str, blocks: Blocks, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The links whose paths are known."""
    found = {mark.place: mark.url for mark in marks if mark.kind == "link"}
    found |= {(start, end): quoted(text[start:end]) for name, start, end in blocks.files if name in FILES}
    found |= dict(_documents(masked))
    for (start, end), target in sorted(found.items()):
        if is_local(target) and not PATTERN.search(target):
            yield Address(target, Span(start, end), lines.place(start))


def _documents(masked: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The documents and files that roles of Sphinx name."""
    for match in DOCUMENT.finditer(masked):
        group = "target" if match["target"] else "name"
        target = match[group].strip()
        if match["role"] == "download" or not SUFFIX.search(target):
            yield match.span(group), target
