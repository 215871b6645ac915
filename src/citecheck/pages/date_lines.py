"""Finds the dates that a page shows beside its article: ``time`` elements, and short lines with a date."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from citecheck.model.web import Claim
from citecheck.pages.article import Article, short_text
from citecheck.pages.claims import attribute, folded, iso
from citecheck.patterns import lazy_pattern

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

DIGIT = lazy_pattern(r"\d")
LONGEST = 80  # characters of a line that is about a date
LINES = 200  # short texts with digits that are looked at
NEAR, ABOVE = 10, 3  # texts between the headline and a line below or above it
YEAR_MONTH_DAY = 2  # hyphens
TIMES = 12  # elements that become claims
LOOKED_AT = 60  # elements that are looked at
LEAD = lazy_pattern(r"(?:\D{0,40}[ ,(])?\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d]{3,12})\s?\d{4}\)?\s[–—-]\s")
COPYRIGHT = lazy_pattern(r"©|\bcopyright\b|\(c\)", re.IGNORECASE)
CHANGE = lazy_pattern(
    r"\b(?:(?:last|zuletzt|letzte|dernière|última|ultima)\s+\w+|modified|edited|updated|aktualisiert|geändert|actualizado|aggiornato)\b|更新",
    re.IGNORECASE,
)
UNSEEN = ("title", "option", "script", "style", "textarea")


def times(soup: "BeautifulSoup", article: Article) -> Iterator[Claim]:
    """The article's ``time`` elements."""
    found = (tag for tag in soup.find_all("time", limit=LOOKED_AT) if article.has(tag, short_text(tag, LONGEST) or ""))
    for tag in islice(found, TIMES):
        yield from iso([Claim(attribute(tag, "datetime") or short_text(tag, LONGEST) or "", "time")])


def date_line(soup: "BeautifulSoup", article: Article, *, near: bool) -> list[Claim]:
    """The date of the line at the headline; both readings if day and month are ambiguous.

    ``near``: only close to it, where articles are dated. Otherwise the nearest line counts, and dates of changes come last.
    """
    lines, headline = _lines(soup, article)
    dated = [(place - headline, CHANGE.search(text) is not None, days) for place, text in lines if (days := _days(text))]
    if near:
        return next((days for distance, is_change, days in dated if -ABOVE <= distance <= NEAR and not is_change), [])
    return min(dated, key=lambda line: (line[1], _remoteness(line[0]), abs(line[0])))[2] if dated else []


def _remoteness(distance: int) -> int:
    """The order in which lines are taken: close below the headline, close above it, far below, far above."""
    if distance >= 0:
        return 0 if distance <= NEAR else 2
    return 1 if distance >= -ABOVE else 3


def _line(text: str) -> str:
    """A text, or the date and place before a dash at its begin, as in press releases."""
    line = folded(text[: 2 * LONGEST])
    lead = LEAD.match(line)
    return lead[0] if lead else line if len(text) <= 2 * LONGEST else text


def _days(text: str) -> list[Claim]:
    return [claim for claim in iso([Claim(text, "date line")]) if claim.value.count("-") == YEAR_MONTH_DAY]


def _lines(soup: "BeautifulSoup", article: Article) -> tuple[list[tuple[int, str]], int]:
    """Short texts with digits in the article, with their places among all texts, and the place of the headline; at the end if there is none."""
    from bs4 import NavigableString, Tag

    found: list[tuple[int, str]] = []
    place, seen, headline = 0, 0, None
    for one in soup.descendants:
        if isinstance(one, Tag):
            headline = place + 1 if headline is None and article.is_headline(one) else headline
        elif type(one) is NavigableString and one.parent and not one.isspace():
            place += 1
            if DIGIT.search(one, 0, 2 * LONGEST):
                seen += 1
                text = _line(one)
                if (
                    len(text) <= LONGEST
                    and one.parent.name not in UNSEEN
                    and not COPYRIGHT.search(text)
                    and article.has(one.parent, text)
                ):
                    found.append((place, text))
        if seen >= LINES:
            break
    return found, place + 1 if headline is None else headline
