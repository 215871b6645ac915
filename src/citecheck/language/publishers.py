"""Publications and institutions: from a name to its domains, and from a host to its name.

The table is ``data/publishers.csv``; ``data/publishers-names-only.csv`` adds names without confirmed domains. Both load on first
use.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct

from citecheck.bytecode_cache import prepared
from citecheck.patterns import lazy_pattern

LONGEST = 200  # maximum characters of a name; the longest in the tables has 103
TABLES = ("publishers.csv", "publishers-names-only.csv")
ARTICLES = lazy_pattern(r"^(the|la|le|les|il|lo|el|los|las|der|die|das|o|a)\s+", re.IGNORECASE)
NO_LETTER = lazy_pattern(r"[\W_]+")
NO_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
PARENTHESIS = lazy_pattern(r"(?:(?<!\s)\s++)?\([^()]{1,20}\)$")
Record = str  # a row of a table, its cells joined by ``CELLS``, converted to ``Publisher`` on demand
CELLS = "\x1f"
_NAME, _ALIASES, _DOMAINS, _TIER = 0, 1, 2, 8  # columns


class Publisher(Struct, frozen=True):
    """One row: the first of ``domains`` is the current one; ``tier`` A is written by hand, B confirmed twice, C a name only."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    languages: tuple[str, ...]
    type: str
    path_hints: tuple[str, ...]
    tier: str


@lru_cache(maxsize=8192)  # names repeat
def find(name: str) -> Publisher | None:
    """The publisher with that name or alias; of several the one with the best tier, with the domains of all. None if unknown."""
    rows = find_all(name)
    if not rows:
        return None
    first = rows[0]
    domains = tuple(dict.fromkeys(domain for row in rows for domain in row.domains))
    hints = tuple(dict.fromkeys(hint for row in rows for hint in row.path_hints))
    return Publisher(first.name, first.aliases, domains, first.languages, first.type, hints, first.tier)


def find_all(name: str) -> tuple[Publisher, ...]:
    """All publishers with that name, best tier first: several papers are called The Times."""
    if len(name) > LONGEST:
        return ()
    by_name = _by_name()
    for form in (name, PARENTHESIS.sub("", name)) if name.endswith(")") else (name,):
        if rows := by_name.get(_key(form)):
            return tuple(map(_row, rows))
        if (article := ARTICLES.match(form.strip())) and (rows := by_name.get(_key(form.strip()[article.end() :]))):
            return tuple(map(_row, rows))
    return ()


def of_host(host: str) -> Publisher | None:
    """The publisher with this host or a parent domain; never by the registrable domain (gov.uk is one)."""
    by_domain = _by_domain()
    labels = host.casefold().removeprefix("www.").split(".")
    for at in range(len(labels) - 1):
        if row := by_domain.get(".".join(labels[at:])):
            return _row(row)
    return None


def everything() -> Iterator[Publisher]:
    """All rows of both tables."""
    return (_row(CELLS.join(record)) for record in _records())


def _records() -> Iterator[list[str]]:
    for table in _tables():
        with table.open(encoding="utf-8") as file:
            yield from (record for record in csv.reader(file) if record[_NAME] != "name")


def _tables() -> list[Traversable]:
    return [files("citecheck.data").joinpath(table) for table in TABLES]


def _key(name: str) -> str:
    """The letters and digits of a name, without case and accents."""
    if name.isascii():  # nearly all of the tables' 20,000 names
        return name.lower().translate(NO_ASCII_LETTERS)
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", name).casefold())


@cache
def _by_name() -> dict[str, list[Record]]:
    return _indexes()[0]


@cache
def _by_domain() -> dict[str, Record]:
    return _indexes()[1]


@cache
def _indexes() -> tuple[dict[str, list[Record]], dict[str, Record]]:
    """The rows by the keys of their names, and by their domains."""
    return prepared(__file__, _tables(), _read_indexes)


def _read_indexes() -> tuple[dict[str, list[Record]], dict[str, Record]]:
    by_name: dict[str, list[Record]] = {}
    by_domain: dict[str, Record] = {}
    rows = [(row, CELLS.join(row)) for row in _records()]
    for row, record in rows:
        for domain in _several(row[_DOMAINS]):
            by_domain.setdefault(domain.casefold(), record)
    for row, record in sorted(rows, key=lambda pair: pair[0][_TIER]):
        for name in (row[_NAME], *_several(row[_ALIASES])):
            same = by_name.setdefault(_key(name), [])
            if not same or same[-1] != record:
                same.append(record)
    by_name.pop("", None)
    return by_name, by_domain


def _row(record: Record) -> Publisher:
    name, aliases, domains, _, languages, kind, _, hints, tier, _ = record.split(CELLS)
    return Publisher(name, _several(aliases), _several(domains), _several(languages), kind, _several(hints), tier)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
