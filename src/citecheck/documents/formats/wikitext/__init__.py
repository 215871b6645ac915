"""MediaWiki's wikitext: ``<ref>`` notes, named, grouped or list-defined; citation templates; shortened notes; bibliographies.

A citation template gives its source's fields directly, and is repaired in its parameters.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.prose import SENTENCE_WORDS, is_prose
from citecheck.documents import markup_writer
from citecheck.documents.edits import insertion, replacement
from citecheck.documents.encoding import decode
from citecheck.documents.formats.wikitext.body import WikitextText
from citecheck.documents.formats.wikitext.dialects import ARCHIVES, TITLES
from citecheck.documents.formats.wikitext.entries import entries_of
from citecheck.documents.formats.wikitext.notes import find_notes
from citecheck.documents.formats.wikitext.recognition import is_wikitext
from citecheck.documents.formats.wikitext.syntax import REPLACED, Parameter, Template, Wikitext, decoded, scan, with_signs
from citecheck.documents.formats.wikitext.templates import Dialect, dialect, is_citation, names_work, read_template
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.numbered_notes import Lines, check_nesting, could_be_reference, labels_at, with_markers
from citecheck.documents.paragraphs import paragraphs
from citecheck.documents.reference_entries import announced
from citecheck.documents.sections import find_sections
from citecheck.documents.text_format import TextFormat
from citecheck.documents.text_spans import trimmed_end
from citecheck.language import languages
from citecheck.links.urls import BRACED, FOREIGN, seen, trim, writable
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

ADDRESS = lazy_pattern(rf"(?P<opened>\[)?(?P<url>https?://(?:[^\s<>\"\[\]{{}}|]++|{REPLACED}|{BRACED})+)", re.IGNORECASE)
BARE_END = lazy_pattern(rf"''|&(?:lt|gt|nbsp|\#160);|[“”«»{FOREIGN}]")
HEADING = lazy_pattern(r"^=[^\n]*=[ \t]*+$", re.MULTILINE)
NO_TEXT = lazy_pattern(r"[*#:;]|\{\||\[\[|<|__")  # begins an item, a template, a table, a picture, a tag, a switch
BULLET = lazy_pattern(r"^[*#:]+[ \t]*(?P<words>[^\n]+)", re.MULTILINE)
LAYOUT = lazy_pattern(r"(?P<before>\s*+)\|(?P<inner>[ \t]*+)(?>[^=| \t]+(?:[ \t]+[^=| \t]+)*)?(?P<equals>[ \t]*+=[ \t]*+)")
CLOSING_MARKS = lazy_pattern(r"(?:'{2,5}|\]{1,2}|</(?:i|b|em|small|cite)>)+")
DATES = ("archive-date", "archivedate", "access-date", "accessdate", "date")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class WikitextFormat(TextFormat):
    """Pages of Wikipedia and other MediaWiki sites."""

    name: ClassVar[str] = "wikitext"
    suffixes: ClassVar[tuple[str, ...]] = (".wiki", ".wikitext", ".mediawiki", ".mw")
    traits: ClassVar[FormatTraits] = FormatTraits(comment_syntax=("<!--", "-->"))

    def recognises(self, path: str, head: str) -> bool:
        """True for text that uses the markup of MediaWiki; by suffix for any text."""
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else is_wikitext(head)

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading(text, page := scan(text), WikitextText.of(page), Lines(text))
        notes = _notes(path, reading) + tuple(_bibliography(reading))
        return Document(path, self.name, text, encoding, languages.detect(text), notes, tuple(_addresses(reading, notes)))

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add parameters to a citation template in its layout; elsewhere write URLs as the other notes do."""
        page = _scanned(document.text)
        template = next((t for t in page.templates_in(*_ends(source)) if (t.start, t.end) == _ends(source)), None)
        if template is not None and is_citation(template) and isinstance(change, AddUrl | AddCapture):
            return _in_template(page, template, change)
        if isinstance(change, AddUrl):
            around = f"[{writable(change.url)} ", "]"
            if linked := markup_writer.on_title(document, source, change, around, lambda at: _is_free(page, at)):
                return linked
        writer = MarkupWriter(
            escape=_escaped,
            after_url=lambda at: _after_link(document.text, at),
            after_source=lambda at: _after_marks(document.text, _after_template(page, source, at)),
        )
        return markup_writer.edits(document, source, change, writer)


