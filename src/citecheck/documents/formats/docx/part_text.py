"""Reads the text of a WordprocessingML part, with the XML offset of every character (ECMA-376 part 1, section 17).

Tags are scanned here because parsers lose their offsets; ``package`` has checked that the part is well-formed.
"""

import html
import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.citation_fields import NO_CODES, CitationCodes
from citecheck.documents.formats.docx.citation_marks import CITING, CitationMarks
from citecheck.documents.formats.docx.field_codes import OpenField, link_of, with_place, written_at
from citecheck.documents.formats.docx.headings import is_heading
from citecheck.documents.formats.docx.italics import is_italic
from citecheck.documents.formats.docx.list_numbers import ListNumbers
from citecheck.documents.sections import announces_notes
from citecheck.documents.story import Story, StoryLink
from citecheck.documents.xml_tags import TAG, attributes
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

IDENTIFIER = lazy_pattern(r":id\s*=\s*[\"']([^\"']*)")  # of a relationship, in a tag
NAMESPACE = lazy_pattern(
    r"xmlns:(\w+)=[\"']http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)/main[\"']"
)
# Elements that are not displayed, or that repeat another one.
UNSEEN = frozenset({"del", "moveFrom", "Fallback", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"})
SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}


class WordRun(Struct, frozen=True):
    """A run: its span in the part's XML, its properties as written, and the end (``outer``) of the link or field around it, else its own."""

    part: str
    start: int
    end: int
    properties: str
    outer: int


class Piece(Struct, frozen=True):
    """Characters ``text[start:end]`` of the story from one ``w:t`` of a run."""

    start: int
    end: int
    run: int


class WordLink(StoryLink, frozen=True):
    """A hyperlink in a part.

    ``written``: the spans of its URL's pieces, or of its relationship's id, in the part. ``place``: the part of its URL behind ``#``, if Word
    keeps it apart.
    """

    part: str = ""
    relationship: str | None = None
    written: tuple[Span, ...] = ()
    place: str = ""


class NoteReference(Struct, frozen=True):
    """A note's mark in the text; ``custom``: typed in place of a number. ``section`` counts from 0."""

    kind: str  # "footnote" or "endnote"
    id: str
    offset: int
    custom: bool
    section: int


class WordStory(Story[WordLink]):
    """The text of all parts read so far, the runs that have it, and the marks of notes."""

    runs: list[WordRun] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    references: list[NoteReference] = field(default_factory=list)


class PartReader:
    """Reads one part into a story."""

    def __init__(
        self,
        story: WordStory,
        part: str,
        xml: str,
        targets: Mapping[str, str],
        headings: Collection[str] = (),
        known: CitationCodes = NO_CODES,
        numbers: ListNumbers | None = None,
    ) -> None:
        """``headings``: the ids of the paragraph styles that are headings. ``known``: what the file keeps apart of its citations.

        ``numbers``: of its lists; shown where a heading for notes or references announces one.
        """
        self.cited = CitationMarks(story, known)
        self.story, self.part, self.xml, self.targets, self.styles = story, part, xml, targets, headings
        self.numbers = numbers or ListNumbers()
        self.announced: set[str] = set()  # lists under a heading for notes or references
        self.paragraph, self.before = 0, ""  # the first piece of the open paragraph, and the words of the last one
        self.heading: int | None = None  # where the open paragraph begins, if it is a heading
        found = NAMESPACE.search(xml, 0, 20_000)
        self.prefix = f"{found[1]}:" if found else "w:"
        self.hidden: str | None = None  # the hidden element that is open
        self.depth = 0
        self.fields: list[OpenField] = []
        self.links: list[tuple[int, str | None, str, tuple[Span, ...], str, int]] = []
        self.link_ends: list[tuple[int, int, int]] = []  # of links and fields: first run, run after the last, end in the XML
        self.ending: list[int] = []  # first runs of the fields that end in the current run
        self.run = (0, "", 0)  # start, properties, index of its first piece
        self.properties_from = 0
        self.section = 0
        self.note: tuple[str, str, int] | None = None

    def read(self) -> None:
        """Read the part."""
        for tag in TAG.finditer(self.xml):
            name = tag["name"].rpartition(":")[2]
            if self.hidden is None:
                self._tag(tag, name)
            elif name == self.hidden and not tag["empty"]:
                self.depth += -1 if tag["close"] else 1
                if not self.depth:
                    self._hidden_ends(tag, name)
        self._set_outer_ends()

    def _tag(self, tag: re.Match[str], name: str) -> None:
        if name in CITING:
            self.cited.meets(tag, name)
        if tag["close"]:
            self._ends(tag, name)
        elif name in UNSEEN:
            if not tag["empty"]:
                self.hidden, self.depth = name, 1
                self.properties_from = tag.start()
        else:
            self._begins(tag, name)
            if tag["empty"]:
                self._ends(tag, name)

    def _hidden_ends(self, tag: re.Match[str], name: str) -> None:
        self.hidden = None
        hidden = self.xml[self.properties_from : tag.end()]
        if name == "pPr" and is_heading(hidden, self.styles):
            self.heading = self.story.length
        elif name == "pPr":
            self._number(hidden)
        if name == "rPr":
            self.run = (self.run[0], hidden, self.run[2])
        elif name == "sectPr" or (name == "pPr" and f"<{self.prefix}sectPr" in hidden):
            self.section += 1

    def _number(self, properties: str) -> None:
        """Add the number that Word shows before an entry of a list of notes or references."""
        if numbered := self.numbers.next_of(properties):
            identifier, shown = numbered
            if identifier in self.announced or announces_notes(self.before):
                self.announced.add(identifier)
                self.story.put(f"{shown} ")

    def _begins(self, tag: re.Match[str], name: str) -> None:
        match name:
            case "r":
                self.run = (tag.start(), "", len(self.story.pieces))
            case "t" if not tag["empty"]:
                self._words(tag)
            case "instrText" if not tag["empty"] and self.fields:
                self._code(tag)
            case "fldChar":
                self._field(_attributes(tag).get("fldCharType", ""))
            case "fldSimple":
                self._simple_field(tag)
            case "hyperlink":
                self._hyperlink(tag)
            case "footnoteReference" | "endnoteReference":
                self._reference(tag, name.removesuffix("Reference"))
            case "commentRangeStart" | "commentRangeEnd" | "commentReference":
                start, _ = self.story.comment_ranges.get(identifier := _attributes(tag).get("id", ""), (self.story.length, 0))
                self.story.comment_ranges[identifier] = start, self.story.length
            case "footnote" | "endnote" | "comment":
                note = _attributes(tag)
                if note.get("type", "normal") == "normal":
                    self.note = (name, note.get("id", ""), self.story.length)
            case _ if name in SIGNS and self.fields and self.fields[-1].result is None:
                self.fields[-1].code.append(SIGNS[name])
            case _ if name in SIGNS:
                self.story.put(SIGNS[name])

    def _ends(self, tag: re.Match[str], name: str) -> None:
        match name:
            case "r":
                start, properties, first = self.run
                if is_italic(properties) and first < len(self.story.pieces):
                    self.story.emphasise(self.story.pieces[first].start, self.story.length)
                self.link_ends += [(run, len(self.story.runs), tag.end()) for run in self.ending]
                self.ending = []
                self.story.runs.append(WordRun(self.part, start, tag.end(), properties, tag.end()))
            case "p":
                words = "".join(self.story.chars[self.paragraph :]).strip()
                self.paragraph, self.before = len(self.story.chars) + 1, words or self.before
                if self.heading is not None:
                    self.story.headings.append((self.heading, self.story.length))
                    self.heading = None
                self.story.put("\n" if self.note else "\n\n")
                for one in self.fields:  # a code ends with its paragraph; what is added to a paragraph stays in it
                    one.result = self.story.length if one.result is None else one.result
                    one.first_run = len(self.story.runs)
            case "tc":
                self.story.close_cell()
            case "hyperlink" | "fldSimple" if self.links:
                self._link_ends(tag.end())
            case "footnote" | "endnote" | "comment" if self.note:
                kind, identifier, start = self.note
                self.story.notes.append((kind, identifier, start, self.story.length))
                self.story.put("\n")
                self.note = None

    def _words(self, tag: re.Match[str]) -> None:
        """Add the characters of a ``w:t``, entities decoded."""
        story, start = self.story, self.story.length
        end = self.xml.find("<", tag.end())
        raw = self.xml[tag.end() : end]
        if len(self.fields) > 1 and self.fields[-1].result is not None and self.fields[-2].result is None:
            self.fields[-2].code.append(html.unescape(raw))  # the result of a field in a code is not displayed
        else:
            story.keep(raw, tag.end())
        if story.length > start:
            story.pieces.append(Piece(start, story.length, len(story.runs)))

    def _reference(self, tag: re.Match[str], kind: str) -> None:
        mark = _attributes(tag)
        custom = mark.get("customMarkFollows", "0") in ("1", "true", "on")
        self.story.references.append(NoteReference(kind, mark.get("id", ""), self.story.length, custom, self.section))
        if not custom:
            self.story.put("\u2060")  # placeholder for the mark, which the XML does not contain

    def _code(self, tag: re.Match[str]) -> None:
        end = self.xml.find("<", tag.end())
        self.fields[-1].code.append(html.unescape(self.xml[tag.end() : end]))
        self.fields[-1].codes.append((tag.end(), end))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(OpenField(first_run=len(self.story.runs)))
        elif kind == "separate" and self.fields:
            self.fields[-1].result = self.story.length
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            self.ending.append(ended.first_run)
            code = "".join(ended.code)
            url, place = link_of(code)
            if ended.result is not None:
                self.cited.keep(code, ended.result)
            if url and ended.result is not None and ended.result < self.story.length:
                self._add_link(ended.result, url, place, None, written_at(self.xml, ended.codes, url))

    def _hyperlink(self, tag: re.Match[str]) -> None:
        properties = _attributes(tag)
        identifier = properties.get("id")
        found = IDENTIFIER.search(self.xml, tag.start(), tag.end())
        written = (Span(*found.span(1)),) if found else ()
        url, place = self.targets.get(identifier or "", ""), properties.get("anchor", "")
        self.links.append((self.story.length, identifier, url, written, place, len(self.story.runs)))

    def _simple_field(self, tag: re.Match[str]) -> None:
        url, place = link_of(_attributes(tag).get("instr", ""))
        written = written_at(self.xml, [tag.span()], url)
        self.links.append((self.story.length, None, url, written, place, len(self.story.runs)))

    def _link_ends(self, end: int) -> None:
        start, identifier, url, written, place, first = self.links.pop()
        self.link_ends.append((first, len(self.story.runs), end))
        if url and start < self.story.length:
            self._add_link(start, url, place, identifier, written)

    def _add_link(self, start: int, url: str, place: str, relationship: str | None, written: tuple[Span, ...]) -> None:
        whole = with_place(url, place)
        self.story.links.append(
            WordLink(start, self.story.length, whole, self.part, relationship, written, place if whole != url else "")
        )

    def _set_outer_ends(self) -> None:
        """Set each run's ``outer`` to the end of the outermost link or field around it."""
        runs, done = self.story.runs, len(self.story.runs)
        for first, behind, outer in reversed(self.link_ends):
            for at in range(first, min(behind, done)):
                runs[at] = replace(runs[at], outer=max(runs[at].outer, outer))
            done = min(done, first)


def _attributes(tag: re.Match[str]) -> dict[str, str]:
    return attributes(tag["attributes"])
