"""Author-date citations, ``(Okafor and Ito 2010a, p. 4)`` or ``Okafor (2010)``, matched with the entries of a bibliography.

An entry matches if it begins with the cited name and has the cited year. If most citations match an entry, one without is a missing note;
otherwise unmatched ones are ignored.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.months import MONTHS
from citecheck.model.document import Marker, NoteText
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

GROUP = lazy_pattern(r"[(\[](?P<inside>[^()\[\]]{4,300})[)\]]")
YEAR = lazy_pattern(r"(?<!\w)(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?!\w)")
DATED = lazy_pattern(r"(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
NAME = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|ibn|bin)[ ]){0,2}[^\W\d_a-z][^\W\d_]{0,40}+(?:[-'’](?!s\b)[^\W\d_]{1,40}+){0,3}+"
AND = r"(?:,?[ ](?:and|und|et|y|e|и|i|og|och|en|ja|ve)[ ]|[ ]?&[ ]?|,[ ])"
OTHERS = r"(?:,?[ ](?:et[ ]al|u\.[ ]?a|и[ ]др|e[ ]altri|y[ ]otros|and[ ]others)\.?)?"
NAMES = lazy_pattern(rf"(?P<first>{NAME}(?:[ ]{NAME}){{0,4}})(?:{AND}(?:{NAME}[ ]?){{1,3}}){{0,4}}{OTHERS}(?:['’]s?)?,?[ ]*$")
# ``Affected Areas of Pakistan (2006)`` is a title with its year.
IN_TITLE = lazy_pattern(r"(?<![^\W_])[A-ZÀ-Þ]\w{2,30} (?:of|for|in|de|der|des|di) $")
WORD = lazy_pattern(r"[^\W\d_]+")
CAPITALISED = lazy_pattern(r"(?<![^\s,])[^\W\d_a-z][^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*")
SIGNAL = lazy_pattern(
    r"^\s*(?:see(?: also)?|cf\.|compare|e\.g\.,?|i\.e\.,?|vgl\.|siehe|voir|cfr\.|véase|ver|см\.)\s+", re.IGNORECASE
)
LOCATOR = lazy_pattern(r"[\s,:;]*+(?:(?:p|pp|S|s|c|с|str|chap|ch|sec|fig|n|cap|pág|art|vol)\.?\s?)?[\d\s,.:–-]*+(?:ff?\.?)?\s*+$")
# Behind a year in a reference.
EDITORS = lazy_pattern(r"\s*[(\[](?:Eds?\b|Hrsg|Hg\b|dirs?\b|coords?\b|comps?\b|a cura|ред)", re.IGNORECASE)
REPEATED = lazy_pattern(r"\s*(?:[—–_-]{2,}|―+)")
NAMES_BEFORE = 60  # characters searched for the names before a bracket that contains only a year
MIN_CITED = 2  # entries that must be cited before the text counts as author-date
MIN_CITED_SHARE = 0.5  # of the entries; below that, uncited ones are further reading, not unreferenced
MIN_MATCHED = 3  # citations, and
MIN_MATCHED_SHARE = 0.75  # of them, that must match an entry before one without counts as missing
MISSPELT_LETTERS, MOST_MISSPELT = 5, 2  # of a name, and the letters in which it may differ from an entry's
MAX_MATCHES = 10_000  # markers per name and year; beyond that only the first entry gets all of them


class _Call(Struct, frozen=True):
    name: str
    year: str
    span: Span
    others: tuple[str, ...] = ()  # further names before a bracket, of which one may be the first: "Recently, Okafor (2010)"


class _Entry(Struct, frozen=True):
    words: frozenset[str]
    years: frozenset[str]


def with_calls(
    notes: Sequence[NoteText], text: str, regions: Iterable[tuple[int, int]], marked: Callable[[str, Span], Marker]
) -> tuple[NoteText, ...]:
    """Add the citations to the entries of a bibliography, and the missing entries.

    ``regions`` are the parts of the text outside the entries; ``marked`` makes a marker from a label and a span of the text.
    """
    calls = [call for region in regions for call in _calls(text, *region)]
    if not calls:
        return tuple(notes)
    index = _index(notes)
    called: dict[int, list[Marker]] = {}
    without: dict[str, list[Marker]] = {}
    by_key: dict[tuple[str, str], list[_Call]] = {}
    for call in calls:
        by_key.setdefault((call.name, call.year), []).append(call)
    for (name, year), same in by_key.items():
        markers = [marked(f"{name} {year}", call.span) for call in same]
        names = (same[0], *(replace(same[0], name=other) for other in same[0].others))
        matches = next((found for one in names if (found := _matches(one, index))), [])
        for number, which in enumerate(matches):
            places = markers if number == 0 or len(same) * len(matches) <= MAX_MATCHES else markers[:1]
            called.setdefault(which, []).extend(replace(marker, label=notes[which].label) for marker in places)
        if not matches:
            without[markers[0].label] = markers
    for places in called.values():
        places.sort(key=lambda marker: marker.span.start)
    if len(called) < min(MIN_CITED, len(notes)):
        return tuple(notes)
    few = len(called) < MIN_CITED_SHARE * len(notes)
    known = [
        replace(note, markers=tuple(called.get(which, ())), status="present" if few or which in called else "unreferenced")
        for which, note in enumerate(notes)
    ]
    reliable = len(called) >= MIN_MATCHED and len(called) >= MIN_MATCHED_SHARE * (len(called) + len(without))
    missing = [
        NoteText(label, "missing", markers=tuple(found), doubtful=_is_doubtful(label, notes)) for label, found in without.items()
    ] if reliable else []  # fmt: skip
    return (*known, *missing)


def _index(notes: Sequence[NoteText]) -> dict[str, list[tuple[int, _Entry]]]:
    """Index the entries by their first words; a dash repeats the author of the previous entry."""
    index: dict[str, list[tuple[int, _Entry]]] = {}
    lead = ""
    for which, note in enumerate(notes):
        own = note.body.lstrip(" \t\r\n*_•[]0123456789.")
        lead = lead if REPEATED.match(own) else own[:200].casefold()
        entry = _Entry(frozenset(WORD.findall(lead)), frozenset(YEAR.findall(note.body)))
        for word in dict.fromkeys(WORD.findall(lead[:60])[:4]):
            index.setdefault(word, []).append((which, entry))
    return index


def _is_doubtful(label: str, notes: Sequence[NoteText]) -> bool:
    """Whether an entry of the same year holds the cited name, or a line of it begins almost like it: ``Dalhgren 1988`` and ``Dahlgren, K. (1988)``."""
    name, _, year = label.rpartition(" ")
    bodies = [note.body for note in notes if year[:4] in note.body]
    if any(name.casefold() in body.casefold() for body in bodies):
        return True
    letters = "".join(WORD.findall(name.casefold()))
    lines = (line for body in bodies for line in body.splitlines())
    heads = ("".join(WORD.findall(line[: 2 * len(name) + MOST_MISSPELT].casefold())) for line in lines)
    return any(_is_near(letters, head) for head in heads)


def _is_near(letters: str, head: str) -> bool:
    from rapidfuzz.distance import OSA  # slow to import, and needed for misspelt names only

    most = 0 if len(letters) < MISSPELT_LETTERS else MOST_MISSPELT
    return any(OSA.distance(letters, head[: len(letters) + more], score_cutoff=most) <= most for more in range(-most, most + 1))


def _matches(call: _Call, index: dict[str, list[tuple[int, _Entry]]]) -> list[int]:
    """Indices of the entries with the cited name and year; without the year's letter if none has it."""
    words = WORD.findall(call.name.casefold())
    near: list[tuple[int, _Entry]] = []
    while words and not near:  # "As Okafor (2010) shows": skip words before the name
        near = [found for found in index.get(words[0], ()) if found[1].words.issuperset(words)]
        words = words[1:]
    exact = [which for which, entry in near if call.year in entry.years]
    return exact or [which for which, entry in near if call.year[:4] in {year[:4] for year in entry.years}]


