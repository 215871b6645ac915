"""Turns a change of a source into edits of ``content.xml``."""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from citecheck.documents import markup_writer
from citecheck.documents.citation_data import PUNCTUATION, behind_citation
from citecheck.documents.formats.odt.content import OdtLink, OdtStory
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.xml_tags import CHARACTER
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl, Change, ReplaceUrl

CONTENT = "content.xml"
NAMESPACES = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "xlink": "http://www.w3.org/1999/xlink"}


class ContentEditor(Struct, frozen=True):
    """Edits a document: its story, and the XML of its content."""

    document: Document
    story: OdtStory
    xml: str

    def edits(self, source: Source, change: Change) -> tuple[Edit, ...]:
        """The edits for a change; none if it cannot be made without changing other text."""
        if isinstance(change, ReplaceUrl):
            there = markup_writer.urls_of(self.document, source, change.old) if source.span else ()
            return tuple(edit for address in there for edit in self._replace(address, writable(change.new)))
        if isinstance(change, AddUrl) and (linked := self._on_title(source, change)):
            return linked
        wanted = markup_writer.edits(self.document, source, change, MarkupWriter(self._link, _escaped, _escaped))
        found = [self._located(edit) for edit in wanted]
        return tuple(edit for edits in found for edit in edits) if all(found) else ()

    def _on_title(self, source: Source, change: AddUrl) -> tuple[Edit, ...]:
        """A link on the title, if the other notes have that, and no tag is in it."""
        marks = self._opening(writable(change.url)), f"</{self._prefix('text')}a>"
        wanted = markup_writer.on_title(self.document, source, change, marks, self._is_free)
        if not wanted:
            return ()
        start, end = self.story.origins[wanted[0].span.start], self._behind(wanted[1].span.start)
        return _insertion(start, wanted[0].replacement), _insertion(end, wanted[1].replacement)

    def _is_free(self, span: Span) -> bool:
        """Whether words can become a link."""
        first, last = self.story.origins[span.start], self.story.origins[span.end - 1]
        return 0 <= first <= last and "<" not in self.xml[first:last] and not self._around(span.start, span.end)

    def _located(self, edit: Edit) -> tuple[Edit, ...]:
        """An edit of the text as edits of the XML."""
        span = edit.span
        if span.start < span.end:
            return (
                ()
                if "<" in edit.replacement and self._around(span.start, span.end)
                else tuple(self._retext(span, edit.replacement))
            )
        at = self._place_behind(span.start)
        return (_insertion(at, edit.replacement),) if at is not None else ()

    def _place_behind(self, at: int) -> int | None:
        """Where markup can follow the character before an offset: behind its link, and the spans that end with it."""
        if not at or self.story.origins[at - 1] < 0:
            return None
        place = self._behind(at)
        for link in self._around(at - 1, at):
            if not PUNCTUATION.fullmatch(self.document.text, at, link.end):
                return None
            place = link.outer
        cited = behind_citation(self.story.data, self.document.text, at, place)
        if cited is None:
            return None
        place = cited
        closing = re.compile(rf"</{re.escape(self._prefix('text'))}span\s*>")
        while found := closing.match(self.xml, place):
            place = found.end()
        return place

    def _behind(self, at: int) -> int:
        """The XML offset behind the character before an offset of the text."""
        found = CHARACTER.match(self.xml, self.story.origins[at - 1])
        return found.end() if found else self.story.origins[at - 1]

    def _around(self, start: int, end: int) -> list[OdtLink]:
        """The links that have some of the text."""
        first = bisect_left(self.story.links, start + 1, key=lambda link: link.end)
        return [link for link in self.story.links[first : first + 1] if link.start < end]

    def _retext(self, span: Span, new: str) -> Iterator[Edit]:
        """Replace text that may be in several elements; nothing if some of it is no text of the XML."""
        places = self.story.origins[span.start : span.end]
        if min(places) < 0:
            return
        start, behind = places[0], places[0]
        for offset, place in enumerate(places, span.start):
            if place > behind:
                yield self._replacement(start, behind, new)
                start, new = place, ""
            behind = self._behind(offset + 1)
        yield self._replacement(start, behind, new)

    def _replace(self, address: Address, new: str) -> Iterator[Edit]:
        """Replace a URL in its link, and in the text if that shows it."""
        span = address.span
        link = next((one for one in self._around(span.start, span.end) if (one.start, one.end) == (span.start, span.end)), None)
        if link:
            yield self._replacement(link.written.start, link.written.end, _escaped(new))
        if not link or self.document.text[span.start : span.end].strip() == address.url:
            yield from self._retext(span, _escaped(new))

    def _replacement(self, start: int, end: int, new: str) -> Edit:
        return Edit(Span(start, end), self.xml[start:end], new, CONTENT)

    def _link(self, url: str) -> str:
        return f"{self._opening(url)}{_escaped(url)}</{self._prefix('text')}a>"

    def _opening(self, url: str) -> str:
        x = self._prefix("xlink")
        declared = f' xmlns:xlink="{NAMESPACES["xlink"]}"' if not x else ""
        x = x or "xlink:"
        return f'<{self._prefix("text")}a{declared} {x}type="simple" {x}href="{_escaped(url)}">'

    def _prefix(self, name: str) -> str:
        """The document's prefix for a namespace, with a colon; empty if it has none."""
        found = re.compile(rf"\bxmlns:([\w.-]+)\s*=\s*[\"']{re.escape(NAMESPACES[name])}[\"']").search(self.xml)
        return f"{found[1]}:" if found else ""


def _insertion(at: int, words: str) -> Edit:
    return Edit(Span(at, at), "", words, CONTENT)


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
