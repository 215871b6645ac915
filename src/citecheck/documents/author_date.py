"""Author and year in running text, ``(Okafor and Ito 2010a, p. 4)`` or ``Okafor (2010)``, matched with the entries of a bibliography.

An entry is meant where it begins with the cited name and has the cited year. Where a text and its bibliography agree mostly, a call
without entry is a missing note; where they do not, author and year are taken for something else, and nobody is accused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from citecheck.language.months import MONTHS
from citecheck.model.document import Marker, NoteText
from citecheck.model.place import Span

GROUP = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,300})[)\]]")
YEAR = re.compile(r"(?<!\w)(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?!\w)")
DATED = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
NAME = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|ibn|bin)[ ]){0,2}[^\W\d_a-z][^\W\d_]{0,40}+(?:[-'’][^\W\d_]{1,40}+){0,3}+"
AND = r"(?:,?[ ](?:and|und|et|y|e|и|i|og|och|en|ja|ve)[ ]|[ ]?&[ ]?|,[ ])"
OTHERS = r"(?:,?[ ](?:et[ ]al|u\.[ ]?a|и[ ]др|e[ ]altri|y[ ]otros|and[ ]others)\.?)?"
NAMES = re.compile(rf"(?P<first>{NAME}(?:[ ]{NAME}){{0,4}})(?:{AND}(?:{NAME}[ ]?){{1,3}}){{0,4}}{OTHERS}(?:['’]s)?,?[ ]*$")
WORD = re.compile(r"[^\W\d_]+")
SIGNAL = re.compile(r"^\s*(?:see(?: also)?|cf\.|compare|e\.g\.,?|i\.e\.,?|vgl\.|siehe|voir|cfr\.|véase|ver|см\.)\s+", re.IGNORECASE)
LOCATOR = re.compile(r"[\s,:;]*+(?:(?:p|pp|S|s|c|с|str|chap|ch|sec|fig|n|cap|pág|art|vol)\.?\s?)?[\d\s,.:–-]*+(?:ff?\.?)?\s*+$")
REPEATED = re.compile(r"\s*(?:[—–_-]{2,}|―+)")
LEAD = 60  # characters before a bracket that may hold the names that it dates
LEAST = 2  # entries that a text must call before it is one that cites by author and year
HALF = 0.5  # of the entries; where fewer are called, the list is one for further reading
MOST = 0.75  # of the calls; where fewer have an entry, one without is not taken for missing
LEAST_SURE = 3
MOST_MEANT = 10_000  # places of all entries that one name and year could mean


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    year: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Entry:
    words: frozenset[str]
    years: frozenset[str]


def with_calls(
    notes: Sequence[NoteText], text: str, regions: Iterable[tuple[int, int]], marked: Callable[[str, Span], Marker]
) -> tuple[NoteText, ...]:
    """The entries of a bibliography with the places in the text that cite them, and those that are cited and missing.

    ``regions`` are the stretches of the text outside the entries; ``marked`` makes the marker of a label and a span of the text.
    """
    calls = [call for region in regions for call in _calls(text, *region)]
    if not calls:
        return tuple(notes)
    index = _index(notes)
    called: dict[int, list[Marker]] = {}
    without: dict[str, list[Marker]] = {}
    together: dict[tuple[str, str], list[_Call]] = {}
    for call in calls:
        together.setdefault((call.name, call.year), []).append(call)
    for (name, year), same in together.items():
        markers = [marked(f"{name} {year}", call.span) for call in same]
        meant = _meant(same[0], index)
        for number, which in enumerate(
            meant
        ):  # where a call could mean very many entries, each of them is called, and one has the places
            places = markers if number == 0 or len(same) * len(meant) <= MOST_MEANT else markers[:1]
            called.setdefault(which, []).extend(replace(marker, label=notes[which].label) for marker in places)
        if not meant:
            without[markers[0].label] = markers
    for places in called.values():
        places.sort(key=lambda marker: marker.span.start)
    if len(called) < min(LEAST, len(notes)):
        return tuple(notes)
    few = len(called) < HALF * len(notes)
    known = [
        replace(note, markers=tuple(called.get(which, ())), status="present" if few or which in called else "unreferenced")
        for which, note in enumerate(notes)
    ]
    sure = len(called) >= LEAST_SURE and len(called) >= MOST * (len(called) + len(without))
    missing = [NoteText(label, "missing", markers=tuple(found)) for label, found in without.items()] if sure else []
    return (*known, *missing)


def _index(notes: Sequence[NoteText]) -> dict[str, list[tuple[int, _Entry]]]:
    """The entries by the words that they begin with; a dash stands for the author of the entry before."""
    index: dict[str, list[tuple[int, _Entry]]] = {}
    lead = ""
    for which, note in enumerate(notes):
        own = note.body.lstrip(" \t\r\n*_•[]0123456789.")
        lead = lead if REPEATED.match(own) else own[:200].casefold()
        entry = _Entry(frozenset(WORD.findall(lead)), frozenset(YEAR.findall(note.body)))
        for word in dict.fromkeys(WORD.findall(lead[:60])[:4]):
            index.setdefault(word, []).append((which, entry))
    return index


def _meant(call: _Call, index: dict[str, list[tuple[int, _Entry]]]) -> list[int]:
    """The entries by the cited name and of the cited year; without its letter where that leads to none."""
    words = WORD.findall(call.name.casefold())
    near: list[tuple[int, _Entry]] = []
    while words and not near:  # "As Okafor (2010) shows": a sentence may begin before the name
        near = [found for found in index.get(words[0], ()) if found[1].words.issuperset(words)]
        words = words[1:]
    exact = [which for which, entry in near if call.year in entry.years]
    return exact or [which for which, entry in near if call.year[:4] in {year[:4] for year in entry.years}]


def outside(notes: Iterable[NoteText], end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text of some length that belong to no note."""
    at = 0
    for start, stop in sorted((note.span.start, note.span.end) for note in notes if note.span):
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def _calls(text: str, start: int, end: int) -> Iterator[_Call]:
    for group in GROUP.finditer(text, start, end):
        yield from _in_group(text, start, group)


def _in_group(text: str, floor: int, group: re.Match[str]) -> Iterator[_Call]:
    """The calls of one bracket: names and year, or years of the names before it; several between semicolons."""
    names = ""
    at = group.start("inside")
    for number, part in enumerate(re.split("(;)", group["inside"])):
        year = DATED.match(part.lstrip()) if number == 0 else None
        if year:
            before = NAMES.search(" ".join(text[max(floor, group.start() - LEAD) : group.start()].split()))
            names = before["first"] if before else ""
        elif part != ";":
            names = _named(part)
        if names and part != ";":
            yield from _dated(names, part, at)
        at += len(part)


def _named(part: str) -> str:
    """The first name of ``Okafor and Ito 2010``; empty where the part says something else."""
    year = YEAR.search(part)
    words = SIGNAL.sub("", " ".join(part[: year.start()].split()) + " ") if year else ""
    names = NAMES.match(words)
    return names["first"] if names else ""


def _dated(names: str, part: str, at: int) -> Iterator[_Call]:
    """A call for each year of a part that has nothing else but a locator."""
    years = list(YEAR.finditer(part))
    rest = YEAR.sub("", part[years[0].start() :]) if years else "?"
    if not LOCATOR.match(rest) or names.rsplit(maxsplit=1)[-1].casefold() in MONTHS:
        return
    for year in years:
        yield _Call(names, year["year"], Span(at + year.start(), at + year.end()))
