"""What formats of XML share: notes and references as text or as data, their calls, URLs and repairs."""

import html
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents import markup_writer, xml_tree
from citecheck.documents.body import Body, BodyBuilder
from citecheck.documents.damaged_entries import without
from citecheck.documents.edits import replacement
from citecheck.documents.encoding import decode
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.numbered_notes import Lines, check_nesting, labels_at, with_markers
from citecheck.documents.printed_data import difference, years
from citecheck.documents.text_format import TextFormat
from citecheck.documents.xml_tree import XmlElement, XmlText, charset
from citecheck.language import languages
from citecheck.links.archive_urls import archived
from citecheck.links.urls import doi_of, find_urls, urls_in_field, writable
from citecheck.model.document import Address, DamagedEntry, Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Item, Source
from citecheck.model.repair import AddCapture, AddUrl, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern

LINKING = ("href", "target", "url")  # attributes with URLs
ENTITY = lazy_pattern(r"#?\w{1,60};")  # behind its ampersand
ITALIC = ("italic", "emph", "i", "source")


class XmlSource(Struct, frozen=True):
    """A reference given as fields, the element that holds them, and the one beside it that is printed."""

    element: XmlElement
    item: Item
    et_al: bool = False
    printed: XmlElement | None = None


class XmlNote(Struct, frozen=True):
    """A note or an entry. Without ``sources`` its text is read, except the elements ``apart``. ``listed``: it needs no call."""

    label: str
    element: XmlElement
    sources: tuple[XmlSource, ...] = ()
    apart: tuple[str, ...] = ()
    listed: bool = False


class XmlFormat(TextFormat):
    """The base class; a format adds what its elements mean."""

    name: ClassVar[str]
    traits: ClassVar[FormatTraits] = FormatTraits(comment_syntax=("<!--", "-->"))
    lacks: ClassVar[str] = "no note or reference was found"

    def notes(self, root: XmlElement) -> list[XmlNote]:
        """The notes and entries, in the order of the text."""
        raise NotImplementedError

    def damaged(self, path: str, text: str, lines: Lines) -> tuple[DamagedEntry, ...]:
        """The entries without which the others can be read."""
        return ()

    def calls(self, root: XmlElement) -> Iterator[tuple[str, XmlElement]]:
        """The label of the note that an element calls."""
        return iter(())

    def link(self, text: str, url: str) -> str:
        """A link in running text; ``text`` is the document's."""
        raise NotImplementedError

    def added(self, text: str, element: XmlElement, url: str, doi: str | None) -> tuple[XmlElement, str]:
        """Where a reference's URL or DOI belongs, and the markup to be added at the end of that element."""
        raise NotImplementedError

    def capture(self, text: str, element: XmlElement, url: str) -> tuple[XmlElement, str]:
        """The same for a capture."""
        raise NotImplementedError

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, references, calls and URLs. Raises ``DocumentError``."""
        text, encoding = decode(path, data, charset(data))
        lines = Lines(text)
        damaged = self.damaged(path, text, lines)
        root = tree(path, without(text, damaged))
        found = self.notes(root)
        if not found and self.traits.is_bibliography:
            raise DocumentError(path, self.lacks)
        check_nesting(path, text, ((one.element.start, one.element.end) for one in found))
        listed = {one.label for one in found if one.listed}
        markers = [lines.marker(label, Span(one.start, one.end)) for label, one in self.calls(root)]
        marked = with_markers([_note(text, one, lines) for one in found], markers, gaps=False)
        notes = tuple(replace(n, status="present") if n.status == "unreferenced" and n.label in listed else n for n in marked)
        language = root.get("lang").split("-")[0].lower() or languages.detect(root.words)
        return Document(
            path, self.name, text, encoding, language, notes, tuple(_addresses(text, root, notes, lines)), damaged=damaged
        )

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add elements to a reference that is given as fields; edit the text of others, with links."""
        index = _index(document.path, without(document.text, document.damaged))
        if isinstance(change, ReplaceUrl):
            return tuple(_replaced(document, index, source, change))
        element = index.elements.get(source.span) if source.structured and source.span else None
        if element is None:
            start = source.span.start if source.span else 0
            writer = MarkupWriter(
                lambda url: self.link(document.text, url),
                html.escape,
                html.escape,
                index.behind,
                lambda end: index.outside(document.text, start, end),
            )
            return markup_writer.edits(document, source, change, writer)
        return tuple(self._fields(document.text, element, change))

    def _fields(self, text: str, element: XmlElement, change: Change) -> Iterator[Edit]:
        match change:
            case AddUrl(url, capture):
                places = [self.added(text, element, writable(url), doi_of(url))]
                places += [self.capture(text, element, writable(capture.url))] if capture else []
            case AddCapture(_, capture):
                places = [self.capture(text, element, writable(capture.url))]
            case CorrectField(old, new):
                new = html.escape(markup_writer.one_line(new), quote=False)
                yield from markup_writer.correct_field(text, Span(element.inner, element.stop), html.escape(old, quote=False), new)
                return
            case _:
                return
        for _, same in groupby(places, key=lambda place: place[0].start):
            into = list(same)
            yield xml_tree.inside(text, into[0][0], [markup for _, markup in into])


