"""Sources of labelled notes (``tests/measure/labels``) as training data: notes of documents that are not held out.

The labels name author, title, container, publisher, dates and addresses. The other parts of a source (place, volume, pages …) come from a
model of the labelled sets alone, which sees the same tokens.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from citecheck.citations.anchors import find_anchors
from citecheck.citations.crf import BEGINS, read_tokens
from citecheck.citations.tokens import Tokens
from citecheck.links.urls import host
from tests.measure.labels.alone import Alone, alone
from tests.measure.labels.form import LabelledDocument, Note, Place, Source, is_held_out, read
from tests.measure.labels.restore import restored
from tests.measure.training.labelled import begun

# What the labels say nothing about; all else that is unlabelled is "other".
REST = ("editor", "translator", "place", "collection", "edition", "volume", "issue", "pages", "genre", "note", "number", "other")
NAMES = {"archive_url": "url", "doi": "url"}
ANCHORED = ("URL", "DOI", "ARXIV", "ISBN", "ISSN", "PMID")


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A source as the model sees it: its tokens, the host of its address, and its labelled parts, ``(label, start, end)``."""

    tokens: Tokens
    host: str
    labelled: tuple[tuple[str, int, int], ...]

    def under(self, at: int) -> str:
        """The label of a token, empty if it has none."""
        token = self.tokens.tokens[at]
        if token.anchor in ANCHORED:
            return "url"
        return next((name for name, start, end in self.labelled if start <= token.start < end), "")


def noted_sources(checkouts: Path, most: int | None = None) -> list[NotedSource]:
    """The sources of the notes to train on, at most those of the first ``most`` notes. Raises ValueError if notes cannot be restored."""
    documents = sorted((one for one in read() if not is_held_out(one.name)), key=_shuffled)
    found, missing = restored(documents, checkouts)
    if missing:
        raise ValueError("\n".join(missing))
    notes = [(one, note) for one in found for note in one.notes][:most]
    return [source for one, note in notes if (read_alone := alone(one, note)) for source in _sources(read_alone, note)]


def _shuffled(document: LabelledDocument) -> str:
    return hashlib.sha256(f"order {document.name}".encode()).hexdigest()


def _sources(one: Alone, note: Note) -> Iterator[NotedSource]:
    for source in note.sources:
        place = (0, len(one.note.body)) if len(note.sources) == 1 else one.body(source.place)
        if place and not source.short:
            yield _source(one, source, place)


def _source(one: Alone, source: Source, place: Place) -> NotedSource:
    text = one.note.body[slice(*place)]
    anchors = find_anchors(text, None, one.note.links_in(*place))
    address = anchors.url or ""
    parts = tuple((name, start - place[0], end - place[0]) for name, (start, end) in _parts(one, source))
    return NotedSource(read_tokens(anchors.plain, None, anchors.linked), host(address) if address else "", parts)


def _parts(one: Alone, source: Source) -> Iterator[tuple[str, Place]]:
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
