"""Turns a change of a source into edits of a Word file's XML.

Runs are split where text is inserted. New links are complex fields (ECMA-376 part 1, 17.16.5.25), which need no relationship in another part.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from citecheck.documents.formats.docx.part_text import Piece, WordLink, WordRun, WordStory
from citecheck.documents.markup_writer import notes_url_style, one_line, only_place, residue_of, urls_of
from citecheck.documents.url_style import joined
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern

PUNCTUATION = lazy_pattern(r"[\s.,;:)\]”\"»]*")
STYLE = lazy_pattern(r"<(?:\w+:)?style\b[^<>]*>(?P<inner>(?:(?!</(?:\w+:)?style>).)*)", re.DOTALL)
STYLE_ID = lazy_pattern(r"styleId=[\"']([^\"'<>&]*)[\"']")
RELATIONSHIP = lazy_pattern(r"<Relationship\b[^<>]*>")


class PartEditor(Struct, frozen=True):
    """Edits a Word file: its story, the XML of its parts by name, and the id of its hyperlink style."""

    document: Document
    story: WordStory
    parts: Mapping[str, str]
    style: str

    def edits(self, source: Source, change: Change) -> tuple[Edit, ...]:
        """The edits for a change; none if it cannot be made without changing other text."""
        span = source.span
        if span is None:
            return ()
        match change:
            case AddUrl(url, capture):
                return self._add(source, span, writable(url), capture)
            case AddCapture(url, capture):
                there = urls_of(self.document, source, url)
                return self._insert(there[-1].span.end, self._captured(capture)) if there else ()
            case ReplaceUrl(old, new):
                return tuple(edit for a in urls_of(self.document, source, old) for edit in self._replace(a, writable(new)))
            case CorrectField(old, new):
                place = only_place(self.document.text, span, old)
                return tuple(self._retext(place.start, place.end, one_line(new))) if place else ()

    def _add(self, source: Source, span: Span, url: str, capture: Capture | None) -> tuple[Edit, ...]:
        behind = self._captured(capture) if capture else []
        if place := residue_of(self.document.text, source, span, url):
            gap = "" if self.document.text[place.start - 1 : place.start].isspace() else " "
            return (*self._retext(place.start, place.end, ""), *self._insert(place.start, [gap, _Address(url), *behind]))
        url_style = notes_url_style(self.document)
        back, lead = joined(source.text, url_style.lead)
        return self._insert(span.end - back, [lead, _Address(url), url_style.close, *behind])

    def _captured(self, capture: Capture) -> "list[str | _Address]":
        return [f" ({notes_url_style(self.document).archived_at} ", _Address(writable(capture.url)), ")"]

    def _insert(self, at: int, words: "Sequence[str | _Address]") -> tuple[Edit, ...]:
        """Insert runs after the character before ``at``."""
        piece = self._piece(at - 1)
        if piece is None:
            return ()
        run = self.story.runs[piece.run]
        runs = "".join(self._run(word, run) for word in words if word)
        xml = self.parts[run.part]
        if run.outer > run.end or self._ends(piece, at):
            if run.outer > run.end and not PUNCTUATION.fullmatch(self._rest(piece, at, run.outer)):
                return ()
            return (Edit(Span(run.outer, run.outer), "", runs, run.part),)
        cut = self.story.origins[at]
        prefix = _prefix(xml, run)
        around = f'</{prefix}t></{prefix}r>{runs}<{prefix}r>{run.properties}<{prefix}t xml:space="preserve">'
        return (Edit(Span(cut, cut), "", around, run.part),)

    def _piece(self, at: int) -> Piece | None:
        """The piece that contains a character; None if no ``w:t`` does."""
        index = bisect_right(self.story.pieces, at, key=lambda piece: piece.start) - 1
        piece = self.story.pieces[index] if index >= 0 else None
        return piece if piece and piece.start <= at < piece.end else None

    def _ends(self, piece: Piece, at: int) -> bool:
        """Whether a run has no text after an offset."""
        same = [other for other in self._pieces(at, at + 1) if other.run == piece.run]
        following = self._piece(piece.end)
        return at == piece.end and not same and (following is None or following.run != piece.run)

    def _rest(self, piece: Piece, at: int, outer: int) -> str:
        """The text of a link or field after an offset."""
        end = piece.end
        while (following := self._piece(end)) and self.story.runs[following.run].outer == outer:
            end = following.end
        return self.document.text[at:end]

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        index = max(0, bisect_right(self.story.pieces, start, key=lambda piece: piece.start) - 1)
        while index < len(self.story.pieces) and self.story.pieces[index].start < end:
            if self.story.pieces[index].end > start:
                yield self.story.pieces[index]
            index += 1

    def _retext(self, start: int, end: int, new: str) -> Iterator[Edit]:
        """Replace text that may span several runs."""
        for piece in self._pieces(start, end):
            run = self.story.runs[piece.run]
            xml = self.parts[run.part]
            first, last = max(start, piece.start), min(end, piece.end)
            begin = self.story.origins[first]
            stop = self.story.origins[last] if last < piece.end else xml.index("<", begin)
            yield Edit(Span(begin, stop), xml[begin:stop], html.escape(new, quote=False), run.part)
            new = ""

    def _replace(self, address: Address, new: str) -> Iterator[Edit]:
        """Replace a URL in the link's relationship or field, and in its text if that shows it."""
        start, end = address.span.start, address.span.end
        link = next((one for one in self.story.links if (one.start, one.end) == (start, end)), None)
        if link is None:
            yield from self._retext(start, end, new)
            return
        yield from self._retarget(link, new)
        if self.document.text[start:end].strip() == address.url:
            yield from self._retext(start, end, new)

    def _retarget(self, link: WordLink, new: str) -> Iterator[Edit]:
        xml = self.parts[link.part]
        new = new.removesuffix(f"#{link.place}") if link.place else new
        if link.relationship is None:
            for number, one in enumerate(link.written):
                yield Edit(one, xml[one.start : one.end], "" if number else html.escape(new, quote=True), link.part)
            return
        rels = relationships_of(link.part)
        for match in RELATIONSHIP.finditer(self.parts.get(rels, "")):
            target = re.search(r"\bTarget=([\"'])(.*?)\1", match.group())
            if target and re.search(rf"\bId=[\"']{re.escape(link.relationship)}[\"']", match.group()):
                yield from self._retarget_relationship(link, rels, match, target, new)

    def _retarget_relationship(
        self, link: WordLink, rels: str, match: re.Match[str], target: re.Match[str], new: str
    ) -> Iterator[Edit]:
        """Change the relationship's target; if other links share it, add another relationship for this link."""
        shared = sum(one.relationship == link.relationship and one.part == link.part for one in self.story.links) > 1
        start, end = match.start() + target.start(2), match.start() + target.end(2)
        escaped = html.escape(new, quote=True)
        if not shared:
            yield Edit(Span(start, end), target[2], escaped, rels)
        elif link.written and link.relationship:
            name = f"{link.relationship}c{link.written[0].start}"
            copy = match.group().replace(target.group(), f'Target="{escaped}"')
            copy = re.sub(r"\bId=([\"']).*?\1", f'Id="{name}"', copy)
            yield Edit(Span(match.end(), match.end()), "", copy, rels)
            yield Edit(link.written[0], link.relationship, name, link.part)

    def _run(self, words: "str | _Address", like: WordRun) -> str:
        """A run of text, or the runs of a link, formatted like the run before."""
        prefix = _prefix(self.parts[like.part], like)
        properties = "" if "rPrChange" in like.properties else like.properties
        if isinstance(words, str):
            return _text_run(prefix, properties, words)
        code = html.escape(f' HYPERLINK "{words.url}" ', quote=True)
        link = self._link_properties(prefix, properties)
        return (
            f'<{prefix}r>{properties}<{prefix}fldChar {prefix}fldCharType="begin"/></{prefix}r>'
            f'<{prefix}r>{properties}<{prefix}instrText xml:space="preserve">{code}</{prefix}instrText></{prefix}r>'
            f'<{prefix}r>{properties}<{prefix}fldChar {prefix}fldCharType="separate"/></{prefix}r>'
            f"{_text_run(prefix, link, words.url)}"
            f'<{prefix}r>{properties}<{prefix}fldChar {prefix}fldCharType="end"/></{prefix}r>'
        )

    def _link_properties(self, prefix: str, properties: str) -> str:
        if not self.style:
            return properties
        style = f'<{prefix}rStyle {prefix}val="{self.style}"/>'
        inner = properties.removeprefix(f"<{prefix}rPr>").removesuffix(f"</{prefix}rPr>")
        inner = re.sub(rf"<{re.escape(prefix)}rStyle\b[^<>]*/>", "", inner)
        return f"<{prefix}rPr>{style}{inner}</{prefix}rPr>"


