"""The blocks of reStructuredText: notes, link targets, and what is no running text (code, comments, options of directives).

Rules: docutils' "reStructuredText Markup Specification"; directives that hold no text: those of docutils and Sphinx.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from citecheck.patterns import lazy_pattern

INDENT = lazy_pattern(r"[ \t]*+")
LABEL = r"\d{1,6}|\#(?:\w[\w.:+-]{0,60})?|\*|[^\W\d_][\w.:+-]{0,60}"
NOTE = lazy_pattern(rf"\.\.[ \t]+\[(?P<label>{LABEL})\](?=\s|$)[ \t]*")
TARGET = lazy_pattern(
    r"\.\.[ \t]+_(?P<name>`[^`\n]{1,300}`|(?:[^:`\\\n]|\\.|:(?=\S)){1,300}):(?:[ \t]+|$)|__[ \t]+(?=\S)|\.\.[ \t]+__:[ \t]+"
)
DIRECTIVE = lazy_pattern(r"\.\.[ \t]+(?:\|[^|\n]{1,200}\|[ \t]+)?(?P<name>[\w:+.-]{1,60})::[ \t]*(?P<words>[^\n]*)")
COMMENT = lazy_pattern(r"\.\.(?:[ \t]|$)")
OPTION = lazy_pattern(r":[\w -]{1,60}:(?:[ \t]|$)")
DOCTEST = lazy_pattern(r">>>(?: |$)")
LITERAL = lazy_pattern(r"(?:^|[^:]):: *$|^:: *$")
BIBLIOGRAPHY = "bibliography"  # sphinxcontrib-bibtex
# Directives whose content is text that a reader sees; of all others it is code, data, or names of files.
TEXTUAL = frozenset((
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso", "versionadded",
    "versionchanged", "deprecated", "topic", "sidebar", "epigraph", "highlights", "pull-quote", "compound", "container", "class", "rubric",
    "figure", "table", "list-table", "centered", "only", "todo", "glossary", "tabs", "tab", "dropdown", "card", "grid", "details", "collapse",
    "footer", "header", "line-block", "parsed-literal", "role", "title", "quote", "definition", "theorem", "proof", "exercise",
))  # fmt: skip
TREE = "toctree"
INCLUDES = frozenset(("include", TREE, "mdinclude"))


class NoteBlock(Struct, frozen=True):
    """A footnote or citation: ``text[start:end]``, its label as typed (``#`` and ``*`` without a number), its text from ``body`` on."""

    label: str
    start: int
    body: int
    end: int


class Target(Struct, frozen=True):
    """The URL of a link target and its span; ``name`` is folded, empty for an anonymous one."""

    name: str
    url: str
    start: int
    end: int


class Blocks(Struct):
    """A document's blocks. ``closed``: spans of code, comments and markup of directives; ``files``: directives with spans of what they name."""

    notes: list[NoteBlock] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    bibliographies: list[str] = field(default_factory=list)
    files: list[tuple[str, int, int]] = field(default_factory=list)
    includes: bool = False


class _Line(Struct, frozen=True):
    start: int
    end: int
    indent: int
    words: str


def read_blocks(text: str) -> Blocks:
    """The blocks of a document; in linear time, for any text."""
    blocks = Blocks()
    lines = list(_lines(text))
    ends = _ends(lines)
    at, literal = 0, False  # literal: the paragraph before ended in ``::``
    while at < len(lines):
        line = lines[at]
        if literal and line.words:
            literal = False
            if line.indent > _indent_before(lines, at):
                at = _close(blocks, lines, at, _last_at(lines, ends, at))
                continue
        at = _block(blocks, text, lines, ends, at)
        literal = literal or bool(line.words and LITERAL.search(line.words) and not line.words.startswith(".. "))
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for row in text.split("\n"):
        words = row.strip()
        indent = len(row) - len(row.lstrip()) if words else 0
        yield _Line(at, at + len(row), len(row[:indent].expandtabs(8)), words)
        at += len(row) + 1


def _ends(lines: list[_Line]) -> list[int]:
    """For each line, the index behind the lines that are indented further; computed once from the end."""
    ends = [0] * len(lines)
    open_lines: list[int] = []
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].words:
            continue
        while open_lines and lines[open_lines[-1]].indent > lines[at].indent:
            open_lines.pop()
        ends[at] = open_lines[-1] if open_lines else len(lines)
        open_lines.append(at)
    return ends


