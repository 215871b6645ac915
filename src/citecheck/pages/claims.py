"""Normalises a page's claims for comparison: one line of text, dates as ISO 8601."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

from citecheck.language.dates import find_dates
from citecheck.language.printable import one_line
from citecheck.model.web import Claim
from citecheck.patterns import lazy_pattern

MAX_CLAIMS = 12
MAX_AUTHORS = 100  # a paper's authors are compared one by one
HIDDEN = lazy_pattern("[\u00ad\u200b\u200d-\u200f\u2060\ufeff]")  # soft hyphens and other invisible characters within words
# Midnight in Europe as UTC: a program converted a day without a time of day.
MIDNIGHT = lazy_pattern(r"(\d{4}-\d\d-\d\d)T2[23]:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$")
EPOCH = lazy_pattern(r"\s*1\d{9}(?:\d{3})?\s*")  # seconds or milliseconds since 1970, from 2001 on


def folded(value: str) -> str:
    """Text on one line, without invisible characters."""
    return one_line(HIDDEN.sub("", unescape(value)), keep="\u200c")


def attribute(tag: Any, name: str) -> str:
    """The value of an element's attribute, of a list of words too; empty without the element or the attribute."""
    value = tag.get(name) if tag is not None and hasattr(tag, "get") else None
    return " ".join(value) if isinstance(value, list) else str(value or "").strip()


def iso(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Dates as ISO 8601 days, both readings if day and month are ambiguous; claims that are no date are skipped."""
    for claim in claims:
        if EPOCH.fullmatch(claim.value):
            moment = datetime.fromtimestamp(int(claim.value.strip()[:10]), UTC)
            yield Claim(f"{moment:%Y-%m-%d}", claim.origin)
        elif mentions := [m for m in find_dates(claim.value.replace("T", " ", 1)) if m.year]:
            yield Claim("-".join(f"{part:02d}" for part in mentions[0].parts), claim.origin)
            month, day = mentions[0].swapped
            if month:
                yield Claim(f"{mentions[0].year}-{month:02d}-{day:02d}", claim.origin)
            elif midnight := MIDNIGHT.match(claim.value.strip()):
                yield from (Claim(after, claim.origin) for after in _next_day(midnight[1]))


def _next_day(day: str) -> Iterator[str]:
    with suppress(ValueError, OverflowError):
        yield f"{date.fromisoformat(day) + timedelta(days=1):%Y-%m-%d}"


def distinct(claims: Iterable[Claim], most: int = MAX_CLAIMS) -> tuple[Claim, ...]:
    """At most so many claims, without repeated values."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        if claim.value:
            seen.setdefault(claim.value.casefold(), claim)
    return tuple(seen.values())[:most]