def _calls(text: str, start: int, end: int) -> Iterator[_Call]:
    for group in GROUP.finditer(text, start, end):
        yield from _in_group(text, start, group)


def _in_group(text: str, floor: int, group: re.Match[str]) -> Iterator[_Call]:
    """The citations in one bracket, separated by semicolons: names and year, or years of the names before it."""
    names, others = "", ()
    at = group.start("inside")
    for number, part in enumerate(re.split("(;)", group["inside"])):
        year = DATED.match(part.lstrip()) if number == 0 else None
        if year and not EDITORS.match(text, group.end()):
            words = " ".join(text[max(floor, group.start() - NAMES_BEFORE) : group.start()].split())
            before = NAMES.search(words)
            before = before if before and not IN_TITLE.search(words, 0, before.start()) else None
            names = before["first"] if before else ""
            others = tuple(CAPITALISED.findall(before.group())) if before else ()
        elif part != ";":
            names, others = _named(part), ()
        if names and part != ";":
            yield from (replace(call, others=others) for call in _dated(names, part, at))
        at += len(part)


def _named(part: str) -> str:
    """The first name of ``Okafor and Ito 2010``; empty if the part is no citation."""
    year = YEAR.search(part)
    words = SIGNAL.sub("", " ".join(part[: year.start()].split()) + " ") if year else ""
    names = NAMES.match(words)
    return names["first"] if names else ""


def _dated(names: str, part: str, at: int) -> Iterator[_Call]:
    """One citation per year of a part that has only years and a locator after the names."""
    years = list(YEAR.finditer(part))
    rest = YEAR.sub("", part[years[0].start() :]) if years else "?"
    if not LOCATOR.match(rest) or names.rsplit(maxsplit=1)[-1].casefold() in MONTHS:
        return
    for year in years:
        yield _Call(names, year["year"], Span(at + year.start(), at + year.end()))
