"""Scans LaTeX: comments and code, commands with their arguments, and the printed text.

Not a library, because repairs need the offset of every character, in linear time.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from citecheck.documents.body import APART, Body, BodyBuilder
from citecheck.documents.tex_journals import JOURNALS
from citecheck.documents.tex_urls import ESCAPED, sign_of, unescaped_url
from citecheck.documents.text_spans import blanked
from citecheck.patterns import lazy_pattern

VERBATIM = (
    "verbatim", "verbatim*", "verbatimtab", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "lstlisting", "minted", "tcblisting", "comment",
    "filecontents", "filecontents*",
)  # fmt: skip
# Comments and code; before them what is neither: escapes, arguments with a URL, and URLs, in which a percent sign begins no comment.
CODE = lazy_pattern(
    r"\\\\|\\%|(?:\\(?:url|nolinkurl|path|href(?:\[[^\[\]\n]{0,200}\])?)[ \t]*+\{[^{}\n]{0,2000}+\}|https?://[^\s{}%\\]{0,300}+(?:%[\dA-Fa-f]{2}[^\s{}%\\]{0,300}+){1,300}+)|(?P<comment>%[^\n]*\n?[ \t]*)|(?P<never>\\iffalse(?![A-Za-z@]))|"
    r"\\(?:[vV]erb\*?|lstinline(?:\[[^\[\]\n]{0,200}\])?|mintinline(?:\[[^\[\]\n]{0,200}\])?\{[^{}\n]{0,40}\})(?P<bar>[^\sA-Za-z*\[])|(?P<rest>\\end\{document\})|\\begin\{(?P<environment>"
    + "|".join(re.escape(name) for name in VERBATIM)
    + r")\}"
)
END_OF_NEVER = lazy_pattern(r"\\(?:fi|else)(?![A-Za-z@])")
MAX_OPTIONAL = 2_000  # characters of an optional argument, and
MAX_VERB = 1_000  # of inline code
COMMAND = lazy_pattern(r"\\(?P<name>[A-Za-z@]+\*?)[ \t]*(?:\r?\n[ \t]*(?=[\[{]))?")
OPTION_GAP = lazy_pattern(r"[ \t]+(?=\{)")  # between an optional argument and the next
OPTIONS = lazy_pattern(r"\[[^\[\]]{0,300}\](?=\{)")  # of a link
BRACES = lazy_pattern(r"\\.|[{}]", re.DOTALL)
TOKEN = lazy_pattern(
    r"\\(?P<name>[A-Za-z@]+)\*?[ \t]*|\\(?P<sign>[^A-Za-z])|(?P<group>[{}])|(?P<ligature>---?|``|''|`|'|~|\?`|!`)|(?P<tilde>\$\\sim\$)|(?P<math>\$)"
)
ACCENTED = lazy_pattern(r"\{?(?:\\(?P<dotless>[ij])(?![A-Za-z])\s*|(?P<letter>[^\W\d_]))\}?")
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "~": " ", "?`": "¿", "!`": "¡"}
# Combining marks by accent command (The LaTeX Companion, table of text accents).
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i",
    "j": "j", "dh": "ð", "th": "þ", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "guillemotleft": "«",
    "guillemotright": "»", "og": "«", "fg": "»", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "quotedblbase": "„", "S": "§", "P": "¶",
    "newblock": " ", "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "linebreak": " ", "textbackslash": "\\", "textless": "<", "textgreater": ">",
    "textasciitilde": "~", "textunderscore": "_", "LaTeX": "LaTeX", "TeX": "TeX", "pounds": "£", "texteuro": "€", "euro": "€", **JOURNALS,
}  # fmt: skip
QUOTED = frozenset(("enquote", "mkbibquote", "textquote"))
NOT_PRINTED = frozenset(
    ("label", "cite", "citep", "citet", "index", "vspace", "hspace", "pageref", "ref", "selectlanguage", "footnotemark", "nocite")
)
URL_COMMANDS = frozenset(("url", "nolinkurl", "path"))


# How a file names its encoding: inputenc and its like, XeTeX, ConTeXt, JabRef, editors (``% !TeX encoding``, ``-*- coding``).
ENCODING = lazy_pattern(
    rb"^[^%\n]{0,200}\\(?:(?:usepackage|RequirePackage)[ \t]*\[(?:[^\]\n]{0,80},)?[ \t]*(?P<package>[\w-]+)[ \t]*\][ \t]*\{[ \t]*(?:lua)?inputen[cx]\b|"
    rb"inputencoding[ \t]*\{[ \t]*(?P<command>[\w-]+)|XeTeX(?:input|default)encoding[ \t]*\"?(?P<xetex>[\w-]+)|enableregime[ \t]*\[(?P<context>[\w-]+))|"
    rb"^[ \t]*%+[ \t]*(?:!TeX[ \t]+)?encoding[ \t]*[:=][ \t]*(?P<comment>[\w-]+(?:[ \t]+[\w-]+)*)|-\*-[^\n]{0,80}coding:[ \t]*(?P<editor>[\w-]+)",
    re.IGNORECASE | re.MULTILINE,
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a LaTeX or BibTeX file names near its beginning; None for UTF-8, which is tried anyway."""
    match = ENCODING.search(data[:20_000])
    name = match[match.lastgroup or 0].decode("ascii", "replace").lower() if match else "utf-8"
    name = re.sub(r"^latin-(?=\d)", "latin", name)
    return None if name.startswith(("utf-8", "utf8")) else name


