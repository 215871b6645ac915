"""Word files: footnotes and endnotes with the numbers that Word shows, hyperlinks and fields, bibliographies.

A repair changes single parts; the others stay byte for byte.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from msgspec.structs import replace

from citecheck.citations.decisions import Decision
from citecheck.documents.citation_data import writable_source
from citecheck.documents.citation_fields import BOOKMARK, CitationCodes, CitedItem, bookmark_codes
from citecheck.documents.edits import splice
from citecheck.documents.explain import explain_lists
from citecheck.documents.formats.docx.headings import heading_styles
from citecheck.documents.formats.docx.list_numbers import list_numbers
from citecheck.documents.formats.docx.note_numbers import labels, numbering
from citecheck.documents.formats.docx.package import WORD, Package
from citecheck.documents.formats.docx.part_edits import PartEditor, link_style, relationships_of
from citecheck.documents.formats.docx.part_text import PartReader, WordStory
from citecheck.documents.formats.docx.word_sources import word_sources
from citecheck.documents.numbered_notes import with_markers
from citecheck.documents.story_notes import Paragraphs, addresses, free_label, note_of, with_body_notes, without_headings
from citecheck.documents.zip_archive import check_xml
from citecheck.language import languages
from citecheck.model.document import Document, FormatTraits, MarginComment, Marker, NoteText
from citecheck.model.errors import WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

WORD_SOURCES = lazy_pattern(r"customXml/item\d{1,4}\.xml")
PROPERTIES = "docProps/custom.xml"


class DocxFormat:
    """``.docx`` files of Word, LibreOffice, Google Docs and Pages."""

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx")
    traits: ClassVar[FormatTraits] = FormatTraits()

    def recognises(self, path: str, head: str) -> bool:
        """True for a ZIP archive with Word's parts; by suffix for any file, so that ``read`` can say what is wrong with it."""
        by_name = path.lower().endswith(self.suffixes)
        return by_name or (head.startswith("PK") and ("[Content_Types].xml" in head or "word/" in head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses. The text is the body's visible text, then that of its notes."""
        package = Package.of(path, data)
        story, main = _story(package)
        text = story.text()
        body = text[:main]
        paragraphs = Paragraphs(body)
        notes = tuple(_notes(package, story, text, paragraphs))
        notes = with_body_notes(notes, story, text, main)
        urls = tuple(addresses(story, text, notes, paragraphs))
        margin_comments = tuple(_margin_comments(package, story, paragraphs))
        return Document(path, self.name, text, "utf-8", languages.detect(text), notes, urls, margin_comments=margin_comments)

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """For a footnote or endnote, its part; for a typed note, the candidate lists."""
        story, main = _story(Package.of(document.path, document.data))
        if note.span and note.span.start < main:
            return explain_lists(without_headings(document.text[:main], story), note)
        return iter((Decision("list", f"Word's {note.place.part}", span=note.span),))

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Insert or change runs and fields in the part that contains the source."""
        story, texts, style, defined = _opened(document.path, data)
        cited = writable_source(source, story.data)
        edits = PartEditor(document, story, texts, style).edits(cited, change) if cited else ()
        return (*edits, *defined) if any("HYPERLINK" in edit.replacement for edit in edits) else edits

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Rewrite the edited parts and copy the others."""
        package = Package.of(path, data)
        if any(name.startswith("_xmlsignatures/") for name in package.archive.namelist()):
            raise WriteError(f"{path}: it is signed, and a change would invalidate the signature; remove the signature first")
        changed: dict[str, bytes] = {}
        ordered = sorted(edits, key=lambda edit: edit.part or "")
        for part, of_part in groupby(ordered, key=lambda edit: edit.part or ""):
            new = splice(package.text(part), dict.fromkeys(of_part)).encode()  # edits of several links repeat the style definition
            check_xml(path, part, new, WORD)
            changed[part] = new
        return package.packed(changed) if changed else data


@lru_cache(maxsize=1)  # called for each source of a document
def _opened(path: str, data: bytes) -> tuple[WordStory, dict[str, str], str, tuple[Edit, ...]]:
    """The story, the XML of its parts, the hyperlink style's id, and the edits that define that style."""
    package = Package.of(path, data)
    story, _ = _story(package)
    parts = {run.part for run in story.runs}
    texts = {name: package.text(name) for part in parts for name in (part, relationships_of(part)) if package.has(name)}
    styles = package.related(package.main, "styles")
    return story, texts, *(link_style(styles, package.text(styles)) if styles and package.is_whole(styles) else ("", ()))


def _story(package: Package) -> tuple[WordStory, int]:
    """The text of the body and the notes, and the offset where the notes begin."""
    story = WordStory()
    end = 0
    styles, numbering_xml = (
        package.text(part) if part and package.is_whole(part) else ""
        for part in (package.related(package.main, kind) for kind in ("styles", "numbering"))
    )
    headings, numbers = heading_styles(styles), list_numbers(numbering_xml, styles)
    known = _citation_codes(package)
    for part in (package.main, *(package.related(package.main, kind) for kind in ("footnotes", "endnotes"))):
        if part and package.has(part):
            targets = {t.get("Id", ""): t.get("Target", "") for t in package.relations(part) if t.get("TargetMode") == "External"}
            PartReader(story, part, package.text(part), targets, headings, known, numbers if part == package.main else None).read()
            story.check_length(package.path)
        end = end or story.length
    return story, end


def _citation_codes(package: Package) -> CitationCodes:
    """The sources of Word's own citations, and the codes of Zotero's bookmarks; each only if the document has such."""
    main = package.text(package.main)
    sources: dict[str, CitedItem] = {}
    if "CITATION " in main:
        for name in package.archive.namelist():
            if WORD_SOURCES.fullmatch(name) and package.is_whole(name):
                sources |= word_sources(package.text(name))
    marked = BOOKMARK in main and package.is_whole(PROPERTIES)
    return CitationCodes(bookmark_codes(package.text(PROPERTIES)) if marked else {}, sources)


def _margin_comments(package: Package, story: WordStory, paragraphs: Paragraphs) -> Iterator[MarginComment]:
    """The comments of the document."""
    part = package.related(package.main, "comments")
    if part and package.has(part):
        comments = WordStory()
        PartReader(comments, part, package.text(part), {}).read()
        text = comments.text()
        for _, identifier, start, end in comments.notes:
            if commented := story.comment_ranges.get(identifier):
                yield MarginComment(text[start:end].strip(), Span(*commented), paragraphs.place(commented[0]))


def _notes(package: Package, story: WordStory, text: str, paragraphs: Paragraphs) -> Iterator[NoteText]:
    settings = package.related(package.main, "settings")
    settings_xml = package.text(settings) if settings and package.has(settings) else ""
    taken: dict[str, int] = {}
    for kind in ("footnote", "endnote"):
        references = [r for r in story.references if r.kind == kind]
        shown = labels(references, numbering(kind, settings_xml, package.text(package.main)))
        names: dict[str, str] = {}
        for reference in references:
            custom_mark = text[reference.offset : reference.offset + 4].split()
            label = shown[reference.id] or (custom_mark[0] if custom_mark else "*")
            if reference.id not in names:
                names[reference.id] = free_label(label, kind, taken)
        markers = [Marker(names[r.id], Span(r.offset, r.offset + 1), paragraphs.place(r.offset)) for r in references]
        notes = [
            note_of(
                story,
                text,
                names.get(identifier) or free_label(f"u{number}", kind, taken),
                f"{kind} {names.get(identifier, '')}".strip(),
                start,
                end,
            )
            for number, (_, identifier, start, end) in enumerate((n for n in story.notes if n[0] == kind), 1)
        ]
        found = with_markers(notes, markers, gaps=False)
        yield from found if markers else (replace(note, status="unreferenced") for note in found)  # Word shows none of them


PLUGIN: type[Format] = DocxFormat
