"""What a page claims of itself, made ready to be compared: one line of text, dates as ISO 8601."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import unescape

from citecheck.language.dates import find_dates
from citecheck.model.web import Claim

MAX_CLAIMS = 12
HIDDEN = re.compile("[\u00ad\u200b\u200d-\u200f\u2060\ufeff]")  # soft hyphens and the like: inside words, and not to be seen
EPOCH = re.compile(r"\s*1\d{9}(?:\d{3})?\s*")  # seconds or milliseconds since 1970, of this century


def folded(value: str) -> str:
    """Text on one line, without what cannot be seen."""
    shown = HIDDEN.sub("", unescape(value))
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() or c == "\u200c" else " " for c in shown)).strip()


def iso(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Dates as ISO 8601, cut to the day, in both readings of day and month where a page leaves them open; what is no date is passed over."""
    for claim in claims:
        if EPOCH.fullmatch(claim.value):
            moment = datetime.fromtimestamp(int(claim.value.strip()[:10]), UTC)
            yield Claim(f"{moment:%Y-%m-%d}", claim.origin)
        elif mentions := [m for m in find_dates(claim.value.replace("T", " ", 1)) if m.year]:
            yield Claim("-".join(f"{part:02d}" for part in mentions[0].parts), claim.origin)
            month, day = mentions[0].swapped
            if month:
                yield Claim(f"{mentions[0].year}-{month:02d}-{day:02d}", claim.origin)


def distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The first of those that say the same, as many as are wanted."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        if claim.value:
            seen.setdefault(claim.value.casefold(), claim)
    return tuple(seen.values())[:MAX_CLAIMS]
