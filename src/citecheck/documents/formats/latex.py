r"""LaTeX: ``\footnote`` and ``\endnote``, ``thebibliography`` with ``\cite``, ``\url`` and ``\href``; comments and code are ignored."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents import tex_writer
from citecheck.documents.encoding import decode
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_notes import Lines, check_nesting, labels_at, with_markers
from citecheck.documents.reference_entries import cites
from citecheck.documents.sections import file_title
from citecheck.documents.tex import (
    URL_COMMANDS,
    TexCommand,
    declared_encoding,
    find_commands,
    mask_code,
    matching_braces,
    read_body,
)
from citecheck.documents.tex_definitions import NoteCommand, arguments_of, find_definitions
from citecheck.documents.tex_files import bibliographies_of, parts_of
from citecheck.documents.tex_references import BIBITEM, BIBLIOGRAPHY, CITES, find_bibliographies, find_references, unlabelled
from citecheck.documents.tex_urls import find_tex_urls, unescaped_url
from citecheck.documents.text_format import TextFormat
from citecheck.documents.text_spans import blanked, trimmed_end, united
from citecheck.language import languages
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"\\(?:documentclass|begin\{document\}|footnote\{|(?:sub)*section\*?\{|chapter\*?\{)")
# Packages tablefootnote, sidenotes, parnotes, and bigfoot's and reledmac's series of footnotes; memoir's and Tufte's classes.
OTHER_FOOTNOTES = frozenset(("tablefootnote", "sidenote", "sidefootnote", "parnote", *(f"footnote{series}" for series in "ABCDE")))
SAME_NUMBERS = dict.fromkeys(OTHER_FOOTNOTES, "footnote") | {"pagenote": "endnote"}
FOOTNOTES = OTHER_FOOTNOTES | {"footnote", "footnotetext", "sidenotetext"}
MARGINS = frozenset(("marginnote", "marginpar"))  # without numbers; they are notes if they cite
DIRECTED = {f"{direction}{name}": name for direction in ("LTR", "RTL") for name in ("footnote", "footnotetext")}  # package bidi
TITLE_NOTE = "thanks"
MARGIN = "margin"
LAST_NUMBER = (r"\value{footnote}", r"\thefootnote", r"\arabic{footnote}")  # the note before, called again
MARKS = frozenset(("footnotemark", "endnotemark", "sidenotemark"))
STEP = lazy_pattern(r"\\(?:addtocounter\s*\{footnote\}\s*\{\s*(?P<by>[-+]?\d{1,4})\s*\}|stepcounter\s*\{footnote\})")
ENDNOTES = frozenset(("endnote", "endnotetext", "pagenote"))
LINKS = URL_COMMANDS | {"href"}
ENTRY = lazy_pattern(r"\\bibitem\s*+(?:\[(?>(?:\{[^{}]*\}|[^\[\]])*)\]\s*+)?\{(?P<key>[^{}]*+)\}")
WEB = lazy_pattern(r"https?://|www\.")
MAX_SCHEME = 100  # characters of an argument, white space and escapes included, that are tested for the beginning of a URL


class _Reading(Struct, frozen=True):
    """A scanned document."""

    text: str
    masked: str
    braces: dict[int, int]
    lines: Lines
    printed: str  # without definitions of commands
    commands: dict[str, NoteCommand]  # that make notes

    @classmethod
    def of(cls, text: str) -> "_Reading":
        masked = mask_code(text)
        braces = matching_braces(masked)
        spans, commands = find_definitions(masked, braces)
        return cls(text, masked, braces, Lines(text), blanked(masked, spans), commands)

    def note(self, label: str, span: Span, inside: tuple[int, int]) -> NoteText:
        body = read_body(self.masked, *inside, self.braces)
        return body.note(label, self.text[span.start : span.end], span, self.lines.place(span.start))

    def marker(self, label: str, start: int, end: int) -> Marker:
        return self.lines.marker(label, Span(start, end))


MARK, TEXT_OF_MARK = lazy_pattern(r"\\footnotemark\b"), lazy_pattern(r"\\(?:LTR|RTL)?footnotetext\b")


class LatexFormat(TextFormat):
    """LaTeX documents."""

    name: ClassVar[str] = "latex"
    suffixes: ClassVar[tuple[str, ...]] = (".tex", ".latex", ".ltx")
    traits: ClassVar[FormatTraits] = FormatTraits(comment_syntax=("%", ""))

    def recognises(self, path: str, head: str) -> bool:
        """True for the commands of a document, section or footnote near the beginning."""
        return path.lower().endswith(self.suffixes) or bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data, declared_encoding(data))
        reading = _Reading.of(text)
        notes, markers = _notes(path, reading)
        items = tuple(_items(reading, file_title(path)))
        keyed = bool(BIBLIOGRAPHY.search(reading.printed))
        cites = _cites(reading, tuple(note.label for note in items)) if keyed else ()
        found = with_markers([*notes, *items], [*markers, *cites], gaps=False)
        if MARK.search(reading.printed) and len(TEXT_OF_MARK.findall(reading.printed)) >= len(MARK.findall(reading.printed)):
            found = doubted(found, lambda note: note.label.isdecimal())  # commands of another file may count
        addresses = tuple(_addresses(reading, found))
        language, open_calls = languages.detect(text), () if keyed and items else tuple(_cites(reading))
        parts = parts_of(reading.masked)
        named = bibliographies_of(reading.masked)
        return Document(
            path,
            self.name,
            text,
            encoding,
            language,
            found,
            addresses,
            calls=open_calls,
            bibliographies=named,
            partial=bool(parts),
            parts=parts,
        )

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        r"""Add URLs in ``\url``, or escaped as text if no package defines it."""
        return tex_writer.edits(document, source, change)


def _notes(path: str, reading: _Reading) -> tuple[list[NoteText], list[Marker]]:
    """Footnotes and endnotes by their printed number; of several kinds, endnotes are ``e1``, ``e2`` … and those of the title ``t1`` … Notes of the
    margin that cite are ``m1`` …"""
    names = FOOTNOTES | DIRECTED.keys() | ENDNOTES | MARKS | MARGINS | {TITLE_NOTE} | reading.commands.keys()
    found = [c for c in (_made(reading, c) for c in find_commands(reading.printed, names, reading.braces)) if c]
    check_nesting(path, reading.text, ((c.start, c.end) for c in found))
    prefixes = _prefixes([c.name for c in found])
    title = reading.printed.find("\\maketitle")
    of_title, by_hand = _title_labels(reading, found, title), _labels_by_hand(reading, found)
    notes, markers = [], []
    counts = {"footnote": 0, "endnote": 0, TITLE_NOTE: 0, MARGIN: 0}
    steps = deque(STEP.finditer(reading.printed))
    for call in found:
        while steps and steps[0].start() < call.start:
            counts["footnote"] += int(steps.popleft()["by"] or 1)
        kind = call.name.removesuffix("text").removesuffix("mark")
        kind = MARGIN if kind in MARGINS else SAME_NUMBERS.get(kind, kind)
        marked = call.name == "footnotemark" and call.optional and call.start < title
        if (marked and counts[TITLE_NOTE]) or ((marked or call.name == "footnotetext") and _label(reading, call) in of_title):
            kind = TITLE_NOTE
        counts[kind] += not call.name.endswith("text") and call.optional is None
        number = _number(reading, call, counts[kind])
        if call.name not in MARKS:
            notes.append(reading.note(prefixes[kind] + number, Span(call.start, call.end), call.arguments[0]))
        # A reference to a note by its label, or an argument of a command's definition, is no number.
        if not (call.name.endswith("text") or "\\" in number or "#" in number or _label(reading, call) in by_hand):
            markers.append(reading.marker(prefixes[kind] + number, call.start, call.end))
    return notes, markers


def _made(reading: _Reading, call: TexCommand) -> TexCommand | None:
    """A command that makes or marks a note; one of the document's own commands becomes the footnote that it makes."""
    own = reading.commands.get(call.name)
    call = replace(call, name=DIRECTED.get(call.name, call.name))
    if call.name in MARGINS:
        cited = call.arguments and cites(" ".join(reading.masked[slice(*call.arguments[0])].split()))
        return replace(call, optional=None) if cited else None
    if own is None or call.name in FOOTNOTES | ENDNOTES:
        return call if call.arguments or call.name in MARKS else None
    used = arguments_of(reading.printed, call.start + 1 + len(call.name), own, reading.braces)
    return TexCommand("footnote", call.start, used[0], None, (used[1],)) if used else None


