"""The tokens of RTF: groups, control words, symbols and text (Microsoft, Rich Text Format Specification 1.9.1)."""

import re
from collections.abc import Iterator

from msgspec import Struct

from citecheck.patterns import lazy_pattern

HEAD = lazy_pattern(r"\ufeff?\s{0,20}\{\\rtf\d?")
TOKEN = lazy_pattern(
    r"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?[ ]?|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
# Code pages of Windows by the character set of a font (fcharset).
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
DOUBLE_BYTE = frozenset(("cp932", "cp949", "gbk", "cp950"))
SIGNS = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "cell": " ",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
# Destinations that are no text of the body; every other with ``\*`` is one, too.
HIDDEN = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "listtable", "listoverridetable", "rsidtbl", "xe", "tc", "listtext",
    "pntext", "annotation", "atnid", "atnauthor", "themedata", "datastore", "latentstyles", "revtbl", "filetbl", "template", "txe", "rxe", "private",
))  # fmt: skip


class Token(Struct, frozen=True):
    """A token at ``start`` to ``end``; ``kind``: hex, word, symbol, brace, text, or empty for line breaks, which are no text."""

    kind: str
    value: str
    number: int | None
    start: int
    end: int


def tokens(raw: str) -> Iterator[Token]:
    """The tokens of a file. Binary data (``\\bin``) is passed over."""
    at = 0
    while at < len(raw):
        match = TOKEN.match(raw, at)
        if match is None:
            return
        kind = match.lastgroup or ""
        kind = "word" if kind == "number" else kind
        number = int(match["number"]) if match["number"] else None
        yield Token(kind, match[kind] if kind else "", number, at, match.end())
        at = match.end()
        if kind == "word" and match["word"] == "bin" and number and number > 0:
            at += number


def codec_of(page: int | None) -> str:
    """The codec of a code page's number; Windows-1252 for none, and for an unknown one."""
    known = {932: "cp932", 936: "gbk", 949: "cp949", 950: "cp950", 65001: "utf-8", 10000: "mac_roman"}
    name = known.get(page or 1252, f"cp{page}")
    try:
        b"a".decode(name)
    except LookupError:
        return "cp1252"
    return name


def escaped(text: str) -> str:
    """Text as RTF writes it in ASCII; characters beyond the basic plane are two."""
    out = []
    for character in text:
        if character in "\\{}":
            out.append(f"\\{character}")
        elif ord(character) < 128:
            out.append(character)
        else:
            units = character.encode("utf-16-le", "surrogatepass")
            numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
            out += [f"{{\\uc1\\u{number}?}}" for number in numbers]
    return "".join(out)


def link(url: str) -> str:
    """A hyperlink that shows its URL."""
    return f'{{\\field{{\\*\\fldinst HYPERLINK "{escaped(url)}"}}{{\\fldrslt {escaped(url)}}}}}'
