"""Names in short forms, with a year or short title: ``Smith & Jones, 2010a`` · ``Fellow. American Media History``."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from citecheck.citations.shortform_words import lowered
from citecheck.language import publishers
from citecheck.language.date_patterns import SEASONS, TERMS
from citecheck.language.inverted_names import inverted_names
from citecheck.language.months import MONTHS
from citecheck.language.name_words import ORGANISATION_WORDS
from citecheck.patterns import lazy_pattern

LONGEST_REPORT = 4  # maximum letters of a court's or law report's abbreviation
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?![\w-])"
CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё]"
NAME_WORD = rf"(?:{CAPITAL}\.(?:-?{CAPITAL}\.){{0,4}}|{CAPITAL}[\w'’-]{{0,40}}|(?:al|el)-{CAPITAL}[\w'’-]{{0,40}}|d['’]{CAPITAL}[\w-]{{0,40}})"
PARTICLE = r"(?:de|da|di|do|dos|du|von|van|der|den|del|della|la|le|bin|al|zu)\s{1,2}"
PERSON = (
    rf"(?:{PARTICLE}){{0,2}}{NAME_WORD}(?:\s{{1,2}}(?:{PARTICLE}){{0,2}}{NAME_WORD}){{0,4}}(?:,\s{{0,2}}(?:{CAPITAL}\.\s?){{1,3}})?"
)
OTHERS = r",?\s{1,2}(?:et al\.?|u\.\s?a\.|и др\.?|e altri|y otros|et autres|vd\.|وآخرون)"
AND = r",?\s{0,2}(?:&|\b(?:and|e|et|y|und|u\.|и|و|ve)(?=\s))\s{0,2}"
NAMES = rf"(?<![^\W_])(?P<names>{PERSON}(?:(?:,\s{{1,2}}{PERSON}){{0,4}}{AND}{PERSON})?(?:{OTHERS})?)"
_REPORTS_TEXT = """
report reports survey review yearbook statistics bericht jahresbericht rapport rapporto relazione informe memoria relatório
отчет доклад
"""
BODIES_AND_REPORTS = ORGANISATION_WORDS | frozenset(_REPORTS_TEXT.split())
TIMES_OF_YEAR = MONTHS.keys() | SEASONS.keys() | TERMS

DATED = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|://")
BARE = lazy_pattern(
    rf"(?P<name>{CAPITAL}[\w'’-]{{2,20}})(?P<mark>[.,])\s{{1,2}}{CAPITAL}[^\W\d_]*(?:\s[\w'’]{{1,20}}){{1,7}}(?:[,.][^.;:\n]{{1,30}})?\.?"
)
WHOLE_YEAR = lazy_pattern(rf"{NAMES},?\s*[(\[]?{YEAR}")
BRACKETED_YEAR = lazy_pattern(
    rf"{NAMES}\s*+(?:,\s*+)?[(\[]\s*+{YEAR}|(?<=[(\[;]){NAMES.replace('names', 'names2')},?\s+{YEAR.replace('year', 'year2')}"
)

# BRACKETED_YEAR matches only texts in which this is found
BRACKETED = lazy_pattern(r"[(\[]\s*(?:1[5-9]|20)\d\d|[(\[;][^\W\d_][^()\[\];]*\s(?:1[5-9]|20)\d\d")

INVERTED_LAST = lazy_pattern(r",\s(?:[^\W\d_]\.[\s-]?){1,3}\s*$")
# Behind the year; a locator may follow a colon or a comma: ``Moor, A. (2004): Kap. 3``.
INTRODUCES_TITLE = lazy_pattern(
    r"\.|\s?[:,]\s+(?!(?:[Cc]h(?:apter|ap|s)?|[Kk]ap|[Pp]art|[Tt]eil|[Vv]ol|[Bb]d|[Ss]|[Pp]p?|[Aa](?:bs|rt)|[Ss]ec(?:tion)?|[Tt]ab(?:le)?|[Ff]ig(?:ure)?|[Nn]ote?)\b)"
    r"[“”\"„«‘'*_]{0,3}[^\W\d_a-zà-ÿа-я]"
)
TITLE_WORDS = 3
# What locates a work: volume and issue, pages behind a comma, an address; words of a title stand before it.
LOCATED = lazy_pattern(r"\b\d{1,4}\s?\(\d{1,4}\)|,\s\d{1,6}[–-]\d|,\spp\.\s?\d|https?://|\bdoi[:.]|\b10\.\d{4}", re.IGNORECASE)
UNDOTTED = lazy_pattern(r"[^\W\d_][^\W\d_]*(?:[\s'’-][^\W\d_]+)?, [A-ZÀ-Þ](?:[ -]?[A-ZÀ-Þ]){0,3}(?![\w.])")  # ``Okafor, A M``
BETWEEN_CLAUSES = lazy_pattern(r"[; ]{0,8}+")
LONGEST_WORK = 400  # characters between its year and that
WORD = lazy_pattern(r"[^\W\d_]{3}")
DAY_OR_MONTH = lazy_pattern(r",\s*(?:\d{1,2}\.?\s+)?(?P<month>[^\W\d_]+)")


def is_of_date(text: str, at: int) -> bool:
    """Whether a year that ends at ``at`` is that of a day, month or season: ``Quay, M. (2025, May 14)``, as no short form has it."""
    found = DAY_OR_MONTH.match(text, at)
    return found is not None and _is_time_of_year(found["month"])


def is_law(names: str) -> bool:
    """Courts and law reports that cite by year: ``BGH NJW 2004``; laws that are named by it: ``Harbours Act 1964``."""
    return names.endswith((" Act", " Order", " Regulations", " Rules", " Measure", " Code")) or all(
        word.isupper() and len(word) <= LONGEST_REPORT for word in names.split()
    )


def is_corporate(names: str) -> bool:
    """Whether names are a publication, an organisation, or words of a title: ``Reuters`` · ``Norges Bank`` · ``Annual Report``"""
    return publishers.find(names) is not None or not BODIES_AND_REPORTS.isdisjoint(lowered(names).split())


def is_date(names: str) -> bool:
    """Whether names end in a month or a season."""
    return _is_time_of_year(names.rsplit(maxsplit=1)[-1].strip("."))


def _is_time_of_year(word: str) -> bool:
    return word.casefold() in TIMES_OF_YEAR


def begins_reference(text: str, start: int, names: str, end: int) -> bool:
    """``Doe, J. (2019). A title`` · ``Doe, J. (2019): A title``: an inverted name with initials, a year and a mark introduce a title."""
    inverted = INVERTED_LAST.search(names) and not text[:start].strip(" *_^[(")
    return bool(inverted) and INTRODUCES_TITLE.match(text, end) is not None and len(text[end:].split()) > TITLE_WORDS


def is_in_full(text: str, start: int, end: int, clauses: Sequence[tuple[int, int]]) -> bool:
    """Whether names and year begin a clause in which a title and what locates it follow: ``Smith, A. (2010). On boats. Boating, 54(2), 6–9``."""
    at = bisect_left(clauses, start, key=lambda clause: clause[0])
    if at == len(clauses) or clauses[at][0] != start:
        return False
    located = LOCATED.search(text, end, min(clauses[at][1], end + LONGEST_WORK))
    return located is not None and WORD.search(text, end, located.start()) is not None


def may_end(text: str, end: int) -> bool:
    """Whether author and year in a sentence are complete here: a full reference would continue with its title."""
    rest = text[end : end + 60].lstrip()
    if not rest or rest[0] in ",;)]" or rest[0].islower():
        return not is_of_date(text, end)
    words = re.findall(r"[^\W\d_]+", rest)
    return rest[0] in ".:?!" and (len(words) < 2 or words[1][:1].islower())


def is_listed(text: str, start: int, end: int) -> bool:
    """Whether a clause is one of several authors before a work: "Okafor, A.; Berg, J. Quiet rivers"."""
    if UNDOTTED.match(text, start, end) and (between := BETWEEN_CLAUSES.match(text, end)) and UNDOTTED.match(text, between.end()):
        return True
    names = inverted_names(text, start)
    return len(names) > 1 and names[0][1] >= start + len(text[start:end].rstrip(" .;"))
