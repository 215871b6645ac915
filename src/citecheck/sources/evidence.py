"""Compares a page with a footnote, variable by variable; ``weights`` has the weights.

A missing field has no weight, nor has one that selected the candidate, nor the title of a source marked as a translation.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from citecheck.language import publishers, titles
from citecheck.language.quotations import Quoted, look_for
from citecheck.links.urls import host
from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Date, Name, Source
from citecheck.model.web import Claim, Page
from citecheck.sources import authors, thresholds, title_match, weights
from citecheck.sources.record_evidence import record_evidence
from citecheck.sources.record_years import publications_of
from citecheck.sources.slugs import url_dates
from citecheck.sources.title_evidence import names_before_colon, names_in_title, title_evidence
from citecheck.sources.venue_match import compare

GUESSES = frozenset(("htmldate", "date line", "first page", "pdf:CreationDate"))  # dates that cannot contradict
CHANGES = frozenset(("json-ld:dateModified", "article:modified_time", "lastmod"))
WHOLE = ("same", "near", "explained")  # levels of a record's whole title
EDITOR = "editor"  # origin of names that a note may give as authors, and that contradict none
GRAINS = ("year", "month", "day")


class CandidatePages(Struct, frozen=True):
    """A candidate with its pages that could be read, the live page and captures, or with all records of its work."""

    candidate: Candidate
    pages: tuple[Page, ...] = ()
    records: tuple[Candidate, ...] = ()


def best_evidence(
    source: Source, seen: CandidatePages, domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()
) -> tuple[Evidence, ...]:
    """Return the best evidence over all pages and readings of the footnote; without a page, the evidence of the records, or of the
    service's metadata."""
    if seen.candidate.record and not seen.pages:
        return best_record_evidence(source, seen.records or (seen.candidate,))
    pages = seen.pages or (metadata_page(seen.candidate),)
    readings = [
        tuple(_evidence_of_reading(reading, source, seen.candidate, page, domains, quoted))
        for page in pages
        for reading in readings_of(source)
    ]
    return max(readings, key=lambda found: sum(e.bits for e in found))


