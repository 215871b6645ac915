"""The pages of a book as one page, in which links between its files are links within the page."""

import posixpath
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.html_tags import Attribute, Element, HtmlPage, scan
from citecheck.documents.numbered_notes import Lines
from citecheck.model.place import Place
from citecheck.patterns import lazy_pattern

BETWEEN = "\n"
NUMBERED = lazy_pattern(r"\d{1,9}(?:sym)?$")


class Member(Struct, frozen=True):
    """A page: its name in the archive, its text, and where that begins in the book's."""

    name: str
    text: str
    start: int


class BookLines(Lines):
    """Converts offsets to the page and the line in it."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._begins = [member.start for member in members]
        self._lines: dict[int, Lines] = {}

    def member(self, offset: int) -> Member:
        """The page that an offset is in."""
        return self._members[max(0, bisect_right(self._begins, offset) - 1)]

    def place(self, offset: int) -> Place:
        """The page and line of an offset."""
        member = self.member(offset)
        if member.start not in self._lines:
            self._lines[member.start] = Lines(member.text)
        lines = self._lines[member.start]
        return Place(part=f"{member.name}, line {lines.place(offset - member.start).line}")


def members_of(pages: Sequence[tuple[str, str]]) -> list[Member]:
    """The pages, given by name and text, with their places in the book."""
    found, at = [], 0
    for name, text in pages:
        found.append(Member(name, text, at))
        at += len(text) + len(BETWEEN)
    return found


def bound(members: Sequence[Member]) -> HtmlPage:
    """The pages as one."""
    scanned = [scan(member.text) for member in members]
    uses = Counter(name for page in scanned for name in {element.get("id") for element in page.elements if element.get("id")})
    numbers = {member.name: number for number, member in enumerate(members)}
    book = HtmlPage(BETWEEN.join(member.text for member in members))
    for number, (member, page) in enumerate(zip(members, scanned, strict=True)):
        page_of = _Page(member, number, numbers, uses)
        book.closed += [(start + member.start, end + member.start) for start, end in page.closed]
        for element in page.elements:
            page_of.move(element)
        book.elements += page.elements
    return book


class _Page(Struct, frozen=True):
    member: Member
    number: int
    numbers: dict[str, int]  # of all pages by name
    uses: Counter[str]  # how many pages have an identifier

    def move(self, element: Element) -> None:
        """Move an element to its place in the book, and make its identifier and its link those of the book."""
        by = self.member.start
        element.start, element.inner, element.stop, element.end = (
            at + by for at in (element.start, element.inner, element.stop, element.end)
        )
        element.attributes = {name: self._moved(name, one) for name, one in element.attributes.items()}

    def _moved(self, name: str, one: Attribute) -> Attribute:
        by, value = self.member.start, one.value
        if name in ("id", "name"):
            value = self._unique(value, self.number)
        elif name == "href":
            value = self._within(value)
        return replace(one, value=value, start=one.start + by, end=one.end + by)

    def _within(self, address: str) -> str:
        """A link to another page of the book, or to one that it lacks, as a link within it."""
        path, mark, target = address.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.member.name), unquote(path))) if path else self.member.name
        if mark and name in self.numbers:
            return f"#{self._unique(target, self.numbers[name])}"
        return f"#{target}" if mark and ":" not in path and not path.startswith("//") else address

    def _unique(self, name: str, number: int) -> str:
        """An identifier with the number of its page, if others have it too: ``fn1`` becomes ``fnp3-1``, which still looks like a note's."""
        if self.uses[unquote(name)] < 2:
            return name
        digits = NUMBERED.search(name)
        at = digits.start() if digits else len(name)
        return f"{name[:at]}p{number}-{name[at:]}"