tree = lru_cache(maxsize=1)(xml_tree.parse)


class _Index(Struct, frozen=True):
    """A document's elements by their span, those with a URL by where it begins, and those with text by where it ends."""

    elements: dict[Span, XmlElement]
    links: dict[int, XmlElement]
    ends: dict[int, XmlElement]

    def behind(self, url: Span) -> int:
        """The end of a URL, or of the link that has it in an attribute."""
        return self.links[url.start].end if url.start in self.links else url.end

    def outside(self, text: str, start: int, end: int) -> int:
        """Behind the entity that the text ends with, and the elements that begin in a source and end with its text: what an identifier or a title has in it is part of it."""
        if text[end - 1 : end] == "&" and (rest := ENTITY.match(text, end)):
            end = rest.end()
        while end in self.ends and self.ends[end].start > start:
            end = self.ends[end].end
        return end


@lru_cache(maxsize=1)  # computed once for all repairs of a document
def _index(path: str, text: str) -> _Index:
    elements = list(tree(path, text).elements())
    links = {place[0]: one for one in elements for name in LINKING if (place := _place(text, one, name))}
    return _Index(
        {Span(one.start, one.end): one for one in elements}, links, {one.stop: one for one in elements if one.end > one.stop}
    )


def _place(text: str, element: XmlElement, name: str) -> tuple[int, int] | None:
    """Where the URL in an attribute stands."""
    return xml_tree.attribute_span(text, element, name) if _is_web(element.get(name)) else None


def urls_in(element: XmlElement) -> list[str]:
    """The URLs of an element, in attributes and text, each once."""
    found = [url for one in element.elements() for name in LINKING if _is_web(url := one.get(name))]
    for one in element.elements():
        for text in ("".join(part.text for part in run) for run in _runs(one)):
            found += urls_in_field(text) if one.name in ("url", "uri") else [mention.url for mention in find_urls(text)]
    return list(dict.fromkeys(found))


def with_urls(source: XmlSource) -> tuple[XmlSource, str | None]:
    """A source with its URL, unless that is a capture, and the capture's URL."""
    urls = [url for one in (source.element, source.printed) if one for url in urls_in(one)]
    captures = [url for url in urls if archived(url)]
    url = source.item.url or next((url for url in urls if url not in captures and not doi_of(url)), None)
    number = source.item.doi or next((found for one in urls if (found := doi_of(one))), None)
    return replace(source, item=replace(source.item, url=url, doi=number)), next(iter(captures), None)


def _note(text: str, note: XmlNote, lines: Lines) -> NoteText:
    span = Span(note.element.start, note.element.end)
    raw, place = text[span.start : span.end], lines.place(span.start)
    if not note.sources:
        return body_of(text, note.element, note.apart).note(note.label, raw, span, place)
    sources = tuple(_source(one, note.label, number) for number, one in enumerate(note.sources, 1))
    return NoteText(note.label, "present", raw, span, place, raw, span.start, sources=sources)