class _Reading(Struct, frozen=True):
    """A scanned page."""

    text: str
    page: Wikitext
    reader: WikitextText
    lines: Lines

    def note(self, label: str, span: Span, *inner: Span) -> NoteText:
        """A note with the sources of its citation templates; ``inner`` are the parts of its text."""
        body = self.reader.read(*inner)
        sources: list[Source] = []
        templates = [t for part in inner for t in self.page.templates_in(part.start, part.end)]
        for template in templates:
            if is_citation(template) or names_work(template, self._raw, alone=not body.text):
                sources.append(read_template(template, self.reader.words, self._raw))
            elif sources and not sources[-1].archive_url and (capture := self.reader.capture(template)):
                sources[-1] = replace(sources[-1], archive_url=capture)
        if templates and not body.text and not sources:
            body = self.reader.named(templates[0])
        return body.note(label, self.text[span.start : span.end], span, self.lines.place(span.start), tuple(sources))

    def _raw(self, span: Span) -> str:
        return decoded(self.text[span.start : span.end])


def _notes(path: str, reading: _Reading) -> tuple[NoteText, ...]:
    all_found = find_notes(reading.page)
    check_nesting(path, reading.text, ((span.start, span.end) for found in all_found for span, _ in found.written))
    out: list[NoteText] = []
    for chapter in sorted({found.chapter for found in all_found}):
        notes: list[NoteText] = []
        markers: list[Marker] = []
        for found in (found for found in all_found if found.chapter == chapter):
            seen: set[str] = set()
            for span, inner in found.written:
                note = reading.note(found.label, span, *inner)
                if note.body not in seen:  # a repeated identical note is the same note
                    seen.add(note.body)
                    notes.append(note)
            markers += [reading.lines.marker(found.label, call) for call in found.calls]
        out += with_markers(notes, markers, gaps=False)
    return tuple(out)


def _bibliography(reading: _Reading) -> Iterator[NoteText]:
    """The items of the bibliography, or its paragraphs if it has no items."""
    number = 0
    masked = reading.page.masked
    for section in find_sections(masked):
        heading = HEADING.search(masked, section.body + 1, section.end)
        end = heading.start() if heading else section.end
        if section.kind != "bibliography":
            continue
        for start, words, stop in list(_items(reading, section.body, end)) or _paragraphs(reading, section.body, end):
            number += 1
            yield reading.note(f"u{number}", Span(start, stop), Span(words, stop))


