"""The articles of a MediaWiki XML dump, streamed: https://www.mediawiki.org/wiki/Help:Export.

The last revision of each page in the main namespace is a document of wikitext, ``Title.wiki``; redirects are left out. Document type
declarations are refused.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from citecheck.app.corpus.input_document import InputDocument
from citecheck.app.corpus.xml_streams import PIECE, opened
from citecheck.model.errors import DocumentError

ROOTS = (b"<mediawiki",)
MAX_TEXT = 20_000_000  # characters of an article
KEPT = ("title", "ns", "text", "model")


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
    with opened(path) as file:
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
