"""The blocks of AsciiDoc: what is no running text (code, comments, directives), attributes, headings, entries of bibliographies.

Rules: the AsciiDoc language documentation, and where it is silent Asciidoctor's parser (https://docs.asciidoctor.org/asciidoc/latest/).
"""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from citecheck.documents.formats.asciidoc.attributes import Attributes
from citecheck.patterns import lazy_pattern

FENCE = lazy_pattern(r"/{4,}$|-{4,}$|\.{4,}$|\+{4,}$|`{3,}[^`\n]{0,100}$")  # of comments, code, literal text, passthroughs
CONTAINER = lazy_pattern(r"--$|={4,}$|\*{4,}$|_{4,}$")  # of text, unless a style says otherwise
TABLE = lazy_pattern(r"[|,:!]={3,}$")
STYLE = lazy_pattern(r"\[(?P<style>[\w-]*)(?P<rest>(?:[,#.%\"'{][^\n]*)?)\]$|\[\[[^\[\]\n]*\]\]$")
ATTRIBUTE = lazy_pattern(r":(?P<unset>!?)(?P<name>\w[\w-]{0,100})!?:(?:[ \t]+(?P<value>[^\n]*\S))?[ \t\r]*$")
COMMENT = lazy_pattern(r"//(?!/)")
DIRECTIVE = lazy_pattern(
    r"\\?(?P<name>include|ifdef|ifndef|ifeval|endif|toc|bibliography)::(?P<target>[^\[\n]*)\[(?P<words>[^\n]*)\]$"
)
HEADING = lazy_pattern(r"(?P<marks>={1,6}|#{1,6})[ \t]+(?P<words>\S[^\n]*)")
UNDERLINE = lazy_pattern(r"(?:=+|-+|~+|\^+|\++)$")
ITEM = lazy_pattern(r"(?:\*{1,5}|-|\.{1,5}|\d{1,4}\.)[ \t]+")
LISTED = lazy_pattern(r"(?:\*{1,5}|-|\.{1,5}|\d{1,4}\.|[a-zA-Z]\.|<[\d.]+>)[ \t]|[^\n]{0,300}(?::{2,4}|;;)(?:[ \t]|$)|\+$")
# What ends the paragraph of an item: another item, a delimiter, attributes, a heading, a comment, a directive.
BEGINS = lazy_pattern(
    r"(?:\+|--|={4,}|\*{4,}|_{4,})$|(?:\*{1,5}|-|\.{1,5}|\d{1,4}\.|={1,6})[ \t]|[|,:!]===|\[|//|(?:include|ifn?def|ifeval|endif)::"
)
ANCHOR = lazy_pattern(r"\[\[\[(?P<name>[\w:][\w:.-]{0,100})(?:,[^\]\n]{0,200})?\]\]\][ \t]*")
# Styles of blocks whose content is no text: code, formulas, and the languages of diagrams (asciidoctor-diagram).
CLOSED = frozenset((
    "source", "listing", "literal", "pass", "stem", "latexmath", "asciimath", "comment", "a2s", "actdiag", "barcode", "blockdiag", "bytefield", "d2",
    "dbml", "ditaa", "erd", "gnuplot", "graphviz", "lilypond", "mermaid", "msc", "nomnoml", "nwdiag", "packetdiag", "pikchr", "plantuml", "seqdiag",
    "shaape", "svgbob", "syntrax", "tikz", "umlet", "vega", "vegalite", "wavedrom", "wireviz",
))  # fmt: skip
BIBLIOGRAPHY = "bibliography"
PARTS = (".adoc", ".asciidoc", ".asc", ".ad")  # of files that are included as text


class Entry(Struct, frozen=True):
    """An entry of a bibliography: ``text[start:end]``, its anchor (empty without one), its text from ``body`` on."""

    label: str
    start: int
    body: int
    end: int