class TexCommand(Struct, frozen=True):
    """A command; ``optional`` and ``arguments`` are spans without the brackets."""

    name: str
    start: int
    end: int
    optional: tuple[int, int] | None
    arguments: tuple[tuple[int, int], ...]


def mask_code(text: str) -> str:
    """The text with comments and verbatim code blanked; offsets stay."""
    return blanked(text, _code(text))


def _code(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := CODE.search(text, at):
        end = _code_end(text, match)
        at = end or match.end()
        if end:
            yield match.start(), end


def _code_end(text: str, match: re.Match[str]) -> int | None:
    """Where the comment or code at a match ends; None if it is an escape."""
    if match["comment"]:
        return match.end()
    if match["never"]:
        otherwise = END_OF_NEVER.search(text, match.end())
        return otherwise.start() if otherwise else None
    if match["bar"]:
        end = text.find("}" if match["bar"] == "{" else match["bar"], match.end(), match.end() + MAX_VERB)
        return end + 1 if end >= 0 else match.end()
    if match["rest"]:
        return len(text)
    if match["environment"]:
        end = text.find(f"\\end{{{match['environment']}}}", match.end())
        return end if end >= 0 else len(text)
    return None


def matching_braces(text: str) -> dict[int, int]:
    """The offset of the closing brace of each opening one; unclosed ones are left out."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACES.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def find_commands(text: str, names: frozenset[str], braces: dict[int, int]) -> Iterator[TexCommand]:
    """The commands of these names in masked text, nested ones included, in order."""
    for match in COMMAND.finditer(text):
        name = match["name"].rstrip("*")
        if name not in names:
            continue
        at, optional = match.end(), None
        while text[at : at + 1] == "[" and (close := text.find("]", at, at + MAX_OPTIONAL)) > 0:
            optional, at = optional or (at + 1, close), close + 1
            at = gap.end() if (gap := OPTION_GAP.match(text, at)) else at
        arguments: list[tuple[int, int]] = []
        while text[at : at + 1] == "{" and at in braces and len(arguments) < 2:
            arguments.append((at + 1, braces[at]))
            at = braces[at] + 1
        yield TexCommand(name, match.start(), at, optional, tuple(arguments))


def read_body(text: str, start: int, end: int, braces: dict[int, int]) -> Body:
    """The printed text of ``text[start:end]`` (masked text)."""
    return _Reader(text, braces).read(start, end)


class _Reader(Struct):
    """Reads the printed text between two offsets."""

    text: str
    braces: dict[int, int]

    def read(self, start: int, end: int) -> Body:
        body = BodyBuilder(self.text)
        ends: list[tuple[int, str]] = []  # where a link or quotation ends, and its closing mark
        at = start
        while match := TOKEN.search(self.text, at, end):
            body.keep(at, match.start())
            at = self._token(match, end, body, ends)
        body.keep(at, end)
        return body.build()

    def _token(self, match: re.Match[str], end: int, body: BodyBuilder, ends: list[tuple[int, str]]) -> int:
        start, after = match.span()
        if match["name"]:
            return min(self._command(match["name"], start, after, body, ends), end)
        if match["ligature"]:
            body.put(LIGATURES[match["ligature"]], start)
        elif match["sign"]:
            return min(self._sign(match["sign"], start, after, body), end)
        elif match["group"] == "}" and ends and ends[-1][0] == start:
            words = ends.pop()[1]
            if words == ITALICS:
                body.close_emphasis()
            else:
                body.put(words, start) if words else body.close_link()
        elif match["tilde"]:
            body.put("~", start)
        elif match["math"]:
            body.keep(start, after)
        return after

    def _declared(self, start: int, body: BodyBuilder, ends: list[tuple[int, str]]) -> None:
        """Italics up to the end of a group: ``{\\it Title}``."""
        if close := self.braces.get(start - 1):
            body.open_emphasis()
            ends.append((close, ITALICS))

    def _command(self, name: str, start: int, after: int, body: BodyBuilder, ends: list[tuple[int, str]]) -> int:
        if name == "href" and (options := OPTIONS.match(self.text, after)):
            after = options.end()
        close = self.braces.get(after)
        if name in ACCENTS and (done := self._accent(name, start, after, body)):
            return done
        if name in LETTERS:
            body.put(LETTERS[name], start)
            return after + 2 if self.text[after : after + 2] == "{}" else after
        if name in PARTS:
            body.line(start, APART)
        elif name in DECLARED:
            self._declared(start, body, ends)
        if close is None or name in PARTS:
            return after if close is None or name == "item" else close + 1
        if name in URL_COMMANDS:
            body.open_link(unescaped_url(self.text[after + 1 : close]))
            self._unescaped(after + 1, close, body)
            body.close_link()
            return close + 1
        if name == "href" and (words := self.braces.get(close + 1)):
            body.open_link(unescaped_url(self.text[after + 1 : close]))
            ends.append((words, ""))
            return close + 2
        if name in QUOTED:
            body.put("“", start)
            ends.append((close, "”"))
            return after + 1
        if name in EMPHASIS:
            body.open_emphasis()
            ends.append((close, ITALICS))
            return after + 1
        return close + 1 if name in NOT_PRINTED else after

    def _unescaped(self, start: int, end: int, body: BodyBuilder) -> None:
        """Add a URL with its escapes undone."""
        for match in ESCAPED.finditer(self.text, start, end):
            body.keep(start, match.start())
            body.put(sign_of(match), match.start())
            start = match.end()
        body.keep(start, end)

    def _sign(self, sign: str, start: int, after: int, body: BodyBuilder) -> int:
        if sign in ACCENTS and (done := self._accent(sign, start, after, body)):
            return done
        if sign in "\\ \n/,;":
            body.put(" " if sign != "/" else "", start)
        elif sign != "-":  # \- is an optional hyphen
            body.keep(after - 1, after)
        return after

    def _accent(self, name: str, start: int, after: int, body: BodyBuilder) -> int | None:
        """An accented letter: ``\\'e``, ``\\'{e}``, ``\\'\\i``."""
        import unicodedata

        letter = ACCENTED.match(self.text, after)
        if not letter:
            return None
        body.put(unicodedata.normalize("NFC", (letter["dotless"] or letter["letter"]) + ACCENTS[name]), start)
        return letter.end()


PARTS = frozenset(("begin", "end", "item"))  # begin a paragraph
EMPHASIS = frozenset(("emph", "textit", "textsl", "mkbibemph"))
DECLARED = frozenset(("it", "em", "sl", "itshape", "slshape"))
ITALICS = "\\"  # ends emphasis, in place of a mark to print
