"""The inline markup of Org: calls of footnotes, inline footnotes, links, citations, and the text that a reader sees of a span.

Rules: the Org Syntax specification. Brackets in an inline footnote are balanced, and it stays within its paragraph.
"""

import html
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.inline_marks import Mark
from citecheck.links.urls import trim
from citecheck.patterns import lazy_pattern

_BEFORE, _BEHIND = r"(?<![^\s\-–—({'\"])", r"(?![^\s\-–—.,;:!?')}\[\"\\\]])"
_BARE = r"https?://[^\s\[\]<>\"“”«»|]{1,2000}"
TOKEN = lazy_pattern(
    r"(?P<break>\n[ \t]*\r?\n)|(?P<hidden>\\\\(?=[ \t]*\r?\n)|@@[\w-]{1,40}:[^@\n]{0,2000}@@|<<[^<>\n]{1,200}>>|\bsrc_[\w-]{1,40}(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,500}\})"
    r"|\[\[(?P<target>(?:[^\[\]\\\n]|\\.){1,2000}+)\](?:\[(?P<words>(?:[^\[\]]|\[(?!\[)|\](?!\])){1,1000}+)\])?\]"
    r"|\[fn:(?P<call>[\w-]{1,100})\]|\[fn:(?P<note>[\w-]{0,100}):|\[cite(?:/[\w/-]{1,60})?:(?P<cited>[^\[\]]{1,2000})\]"
    r"|(?<![\w:.])(?:no|foot|auto|paren|text|full)?cite[a-zA-Z]{0,12}\*?:(?P<keys>[\w&][\w&;,:.+-]{0,500}[\w])"
    rf"|<(?P<angle>https?://[^<>\n]{{1,2000}})>|(?P<bare>{_BARE})"
    rf"|{_BEFORE}(?:=(?P<code>[^\s=](?:[^=\n]{{0,500}}[^\s=])?)=|~(?P<verbatim>[^\s~](?:[^~\n]{{0,500}}[^\s~])?)~){_BEHIND}"
    r"|\\(?P<entity>[a-zA-Z]{2,20})(?:\{\}|(?![a-zA-Z]))|(?P<delimiter>[*/_+])|(?P<open>\[)|(?P<close>\])"
)
# Org's entities whose name in HTML is another one (org-entities.el).
ENTITIES = {
    "slash": "/",
    "under": "_",
    "equal": "=",
    "tilde": "~",
    "star": "*",
    "vert": "|",
    "asciicirc": "^",
    "dots": "…",
    "EUR": "€",
    "S": "§",
}
KEY = lazy_pattern(r"@(?P<key>[\w:.#$%&+?<>~/-]{0,200}[\w/])")
MAY_OPEN, MAY_CLOSE = lazy_pattern(r"[\s\-–—({'\"\[]"), lazy_pattern(r"[\s\-–—.,;:!?')}\[\]\"\\]")
ABBREVIATION = lazy_pattern(r"(?P<name>[\w-]{1,60}):(?P<rest>\S{0,2000})")
BIBLIOGRAPHY = lazy_pattern(r"(?:nobibliography|bibliography):(?P<files>\S+)")
DOI = lazy_pattern(r"doi:(?P<doi>10\.\d{4,9}/\S+)")
WEB = lazy_pattern(r"https?://")


