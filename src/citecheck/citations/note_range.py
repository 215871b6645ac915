"""A span of a note with its URLs, dates, quotations, brackets and links, found once per note."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from citecheck.citations.linked_words import is_linked_word
from citecheck.language.dates import find_dates
from citecheck.language.identifiers import find_identifiers
from citecheck.language.quotation_marks import find_quotations
from citecheck.links.urls import find_urls
from citecheck.model.document import Hyperlink
from citecheck.patterns import lazy_pattern

Spans = tuple[tuple[int, int], ...]
MOST_CUTS = 60  # maximum places considered for cuts, to bound the time
TITLE = 12  # a shorter quotation is a word in scare quotes, not a title
END = lazy_pattern(r"[\s.,)\]>»”\"]*$")
INTERNAL = lazy_pattern(r"#|/wiki/|/w/|\./|mailto:|javascript:", re.IGNORECASE)  # links that are no sources
BRACKETS = lazy_pattern(r"\([^()]*\)|\[[^\[\]]*\]")


class NoteRange(Struct, frozen=True):
    """``note[start:end]``; spans are offsets in the note."""

    note: str
    start: int
    end: int
    urls: Spans
    dates: Spans  # with a year
    quotations: Spans
    brackets: Spans  # and of DOIs with a semicolon
    links: tuple[Hyperlink, ...]

    @classmethod
    def of(cls, text: str, links: Sequence[Hyperlink]) -> "NoteRange":
        """A whole note."""
        return cls(
            text,
            0,
            len(text),
            tuple((u.start, u.end) for u in find_urls(text)),
            tuple((d.start, d.end) for d in find_dates(text) if d.year),
            tuple((q.start, q.end) for q in find_quotations(text)),
            _brackets(text),
            tuple(sorted((link for link in links if not INTERNAL.match(link.url)), key=_begins)),
        )

    def part(self, start: int, end: int) -> "NoteRange":
        """A shorter span of the same note."""
        if (start, end) == (self.start, self.end):
            return self
        links = self.links[bisect_left(self.links, start, key=_begins) : bisect_right(self.links, end, key=_begins)]
        return NoteRange(
            self.note,
            start,
            max(start, end),
            _within(self.urls, start, end),
            _within(self.dates, start, end),
            _within(self.quotations, start, end),
            _within(self.brackets, start, end),
            tuple(link for link in links if link.span.end <= end),
        )

    @property
    def text(self) -> str:
        """The text of the span."""
        return self.note[self.start : self.end]

    def closed(self, start: int, end: int) -> bool:
        """Whether a place is inside a quotation, URL, brackets or link, where nothing is split."""
        families = (self.quotations, self.urls, self.brackets)
        spans = (*(span for spans in families for span in _near(spans, start)), *((x.span.start, x.span.end) for x in self.links))
        return any(a <= start and end <= b and (a < start or end < b) for a, b in spans)

    @property
    def words(self) -> Spans:
        """The links on words such as "here", which replace a URL."""
        spans = [(x.span.start, x.span.end) for x in self.links]
        return tuple((a, b) for (a, b), x in zip(spans, self.links, strict=True) if is_linked_word(self.note[a:b], x.url))

    @property
    def has_quoted_title(self) -> bool:
        """Whether a quotation is long enough to be a title; East Asian corner marks always enclose titles or speech."""
        return any(b - a > TITLE or self.note[a] in "「『《" for a, b in self.quotations)

    @property
    def is_identified(self) -> bool:
        """Whether it has the DOI or the arXiv number of a work."""
        text = self.text
        return ("10." in text or "arxiv" in text.casefold()) and any(one.kind in ("DOI", "ARXIV") for one in find_identifiers(text))

    @property
    def is_whole(self) -> bool:
        """Whether it could be a citation by itself: it has a date, URL, link, quoted title or identifier."""
        return bool(self.urls or self.dates or self.links or self.has_quoted_title or self.is_identified)

    @property
    def cites(self) -> bool:
        """Whether it could be a citation or part of one."""
        return self.is_whole or sum(self.text.count(comma) for comma in ",،") >= 2

    @property
    def ends_dated(self) -> bool:
        """Whether it ends in a URL, or in a date after a title."""
        last = max((b for spans in (self.urls, self.words, self.dates) for _, b in spans), default=None)
        return (
            last is not None
            and (last - self.start > 30 or self.has_quoted_title)
            and END.match(self.note, last, self.end) is not None
        )


def _brackets(text: str) -> Spans:
    """The spans in brackets, and those of DOIs with a semicolon: ``10.1002/(SICI)1521-3978(199806)46:4/5<493::AID-PROP493>3.0.CO;2-P``."""
    found = find_identifiers(text) if ";" in text and "10." in text else ()
    dois = [(one.start, one.end) for one in found if one.kind == "DOI" and ";" in text[one.start : one.end]]
    bracketed = (match.span() for match in BRACKETS.finditer(text))
    return tuple(sorted([*dois, *(span for span in bracketed if not any(a <= span[0] < b for a, b in dois))]))


def _within(spans: Spans, start: int, end: int) -> Spans:
    """The spans between two offsets. Spans of one kind are sorted and do not overlap."""
    first, last = bisect_left(spans, (start, start)), bisect_left(spans, (end, end))
    while last < len(spans) and spans[last][1] <= end:
        last += 1
    while last > first and spans[last - 1][1] > end:
        last -= 1
    return spans[first:last]


def _near(spans: Spans, place: int) -> Spans:
    """The last two spans that begin at or before a place: no other can contain it."""
    last = bisect_right(spans, place, key=itemgetter(0))
    return spans[max(0, last - 2) : last]


def _begins(link: Hyperlink) -> int:
    return link.span.start


def is_whole(text: str) -> bool:
    """Whether a text could be a citation by itself."""
    return NoteRange.of(text, ()).is_whole
