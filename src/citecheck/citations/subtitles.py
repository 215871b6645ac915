"""Rules that give a title its subtitle back: a clause between the title's full stop and the place, the publication or "in".

``Watch and Pay. The birth of the harbour, London 1977`` · ``Peat and power. Old fens, new roads, in: Moor Studies 39``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.meetings import is_meeting
from citecheck.citations.rules import Parts, cede
from citecheck.citations.title_rules import PERIODICALS, PRESSES
from citecheck.citations.title_tails import IN_PAPERS, OCCASION
from citecheck.citations.work_kinds import THESIS_NAMES
from citecheck.language import publishers
from citecheck.language.names import is_organisation
from citecheck.patterns import lazy_pattern

CLAUSE, LONG_CLAUSE = 4, 5  # words of a subtitle with, and without, one of the first words that publishers seldom have
PREPOSITIONS = frozenset((
    "über", "zur", "zum", "vom", "im", "aus", "für", "gegen", "zwischen", "nach", "from", "towards", "on", "pour", "vers",
    "entre", "per", "tra",
))  # fmt: skip
CLAUSE_BEGINS = PREPOSITIONS | frozenset((
    "the", "a", "an", "der", "die", "das", "ein", "eine", "von", "wie", "warum", "le", "la", "les", "l", "un", "une", "du",
    "des", "essai", "il", "lo", "i", "gli", "uno", "una", "dal", "dalla", "del", "della", "studi", "storia", "el", "los",
    "las", "hacia", "para", "estudio", "een", "het", "de", "over", "van",
))  # fmt: skip
# Words within a name that publishers have only beside a word of theirs, and ends of nouns that name a subject and no person.
WITHIN_CLAUSE = frozenset((
    "zum", "zur", "im", "in", "über", "von", "vom", "für", "der", "die", "das", "des", "aus", "bei", "mit", "gegen", "zwischen", "als", "sowie", "dans", "sur",
    "pour", "della", "del", "dei", "nella", "nel", "sulla", "sul", "para", "sobre", "en", "w", "na", "v", "voor", "over", "on", "for", "from",
))  # fmt: skip
SUBJECT = lazy_pattern(
    r"(?:(?:ungen|ung|heit|heiten|keit|keiten|schaften|ismus|ität|itäten|analysen?|techniken|grundlagen|methoden|blick|blicke|fragen|probleme?|beiträge)"
    r"|[^\W\d_]{3}(?:tions?|ness|ity|ities|isms?|isme|ité|ités|zioni|zione|ismo|ción|ciones|dad|ção|ções))$"
)
SUBTITLE_MARK, SURE_MARK = lazy_pattern(r"(?:[”“»«\"]?[.?!]|\s?[–—:]|\s-)\s"), lazy_pattern(r"(?:\s?[–—:]|\s-)\s")

# What the model may take a subtitle for.
MISREAD = frozenset(("publisher", "container", "collection", "note", "editor", "place", "genre", "thesis"))
# What a book is: ``Der Krieg und die Frauen. Novellen. Ulm: Elm`` · ``Heath and Moor. A novel, London 1977``
KIND = lazy_pattern(
    r"(?:(?:eine?|an?|the|une?|uno|una|gesammelte|ausgewählte|collected|selected|neue|new)\s)?(?:novellen?|roman|romane|erzählungen|gedichte|aufsätze|schriften|vorträge|essays|reden|"
    r"kommentar|lehrbuch|handbuch|einführung|zeitdiagnosen|novel|stories|poems|essays|papers|writings|introduction|memoir|handbook|textbook|nouvelles|récits?|poèmes|essais?|"
    r"romanzo|racconti|poesie|saggi|scritti|novela|cuentos|ensayos|poemas|romance|contos|ensaios)",
    re.IGNORECASE,
)
SERIES = lazy_pattern(
    r"(?:\b|(?<=[^\W\d_]))(?:schriften(?:reihe)?|reihe|series|serie|série|library|bibliothek|bibliothèque|biblioteca|collana|colección|cahiers|quaderni|studies)\b",
    re.IGNORECASE,
)
NO_CLAUSE = lazy_pattern(r"[\d|()\[\]&+/]|[:;]\s|^[Ii]n\s")
MARKS = lazy_pattern(r"\s[–—-]\s|,\s")
PARTICLES = frozenset(("de", "di", "da", "du", "des", "del", "van", "von", "der", "den", "und", "and", "et", "e", "y"))
BEFORE_IN = lazy_pattern(r"[^\d()\[\]]{4,240}?(?P<end>[,.]\s)(?:in:|In:?)\s(?=[^\W\d_a-z])")
BEFORE_THESIS = lazy_pattern(
    rf"[^\d()\[\]]{{4,240}}?(?P<end>[,.]\s)(?i:{THESIS_NAMES}|diss(?:ertation|\.)|habilitation|ph\.?\s?d\.?\s(?:thesis|diss))"
)
LAST_CITY = lazy_pattern(r",\s(?P<city>[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+)?)(?:\su\.\s?a|\set\sal)?\.?$")
CLOSING, OPENING = '”“»«"', '“„«»"'


def subtitle_before_place(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Watch and Pay. The birth of the harbour, London 1977``: a clause between the title and the place is a subtitle, and no publisher."""
    title = parts.get("title")
    mark = SUBTITLE_MARK.match(text, title.end) if title else None
    if not title or not mark:
        return
    place = _last_place(text, found)
    start = mark.end()
    for match, sure in ((BEFORE_IN.match(text, start), True), (BEFORE_THESIS.match(text, start), False)):
        if match and not (place and place.start < match.end() and _is_city(text, place)):
            _join(text, parts, found, (start, match.start("end")), sure=sure)
            return
    if place and place.start > start:
        end = start + len(text[start : place.start].rstrip(" ,."))
        if text[end : end + 2] in (", ", ". ") and _join(text, parts, found, (start, end), sure=False):
            parts["place"] = place


