"""Is it the cited page? Fellegi–Sunter weights over what the note says and all that the page says of itself.

A missing field weighs nothing, nor does one that was used to fetch the candidate, nor the title of a source marked as a translation.
Bits are log2 odds; their sizes follow measurements on 258 news pages, where wrong pages never reached a title likeness of 65.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from citecheck.model.knowledge import Candidate, Evidence, EvidenceVerdict, Scored
from citecheck.model.reference import Date, Name, Source
from citecheck.model.web import Claim, Page
from citecheck.text import publishers
from citecheck.text.urls import host

PRIOR = -6.0  # one in 64 candidates that a service offers is the one
# Likeness of the titles in per cent from which, bits, and what that means.
TITLE: tuple[tuple[float, float, EvidenceVerdict], ...] = (
    (99.5, 14.8, "confirmed"),
    (95.0, 10.0, "confirmed"),
    (90.0, 7.0, "confirmed"),
    (75.0, 1.0, "undecided"),
    (50.0, -4.0, "undecided"),
    (0.0, -9.0, "contradicted"),
)
CUT_TITLE_BITS = 9.0  # a note's title that is the beginning of the page's
DATE_BITS = {"day": 5.0, "month": 3.0, "year": 1.0}
WRONG_DATE_BITS = -10.0
AUTHOR_BITS, WRONG_AUTHOR_BITS = 5.0, -2.0
OUTLET_BITS, WRONG_OUTLET_BITS = 3.0, -8.0
CUT_LEAST = 20  # characters of a title that may be the beginning of another
DAYS_OFF = 1  # time zones, and papers that print a day later


@dataclass(frozen=True, slots=True)
class Seen:
    """A candidate with what could be read of it: its live page, its captures; none where nothing could be read."""

    candidate: Candidate
    pages: tuple[Page, ...] = ()


def verify(source: Source, seen: Sequence[Seen]) -> tuple[Scored, ...]:
    """Every candidate with its probability, most probable first; they and "none of these" share the certainty."""
    weighed = [(one, weigh(source, one)) for one in seen]
    odds = [2.0 ** min(60.0, PRIOR + sum(e.bits for e in evidence)) for _, evidence in weighed]
    total = 1.0 + sum(odds)
    scored = [Scored(one.candidate, odd / total, evidence) for (one, evidence), odd in zip(weighed, odds, strict=True)]
    return tuple(sorted(scored, key=lambda s: -s.probability))


def weigh(source: Source, seen: Seen) -> tuple[Evidence, ...]:
    """The evidence of the page that speaks best for the candidate; what the service says of it where no page was read."""
    readings = [_evidence(source, seen.candidate, page) for page in seen.pages] or [
        _evidence(source, seen.candidate, _told(seen.candidate))
    ]
    return max(readings, key=lambda evidence: sum(e.bits for e in evidence))


def _told(candidate: Candidate) -> Page:
    """What a service says of a candidate, in the shape of a page."""
    origin = candidate.provider
    when = "-".join(f"{part:02d}" for part in candidate.date.parts) if candidate.date else ""
    return Page(
        candidate.url,
        titles=(Claim(candidate.title, origin),) if candidate.title else (),
        authors=tuple(Claim(name, origin) for name in candidate.author),
        outlets=(Claim(candidate.outlet, origin),) if candidate.outlet else (),
        dates=(Claim(when, origin),) if when else (),
    )


def _evidence(source: Source, candidate: Candidate, page: Page) -> tuple[Evidence, ...]:
    found = (
        None if source.translated_title else title_evidence(source.item.title, page),
        date_evidence(source.item.issued, page),
        author_evidence(source.item.author, page),
        None if "outlet" in candidate.used else outlet_evidence(source.item.container_title, page),
        residue_evidence(source.url_residue, page),
    )
    return tuple(evidence for evidence in found if evidence)


def title_evidence(cited: str | None, page: Page) -> Evidence | None:
    """The likeness to the page's likest title; a title that the note cut off counts where the page's begins with it."""
    if not cited or not page.titles:
        return None
    from rapidfuzz import fuzz

    wanted = fold(cited)
    ratio, best = max(((fuzz.ratio(wanted, fold(c.value)), c) for c in page.titles), key=lambda pair: pair[0])
    begun = next((c for c in page.titles if len(wanted) >= CUT_LEAST and fold(c.value).startswith(wanted)), None)
    bits, verdict = next((bits, verdict) for least, bits, verdict in TITLE if ratio >= least)
    if begun and bits < CUT_TITLE_BITS:
        best, bits, verdict = begun, CUT_TITLE_BITS, "confirmed"
    return Evidence("title", cited, best.value, best.origin, verdict, bits)


def date_evidence(cited: Date | None, page: Page) -> Evidence | None:
    """Agreement with any of the page's dates, in either reading of day and month; a page says when it was changed, too."""
    if not cited or not cited.parts or not page.dates:
        return None
    wanted = [parts for parts in (cited.parts, cited.other) if parts]
    printed = "-".join(f"{part:02d}" for part in cited.parts)
    for claim in page.dates:
        found = tuple(int(part) for part in claim.value.split("-"))
        if any(_same_day(parts, found) for parts in wanted):
            grain = ("year", "month", "day")[min(len(cited.parts), len(found)) - 1]
            return Evidence("issued", printed, claim.value, claim.origin, "confirmed", DATE_BITS[grain])
    first = page.dates[0]
    return Evidence("issued", printed, first.value, first.origin, "contradicted", WRONG_DATE_BITS)


