"""Cases and statutes: parties, volume, reporter, first page, cited page and court; the name of an act and its section.

Forms: The Bluebook, 21st ed., rules 10 and 12; OSCOLA, 4th ed., part 2. ``Harrow v. Finch, 410 U.S. 213, 253 (1973)`` · ``Harrow v
Finch [1932] AC 562`` · ``Harbours Act 1964``. American statutes are in ``american_codes.py``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

from msgspec import Struct

from citecheck.citations.acts import Kind, acts
from citecheck.citations.american_codes import american_codes
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.citations.rulings import rulings
from citecheck.language.dates import DateMention
from citecheck.language.months import MONTHS
from citecheck.patterns import lazy_pattern

LAW_SURE = 0.95  # the form leaves no other reading
LONGEST = 600  # characters of a citation that are searched
_PARTY = r"(?:(?!\s\d+\s[A-Z]|,\sNos?\.|\s[\[(](?:1[6-9]|20)\d\d[\])])[^“”\"«»;:\[\]§]){1,160}?"
_NAMED = rf"(?P<title>{_PARTY}\sv(?:s?\.|s?)\s(?=[A-ZÀ-Þ(]){_PARTY}|(?:In\sre|Ex\sparte|(?:In\sthe\s)?Matter\sof|Re)\s{_PARTY})"
_REPORTER_WORD = r"(?:[A-Z][\w.’']*+|[1-6]\sCir\.|[234]d|\d(?:th|st)|&|of|ex\srel\.)"
_REPORTER = rf"(?P<container>[A-Z][\w.’']*+(?:\s?{_REPORTER_WORD}){{0,6}}?)"
_PLACE = r"\*?\d{1,6}(?!\d)(?:\s?[-–]\s?\d{1,6}(?!\d))?"
_LOCATOR = (
    rf"(?:(?:,|,?\sat)\s(?P<locator>{_PLACE}(?:(?:,\s|\s&\s){_PLACE}(?!\s[A-Z]))*(?:\s(?:&\s)?n\.\s?\d{{1,3}})?)(?!\s[A-Z\d]))?"
)
_PARALLEL = r"(?:,\s\d{1,4}\s[A-Z][^,;()]{1,25}?\s\d{1,6}(?:,\s\d{1,6})?(?!\d))*"
_COURT = r"(?:,?\s\((?P<authority>[A-Z\d][^()]{0,60}?)??,?\s?(?P<date>(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s(?:\d{1,2},\s)?)?(?:1[6-9]|20)\d\d)\))?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_A_YEAR = lazy_pattern(_YEAR)
# A reporter that is known, for citations without parties.
_KNOWN = lazy_pattern(
    r"(?:U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.|F\.\s?(?:[234]d|4th|Supp\.|App’?'?x)?|B\.R\.|[NS]\.\s?[EW]\.|P\.|A\.|So\.|Cal\.|N\.\s?Y\.\s?S\.|Fed\.\sCl\.|T\.C\.|F\.R\.D\.)"
)
# What every name of a case has; the patterns that begin with a name take long to compile.
_PARTIES = lazy_pattern(r"\sv(?:s?\.|s?)\s|In\sre|Ex\sparte|Matter\sof|Re\s")
_WORD_BEGINS = lazy_pattern(r"\A\W+")
# Harrow v. Finch, 410 U.S. 213, 253 (1973)
REPORTED = lazy_pattern(
    rf"{_NAMED}(?:,\s(?P<number>Nos?\.\s[^,()]{{2,40}}(?:\([A-Z]{{2,4}}\))?))?,?\s(?P<volume>\d{{1,4}})\s{_REPORTER}\s(?:\(\d{{1,2}}\s[A-Z][a-z]+\.\)\s)?(?P<pages>\d{{1,8}}|_{{2,}}|—+)(?![\w.]\w|\w|\sCir\b){_LOCATOR}{_PARALLEL}{_COURT}"
)
# Harrow v Finch [1932] 1 AC 562 (HL) 570
BRACKETED_YEAR = lazy_pattern(
    rf"{_NAMED},?\s\[(?P<year>{_YEAR})\]\s(?:(?P<volume>\d{{1,3}})\s)?{_REPORTER}\s(?P<pages>\d{{1,6}})(?!\w)"
    rf"(?:\s\((?P<authority>[A-Z][A-Za-z]{{1,12}})\))?(?:(?:,|,?\sat)?\s(?!\[\d{{4}}\]\s)\[?(?P<locator>{_PLACE})\]?(?=[\s.,;)]|$))?"
)
# Harrow v Finch (1992) 175 CLR 1, 42
YEAR_FIRST = lazy_pattern(
    rf"{_NAMED},?\s\((?P<year>{_YEAR})\)\s(?P<volume>\d{{1,4}})\s{_REPORTER}\s(?P<pages>\d{{1,6}})(?!\w){_LOCATOR}"
)
# Harrow v Finch (63 NY2d 582, 585 [1984]), as New York's courts write it
IN_BRACKETS = lazy_pattern(
    rf"{_NAMED},?\s\((?P<volume>\d{{1,4}})\s{_REPORTER}\s(?P<pages>\d{{1,6}})(?!\w){_LOCATOR}\s\[(?P<authority>[^\[\]]{{2,40}}?)??,?\s?(?P<year>{_YEAR})\]\)"
)
# Harrow v. Finch (2018) __ U.S. __ [138 S.Ct. 1612]
UNPAGED = lazy_pattern(
    rf"{_NAMED},?\s\((?P<year>{_YEAR})\)\s_+\s[A-Z][^\[\]_]{{1,20}}\s_+\s\[(?P<volume>\d{{1,4}})\s{_REPORTER}\s(?P<pages>\d{{1,6}})(?!\w){_LOCATOR}\]"
)
# 410 U.S. 213 (1973)
REPORTER_ONLY = lazy_pattern(
    rf"(?P<volume>\d{{1,4}})\s(?={_KNOWN.pattern}){_REPORTER}\s(?P<pages>\d{{1,6}})(?!\w){_LOCATOR}{_COURT}"
)
# Harbours Act 1964, s 6
ACT = lazy_pattern(
    rf"(?P<title>(?:[A-Z][\w’'-]*|of|and|for|the|to|\([^()]{{2,40}}\))(?:,?\s(?:[A-Z][\w’'-]*|of|and|for|the|to|in|on|\([^()]{{2,40}}\))){{0,14}}\s(?:Act|Measure)\s{_YEAR})"
    r"(?:\s\([A-Z][A-Za-z]{1,12}\))?(?:,?\s(?:s|ss|sec|sections?|pt|sch)\.?\s?(?P<section>\d[\w()]*(?:[-–]\d+)?))?\W*$"
)
FIELDS = ("title", "volume", "container", "pages", "locator", "authority", "section", "number")


class Law(Struct, frozen=True):
    """A case, a statute or an official paper: its CSL type and the spans of its fields."""

    type: Kind
    spans: tuple[tuple[str, int, int], ...]
    year: int = 0  # printed before the first reporter: ``[2019] UKSC 41, [2020] AC 373``


@lru_cache(maxsize=64)  # asked for fields and for the type
def find_law(text: str) -> Law | None:
    """The case or statute that a citation begins with; None if it has not the form of one."""
    for kind, match in _matches(text[:LONGEST]):
        if _is_broken(match):
            continue
        spans = {name: match.span(name) for name in FIELDS if name in match.re.groupindex and match[name]}
        return Law(kind, tuple((name, start, end) for name, (start, end) in spans.items()), int(match.groupdict().get("year") or 0))
    first = next(chain(acts(text[:LONGEST]), rulings(text[:LONGEST])), None)
    return Law(first[0], tuple((name, *span) for name, span in first[1].items())) if first else None


def law_date(law: Law, dates: Sequence[DateMention], issued: DateMention | None) -> DateMention | None:
    """The day of a decision, where its title has one, else the date that was read, or the year before the reporter."""
    title = next(((start, end) for name, start, end in law.spans if name == "title"), (0, 0))
    day = next((one for one in dates if one.day and one.year and title[0] <= one.start < title[1]), None)
    if law.type == "legal_case" and day:
        return day
    return DateMention(0, 0, law.year) if law.year and not (issued and issued.month) else issued


def _is_broken(match: re.Match[str]) -> bool:
    """A name that ends within brackets, and a day, month and year taken for volume, reporter and page."""
    found = match.groupdict()
    title, container = found.get("title") or "", found.get("container") or ""
    dated = container.rstrip(".").casefold() in MONTHS and _A_YEAR.fullmatch(found.get("pages") or "")
    return title.count("(") != title.count(")") or bool(dated)


def _matches(text: str) -> Iterator[tuple[Literal["legal_case", "legislation"], re.Match[str]]]:
    start = len(text) - len(_WORD_BEGINS.sub("", text, count=1))
    yield from (("legislation", match) for match in american_codes(text, start))
    if " Act " in text and (match := ACT.match(text, start)):
        yield "legislation", match
    if any(char.isdigit() for char in text):
        forms = [REPORTER_ONLY.match]
        if _PARTIES.search(text, start):
            forms = [REPORTED.match, BRACKETED_YEAR.match, YEAR_FIRST.match, IN_BRACKETS.match, UNPAGED.match, *forms]
        yield from (("legal_case", match) for read in forms if (match := read(text, start)))


def printed(text: str) -> dict[str, str]:
    """The reporter or code and the court of a case or statute, with their full stops."""
    law = find_law(text)
    spans = law.spans if law else ()
    return {name: " ".join(text[start:end].split()) for name, start, end in spans if name in ("container", "authority")}


def as_law(text: str, parts: Parts) -> Parts | None:
    """``Harrow v. Finch, 410 U.S. 213, 253 (1973)``, ``42 U.S.C. § 1983``: the form of a case or statute gives its fields."""
    law = find_law(text)
    if not law:
        return None
    end = max(end for _, _, end in law.spans)
    kept = {name: part for name, part in parts.items() if part.start >= end and name not in (*FIELDS, "author", "editor")}
    kept = {name: part for name, part in kept.items() if name not in ("publisher", "place", "issue")}
    return kept | {name: FieldSpan(name, start, stop, LAW_SURE) for name, start, stop in law.spans}
