"""Scans Markdown's blocks: front matter, code, notes, link definitions, paragraphs, headings."""

import re
from itertools import islice

from msgspec import Struct, field

from citecheck.documents.formats.markdown.comments import end_of_comment, end_of_module
from citecheck.documents.formats.markdown.front_matter import front_matter, lines_of
from citecheck.documents.formats.markdown.item_marks import behind_quote, column, item_column, item_mark, item_of
from citecheck.documents.formats.markdown.links import Definition, Target, definition, fold_label
from citecheck.patterns import lazy_pattern

QUOTE = lazy_pattern(r"(?:[ \t]{0,3}>[ \t]?)*")
FENCE = lazy_pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
NOTE = lazy_pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[\^(?P<label>[^\s\[\]]{1,200})\]:[ \t]*")
HEADING = lazy_pattern(r"[ \t]{0,3}#{1,6}(?=[ \t])")
HEADING_END = lazy_pattern(r"(?<![ \t])[ \t]++#++$|\{[^{}]*+\}$")
UNDERLINE = lazy_pattern(r"[ \t]{0,3}(?:=+|-+)[ \t]*\r?$")
RULE = lazy_pattern(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?$")
INDENTED = lazy_pattern(r"(?: {4}|[ ]{0,3}\t)")
COLONS = lazy_pattern(r"[ \t]*:{3,}")  # Pandoc's and MyST's fences around running text
ADMONITION = lazy_pattern(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S")  # MkDocs' boxes and tabs, with indented content
SHORTCODE = lazy_pattern(
    r"[ \t]*(?:\{\{[<%]-?[ \t]*(?P<hugo>highlight|code-toggle|code|mermaid|math|katex|chart)(?![\w-])(?![^\n]*/[>%]\}\})|\{%-?[ \t]*(?P<liquid>highlight)\b)"
)
LONGEST_CODE = 200_000  # characters searched for a shortcode's end
ATTRIBUTES = lazy_pattern(r"[ \t]*\{:[^{}\n]*\}\s*")  # kramdown's, of the block before
MYST_COMMENT = lazy_pattern(r"[ \t]{0,3}%(?:[ \t]|$)")
RAW = lazy_pattern(r"[ \t]{0,3}<(?P<tag>script|style|pre|textarea)\b", re.IGNORECASE)
COMMENT = lazy_pattern(r"[ \t]{0,3}<!--")
WHOLE_COMMENT = lazy_pattern(r"[ \t]{0,3}<!--(?:[^-]|-(?!->))*-->\s*")  # ends a paragraph (CommonMark 0.31, 4.6)
# Directives of MyST and Quarto with running text as content, not code.
DIRECTIVE = lazy_pattern(
    r"\{(?:note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition|margin|sidebar|aside|topic|epigraph|"
    r"dropdown|card|tab-item|figure|pull-quote|div)\b"
)


class NoteBlock(Struct):
    """A note ``[^label]: …``: where it begins, its paragraphs, and its code's lines and language."""

    label: str
    start: int
    blocks: list[tuple[int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    language: str = ""

    @property
    def end(self) -> int:
        return max(end for _, end in (*self.blocks, *self.code))

    def body(self) -> list[tuple[int, int]]:
        """The paragraphs, or the code of a note that has nothing else."""
        return self.blocks if any(start < end for start, end in self.blocks) else self.code


class Blocks(Struct):
    """A document's blocks. ``texts``: paragraphs, items and headings outside notes; ``closed``: code, comments and other markup; ``defined``: the
    definitions of links by where they begin."""

    notes: list[NoteBlock] = field(default_factory=list)
    texts: list[tuple[int, int]] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)
    definitions: dict[str, Target] = field(default_factory=dict)
    defined: list[tuple[int, Definition]] = field(default_factory=list)
    language: str | None = None
    bibliographies: tuple[str, ...] = ()

    def labels(self) -> frozenset[str]:
        """The labels of the notes, normalised for comparison."""
        return frozenset(fold_label(note.label) for note in self.notes)

    def running_text(self) -> list[tuple[int, int]]:
        """The paragraphs, items and headings in order, those of notes included."""
        return sorted([*self.texts, *(span for note in self.notes for span in note.blocks)])


class _State(Struct):
    fence: str = ""
    directives: list[str] = field(default_factory=list)  # fences around running text
    raw: str = ""  # what ends a raw block
    note: NoteBlock | None = None
    paragraph: tuple[int, int] | None = None
    blank: bool = True
    quoted: int = 0  # how many marks of quotation the paragraph has
    listed: int = 0  # the column of the latest item's text; 0 outside lists
    latest: int = 0  # the number of that item; 0 of one with a bullet
    fence_column: int = 0
    fenced_note: bool = False  # whether the fence began in the note, which then ends both
    hidden: int = 0  # the end of a comment, or of metadata, that began in an earlier line
    number: int = 0  # of the latest item of a numbered list within a note
    defined: int = 0  # the end of the latest definition, which may be some lines ahead


def read_blocks(text: str) -> Blocks:
    """Scan a document line by line."""
    blocks = Blocks()
    state = _State()
    head = front_matter(text)
    blocks.closed += [(0, head.end)] if head.end else []
    blocks.language, blocks.bibliographies = head.language, head.bibliographies
    for start, end in lines_of(text, head.end + 1 if head.end else 0):
        state.hidden = max(state.hidden, head.later.get(start, 0))
        if start >= state.defined:
            _line(text, start, end, blocks, state)
    _close(blocks, state)
    return blocks


def _line(text: str, start: int, end: int, blocks: Blocks, state: _State) -> None:
    quote = QUOTE.match(text, start, end)
    at = quote.end() if quote else start
    depth = text.count(">", start, at)
    if state.paragraph and state.note is None and depth > state.quoted:  # a quotation ends a paragraph (CommonMark 0.31, 5.1)
        _close_paragraph(blocks, state)
    state.quoted = max(depth, state.quoted if state.paragraph else 0)
    fenced = state.fence
    if _is_closed(text, at, end, state):
        if state.note and fenced and state.fence:
            state.note.code.append((at, end))
        _close_paragraph(blocks, state)
        blocks.closed.append((start, end))
    elif not text[at:end].strip():
        _close_paragraph(blocks, state)
        state.blank = True
    else:
        _content(text, start, at, end, blocks, state)
        state.blank = False


def _is_closed(text: str, at: int, end: int, state: _State) -> bool:
    """Whether a line is code, raw HTML, a comment or a fence; updates the state for the next line."""
    if at < state.hidden:
        return True
    if state.fence and state.fenced_note and text[at:end].strip() and not INDENTED.match(text, at, end):
        state.fence = ""
    if state.raw:
        state.raw = "" if state.raw in text[at:end].lower() else state.raw
        return True
    if fence := FENCE.match(text, at, end):
        if state.fence:
            closes = _ends(fence, state.fence) and column(text, at, end) <= state.fence_column + 3  # CommonMark 0.31, 4.5
            state.fence = "" if closes else state.fence
            return True
        if not _is_indented_code(text, at, end, state):
            _open_fence(fence, state)
            state.fence_column = len(text[at : fence.start("fence")].expandtabs(4))
            state.fenced_note = state.note is not None and bool(INDENTED.match(text, at, end))
            if state.note:
                state.note.language = fence["info"].strip()
            return True
    if state.fence or COLONS.match(text, at, end):
        return True
    if hidden := end_of_comment(text, at, end) or (state.paragraph is None and end_of_module(text, at)):
        state.hidden = hidden
        return True
    raw = _raw(text, at, end, state)
    if raw is not None:
        state.raw = raw
        return True
    comment = (
        WHOLE_COMMENT.fullmatch(text, at, end)
        or ATTRIBUTES.fullmatch(text, at, end)
        or (state.paragraph is None and MYST_COMMENT.match(text, at, end))
    )
    return bool(comment) or _is_indented_code(text, at, end, state)


def _raw(text: str, at: int, end: int, state: _State) -> str | None:
    """The end of the raw HTML, shortcode or comment that a line begins; empty if it ends on this line; None for other lines."""
    if raw := RAW.match(text, at, end):
        close = f"</{raw['tag'].lower()}>"
        return "" if close in text[raw.end() : end].lower() else close
    if (code := SHORTCODE.match(text, at, end)) and not state.note:
        close = f"/{code['hugo']}" if code["hugo"] else f"end{code['liquid']}"
        return close if text.find(close, at, end) < 0 <= text.find(close, end, end + LONGEST_CODE) else ""
    if (comment := COMMENT.match(text, at, end)) and state.paragraph is None and text.find("-->", comment.end(), end) < 0:
        return "-->"
    return None


def _open_fence(fence: re.Match[str], state: _State) -> None:
    if state.directives and _ends(fence, state.directives[-1]):
        state.directives.pop()
    elif DIRECTIVE.match(fence["info"].strip()):
        state.directives.append(fence["fence"])
    else:
        state.fence = fence["fence"]


def _ends(fence: re.Match[str], opened: str) -> bool:
    return fence["fence"].startswith(opened) and not fence["info"].strip()


def _is_indented_code(text: str, at: int, end: int, state: _State) -> bool:
    """Whether a line after a blank one is indented by four columns, in an item counted from its text (CommonMark 0.31, 4.4 and 5.2)."""
    if not state.blank or state.note is not None or not INDENTED.match(text, at, end):
        return False
    return not state.listed or column(text, at, end) >= state.listed + 4


def _content(text: str, start: int, at: int, end: int, blocks: Blocks, state: _State) -> None:
    if note := NOTE.match(text, at, end):
        _define(text, note, end, blocks, state)
        return
    mark = item_mark(
        text, at, end, inside=state.paragraph is not None and state.note is None, latest=state.latest if state.listed else None
    )
    item = mark or ADMONITION.match(text, at, end)
    if state.note and (state.blank or item) and not INDENTED.match(text, at, end):
        _close(blocks, state)
    if heading := HEADING.match(text, at, end):
        _close(blocks, state)
        words = text[heading.end() : end].strip()
        blocks.headings.append((start, end, HEADING_END.sub("", words[-200:]).strip()))
        blocks.texts.append((at, end))
        return
    if RULE.match(text, at, end) or (state.paragraph and state.note is None and UNDERLINE.match(text, at, end)):
        _underline(text, start, end, blocks, state)
        return
    if state.paragraph is None and _definition(text, at, blocks, state):
        return
    if state.note and (within := item_of(text, at, end, state.number)):
        _close_paragraph(blocks, state)
        state.paragraph, state.number = (within[0], end), within[1]
        return
    if item and state.note is None:
        _close_paragraph(blocks, state)
        state.listed = item_column(text, at, item.end(), end)
        state.latest = int(mark["number"] or 0) if mark else 0
    elif state.blank and text[at : at + 1] not in (" ", "\t"):
        state.listed = 0
    begun = state.paragraph if state.paragraph and state.paragraph[0] < state.paragraph[1] else None
    first = begun[0] if begun else end - len(text[at:end].lstrip())
    state.paragraph = (behind_quote(text, first, end) if state.note and not begun else first, end)


def _define(text: str, note: re.Match[str], end: int, blocks: Blocks, state: _State) -> None:
    """Begin a note at its label; others may be on the same line: ``[^a]: [^b]: Text``."""
    another: re.Match[str] | None = note
    while another:
        _close(blocks, state)
        note = another
        state.note = NoteBlock(note["label"], note.start("label") - 2)
        blocks.notes.append(state.note)
        state.paragraph = (note.end(), note.end())
        another = NOTE.match(text, note.end(), end)
    if state.note and (fence := FENCE.match(text, note.end(), end)):
        state.fence, state.fenced_note, state.note.language = fence["fence"], True, fence["info"].strip()
        state.fence_column = fence.start("fence") - note.start()
        blocks.closed.append((note.end(), end))
    else:
        first, state.number = item_of(text, note.end(), end, 0) or (behind_quote(text, note.end(), end), 0)
        state.paragraph = (first, end)


def _underline(text: str, start: int, end: int, blocks: Blocks, state: _State) -> None:
    if state.paragraph and UNDERLINE.match(text, start, end):
        first, last = state.paragraph
        blocks.headings.append((first, end, text[first:last].strip()))
    _close(blocks, state)


def _definition(text: str, at: int, blocks: Blocks, state: _State) -> bool:
    found = definition(text, at)
    if not found or any(_interrupts(text, *line) for line in islice(lines_of(text, at, found.end), 1, None)):
        return False
    blocks.definitions.setdefault(fold_label(found.label), found.target)
    blocks.defined.append((at, found))
    blocks.closed.append((at, found.end))
    state.defined = found.end
    if state.blank and text[at : at + 1] not in (" ", "\t"):
        state.listed = 0
    return True


def _interrupts(text: str, start: int, end: int) -> bool:
    """Whether a line begins another block, in the middle of a paragraph too."""
    begun = HEADING.match(text, start, end) or RULE.match(text, start, end) or UNDERLINE.match(text, start, end)
    begun = begun or item_mark(text, start, end) or FENCE.match(text, start, end) or NOTE.match(text, start, end)
    return bool(begun or COLONS.match(text, start, end) or RAW.match(text, start, end) or COMMENT.match(text, start, end))


def _close(blocks: Blocks, state: _State) -> None:
    _close_paragraph(blocks, state)
    state.note = None
    state.listed = 0


def _close_paragraph(blocks: Blocks, state: _State) -> None:
    if state.paragraph is None:
        return
    (blocks.texts if state.note is None else state.note.blocks).append(state.paragraph)
    state.paragraph = None