class Blocks(Struct):
    """A document's blocks. ``closed``: spans without running text; ``notes``: spans of attributes by name that hold footnotes."""

    attributes: Attributes = field(default_factory=Attributes)
    closed: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[str, tuple[int, int]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    includes: bool = False
    titled: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the document has a title and includes no other: a file without one is a part of another document."""
        return self.titled and not self.includes


class _Line(Struct, frozen=True):
    start: int
    end: int
    words: str  # without white space at the end
    indented: bool


class _Reader(Struct):
    """Reads the lines of a document. ``style``: of the block that begins next; ``list_level``: of the section that is a bibliography, 0 for a list."""

    text: str
    lines: list[_Line]
    blocks: Blocks = field(default_factory=Blocks)
    style: str = ""
    table: bool = False
    list_level: int | None = None

    def read(self) -> Blocks:
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        return self.blocks

    def _block(self, at: int) -> int:
        """Read what begins at a line; the index of the line to go on with."""
        line = self.lines[at]
        words = line.words
        if not words.strip():
            return at + 1
        if self._is_underline(at + 1) and not line.indented:
            return self._heading(at, "=" * (1 + "=-~^+".index(self.lines[at + 1].words[0])), at + 2)
        if styled := STYLE.match(words):
            self.style = self._styled(styled) or self.style
            return self._close(at, at + 1)
        if FENCE.match(words) or (self.style in CLOSED and CONTAINER.match(words)):
            return self._close(at, self._behind(at))
        read = self._single(at, words)
        return self._text(at) if read is None else read

    def _text(self, at: int) -> int:
        """Read a line of text, or of a table."""
        line, style, self.style = self.lines[at], self.style, ""
        if TABLE.match(line.words):
            self.table = not self.table
            return self._close(at, at + 1)
        if style in CLOSED or self._is_literal(at):
            return self._close(at, self._paragraph(at))
        if heading := HEADING.match(line.words):
            return self._heading(at, heading["marks"], at + 1, style)
        if style == BIBLIOGRAPHY and not line.indented:
            self.list_level = 0
        return self._item(at)

    def _styled(self, match: re.Match[str]) -> str:
        """The style of a line of attributes; ``[,ruby]`` is one of code."""
        return match["style"] or ("source" if (match["rest"] or "").startswith(",") else "")

    def _single(self, at: int, words: str) -> int | None:
        """Read a line that is no text: a comment, an attribute, a directive, the markup of a block of text."""
        if COMMENT.match(words) or CONTAINER.match(words):
            self.style = "" if CONTAINER.match(words) else self.style
            return self._close(at, at + 1)
        if attribute := ATTRIBUTE.match(words):
            return self._attribute(at, attribute)
        directive = DIRECTIVE.match(words)
        if not directive:
            return None
        if directive["name"] == "include" and not words.startswith("\\"):
            self._include(directive["target"], self.lines[at].start)
        if directive["words"] and directive["name"] in ("ifdef", "ifndef"):
            start = self.lines[at].start
            self.blocks.closed.append((start, start + directive.start("words")))
            return at + 1
        return self._close(at, at + 1)

    def _attribute(self, at: int, match: re.Match[str]) -> int:
        """An attribute's definition; the value goes on behind a line that ends in a backslash."""
        first, last = self.lines[at], at
        while self.lines[last].words.endswith(" \\") and last + 1 < len(self.lines):
            last += 1
        start = first.start + match.start("value") if match["value"] else first.end
        end = max(start, first.start + match.end("value") if last == at and match["value"] else self.lines[last].end)
        if not match["unset"]:
            self.blocks.attributes.define(match["name"], self.text, start, end)
        if "footnote" in self.text[start:end]:
            self.blocks.notes[match["name"].lower()] = (start, end)
            self.blocks.closed.append((first.start, start))
            return last + 1
        return self._close(at, last + 1)

    def _include(self, target: str, at: int) -> None:
        name = self.blocks.attributes.resolved(target, at)
        if name is None or name.lower().endswith(PARTS):
            self.blocks.includes = True
            if name and "://" not in name:
                self.blocks.parts.append(name)

    def _heading(self, at: int, marks: str, after: int, style: str = "") -> int:
        level = len(marks)
        self.blocks.titled = self.blocks.titled or level == 1
        style, self.style = style or self.style, ""
        start = self.lines[at].start + (len(marks) if after == at + 1 else 0)
        self.blocks.headings.append((start, self.lines[at].end))
        if style == BIBLIOGRAPHY:
            self.list_level = level
        elif self.list_level is not None and level <= (self.list_level or 6):
            self.list_level = None
        if after > at + 1:
            self.blocks.closed.append((self.lines[at + 1].start, self.lines[at + 1].end))
        return after

    def _item(self, at: int) -> int:
        """An item of a list, which is an entry in a bibliography or if it has the anchor of one."""
        line = self.lines[at]
        lead = len(line.words) - len(line.words.lstrip())
        item = ITEM.match(line.words, lead)
        if not item:
            return at + 1
        anchor = ANCHOR.match(line.words, item.end())
        if anchor or self.list_level is not None:
            body = line.start + (anchor.end() if anchor else item.end())
            end = max(body, self.lines[self._end_of_item(at) - 1].end)
            self.blocks.entries.append(Entry(anchor["name"] if anchor else "", line.start + lead, body, end))
        return at + 1

    def _end_of_item(self, at: int) -> int:
        """The index behind the lines of an item's first paragraph."""
        at += 1
        while at < len(self.lines) and (words := self.lines[at].words.lstrip()) and not self._begins(words):
            at += 1
        return at

    def _begins(self, words: str) -> bool:
        """Whether a line begins something else than text."""
        return BEGINS.match(words) is not None or FENCE.match(words) is not None

    def _is_underline(self, at: int) -> bool:
        """Whether a line is under a title of the same length, at the beginning of a block (the older form of headings)."""
        if at >= len(self.lines) or not UNDERLINE.match(self.lines[at].words):
            return False
        title, before = self.lines[at - 1].words, self.lines[at - 2].words if at > 1 else ""
        if before and not STYLE.match(before) and not COMMENT.match(before):
            return False
        fits = abs(len(title) - len(self.lines[at].words)) < 2
        return fits and not title.startswith(".") and not STYLE.match(title) and re.search(r"\w", title) is not None

    def _is_literal(self, at: int) -> bool:
        """Whether an indented paragraph begins at a line, which is shown as it is typed."""
        line = self.lines[at]
        blank = at == 0 or not self.lines[at - 1].words.strip()
        return line.indented and blank and not self.table and not LISTED.match(line.words.lstrip())

    def _paragraph(self, at: int) -> int:
        """The index behind a paragraph."""
        while at < len(self.lines) and self.lines[at].words.strip():
            at += 1
        return at

    def _behind(self, at: int) -> int:
        """The index behind a delimited block; the document's end for one that is left open."""
        words = self.lines[at].words
        close = re.match(r"`*", words).group() or words  # type: ignore[union-attr]
        self.style = ""
        return next((n + 1 for n in range(at + 1, len(self.lines)) if self.lines[n].words == close), len(self.lines))

    def _close(self, first: int, behind: int) -> int:
        self.blocks.closed.append((self.lines[first].start, self.lines[behind - 1].end))
        return behind


def read_blocks(text: str) -> Blocks:
    """The blocks of a document; in linear time, for any text."""
    return _Reader(text, list(_lines(text))).read()


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for row in text.split("\n"):
        words = row.rstrip()
        yield _Line(at, at + len(words), words, row[:1].isspace() and bool(words))
        at += len(row) + 1