def _items(reading: _Reading, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The items of a list that cite: where each begins, its words begin and end."""
    for item in BULLET.finditer(reading.page.masked, start, end):
        span = Span(item.start("words"), item.end("words"))
        templates = any(is_citation(t) for t in reading.page.templates_in(span.start, span.end))
        if templates or could_be_reference(reading.reader.words(span)):
            yield item.start(), span.start, span.end


def _paragraphs(reading: _Reading, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The paragraphs that cite; a section on the sources of a river has sentences."""
    masked = reading.page.masked
    found = [(first, last) for first, last in paragraphs(masked, start, end) if not NO_TEXT.match(masked, first)]

    def read(first: int, last: int) -> str:
        return reading.reader.words(Span(first, last))

    words = [read(first, last) for first, last in found]
    for at in announced(words) if found else ():
        if not is_prose(words[at], SENTENCE_WORDS):
            yield from ((first, first, last) for first, last in entries_of(masked, *found[at], read))


def _addresses(reading: _Reading, notes: tuple[NoteText, ...]) -> Iterator[Address]:
    label_at = labels_at(notes)
    for match in ADDRESS.finditer(reading.page.masked):
        start = match.start("url")
        url = match["url"] if match["opened"] else _bare(reading.page.masked, start, match["url"])
        if len(url) > 10:
            yield Address(
                with_signs(decoded(seen(url))), Span(start, start + len(url)), reading.lines.place(start), label_at(start)
            )


def _bare(text: str, start: int, url: str) -> str:
    """A URL without brackets: it ends before marks of emphasis and those of a heading."""
    url = BARE_END.split(url, maxsplit=1)[0]
    if text.startswith("=", text.rfind("\n", 0, start) + 1):
        url = url.rstrip("=")
    return trim(url)


_scanned = lru_cache(maxsize=1)(scan)  # called for each source of a document


def _ends(source: Source) -> tuple[int, int]:
    return (source.span.start, source.span.end) if source.span else (0, 0)


def _in_template(page: Wikitext, template: Template, change: AddUrl | AddCapture) -> tuple[Edit, ...]:
    """Write the parameters that a change needs: in place if present, else after the title or URL."""
    known = dialect(template)
    title = template.find(*TITLES) or (template.parameters[-1:] or (None,))[0]
    if known is None or title is None:
        return ()
    wanted: list[tuple[str, str]] = []
    anchor = title
    if isinstance(change, AddUrl):
        wanted.append(("url", writable(change.url)))
    else:
        anchor = template.find("url") or title
        if any(p.name in ARCHIVES and p.end > p.start for p in template.parameters):
            return ()
    if change.capture:
        wanted += _captured(page, template, known, change.capture)
    return tuple(_written(page, template, anchor, wanted))


def _captured(page: Wikitext, template: Template, known: Dialect, capture: Capture) -> list[tuple[str, str]]:
    wanted = [(known.archive_url, writable(capture.url))]
    if capture.date:
        wanted.append((known.archive_date, _dated(page, template, capture.date)))
    if known.status:
        name, dead, live = known.status
        wanted.append((name, dead if capture.dead else live))
    return wanted


def _dated(page: Wikitext, template: Template, day: date) -> str:
    """The date in the form of the template's other dates: 3 May 2021, May 3, 2021, or 2021-05-03."""
    model = next((page.masked[p.start : p.end] for key in DATES if (p := template.find(key)) and p.end > p.start), "")
    if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", model):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, \d{4}", model):
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return day.isoformat()


def _written(page: Wikitext, template: Template, anchor: Parameter, wanted: list[tuple[str, str]]) -> Iterator[Edit]:
    layout = LAYOUT.match(page.text, trimmed_end(page.text, 0, anchor.bar), anchor.end)
    before, inner, equals = (layout["before"], layout["inner"], layout["equals"]) if layout else ("", "", "=")
    added = ""
    for name, value in wanted:
        present = template.find(name)
        if present is None:
            added += f"{before}|{inner}{name}{equals}{value}"
        elif present.name != "url-status" or present.end == present.start:
            yield replacement(page.text, present.start, present.end, value)
    if added:
        yield insertion(anchor.end, added)


def _is_free(page: Wikitext, span: Span) -> bool:
    words = page.masked[span.start : span.end]
    return not re.search(r"[\[\]{}|<>\n]|''", words) and not any(s < span.end and span.start < e for s, _, e in page.links)


def _after_link(text: str, span: Span) -> int:
    """The offset after the closing bracket of an external link, given its URL."""
    close = text.find("]", span.end)
    line = text.find("\n", span.end)
    return close + 1 if text[span.start - 1 : span.start] == "[" and close >= 0 and (line < 0 or close < line) else span.end


def _after_template(page: Wikitext, source: Source, at: int) -> int:
    """The offset after the template of a source in which an offset is."""
    first, last = (bisect_left(page.templates, place, key=lambda t: t.start) for place in (_ends(source)[0], at))
    return max((t.end for t in page.templates[first:last] if at < t.end), default=at)


def _after_marks(text: str, at: int) -> int:
    """The offset after closing marks: quotes, brackets of links, end tags."""
    closing = CLOSING_MARKS.match(text, at)
    return closing.end() if closing else at


def _escaped(text: str) -> str:
    """Text with wikitext's markup characters as entities."""
    return re.sub(r"[\[\]{}|<>=]|''+|~~~+", lambda m: "".join(f"&#{ord(char)};" for char in m.group()), text)


PLUGIN: type[Format] = WikitextFormat
