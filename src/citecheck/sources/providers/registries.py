"""Registries on this computer: DBLP, Crossref or OpenAlex, from dumps that ``citecheck registry add`` has indexed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from citecheck.config.files import own_folder
from citecheck.io.record_index import SUFFIX, UnreadableIndex, by_doi, by_words, indexes
from citecheck.language.titles import overlap
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.protocols import Provider, Query, Service, ServiceLimits
from citecheck.sources import thresholds
from citecheck.sources.dump_records import decoded, words

ROWS = 10
SOUGHT = 6  # words of a title that are searched for, the longest, which are the rarest
ARXIV_DOI = "10.48550/arXiv."


def default_folder() -> Path | None:
    """The folder of the indexes; None for users without a home folder."""
    from platformdirs import user_data_path

    folder = own_folder(user_data_path)
    return folder / "registries" if folder else None


@dataclass(frozen=True, slots=True)
class Registries:
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
            object.__setattr__(self, "base_url", folder.resolve().as_uri())

    @property
    def path(self) -> Path | None:
        """The folder of the indexes."""
        return Path(self.folder) if self.folder else default_folder()

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the records of the DOI, else those whose titles have most of the cited title's words, from all indexes."""
        item = query.source.item
        folder = self.path
        paths = indexes(folder) if folder else ()
        numbers = (item.doi, ARXIV_DOI + item.arxiv if item.arxiv else None)
        try:
            registered = tuple(record for number in numbers if number for path in paths for record in _registered(path, number))
            if registered or query.by_identifier or not item.title:
                return registered
            return tuple(record for path in paths for record in _titled(path, words(item.title)))
        except UnreadableIndex as error:
            raise NoAnswer(str(error)) from None


def _registered(path: Path, doi: str) -> Iterator[Candidate]:
    for record in _decoded(path, by_doi(path, doi)):
        if record.doi and record.doi.casefold() == doi.strip().casefold():
            yield record


def _titled(path: Path, title: Sequence[str]) -> list[Candidate]:
    """The records whose titles are most like one. If none has all of its words, each half is searched for, so that one may be wrong."""
    sought = sorted(title, key=len, reverse=True)[:SOUGHT]
    half = (len(sought) + 1) // 2
    found = by_words(path, sought) if sought else []
    if not found and half > 1:
        found = [data for some in (sought[:half], sought[half:]) for data in by_words(path, some)]
    ranked = [(overlap(title, words(record.title or "")), record) for record in _decoded(path, list(dict.fromkeys(found)))]
    likely = [pair for pair in ranked if pair[0] >= thresholds.CITATION_WORDS]
    return [record for _, record in sorted(likely, key=lambda pair: -pair[0])[:ROWS]]


def _decoded(path: Path, found: Sequence[bytes]) -> Iterator[Candidate]:
    return (record for data in found if (record := decoded(data, path.name.removesuffix(SUFFIX))))


PLUGIN: type[Provider] = Registries