def best_record_evidence(source: Source, records: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Return the best evidence of a work's records over all readings of the footnote."""
    readings = [
        (*record_evidence(reading, records), *(() if reading is source else (_other_reading(source, reading),)))
        for reading in readings_of(source)
        if reading is source or not _cuts_title(source, reading, records)
    ]
    title = next((e for e in readings[0] if e.variable == "title"), None)
    whole = [found for found in readings[1:] if any(e.variable == "title" and e.level in WHOLE for e in found)]
    others = whole if title and title.bits > 0 else readings[1:]  # another reading may cut off the word that differs
    return max((readings[0], *others), key=lambda found: sum(e.bits for e in found))


def _cuts_title(source: Source, reading: Source, records: Sequence[Candidate]) -> bool:
    """Whether a reading's title is the start of the first one's, and what it takes for the publication is none of the records'."""
    whole, start, outlet = source.item.title or "", reading.item.title or "", reading.item.container_title or ""
    if not start or len(start) >= len(whole) or not whole.startswith(start) or source.structured:
        return False
    return not any(compare(outlet, publications_of(record)).verdict == "same" for record in records)


def readings_of(source: Source) -> tuple[Source, ...]:
    """Return the source, then its alternative readings."""
    return source, *(replace(source, item=item) for item in source.alternatives)


def _evidence_of_reading(
    reading: Source, source: Source, candidate: Candidate, page: Page, domains: Sequence[str], quoted: Sequence[Quoted]
) -> Iterator[Evidence]:
    """The evidence for one reading of a footnote; an alternative one costs bits."""
    yield from evidence(reading, candidate, page, domains, quoted)
    if reading is not source:
        yield _other_reading(source, reading)


def _other_reading(source: Source, reading: Source) -> Evidence:
    return weights.evidence("reading", "other", source.item.title or "", reading.item.title or "", "note")


def metadata_page(candidate: Candidate) -> Page:
    """Convert a service's metadata to a page."""
    origin = candidate.provider
    dates = (candidate.date, *candidate.dates)
    days = dict.fromkeys("-".join(f"{part:02d}" for part in date.parts) for date in dates if date)
    return Page(
        candidate.url,
        titles=(Claim(title_match.ENGINE_CUT.sub("", candidate.title), origin),) if candidate.title else (),
        authors=(*(Claim(name, origin) for name in candidate.author), *(Claim(name, EDITOR) for name in candidate.editor)),
        outlets=(Claim(candidate.outlet, origin),) if candidate.outlet else (),
        dates=tuple(Claim(day, origin) for day in days if day),
    )


def evidence(
    source: Source, candidate: Candidate, page: Page, domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()
) -> Iterator[Evidence]:
    """Yield one comparison per variable that both sides have."""
    item = source.item
    outlet = item.container_title or item.publisher
    found = (
        None if source.translated_title else title_evidence(item, page, source.text),
        date_evidence(item.issued, page, address="address" not in candidate.used),
        author_evidence(item.author, page, source),
        publication_evidence(outlet, page, domains, source.text) if not candidate.record or page.outlets else None,
        damaged_url_evidence(source.url_residue, page),
        quote_evidence(quoted, page),
        citing_evidence(source, candidate) if page != metadata_page(candidate) else None,
    )
    for one in found:
        if one:
            yield replace(one, bits=min(one.bits, 0.0)) if _used(one, candidate) else one


def _used(one: Evidence, candidate: Candidate) -> bool:
    """Whether the variable selected the candidate, so that its agreement is no evidence."""
    return {"container-title": "outlet", "issued": "date"}.get(one.variable, "") in candidate.used


def date_evidence(cited: Date | None, page: Page, *, address: bool = True) -> Evidence | None:
    """Compare the cited date, in either reading of day and month, with all of the page's dates.

    ``address``: whether the date in the URL counts.
    """
    claims = [*page.dates, *(url_dates(page.url) if address else ())]
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
    """Whether a date is that of a change after the cited day, which contradicts nothing."""
    return claim.origin in CHANGES and claim.value > printed


def _same_day(cited: tuple[int, ...], found: tuple[int, ...]) -> bool:
    grain = min(len(cited), len(found))
    if grain < 3:
        return cited[:grain] == found[:grain]
    try:
        return abs((date(*cited[:3]) - date(*found[:3])).days) <= thresholds.DAYS_APART
    except (ValueError, TypeError):
        return False


def author_evidence(cited: Sequence[Name], page: Page, source: Source | None = None) -> Evidence | None:
    """Compare the cited names with the page's authors; words of the page's title that were read as an author are none."""
    if source and (misread := names_in_title(source.item, page, source.text)):
        whole = author_evidence(cited, page)
        return whole if whole and whole.verdict == "confirmed" else author_evidence([n for n in cited if n not in misread], page)
    if source and not cited and (leading := names_before_colon(source.item)):
        whole = author_evidence(leading, page)
        return whole if whole and whole.verdict == "confirmed" else None
    people = [name for name in cited if name.family or name.literal]
    claims = [claim for claim in page.authors if claim.origin != authors.IN_TEXT]
    if not people or not claims:
        return None
    level = authors.compare(people, page)
    printed = ", ".join(f"{name.given or ''} {name.family or name.literal}".strip() for name in people)
    found = claims[0].value if level == "agrees" else "; ".join(dict.fromkeys(claim.value for claim in claims))
    return weights.evidence("author", level, printed, found, claims[0].origin)


def publication_evidence(cited: str | None, page: Page, domains: Sequence[str] = (), text: str = "") -> Evidence | None:
    """Compare the cited publication with the page's host and site name, which may be elsewhere in the footnote's ``text``."""
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
    if publishers.of_host(site):
        return weights.evidence("container-title", "unknown", cited, site, "host")
    return _named_otherwise(cited, page)


def _named_otherwise(cited: str, page: Page) -> Evidence | None:
    """Evidence that a page names another publication than one that no table lists; None where the two cannot be compared."""
    if any(squeezed(cited) in squeezed(claim.value) for claim in page.titles) or not page.outlets:
        return None
    named = page.outlets[0]
    known = publishers.find(named.value)
    on_platform = known is not None and known.type == "platform"  # whose publications have names of their own
    other = not on_platform and compare(cited, [claim.value for claim in page.outlets]).verdict == "other"
    return weights.evidence("container-title", "elsewhere", cited, named.value, named.origin) if other else None


def _alike(cited: str, found: str) -> bool:
    a, b = squeezed(cited), squeezed(found)
    whole = min(len(a), len(b)) >= thresholds.PUBLICATION_PART_LETTERS
    return bool(a) and bool(b) and (a == b or (whole and (a in b or b in a)))


def damaged_url_evidence(residue: str | None, page: Page) -> Evidence | None:
    """Compare the end of the URL with the rest of a damaged one."""
    if not residue:
        return None
    agrees = ends(page.url, residue)
    return weights.evidence("URL", "residue" if agrees else "no-residue", residue, page.url, "address")


def quote_evidence(quoted: Sequence[Quoted], page: Page) -> Evidence | None:
    """Search the quotations in the page. A missing one is no evidence against the page."""
    for words in quoted:
        sought = look_for(words.text, page.text, thresholds.QUOTATION_LIKENESS) if page.text else None
        if sought and sought.found:
            return weights.evidence("quote", "found", words.text, sought.nearest or "", "text")
    return None


def citing_evidence(source: Source, candidate: Candidate) -> Evidence | None:
    """Evidence from other documents that cite the URL with the same title, and the same day or author."""
    item, theirs = source.item, metadata_page(candidate)
    if not candidate.cited or not item.title or source.translated_title:
        return None
    same = title_match.compare(item.title, candidate.title or "").level in ("same", "near")
    others = (date_evidence(item.issued, replace(theirs, url="")), author_evidence(item.author, theirs))
    agrees = [one for one in others if one and one.verdict == "confirmed" and one.bits >= weights.bits("issued", "day")]
    if not same or not agrees or any(one and one.verdict == "contradicted" for one in others):
        return None
    return weights.evidence("oracle", "agrees", item.title, candidate.note or candidate.title or "", candidate.provider)


def ends(url: str, residue: str) -> bool:
    """Whether a URL ends with the rest of a damaged one."""
    return unquote(urlsplit(url).path).rstrip("/").endswith(unquote(residue).rstrip("/"))


def confirmed(found: Collection[Evidence]) -> set[str]:
    """Return the confirmed variables."""
    return {e.variable for e in found if e.verdict == "confirmed"}


def contradicted(found: Collection[Evidence]) -> set[str]:
    """Return the contradicted variables."""
    return {e.variable for e in found if e.verdict == "contradicted"}


def has_other_authors(found: Collection[Evidence]) -> bool:
    """Whether a page names persons, and none of the cited ones is among them."""
    return any(e.variable == "author" and e.verdict == "contradicted" and e.bits < 0 for e in found)


def squeezed(text: str) -> str:
    """Reduce a name to letters and digits."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold().removeprefix("the ") if c.isalnum())
