"""The marks of Typst's text, made of its scan, and the text that a reader sees of a span."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.formats.typst.scan import Call, Piece, Scan
from citecheck.documents.inline_marks import Mark
from citecheck.links.urls import trim
from citecheck.patterns import lazy_pattern

WEB = lazy_pattern(r"https?://")
ESCAPED = lazy_pattern(r"\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|(?P<char>.))", re.DOTALL)
CONTROL = {"n": "\n", "t": "\t", "r": "\r"}
WORD = lazy_pattern(r"[^\W_]")
ADJUSTING = frozenset(("let", "set", "show", "import", "include"))  # statements whose strings are no links


class Inline(Struct):
    """Makes the marks of a scanned document.

    Kinds of marks: words, put, bare, open, shut, link, italic, upright.
    """

    scan: Scan
    _pending: dict[str, int] = field(default_factory=dict)
    _marks: list[Mark] = field(default_factory=list)

    def marks(self) -> tuple[Mark, ...]:
        """The marks by their start; those without width come first."""
        for piece in self.scan.pieces:
            getattr(self, f"_read_{KINDS.get(piece.kind, piece.kind)}")(piece)
        for call in self.scan.calls:
            self._marks += self._of_call(call)
        found = (mark for mark in self._marks if mark.kind != "delimiter")
        return tuple(sorted(found, key=lambda one: (one.start, one.end > one.start, one.kind == "words", -one.end)))

    def _add(self, kind: str, piece: Piece, first: int = 0, last: int = 0, put: str = "") -> None:
        first = first or piece.start
        self._marks.append(Mark(kind, piece.start, piece.end, first, max(first, last), put=put))

    def _read_hidden(self, piece: Piece) -> None:
        self._add("words", piece)

    def _read_kept(self, piece: Piece) -> None:
        self._add("words", piece, piece.start, piece.end)

    def _read_escape(self, piece: Piece) -> None:
        self._add(
            "put", piece, put=unescaped(self.scan.text[piece.start : piece.end])
        ) if piece.end - piece.start > 1 else self._add("words", piece)

    def _read_space(self, piece: Piece) -> None:
        self._add("put", piece, put=" ") if self.scan.text[piece.start] == "~" else self._add("words", piece)

    def _read_raw(self, piece: Piece) -> None:
        words = self.scan.text[piece.start : piece.end]
        ticks = len(words) - len(words.lstrip("`"))
        self._add("words", piece, piece.start + ticks, piece.end - ticks)

    def _read_url(self, piece: Piece) -> None:
        end = piece.start + len(trim(self.scan.text[piece.start : piece.end]))
        self._marks.append(Mark("bare", piece.start, end, piece.start, end))

    def _read_paragraph(self, piece: Piece) -> None:
        self._pending.clear()

    def _read_delimiter(self, piece: Piece) -> None:
        """A mark of emphasis that is not inside a word."""
        text = self.scan.text
        mark, before, behind = text[piece.start], text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
        if before and WORD.match(before) and WORD.match(behind):
            return
        opened, italic = self._pending.pop(mark, None), mark == "_"
        if opened is None:
            self._pending[mark] = len(self._marks)
            self._add("delimiter", piece)
        else:
            self._marks[opened] = replace(self._marks[opened], kind="italic" if italic else "words")
            self._add("upright" if italic else "words", piece)

    def _of_call(self, call: Call) -> Iterator[Mark]:
        """A link, or any other call with a URL and a text; emphasis."""
        url = next((span for span in call.strings if WEB.match(self.scan.text, *span)), None)
        if call.name == "emph" and call.contents:
            first, last = call.contents[-1]
            yield Mark("italic", first, first, first, first)
            yield Mark("upright", last, last, last, last)
        if url is None or call.statement in ADJUSTING:
            return
        address = unescaped(self.scan.text[slice(*url)])
        if call.contents:
            first, last = call.contents[-1]
            yield Mark("open", first, first, first, first, address, url, until=call.end)
            yield Mark("shut", last, last, last, last)
        else:
            yield Mark("link", call.start, call.end, *url, address, url, put=address, until=call.end)


# Tokens that are shown as they are, or hidden.
KINDS = {"label": "hidden", "math": "kept", "ref": "kept"}


def unescaped(text: str) -> str:
    """A text with its escapes resolved."""

    def shown(found: re.Match[str]) -> str:
        return chr(min(int(found["code"], 16), 0x10FFFF)) if found["code"] else CONTROL.get(found["char"], found["char"])

    return ESCAPED.sub(shown, text)