class Inline(Struct):
    """Reads inline markup. ``masked`` is the text with code, comments and keywords blanked; ``links``: URLs of abbreviations.

    Kinds of marks: words, put, link, local, call, cite, note, italic, upright, bare, brackets.
    """

    masked: str
    links: Mapping[str, str]
    _open: list[re.Match[str]] = field(default_factory=list)  # brackets, of which some begin inline footnotes
    _pending: dict[str, int] = field(default_factory=dict)
    _marks: list[Mark] = field(default_factory=list)

    def marks(self) -> tuple[Mark, ...]:
        """The marks of the text by their start."""
        for match in TOKEN.finditer(self.masked):
            getattr(self, f"_read_{KINDS.get(match.lastgroup or '', match.lastgroup)}")(match)
        return tuple(sorted((mark for mark in self._marks if mark.kind != "delimiter"), key=lambda one: (one.start, -one.end)))

    def _add(self, kind: str, match: re.Match[str], span: tuple[int, int] | None = None, *, put: str = "", label: str = "") -> None:
        first, last = span or (match.start(), match.start())
        self._marks.append(Mark(kind, match.start(), match.end(), first, last, put=put, label=label))

    def _read_break(self, match: re.Match[str]) -> None:
        self._open.clear()
        self._pending.clear()

    def _read_hidden(self, match: re.Match[str]) -> None:
        self._add("words", match)

    def _read_code(self, match: re.Match[str]) -> None:
        self._add("words", match, match.span(match.lastgroup or 0))

    def _read_call(self, match: re.Match[str]) -> None:
        self._add("call", match, label=match["call"])

    def _read_cited(self, match: re.Match[str]) -> None:
        self._add("cite", match, label=" ".join(key["key"] for key in KEY.finditer(match["cited"])))

    def _read_keys(self, match: re.Match[str]) -> None:
        """A citation of org-ref: ``cite:a,b`` or ``cite:&a;&b``."""
        self._add("cite", match, label=re.sub(r"[&;,]+", " ", match["keys"]).strip())

    def _read_entity(self, match: re.Match[str]) -> None:
        name = match["entity"]
        put = ENTITIES.get(name) or html.unescape(f"&{name};")
        if not put.startswith("&") or name == "amp":
            self._add("put", match, put=put)

    def _read_bare(self, match: re.Match[str]) -> None:
        end = match.start() + len(trim(match["bare"]))
        self._marks.append(Mark("bare", match.start(), end, match.start(), end))

    def _read_angle(self, match: re.Match[str]) -> None:
        place = match.span("angle")
        self._marks.append(Mark("link", match.start(), match.end(), *place, match["angle"], place))

    def _read_target(self, match: re.Match[str]) -> None:
        """A link in brackets: to the web, to an entry or a bibliography (org-ref), or to a file or heading."""
        target, place = re.sub(r"\\([\[\]\\])", r"\1", match["target"]), match.span("target")
        words = match.span("words") if match["words"] else place
        cited = re.match(r"(?:no|foot|auto|paren|text|full)?cite[a-zA-Z]{0,12}\*?:(\S+)", target)
        if cited:
            self._add("cite", match, label=" ".join(re.findall(r"[\w:.+-]+", cited[1])))
        elif files := BIBLIOGRAPHY.match(target):
            self._add("bibliography", match, label=files["files"])
        else:
            url = self._url(target)
            kind = "link" if WEB.match(url) else "local"
            put = url if kind == "link" and not match["words"] and url != match["target"] else ""
            self._marks.append(Mark(kind, match.start(), match.end(), *words, url, place, put=put))

    def _url(self, target: str) -> str:
        """The URL of a link's target: of a DOI, of an abbreviation with its tag, or the target itself."""
        if doi := DOI.match(target):
            return f"https://doi.org/{doi['doi']}"
        named = ABBREVIATION.match(target)
        base = self.links.get(named["name"], "") if named else ""
        if not named or not base:
            return target
        return base.replace("%s", named["rest"]) if "%s" in base else base + named["rest"]

    def _read_open(self, match: re.Match[str]) -> None:
        self._open.append(match)
        if match.lastgroup == "note":
            self._pending.clear()

    def _read_close(self, match: re.Match[str]) -> None:
        opened = self._open.pop() if self._open else None
        if opened and opened.lastgroup == "note":
            self._pending.clear()
            self._marks.append(Mark("note", opened.start(), match.end(), opened.end(), match.start(), label=opened["note"]))

    def _read_delimiter(self, match: re.Match[str]) -> None:
        """A mark of emphasis: it closes an open one, or may open one; it counts if it is closed in the same paragraph."""
        mark, start, end = match.group(), match.start(), match.end()
        before, behind = self.masked[start - 1 : start], self.masked[end : end + 1]
        opened = self._pending.get(mark)
        if opened is not None and before.strip() and (not behind or MAY_CLOSE.match(behind)):
            del self._pending[mark]
            italic = mark == "/"
            self._marks[opened] = replace(self._marks[opened], kind="italic" if italic else "words")
            self._add("upright" if italic else "words", match)
        elif behind.strip() and (not before or MAY_OPEN.match(before)):
            self._pending[mark] = len(self._marks)
            self._add("delimiter", match)


# The last group of a token that tells its kind, where that is not its name.
KINDS = {"words": "target", "verbatim": "code", "note": "open"}


def escaped(text: str) -> str:
    """A text in which nothing is markup: entities for what would be."""
    names = {
        "*": "ast",
        "/": "slash",
        "_": "under",
        "+": "plus",
        "=": "equal",
        "~": "tilde",
        "[": "lbrack",
        "]": "rbrack",
        "<": "lt",
        "\\": "backslash",
    }
    marked = {at for found in _markup(text) for at in (found.start(), found.end() - 1)}
    return "".join(f"\\{names[char]}{{}}" if at in marked and char in names else char for at, char in enumerate(text))


def _markup(text: str) -> Iterator[re.Match[str]]:
    return (found for found in TOKEN.finditer(text) if found.lastgroup != "bare")
