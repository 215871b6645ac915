"""Joins the pieces of a page to lines, and lines to running text: hyphens, ligatures, accents, raised numbers, URLs over line breaks."""

import re
import unicodedata
from collections.abc import Iterable, Set

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.formats.pdf.pages import Piece
from citecheck.patterns import lazy_pattern

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SAME_BASE, RISE, DROP = 0.3, 0.75, 0.45  # of the size: how far the base lines of one line are apart
SMALLER = 0.9  # of the line's size: raised and lowered text
MAX_GAP = 6.0  # of the size, between two pieces of a line
BACK = 1.0  # of the size: how far a piece may begin before the end of the one before it, as an accent does
WORD_GAP = 0.2  # of the size
OVER = 0.35  # of the size, between the left edges of a letter and its accent
MOSTLY = 0.7  # of the letters
NUMBER = lazy_pattern(r"\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,8}")
LIGATURE = lazy_pattern("[\ufb00-\ufb06]")
ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a", "¯": "\u0304", "˘": "\u0306", "˝": "\u030b", "¸": "\u0327"}  # fmt: skip
DOTLESS = {"ı": "i", "ȷ": "j"}
SPACES = lazy_pattern(r"[ \t\u00a0\u2000-\u200a]+")
# An accent that a font of TeX prints before, or a cedilla after its letter.
ACCENT = lazy_pattern(r"(?P<space>(?<=[^\W\d_]) )?(?P<accent>[´`¨ˆ˜ˇ˚¯˘˝]) ?(?P<letter>[A-Za-zıȷ])|(?P<before>[A-Za-z]) ?¸")
HYPHEN = lazy_pattern("[-\u00ad\u2010]$")
WORD_END, WORD_START = lazy_pattern(r"(?<![\w-])[^\W\d_]++(?:-[^\W\d_]++)*+$"), lazy_pattern(r"[^\W\d_]+")
WORD = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# In the last word of a line.
URL = lazy_pattern(r"https?://|www\.|doi\.org/|doi:10\.|^(?:[\w-]{1,40}\.){1,4}[a-z]{2,10}/", re.IGNORECASE)
APART = lazy_pattern(r"[\s<>\"]")
URL_WORD, URL_SIGN, URL_PATH = (
    lazy_pattern(r"[\w/.~%?#&=+@:;,()\]>-]*+"),
    lazy_pattern(r"[/._~%?#&=+@\d-]"),
    lazy_pattern(r"[/_~%?#&=+@-]|\.[a-z]"),
)
URL_BREAK = lazy_pattern(r"[/._~%?#&=+-]$|://[^/\s]*$")


class Styled(Struct, frozen=True):
    """Text with the spans of its links (with their URLs) and of its words in italics, in order."""

    text: str = ""
    links: tuple[tuple[int, int, str], ...] = ()
    italics: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: "Styled") -> "Styled":
        at = len(self.text)
        links = _merged((*self.links, *((a + at, b + at, url) for a, b, url in other.links)))
        return Styled(self.text + other.text, links, (*self.italics, *((a + at, b + at) for a, b in other.italics)))

    def part(self, start: int, end: int | None = None) -> "Styled":
        """The text from ``start`` to ``end``."""
        end = len(self.text) if end is None else end
        links = tuple((max(a, start) - start, min(b, end) - start, url) for a, b, url in self.links if a < end and b > start)
        italics = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.italics if a < end and b > start)
        return Styled(self.text[start:end], links, italics)


