"""A document and its footnotes."""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from citecheck.model.hidden_fields import repr_without
from citecheck.model.place import Offsets, Place, Span
from citecheck.model.reference import Source

NoteStatus = Literal["present", "missing", "unreferenced", "duplicate"]
Lack = Literal["file", "anchor", "label"]
NoteKind = Literal["citation", "mixed", "explanatory", "shortform", "empty"]


class Marker(Struct, frozen=True):
    """A footnote marker in the text, such as ``[3]``. ``doubtful``: it may refer to something else, such as a figure in another file."""

    label: str
    span: Span
    place: Place
    doubtful: bool = False


class Hyperlink(Struct, frozen=True):
    """A URL that the markup attaches to part of a footnote's body (``href``, ``[text](url)``)."""

    span: Span  # in the body, not in the document
    url: str
    archive_url: str | None = None  # a capture attached to the same words (``data-versionurl``)


def _start(span: Span) -> int:
    return span.start


def _end(link: Hyperlink) -> int:
    return link.span.end


class NoteText(Struct, frozen=True):
    """A footnote in the document.

    ``body`` is the text without label and markup. ``offsets[i]`` is the document offset of ``body[i]``; if empty, the body is the
    document's text from ``body_start`` on. ``sources`` is filled by formats with structured references (CSL-JSON, BibTeX, citation
    templates). ``links`` are sorted by their end. ``emphasis``: spans of ``body`` in italics, sorted by their start.
    ``data_spans``: spans of ``body`` that ``sources`` are from, if the rest of it may cite too; if empty, they are all that it cites. ``doubtful``: a missing note if its number or sign may be no call.
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
    called_from: tuple[tuple[str, Marker], ...] = ()  # markers in other documents, with their paths
    doubtful: bool = False
    emphasis: tuple[Span, ...] = ()
    data_spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if any(one.span.end > other.span.end for one, other in pairwise(self.links)):
            force_setattr(self, "links", tuple(sorted(self.links, key=_end)))

    def emphasis_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the emphasised spans inside ``body[start:end]``, relative to ``start``."""
        first, last = (bisect_left(self.emphasis, at, key=_start) for at in (start, end))
        return tuple((one.start - start, one.end - start) for one in self.emphasis[first:last] if one.end <= end)

    def links_in(self, start: int, end: int) -> tuple[Hyperlink, ...]:
        """Return the links inside ``body[start:end]``, with spans relative to ``start``."""
        near = self.links[bisect_left(self.links, start, key=_end) : bisect_right(self.links, end, key=_end)]
        return tuple(
            replace(link, span=Span(link.span.start - start, link.span.end - start)) for link in near if start <= link.span.start
        )

    def link_from(self, start: int, end: int) -> Hyperlink | None:
        """Return the first link that begins in ``body[start:end]``."""
        for at in range(bisect_left(self.links, start, key=_end), len(self.links)):
            if self.links[at].span.start >= end:
                return None
            if self.links[at].span.start >= start:
                return self.links[at]
        return None

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line, None if there are none."""
        if self.place.line is None or self.raw is None:
            return None
        return self.place.line, self.place.line + self.raw.count("\n")

    def document_span(self, start: int, end: int) -> Span:
        """Return the document span of ``body[start:end]``."""
        if not self.offsets:
            return Span(self.body_start + start, self.body_start + end)
        if start >= end:
            here = self.offsets[min(start, len(self.offsets) - 1)]
            return Span(here, here)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


class Note(Struct, frozen=True):
    """A footnote with its parsed sources."""

    text: NoteText
    kind: NoteKind
    sources: tuple[Source, ...] = ()

    @property
    def label(self) -> str:
        return self.text.label


class Address(Struct, frozen=True):
    """A URL in a document, in a footnote or not."""

    url: str
    span: Span
    place: Place
    label: str | None = None  # of its footnote


class DamagedEntry(Struct, frozen=True):
    """A damaged entry of a bibliography whose others can be read. ``label``: empty if it is not known; ``fault``: what to mend, as a sentence."""

    label: str
    place: Place
    span: Span
    fault: str


class BrokenLink(Struct, frozen=True):
    """A link to a file of the repository that is not there, or that lacks the anchor, or to a label; ``hint``: what is there instead.

    ``doubtful``: the link is right from a folder above, from which the document may be published.
    """

    address: Address
    lacks: Lack
    hint: str = ""
    doubtful: bool = False


class MarginComment(Struct, frozen=True):
    """A margin comment (Word), and the span that it is attached to."""

    text: str
    span: Span
    place: Place


class FormatTraits(Struct, frozen=True):
    """Properties of a format.

    ``is_bibliography``: its notes are entries, which other documents cite by key. ``escapes_urls``: characters of a URL may be escaped.
    ``comment_syntax``: start and end of a comment ("" for the end of the line). ``typed_numbers``: footnote numbers are typed, so they
    may be out of order. ``shown_rendered``: code hosts show its lines only with ``?plain=1``. ``written``: repairs can be written.
    ``in_folders``: a folder's files of this format are read, not only those that are named. ``has_notes``: it can have notes or entries.
    ``of_the_whole``: what a file that others include has only with them (``BrokenLink.lacks``). ``root_files``: a link with a leading slash
    starts from a folder above that has one of these; an empty name stands for every folder. ``names_documents``: a link without an ending
    names a document, not a page that is made.
    """

    is_bibliography: bool = False
    escapes_urls: bool = True
    comment_syntax: tuple[str, str] | None = None
    typed_numbers: bool = False
    shown_rendered: bool = False
    written: bool = True
    in_folders: bool = True
    has_notes: bool = True
    of_the_whole: tuple[Lack, ...] = ()
    root_files: tuple[str, ...] = ()
    names_documents: bool = False


class Document(Struct, frozen=True):
    """A file as read by its format. ``text`` is decoded, without a byte order mark. The bytes ``data``, their
    ``sha256`` and the ``traits`` are added after the format has read it. ``looks_like``: the suffix of another
    format, if a file without notes begins like one. ``damaged`` are entries that were passed over, or what else is broken between them.

    ``calls`` are markers of notes or entries in other files; ``bibliographies`` are the files it names for them. ``companions`` are the
    paths of documents that have notes for its calls, or calls of its notes. ``partial``: it includes other files, which may have notes.
    ``parts``: the files that it includes, which may call its entries. ``alone``: no other document was named for the run.
    ``local_links`` lead to files of the repository or to anchors; ``anchors`` are its own, in small letters (None: not all are known);
    ``label_links`` and ``page_links`` name labels and documents of its Sphinx project; ``broken_links`` are those that
    the document itself shows, and others where the files can be looked for.
    """

    path: str
    format: str
    text: str
    encoding: str = "utf-8"
    language: str | None = None
    notes: tuple[NoteText, ...] = ()
    addresses: tuple[Address, ...] = ()
    data: bytes = b""
    sha256: str = ""
    calls: tuple[Marker, ...] = ()
    bibliographies: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    margin_comments: tuple[MarginComment, ...] = ()
    partial: bool = False
    parts: tuple[str, ...] = ()
    alone: bool = True
    traits: FormatTraits = FormatTraits()
    local_links: tuple[Address, ...] = ()
    label_links: tuple[Address, ...] = ()
    page_links: tuple[Address, ...] = ()
    anchors: frozenset[str] | None = None
    broken_links: tuple[BrokenLink, ...] = ()
    looks_like: str = ""
    damaged: tuple[DamagedEntry, ...] = ()
    changed: frozenset[int] | None = None  # the lines that a run covers, from 1; None: all

    def __repr__(self) -> str:
        return repr_without(self, "data")

    def concerns(self, first: int | None, last: int | None = None) -> bool:
        """Whether a run covers any of these lines; without a line, whether it covers any."""
        if self.changed is None:
            return True
        if first is None:
            return bool(self.changed)
        return any(line in self.changed for line in range(first, (last or first) + 1))