def _source(found: XmlSource, label: str, number: int) -> Source:
    one, capture = with_urls(found)
    span = Span(one.element.start, one.element.end)
    item = replace(one.item, id=label if number == 1 else f"{label}-{number}")
    known, printed = years(one.element.words), one.printed.words if one.printed else ""
    differs = tuple(difference(item, known, printed, whole=True)) if printed else ()
    return Source("", item, span, archive_url=capture, et_al=one.et_al, differs=differs)


def body_of(text: str, element: XmlElement, apart: tuple[str, ...] = ()) -> Body:
    """The text of an element without its tags, with links and italics; the elements ``apart`` are left out."""
    builder = BodyBuilder(text)
    _fill(builder, text, element, apart)
    return builder.build()


def _fill(builder: BodyBuilder, text: str, element: XmlElement, apart: tuple[str, ...]) -> None:
    url = next((value for name in LINKING if _is_web(value := element.get(name))), "")
    italic = element.name in ITALIC or "italic" in element.get("rend")
    if url:
        builder.open_link(url)
    if italic:
        builder.open_emphasis()
    for child in element.children:
        if isinstance(child, XmlText):
            _characters(builder, child)
        elif child.name not in apart:
            _fill(builder, text, child, apart)
    if italic:
        builder.close_emphasis()
    if url:
        builder.close_link()


def _characters(builder: BodyBuilder, piece: XmlText) -> None:
    if not piece.plain:
        builder.put(piece.text, piece.start)
        return
    indent = len(piece.text) - len(piece.text.lstrip())
    if indent:
        builder.space(piece.start)
    builder.keep(piece.start + indent, piece.start + len(piece.text))


def _is_web(value: str) -> bool:
    return value.lower().startswith(("http://", "https://", "//www."))


def _runs(element: XmlElement) -> Iterator[list[XmlText]]:
    """The runs of text directly in an element."""
    for is_text, run in groupby(element.children, key=lambda child: isinstance(child, XmlText)):
        if is_text:
            yield [child for child in run if isinstance(child, XmlText)]


def _addresses(text: str, root: XmlElement, notes: tuple[NoteText, ...], lines: Lines) -> Iterator[Address]:
    """The URLs of attributes, and those of texts that are no such link."""
    label_at = labels_at(notes)
    for start, end, url in sorted(set(_places(text, root))):
        yield Address(url, Span(start, end), lines.place(start), label_at(start))


def _places(text: str, root: XmlElement) -> Iterator[tuple[int, int, str]]:
    for element in root.elements():
        linked = False
        for name in LINKING:
            if place := _place(text, element, name):
                linked = True
                yield *place, element.get(name)
        for run in _runs(element) if not linked else ():
            body = _run_body(text, run)
            for mention in find_urls(body.text):
                yield body.places[mention.start], body.places[mention.end - 1] + 1, mention.url


def _run_body(text: str, run: Iterable[XmlText]) -> Body:
    builder = BodyBuilder(text)
    for piece in run:
        _characters(builder, piece)
    return builder.build()


def _replaced(document: Document, index: "_Index", source: Source, change: ReplaceUrl) -> Iterator[Edit]:
    """Replace a URL, also where it is the text of its own link, and in what is printed beside a reference's fields."""
    text, new = document.text, html.escape(writable(change.new))
    around = markup_writer.notes_around(document, source.span)[-1:] if source.structured and source.span else []
    beside = [a for a in markup_writer.addresses_of(document, change.old) for n in around if n.start <= a.span.start < n.end]
    for address in beside or markup_writer.urls_of(document, source, change.old):
        yield replacement(text, address.span.start, address.span.end, new)
        link = index.links.get(address.span.start)
        if link and html.unescape(text[link.inner : link.stop]).strip() == change.old:
            yield replacement(text, link.inner, link.stop, new)
