"""What a page says beside what the note says, variable by variable; the weights stand in a table.

A missing field weighs nothing, nor does one that was used to fetch the candidate, nor the title of a source marked as a translation.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

from citecheck.language import publishers, titles
from citecheck.language.quotations import Quoted, look_for
from citecheck.links.urls import host
from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Date, Name, Source
from citecheck.model.web import Claim, Page
from citecheck.sources import thresholds, title_match, weights
from citecheck.sources.slugs import address_dates

GUESSES = frozenset(("htmldate", "first page", "pdf:CreationDate"))  # dates that may agree, but prove nothing where they do not
CHANGES = frozenset(("json-ld:dateModified", "article:modified_time", "lastmod"))
ADDRESS = re.compile(r"(?<!\S)\S+://\S*+")
GRAINS = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class CandidatePages:
    """A candidate with what could be read of it: its live page, its captures; none where nothing could be read."""

    candidate: Candidate
    pages: tuple[Page, ...] = ()


def weigh(source: Source, seen: CandidatePages, domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()) -> tuple[Evidence, ...]:
    """The evidence of the page, and of the reading of the note, that speak best for the candidate; of what the service says of it where
    no page was read."""
    pages = seen.pages or (told(seen.candidate),)
    readings = [
        tuple(_as(reading, source, seen.candidate, page, domains, quoted)) for page in pages for reading in readings_of(source)
    ]
    return max(readings, key=lambda found: sum(e.bits for e in found))


def readings_of(source: Source) -> tuple[Source, ...]:
    """The source as it was read, then as it may be read, too."""
    return source, *(replace(source, item=item) for item in source.alternatives)


def _as(
    reading: Source, source: Source, candidate: Candidate, page: Page, domains: Sequence[str], quoted: Sequence[Quoted]
) -> Iterator[Evidence]:
    """The evidence in one reading of a note; the less likely one must make up for it."""
    yield from evidence(reading, candidate, page, domains, quoted)
    if reading is not source:
        yield weights.evidence("reading", "other", source.item.title or "", reading.item.title or "", "note")


def told(candidate: Candidate) -> Page:
    """What a service says of a candidate, in the shape of a page."""
    origin = candidate.provider
    when = "-".join(f"{part:02d}" for part in candidate.date.parts) if candidate.date else ""
    return Page(
        candidate.url,
        titles=(Claim(title_match.ENGINE_CUT.sub("", candidate.title), origin),) if candidate.title else (),
        authors=tuple(Claim(name, origin) for name in candidate.author),
        outlets=(Claim(candidate.outlet, origin),) if candidate.outlet else (),
        dates=(Claim(when, origin),) if when else (),
    )


def evidence(
    source: Source, candidate: Candidate, page: Page, domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()
) -> Iterator[Evidence]:
    """One comparison a variable, of those that both sides have."""
    item = source.item
    outlet = item.container_title or item.publisher
    found = (
        None if source.translated_title else title_evidence(item.title, page, source.text),
        date_evidence(item.issued, page, address="address" not in candidate.used),
        author_evidence(item.author, page),
        outlet_evidence(outlet, page, domains, source.text) if not candidate.record or page.outlets else None,
        residue_evidence(source.url_residue, page),
        quote_evidence(quoted, page),
        oracle_evidence(source, candidate) if page != told(candidate) else None,
    )
    for one in found:
        if one:
            yield replace(one, bits=min(one.bits, 0.0)) if _used(one, candidate) else one


def _used(one: Evidence, candidate: Candidate) -> bool:
    """Whether a feature fetched the candidate, so that its agreement tells nothing new."""
    return {"container-title": "outlet", "issued": "date"}.get(one.variable, "") in candidate.used


def title_evidence(cited: str | None, page: Page, text: str = "") -> Evidence | None:
    """The likeness to the page's likest title: the same, cut, or set apart inside a longer one.

    Where a note was read wrongly, the page's title may stand in its ``text`` all the same.
    """
    if not page.titles or not (cited or text):
        return None
    printed = next((c for c in page.titles if title_match.stands_in(c.value, text) and not _is_part(c.value, cited)), None)
    if printed:
        return weights.evidence("title", "explained", cited or printed.value, printed.value, printed.origin)
    if not cited:
        return None
    explained = {word for claim in (*page.authors, *page.outlets) for word in titles.fold(claim.value).split()}
    compared = [(title_match.compare(cited, claim.value, explained), claim) for claim in page.titles]
    best, claim = max(compared, key=lambda pair: (weights.bits("title", pair[0].level), pair[0].ratio))
    live = title_match.is_live(cited) or title_match.is_live(ADDRESS.sub("", text))
    if any(title_match.is_live(c.value) for c in page.titles) != live and not _all_say(cited, page):
        return weights.evidence("title", "live", cited, claim.value, claim.origin)
    found = weights.evidence("title", best.level, cited, claim.value, claim.origin)
    said = min(map(_words_said, (cited, claim.value)))
    return replace(found, bits=min(found.bits, thresholds.TITLE_BITS_PER_WORD * said))


def _words_said(title: str) -> int:
    """How many words a title has, where letters of East Asia are a part of one."""
    return len(titles.fold(title).split()) + sum(ord(c) > 0x2E80 for c in title) // thresholds.LETTERS_A_WORD


def _is_part(title: str, cited: str | None) -> bool:
    """Whether a title is the cited one or a part of it, which is compared as such."""
    return titles.fold(title) in titles.fold(cited or "")


def _all_say(cited: str, page: Page) -> bool:
    """Whether most of a page's titles are the cited one, so that one that speaks of a ticker is a label beside it."""
    same = sum(title_match.compare(cited, claim.value).level in ("same", "near") for claim in page.titles)
    return 2 * same > len(page.titles)


