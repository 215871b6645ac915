"""The visible text of an office file's XML, with the offset of every character in it."""

import html
from array import array
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.citation_fields import DataField
from citecheck.documents.xml_tags import CHARACTER
from citecheck.model.errors import DocumentError
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

BREAK = "\n\n"  # between paragraphs
LONGEST_LABEL = 12  # characters
CELL_LABEL = lazy_pattern(r"\[\d{1,4}\][.:]?|\d{1,4}[.)]")
MAX_TEXT = 10_000_000  # characters of text in all parts, five thousand pages; each takes 16 bytes of memory


class StoryLink(Struct, frozen=True):
    """A hyperlink on ``text[start:end]``."""

    start: int
    end: int
    url: str


class NoteMark(Struct, frozen=True):
    """A note's mark in the body."""

    kind: str  # "footnote" or "endnote"
    label: str
    offset: int


L = TypeVar("L", bound=StoryLink)


class Story(Struct, Generic[L]):
    """The text of all parts read so far."""

    chars: list[str] = field(default_factory=list)
    origins: "array[int]" = field(default_factory=lambda: array("i"))  # of each character, its offset in the part's XML, or -1
    links: list[L] = field(default_factory=list)
    italics: list[Span] = field(default_factory=list)
    notes: list[tuple[str, str, int, int]] = field(default_factory=list)  # notes or comments: kind, id, start, end
    headings: list[tuple[int, int]] = field(default_factory=list)  # the paragraphs that are headings
    comment_ranges: dict[str, tuple[int, int]] = field(default_factory=dict)  # the commented text by the comment's id
    data: list[DataField] = field(default_factory=list)  # citations that have data
    length: int = 0

    def put(self, words: str) -> None:
        """Add characters that the XML does not contain as text."""
        self.chars.append(words)
        self.origins.extend([-1] * len(words))
        self.length += len(words)

    def close_cell(self) -> None:
        """End a table's cell with a blank; one that has only a label is joined to the next in its row."""
        words = ""
        for piece in reversed(self.chars[-LONGEST_LABEL:-1]):
            words = piece + words
            if "\n" in piece or len(words) > LONGEST_LABEL:
                break
        if self.chars[-1:] == [BREAK] and CELL_LABEL.fullmatch(words.rpartition("\n")[2].strip()):
            self.chars.pop()
            del self.origins[-len(BREAK) :]
            self.length -= len(BREAK)
        self.put(" ")

    def keep(self, raw: str, at: int) -> None:
        """Add the characters of XML text at an offset, entities decoded."""
        if "&" not in raw:
            self.place(raw, at)
            return
        for character in CHARACTER.finditer(raw):
            for decoded in html.unescape(character.group()):
                self.chars.append(decoded)
                self.origins.append(at + character.start())
                self.length += 1

    def place(self, words: str, at: int) -> None:
        """Add characters that stand in the file as they are."""
        self.chars.append(words)
        self.origins.extend(range(at, at + len(words)))
        self.length += len(words)

    def emphasise(self, start: int, end: int) -> None:
        """Add words in italics behind the others; programs split words, so those that follow at once belong to the last."""
        if self.italics and self.italics[-1].end == start:
            start = self.italics.pop().start
        if start < end:
            self.italics.append(Span(start, end))

    def append(self, other: "Story[L]") -> None:
        """Add another text behind."""
        by = self.length
        self.chars += other.chars
        self.origins.extend(other.origins)
        self.links += [replace(one, start=one.start + by, end=one.end + by) for one in other.links]
        self.italics += [Span(one.start + by, one.end + by) for one in other.italics]
        self.notes += [(kind, name, start + by, end + by) for kind, name, start, end in other.notes]
        self.data += [replace(one, start=one.start + by, end=one.end + by) for one in other.data]
        self.length += other.length

    def text(self) -> str:
        """The text read so far."""
        return "".join(self.chars)

    def check_length(self, path: str) -> None:
        """Raise ``DocumentError`` if there is more text than is read."""
        if self.length > MAX_TEXT:
            raise DocumentError(path, f"it holds more than {MAX_TEXT // 1_000_000} million characters; split the document")