class _Address(Struct, frozen=True):
    url: str


def link_style(part: str, xml: str) -> tuple[str, tuple[Edit, ...]]:
    """The id of the character style Hyperlink (so named in every language), and the edit that adds it if it is missing.

    Word adds it with a document's first link; LibreOffice exports only runs with this style as links to PDF.
    """
    for style in STYLE.finditer(xml):
        if re.search(r"name\s+\w+:val=[\"']hyperlink[\"']", style["inner"], re.IGNORECASE) and (
            found := STYLE_ID.search(style.group())
        ):
            return found[1], ()
    end = re.search(r"</(\w+:)styles\s*>\s*$", xml)
    if not end:
        return "", ()
    p = end[1]
    words = (
        f'<{p}style {p}type="character" {p}styleId="Hyperlink"><{p}name {p}val="Hyperlink"/><{p}uiPriority {p}val="99"/>'
        f'<{p}unhideWhenUsed/><{p}rPr><{p}color {p}val="0563C1"/><{p}u {p}val="single"/></{p}rPr></{p}style>'
    )
    return "Hyperlink", (Edit(Span(end.start(), end.start()), "", words, part),)


def relationships_of(part: str) -> str:
    """The name of a part's relationships part."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _prefix(xml: str, run: WordRun) -> str:
    return xml[run.start + 1 : xml.index("r", run.start + 1)] if xml[run.start + 1] != "r" else ""


def _text_run(prefix: str, properties: str, words: str) -> str:
    return f'<{prefix}r>{properties}<{prefix}t xml:space="preserve">{html.escape(words, quote=False)}</{prefix}t></{prefix}r>'
