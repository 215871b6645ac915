"""Rules for what stands behind a title and is no part of it: volumes, kinds of theses, numbers of reports, editors, the book, the place.

``Codices, 2 vols. Ulm`` · ``Der Kai. Diplomarbeit, Universität Ulm`` · ``Fens, LEI-Report 2012-009`` · ``Le navi, in I porti antichi, Roma 1996``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.citations.work_kinds import THESIS_NAMES
from citecheck.patterns import lazy_pattern

LEAST = 6  # characters of a title that is left
LONGEST_CITY = 3  # words
VOLUMES = lazy_pattern(
    r"[,.]\s(?:\d{1,2}\s(?:vols?|voll?|Bde?|Bände|tomes?|tomi)|voll?|vols?|(?:[Vv]olume|[Tt]omo)\s[a-zà-ÿ]{4,9}(?:,\s(?:tomo|parte)\s[a-zà-ÿ]{4,9})?)\.?$"
)
THESIS_LAST = lazy_pattern(
    r"[.,]\s(?P<genre>(?:unveröff(?:entlichte|\.)\s)?(?:dissertation|diss\.|habilitation|thèse(?: de doctorat)?|"
    rf"{THESIS_NAMES}|ph\.?\s?d\.?\s(?:thesis|diss(?:ertation|\.))|(?:master|doctoral|bachelor)(?:['’]s)?\s(?:thesis|dissertation)))"
    r"(?![^\W\d_]|,?\s(?:and|or|und|oder|et|ou|y|e|o|i)\s)(?P<rest>[^“”\"]{0,160})$",
    re.IGNORECASE,
)
UNIVERSITY = lazy_pattern(
    r"(?<![^\W_-])(?P<name>(?:[A-ZÀ-Þ][\w’]{0,20}+[\s-]){0,4}(?:Universität|Università|Université|Universidad|Universidade|University|Hochschule|Univ\.|Uniwersytet|Univerzita)(?:[\s-][\w’-]+){0,4})"
)
# ``LEI-Report 2012-009``, ``P00-519``, ``ECB-2012-09``; titles end in ``COVID-19``, ``F-16`` and ``AD 400–600``
REPORT = lazy_pattern(
    r"[.,]\s(?P<number>(?:[A-Z][\w-]{0,14}[-\s](?:Report|Bericht|Paper|Papier|Rapport)\s(?:(?:No|Nr)\.\s)?\d[\d/–-]{0,11}|[A-Z]{1,6}(?:\d{1,4}|[-/]\d{1,4})[-/]\d{2,5}))$"
)
EDITED = lazy_pattern(r"\.\s(?:[Hh]erausgegeben|[Hh]rsg\.|[Hh]g\.)\s(?:v(?:on|om)|v\.)\s(?P<editor>[^“”\"]{3,120})$")
EDITS_FIRST = lazy_pattern(
    r"(?:a\sc(?:ura|\.)\sd(?:i|el|ella)|[Hh]rsg\.\sv(?:on|om|\.)|[Hh]g\.\sv(?:on|om|\.)|[Ee]d(?:ited|s?\.)\sby|(?:[Éé]d(?:ité|s?\.)|sous\sla\sdir(?:ection|\.))\s(?:par|de))\s"
)
# The title of a book behind "in" begins with an article or has a subtitle, or a colon introduces it; "in England and Wales" is a place.
IN_BOOK = lazy_pattern(
    r",\s(?:in|dans)(?::\s|\s(?=(?:Il?|L[aeo]|Gli|Les|The|An?|D(?:er|ie|as)|Un[ae]?)\s|L[’']|[^,.]{3,80}:))(?=[A-ZÀ-Þ])"
)
PLACE_AND_YEAR = lazy_pattern(r",?\s(?:1[5-9]|20)\d\d\b")
PLACE_LAST = lazy_pattern(
    r",\s(?P<place>(?P<city>[A-ZÀ-Þ][^\W\d_]+)(?:\s(?:a\.\s?M\.?|am\sMain|i\.\s?Br?\.?))?(?:/[A-ZÀ-Þ][^\W\d_]+)?)\.?$"
)
YEARS_BEHIND = lazy_pattern(r"\s\((?:1\d|20)\d\d\s?[-–—/]\s?(?:(?:1\d|20)\d\d|\d\d)\)(?=[.,:]?\s)")
YEARS_ON = lazy_pattern(r"(?<=\d\d\d\d)\s?[-–—]\s?(?:1\d|20)\d\d(?!\d)(?P<more>\s?[:.]\s)?")
MOST_OF_PRESS = 4  # words of a publisher
YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
YEAR_BEFORE = lazy_pattern(r"\(\s?(?:1[5-9]|20)\d\d[a-z]?\s?\)[\s.,:]{1,3}[“„«\"]?$")


def tail_of_title(text: str, parts: Parts) -> None:
    """``Codices, 2 vols``, ``Fens, LEI-Report 2012-009``, ``Der Kai. Herausgegeben vom Hafenamt``: volumes, numbers and editors end a title."""
    title = parts.get("title")
    for pattern in (VOLUMES, REPORT, EDITED) if title else ():
        match = pattern.search(text, title.start, title.end) if title else None
        if not title or not match or match.start() - title.start < LEAST:
            continue
        parts["title"] = title = replace(title, end=match.start())
        for name in match.groupdict():
            parts.setdefault(name, FieldSpan(name, *match.span(name), title.probability))


def years_of_subject(text: str, parts: Parts) -> None:
    """``The fens at war | (1914–1918), Ulm 1984``: years in brackets behind a title are those of its subject, if another year follows.

    ``Miners 1851 | - 1945 : Between safety and yield``: the second year of a title, and what a colon adds, which is too long for a publisher.
    """
    title = parts.get("title")
    match = YEARS_BEHIND.match(text, title.end) if title and "volume" not in parts else None
    if title and match and YEAR.search(text, match.end()) and not YEAR.search(text, 0, title.start):
        parts["title"] = replace(title, end=match.end())
        return
    on = YEARS_ON.match(text, title.end) if title else None
    if not title or not on or not YEAR.search(text[: title.start] + " " + text[on.end() :]):
        return
    press = parts.get("publisher")
    subtitle = on["more"] and press and press.start == on.end() and len(text[press.start : press.end].split()) > MOST_OF_PRESS
    if subtitle and press:
        del parts["publisher"]
    parts["title"] = replace(title, end=press.end if subtitle and press else on.end() - len(on["more"] or ""))


def kind_of_thesis(text: str, parts: Parts) -> None:
    """``Der Kai. | Diplomarbeit, Universität Ulm``: the kind of a thesis behind a title is none of its words, and the university publishes it."""
    title = parts.get("title")
    match = THESIS_LAST.search(text, title.start, title.end) if title else None
    if not title or not match or match.start() - title.start < LEAST:
        return
    parts["title"] = replace(title, end=match.start())
    parts.setdefault("genre", FieldSpan("genre", *match.span("genre"), title.probability))
    if (university := UNIVERSITY.search(text, match.start("rest"), title.end)) and "publisher" not in parts:
        parts["publisher"] = FieldSpan("publisher", *university.span("name"), title.probability)


def editor_as_author(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``in: I porti, | a c. di V. Moro, Venezia 1967``: another author, behind the title and a word for the role, edited the book."""
    title = parts.get("title")
    if not title or "editor" in parts:
        return
    for part in found:
        role = EDITS_FIRST.match(text, part.start) if part.label == "author" and part.start > title.end else None
        if role and role.end() < part.end:
            parts["editor"] = replace(part, label="editor", start=role.end())
            return