def _same_day(cited: tuple[int, ...], found: tuple[int, ...]) -> bool:
    grain = min(len(cited), len(found))
    if grain < 3:
        return cited[:grain] == found[:grain]
    try:
        return abs((date(*cited[:3]) - date(*found[:3])).days) <= DAYS_OFF
    except (ValueError, TypeError):
        return False


def author_evidence(cited: Sequence[Name], page: Page) -> Evidence | None:
    """Whether a cited family name stands among the page's authors; a page that names others speaks against it, mildly."""
    people = [name for name in cited if name.family]
    if not people or not page.authors:
        return None
    said = fold(" ".join(claim.value for claim in page.authors))
    agree = next((name for name in people if set(fold(name.family or "").split()) <= set(said.split())), None)
    printed = ", ".join(f"{name.given or ''} {name.family}".strip() for name in people)
    verdict: EvidenceVerdict = "confirmed" if agree else "undecided"
    found = page.authors[0]
    return Evidence("author", printed, found.value, found.origin, verdict, AUTHOR_BITS if agree else WRONG_AUTHOR_BITS)


def outlet_evidence(cited: str | None, page: Page) -> Evidence | None:
    """Whether the page is the cited outlet's: by its host, or by the name that it gives itself."""
    if not cited:
        return None
    site = host(page.url)
    known = publishers.find(cited)
    domains = known.domains if known else ()
    if any(site == domain or site.endswith("." + domain) for domain in domains):
        return Evidence("container-title", cited, site, "host", "confirmed", OUTLET_BITS)
    for claim in page.outlets:
        if _alike(cited, claim.value):
            return Evidence("container-title", cited, claim.value, claim.origin, "confirmed", OUTLET_BITS)
    if squeezed(cited) and squeezed(cited) in squeezed(site):
        return Evidence("container-title", cited, site, "host", "confirmed", OUTLET_BITS)
    if known and known.domains and publishers.of_host(site):
        return Evidence("container-title", cited, site, "host", "contradicted", WRONG_OUTLET_BITS)
    return None


def _alike(cited: str, found: str) -> bool:
    a, b = squeezed(cited), squeezed(found)
    return bool(a) and bool(b) and (a == b or (min(len(a), len(b)) >= 5 and (a in b or b in a)))


def residue_evidence(residue: str | None, page: Page) -> Evidence | None:
    """Whether the address ends as the remnant of the lost one does."""
    if not residue:
        return None
    path = urlsplit(page.url).path.rstrip("/")
    agrees = path.endswith(residue)
    return Evidence("URL", residue, page.url, "address", "confirmed" if agrees else "undecided", 8.0 if agrees else -3.0)


def fold(text: str) -> str:
    """Text without case, accents' form, quotation marks, dashes and doubled space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def squeezed(text: str) -> str:
    """A name without anything but letters and digits."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold().removeprefix("the ") if c.isalnum())
