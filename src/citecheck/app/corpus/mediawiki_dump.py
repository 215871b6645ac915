"""The articles of a MediaWiki XML dump, streamed: https://www.mediawiki.org/wiki/Help:Export.

The last revision of each page in the main namespace is a document of wikitext, ``Title.wiki``; redirects are left out. The XML may be
compressed with bzip2 (also of several streams) or gzip. Document type declarations are refused.
"""

import bz2
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

from citecheck.app.corpus.input_document import InputDocument
from citecheck.documents.zip_archive import UNREADABLE
from citecheck.model.errors import DocumentError

ENDINGS = (".xml", ".xml.bz2", ".xml.gz")
PIECE = 1 << 16
HEAD = 2_000  # bytes in which the root element begins
MAX_TEXT = 20_000_000  # characters of an article
KEPT = ("title", "ns", "text", "model")


def is_dump(path: Path) -> bool:
    """Whether a file is named like XML, and its root element is a dump's."""
    if not path.name.lower().endswith(ENDINGS):
        return False
    try:
        with _opened(path) as file:
            return b"<mediawiki" in file.read(HEAD)
    except UNREADABLE:
        return False


def _opened(path: Path) -> IO[bytes]:
    name = path.name.lower()
    if name.endswith(".bz2"):
        return bz2.open(path)
    if name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path))
    return path.open("rb")


class _Pages:
    """Collects the pages that a piece of XML ends."""

    def __init__(self) -> None:
        self.ended: list[dict[str, str]] = []
        self._page: dict[str, str] = {}
        self._words: list[str] = []
        self._size = 0
        self._in = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "page":
            self._page = {}
        elif name == "redirect":
            self._page[name] = "yes"
        self._in = name if name in KEPT else ""
        self._words, self._size = [], 0

    def words(self, text: str) -> None:
        if self._in:
            self._size += len(text)
            if self._size <= MAX_TEXT:
                self._words.append(text)

    def end(self, name: str) -> None:
        if name == self._in:
            self._page[name] = "".join(self._words)
            if self._size > MAX_TEXT:
                self._page["long"] = "yes"
        elif name == "page":
            self.ended.append(self._page)
        self._in = ""

    def refuse(self, *_: object) -> None:
        raise ValueError("it declares a document type, which a dump never does")


def articles(path: Path) -> Iterator[InputDocument]:
    """The articles. Raises ``DocumentError`` where the XML is damaged."""
    pages, parser = _Pages(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = pages.start, pages.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = pages.words, pages.refuse
    with _opened(path) as file:
        try:
            while piece := file.read(PIECE):
                parser.Parse(piece, False)
                yield from (one for page in pages.ended if (one := _article(page)))
                pages.ended.clear()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield from (one for page in pages.ended if (one := _article(page)))
            raise DocumentError(str(path), f"the dump is damaged from here on: {error}") from None


def _article(page: dict[str, str]) -> InputDocument | None:
    title, text = page.get("title", ""), page.get("text", "")
    if page.get("ns", "0") != "0" or "redirect" in page or page.get("model", "wikitext") != "wikitext" or not text.strip():
        return None
    name = f"{title or 'untitled'}.wiki"
    if "long" in page:
        return InputDocument(name, fault=f"the article has over {MAX_TEXT:,} characters")
    data = text.encode("utf-8", "replace")
    return InputDocument(name, data, "wikitext", size=len(data))