def _prefixes(names: Sequence[str]) -> dict[str, str]:
    """What precedes the numbers of each kind: nothing, unless another kind has the same numbers."""
    footnotes = any(name in FOOTNOTES for name in names)
    endnotes = any(name in ENDNOTES for name in names)
    return {"footnote": "", "endnote": "e" if footnotes else "", TITLE_NOTE: "t" if footnotes or endnotes else "", MARGIN: "m"}


def _title_labels(reading: _Reading, found: Sequence[TexCommand], title: int) -> set[str]:
    """The labels of marks before the title is set that have a text; the notes of the text are counted anew behind it."""
    if any(call.name == TITLE_NOTE for call in found):
        return set()  # with which these marks are shared
    marks = {_label(reading, call) for call in found if call.name == "footnotemark" and call.start < title}
    return (marks & {_label(reading, call) for call in found if call.name == "footnotetext"}) - {""}


def _labels_by_hand(reading: _Reading, found: Sequence[TexCommand]) -> set[str]:
    """The labels of several marks without a text: one stands before words that are typed behind it, ``\\footnotemark[1]~Institute of Tides``."""
    marks = Counter(_label(reading, call) for call in found if call.name == "footnotemark")
    return {label for label, times in marks.items() if label and times > 1} - {
        _label(reading, call) for call in found if call.name == "footnotetext"
    }


