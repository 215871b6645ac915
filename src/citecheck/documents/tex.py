"""LaTeX as running text: what is code, where commands and their arguments are, and what a reader sees of a stretch.

A scanner of our own, because a repair must know the place of every character, and bounded time matters more than every macro.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.documents.body import Body, BodyBuilder

VERBATIM = ("verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents", "filecontents*")
CODE = re.compile(
    r"\\\\|\\%|(?P<comment>%[^\n]*\n?[ \t]*)|\\verb\*?(?P<bar>[^\sA-Za-z*])|\\begin\{(?P<environment>"
    + "|".join(re.escape(name) for name in VERBATIM)
    + r")\}"
)
LONGEST_OPTIONAL = 2_000  # characters of an optional argument, and
LONGEST_VERB = 1_000  # of code in a line; where it ends later, it is none
COMMAND = re.compile(r"\\(?P<name>[A-Za-z@]+\*?)[ \t]*")
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z@]+)\*?[ \t]*|\\(?P<sign>[^A-Za-z])|(?P<group>[{}])|(?P<ligature>---?|``|''|`|'|~|\?`|!`)|(?P<math>\$)"
)
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
    "newblock": " ", "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "linebreak": " ", "textbackslash": "\\",
    "textasciitilde": "~", "textunderscore": "_", "LaTeX": "LaTeX", "TeX": "TeX", "pounds": "£", "texteuro": "€", "euro": "€",
}  # fmt: skip
QUOTED = frozenset(("enquote", "mkbibquote", "textquote"))
UNSEEN = frozenset(
    ("label", "cite", "citep", "citet", "index", "vspace", "hspace", "pageref", "ref", "selectlanguage", "footnotemark")
)
ADDRESS = frozenset(("url", "nolinkurl", "path"))


@dataclass(frozen=True, slots=True)
class TexCommand:
    """A command with its arguments: ``optional`` and each of ``arguments`` as spans of their insides."""

    name: str
    start: int
    end: int
    optional: tuple[int, int] | None
    arguments: tuple[tuple[int, int], ...]


def masked(text: str) -> str:
    """The text, as long as it was, with comments and verbatim code blanked."""
    pieces, at, kept = [], 0, 0
    while match := CODE.search(text, at):
        end = _code_end(text, match)
        at = end or match.end()
        if end:
            pieces += [text[kept : match.start()], re.sub(r"[^\n]", " ", text[match.start() : end])]
            kept = end
    return "".join([*pieces, text[kept:]])


def _code_end(text: str, match: re.Match[str]) -> int | None:
    """Where code that begins at a match ends; None where it is none."""
    if match["comment"]:
        return match.end()
    if match["bar"]:
        end = text.find(match["bar"], match.end(), match.end() + LONGEST_VERB)
        return end + 1 if end >= 0 else match.end()
    if match["environment"]:
        end = text.find(f"\\end{{{match['environment']}}}", match.end())
        return end if end >= 0 else len(text)
    return None


def pairs(text: str) -> dict[int, int]:
    """For each opening brace the offset of the brace that closes it; those that nobody closes are left out."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACES.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def calls(text: str, names: frozenset[str], braces: dict[int, int]) -> Iterator[TexCommand]:
    """Every command of these names in masked text, with its arguments; nested ones too, in order."""
    for match in COMMAND.finditer(text):
        name = match["name"].rstrip("*")
        if name not in names:
            continue
        at, optional = match.end(), None
        if text[at : at + 1] == "[" and (close := text.find("]", at, at + LONGEST_OPTIONAL)) > 0:
            optional, at = (at + 1, close), close + 1
        arguments: list[tuple[int, int]] = []
        while text[at : at + 1] == "{" and at in braces and len(arguments) < 2:
            arguments.append((at + 1, braces[at]))
            at = braces[at] + 1
        yield TexCommand(name, match.start(), at, optional, tuple(arguments))


def read_body(text: str, start: int, end: int, braces: dict[int, int]) -> Body:
    """What a reader sees of ``text[start:end]`` (masked text)."""
    return _Reader(text, braces).read(start, end)


@dataclass(slots=True)
class _Reader:
    """Walks over a stretch once, and keeps what is seen of it."""

    text: str
    braces: dict[int, int]

    def read(self, start: int, end: int) -> Body:
        body = BodyBuilder(self.text)
        ends: list[tuple[int, str]] = []  # where a link or a quotation ends
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
            body.put(words, start) if words else body.close_link()
        elif match["math"]:
            body.keep(start, after)
        return after

    def _command(self, name: str, start: int, after: int, body: BodyBuilder, ends: list[tuple[int, str]]) -> int:
        close = self.braces.get(after)
        if name in ACCENTS and (done := self._accent(name, start, after, body)):
            return done
        if name in LETTERS:
            body.put(LETTERS[name], start)
            return after + 2 if self.text[after : after + 2] == "{}" else after
        if close is None:
            return after
        if name in ADDRESS:
            body.open_link(address(self.text[after + 1 : close]))
            self._unescaped(after + 1, close, body)
            body.close_link()
            return close + 1
        if name == "href" and (words := self.braces.get(close + 1)):
            body.open_link(address(self.text[after + 1 : close]))
            ends.append((words, ""))
            return close + 2
        if name in QUOTED:
            body.put("“", start)
            ends.append((close, "”"))
            return after + 1
        return close + 1 if name in UNSEEN else after

    def _unescaped(self, start: int, end: int, body: BodyBuilder) -> None:
        """An address as a reader sees it."""
        for match in ESCAPED.finditer(self.text, start, end):
            body.keep(start, match.start())
            body.keep(*match.span(1))
            start = match.end()
        body.keep(start, end)

    def _sign(self, sign: str, start: int, after: int, body: BodyBuilder) -> int:
        if sign in ACCENTS and (done := self._accent(sign, start, after, body)):
            return done
        if sign in "\\ \n/,;":
            body.put(" " if sign != "/" else "", start)
        elif sign != "-":  # \- only says where a word may be broken
            body.keep(after - 1, after)
        return after

    def _accent(self, name: str, start: int, after: int, body: BodyBuilder) -> int | None:
        """An accented letter: ``\\'e``, ``\\'{e}``, ``\\'\\i``."""
        import unicodedata

        letter = re.compile(r"\{?(?:\\(?P<dotless>[ij])(?![A-Za-z])\s*|(?P<letter>[^\W\d_]))\}?").match(self.text, after)
        if not letter:
            return None
        body.put(unicodedata.normalize("NFC", (letter["dotless"] or letter["letter"]) + ACCENTS[name]), start)
        return letter.end()


ESCAPED = re.compile(r"\\([_%&#$~])(?:\{\})?")


def address(value: str) -> str:
    """An address as people write it in LaTeX or BibTeX, with the escapes undone."""
    return re.sub(r"\s+", "", ESCAPED.sub(r"\1", value))
