"""Reads the text of ``content.xml``, with the XML offset of every character (OpenDocument 1.3 part 3, sections 4 to 7).

The text is that of the body, then that of the notes, which the XML has at their marks.
"""

import html
import re
from collections.abc import Mapping

from msgspec import Struct, field

from citecheck.documents.citation_fields import NO_CODES, CitationCodes, CitedItem, DataField, field_of
from citecheck.documents.formats.odt.bibliography_marks import bibliography_mark
from citecheck.documents.formats.odt.list_numbers import OpenLists
from citecheck.documents.formats.odt.styles import Styles
from citecheck.documents.story import NoteMark, Story, StoryLink
from citecheck.documents.xml_tags import TAG, attributes
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

NAMESPACE = lazy_pattern(r"\bxmlns:(?P<prefix>[\w.-]+)\s*=\s*[\"'](?P<uri>[^\"'<]*)[\"']")
PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
HEAD = 20_000  # characters that hold the namespaces
# Elements that are not displayed, or that repeat other text.
UNSEEN = frozenset({
    "office:forms", "svg:desc", "svg:title", "text:alphabetical-index", "text:hidden-text", "text:illustration-index", "text:note-citation",
    "text:object-index", "text:ruby-text", "text:table-index", "text:table-of-content", "text:tracked-changes", "text:user-index",
})  # fmt: skip
SIGNS = {"text:s": " ", "text:tab": " ", "text:line-break": "\n"}
SPACE = lazy_pattern(r"(?P<space>[ \t\r\n]+)|[^ \t\r\n]+")
COLLAPSES = lazy_pattern(r"[\t\r\n]|  ")
LISTS = frozenset({"text:section", "text:bibliography"})
NOWHERE = Span(0, 0)
LAST = 100  # pieces of the text that may hold its last paragraph
HREF = lazy_pattern(r":href\s*=\s*[\"']([^\"'<]*)")


class OdtLink(StoryLink, frozen=True):
    """A hyperlink: ``written`` is the span of its URL, ``outer`` the end of its element in the XML."""

    written: Span = NOWHERE
    outer: int = 0


class OdtStory(Story[OdtLink]):
    """The text of the body, or of notes, or of comments."""

    marks: list[NoteMark] = field(default_factory=list)


class _Flow(Struct):
    """Where text goes: the body, or a note or comment within it. ``paragraphs``: those open, with their start if they are headings."""

    story: OdtStory
    breaks: str
    paragraphs: list[int | None] = field(default_factory=list)
    spaced: bool = True  # the text so far ends in white space, after which more of it does not count
    spans: list[tuple[bool, int]] = field(default_factory=list)  # open ones: whether they begin italics, and where
    links: list[tuple[int, str, Span]] = field(default_factory=list)


