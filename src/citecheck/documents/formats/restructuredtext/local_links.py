"""Links of a reStructuredText document to files of its repository: targets, images, included files, documents of Sphinx.

docutils' "reStructuredText Directives" and Sphinx's roles.
"""

from collections.abc import Iterator, Sequence

from citecheck.documents.formats.restructuredtext.blocks import TREE, Blocks
from citecheck.documents.inline_marks import Mark
from citecheck.documents.label_names import CHOICE, OF_SUFFIX, document_of, folded, is_label
from citecheck.documents.label_names import target as role_target
from citecheck.documents.local_links import is_local, quoted
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

ROLE = lazy_pattern(r":(?:std:)?(?P<role>ref|numref|doc|download):`")
LABELS = ("ref", "numref")
FILES = frozenset(("image", "figure", "include", "literalinclude"))


def local_links(text: str, masked: str, blocks: Blocks, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The links whose paths are known."""
    found = {mark.place: mark.url for mark in marks if mark.kind == "link"}
    found |= {(start, end): quoted(text[start:end]) for name, start, end in blocks.files if name in FILES}
    found |= {(start, end): entry for name, start, end in blocks.files if name == TREE and (entry := document_of(text[start:end]))}
    found |= {place: name.strip() for role, place, name in _roles(masked, marks) if _is_path(role, name)}
    for (start, end), target in sorted(found.items()):
        if is_local(target) and not CHOICE.search(target):
            yield Address(target, Span(start, end), lines.place(start))


def label_links(masked: str, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The labels that roles of Sphinx name."""
    for role, place, name in _roles(masked, marks):
        if role in LABELS and is_label(name):
            yield Address(folded(name), Span(*place), lines.place(place[0]))


def _roles(masked: str, marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Roles of Sphinx, with the place and the text of what they name."""
    for mark in marks:
        if mark.kind == "words" and (match := ROLE.match(masked, mark.start)):
            start, end = role_target(masked, match.end(), mark.end - 1)
            yield match["role"], (start, end), masked[start:end]


def _is_path(role: str, name: str) -> bool:
    return role == "download" or (role == "doc" and not OF_SUFFIX.search(name))