def _indent_before(lines: list[_Line], at: int) -> int:
    before = at - 1
    while before >= 0 and not lines[before].words:
        before -= 1
    return lines[before].indent if before >= 0 else -1


def _last_at(lines: list[_Line], ends: list[int], at: int) -> int:
    """The index behind a literal block that begins at a line: the lines that are indented at least as far."""
    least, end = lines[at].indent, at
    while end < len(lines) and (not lines[end].words or lines[end].indent >= least):
        end = max(end + 1, ends[end] if lines[end].words else 0)
    return end


def _close(blocks: Blocks, lines: list[_Line], first: int, behind: int) -> int:
    blocks.closed.append((lines[first].start, lines[behind - 1].end))
    return behind


def _block(blocks: Blocks, text: str, lines: list[_Line], ends: list[int], at: int) -> int:
    """Read what begins at a line; the index of the line to go on with."""
    line = lines[at]
    start = line.start + INDENT.match(text, line.start, line.end).end() - line.start if line.words else line.start  # type: ignore[union-attr]
    if DOCTEST.match(line.words):
        behind = next((n for n in range(at, len(lines)) if not lines[n].words), len(lines))
        return _close(blocks, lines, at, behind)
    if not line.words.startswith((".. ", "..", "__ ")):
        return at + 1
    if note := NOTE.match(text, start, line.end):
        end = lines[_filled(lines, at, ends[at]) - 1].end
        blocks.notes.append(NoteBlock(note["label"], start, note.end(), max(end, note.end())))
        return at + 1
    if target := TARGET.match(text, start, line.end):
        return _target(blocks, text, lines, at, ends[at], target)
    if directive := DIRECTIVE.match(text, start, line.end):
        return _directive(blocks, lines, at, ends[at], directive)
    return _close(blocks, lines, at, _filled(lines, at, ends[at])) if COMMENT.match(line.words) else at + 1


def _filled(lines: list[_Line], at: int, behind: int) -> int:
    """The index behind the last line with words before ``behind``."""
    while behind > at + 1 and not lines[behind - 1].words:
        behind -= 1
    return behind


def _target(blocks: Blocks, text: str, lines: list[_Line], at: int, behind: int, match: re.Match[str]) -> int:
    """A link target; an URL may go on in indented lines. Internal targets have none."""
    last = at
    while last + 1 < behind and lines[last + 1].words:
        last += 1
    start, end = match.end(), lines[last].end
    url = re.sub(r"\s+", "", text[start:end])
    name = fold_name(match["name"] or "")
    if url:
        blocks.targets.append(Target(name, url.replace("\\", ""), start, start + len(text[start:end].rstrip())))
    blocks.closed.append((lines[at].start, end))
    return last + 1


def _directive(blocks: Blocks, lines: list[_Line], at: int, behind: int, match: re.Match[str]) -> int:
    """A directive: closed as a whole, or only its first line and options if it holds text."""
    name, words = match["name"].rpartition(":")[2] or match["name"], match["words"].strip()
    blocks.includes = blocks.includes or name in INCLUDES
    if words:
        blocks.files.append((name, match.start("words"), match.start("words") + len(match["words"].rstrip())))
    if name == BIBLIOGRAPHY:
        blocks.bibliographies += words.split()
    if name == TREE:
        blocks.files += [(TREE, *place) for line in lines[at + 1 : behind] if (place := _entry(match.string, line))]
    if name not in TEXTUAL:
        return _close(blocks, lines, at, _filled(lines, at, behind))
    blocks.closed.append((lines[at].start, match.start("words")))
    at += 1
    while at < behind and OPTION.match(lines[at].words):
        at = _close(blocks, lines, at, at + 1)
    return at


def _entry(text: str, line: _Line) -> tuple[int, int] | None:
    """The span of the document that a line of a ``toctree`` names, ``title <document>`` or ``document``."""
    if not line.words or OPTION.match(line.words) or line.words.startswith(".."):
        return None
    start = text.index(line.words, line.start)
    end = start + len(line.words)
    return (text.rindex("<", start, end) + 1, end - 1) if line.words.endswith(">") and "<" in line.words else (start, end)


def fold_name(name: str) -> str:
    """A reference name as docutils compares it: without backquotes, case and differences of white space."""
    return " ".join(name.strip("`").replace("\\", "").split()).casefold()