def book_in_title(text: str, parts: Parts) -> None:
    """``Le navi, | in I porti antichi: arte, Roma 1996``: what "in" introduces behind a comma, before a place and a year, is the book."""
    title, place = parts.get("title"), parts.get("place")
    if not title or not place or {"container", "editor"} & parts.keys() or not PLACE_AND_YEAR.match(text, place.end):
        return
    if text[title.end : place.start].strip() != ",":
        return
    last = next(reversed([*IN_BOOK.finditer(text, title.start, title.end)]), None)
    if last and last.start() - title.start >= LEAST and title.end - last.end() >= LEAST:
        parts["title"] = replace(title, end=last.start())
        parts["container"] = FieldSpan("container", last.end(), title.end, title.probability)


def place_at_end(text: str, parts: Parts) -> None:
    """``(2001), Raumsoziologie, | Ulm a.D.``: in author-date styles a city behind the last comma is the place, unless it is one of several."""
    title = parts.get("title")
    if not title or {"place", "publisher", "container"} & parts.keys() or text[title.end :].strip(" ."):
        return
    match = PLACE_LAST.search(text, title.start, title.end)
    if not match or match["city"] not in CITIES or _is_other_city(text[title.start : match.start()], match["city"]):
        return
    if YEAR_BEFORE.search(text, max(0, title.start - 12), title.start):
        parts["title"] = replace(title, end=match.start())
        parts["place"] = FieldSpan("place", *match.span("place"), title.probability)


def _is_other_city(title: str, city: str) -> bool:
    """``Häfen in Bremen, | Hamburg``: whether words end with the name of another city."""
    words = title.split()
    last = {" ".join(words[-count:]) for count in range(1, LONGEST_CITY + 1)} & CITIES
    return bool(last) and last != {city}
