"""Names of journals, conferences, series and preprint servers: their words, their acronyms, and the entries of ``data/venues.csv``.

The table is read on first use. A name that it does not have is read by its words alone.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, cast

from msgspec import Struct

from citecheck.bytecode_cache import prepared
from citecheck.language import venue_words
from citecheck.language.venue_words import CONFERENCE, JOURNAL, OPTIONAL, ORDINAL_WORDS, SERIES, SPONSORS, STOP, WORKSHOP
from citecheck.patterns import lazy_pattern

VenueKind = Literal["conference", "journal", "preprints", "series", "publisher"]

LONGEST = 400  # maximum characters of a name; what follows is not read
MOST_WORDS = 40  # maximum words of a name that are compared
_ORDINAL = lazy_pattern(r"\d{1,3}(?:st|nd|rd|th|º|ª|°)?|[12]\d{3}|['’]\d{2}|(?:[12]\d{3})?\d{2}")
_WORD = lazy_pattern(r"['’]\d{2}\b|[^\W_]+(?:['’][^\W\d_]+)*+\.?")
_CAMEL = lazy_pattern(r"(?<=[a-z])(?=[A-Z][a-z]{2})")
_ELISION = lazy_pattern(r"\b(?:dell|dall|nell|sull|all|un|qu|[dlnscjmt])['’](?=\w)", re.IGNORECASE)
_SECTION = lazy_pattern(r"[A-Z]\.?")
_BEHIND_SECTION = lazy_pattern(r"\s*+(?:$|[^\w\s])")
_JOINT = lazy_pattern(
    r"[:;=@|/]|(?<= )[-–—] |[–—]|(?<=[^\W\d_][^\W\d_][^\W\d_][^\W\d_][^\W\d_][^\W\d_])\. |(?:(?<=\bSection [A-Z])|(?<=\bSeries [A-Z])|(?<=\bPart [A-Z])) "
)
_BEFORE_SECTION = lazy_pattern(r"(?<=\w)[,:]?\s(?=(?:Section|Series|Part) [A-Z]\b)")
_IN_PARENTHESES = lazy_pattern(r"[(\[]([^()\[\]]{1,80})[)\]]")
_ACRONYM = r"[A-Z][A-Za-z&*/+-]{0,14}[A-Z&*][A-Za-z]{0,3}|[A-Z]{2,15}"
_ACRONYM_ALONE = lazy_pattern(rf"({_ACRONYM})(?:[\s-]*+(?:['’]?\d{{2}}|[12]\d{{3}}))?")
_ACRONYM_BEHIND = lazy_pattern(rf"[,.]\s++({_ACRONYM})[\s-]*+(?:['’]?\d{{2}}|[12]\d{{3}})(?![\w-])")
_ROMAN = lazy_pattern(r"[IVXLC]+")
_EPRINT = lazy_pattern(
    r"arxiv\s*+(?:preprint|e-?prints?)?\s*+(?:arxiv)?\s*+:?\s*+(?:[a-z-]++(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5}|abs/\S++)?(?:v\d++)?(?:\s*+\[[^\]]{1,20}\])?"
)
_CORR = lazy_pattern(r"corr\s*+,?\s*+(?:abs/\S++)?")
# A host, whose last part has no capital: "J.Am.Chem.Soc" is an abbreviation.
_HOST = lazy_pattern(r"(?i:(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,5})(?:[a-z]{2,15}|COM|NET|ORG)(?:/\S*+)?")


class Word(Struct, frozen=True):
    """A word of a name, folded; ``cut``: with a full stop; ``upper``: printed in capitals; ``section``: the letter of "Physica A"."""

    text: str
    cut: bool = False
    upper: bool = False
    section: bool = False

    @property
    def empty(self) -> bool:
        """Whether it is an article, a conjunction, a preposition, or the number of an edition."""
        return not self.section and (self.text in STOP or self.text in ORDINAL_WORDS or is_edition(self.text))


class Venue(Struct, frozen=True):
    """An entry of the table."""

    kind: VenueKind
    names: tuple[str, ...]


class VenueName(Struct, frozen=True):
    """A name as read: its words, the words of its parts at colons and dashes, its acronyms, and its entries in the table."""

    text: str
    words: tuple[Word, ...]
    parts: tuple[tuple[Word, ...], ...] = ()
    acronyms: tuple[str, ...] = ()
    entries: tuple[Venue, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its entries; without one what its words say, and ``workshop`` as a further kind."""
        if self.entries:
            return frozenset(entry.kind for entry in self.entries)
        said = {word.text for word in self.words}
        kinds = {kind for kind, words in (("workshop", WORKSHOP), ("conference", CONFERENCE), ("series", SERIES)) if said & words}
        return frozenset(kinds or ({"journal"} if said & JOURNAL else ()))

    @property
    def is_acronym(self) -> bool:
        """Whether the name is only an acronym."""
        return bool(self.acronyms) and bool(_ACRONYM_ALONE.fullmatch(self.text))


@lru_cache(maxsize=4096)  # names repeat
def read(name: str) -> VenueName:
    """Read a name."""
    text = re.sub(r"\s+", " ", unescape(name[:LONGEST])).strip(" ,;")
    plain = _IN_PARENTHESES.sub(" ", text)
    words = words_of(plain) or words_of(text)
    pieces = [piece for piece in _JOINT.split(plain) if piece.strip()]
    parts = (pieces[0], plain[len(pieces[0]) :], *pieces[1:]) if len(pieces) > 1 else ()
    if section := _BEFORE_SECTION.search(plain):
        parts = (*(parts or (plain,)), plain[: section.start()])
    read_parts = tuple(dict.fromkeys(part for piece in parts if (part := words_of(piece))))
    acronyms = _acronyms(text)
    return VenueName(text, words, read_parts, acronyms, _entries(text, words, read_parts, acronyms))