def _is_city(text: str, place: FieldSpan) -> bool:
    return text[place.start : place.end] in CITIES or text[place.end :].lstrip().startswith(":")


def _last_place(text: str, found: Sequence[FieldSpan]) -> FieldSpan | None:
    """The last place that the model read, without a subtitle before it, or a city at the end of the last name."""
    place = next((part for part in reversed(found) if part.label == "place"), None)
    last = place or (found[-1] if found else None)
    match = LAST_CITY.search(text, last.start, last.end) if last and last.label in MISREAD else None
    if last and match and match["city"] in CITIES and (last is not place or KIND.fullmatch(text, last.start, match.start())):
        return replace(last, label="place", start=match.start("city"), end=match.end("city"))
    return place


def _join(text: str, parts: Parts, found: Sequence[FieldSpan], span: tuple[int, int], *, sure: bool) -> bool:
    """Let the title go on to the end of a clause; whether the words may be one."""
    title, (start, end) = parts["title"], span
    inside = [part for part in found if part.start < end and start < part.end]
    if not inside or not {part.label for part in inside} <= MISREAD or inside[0].start < start:
        return False
    if not (sure and not NO_CLAUSE.search(text, start, end)) and not _is_subtitle(text, title, span):
        return False
    cede(parts, found, start, end)
    quoted = text[title.end] in CLOSING and text[title.start - 1 : title.start] in OPENING
    doubt = min(title.probability, 1 - inside[0].probability / 2)
    parts["title"] = replace(title, start=title.start - quoted, end=end, probability=doubt)
    return True


def _is_subtitle(text: str, title: FieldSpan, span: tuple[int, int]) -> bool:
    """Whether words behind a title are a clause, and no house, series, meeting or body."""
    start, end = span
    name = text[start:end]
    words = name.split()
    if KIND.fullmatch(name):
        return True
    if NO_CLAUSE.search(name) or is_meeting(name) or OCCASION.match(text, start - 2) or IN_PAPERS.match(text, start - 2):
        return False
    sure = bool(SURE_MARK.fullmatch(text, title.end, start))
    clause = (
        (sure and len(words) > 1)
        or len(words) >= LONG_CLAUSE
        or (len(words) >= CLAUSE and words[0].casefold().partition("’")[0] in CLAUSE_BEGINS)
        or _is_subject(words)
        or (_has_commas(text, title) and text[end] == "," and _goes_on(name))
    )
    return clause and not _is_house(name, words)


def _has_commas(text: str, title: FieldSpan) -> bool:
    """Whether a comma stands before the title: then none of the fields ends with a full stop."""
    return text[: title.start].rstrip(' “„«»"*_').endswith(",")


def _goes_on(name: str) -> bool:
    """``Erfahrungen – Strukturen – Politik``, ``Unser täglich Brot``: a name with a dash, a comma or a small word that joins none."""
    words = name.split()
    return len(words) > 2 and (
        MARKS.search(name) is not None or any(word[0].islower() and word not in PARTICLES for word in words[1:])
    )


def _is_house(name: str, words: list[str]) -> bool:
    body = is_organisation(name) and words[0].casefold() not in PREPOSITIONS and not MARKS.search(name)
    listed = not (PRESSES | PERIODICALS).isdisjoint(word.strip(".,").casefold() for word in words)
    return bool(body or listed or publishers.find(name) or SERIES.search(name))


def _is_subject(words: list[str]) -> bool:
    """``Grundlagen und Techniken``, ``Soziologische Überlegungen zum Kai``: words that name what a book is about, and no house."""
    return len(words) > 2 and (
        any(word in WITHIN_CLAUSE for word in words[1:-1]) or any(SUBJECT.search(word.casefold()) for word in words)
    )
