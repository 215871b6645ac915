"""The same article at several URLs of its publication: mobile pages, moved sites, editions."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from citecheck.language import publishers
from citecheck.links.url_equality import page_key
from citecheck.links.urls import host
from citecheck.model.knowledge import Scored
from citecheck.protocols import Query
from citecheck.sources import thresholds
from citecheck.sources.evidence import CandidatePages


def merge_duplicates(scored: tuple[Scored, ...], seen: Mapping[str, CandidatePages], query: Query) -> tuple[Scored, ...]:
    """Merge candidates that are the same article: the best URL, with the sum of their probabilities."""
    if len(scored) < 2:
        return scored
    best = scored[0]
    close = [s for s in scored if s.probability * thresholds.COMPETING_ODDS > best.probability]
    copies = [s for s in close if _same_article(s, best, seen, query)]
    if len(copies) < 2:
        return scored
    chosen = min(copies, key=lambda s: _place(s, copies, seen, query))
    rest = tuple(s for s in scored if s not in copies)
    return (replace(chosen, probability=min(1.0, sum(s.probability for s in copies))), *rest)


def _same_article(one: Scored, best: Scored, seen: Mapping[str, CandidatePages], query: Query) -> bool:
    """Whether the canonical URL is the same, or title and day at another host of the publication."""
    if one is best or _canonical(one, seen) == _canonical(best, seen):
        return True
    found = [{e.variable: e.found for e in s.evidence if e.verdict == "confirmed"} for s in (one, best)]
    alike = all(f.get("title") and f.get("issued") for f in found) and found[0]["issued"] == found[1]["issued"]
    return alike and host(one.candidate.url) != host(best.candidate.url) and _same_publication(one, best, query)


def _same_publication(one: Scored, best: Scored, query: Query) -> bool:
    same_brand = bool(brands(one.candidate.url) & brands(best.candidate.url))
    return same_brand or all(_rank(s, query) < len(query.domains) for s in (one, best))


def _canonical(scored: Scored, seen: Mapping[str, CandidatePages]) -> str:
    """The key of the page's canonical URL if it is an article's, else of its own URL."""
    key = page_key(scored.candidate.url)
    given = next((p.canonical for p in seen[key].pages if p.canonical and p.canonical.count("/") > 3), None)
    return page_key(given) if given and "://" in given else key


def _place(scored: Scored, copies: Sequence[Scored], seen: Mapping[str, CandidatePages], query: Query) -> tuple[int, int, int]:
    """The sort key: named as canonical by others, then the publication's current host, then the shorter host."""
    key = page_key(scored.candidate.url)
    named = sum(_canonical(other, seen) == key for other in copies)
    return -named, _rank(scored, query), len(host(scored.candidate.url))


def _rank(scored: Scored, query: Query) -> int:
    """The index of a candidate's host among the publication's domains, or their number if it is none."""
    site = host(scored.candidate.url)
    at = (i for i, domain in enumerate(query.domains) if site == domain or site.endswith("." + domain))
    return next(at, len(query.domains))


def brands(url: str) -> set[str]:
    """Return names that identify a publication: its name in the table, and the longest label of its host."""
    known = publishers.of_host(host(url))
    return {max(host(url).split("."), key=len), *({known.name} if known else ())}
