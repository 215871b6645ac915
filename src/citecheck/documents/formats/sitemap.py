"""Sitemaps (https://www.sitemaps.org/protocol.html), whose URLs are checked as links. Read only: a site's generator writes them."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from citecheck.documents.encoding import decode
from citecheck.documents.numbered_notes import Lines
from citecheck.documents.xml_tree import charset
from citecheck.model.document import Address, Document, FormatTraits
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
# A page, another sitemap, or an image or video of a page; many generators leave ``&`` as it is, so this is no XML parser's work.
LOCATION = lazy_pattern(
    r"<(?:\w+:)?(?:loc|content_loc|player_loc)\s*>\s*(?:<!\[CDATA\[\s*)?(?P<url>https?://[^\s<\]]+)", re.IGNORECASE
)
COMMENT = lazy_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class SitemapFormat:
    """``sitemap.xml`` and its parts."""

    name: ClassVar[str] = "sitemap"
    suffixes: ClassVar[tuple[str, ...]] = (".xml",)
    traits: ClassVar[FormatTraits] = FormatTraits(
        written=False,
        in_folders=False,  # its pages may not be published yet
        has_notes=False,
    )

    def recognises(self, path: str, head: str) -> bool:
        """True for the root element of a sitemap, or of an index of sitemaps."""
        return bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read the URLs. Raises ``DocumentError`` if there are none."""
        text, encoding = decode(path, data, charset(data))
        found = tuple(_addresses(text))
        if not found:
            raise DocumentError(path, "this sitemap has no <loc> with an absolute URL")
        return Document(path, self.name, text, encoding, addresses=found)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """None: a sitemap is not written."""
        return ()

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Return the file as it is. Raises ``WriteError`` for any edit."""
        if any(True for _ in edits):
            raise WriteError(f"{path}: a sitemap is not written; repair the pages, and let the site's generator write it again")
        return data


def _addresses(text: str) -> Iterator[Address]:
    lines = Lines(text)
    shown = COMMENT.sub(lambda comment: " " * len(comment.group()), text)
    for found in LOCATION.finditer(shown):
        start, end = found.span("url")
        yield Address(html.unescape(found["url"]), Span(start, end), lines.place(start))


PLUGIN: type[Format] = SitemapFormat
