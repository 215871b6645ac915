"""EPUB books: notes in the same or another file, links, lists of references, read as HTML.

A repair changes the pages that have the sources; the other files stay byte for byte.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from msgspec.structs import replace

from citecheck.documents.edits import splice_bytes
from citecheck.documents.encoding import decode
from citecheck.documents.formats.epub.book import BookLines, Member, bound, members_of
from citecheck.documents.formats.epub.publication import SIGNATURES, TYPE, opened
from citecheck.documents.formats.html import HtmlFormat, Reading, find_addresses, find_notes, language_of
from citecheck.documents.formats.html.charset import charset_of
from citecheck.documents.story import MAX_TEXT
from citecheck.model.document import Document, FormatTraits
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.protocols import Format

HTML = HtmlFormat()


class EpubFormat:
    """``.epub`` files of versions 2 and 3. The text is that of all pages with their markup."""

    name: ClassVar[str] = "epub"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)
    traits: ClassVar[FormatTraits] = FormatTraits()

    def recognises(self, path: str, head: str) -> bool:
        """True for a ZIP archive with the type of an EPUB; by suffix for any file, so that ``read`` can say what is wrong with it."""
        return path.lower().endswith(self.suffixes) or (head.startswith("PK") and TYPE.decode() in head)

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses; places name the page and its line."""
        members, _ = _book(path, data)
        reading = Reading.over(bound(members), BookLines(members))
        notes = find_notes(path, reading)
        urls = tuple(find_addresses(reading, notes))
        return Document(path, self.name, reading.text, "utf-8", language_of(reading), notes, urls)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """As in HTML, each in its page."""
        _, lines = _book(document.path, data)
        return tuple(_in_page(edit, lines.member(edit.span.start)) for edit in HTML.edits(document, data, source, change))

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Rewrite the edited pages and copy the other files."""
        archive, _ = opened(path, data)
        if archive.has(SIGNATURES):
            raise WriteError(f"{path}: it is signed, and a change would invalidate the signature; remove the signature first")
        ordered = sorted(edits, key=_part)
        pages = {name: archive.read(name) for name in dict.fromkeys(map(_part, ordered))}
        changed = {
            name: splice_bytes(pages[name], of_page, charset_of(pages[name])) for name, of_page in groupby(ordered, key=_part)
        }
        return archive.packed(changed) if changed else data


def _part(edit: Edit) -> str:
    return edit.part or ""


@lru_cache(maxsize=1)  # called for each source of a document
def _book(path: str, data: bytes) -> tuple[list[Member], BookLines]:
    """The pages with their places in the book."""
    members = members_of(list(_pages(path, data)))
    if sum(len(member.text) for member in members) > MAX_TEXT:
        raise DocumentError(path, f"its pages have more than {MAX_TEXT // 1_000_000} million characters; split the book")
    return members, BookLines(members)


def _pages(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    archive, names = opened(path, data)
    for name in names:
        page = archive.read(name)
        if page.strip():
            yield name, decode(f"{path}: {name}", page, charset_of(page))[0]


def _in_page(edit: Edit, member: Member) -> Edit:
    span = Span(edit.span.start - member.start, edit.span.end - member.start)
    return replace(edit, span=span, part=member.name)


PLUGIN: type[Format] = EpubFormat
