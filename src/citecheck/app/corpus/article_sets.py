"""Collections of JATS articles in one XML file, streamed: what PubMed Central's E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25499/) and
OAI-PMH (https://www.openarchives.org/OAI/openarchivesprotocol.html) answer.

Each article is a document, ``set.xml/PMC123.xml``, with the bytes that it has in the collection. Entities that the file declares are refused.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from citecheck.app.corpus.input_document import InputDocument
from citecheck.app.corpus.xml_streams import PIECE, opened
from citecheck.model.errors import DocumentError

ROOTS = (b"<pmc-articleset", b"<OAI-PMH")
MAX_ARTICLE = 64_000_000  # bytes
MARGIN = 4 * PIECE  # bytes between articles that are kept: a start tag is told when all of it was read, expat may wait for more
# Kinds of article-id that name a document, the best first, and what stands before the number.
NUMBERS = {"pmcid": "PMC", "pmc": "PMC", "pmid": "PMID"}


class _Articles:
    """Collects the articles that a piece of XML ends: their names and where they begin and end, in bytes from the file's start."""

    def __init__(self, parser: Any) -> None:
        self.ended: list[tuple[str, int, int]] = []
        self.begun: int | None = None
        self._parser = parser
        self._inside = 0  # articles: a translation or a response may stand in one
        self._kind = ""
        self._ids: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "article":
            if not self._inside:
                self.begun, self._ids = self._parser.CurrentByteIndex, {}
            self._inside += 1
        self._kind = attributes.get("pub-id-type", "") if name == "article-id" and self._inside == 1 else ""

    def words(self, text: str) -> None:
        if self._kind:
            self._ids[self._kind] = self._ids.get(self._kind, "") + text.strip()

    def end(self, name: str) -> None:
        self._kind = ""
        if name.rpartition(":")[2] == "article":
            self._inside -= 1
            if not self._inside and self.begun is not None:
                self.ended.append((self._name(), self.begun, self._parser.CurrentByteIndex))
                self.begun = None

    def _name(self) -> str:
        found = ((before, self._ids[kind]) for kind, before in NUMBERS.items() if kind in self._ids)
        return next((f"{before}{number.removeprefix(before)}" for before, number in found), "")

    def refuse(self, *_: object) -> None:
        raise ValueError("it declares entities, which a collection never does")


def articles(path: Path) -> Iterator[InputDocument]:
    """The articles. Raises ``DocumentError`` where the XML is damaged."""
    parser = expat.ParserCreate()
    found = _Articles(parser)
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = found.words, found.refuse
    kept, start, count = bytearray(), 0, 0  # the bytes that may be an article's, and where they begin
    with opened(path) as file:
        try:
            while piece := file.read(PIECE):
                kept += piece
                parser.Parse(piece, False)
                for name, first, last in found.ended:
                    count += 1
                    end = kept.index(b">", last - start) + 1
                    yield _document(path, name or f"article {count}", bytes(kept[first - start : end]))
                found.ended.clear()
                keep = found.begun if found.begun is not None else max(start, start + len(kept) - MARGIN)
                del kept[: keep - start]
                start = keep
                if len(kept) > MAX_ARTICLE:
                    raise DocumentError(str(path), f"an article has over {MAX_ARTICLE:,} bytes; what follows it was not read")
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise DocumentError(str(path), f"the collection is damaged from here on: {error}") from None
    if not count:
        raise DocumentError(str(path), "the collection has no article in JATS")


def _document(path: Path, name: str, data: bytes) -> InputDocument:
    return InputDocument(f"{path}/{name}.xml", data, "jats", folder=str(path), size=len(data))
