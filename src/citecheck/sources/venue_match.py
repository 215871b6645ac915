"""Comparison of a cited and a recorded venue: the same, another, or not to be known.

"Another" needs two names that are read without doubt and that no abbreviation, acronym, series, subtitle, spelling, publisher or language
explains. A name in doubt is ``unknown``.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from citecheck.language import publishers, venues
from citecheck.language.venue_words import ENGLISH, FOREIGN, GENERIC
from citecheck.language.venues import VenueName, Word
from citecheck.language.work_forms import is_form
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds
from citecheck.sources.abbreviations import aligned, is_initials, related

# preprint: a preprint is cited, the record is of the published work. published: the reverse. version: a journal beside a conference, or a
# workshop beside a conference, which may have two versions of one work. publisher: the cited name is a publisher's.
VenueVerdict = Literal["same", "other", "version", "preprint", "published", "publisher", "unknown"]

_BEHIND = lazy_pattern(r"(?P<name>[^,(]{4,}?)\s?[,(]\s?(?P<last>[^,()]{4,}(?:\([^()]*\))?)\)?")
ORGANISATIONS = frozenset(("publisher", "university", "thinktank", "igo", "ngo", "government", "platform", "reference"))
PRESS = frozenset(("press", "publishing", "publishers", "publications", "verlag", "books"))
_LATIN_LETTERS = 0x250  # letters from here on are of other scripts


class VenueComparison(Struct, frozen=True):
    """A verdict, the recorded name that it is about, and whether the table of venues has the cited one."""

    verdict: VenueVerdict
    found: str = ""
    listed: bool = False


def compare(cited: str, recorded: Sequence[str], publisher: str | None = None, *, preprint: bool = False) -> VenueComparison:
    """Compare a cited venue with the names that a record has for it, its journal or its book and series.

    ``publisher`` is the record's. ``preprint``: the record is of a preprint (Crossref ``posted-content``), and may name no venue.
    """
    names = [name for name in recorded if name.strip() and not venues.is_host(name)]
    cited = _without_publisher(cited, publisher)
    if venues.is_host(cited) or is_form(cited) or not venues.words_of(cited):
        return VenueComparison("unknown", names[0] if names else "")
    theirs = preprint or any(map(venues.preprint_server, names))
    listed = bool(venues.read(cited).entries)
    if venues.preprint_server(cited) or theirs:
        verdict = _preprint_verdict(cited, names, publisher, theirs=theirs)
        return VenueComparison(verdict, names[0] if names else "", listed)
    names = [name for name in names if not _is_publisher_itself(name, publisher)]
    whole = [name for name in names if not _is_unknown_acronym(name)] or names
    verdicts = [(_verdict(cited, name), name) for name in names if name in whole or _is_same(venues.read(cited), venues.read(name))]
    rank: tuple[VenueVerdict, ...] = ("same", "unknown", "version", "other")
    series = [pair for pair in verdicts if "series" in venues.read(pair[1]).kinds]
    if len(series) < len(verdicts):  # the book says more than its series
        verdicts = [pair for pair in verdicts if pair not in series or pair[0] == "same"]
    verdict, name = min(verdicts, key=lambda pair: rank.index(pair[0]), default=("unknown", ""))
    if verdict in ("other", "version", "unknown") and _is_publisher(cited, publisher):
        verdict = "publisher" if _is_publisher_alone(cited, publisher) else "unknown"
    return VenueComparison(verdict, name, listed)


def _without_publisher(cited: str, publisher: str | None) -> str:
    """A cited name without the record's publisher, or a series, behind it: "Quiet Rivers (Elm Press)", "Proc. Dykes, Notes in Hydrology"."""
    found = _BEHIND.fullmatch(cited)
    if not found:
        return cited
    last = venues.read(found["last"])
    known = "series" in last.kinds or (publisher and aligned(last.words, venues.read(publisher).words))
    return found["name"] if known else cited


def _is_publisher_itself(name: str, publisher: str | None) -> bool:
    """Whether a record has its publisher in the place of the venue."""
    words = venues.read(name).words
    return bool(publisher) and any(w.text in PRESS for w in words) and aligned(words, venues.read(publisher or "").words)


def _is_unknown_acronym(name: str) -> bool:
    """Whether a recorded name is only an acronym that the table lacks; beside a whole name it says nothing more."""
    read = venues.read(name)
    return read.is_acronym and not read.entries


def _preprint_verdict(cited: str, names: Sequence[str], publisher: str | None, *, theirs: bool) -> VenueVerdict:
    """The verdict where a preprint server is cited or recorded."""
    if not venues.preprint_server(cited):
        if _is_publisher(cited, None) or _is_publisher_alone(cited, publisher):
            return "publisher"
        return "same" if _same_as_one(cited, names) else "published"
    if not theirs:
        return "preprint" if names else "unknown"
    servers = {venue for name in names for venue in venues.read(name).entries if venue.kind == "preprints"}
    mine = set(venues.read(cited).entries)
    return "other" if servers and mine and not servers & mine else "same"


def _same_as_one(cited: str, names: Sequence[str]) -> bool:
    return any(_is_same(venues.read(cited), venues.read(name)) for name in names)


def _verdict(cited: str, recorded: str) -> VenueVerdict:
    a, b = venues.read(cited), venues.read(recorded)
    if _is_same(a, b):
        return "same"
    if _is_other_section(a, b):
        return "other"
    if _is_doubtful(a, b) or not _differs(a, b):
        return "unknown"
    kinds = a.kinds, b.kinds
    both = any({"journal"} <= x and "conference" in y and "journal" not in y for x, y in (kinds, kinds[::-1]))
    return "version" if both or ("workshop" in a.kinds) != ("workshop" in b.kinds) else "other"


