"""Reads the text of a PDF's pages with PDFium: pieces of text in the order of the page's content, with place, size and link."""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from msgspec import Struct

from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000  # as in Word files; each takes some microseconds
MAX_OBJECTS = 5_000  # drawn objects of a page that are looked at for rules; a plot has more
MAX_LINKS = 2_000  # of a page
HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}  # how PDFium writes a hyphen at the end of a line
MIN_CYRILLIC, CYRILLIC = 4, 0.7  # letters of a text, and the share from the second half of Latin-1, in no language so many
CYRILLIC_LETTERS = {code: bytes([code]).decode("cp1251") for code in range(0xC0, 0x100)} | {0xA2: "\u0452", 0xBB: "\u045a"}
CONTROL = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
MAX_QUADS, MAX_URL, MAX_NAME = 100, 8_192, 256
MAX_SLOPE = 0.2  # of a line of text; one that is steeper is no part of the running text
MAX_THICKNESS, MIN_RULE = 3.0, 30.0  # points, of a rule
WEB = lazy_pattern(r"https?://[^\s/]", re.IGNORECASE)
ITALIC = lazy_pattern(r"ital|obli|slant|kurs|(?<![a-z])(?:it|ti)\d*$|cmti|sfti|cmsl|-it(?![a-z])", re.IGNORECASE)
BOLD = lazy_pattern(r"bold|black|heavy|cmbx|sfbx|-bd|semib", re.IGNORECASE)
DAMAGED = "it is damaged or no PDF; open it in a PDF reader, and save it again"
# What TeX's fonts have at places that are no letters elsewhere (Cork encoding, and ligatures of the old one).
TEX = {
    **{0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"},
    **{0x10: "\u201c", 0x11: "\u201d", 0x12: "\u201e", 0x13: "\u00ab", 0x14: "\u00bb", 0x15: "\u2013", 0x16: "\u2014"},
}
ERRORS = {
    4: "it is encrypted and needs a password; save it without one",
    3: DAMAGED,
    2: DAMAGED,
    5: "its encryption is not supported",
}


class Piece(Struct, frozen=True):
    """Text of one size and font on one base line, in points from the lower left corner of the page; ``link`` is a URL or empty."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    link: str = ""


class Rule(Struct, frozen=True):
    """A horizontal line that is drawn on a page."""

    x0: float
    x1: float
    y: float


class Page(Struct, frozen=True):
    """The pieces of a page in the order of its content, numbered from 1. ``recognised``: its text is an invisible layer over a scan.

    ``nameless``: the number of its characters without Unicode.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    recognised: bool = False
    nameless: int = 0


class _Link(Struct, frozen=True):
    url: str
    x0: float
    y0: float
    x1: float
    y1: float


def read_pages(path: str, data: bytes) -> tuple[Page, ...]:
    """Every page. Raises ``DocumentError`` for a file that is damaged, locked or too long."""
    import pypdfium2.raw as pdfium

    characters = 0
    pages = []
    with _opened(pdfium, path, data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise DocumentError(path, f"it has more than {MAX_PAGES:,} pages; split the document")
        for number in range(1, count + 1):
            page = _Reader(pdfium, document, number).read()
            characters += sum(len(piece.text) for piece in page.pieces)
            pages.append(page)
            if characters > MAX_CHARACTERS:
                raise DocumentError(
                    path, f"it holds more than {MAX_CHARACTERS // 1_000_000} million characters; split the document"
                )
    return tuple(pages)


@contextmanager
def _opened(pdfium: Any, path: str, data: bytes) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise DocumentError(path, ERRORS.get(pdfium.FPDF_GetLastError(), DAMAGED))
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Reader:
    """Reads one page. Places are those of the page as it is shown: turned, if the file says so."""

    def __init__(self, pdfium: Any, document: Any, number: int) -> None:
        self.pdfium, self.document, self.number = pdfium, document, number
        self.styles: dict[int | None, tuple[bool, bool]] = {}
        self.links: list[_Link] = []
        self.turned, self.width, self.height = 0, 0.0, 0.0
        self.hidden = 0  # pieces that are not painted
        self.nameless = 0  # characters without Unicode

    def read(self) -> Page:
        """The page; empty if it cannot be read."""
        page = self.pdfium.FPDF_LoadPage(self.document, self.number - 1)
        if not page:
            return Page(self.number, 0, 0, ())
        text = self.pdfium.FPDFText_LoadPage(page)
        try:
            self.turned = int(self.pdfium.FPDFPage_GetRotation(page))
            self.width, self.height = float(self.pdfium.FPDF_GetPageWidthF(page)), float(self.pdfium.FPDF_GetPageHeightF(page))
            self.links = list(self._links(page))
            pieces = tuple(self._pieces(text)) if text else ()
            recognised = self.hidden > len(pieces) / 2
            return Page(self.number, self.width, self.height, pieces, tuple(self._rules(page)), recognised, self.nameless)
        finally:
            if text:
                self.pdfium.FPDFText_ClosePage(text)
            self.pdfium.FPDF_ClosePage(page)

    def _pieces(self, text: Any) -> Iterator[Piece]:
        """The runs of characters that one operator draws, with the spaces that PDFium finds between words."""
        drawn: int | None = None
        letters: list[tuple[int, str]] = []
        for at in range(min(self.pdfium.FPDFText_CountChars(text), MAX_CHARACTERS + 1)):
            code = self.pdfium.FPDFText_GetUnicode(text, at)
            char = HYPHENS.get(code) or TEX.get(code) or chr(code)
            is_control = code < 32 and code not in HYPHENS and code not in TEX
            if is_control and self.pdfium.FPDFText_IsGenerated(text, at) != 1:
                self.nameless += 1
            if char.isspace() or (code < 32 and self.pdfium.FPDFText_IsGenerated(text, at) == 1 and code not in HYPHENS):
                if letters and code >= 32:
                    letters.append((at, " "))
                continue
            owner = ctypes.cast(self.pdfium.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value
            if owner != drawn and letters:
                yield from self._piece(text, letters)
                letters = []
            drawn = owner
            letters.append((at, char))
        if letters:
            yield from self._piece(text, letters)

    def _piece(self, text: Any, letters: list[tuple[int, str]]) -> Iterator[Piece]:
        """One piece, or several if a link covers a part of it; none for text that runs up or down the page."""
        first = letters[0][0]
        matrix = self.pdfium.FS_MATRIX()
        self.pdfium.FPDFText_GetMatrix(text, first, ctypes.byref(matrix))
        a, b = self._shown(matrix.a, matrix.b)
        if a <= 0 or abs(b) > MAX_SLOPE * a:
            return
        x0, y = self._origin(text, first)
        size = float(self.pdfium.FPDFText_GetFontSize(text, first)) * math.hypot(matrix.c, matrix.d)
        x1 = self._box(text, next(at for at, char in reversed(letters) if char != " "))[2]
        bold, italic = self._style(text, first)
        drawn = self.pdfium.FPDFText_GetTextObject(text, first)
        self.hidden += self.pdfium.FPDFTextObj_GetTextRenderMode(drawn) == self.pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        near = [link for link in self.links if link.y0 - size < y < link.y1 and link.x0 < x1 and x0 < link.x1]
        if not near:
            yield Piece(_text(letters), x0, x1, y, size, bold, italic)
            return
        for url, part in groupby(letters, key=lambda one: self._link_at(text, one[0], near)):
            own = list(part)
            x0, _, x1, _ = self._box(text, own[0][0], own[-1][0])
            yield Piece(_text(own), x0, x1, y, size, bold, italic, url)

    def _link_at(self, text: Any, at: int, near: list[_Link]) -> str:
        """The URL of the link that covers the middle of a character."""
        x0, y0, x1, y1 = self._box(text, at)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return next((one.url for one in near if one.x0 <= x <= one.x1 and one.y0 - 1 <= y <= one.y1 + 1), "")

    def _shown(self, x: float, y: float, *, place: bool = False) -> tuple[float, float]:
        """A direction or a place on the page as it is shown."""
        width, height = (self.width, self.height) if place else (0.0, 0.0)
        return ((x, y), (y, height - x), (width - x, height - y), (width - y, x))[self.turned]

    def _origin(self, text: Any, at: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.pdfium.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        return self._shown(x.value, y.value, place=True)

    def _box(self, text: Any, at: int, last: int | None = None) -> tuple[float, float, float, float]:
        """The left, lower, right and upper edge of characters."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.pdfium.FPDFText_GetCharBox(text, at, *map(ctypes.byref, (left, right, bottom, top)))
        one, other = self._shown(left.value, bottom.value, place=True), self._shown(right.value, top.value, place=True)
        end = self._box(text, last)[2] if last is not None and last != at else max(one[0], other[0])
        return min(one[0], other[0]), min(one[1], other[1]), end, max(one[1], other[1])

    def _style(self, text: Any, at: int) -> tuple[bool, bool]:
        """Whether a character is bold and in italics, by the name of its font."""
        drawn = self.pdfium.FPDFText_GetTextObject(text, at)
        font = self.pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        key = ctypes.cast(font, ctypes.c_void_p).value if font else None
        if key not in self.styles:
            name = ctypes.create_string_buffer(MAX_NAME)
            if font:
                self.pdfium.FPDFFont_GetBaseFontName(font, name, MAX_NAME)
            plain = name.value.decode("latin-1")
            self.styles[key] = bool(BOLD.search(plain)), bool(ITALIC.search(plain))
        return self.styles[key]

    def _links(self, page: Any) -> Iterator[_Link]:
        """The areas of links to URLs."""
        position, link = ctypes.c_int(0), self.pdfium.FPDF_LINK()
        for _ in range(MAX_LINKS):
            if not self.pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
                return
            if url := self._url(link):
                yield from (_Link(url, *area) for area in self._areas(link))

    def _url(self, link: Any) -> str:
        action = self.pdfium.FPDFLink_GetAction(link)
        if not action or self.pdfium.FPDFAction_GetType(action) != self.pdfium.PDFACTION_URI:
            return ""
        buffer = ctypes.create_string_buffer(MAX_URL)
        length = self.pdfium.FPDFAction_GetURIPath(self.document, action, buffer, MAX_URL)
        url = buffer.value.decode("utf-8", "replace").strip()
        return url if 0 < length <= MAX_URL and WEB.match(url) else ""

    def _areas(self, link: Any) -> Iterator[tuple[float, float, float, float]]:
        """The areas of one link: one a line, where the file has them."""
        quad, area = self.pdfium.FS_QUADPOINTSF(), self.pdfium.FS_RECTF()
        quads = min(self.pdfium.FPDFLink_CountQuadPoints(link), MAX_QUADS)
        for at in range(quads):
            if self.pdfium.FPDFLink_GetQuadPoints(link, at, ctypes.byref(quad)):
                yield self._area((quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4))
        if not quads and self.pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
            yield self._area((area.left, area.right), (area.bottom, area.top))

    def _area(self, xs: tuple[float, ...], ys: tuple[float, ...]) -> tuple[float, float, float, float]:
        one, other = self._shown(min(xs), min(ys), place=True), self._shown(max(xs), max(ys), place=True)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def _rules(self, page: Any) -> Iterator[Rule]:
        """The thin horizontal lines among the first objects of a page."""
        edges = [ctypes.c_float() for _ in range(4)]
        for at in range(min(self.pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
            drawn = self.pdfium.FPDFPage_GetObject(page, at)
            if self.pdfium.FPDFPageObj_GetType(drawn) != self.pdfium.FPDF_PAGEOBJ_PATH:
                continue
            if self.pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
                x0, y0, x1, y1 = self._area((edges[0].value, edges[2].value), (edges[1].value, edges[3].value))
                if y1 - y0 <= MAX_THICKNESS and x1 - x0 >= MIN_RULE:
                    yield Rule(x0, x1, y0)


def _text(letters: list[tuple[int, str]]) -> str:
    """The text of characters. PDFium gives those beyond the first 65,536 as two halves, and Cyrillic letters of fonts that do not say what
    they encode as Latin ones with accents.
    """
    text = "".join(char for _, char in letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = CONTROL.sub("", text)
    letters_of = [char for char in text if char.isalpha()]
    if len(letters_of) >= MIN_CYRILLIC and sum("\u00c0" <= char <= "\u00ff" for char in letters_of) > CYRILLIC * len(letters_of):
        return text.translate(CYRILLIC_LETTERS)
    return text