class ContentReader:
    """Reads ``content.xml`` into three texts."""

    def __init__(
        self, xml: str, styles: Styles, known: CitationCodes = NO_CODES, numbered: Mapping[str, str] | None = None
    ) -> None:
        """``known``: what the file keeps apart of its citations. ``numbered``: the list styles with numbers, and how these are written."""
        self.xml, self.styles, self.known = xml, styles, known
        self.lists = OpenLists(numbered or {})
        self.marks: dict[str, tuple[OdtStory, int]] = {}  # open marks of citations by their code
        self.sections: list[tuple[str, int]] = []  # open sections and bibliographies: code, start
        self.prefixes = {m["prefix"]: PREFIXES[m["uri"]] for m in NAMESPACE.finditer(xml, 0, HEAD) if m["uri"] in PREFIXES}
        self.body, self.notes, self.comments = OdtStory(), OdtStory(), OdtStory()
        self.flows = [_Flow(self.body, "\n\n")]
        self.hidden = ""  # the hidden element that is open
        self.depth = 0
        self.note: tuple[str, int] | None = None  # kind and start of the open note
        self.comment = ("", 0)
        self.entry: tuple[CitedItem | None, int] | None = None  # the open bibliography mark
        self.body_length = 0  # where the notes begin

    def read(self) -> OdtStory:
        """The body's text, then that of the notes; ``comments`` are apart."""
        end = 0
        for tag in TAG.finditer(self.xml):
            name = self._name(tag["name"])
            if self.hidden:
                if name == self.hidden and not tag["empty"]:
                    self.depth += -1 if tag["close"] else 1
                    self.hidden = self.hidden if self.depth else ""
            else:
                self._words(end, tag.start())
                self._tag(tag, name)
            end = tag.end()
        self.body_length = self.body.length
        self.body.append(self.notes)
        return self.body

    def _name(self, written: str) -> str:
        prefix, _, local = written.partition(":")
        return f"{self.prefixes.get(prefix, prefix)}:{local}"

    def _tag(self, tag: re.Match[str], name: str) -> None:
        if tag["close"]:
            self._ends(tag, name)
            return
        if name == "text:note-citation" and self.note:
            self._label(tag)
        within = self.flows[-1].story is not self.body  # notes and comments have none of their own
        if name in UNSEEN or (within and name in ("text:note", "office:annotation")):
            if not tag["empty"]:
                self.hidden, self.depth = name, 1
            return
        self._begins(tag, name)
        if tag["empty"]:
            self._ends(tag, name)

    def _begins(self, tag: re.Match[str], name: str) -> None:
        flow = self.flows[-1]
        match name:
            case "text:p" | "text:h":
                title = name == "text:h" or attributes(tag["attributes"]).get("style-name") in self.styles.titles
                flow.paragraphs.append(flow.story.length if title and len(self.flows) == 1 else None)
                if number := self.lists.taken() if len(self.flows) == 1 else "":
                    flow.story.put(number)
                flow.spaced = True
            case "text:list" if len(self.flows) == 1:
                self.lists.begins(attributes(tag["attributes"]), "".join(flow.story.chars[-LAST:]).rstrip().rpartition("\n\n")[2])
            case "text:list-item" if len(self.flows) == 1:
                self.lists.item(attributes(tag["attributes"]))
            case "text:span":
                italic = attributes(tag["attributes"]).get("style-name") in self.styles.italic
                flow.spans.append((italic and not any(slanted for slanted, _ in flow.spans), flow.story.length))
            case "text:a":
                self._link(tag, flow)
            case "text:note":
                kind = attributes(tag["attributes"]).get("note-class", "footnote")
                self.note = kind, self.notes.length
                flow.story.marks.append(NoteMark(kind, "", flow.story.length))
                self._put(flow, "\u2060")  # placeholder for the mark, which is no text
                self.flows.append(_Flow(self.notes, "\n"))
            case "office:annotation":
                self.comment = attributes(tag["attributes"]).get("name", f"\0{tag.start()}"), self.comments.length
                self.body.comment_ranges[self.comment[0]] = self.body.length, self.body.length
                self.flows.append(_Flow(self.comments, "\n"))
            case "office:annotation-end" if (comment := attributes(tag["attributes"]).get("name", "")) in self.body.comment_ranges:
                start, _ = self.body.comment_ranges[comment]
                self.body.comment_ranges[comment] = start, max(start, self.body.length)
            case _ if name in SIGNS and flow.paragraphs:
                self._put(flow, SIGNS[name])
            case _:
                self._citation_begins(tag, name)

    def _citation_begins(self, tag: re.Match[str], name: str) -> None:
        story = self.flows[-1].story
        match name:
            case "text:reference-mark-start" | "text:bookmark-start":
                self.marks[self._code(tag)] = story, story.length
            case "text:reference-mark-end" | "text:bookmark-end":
                self._data(self._code(tag), tag.end())
            case "text:section" | "text:bibliography":
                self.sections.append(("BIBLIOGRAPHY" if name == "text:bibliography" else self._code(tag), story.length))
            case "text:bibliography-mark" if not tag["empty"]:
                self.entry = bibliography_mark(tag["attributes"]), story.length

    def _ends(self, tag: re.Match[str], name: str) -> None:
        flow = self.flows[-1]
        match name:
            case "text:p" | "text:h" if flow.paragraphs:
                if (start := flow.paragraphs.pop()) is not None:
                    flow.story.headings.append((start, flow.story.length))
                flow.story.put(flow.breaks)
                flow.spaced = True
            case "text:list" if len(self.flows) == 1:
                self.lists.ends()
            case "table:table-cell":
                flow.story.close_cell()
            case "text:span" if flow.spans:
                italic, start = flow.spans.pop()
                if italic:
                    flow.story.emphasise(start, flow.story.length)
            case "text:a" if flow.links:
                start, url, written = flow.links.pop()
                if url and start < flow.story.length:
                    flow.story.links.append(OdtLink(start, flow.story.length, url, written, tag.end()))
            case "text:note" if self.note and len(self.flows) > 1:
                kind, start = self.note
                self.flows.pop()
                self.notes.notes.append((kind, str(len(self.notes.notes)), start, self.notes.length))
                self.notes.put("\n")
                self.note = None
            case "office:annotation" if flow.story is self.comments:
                self.flows.pop()
                self.comments.notes.append(("comment", self.comment[0], self.comment[1], self.comments.length))
            case _:
                self._citation_ends(tag, name)

    def _citation_ends(self, tag: re.Match[str], name: str) -> None:
        story = self.flows[-1].story
        if name in LISTS and self.sections:
            code, start = self.sections.pop()
            if story is self.body and (found := field_of(code, start, story.length, {})):
                story.data.append(found)
        elif name == "text:bibliography-mark" and self.entry:
            work, start = self.entry
            if work and start < story.length:
                story.data.append(DataField(start, story.length, (work,), outer=tag.end()))
            self.entry = None

    def _code(self, tag: re.Match[str]) -> str:
        name = attributes(tag["attributes"]).get("name", "")
        return self.known.bookmarks.get(name, name)

    def _data(self, code: str, outer: int) -> None:
        """Keep the citation whose mark ends here, if it is one."""
        story, start = self.marks.pop(code, (self.body, -1))
        if start >= 0 and story is self.flows[-1].story and (found := field_of(code, start, story.length, {}, outer)):
            story.data.append(found)

    def _label(self, tag: re.Match[str]) -> None:
        """Give the open note's mark its number, or the sign that the author chose."""
        end = self.xml.find("<", tag.end())
        shown = "" if tag["empty"] else html.unescape(self.xml[tag.end() : end]).strip()
        marks = self.flows[-2].story.marks if len(self.flows) > 1 else []
        if marks:
            marks[-1] = NoteMark(marks[-1].kind, attributes(tag["attributes"]).get("label") or shown, marks[-1].offset)

    def _link(self, tag: re.Match[str], flow: _Flow) -> None:
        found = HREF.search(self.xml, tag.start(), tag.end())
        written = Span(*found.span(1)) if found else Span(tag.end(), tag.end())
        flow.links.append((flow.story.length, html.unescape(self.xml[written.start : written.end]), written))

    def _put(self, flow: _Flow, sign: str) -> None:
        flow.story.put(sign)
        flow.spaced = sign.isspace()

    def _words(self, start: int, end: int) -> None:
        """Add the text between two tags; a run of white space counts as one space (6.1.2)."""
        flow, raw = self.flows[-1], self.xml[start:end]
        if not raw or not flow.paragraphs or "<" in raw:  # the last: a comment or instruction
            return
        if not COLLAPSES.search(raw) and not (flow.spaced and raw[0] == " "):
            flow.story.keep(raw, start)
        else:
            for piece in SPACE.finditer(raw):
                if not piece["space"]:
                    flow.story.keep(piece.group(), start + piece.start())
                elif not flow.spaced or piece.start():
                    flow.story.keep(" ", start + piece.start())
        flow.spaced = raw[-1] in " \t\r\n"
