"""Scans Typst: which parts are text and which are code, calls of functions with their arguments, labels and references.

Rules: Typst's reference, "Syntax" (https://typst.app/docs/reference/syntax/). A document switches between text and code: ``#`` begins code in
text, ``[`` begins text in code.
"""

import re

from msgspec import Struct, field

from citecheck.patterns import lazy_pattern

TEXT = lazy_pattern(
    r"(?P<url>https?://(?:[A-Za-z0-9!#$%&*+,./:;=?@_~'()-]++|\[[A-Za-z0-9!#$%&*+,./:;=?@_~'()-]*+\])++)|(?P<comment>//[^\n]*)|(?P<long>/\*)|(?P<raw>`+)|(?P<escape>\\(?:u\{[0-9a-fA-F]{1,6}\}|[^\s])?)"
    r"|\#(?P<code>[^\W\d][\w-]{0,100}(?:\.[^\W\d][\w-]{0,100}){0,20}|(?=[\"({\[]))|(?P<math>\$(?:[^$\\]|\\.){0,5000}+\$)|<(?P<label>[\w.:-]{1,200})>|@(?P<ref>\w[\w.:-]{0,200})"
    r"|(?P<delimiter>[*_])|(?P<space>~|-\?)|(?P<open>\[)|(?P<close>\])|(?P<paragraph>\n[ \t]*\r?\n)",
    re.DOTALL,
)
CODE = lazy_pattern(
    r"(?P<comment>//[^\n]*)|(?P<long>/\*)|(?P<raw>`+)|\"(?P<string>(?:[^\"\\]|\\.)*+)\"|(?P<word>[^\W\d][\w-]{0,100}(?:\.[^\W\d][\w-]{0,100}){0,20})|<(?P<label>[\w.:-]{1,200})>"
    r"|(?P<math>\$(?:[^$\\]|\\.){0,5000}+\$)|(?P<open>[\[({])|(?P<close>[\])}])|(?P<end>[;\n])",
    re.DOTALL,
)
FOOTNOTE = "footnote"
COMMENT_EDGE = lazy_pattern(r"/\*|\*/")
KEYWORDS = frozenset(("let", "set", "show", "import", "include", "return", "if", "for", "while", "context", "break", "continue"))
BLOCKS = frozenset(("if", "for", "while", "context"))  # statements that end behind a block
ELSE = lazy_pattern(r"\s*else\b|\s*[\[{(]")
NAMED = lazy_pattern(r"[\w-]{1,60}\s{0,20}:\s{0,20}$")  # before the value of a named argument
CLOSERS = {"[": "]", "(": ")", "{": "}"}
METHOD = lazy_pattern(r"\.[^\W\d][\w-]{0,100}(?=[(\[])")  # of the value of a call
LABEL_BEHIND = lazy_pattern(r"[ \t]*(?:\r?\n[ \t]*)?<(?P<label>[\w.:-]{1,200})>")


