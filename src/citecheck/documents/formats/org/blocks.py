"""The blocks of Org: definitions of footnotes, and what is no running text (code, comments, drawers, keywords).

Rules: the Org Syntax specification (https://orgmode.org/worg/org-syntax.html).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, field

from citecheck.patterns import lazy_pattern

HEADING = lazy_pattern(r"(?P<stars>\*+)[ \t]+(?P<words>[^\n]*)")
COMMENTED = lazy_pattern(r"(?:[A-Z]{2,20}[ \t]+)?COMMENT(?:[ \t]|$)")
NOTE = lazy_pattern(r"\[fn:(?P<label>[\w-]{1,100})\][ \t]*")
BEGIN = lazy_pattern(r"#\+begin_(?P<name>\w{1,40})", re.IGNORECASE)
END = lazy_pattern(r"#\+end_(?P<name>\w{1,40})$", re.IGNORECASE)
LATEX = lazy_pattern(r"\\begin\{(?P<name>[\w*]{1,60})\}")
KEYWORD = lazy_pattern(r"#\+(?P<name>[\w-]{1,40})(?:\[[^\]\n]*\])?:[ \t]*(?P<value>[^\n]*)")
DRAWER = lazy_pattern(r":[\w-]{1,60}:$")
CUSTOM_ID = lazy_pattern(r":CUSTOM_ID:[ \t]+(?P<name>\S+)", re.IGNORECASE)
COMMENT = lazy_pattern(r"#(?:[ \t]|$)")
FIXED = lazy_pattern(r":(?:[ \t]|$)")
LINK = lazy_pattern(r"(?P<name>[\w-]{1,60})[ \t]+(?P<url>https?://\S{1,2000})")
FILE = lazy_pattern(r"\"(?P<quoted>[^\"\n]+)\"|(?P<bare>\S+)")
CLOSED = frozenset(("src", "example", "export", "comment"))  # of other blocks the content is text
TEXTUAL = frozenset(("caption", "title", "subtitle", "description"))  # keywords whose value a reader sees
BIBLIOGRAPHY_SUFFIXES = (".bib", ".json", ".yaml", ".yml")


class NoteBlock(Struct, frozen=True):
    """The definition of a footnote: ``text[start:end]``, its text from ``body`` on."""

    label: str
    start: int
    body: int
    end: int


class Blocks(Struct):
    """A document's blocks. ``closed``: spans without running text; ``links``: URLs of abbreviations; ``ids``: custom identifiers of headings."""

    notes: list[NoteBlock] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    bibliographies: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    language: str = ""


class _Line(Struct, frozen=True):
    start: int
    end: int
    words: str
    indented: bool


class _Reader(Struct):
    """Reads the lines of a document. ``ends``: the lines that end a block, an environment or a drawer, by name."""

    lines: list[_Line]
    blocks: Blocks = field(default_factory=Blocks)
    ends: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)
    note: tuple[str, int, int] | None = None  # label, start and body of a definition that is being read
    last: int = 0  # the end of its text so far

    def read(self) -> Blocks:
        for at, line in enumerate(self.lines):
            if ends := _ends(line.words):
                self.ends.setdefault(ends, []).append(at)
            if HEADING.match(line.words) and not line.indented:
                self.heads.append(at)
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        self._end_note()
        return self.blocks

    def _block(self, at: int) -> int:
        """Read what begins at a line; the index of the line to go on with."""
        line = self.lines[at]
        if not line.words:
            if at and not self.lines[at - 1].words:
                self._end_note()
            return at + 1
        heading = HEADING.match(line.words) if not line.indented else None
        note = NOTE.match(line.words) if not line.indented else None
        if heading or note:
            self._end_note()
        if heading:
            return self._heading(at, heading)
        if note:
            self.note = (note["label"], line.start, line.start + note.end())
        behind = self._closed(at)
        self.last = self.lines[behind - 1].end if behind else line.end
        return behind or at + 1

    def _heading(self, at: int, heading: re.Match[str]) -> int:
        """A heading; one that is commented out takes everything below it along."""
        self.blocks.headings.append(heading["words"])
        if not COMMENTED.match(heading["words"]):
            return at + 1
        stars = len(heading["stars"])
        below = self.heads[bisect_left(self.heads, at + 1) :]
        behind = next((n for n in below if len(self.lines[n].words.split(" ")[0].split("\t")[0]) <= stars), len(self.lines))
        return self._close(at, behind)

    def _closed(self, at: int) -> int | None:
        """The index behind lines that are no text, or None."""
        words = self.lines[at].words
        if begin := BEGIN.match(words):
            name = begin["name"].lower()
            behind = self._behind(at, name)
            return self._close(at, behind if behind and name in CLOSED else at + 1) if behind else None
        if latex := LATEX.match(words):
            behind = self._behind(at, "{" + latex["name"]) or (at + 1 if "\\end{" + latex["name"] + "}" in words else None)
            return self._close(at, behind) if behind else None
        if DRAWER.match(words) and (behind := self._behind(at, ":end:")):
            self.blocks.ids += [found["name"] for line in self.lines[at:behind] if (found := CUSTOM_ID.match(line.words))]
            return self._close(at, behind)
        if keyword := KEYWORD.match(words):
            return self._keyword(at, keyword)
        return self._close(at, at + 1) if COMMENT.match(words) or FIXED.match(words) or END.match(words) else None

    def _keyword(self, at: int, match: re.Match[str]) -> int:
        name, value = match["name"].lower(), match["value"].strip()
        file = FILE.match(value)
        path = (file["quoted"] or file["bare"]) if file else ""
        if name == "bibliography" and path:
            self.blocks.bibliographies.append(path if path.lower().endswith(BIBLIOGRAPHY_SUFFIXES) else f"{path}.bib")
        elif name == "include" and path.partition("::")[0].lower().endswith(".org"):
            self.blocks.parts.append(path.partition("::")[0])
        elif name == "link" and (link := LINK.match(value)):
            self.blocks.links[link["name"]] = link["url"]
        elif name == "language":
            self.blocks.language = value[:2].lower()
        if name in TEXTUAL:
            line = self.lines[at]
            start = line.end - len(line.words) + match.start("value")
            self.blocks.closed.append((line.start, start))
            return at + 1
        return self._close(at, at + 1)

    def _behind(self, at: int, name: str) -> int | None:
        """The index behind the next line that ends a block of this name, if no heading comes before it."""
        ends = self.ends.get(name, [])
        found, head = bisect_left(ends, at + 1), bisect_left(self.heads, at + 1)
        if found == len(ends) or (head < len(self.heads) and self.heads[head] < ends[found]):
            return None
        return ends[found] + 1

    def _end_note(self) -> None:
        if self.note:
            label, start, body = self.note
            self.blocks.notes.append(NoteBlock(label, start, body, max(body, self.last)))
            self.note = None

    def _close(self, first: int, behind: int) -> int:
        self.blocks.closed.append((self.lines[first].start, self.lines[behind - 1].end))
        return behind


def _ends(words: str) -> str:
    """What a line ends: the name of a block, of an environment (with a brace), or of a drawer; empty for other lines."""
    if match := END.match(words):
        return match["name"].lower()
    if words.startswith("\\end{"):
        return words[4:].partition("}")[0]
    return ":end:" if words.lower() == ":end:" else ""


def read_blocks(text: str) -> Blocks:
    """The blocks of a document; in linear time, for any text."""
    return _Reader(list(_lines(text))).read()


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for row in text.split("\n"):
        words = row.strip()
        yield _Line(at, at + len(row.rstrip()), words, row[:1].isspace())
        at += len(row) + 1