def _merged(links: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """The links, those to one URL joined if at most a space is between them."""
    out: list[tuple[int, int, str]] = []
    for start, end, url in links:
        if out and out[-1][2] == url and start - out[-1][1] <= 1:
            out[-1] = (out[-1][0], end, url)
        else:
            out.append((start, end, url))
    return tuple(out)


class Line(Struct, frozen=True):
    """A line of a page, in points; ``size`` is that of its largest text, ``y`` that text's base line."""

    page: int
    styled: Styled
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False

    @property
    def text(self) -> str:
        return self.styled.text


class _Row(Struct):
    """The pieces of a line in the making, the accents over them, and the largest piece."""

    pieces: list[Piece]
    accents: list[Piece]
    base: Piece


def lines_of(page: int, pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a page in the order of its content."""
    rows: list[_Row] = []
    for piece in pieces:
        if rows and piece.text.strip() in ACCENTS and abs(piece.y - rows[-1].base.y) <= RISE * rows[-1].base.size:
            rows[-1].accents.append(piece)
        elif rows and _goes_on(rows[-1], piece):
            rows[-1].pieces.append(piece)
            rows[-1].base = piece if piece.size > rows[-1].base.size * 1.02 else rows[-1].base
        else:
            rows.append(_Row([piece], [], piece))
    return [line for row in rows if (line := _line(page, row)).text]


def _goes_on(row: _Row, piece: Piece) -> bool:
    base, last = row.base, row.pieces[-1]
    size = max(base.size, piece.size, 1)
    if not -BACK * size <= piece.x0 - last.x1 <= MAX_GAP * size:
        return False
    rise = piece.y - base.y
    if abs(rise) <= SAME_BASE * size:
        return True
    if piece.size < SMALLER * base.size:
        return -DROP * size < rise < RISE * size
    return base.size < SMALLER * piece.size and -RISE * size < rise < DROP * size


def _line(page: int, row: _Row) -> Line:
    base = max(row.pieces, key=lambda piece: (round(piece.size, 1), len(piece.text)))
    pieces = _with_accents(row)
    styled, last = Styled(), pieces[0]
    for piece in pieces:
        text = piece.text.translate(RAISED) if _is_raised(piece, base) else piece.text
        if styled.text and not styled.text.endswith(" ") and piece.x0 - last.x1 > WORD_GAP * base.size:
            text = " " + text
        skip, end = len(text) - len(text.lstrip()), len(text.rstrip())
        links = ((skip, end, piece.link),) if piece.link and end > skip else ()
        styled += Styled(text, links, ((skip, end),) if piece.italic and end > skip else ())
        last = piece
    inked = [piece for piece in pieces if piece.text.strip()]
    bold = sum(len(piece.text) for piece in inked if piece.bold) > MOSTLY * sum(len(piece.text) for piece in inked)
    return Line(page, _cleaned(styled), pieces[0].x0, max(piece.x1 for piece in pieces), base.y, base.size, bold)


def _with_accents(row: _Row) -> list[Piece]:
    """The pieces with the accents that are drawn over their first letters, as TeX does with fonts that lack accented letters."""
    pieces = list(row.pieces)
    for accent in row.accents:
        over = (
            at for at, piece in enumerate(pieces) if abs(piece.x0 - accent.x0) <= OVER * accent.size and piece.text[:1].isalpha()
        )
        at = min(over, key=lambda one: abs(pieces[one].x0 - accent.x0), default=None)
        if at is not None:
            letter, rest = pieces[at].text[0], pieces[at].text[1:]
            composed = unicodedata.normalize("NFC", DOTLESS.get(letter, letter) + ACCENTS[accent.text.strip()])
            pieces[at] = replace(pieces[at], text=composed + rest)
    return pieces


def _is_raised(piece: Piece, base: Piece) -> bool:
    """Whether a piece is a number above the line, such as the call of a note."""
    return piece.size < SMALLER * base.size and piece.y > base.y + 0.1 * base.size and bool(NUMBER.fullmatch(piece.text.strip()))


def _cleaned(styled: Styled) -> Styled:
    """Without white space at both ends, with single spaces, ligatures as letters and accents on their letters."""
    for pattern, new in ((LIGATURE, _plain), (ACCENT, _accented), (SPACES, lambda _: " ")):
        for match in reversed(list(pattern.finditer(styled.text))):
            put = new(match)
            if put != match.group():
                styled = _replaced(styled, match.start(), match.end(), put)
    start = len(styled.text) - len(styled.text.lstrip())
    return styled.part(start, len(styled.text.rstrip()))


def _replaced(styled: Styled, start: int, end: int, put: str) -> Styled:
    links = [url for a, b, url in styled.links if a <= start and b >= end]
    italic = any(a <= start and b >= end for a, b in styled.italics)
    middle = Styled(put, ((0, len(put), links[0]),) if links else (), ((0, len(put)),) if italic else ())
    return styled.part(0, start) + middle + styled.part(end)


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def _accented(match: re.Match[str]) -> str:
    if match["before"]:
        return unicodedata.normalize("NFC", match["before"] + ACCENTS["¸"])
    letter = DOTLESS.get(match["letter"], match["letter"])
    return unicodedata.normalize("NFC", letter + ACCENTS[match["accent"]])


def words_of(lines: Iterable[Line]) -> frozenset[str]:
    """The words within the lines of a document in small letters, also those with hyphens: how a broken word is written."""
    return frozenset(word.lower() for line in lines for word in WORD.findall(line.text))


def joined(lines: Iterable[Line], known: Set[str]) -> Styled:
    """The text of the lines of a paragraph; ``known`` are the words of the document."""
    out = Styled()
    for line in lines:
        out = _with(out, line.styled, known) if out.text else line.styled
    return replace(out, italics=_joined_italics(out))


def _joined_italics(styled: Styled) -> tuple[tuple[int, int], ...]:
    """The spans in italics, joined where only a space is between them."""
    out: list[tuple[int, int]] = []
    for start, end in styled.italics:
        if out and not styled.text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _with(before: Styled, after: Styled, known: Set[str]) -> Styled:
    """Two lines as one text: words and URLs that the line break splits are joined."""
    if _is_one_url(before, after):
        whole = before.part(0, len(before.text) - 1) if before.text.endswith("\u00ad") else before
        return whole + after
    if not HYPHEN.search(before.text):
        return before + Styled(" ") + after
    head, tail = WORD_END.search(before.text[:-1]), WORD_START.match(after.text)
    if head and tail and tail.group()[0].islower() and not _keeps_hyphen(head.group(), tail.group(), known):
        return before.part(0, len(before.text) - 1) + after
    kept = before.part(0, len(before.text) - 1) + Styled("-")
    return kept + after if head or before.text[-2:-1].isdigit() else before + Styled(" ") + after


def _keeps_hyphen(head: str, tail: str, known: Set[str]) -> bool:
    """Whether a word at a line break has its hyphen elsewhere, and is nowhere written without it."""
    first = head.rsplit("-", 1)[-1].lower()
    return f"{first}-{tail.lower()}" in known and f"{first}{tail.lower()}" not in known


def _is_one_url(before: Styled, after: Styled) -> bool:
    """Whether a line break splits a URL: a link says so, or the first line ends and the second goes on like one."""
    if before.links and after.links and before.links[-1][1] >= len(before.text) and after.links[0][0] == 0:
        url = before.links[-1][2]
        start, end = before.links[-1][0], after.links[0][1]
        shown = before.text[start:].rstrip("\u00ad") + after.text[:end]
        return url == after.links[0][2] and " " not in shown and shown.rstrip("/.") in url
    last, first = APART.split(before.text)[-1], next(iter(after.text.split(None, 1)), "")
    if not URL.search(last):
        return False
    if last.endswith("://"):
        return bool(first)
    sign = URL_PATH if last.endswith(".") else URL_SIGN
    return bool(URL_BREAK.search(last) and URL_WORD.fullmatch(first) and sign.search(first))