def date_evidence(cited: Date | None, page: Page, *, address: bool = True) -> Evidence | None:
    """Agreement with any of the page's dates, in either reading of day and month; a page says when it was changed, too.

    ``address``: whether the date that the address spells counts.
    """
    claims = [*page.dates, *(address_dates(page.url) if address else ())]
    if not cited or not cited.parts or not claims:
        return None
    wanted = [parts for parts in (cited.parts, cited.other) if parts]
    printed = "-".join(f"{part:02d}" for part in cited.parts)
    for claim in sorted(claims, key=lambda claim: -claim.value.count("-")):  # a day says more than a year
        found = tuple(int(part) for part in claim.value.split("-"))
        if any(_same_day(parts, found) for parts in wanted):
            grain = GRAINS[min(len(cited.parts), len(found)) - 1]
            return weights.evidence("issued", grain, printed, claim.value, claim.origin)
    firm = [claim for claim in claims if claim.origin not in GUESSES and not _is_change(claim, printed)]
    return weights.evidence("issued", "other", printed, firm[0].value, firm[0].origin) if firm else None


def _is_change(claim: Claim, printed: str) -> bool:
    """Whether a page says only that it was changed after the cited day, which nobody doubts."""
    return claim.origin in CHANGES and claim.value > printed


def _same_day(cited: tuple[int, ...], found: tuple[int, ...]) -> bool:
    grain = min(len(cited), len(found))
    if grain < 3:
        return cited[:grain] == found[:grain]
    try:
        return abs((date(*cited[:3]) - date(*found[:3])).days) <= thresholds.DAYS_APART
    except (ValueError, TypeError):
        return False


def author_evidence(cited: Sequence[Name], page: Page) -> Evidence | None:
    """Whether a cited name stands among the page's authors; a page that names others speaks against it, mildly."""
    people = [name for name in cited if name.family or name.literal]
    if not people or not page.authors:
        return None
    said = set(titles.fold(" ".join(claim.value for claim in page.authors)).split())
    agree = next((name for name in people if set(titles.fold(name.family or name.literal or "").split()) <= said), None)
    printed = ", ".join(f"{name.given or ''} {name.family or name.literal}".strip() for name in people)
    found = page.authors[0]
    if agree:
        return weights.evidence("author", "agrees", printed, found.value, found.origin)
    told = "; ".join(dict.fromkeys(claim.value for claim in page.authors))
    return weights.evidence("author", "other", printed, told, found.origin)


