"""OpenDocument texts of LibreOffice and other programs: footnotes and endnotes with their numbers, links, bibliographies.

A repair changes ``content.xml``; the other parts stay byte for byte.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from citecheck.citations.decisions import Decision
from citecheck.documents.citation_data import writable_source
from citecheck.documents.citation_fields import BOOKMARK, NO_CODES, CitationCodes, bookmark_codes
from citecheck.documents.edits import splice
from citecheck.documents.explain import explain_lists
from citecheck.documents.formats.odt.content import ContentReader, OdtStory
from citecheck.documents.formats.odt.content_edits import CONTENT, ContentEditor
from citecheck.documents.formats.odt.list_numbers import numbered_styles
from citecheck.documents.formats.odt.styles import read_styles
from citecheck.documents.story_notes import Paragraphs, addresses, notes_at_marks, with_body_notes, without_headings
from citecheck.documents.zip_archive import ArchiveKind, ZipArchive, check_xml
from citecheck.language import languages
from citecheck.model.document import Document, FormatTraits, MarginComment, NoteText
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.protocols import Format

ODT = ArchiveKind("OpenDocument text", "open it in LibreOffice, and save it again", ".odt")
TYPE = b"application/vnd.oasis.opendocument.text"
MANIFEST, SIGNATURES = "META-INF/manifest.xml", "META-INF/documentsignatures.xml"


class OdtFormat:
    """``.odt`` files and templates (OpenDocument 1.0 to 1.4)."""

    name: ClassVar[str] = "odt"
    suffixes: ClassVar[tuple[str, ...]] = (".odt", ".ott")
    traits: ClassVar[FormatTraits] = FormatTraits()

    def recognises(self, path: str, head: str) -> bool:
        """True for a ZIP archive with the type of a text; by suffix for any file, so that ``read`` can say what is wrong with it."""
        return path.lower().endswith(self.suffixes) or (head.startswith("PK") and TYPE.decode() in head)

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses. The text is the body's visible text, then that of its notes."""
        reader = _reader(_archive(path, data))
        story, main = reader.read(), reader.body_length
        story.check_length(path)
        text = story.text()
        paragraphs = Paragraphs(text[:main])
        notes = tuple(notes_at_marks(story.marks, story, text, paragraphs))
        notes = with_body_notes(notes, story, text, main)
        urls = tuple(addresses(story, text, notes, paragraphs))
        comments = tuple(_margin_comments(reader, paragraphs))
        return Document(path, self.name, text, "utf-8", languages.detect(text), notes, urls, margin_comments=comments)

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """For a footnote or endnote, its part; for a typed note, the candidate lists."""
        story, main, _ = _opened(document.path, document.data)
        if note.span and note.span.start < main:
            return explain_lists(without_headings(document.text[:main], story), note)
        return iter((Decision("list", f"the document's {note.place.part}", span=note.span),))

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Insert or change text and links in the content."""
        story, _, xml = _opened(document.path, data)
        cited = writable_source(source, story.data)
        return ContentEditor(document, story, xml).edits(cited, change) if cited else ()

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Rewrite the content and copy the other parts."""
        archive = _archive(path, data)
        if archive.has(SIGNATURES):
            raise WriteError(f"{path}: it is signed, and a change would invalidate the signature; remove the signature first")
        wanted = tuple(edits)
        if not wanted:
            return data
        new = splice(archive.text(CONTENT), wanted).encode()
        check_xml(path, CONTENT, new, ODT)
        return archive.packed({CONTENT: new})


def _archive(path: str, data: bytes) -> ZipArchive:
    archive = ZipArchive.opened(path, data, ODT)
    if not archive.has(CONTENT) or (archive.has("mimetype") and not archive.read("mimetype").startswith(TYPE)):
        raise archive.other()
    if archive.has(MANIFEST) and b":encryption-data" in archive.read(MANIFEST):
        raise DocumentError(path, "it is password-protected; save it without a password")
    return archive


def _reader(archive: ZipArchive) -> ContentReader:
    content = archive.text(CONTENT)
    styles = [archive.text("styles.xml")] if archive.is_whole("styles.xml") else []
    marked = BOOKMARK in content and archive.is_whole("meta.xml")
    codes = CitationCodes(bookmark_codes(archive.text("meta.xml"))) if marked else NO_CODES
    parts = [*styles, content]
    return ContentReader(content, read_styles(parts), codes, numbered_styles(parts))


@lru_cache(maxsize=1)  # called for each source of a document
def _opened(path: str, data: bytes) -> tuple[OdtStory, int, str]:
    """The story, the offset where its notes begin, and the XML of the content."""
    archive = _archive(path, data)
    reader = _reader(archive)
    return reader.read(), reader.body_length, archive.text(CONTENT)


def _margin_comments(reader: ContentReader, paragraphs: Paragraphs) -> Iterator[MarginComment]:
    """The comments of the document, and what they are on."""
    text = reader.comments.text()
    for _, name, start, end in reader.comments.notes:
        commented = reader.body.comment_ranges[name]
        yield MarginComment(text[start:end].strip(), Span(*commented), paragraphs.place(commented[0]))


PLUGIN: type[Format] = OdtFormat
