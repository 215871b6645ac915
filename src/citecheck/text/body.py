"""The readable text of a note with the place of every character, built while its markup is left out."""

from array import array
from dataclasses import dataclass, replace

from citecheck.model.document import Hyperlink, NoteText
from citecheck.model.place import Span


@dataclass(frozen=True, slots=True)
class Body:
    """What ``NoteText`` takes over: text, offsets (empty where the text stands in the document as it is), and links."""

    text: str
    start: int
    offsets: tuple[int, ...]
    links: tuple[Hyperlink, ...]

    def of(self, note: NoteText) -> NoteText:
        """The note with this body."""
        return replace(note, body=self.text, body_start=self.start, offsets=self.offsets, links=self.links)


class BodyBuilder:
    """Collects a body from left to right."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._pieces: list[str] = []
        self._offsets = array("q")
        self._links: list[Hyperlink] = []
        self._open: list[tuple[int, str, str | None]] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """The document's own characters."""
        if start >= end:
            return
        self._pieces.append(self._document[start:end])
        self._offsets.extend(range(start, end))
        self._length += end - start

    def put(self, words: str, at: int) -> None:
        """Characters that stand for what begins at an offset: a decoded entity, a space for a line break."""
        self._pieces.append(words)
        self._offsets.extend([at] * len(words))
        self._length += len(words)

    def space(self, at: int) -> None:
        """One space, unless there is one already."""
        if self._pieces and not self._pieces[-1].endswith((" ", "\n")):
            self.put(" ", at)

    def line(self, at: int, breaks: str = "\n") -> None:
        """A new line, unless the text is at the beginning of one."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self.put(breaks, at)

    def open_link(self, url: str, archive_url: str | None = None) -> None:
        """From here on the words belong to a link."""
        self._open.append((self._length, url, archive_url))

    def close_link(self) -> None:
        """The link that was opened last ends."""
        if self._open:
            start, url, archive_url = self._open.pop()
            if not archive_url and self._pieces and self._pieces[-1] == url:
                return  # its words are the address, which whoever reads the body finds there
            self._links.append(Hyperlink(Span(start, self._length), url, archive_url))

    def build(self) -> Body:
        """The body without white space at its ends."""
        while self._open:
            self.close_link()
        text = "".join(self._pieces)
        end = len(text.rstrip())
        start = len(text[:end]) - len(text[:end].lstrip())
        offsets = self._offsets[start:end]
        links = tuple(h for link in self._links if (h := _shifted(link, start, end)))
        if not offsets:
            return Body("", 0, (), links)
        unbroken = offsets[-1] - offsets[0] == end - start - 1 and self._document[offsets[0] : offsets[-1] + 1] == text[start:end]
        return Body(text[start:end], offsets[0], () if unbroken else tuple(offsets), links)


def _shifted(link: Hyperlink, start: int, end: int) -> Hyperlink | None:
    first, last = max(link.span.start, start) - start, min(link.span.end, end) - start
    return Hyperlink(Span(first, max(first, last)), link.url, link.archive_url)
