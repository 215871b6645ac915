"""URLs, identifiers and dates of a citation as tokens, one token each."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from citecheck.citations.date_words import FORTHCOMING, NO_DATE
from citecheck.citations.tokens import Token
from citecheck.language import identifiers
from citecheck.language.dates import DateMention, Order, find_dates
from citecheck.links.urls import UrlMention, find_urls
from citecheck.patterns import lazy_pattern

# A URL without a scheme: a host and a path (``gov.mb.ca/agriculture/…``).
SCHEMELESS = lazy_pattern(r"(?<![\w@./:-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,8}/[\w%~.,/?=&#+:;@-]*[\w/=]")
SITE = lazy_pattern(r"www\.[\w.-]+$", re.IGNORECASE)
ON = lazy_pattern(r"(?:\b(?:sur|su|on|auf|in|en|at)|[,.”\"»])\s*$")
OPENING, CLOSING = frozenset("(,.;:[–—-/“\"'’”»)]，。、：；．（》』」〉"), frozenset(")(,.;:]–—-/“\"'’”»[，。、：；．）（《『「〈")


def anchor_tokens(text: str, order: Order | None = None) -> tuple[Token, ...]:
    """The anchors of a text, without overlaps; of two that overlap the more certain kind wins."""
    taken: list[Token] = []
    for token in _candidates(text, find_dates(text, order)):
        if not any(token.start < t.end and t.start < token.end for t in taken):
            taken.append(token)
    return tuple(sorted(taken, key=lambda token: token.start))


@lru_cache(maxsize=16)  # anchors and tokens ask for one citation in a row
def find_urls_in(text: str) -> tuple[UrlMention, ...]:
    """URLs in a citation, also without a scheme; a bare ``www.host`` in the publication's place names the site and is skipped."""
    found = [m for m in find_urls(text) if not _is_site(text, m)]
    for match in SCHEMELESS.finditer(text) if "/" in text else ():
        inside = next((m for m in found if m.start < match.end() and match.start() < m.end), None)
        if inside is None:
            found.append(UrlMention(*match.span(), match.group()))
        elif match.start() < inside.start:  # an archive's URL, with the original one at its end
            found.remove(inside)
            found.append(UrlMention(match.start(), inside.end, text[match.start() : inside.start] + inside.url))
    return tuple(sorted(found, key=lambda m: m.start))


def _is_site(text: str, mention: UrlMention) -> bool:
    before, after = text[: mention.start], text[mention.end :].strip(" .,;")
    introduced = ON.search(before)
    return bool(SITE.match(mention.url) and introduced and (after or introduced.group().strip() not in ",."))


def _candidates(text: str, dates: Sequence[DateMention]) -> Iterator[Token]:
    numbers = identifiers.find_identifiers(text)
    for mention in find_urls_in(text):
        labels = (found.start for found in numbers if found.start < mention.start < found.end)  # DOI: https://doi.org/10…
        yield Token(next(labels, mention.start), mention.end, "URL")
    for found in numbers:
        yield Token(found.start, found.end, found.kind)
    for match in NO_DATE.finditer(text):
        yield Token(*match.span(), "YEAR")
    for match in FORTHCOMING.finditer(text):
        if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")":
            yield Token(*match.span(), "YEAR")
    for date in dates:
        if kind := _date_kind(text, date):
            yield Token(date.start, date.end, kind)


def _date_kind(text: str, date: DateMention) -> str:
    """A bare year counts only between punctuation marks; elsewhere it is an ordinary word."""
    if date.month:
        return ("DATE" if date.day else "MONTH") if date.year else "DAY"
    if date.season:
        return "MONTH"
    before, after = text[: date.start].rstrip()[-1:], text[date.end :].lstrip()[:1]
    apart = not before or before in OPENING or not after or after in CLOSING
    return "YEAR" if apart else ""