class Call(Struct):
    """A call ``text[start:end]``; ``contents``: spans of its blocks of text, without brackets; of its strings, labels and names only the direct ones."""

    name: str
    start: int
    end: int = 0
    contents: list[tuple[int, int]] = field(default_factory=list)
    strings: list[tuple[int, int]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    statement: str = ""  # the keyword of the statement that it is in
    parameters: bool = False  # whether that defines a function

    @property
    def label(self) -> str:
        return self.labels[0] if self.labels else ""


class Piece(Struct):
    """A token of the text: ``kind`` is the name of its group in ``TEXT``, or ``hidden`` for code and comments."""

    kind: str
    start: int
    end: int


class _Frame(Struct):
    """What is open: ``is_text`` inside brackets with text; ``close`` ends it, empty for a statement."""

    is_text: bool
    close: str
    start: int
    call: Call | None = None
    keyword: str = ""
    defines: bool = False
    statement: "_Frame | None" = None  # the innermost one that it is in, or is


class Scan(Struct):
    """A scanned document: the tokens of its text in order, its calls by their end, strings in code, labels, included and imported files (``files``: their spans)."""

    text: str
    pieces: list[Piece] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    strings: list[tuple[int, int]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    files: list[tuple[int, int]] = field(default_factory=list)
    imports: bool = False
    _frames: list[_Frame] = field(default_factory=list)
    _code_from: int = -1

    def __post_init__(self) -> None:
        self._frames.append(_Frame(is_text=True, close="", start=0))
        at = 0
        while match := (TEXT if self._frames[-1].is_text else CODE).search(self.text, at):
            at = self._text(match) if self._frames[-1].is_text else self._code(match)
        self._hide(len(self.text))

    def _text(self, match: re.Match[str]) -> int:
        """Read a token of text; the offset to go on at."""
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        if kind in ("comment", "long"):
            return self._comment(kind, start, end)
        if kind == "raw":
            return self._raw(match)
        if kind == "code":
            return self._begin(match["code"], start, end)
        if kind == "open":
            self._push(_Frame(is_text=True, close="]", start=end))
        elif kind == "close":
            return self._close(start, end)
        elif kind == "label":
            self.labels.add(match["label"])
        if kind not in ("open", "close"):
            self.pieces.append(Piece(kind, start, end))
        return end

    def _comment(self, kind: str, start: int, end: int) -> int:
        """A comment; long ones nest."""
        depth = int(kind == "long")
        while depth:
            edge = COMMENT_EDGE.search(self.text, end)
            depth, end = (depth + (1 if edge.group() == "/*" else -1), edge.end()) if edge else (0, len(self.text))
        self.pieces.append(Piece("hidden", start, end))
        return end

    def _raw(self, match: re.Match[str]) -> int:
        """Raw text, which ends at as many backticks; two are an empty one."""
        ticks = match.group()
        if len(ticks) == 2:
            return match.end()
        found = self.text.find(ticks, match.end())
        end = found + len(ticks) if found >= 0 else len(self.text)
        self.pieces.append(Piece("raw", match.start(), end))
        return end

    def _begin(self, word: str, start: int, end: int) -> int:
        """Code in text, from its ``#`` on: a statement, a call, or an expression in brackets."""
        self._code_from = start
        if word in KEYWORDS:
            self._push(_Frame(is_text=False, close="", start=end, keyword=word))
            return end
        if word:
            return self._go_on(self._call(word, start), end)
        if self.text[end] == '"':
            string = CODE.match(self.text, end)
            self._hide(string.end() if string else end + 1)
            return string.end() if string else end + 1
        return self._open(end, None)

    def _push(self, frame: _Frame) -> None:
        frame.statement = frame if frame.keyword else self._frames[-1].statement
        self._frames.append(frame)

    def _call(self, name: str, start: int) -> Call:
        statement = self._frames[-1].statement
        return Call(name, start, statement=statement.keyword if statement else "", parameters=bool(statement and statement.defines))

    def _go_on(self, call: Call, at: int) -> int:
        """Open the next argument of a call, or end it."""
        if self.text[at : at + 1] in ("(", "["):
            return self._open(at, call)
        method = METHOD.match(self.text, at) if call.end else None
        if method:
            return self._go_on(call, method.end())
        call.end = call.end or at
        self.calls.append(call)
        if self._frames[-1].is_text:
            at += self.text[at : at + 1] == ";"
            self._hide(at)
        return at

    def _open(self, at: int, call: Call | None) -> int:
        opening = self.text[at]
        is_text = opening == "["
        if is_text:
            self._hide(at + 1)
        self._push(_Frame(is_text=is_text, close=CLOSERS[opening], start=at + 1, call=call))
        return at + 1

    def _code(self, match: re.Match[str]) -> int:
        """Read a token of code; the offset to go on at."""
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        frame = self._frames[-1]
        if kind == "comment":
            return end
        if kind == "long":
            return self._comment(kind, start, end)
        if kind == "raw":
            return self._raw(match)
        if kind == "string":
            self._string(frame, *match.span("string"))
        elif kind == "label":
            self._label(frame, match["label"])
        elif kind == "word":
            return self._word(frame, match["word"], start, end)
        elif kind == "open":
            return self._open(start, None)
        elif kind == "close":
            return self._close(start, end)
        elif kind == "end" and not frame.close:
            self._frames.pop()
            self._leave(start)
        return end

    def _word(self, frame: _Frame, word: str, start: int, end: int) -> int:
        """A name in code: a keyword, a call, or the name that a statement defines."""
        if frame.keyword == "let" and frame.start and not self.text[frame.start : start].strip():
            frame.defines = self.text[end : end + 1] == "("
            return end
        if self.text[end : end + 1] in ("(", "[") and word not in KEYWORDS and word != "else":
            return self._go_on(self._call(word, start), end)
        return end

    def _string(self, frame: _Frame, start: int, end: int) -> None:
        self.strings.append((start, end))
        if frame.keyword == "include":
            self.parts.append(self.text[start:end])
        if frame.keyword in ("import", "include"):
            self.imports = True
            self.files.append((start, end))
            return
        call = frame.call or (self._frames[-2].call if frame.close == ")" else None)  # also of an array that is an argument
        if call and not self._is_named(start - 1):
            call.strings.append((start, end))

    def _is_named(self, at: int) -> bool:
        """Whether the value at an offset is that of a named argument."""
        return bool(NAMED.search(self.text, max(0, at - 99), at))

    def _label(self, frame: _Frame, label: str) -> None:
        if frame.call:
            frame.call.labels.append(label)
        else:
            self.labels.add(label)

    def _close(self, start: int, end: int) -> int:
        """A closing bracket; statements that it encloses end with it, and one that nothing opened is text."""
        while len(self._frames) > 1 and not self._frames[-1].close:
            self._frames.pop()
        frame = self._frames[-1]
        if len(self._frames) == 1 or frame.close != self.text[start]:
            self._leave(start)
            return end
        self._frames.pop()
        if frame.is_text and not self._frames[-1].is_text:
            self._code_from = start
        if frame.is_text and frame.call:
            self._code_from = start
            frame.call.contents.append((frame.start, start))
        elif frame.is_text and (call := self._frames[-1].call) and call.name == FOOTNOTE and not self._is_named(frame.start - 1):
            call.contents.append((frame.start, start))
        if frame.call:
            frame.call.end = end
            return self._go_on(frame.call, end)
        if self._frames[-1].keyword in BLOCKS and not ELSE.match(self.text, end):
            self._frames.pop()
        self._leave(end)
        return end

    def _leave(self, at: int) -> None:
        """Hide the code that ends here, if text goes on."""
        if self._frames[-1].is_text:
            self._hide(at)

    def _hide(self, at: int) -> None:
        if self._code_from >= 0:
            self.pieces.append(Piece("hidden", self._code_from, at))
            self._code_from = -1
