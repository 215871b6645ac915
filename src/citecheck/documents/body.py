"""The readable text of a note, with the document offset of every character."""

from bisect import bisect_right

from msgspec import Struct

from citecheck.model.document import Hyperlink, NoteText
from citecheck.model.place import Offsets, Place, Span
from citecheck.model.reference import Source
from citecheck.patterns import lazy_pattern

BREAK = lazy_pattern(r"(?<![ \t])[ \t]*+\r?\n[ \t\r\n]*+(?P<item>[-*+•][ \t]++(?=\S))?")
BULLET = lazy_pattern(r"\s*+(?:[•▪●◦‣►∙⁃·\uf0b7-][^\S\n]++(?=\S))?")
APART = "\n\n"  # between paragraphs and items, so that no URL goes on in the next


class Body(Struct, frozen=True):
    """A note's text without markup, its links, and its offsets (empty if the text is unbroken in the document)."""

    text: str
    start: int
    offsets: Offsets
    links: tuple[Hyperlink, ...]
    emphasis: tuple[Span, ...] = ()  # spans in italics, by their start

    @property
    def places(self) -> Offsets | range:
        """The document offset of each character."""
        return self.offsets or range(self.start, self.start + len(self.text))

    def note(self, label: str, raw: str, span: Span, place: Place, sources: tuple[Source, ...] = ()) -> NoteText:
        """A note with this body."""
        return NoteText(
            label, "present", raw, span, place, self.text, self.start, self.offsets, self.links, sources, emphasis=self.emphasis
        )


class BodyBuilder:
    """Builds a body from left to right."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._pieces: list[str] = []
        self._starts: list[int] = []  # of unbroken runs: offsets in the body, and
        self._places: list[int] = []  # in the document
        self._links: list[Hyperlink] = []
        self._open: list[tuple[int, str, str | None]] = []
        self._emphasis: list[Span] = []
        self._emphasised: list[int] = []  # where emphasis is open
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """Add ``document[start:end]`` as it is."""
        if start >= end:
            return
        self._pieces.append(self._document[start:end])
        self._start_run(start)
        self._length += end - start

    def flow(self, start: int, end: int) -> None:
        """Add ``document[start:end]`` as running text: a line break is a space, an empty line a line break, a list's item a paragraph."""
        at = start
        for gap in BREAK.finditer(self._document, start, end):
            self.keep(at, gap.start())
            if gap["item"] or gap.group().count("\n") > 1:
                self.line(gap.start(), APART if gap["item"] else "\n")
            else:
                self.space(gap.start())
            at = gap.end()
        self.keep(at, end)

    def put(self, words: str, at: int) -> None:
        """Add characters that replace those at an offset: a decoded entity, a space for a line break."""
        self._pieces.append(words)
        for _ in words:
            self._start_run(at)
            self._length += 1

    def _start_run(self, place: int) -> None:
        """Start a new run at a document offset, unless it continues the last one."""
        if not self._starts or place != self._places[-1] + self._length - self._starts[-1]:
            self._starts.append(self._length)
            self._places.append(place)

    def space(self, at: int) -> None:
        """Add a space, unless the body ends in white space."""
        if self._pieces and not self._pieces[-1].endswith((" ", "\n")):
            self.put(" ", at)

    def ends_in_space(self) -> bool:
        """Whether the body so far ends in a space."""
        return bool(self._pieces) and self._pieces[-1].endswith(" ")

    def line(self, at: int, breaks: str = "\n") -> None:
        """Add a line break, or what a body that ends in a shorter one lacks."""
        end = "".join(self._pieces[-2:])
        if end and not end.endswith(breaks):
            self.put(breaks[1:] if end.endswith("\n") else breaks, at)

    def open_link(self, url: str, archive_url: str | None = None) -> None:
        """Begin a link at the end of the body so far."""
        self._open.append((self._length, url, archive_url))

    def close_link(self) -> None:
        """End the link opened last."""
        if self._open:
            start, url, archive_url = self._open.pop()
            if not archive_url and self._pieces and self._pieces[-1] == url:
                return  # a bare URL, found in the body text anyway
            self._links.append(Hyperlink(Span(start, self._length), url, archive_url))

    def links_to(self, url: str) -> bool:
        """Whether a closed link has this URL."""
        return any(link.url == url for link in self._links)

    def open_emphasis(self) -> None:
        """Begin italics at the end of the body so far."""
        self._emphasised.append(self._length)

    def close_emphasis(self) -> None:
        """End the italics opened last."""
        if self._emphasised and (start := self._emphasised.pop()) < self._length:
            self._emphasis.append(Span(start, self._length))

    def build(self) -> Body:
        """The finished body, without a typed bullet, and without leading or trailing white space."""
        while self._open:
            self.close_link()
        text = "".join(self._pieces)
        end = len(text.rstrip())
        bullet = BULLET.match(text, 0, end)
        start = bullet.end() if bullet else end
        links = tuple(h for link in self._links if (h := _shifted(link, start, end)))
        inside = (one for one in self._emphasis if one.start < end and start < one.end)
        emphasis = sorted(
            (Span(max(one.start, start) - start, min(one.end, end) - start) for one in inside), key=lambda one: one.start
        )
        if start == end:
            return Body("", 0, Offsets(), links)
        body, offsets = text[start:end], self._offsets(start, end)
        unbroken = len(offsets.starts) == 1 and self._document.startswith(body, offsets[0])
        return Body(body, offsets[0], Offsets() if unbroken else offsets, links, tuple(emphasis))

    def _offsets(self, start: int, end: int) -> Offsets:
        """The offsets of ``text[start:end]``."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)
        starts = (0, *(at - start for at in self._starts[first + 1 : last]))
        places = (self._places[first] + start - self._starts[first], *self._places[first + 1 : last])
        return Offsets(starts, places, end - start)


def _shifted(link: Hyperlink, start: int, end: int) -> Hyperlink | None:
    first, last = max(link.span.start, start) - start, min(link.span.end, end) - start
    return Hyperlink(Span(first, max(first, last)), link.url, link.archive_url)
