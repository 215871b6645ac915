"""A document, and the notes a reader finds in it, before anybody has read the citations."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from citecheck.model.place import Offsets, Place, Span
from citecheck.model.reference import Source

NoteStatus = Literal["present", "missing", "unreferenced", "duplicate"]
NoteKind = Literal["citation", "mixed", "explanatory", "shortform", "empty"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A call for a note in the running text, such as ``[3]``."""

    label: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address that the format itself attaches to a stretch of a note's body (``href``, ``[text](url)``)."""

    span: Span  # in the body, not in the document
    url: str
    archive_url: str | None = None  # a capture that the format attaches to the same words (``data-versionurl``)


def _end(link: Hyperlink) -> int:
    return link.span.end


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it stands in the document.

    ``body`` is the readable text without label and markup. ``offsets[i]`` is the document offset of ``body[i]``; where it
    is empty, the body is the document's text from ``body_start`` on, character for character. ``sources`` is filled by
    formats that carry structured references (CSL-JSON, BibTeX, citation templates); nobody parses those again. ``links`` are in the order
    in which they end.
    """

    label: str
    status: NoteStatus = "present"
    raw: str | None = None
    span: Span | None = None
    place: Place = Place()
    body: str = ""
    body_start: int = 0
    offsets: Offsets = Offsets()
    links: tuple[Hyperlink, ...] = ()
    sources: tuple[Source, ...] = ()
    markers: tuple[Marker, ...] = ()
    called_from: tuple[tuple[str, Marker], ...] = ()  # markers in other documents, each with its document's path

    def __post_init__(self) -> None:
        if any(one.span.end > other.span.end for one, other in pairwise(self.links)):
            object.__setattr__(self, "links", tuple(sorted(self.links, key=_end)))

    def links_in(self, start: int, end: int) -> tuple[Hyperlink, ...]:
        """The links inside ``body[start:end]``, their spans counted from ``start``."""
        near = self.links[bisect_left(self.links, start, key=_end) : bisect_right(self.links, end, key=_end)]
        return tuple(
            replace(link, span=Span(link.span.start - start, link.span.end - start)) for link in near if start <= link.span.start
        )

    def link_from(self, start: int, end: int) -> Hyperlink | None:
        """The first link that begins in ``body[start:end]``."""
        for at in range(bisect_left(self.links, start, key=_end), len(self.links)):
            if self.links[at].span.start >= end:
                return None
            if self.links[at].span.start >= start:
                return self.links[at]
        return None

    @property
    def lines(self) -> tuple[int, int] | None:
        """Its first and last line; None where it has none."""
        if self.place.line is None or self.raw is None:
            return None
        return self.place.line, self.place.line + self.raw.count("\n")

    def document_span(self, start: int, end: int) -> Span:
        """The document's span of ``body[start:end]``."""
        if not self.offsets:
            return Span(self.body_start + start, self.body_start + end)
        if start >= end:
            here = self.offsets[min(start, len(self.offsets) - 1)]
            return Span(here, here)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Note:
    """A note that has been read."""

    text: NoteText
    kind: NoteKind
    sources: tuple[Source, ...] = ()

    @property
    def label(self) -> str:
        return self.text.label


@dataclass(frozen=True, slots=True)
class Address:
    """A web address anywhere in a document, in a note or not."""

    url: str
    span: Span
    place: Place
    label: str | None = None  # the note it stands in


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote in the margin (Word's comments), and the stretch of the document that it is about."""

    text: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class FormatTraits:
    """What a format is, for those who do not know it by name; every format states it.

    ``is_bibliography``: its notes are entries, which other documents call by their keys. ``escapes_urls``: it may write a character of a
    URL otherwise than the URL has it. ``comment_syntax``: what opens and what closes a comment ("" for the end of the line).
    ``typed_numbers``: the numbers of notes are typed, so that they may be out of order, or be no calls of notes at all.
    ``shown_rendered``: code hosts show it as a page, and its lines only with ``?plain=1``.
    """

    is_bibliography: bool = False
    escapes_urls: bool = True
    comment_syntax: tuple[str, str] | None = None
    typed_numbers: bool = False
    shown_rendered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a format read it. ``text`` is decoded without a byte order mark; ``sha256`` is of the bytes, which are ``data``.

    ``calls`` are calls of notes or entries that the file does not have at all, so that another one must; ``bibliographies`` are the
    files it names for them. ``companions`` are the paths of the documents whose notes it calls, or whose text calls its own. ``partial``: it takes in other files when it is
    built, which may have notes, too.
    """

    path: str
    format: str
    text: str
    sha256: str = ""
    encoding: str = "utf-8"
    language: str | None = None
    notes: tuple[NoteText, ...] = ()
    addresses: tuple[Address, ...] = ()
    data: bytes = field(default=b"", repr=False, compare=False)
    calls: tuple[Marker, ...] = ()
    bibliographies: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    partial: bool = False
    traits: FormatTraits = FormatTraits()
    changed: frozenset[int] | None = None  # the lines that a run is about, from 1; None: all of them

    def concerns(self, first: int | None, last: int | None = None) -> bool:
        """Whether a run is about any of these lines; what has no line counts where anything changed."""
        if self.changed is None:
            return True
        if first is None:
            return bool(self.changed)
        return any(line in self.changed for line in range(first, (last or first) + 1))
