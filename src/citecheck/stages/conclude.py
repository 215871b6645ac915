"""What follows from the evidence: the state of a source after everybody was asked."""

from collections.abc import Sequence
from dataclasses import replace

from citecheck.model.knowledge import Resolution, Scored, State
from citecheck.model.web import Unlinked
from citecheck.ports import Provider, Query
from citecheck.stages.absence import absent
from citecheck.stages.case import LIKELY, VERIFIED, Case, brands
from citecheck.stages.weigh import confirmed, contradicted
from citecheck.text.addresses import page_key
from citecheck.text.urls import host

TOLD_ONLY = 0.98  # the most that is believed of a page that nobody could read
TOO_CLOSE = 8.0  # odds between two candidates below which neither is chosen (three bits)


def conclude(case: Case, asked: Sequence[Provider]) -> Resolution:
    """Verified, likely or ambiguous where a page fits; else not found where everybody answered, and unchecked otherwise."""
    silent = tuple(case.silent)
    scored = one_story(tuple(_capped(s, case) for s in case.scored), case)
    best = scored[0] if scored else None
    if best and case.fits:
        rivals = [s for s in scored[1:] if s.probability * TOO_CLOSE > best.probability]
        state, reason = _state(best, rivals, read=_was_read(best, case))
        found = Resolution(state, candidates=scored, silent=silent, probability=best.probability, reason=reason)
        if state == "ambiguous":
            return found
        link = case.links.get(page_key(best.candidate.url), Unlinked())
        return replace(found, url=best.candidate.url, link=link, archive_url=best.candidate.archive_url, evidence=best.evidence)
    state, reason = absent(case, asked)
    return Resolution(state, candidates=scored, silent=silent, reason=reason)


def _state(best: Scored, rivals: Sequence[Scored], *, read: bool) -> tuple[State, str]:
    """Works of one title are many, so something else must agree; of a page that nobody could read, more than the outlet, which may print
    a title twice."""
    against = contradicted(best.evidence)
    if rivals:
        return "ambiguous", "two pages fit too well to tell"
    if against:
        return "ambiguous", f"a page fits, but not in its {', '.join(sorted(against))}"
    agrees = confirmed(best.evidence)
    if best.probability < LIKELY or len(agrees) < 2:
        return "ambiguous", "a page fits in part only"
    if not read and not agrees - {"title", "container-title"}:
        return "ambiguous", "a page seems to fit, but nobody could read it"
    sure = best.probability >= VERIFIED and "title" in agrees
    return ("verified" if sure else "likely"), ""


def _capped(scored: Scored, case: Case) -> Scored:
    """A page that nobody could read is likely at best."""
    limit = 1.0 if _was_read(scored, case) else TOLD_ONLY
    return replace(scored, probability=min(limit, scored.probability))


def _was_read(scored: Scored, case: Case) -> bool:
    """Whether a page was read, live or captured, or a register's record speaks for the work."""
    return scored.candidate.record or bool(case.seen[page_key(scored.candidate.url)].pages)


def one_story(scored: tuple[Scored, ...], case: Case) -> tuple[Scored, ...]:
    """Where the outlet prints one story at several of its addresses, the best of them, with the probability of all."""
    if len(scored) < 2:
        return scored
    best = scored[0]
    copies = [s for s in scored if s.probability * TOO_CLOSE > best.probability and _same_story(s, best, case)]
    if len(copies) < 2:
        return scored
    chosen = min(copies, key=lambda s: _place(s, copies, case))
    rest = tuple(s for s in scored if s not in copies)
    return (replace(chosen, probability=min(1.0, sum(s.probability for s in copies))), *rest)


def _same_story(one: Scored, best: Scored, case: Case) -> bool:
    """The same page by its own canonical address, or the same title and day at another host of the same outlet."""
    if one is best or _canonical(one, case) == _canonical(best, case):
        return True
    found = [{e.variable: e.found for e in s.evidence if e.verdict == "confirmed"} for s in (one, best)]
    alike = all(f.get("title") and f.get("issued") for f in found) and found[0]["issued"] == found[1]["issued"]
    return alike and host(one.candidate.url) != host(best.candidate.url) and _ours(one, best, case.query)


def _ours(one: Scored, best: Scored, query: Query) -> bool:
    same_brand = bool(brands(one.candidate.url) & brands(best.candidate.url))
    return same_brand or all(_rank(s, query) < len(query.domains) for s in (one, best))


def _canonical(scored: Scored, case: Case) -> str:
    """The key of the address that a page gives itself, where it gives one of an article; else of its own."""
    key = page_key(scored.candidate.url)
    given = next((p.canonical for p in case.seen[key].pages if p.canonical and p.canonical.count("/") > 3), None)
    return page_key(given) if given and "://" in given else key


def _place(scored: Scored, copies: Sequence[Scored], case: Case) -> tuple[int, int, int]:
    """The copy that others name as the original comes first, then the outlet's current address, then the shorter host."""
    key = page_key(scored.candidate.url)
    named = sum(_canonical(other, case) == key for other in copies)
    return -named, _rank(scored, case.query), len(host(scored.candidate.url))


def _rank(scored: Scored, query: Query) -> int:
    """The place of a candidate's host among the outlet's addresses; after all of them where it is none."""
    site = host(scored.candidate.url)
    at = (i for i, domain in enumerate(query.domains) if site == domain or site.endswith("." + domain))
    return next(at, len(query.domains))