def _is_same(a: VenueName, b: VenueName) -> bool:
    if set(a.entries) & set(b.entries) or set(a.acronyms) & set(b.acronyms):
        return True
    if (
        aligned(a.words, b.words)
        or any(aligned(part, b.words) for part in a.parts)
        or any(aligned(a.words, part) for part in b.parts)
    ):
        return True
    if any(aligned(x.words, words) for x, y in ((a, b), (b, a)) for words in _listed_forms(y)):
        return True
    return any(is_initials(acronym, y.words) for x, y in ((a, b), (b, a)) if x.is_acronym for acronym in x.acronyms)


def _is_other_section(a: VenueName, b: VenueName) -> bool:
    """Whether two names differ only in the letter after them ("Physica A", "Physica B")."""
    sections = [[word.text for word in name.words if word.section] for name in (a, b)]
    return all(sections) and sections[0] != sections[1] and aligned(*(tuple(w for w in n.words if not w.section) for n in (a, b)))


def _is_doubtful(a: VenueName, b: VenueName) -> bool:
    """Whether two names cannot be compared: an unknown acronym, a series, a publisher, two languages or scripts."""
    for name in (a, b):
        unknown = name.is_acronym and not name.entries
        if unknown or {"series", "publisher"} & name.kinds or _is_short(name):
            return True
    return _language(a) != _language(b) or _names_the_other(a, b) or _names_the_other(b, a)


def _is_short(name: VenueName) -> bool:
    """Whether a name is one cut word ("Cosmet."), which may be the start of many, or a siglum."""
    core = venues.core(name.words)
    siglum = " " not in name.text and any(c.isupper() for c in name.text[1:])  # "RadSplit"
    return not name.entries and (siglum or (len(core) < 2 and any(map(_may_be_cut, core))))


def _names_the_other(a: VenueName, b: VenueName) -> bool:
    """Whether a name has the other's acronym as a word: a workshop at a conference, a supplement of a journal."""
    words = {word.text for word in a.words}
    acronyms = (*b.acronyms, *(name for entry in b.entries for name in entry.names if " " not in name))
    return any(venues.fold(acronym) in words for acronym in acronyms if len(acronym) > 2)


def _language(name: VenueName) -> str:
    """``foreign`` for words in other languages than English, ``other`` for other scripts than Latin."""
    if any(ord(c) > _LATIN_LETTERS and c.isalpha() for c in name.text):
        return "other"
    said = {word.text for word in name.words}
    return "foreign" if said & FOREIGN and not said & ENGLISH else "english"


def _differs(a: VenueName, b: VenueName) -> bool:
    """Whether each name has words that the other does not explain, in all forms that the table has of both."""
    if a.entries and b.entries:
        return True
    return all(_differ(x, y, listed=bool(a.entries or b.entries)) for x in _forms(a) for y in _forms(b))


def _forms(name: VenueName) -> Iterator[tuple[Word, ...]]:
    """The words of a name, and of its long names in the table."""
    if not name.is_acronym:
        yield name.words
    yield from _listed_forms(name)


def _listed_forms(name: VenueName) -> Iterator[tuple[Word, ...]]:
    """The words of a name's long names in the table; those of its only ones where it has no long one."""
    for entry in name.entries:
        long = [form for form in entry.names if " " in form]
        yield from map(venues.words_of, long or entry.names)


def _differ(a: Sequence[Word], b: Sequence[Word], *, listed: bool) -> bool:
    mine, theirs = _unexplained(a, b), _unexplained(b, a)
    if mine and theirs:
        shared = [word for word in _core(a) if word not in mine]
        capitals = all(word.upper for word in a) or all(word.upper for word in b)
        return not shared or not (capitals or any(map(_may_be_cut, (*_core(a), *_core(b)))))
    return listed and (_is_inside(mine, a) or _is_inside(theirs, b))


def _may_be_cut(word: Word) -> bool:
    """Whether a word may be abbreviated; one in capitals is an acronym ("AMA Archives")."""
    return word.cut or (len(word.text) < thresholds.VENUE_SHORT_WORD and not word.upper)


def _is_inside(unexplained: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a name has an unexplained word before an explained one: places and dates follow a name, they are not in it."""
    core = _core(words)
    return any(word in unexplained and any(later not in unexplained for later in core[at + 1 :]) for at, word in enumerate(core))


def _unexplained(a: Sequence[Word], b: Sequence[Word]) -> list[Word]:
    """The words of a name that match no word of the other."""
    theirs = [word.text for word in b if not word.empty]
    initials = {"".join(word[0] for word in theirs[i : i + n]) for n in range(2, 7) for i in range(len(theirs))}
    core = _core(a)
    return [word for word in core if word.text not in initials and not any(related(word.text, other) for other in theirs)]


def _core(words: Sequence[Word]) -> list[Word]:
    """The words that say which venue it is; where a name has none, those that say what it is."""
    core = list(venues.core(words))
    return [word for word in core if word.text not in GENERIC] or core


def _is_publisher(cited: str, publisher: str | None) -> bool:
    """Whether the cited venue is a publisher, the record's or one of the tables."""
    if publisher and not _unexplained(venues.words_of(cited), venues.words_of(publisher)):
        return True
    kinds = venues.read(cited).kinds
    known = None if kinds else publishers.find(cited)
    return "publisher" in kinds or bool(known and known.type in ORGANISATIONS)


def _is_publisher_alone(cited: str, publisher: str | None) -> bool:
    """Whether a name is that of the record's publisher, or of one in the tables, and not that of a journal with its words."""
    return aligned(venues.words_of(cited), venues.words_of(publisher or "")) or _is_publisher(cited, None)
