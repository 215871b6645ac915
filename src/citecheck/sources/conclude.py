"""The state of a source after all providers were asked."""

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.links.url_equality import page_key
from citecheck.model.knowledge import Resolution, Scored, State
from citecheck.model.web import Unlinked
from citecheck.protocols import Provider
from citecheck.sources import thresholds
from citecheck.sources.asked_kind import ARXIV, arxiv_number
from citecheck.sources.evidence import confirmed, contradicted
from citecheck.sources.merged_works import merged
from citecheck.sources.not_found import not_found_or_unchecked
from citecheck.sources.record_titles import is_one_language
from citecheck.sources.search import SourceSearch
from citecheck.sources.stated_fields import as_contradicted, difference, differs, is_cited_work, is_placed, open_question

PAPER = "paper-conference"
UNKNOWN_NUMBER = "found, but arXiv does not know its number"


def conclude(search: SourceSearch, asked: Sequence[Provider]) -> Resolution:
    """Return ``verified``, ``likely`` or ``ambiguous`` if a page fits; else ``not-found`` if every service answered; else ``unchecked``."""
    found = _by_candidates(search, asked)
    if found.state in ("verified", "likely") or not search.records:
        return found
    two = merged(search.query.source, search.records)
    if two is None:
        return found
    if two.state == "ambiguous" and found.state == "not-found":
        return replace(found, reason=f"{found.reason}; {two.reason}")
    return replace(two, candidates=two.candidates or found.candidates, silent=found.silent)


def _by_candidates(search: SourceSearch, asked: Sequence[Provider]) -> Resolution:
    silent = tuple(search.silent)
    scored = tuple(_capped(s, search) for s in search.scored)
    best = _with_title(scored[0]) if scored else None
    if best and search.fits:
        rivals = [s for s in scored[1:] if s.probability * thresholds.COMPETING_ODDS > best.probability]
        paper = search.query.source.item.type == PAPER
        state, reason = _state(best, rivals, read=_was_read(best, search), paper=paper, numbered=_has_unknown_number(search))
        found = Resolution(state, candidates=scored, silent=silent, probability=best.probability, reason=reason)
        if state == "ambiguous":
            return found
        link = search.links.get(page_key(best.candidate.url), Unlinked())
        return replace(
            found,
            url=best.candidate.url,
            link=link,
            archive_url=best.candidate.archive_url,
            evidence=best.evidence,
            notices=best.candidate.notices,
        )
    state, reason = not_found_or_unchecked(search, asked)
    return Resolution(state, candidates=scored, silent=silent, reason=reason)


def _has_unknown_number(search: SourceSearch) -> bool:
    """Whether a source has an arXiv number, and arXiv answered and has no preprint of it."""
    number = arxiv_number(search.query.source.item)
    return bool(number) and ARXIV in search.answered and not any(record.provider == ARXIV for record in search.records)


def _state(best: Scored, rivals: Sequence[Scored], *, read: bool, paper: bool, numbered: bool) -> tuple[State, str]:
    """The state by the best candidate. Titles are not unique, so another variable must agree; for an unread page, not only the
    publication, which may print a title twice."""
    against = contradicted(best.evidence)
    if rivals:
        return "ambiguous", "two pages fit equally well"
    agrees = confirmed(best.evidence)
    if best.candidate.record:
        return _state_of_record(best, paper=paper and best.candidate.kind == PAPER, numbered=numbered)
    if against == {"author"} and "title" in agrees and best.probability >= thresholds.VERIFIED:
        return "likely", "a page fits, but names other authors"
    if against:
        return "ambiguous", f"a page fits, except for its {', '.join(sorted(against))}"
    if best.probability < thresholds.LIKELY or len(agrees) < thresholds.CONFIRMED_VARIABLES:
        return "ambiguous", "a page fits in part only"
    if not read and not agrees - {"title", "container-title"}:
        return "ambiguous", "a page seems to fit, but it could not be read"
    sure = best.probability >= thresholds.VERIFIED and "title" in agrees
    return ("verified" if sure else "likely"), ""


def _state_of_record(best: Scored, *, paper: bool, numbered: bool) -> tuple[State, str]:
    """The state by a work's records: every field that the note states and a record knows must agree for ``verified``.

    ``numbered``: arXiv answered that it does not know the note's number.
    """
    agrees, against = confirmed(best.evidence), differs(best.evidence)
    halved = any(e.variable == "title" and e.level == "words" and e.verdict == "undecided" for e in best.evidence)
    if best.probability < thresholds.LIKELY or halved or (len(agrees) < thresholds.CONFIRMED_VARIABLES and not against):
        return "ambiguous", "a record fits in part only"
    if not against:
        if doubt := open_question(best.evidence) or (UNKNOWN_NUMBER if numbered else ""):
            return "likely", doubt
        sure = best.probability >= thresholds.VERIFIED and "title" in agrees
        return ("verified" if sure else "likely"), ""
    if not is_cited_work(best.evidence, paper=paper):
        return "ambiguous", f"a record fits, except for its {', '.join(against)}"
    return "likely", difference(best.evidence)


def _with_title(scored: Scored) -> Scored:
    """The candidate; a record whose title has half of the cited words has another one, if authors, publication, year and pages agree.

    Authors publish several articles on one subject in a journal, in one year.
    """
    known = {e.variable: e for e in scored.evidence}
    title = known.get("title")
    paged = "page" in confirmed(scored.evidence) and is_placed(scored.evidence)
    if not scored.candidate.record or title is None or title.level != "words" or not paged:
        return scored
    other = is_one_language(title.cited, title.found)
    return replace(scored, evidence=as_contradicted(scored.evidence, "title")) if other else scored


def _capped(scored: Scored, search: SourceSearch) -> Scored:
    """The candidate with its probability limited if its page could not be read."""
    limit = 1.0 if _was_read(scored, search) else thresholds.UNREAD_PAGE_AT_MOST
    return replace(scored, probability=min(limit, scored.probability))


def _was_read(scored: Scored, search: SourceSearch) -> bool:
    """Whether the page or a capture was read, or the candidate is a registry's record."""
    return scored.candidate.record or bool(search.seen[page_key(scored.candidate.url)].pages)