def _label(reading: _Reading, call: TexCommand) -> str:
    return reading.masked[slice(*call.optional)].strip() if call.optional else ""


def _number(reading: _Reading, call: TexCommand, counted: int) -> str:
    explicit = _label(reading, call)
    return str(max(counted, 1)) if explicit in ("", *LAST_NUMBER) else explicit


def _items(reading: _Reading, name: str) -> Iterator[NoteText]:
    """The entries of the bibliographies, or of lists under a heading for one."""
    if not BIBLIOGRAPHY.search(reading.printed) and BIBITEM not in reading.printed:
        opened = replace(reading, masked=unlabelled(reading.masked))
        for number, (start, end) in enumerate(find_references(unlabelled(reading.printed), name), 1):
            yield opened.note(f"u{number}", Span(start, end), (start, end))
    for start, stop in find_bibliographies(reading.printed):
        heads = list(ENTRY.finditer(reading.masked, start, stop))
        for head, after in zip(heads, [*(h.start() for h in heads[1:]), stop], strict=False):
            end = trimmed_end(reading.masked, head.end(), after)
            yield reading.note(head["key"].strip(), Span(head.start(), end), (head.end(), end))


def _cites(reading: _Reading, entries: Sequence[str] = ()) -> Iterator[Marker]:
    """Citations of the bibliography; nested ones are ignored, and ``*`` cites all entries."""
    done = 0
    for call in find_commands(reading.printed, CITES, reading.braces):
        for start, end in call.arguments[: 2 if call.name.endswith("cites") else 1]:
            if start < done:
                continue
            done = end
            for match in re.finditer(r"[^\s,](?:[^,\n]*[^\s,])?", reading.masked[start:end]):
                for key in entries if match.group() == "*" else (match.group(),):
                    yield reading.marker(key, start + match.start(), start + match.end())


def _addresses(reading: _Reading, notes: tuple[NoteText, ...]) -> Iterator[Address]:
    """Every URL outside code: arguments of links, and bare ones outside link texts."""
    linked = [c for c in find_commands(reading.masked, LINKS, reading.braces) if c.arguments]
    bare = ((m.start, m.end, m.url) for m in find_tex_urls(reading.masked))
    covered = labels_at([NoteText("link", span=Span(start, end)) for start, end in united((c.start, c.end) for c in linked)])
    free = (one for one in bare if covered(one[0]) is None)
    label_at = labels_at(notes)
    for start, end, url in sorted(chain(_targets(reading.masked, linked), free)):
        if WEB.match(url):
            yield Address(url, Span(start, end), reading.lines.place(start), label_at(start))


def _targets(masked: str, linked: Sequence[TexCommand]) -> Iterator[tuple[int, int, str]]:
    """The URLs of links with their spans; nested ones are ignored."""
    done = 0
    for start, end in (call.arguments[0] for call in linked):
        if start >= done and WEB.match(unescaped_url(masked[start : min(end, start + MAX_SCHEME)])):
            yield start, end, unescaped_url(masked[start:end])
            done = end


PLUGIN: type[Format] = LatexFormat
