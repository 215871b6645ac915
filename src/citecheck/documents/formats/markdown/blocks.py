"""Scans Markdown's blocks: front matter, code, notes, link definitions, paragraphs, headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from citecheck.documents.formats.markdown.links import Target, definition, fold_label

FRONT_MATTER = {"---": re.compile(r"(?:---|\.\.\.)\s*"), "+++": re.compile(r"\+\+\+\s*")}
LANGUAGE = re.compile(r"^lang(?:uage)?\s*[:=]\s*[\"']?([A-Za-z]{2,3})", re.MULTILINE)
BIBLIOGRAPHY = re.compile(r"^[ \t]*+bibliography[ \t]*:[^\n]*+(?:\n[ \t\r]*+(?:[#-][^\n]*+)?+)*+", re.MULTILINE)
BIBLIOGRAPHY_FILE = re.compile(r"^[ \t]*+(?:bibliography[ \t]*:|-)[ \t]*+[\[\"']*+([\w./ -]+\.\w+)", re.MULTILINE)
QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)*")
FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
NOTE = re.compile(r"[ \t]*\[\^(?P<label>[^\s\[\]]{1,200})\]:[ \t]*")
HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?=[ \t])")
HEADING_END = re.compile(r"(?<![ \t])[ \t]++#++$|\{[^{}]*+\}$")
UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*\r?$")
RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?$")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
INDENTED = re.compile(r"(?: {4}|[ ]{0,3}\t)")
COLONS = re.compile(r"[ \t]*:{3,}")  # Pandoc's and MyST's fences around running text
ADMONITION = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S")  # MkDocs' boxes and tabs, whose content is indented
SHORTCODE = re.compile(
    r"[ \t]*(?:\{\{[<%]-?[ \t]*(?P<hugo>highlight|code|mermaid|math|katex|chart)\b|\{%-?[ \t]*(?P<liquid>highlight)\b)"
)
LONGEST_CODE = 200_000  # characters searched for a shortcode's end
MYST_COMMENT = re.compile(r"[ \t]{0,3}%(?:[ \t]|$)")
RAW = re.compile(r"[ \t]{0,3}<(?P<tag>script|style|pre|textarea)\b", re.IGNORECASE)
COMMENT = re.compile(r"[ \t]{0,3}<!--")
WHOLE_COMMENT = re.compile(r"[ \t]{0,3}<!--(?:[^-]|-(?!->))*-->\s*")  # ends a paragraph (CommonMark 0.31, HTML blocks, condition 2)
# Directives of MyST and Quarto whose content is running text, not code.
DIRECTIVE = re.compile(
    r"\{(?:note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition|margin|sidebar|aside|topic|epigraph|"
    r"dropdown|card|tab-item|figure|pull-quote|div)\b"
)


@dataclass(slots=True)
class NoteBlock:
    """A note ``[^label]: …``: where it begins, and its paragraphs."""

    label: str
    start: int
    blocks: list[tuple[int, int]]


@dataclass(slots=True)
class Blocks:
    """A document's blocks. ``texts``: paragraphs, items and headings outside notes; ``closed``: code, comments and other markup."""

    notes: list[NoteBlock] = field(default_factory=list)
    texts: list[tuple[int, int]] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)
    definitions: dict[str, Target] = field(default_factory=dict)
    language: str | None = None
    bibliographies: tuple[str, ...] = ()

    def running_text(self) -> list[tuple[int, int]]:
        """The paragraphs, items and headings in order, those of notes included."""
        return sorted([*self.texts, *(span for note in self.notes for span in note.blocks)])


@dataclass(slots=True)
class _State:
    fence: str = ""
    directives: list[str] = field(default_factory=list)  # fences around running text
    raw: str = ""  # what ends a raw block
    note: NoteBlock | None = None
    paragraph: tuple[int, int] | None = None
    blank: bool = True
    listed: bool = False
    defined: int = 0  # the end of the latest definition, which may be some lines ahead


def read_blocks(text: str) -> Blocks:
    """Scan a document line by line."""
    blocks = Blocks()
    state = _State()
    at = _front_matter(text, blocks)
    for start, end in _lines(text, at):
        if start >= state.defined:
            _line(text, start, end, blocks, state)
    _close(blocks, state)
    return blocks