def preprint_server(name: str) -> bool:
    """Whether a name is that of a preprint server, with the number of a preprint or without."""
    folded = name.strip().casefold()
    if _EPRINT.fullmatch(folded) or _CORR.fullmatch(folded):
        return True
    return any(entry.kind == "preprints" for entry in read(name).entries)


def is_host(name: str) -> bool:
    """Whether a name is a URL or a host, which is no venue."""
    return bool(_HOST.fullmatch(name.strip()))


def is_edition(word: str) -> bool:
    """Whether a word is a year, a number or an ordinal number."""
    return bool(_ORDINAL.fullmatch(word))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a name; those of "BioMed" are two."""
    text = _CAMEL.sub(" ", _ELISION.sub(" ", text))
    found = [
        (m[0], bool(m.start()) and bool(_SECTION.fullmatch(m[0]) and _BEHIND_SECTION.match(text, m.end())))
        for m in _WORD.finditer(text)
    ]
    words = (Word(fold(word), word.endswith("."), word.isupper(), section) for word, section in found[:MOST_WORDS])
    return tuple(word for word in words if word.text)


def needed(words: Sequence[Word]) -> tuple[bool, ...]:
    """For each word whether the venue cannot be named without it.

    Sponsors and "Proceedings" are left out of names that have enough other words ("ACM Transactions on Graphics", and not "IEEE Software").
    """
    full = [not word.empty for word in words]
    plain = [is_full and word.text not in OPTIONAL and word.text not in SPONSORS for is_full, word in zip(full, words, strict=True)]
    if sum(plain) > 1:
        return tuple(plain)
    if sum(plain):
        return tuple(is_full and word.text not in OPTIONAL for is_full, word in zip(full, words, strict=True))
    return tuple(full) if any(full) else (True,) * len(words)


def core(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without which the venue cannot be named."""
    return tuple(word for word, is_needed in zip(words, needed(words), strict=True) if is_needed)


def fold(word: str) -> str:
    """A word without case, accents and full stop."""
    plain = word.replace("’", "'").removesuffix("'s").removesuffix(".").casefold().replace("ß", "ss")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.replace("'", "") or word.removesuffix(".")


def key(words: Sequence[Word]) -> str:
    """The words by which the table has a name."""
    return " ".join(word.text for word in core(words))


def _acronyms(text: str) -> tuple[str, ...]:
    """The acronyms that a name is, has in parentheses, or ends with ("…, ICLR 2021")."""
    printed = [m[1] for m in _ACRONYM_BEHIND.finditer(text)]
    parts = (*(m[1] for m in _IN_PARENTHESES.finditer(text)), *_JOINT.split(text))
    inside = [alone[1] for part in parts if (alone := _ACRONYM_ALONE.fullmatch(part.strip()))]
    printed.extend(acronym for acronym in inside if len(acronym) > 2 and not _ROMAN.fullmatch(acronym))
    printed.extend(alone[1] for alone in [_ACRONYM_ALONE.fullmatch(text)] if alone)
    return tuple(acronym for acronym in dict.fromkeys(printed) if acronym.casefold() not in SPONSORS)


def _entries(text: str, words: tuple[Word, ...], parts: Sequence[tuple[Word, ...]], acronyms: Sequence[str]) -> tuple[Venue, ...]:
    by_key, by_acronym = _table()
    exact = by_acronym.get(_squeezed(text)) or by_key.get(key(words), ())
    found = exact or tuple(entry for acronym in acronyms for entry in by_acronym.get(_squeezed(acronym), ()))
    if not found and parts:
        found = by_key.get(key(parts[0]), ())
    return tuple(dict.fromkeys(found))


Numbers = dict[str, list[int]]  # of entries, by a name


@cache
def _table() -> tuple[dict[str, tuple[Venue, ...]], dict[str, tuple[Venue, ...]]]:
    """The entries by the words of their names, and by their names as printed."""
    rows, by_key, by_name = prepared(__file__, [_csv(), venue_words.__file__], _read_table)
    entries = [Venue(cast(VenueKind, kind), tuple(names)) for kind, *names in rows]

    def of(numbers: Numbers) -> dict[str, tuple[Venue, ...]]:
        return {name: tuple(entries[number] for number in found) for name, found in numbers.items()}

    return of(by_key), of(by_name)


def _csv() -> Traversable:
    return files("citecheck.data").joinpath("venues.csv")


def _read_table() -> tuple[list[list[str]], Numbers, Numbers]:
    """The rows as kind and names, and their numbers by the words of their names, and by their names as printed."""
    by_key: Numbers = {}
    by_name: Numbers = {}
    with _csv().open(encoding="utf-8") as file:
        rows = [[kind, *",".join(cells).split("|")] for kind, *cells in [row for row in csv.reader(file) if row][1:]]
    for number, (kind, *names) in enumerate(rows):
        for name in names:
            its_key = key(words_of(_IN_PARENTHESES.sub(" ", name)))
            if " " in its_key or kind == "journal":  # of several words
                by_key.setdefault(its_key, []).append(number)
            by_name.setdefault(_squeezed(name), []).append(number)
    return rows, by_key, by_name


def _squeezed(name: str) -> str:
    """A name's letters, without case, as acronyms and short names are looked up."""
    return re.sub(r"[\W_]+", "", name).casefold()
