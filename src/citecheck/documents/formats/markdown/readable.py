"""Reads the text that a reader sees of some paragraphs."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from citecheck.documents.body import Body, BodyBuilder
from citecheck.documents.formats.markdown.inline import Mark
from citecheck.documents.formats.markdown.links import BREAK, ESCAPED, printed
from citecheck.patterns import lazy_pattern

NEWLINE = lazy_pattern(BREAK)


def read_body(text: str, blocks: Iterable[tuple[int, int]], marked: Sequence[Mark], starts: Sequence[int]) -> Body:
    """The readable text of some paragraphs, given the document's marks in order, and their starts."""
    builder = BodyBuilder(text)
    for number, (start, end) in enumerate(blocks):
        if number:
            builder.put("\n", start)
        _readable(builder, text, (start, end), marked[bisect_left(starts, start) : bisect_left(starts, end)])
    return builder.build()


def shown_from(start: int, body: int, marked: Sequence[Mark], starts: Sequence[int]) -> int:
    """Where the text of an item that begins at ``start`` is shown from: at ``body``, or at code before it, which is masked like white space."""
    at = bisect_left(starts, start)
    return min([body, *(mark.start for mark in marked[at : at + 1] if mark.kind == "code")])


def _readable(builder: BodyBuilder, text: str, span: tuple[int, int], marked: Sequence[Mark]) -> None:
    at, end = span
    emphasis = ""  # the sign that opened it
    for mark in marked:
        if mark.kind == "note" or mark.start < at or mark.end > end:
            continue
        builder.keep(at, mark.start)
        at = mark.end
        match mark.kind:
            case "put":
                builder.space(mark.start) if mark.words == " " else builder.put(mark.words, mark.start)
            case "open" if mark.target:
                builder.open_link(mark.target.url)
            case "close":
                builder.close_link()
            case "code":
                _code(builder, text, mark)
            case "address":
                _address(builder, text, mark)
            case "skip" if text[mark.start] in "*_" and mark.end - mark.start == 1:
                if emphasis == text[mark.start]:
                    builder.close_emphasis()
                    emphasis = ""
                elif not emphasis:
                    builder.open_emphasis()
                    emphasis = text[mark.start]
    builder.keep(at, end)


def _address(builder: BodyBuilder, text: str, mark: Mark) -> None:
    """A bare URL, its entities and escapes decoded as in any other text."""
    at = mark.start
    for found in ESCAPED.finditer(text, mark.start, mark.end):
        builder.keep(at, found.start())
        builder.put(printed(found), found.start())
        at = found.end()
    builder.keep(at, mark.end)


def _code(builder: BodyBuilder, text: str, mark: Mark) -> None:
    """What is between a code span's ticks, its lines joined."""
    at, end = mark.start + len(mark.words), mark.end - len(mark.words)
    for newline in NEWLINE.finditer(text, at, end):
        builder.keep(at, newline.start())
        builder.space(newline.start())
        at = newline.end()
    builder.keep(at, end)