def _lines(text: str, at: int, stop: int | None = None) -> Iterator[tuple[int, int]]:
    while at < (len(text) if stop is None else stop):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def _front_matter(text: str, blocks: Blocks) -> int:
    first = text[:4].rstrip()
    ending = FRONT_MATTER.get(first) if text[3:5].lstrip("\r").startswith("\n") else None
    if ending is None:
        return 0
    for start, end in _lines(text, text.index("\n") + 1):
        if ending.fullmatch(text, start, end):
            blocks.closed.append((0, end))
            language = LANGUAGE.search(text, 0, end)
            values = (match.span() for match in BIBLIOGRAPHY.finditer(text, 0, end))
            blocks.bibliographies = tuple(name for span in values for name in BIBLIOGRAPHY_FILE.findall(text, *span))
            blocks.language = language[1].lower() if language else None
            return end + 1
    return 0


def _line(text: str, start: int, end: int, blocks: Blocks, state: _State) -> None:
    quote = QUOTE.match(text, start, end)
    at = quote.end() if quote else start
    if _is_closed(text, at, end, state):
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
    if state.raw:
        state.raw = "" if state.raw in text[at:end].lower() else state.raw
        return True
    if fence := FENCE.match(text, at, end):
        if state.fence:
            state.fence = "" if _ends(fence, state.fence) else state.fence
            return True
        if not _is_indented_code(text, at, end, state):
            _open_fence(fence, state)
            return True
    if state.fence or COLONS.match(text, at, end):
        return True
    raw = _raw(text, at, end, state)
    if raw is not None:
        state.raw = raw
        return True
    comment = WHOLE_COMMENT.fullmatch(text, at, end) or (state.paragraph is None and MYST_COMMENT.match(text, at, end))
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
    return bool(state.blank and not state.listed and state.note is None and INDENTED.match(text, at, end))


def _content(text: str, start: int, at: int, end: int, blocks: Blocks, state: _State) -> None:
    if note := NOTE.match(text, at, end):
        _close(blocks, state)
        state.note = NoteBlock(note["label"], note.start() + len(note.group()) - len(note.group().lstrip()), [])
        blocks.notes.append(state.note)
        state.paragraph = (note.end(), end)
        state.listed = False
        return
    item = ITEM.match(text, at, end) or ADMONITION.match(text, at, end)
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
    if item and state.note is None:
        _close_paragraph(blocks, state)
        state.listed = True
    elif state.blank and text[at : at + 1] not in (" ", "\t"):
        state.listed = False
    first = state.paragraph[0] if state.paragraph and state.paragraph[0] < state.paragraph[1] else end - len(text[at:end].lstrip())
    state.paragraph = (first, end)


def _underline(text: str, start: int, end: int, blocks: Blocks, state: _State) -> None:
    if state.paragraph and UNDERLINE.match(text, start, end):
        first, last = state.paragraph
        blocks.headings.append((first, end, text[first:last].strip()))
    _close(blocks, state)


def _definition(text: str, at: int, blocks: Blocks, state: _State) -> bool:
    found = definition(text, at)
    if not found or any(_interrupts(text, *line) for line in islice(_lines(text, at, found.end), 1, None)):
        return False
    blocks.definitions.setdefault(fold_label(found.label), found.target)
    blocks.closed.append((at, found.end))
    state.defined = found.end
    state.listed &= not state.blank or text[at : at + 1] in (" ", "\t")
    return True


def _interrupts(text: str, start: int, end: int) -> bool:
    """Whether a line begins another block, in the middle of a paragraph too."""
    begun = HEADING.match(text, start, end) or RULE.match(text, start, end) or UNDERLINE.match(text, start, end)
    begun = begun or ITEM.match(text, start, end) or FENCE.match(text, start, end) or NOTE.match(text, start, end)
    return bool(begun or COLONS.match(text, start, end) or RAW.match(text, start, end) or COMMENT.match(text, start, end))


def _close(blocks: Blocks, state: _State) -> None:
    _close_paragraph(blocks, state)
    state.note = None
    state.listed = False


def _close_paragraph(blocks: Blocks, state: _State) -> None:
    if state.paragraph is None:
        return
    (blocks.texts if state.note is None else state.note.blocks).append(state.paragraph)
    state.paragraph = None