def outlet_evidence(cited: str | None, page: Page, domains: Sequence[str] = (), text: str = "") -> Evidence | None:
    """Whether the page is the cited outlet's: by its host, or by the name that it gives itself, which may stand elsewhere in the ``text``
    of a note that was read wrongly, or that names an agency first."""
    if not cited:
        return None
    site = host(page.url)
    known = publishers.find(cited)
    theirs = {*domains, *(known.domains if known else ())}
    if any(site == domain or site.endswith("." + domain) for domain in theirs):
        return weights.evidence("container-title", "host", cited, site, "host")
    for claim in page.outlets:
        if _alike(cited, claim.value) or titles.fold(claim.value) in map(titles.fold, titles.pieces(text)):
            return weights.evidence("container-title", "name", cited, claim.value, claim.origin)
    if squeezed(cited) and squeezed(cited) in squeezed(site):
        return weights.evidence("container-title", "host", cited, site, "host")
    if theirs and (publishers.of_host(site) or page.outlets):
        return weights.evidence("container-title", "other", cited, site, "host")
    return weights.evidence("container-title", "unknown", cited, site, "host") if publishers.of_host(site) else None


def _alike(cited: str, found: str) -> bool:
    a, b = squeezed(cited), squeezed(found)
    whole = min(len(a), len(b)) >= thresholds.OUTLET_PART_LETTERS
    return bool(a) and bool(b) and (a == b or (whole and (a in b or b in a)))


def residue_evidence(residue: str | None, page: Page) -> Evidence | None:
    """Whether the address ends as the remnant of the lost one does."""
    if not residue:
        return None
    agrees = ends(page.url, residue)
    return weights.evidence("URL", "residue" if agrees else "no-residue", residue, page.url, "address")


def quote_evidence(quoted: Sequence[Quoted], page: Page) -> Evidence | None:
    """Quoted words that the page has; that it lacks them speaks against the document, not against the page."""
    for words in quoted:
        sought = look_for(words.text, page.text, thresholds.QUOTATION_LIKENESS) if page.text else None
        if sought and sought.found:
            return weights.evidence("quote", "found", words.text, sought.nearest or "", "text")
    return None


def oracle_evidence(source: Source, candidate: Candidate) -> Evidence | None:
    """Whether others cite the address with the same title, which was searched for and tells nothing alone, and the same day or author."""
    item, theirs = source.item, told(candidate)
    if not candidate.cited or not item.title or source.translated_title:
        return None
    same = title_match.compare(item.title, candidate.title or "").level in ("same", "near")
    others = (date_evidence(item.issued, replace(theirs, url="")), author_evidence(item.author, theirs))
    agrees = [one for one in others if one and one.verdict == "confirmed" and one.bits >= weights.bits("issued", "day")]
    if not same or not agrees or any(one and one.verdict == "contradicted" for one in others):
        return None
    return weights.evidence("oracle", "agrees", item.title, candidate.note or candidate.title or "", candidate.provider)


def ends(url: str, residue: str) -> bool:
    """Whether an address ends as a remnant does."""
    return unquote(urlsplit(url).path).rstrip("/").endswith(unquote(residue).rstrip("/"))


def confirmed(found: Collection[Evidence]) -> set[str]:
    """The variables that are confirmed."""
    return {e.variable for e in found if e.verdict == "confirmed"}


def contradicted(found: Collection[Evidence]) -> set[str]:
    """The variables that are contradicted."""
    return {e.variable for e in found if e.verdict == "contradicted"}


def squeezed(text: str) -> str:
    """A name without anything but letters and digits."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold().removeprefix("the ") if c.isalnum())
