"""How many works of a kind and time a registry knows: ``data/coverage.csv``, measured on cited works (``tests/measure/coverage.py``)."""

import csv
from functools import cache
from importlib.resources import files

from msgspec import Struct

from citecheck.language import venues
from citecheck.language.venue_words import FIELDS
from citecheck.model.reference import Item


class Coverage(Struct, frozen=True):
    """A row: works of a CSL type, of years, ``listed`` in the table of venues or not (None: both), and how many of them are known."""

    type: str
    listed: bool | None
    since: int
    until: int
    cited: int
    known: int

    @property
    def share(self) -> float:
        """The share of the cited works that the registry knows."""
        return self.known / self.cited


def coverage(item: Item) -> Coverage | None:
    """The row of the table for an item; None if it has no year or its kind was not measured."""
    if not item.issued or not item.issued.parts:
        return None
    year, listed = item.issued.parts[0], is_listed(item.container_title)
    rows = (row for row in _table() if row.type == item.type and row.since <= year <= row.until)
    return next((row for row in rows if row.listed in (None, listed)), None)


def is_listed(publication: str | None) -> bool:
    """Whether the table of venues has a publication."""
    return bool(publication and venues.read(publication).entries)


def is_known_venue(publication: str) -> bool:
    """Whether the table has a publication, or its words are those of a journal, a conference or a field of science."""
    said = venues.read(publication)
    return bool(said.kinds) or any(word.text in FIELDS for word in said.words)


@cache
def _table() -> tuple[Coverage, ...]:
    with files("citecheck.data").joinpath("coverage.csv").open(encoding="utf-8") as file:
        return tuple(
            Coverage(
                row["type"],
                {"listed": True, "other": False}.get(row["venue"]),
                *(int(row[c]) for c in ("since", "until", "cited", "known")),
            )
            for row in csv.DictReader(file)
        )
