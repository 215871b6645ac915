"""Word files: footnotes and endnotes with the numbers that Word shows, hyperlinks and fields, bibliographies.

A repair changes single parts; the others stay byte for byte.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from citecheck.citations.decisions import Decision
from citecheck.documents.edits import splice
from citecheck.documents.explain import explain_lists
from citecheck.documents.formats.docx.headings import heading_styles
from citecheck.documents.formats.docx.note_numbers import labels, numbering
from citecheck.documents.formats.docx.package import MAX_TEXT, Package, check_xml
from citecheck.documents.formats.docx.part_edits import PartEditor, link_style, relationships_of
from citecheck.documents.formats.docx.part_text import PartReader, Story, WordLink
from citecheck.documents.numbered_notes import Lines, labels_at, with_markers
from citecheck.documents.sections import announces_notes, find_sections
from citecheck.documents.text_notes import bibliography, read_notes
from citecheck.documents.text_spans import blanked
from citecheck.language import languages
from citecheck.links.urls import find_urls
from citecheck.model.document import Address, Document, FormatTraits, Hyperlink, MarginComment, Marker, NoteText
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Place, Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.protocols import Format


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
        paragraphs, lines = _Paragraphs(body), Lines(body)
        notes = tuple(_notes(package, story, text, paragraphs))
        typed = _without_headings(body, story)
        found = bibliography(typed, [(0, main)], lines) if notes else _typed_notes(typed, lines)
        notes += tuple(_placed(note, paragraphs, story) for note in found)
        addresses = tuple(_addresses(story, text, notes, paragraphs))
        margin_comments = tuple(_margin_comments(package, story, paragraphs))
        return Document(path, self.name, text, "utf-8", languages.detect(text), notes, addresses, margin_comments=margin_comments)

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """For a footnote or endnote, its part; for a typed note, the candidate lists."""
        story, main = _story(Package.of(document.path, document.data))
        if note.span and note.span.start < main:
            return explain_lists(_without_headings(document.text[:main], story), note)
        return iter((Decision("list", f"Word's {note.place.part}", span=note.span),))

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Insert or change runs and fields in the part that contains the source."""
        story, texts, style, defined = _opened(document.path, data)
        edits = PartEditor(document, story, texts, style).edits(source, change)
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
            check_xml(path, part, new)
            changed[part] = new
        return package.packed(changed) if changed else data


@lru_cache(maxsize=1)  # called for each source of a document
def _opened(path: str, data: bytes) -> tuple[Story, dict[str, str], str, tuple[Edit, ...]]:
    """The story, the XML of its parts, the hyperlink style's id, and the edits that define that style."""
    package = Package.of(path, data)
    story, _ = _story(package)
    parts = {run.part for run in story.runs}
    texts = {name: package.text(name) for part in parts for name in (part, relationships_of(part)) if package.has(name)}
    styles = package.related(package.main, "styles")
    return story, texts, *(link_style(styles, package.text(styles)) if styles and package.is_whole(styles) else ("", ()))


def _story(package: Package) -> tuple[Story, int]:
    """The text of the body and the notes, and the offset where the notes begin."""
    story = Story()
    end = 0
    styles = package.related(package.main, "styles")
    headings = heading_styles(package.text(styles)) if styles and package.is_whole(styles) else frozenset()
    for part in (package.main, *(package.related(package.main, kind) for kind in ("footnotes", "endnotes"))):
        if part and package.has(part):
            targets = {t.get("Id", ""): t.get("Target", "") for t in package.relations(part) if t.get("TargetMode") == "External"}
            PartReader(story, part, package.text(part), targets, headings).read()
            if story.length > MAX_TEXT:
                raise DocumentError(
                    package.path, f"it holds more than {MAX_TEXT // 1_000_000} million characters; split the document"
                )
        end = end or story.length
    return story, end


def _without_headings(body: str, story: Story) -> str:
    """The body with its headings blanked, since their numbers are no labels of notes, except those that announce notes."""
    return blanked(
        body, ((start, end) for start, end in story.headings if end <= len(body) and not announces_notes(body[start:end]))
    )


def _typed_notes(body: str, lines: Lines) -> tuple[NoteText, ...]:
    """The notes of a body without Word's own; a single paragraph that only has a date is no list."""
    found = read_notes(body, lines)
    single = len(found) == 1 and found[0].label == "u1" and not find_sections(body) and not find_urls(found[0].body)
    return () if single else found


