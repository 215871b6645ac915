"""Links of a Typst document to files of its project and to its labels, and the labels that it has.

Typst's reference, "Syntax", "Paths": a path starts from the file that it is in, with a slash from a folder above, the project's root.
"""

from collections.abc import Iterator

from citecheck.documents.formats.typst.inline import unescaped
from citecheck.documents.formats.typst.scan import Scan
from citecheck.documents.local_links import is_local, quoted
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

# Functions whose first argument is a path.
READING = frozenset(("image", "read", "csv", "json", "yaml", "toml", "xml", "cbor", "plugin"))
REFERRING = frozenset(("link", "ref"))
ALONE = lazy_pattern(r"\"\s*(?:[,);:\n]|$)")  # behind a string that is not joined to another
OPENED = lazy_pattern(r"\(\s*\"\Z")
STATED = lazy_pattern(r"\b(?:include|import)\s+\"\Z")
OWN = lazy_pattern(r"\blet\s+(?P<name>[\w-]+)\s*(?:\(|=)")  # what a document defines itself
MAKING = lazy_pattern(r"\blabel\(|\bbibliography\b|\beval\(")  # labels that are not written as such


def local_links(scan: Scan, lines: Lines) -> Iterator[Address]:
    """The files that functions read or statements include, and the labels that links and references name."""
    own = {match["name"] for match in OWN.finditer(scan.text)}
    found = [(span, quoted(unescaped(scan.text[slice(*span)]))) for span in _paths(scan, own)]
    found += [((call.start, call.end), f"#{label}") for call in scan.calls if call.name in REFERRING - own for label in call.labels]
    refs = [(piece.start, piece.end) for piece in scan.pieces if piece.kind == "ref"]
    found += [(span, "#" + scan.text[span[0] + 1 : span[1]].rstrip(".:")) for span in refs]
    for (start, end), url in sorted(found):
        if is_local(url):
            yield Address(url, Span(start, end), lines.place(start))


def _paths(scan: Scan, own: set[str]) -> Iterator[tuple[int, int]]:
    text = scan.text
    for call in scan.calls:
        if call.name in READING - own and call.strings:
            start, end = call.strings[0]
            if OPENED.search(text, max(call.start, start - 99), start) and ALONE.match(text, end):
                yield start, end
    for start, end in scan.files:
        if STATED.search(text, max(0, start - 99), start) and ALONE.match(text, end):
            yield start, end


def anchors(scan: Scan) -> frozenset[str] | None:
    """All labels in small letters; None if other files, functions or a bibliography have more."""
    if scan.imports or MAKING.search(scan.text):
        return None
    return frozenset(label.lower() for label in scan.labels)
