"""Registries on this computer: DBLP, Crossref or OpenAlex, from dumps that ``citecheck registry add`` has indexed."""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import force_setattr

from citecheck.config.files import own_folder
from citecheck.io.record_index import MOST, SUFFIX, Counted, UnreadableIndex, by_doi, by_words, indexes, rarest_first, summary
from citecheck.language.titles import overlap
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.protocols import Provider, Query, Service, ServiceLimits
from citecheck.sources import thresholds

ROWS = 10
FEW = 1.0  # titles that would have all words of a group if words were independent; a word more costs much where it is common
MORE = 2  # words that a group gets where too many titles have it, as words of one subject
COMMON = 20_000  # titles with the rarest word of a group, at most, unless it is the first: more would take long
ARXIV_DOI = "10.48550/arXiv."


def default_folder() -> Path | None:
    """The folder of the indexes; None for users without a home folder."""
    from platformdirs import user_data_path

    folder = own_folder(user_data_path)
    return folder / "registries" if folder else None


class Registries(Struct, frozen=True):
    """``folder`` has the indexes; empty, it is in the user's data folder. ``base_url`` is its URL, empty without an index."""

    name: ClassVar[str] = "registries"
    order: ClassVar[int] = 5
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    decisive: ClassVar[frozenset[str]] = frozenset()  # a dump is of one day, and of one field
    identifiers: ClassVar[frozenset[str]] = frozenset(("doi", "arxiv"))
    local: ClassVar[bool] = True
    enabled: bool = True
    folder: str = ""
    base_url: str = ""

    def __post_init__(self) -> None:
        folder = self.path
        if not self.base_url and folder and indexes(folder):
            force_setattr(self, "base_url", folder.resolve().as_uri())

    @property
    def path(self) -> Path | None:
        """The folder of the indexes."""
        return Path(self.folder) if self.folder else default_folder()

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the records of the DOI, else those whose titles have most of the cited title's words, from all indexes."""
        item = query.source.item
        folder = self.path
        paths = indexes(folder) if folder else ()
        numbers = [number for number in (item.doi, ARXIV_DOI + item.arxiv if item.arxiv else None) if number]
        registered = _from_all(paths, lambda path: [record for number in numbers for record in _registered(path, number)])
        if registered or query.by_identifier or not item.title:
            return registered
        from citecheck.sources.dump_records import words

        title = words(item.title)
        return _from_all(paths, lambda path: _titled(path, title))


def _from_all(paths: Sequence[Path], found: Callable[[Path], list[Candidate]]) -> tuple[Candidate, ...]:
    """What is found in all indexes. One that cannot be read hides no other; if nothing is found, it is the reason (``NoAnswer``)."""
    records: list[Candidate] = []
    unreadable = ""
    for path in paths:
        try:
            records += found(path)
        except UnreadableIndex as error:
            unreadable = unreadable or str(error)
    if unreadable and not records:
        raise NoAnswer(unreadable)
    return tuple(records)


def _registered(path: Path, doi: str) -> Iterator[Candidate]:
    for data in by_doi(path, doi):
        record = _decoded(path, data)
        if record and record.doi and record.doi.casefold() == doi.strip().casefold():
            yield record


def _titled(path: Path, title: Sequence[str]) -> list[Candidate]:
    """The records whose titles are most like one. Words of it may be wrong: if no title has all that are known but one, others are
    searched for."""
    from citecheck.sources.dump_records import words

    known, records = rarest_first(path, title), summary(path).records
    ranked: dict[bytes, tuple[float, Candidate]] = {}
    for group in _groups(known, records):
        found = [data for data in _with_words(path, group, known) if data not in ranked]
        ranked |= {data: (overlap(title, words(one.title or "")), one) for data in found if (one := _decoded(path, data))}
        if any(share * len(title) >= max(len(known) - 1, len(group)) for share, _ in ranked.values()):
            break
    likely = [pair for pair in ranked.values() if pair[0] >= thresholds.CITATION_WORDS]
    return [record for _, record in sorted(likely, key=lambda pair: -pair[0])[:ROWS]]


def _with_words(path: Path, group: Sequence[str], known: Sequence[Counted]) -> list[bytes]:
    """The records with the words of a group; with more words where there are too many to read, unless a single word is left."""
    found = by_words(path, group)
    others = [one.word for one in known if one.word not in group][:MORE] if len(group) > 1 else []
    return by_words(path, [*group, *others]) or found if len(found) >= MOST and others else found


def _groups(rarest: Sequence[Counted], records: int) -> Iterator[Sequence[str]]:
    """Words that are searched for together: the rarest that only few titles have, then the next, so that words of the first may be wrong.

    If the rest are too few or too common for that, each word of the first is left out in turn.
    """
    first = _selective(rarest, records)
    second = _selective(rarest[len(first) :], records)
    others = [second, _selective(rarest[len(first) + len(second) :], records)]
    if _expected(second, records) > FEW:
        others = [_selective([*rarest[:at], *rarest[at + 1 :]], records) for at in range(len(first))] if len(rarest) > 2 else []
    yield from [
        [one.word for one in group] for group in (first, *others) if group and (group is first or group[0].titles <= COMMON)
    ]


def _selective(rarest: Sequence[Counted], records: int) -> Sequence[Counted]:
    """The first words that only few titles have together; all words if there are none."""
    sizes = (size for size in range(1, len(rarest)) if _expected(rarest[:size], records) <= FEW)
    return rarest[: next(sizes, len(rarest))]


def _expected(words: Sequence[Counted], records: int) -> float:
    """The number of titles with all words if words were independent."""
    return records * math.prod(one.titles / records for one in words)


def _decoded(path: Path, data: bytes) -> Candidate | None:
    from citecheck.sources.dump_records import decoded

    return decoded(data, path.name.removesuffix(SUFFIX))


PLUGIN: type[Provider] = Registries