def _margin_comments(package: Package, story: Story, paragraphs: "_Paragraphs") -> Iterator[MarginComment]:
    """The comments of the document."""
    part = package.related(package.main, "comments")
    if part and package.has(part):
        comments = Story()
        PartReader(comments, part, package.text(part), {}).read()
        text = comments.text()
        for _, identifier, start, end in comments.notes:
            if commented := story.comment_ranges.get(identifier):
                yield MarginComment(text[start:end].strip(), Span(*commented), paragraphs.place(commented[0]))


class _Paragraphs:
    """Converts offsets to paragraph numbers, since Word files have no lines."""

    def __init__(self, body: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n\n", body))]

    def place(self, offset: int) -> Place:
        return Place(part=f"paragraph {bisect_right(self.starts, offset)}")


def _notes(package: Package, story: Story, text: str, paragraphs: _Paragraphs) -> Iterator[NoteText]:
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
                names[reference.id] = _free(label, kind, taken)
        markers = [Marker(names[r.id], Span(r.offset, r.offset + 1), paragraphs.place(r.offset)) for r in references]
        notes = [
            _note(
                story,
                text,
                names.get(identifier) or _free(f"u{number}", kind, taken),
                f"{kind} {names.get(identifier, '')}".strip(),
                start,
                end,
            )
            for number, (_, identifier, start, end) in enumerate((n for n in story.notes if n[0] == kind), 1)
        ]
        found = with_markers(notes, markers, gaps=False)
        yield from found if markers else (replace(note, status="unreferenced") for note in found)  # Word shows none of them


def _free(label: str, kind: str, taken: dict[str, int]) -> str:
    """A unique label: sections may restart the numbers, endnotes may repeat the footnotes'. ``taken`` counts the uses of each label."""
    name = label
    while name in taken:
        number = taken[label] = taken[label] + 1
        name = f"{label} ({kind})" if number == 2 and kind == "endnote" else f"{label} ({number})"
    taken[name] = 1
    return name


def _note(story: Story, text: str, label: str, part: str, start: int, end: int) -> NoteText:
    body = text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    note = NoteText(label, "present", body, Span(first, first + len(body)), Place(part=part), body, first)
    return _linked(note, story)


def _placed(note: NoteText, paragraphs: _Paragraphs, story: Story) -> NoteText:
    """A note of the body, with paragraph numbers as places."""
    note = replace(note, markers=tuple(replace(m, place=paragraphs.place(m.span.start)) for m in note.markers))
    return _linked(replace(note, place=paragraphs.place(note.span.start)), story) if note.span else note


def _linked(note: NoteText, story: Story) -> NoteText:
    """A note with its links, except those on the URL itself, and its words in italics."""
    start, end = note.body_start, note.body_start + len(note.body)
    ends = bisect_left(story.links, start, key=_end), bisect_right(story.links, end, key=_end)
    inside = ((Span(link.start - start, link.end - start), link.url) for link in story.links[slice(*ends)] if start <= link.start)
    links = tuple(Hyperlink(span, url) for span, url in inside if note.body[span.start : span.end].strip() != url)
    first, last = (bisect_left(story.italics, at, key=lambda one: one.start) for at in (start, end))
    italics = tuple(Span(one.start - start, min(one.end, end) - start) for one in story.italics[first:last])
    return replace(note, links=links, emphasis=italics)


def _end(link: WordLink) -> int:
    return link.end


def _addresses(story: Story, text: str, notes: tuple[NoteText, ...], paragraphs: _Paragraphs) -> Iterator[Address]:
    label_at = labels_at(notes)
    places = {note.label: note.place for note in notes}
    inside = labels_at([NoteText("link", span=Span(one.start, one.end)) for one in story.links])
    found = [(one.url, one.start, one.end) for one in story.links if re.match(r"https?://", one.url, re.IGNORECASE)]
    found += [(m.url, m.start, m.end) for m in find_urls(text) if inside(m.start) is None]
    for url, start, end in sorted(found, key=lambda one: one[1]):
        label = label_at(start)
        yield Address(url, Span(start, end), places[label] if label else paragraphs.place(start), label)


PLUGIN: type[Format] = DocxFormat
