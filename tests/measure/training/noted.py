"""Sources of labelled notes (``tests/measure/labels``) as training data: notes of documents that are not held out.

A note is cut into citations by the same code as everywhere, so that the model learns from what it will see: with the words before a citation
that were not cut off, with links and emphasis. The labels name author, title, container, publisher, dates and addresses. The other parts of a source (place, volume, pages …) come from a
model of the labelled sets alone, which sees the same tokens.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from citecheck.citations.anchors import find_anchors
from citecheck.citations.crf import BEGINS, read_tokens
from citecheck.citations.note_parse import pieces_of
from citecheck.citations.segment import Segment
from citecheck.citations.tokens import Tokens
from citecheck.links.urls import host
from tests.measure.labels.alone import Alone, alone
from tests.measure.labels.form import LabelledDocument, Note, Place, Source, is_held_out, read
from tests.measure.labels.restore import restored
from tests.measure.training.labelled import begun

# What the labels say nothing about; all else that is unlabelled is "other".
REST = ("editor", "translator", "place", "collection", "edition", "volume", "issue", "pages", "genre", "note", "number", "other")
NAMES = {"archive_url": "url", "doi": "url"}
WORDED = ("author", "editor", "title", "container")
ANCHORED = ("URL", "DOI", "ARXIV", "ISBN", "ISSN", "PMID")

Part = tuple[str, Place]  # label, place in the note


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A source as the model sees it: its tokens, the host of its address, its labelled parts, ``(label, start, end)``, and its links."""

    tokens: Tokens
    host: str
    labelled: tuple[tuple[str, int, int], ...]
    linked: tuple[Place, ...] = ()

    def under(self, at: int) -> str:
        """The label of a token, empty if it has none."""
        token = self.tokens.tokens[at]
        if token.anchor in ANCHORED:
            return "url"
        return next((name for name, start, end in self.labelled if start <= token.start < end), "")


def noted_sources(checkouts: Path, most: int | None = None, *, held: bool = False) -> list[NotedSource]:
    """The sources of the notes to train on, at most those of the first ``most`` notes, or those of held-out documents. Raises ValueError
    if notes cannot be restored.
    """
    documents = sorted((one for one in read() if is_held_out(one.name) == held), key=_shuffled)
    found, missing = restored(documents, checkouts)
    if missing:
        raise ValueError("\n".join(missing))
    notes = [(one, note) for one in found for note in one.notes][:most]
    return [source for one, note in notes if (read_alone := alone(one, note)) for source in _sources(read_alone, note)]


def _shuffled(document: LabelledDocument) -> str:
    return hashlib.sha256(f"order {document.name}".encode()).hexdigest()


def _sources(one: Alone, note: Note) -> Iterator[NotedSource]:
    """The citations of a note that hold one labelled source and no part of another."""
    sources = [tuple(_parts(one, source)) for source in note.sources if not source.short]
    for piece in pieces_of(one.note, ()):
        if isinstance(piece, Segment) and not piece.prose:
            within = [parts for parts in sources if any(_is_in(place, piece) for _, place in parts)]
            if len(within) == 1 and _is_whole(within[0], piece):
                yield _source(one, piece, within[0])


def _is_in(place: Place, piece: Segment) -> bool:
    return piece.start <= place[0] < piece.end


def _is_whole(parts: Sequence[Part], piece: Segment) -> bool:
    """Whether a citation has the title, and all of it, of the authors and of the container."""
    words = [place for name, place in parts if name in WORDED]
    return any(name == "title" for name, _ in parts) and all(piece.start <= start and end <= piece.end for start, end in words)


def _source(one: Alone, piece: Segment, parts: Sequence[Part]) -> NotedSource:
    text = one.note.body[piece.start : piece.end]
    links = one.note.links_in(piece.start, piece.end)
    anchors = find_anchors(text, None, links, one.note.emphasis_in(piece.start, piece.end))
    address = anchors.url or ""
    return NotedSource(
        read_tokens(anchors.plain, None, anchors.linked),
        host(address) if address else "",
        tuple((name, start - piece.start, end - piece.start) for name, (start, end) in parts),
        tuple(anchors.linked),
    )


def _parts(one: Alone, source: Source) -> Iterator[Part]:
    authors = "editor" if source.remark.startswith("editor") else "author"
    fields = [
        *((authors, place) for place in source.authors),
        *((NAMES.get(name, name), place) for name, place in source.texts),
        *((name, date.place) for name, date in source.dates),
    ]
    last: tuple[str, Place] = ("", (0, 0))
    for name, place in sorted(fields, key=lambda part: part[1]):
        inside = one.body(place)
        if inside is None:
            continue
        if name == authors == last[0]:  # what stands between two authors belongs to them
            inside = (last[1][1], inside[1])
        last = (name, inside)
        yield last


def completed(tagger: "pycrfsuite.Tagger", source: NotedSource, seen: "pycrfsuite.ItemSequence") -> list[str]:
    """The labels of a source's tokens, those without one from a model; ``seen`` are its features."""
    tagger.set(seen)
    known = set(tagger.labels())
    names = [name for name in REST if name in known]
    labels = []
    for at in range(len(source.tokens.tokens)):
        fixed = source.under(at)
        labels.append(fixed or max(names, key=lambda name: _likely(tagger, name, at, known)))
    return begun(labels)


def _likely(tagger: "pycrfsuite.Tagger", name: str, at: int, known: set[str]) -> float:
    begins = tagger.marginal(BEGINS + name, at) if BEGINS + name in known else 0.0
    return float(tagger.marginal(name, at)) + float(begins)
