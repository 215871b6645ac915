"""The verdict on one response, as far as it shows alone; only an explicit 404 or 410 makes a page gone."""

from msgspec.structs import replace

from citecheck.links.blocked_pages import comes_first, login_or_consent, parked
from citecheck.links.challenges import block_page, challenge, down
from citecheck.links.error_urls import error_kind
from citecheck.links.json_errors import JsonError, json_error
from citecheck.links.redirects import keeps_words, lost, same_address
from citecheck.links.soft_404 import not_found_wording
from citecheck.links.urls import is_schemeless, joined, with_scheme
from citecheck.model.web import Blocked, Failure, Gone, Link, Live, Moved, Response, SoftGone, Unchecked, Unreachable
from citecheck.pages.quick_metadata import QuickMetadata, quick_metadata
from citecheck.pages.refresh import refresh_target

REFUSALS = {
    401: "it requires a log-in",
    402: "it requires payment",
    403: "it refuses access",
    407: "a proxy requires a log-in",
    429: "it limits the request rate",
    451: "it is blocked for legal reasons",
    999: "it refuses programs",  # LinkedIn's own status
}
GONE = frozenset((404, 410))
TEMPORARY = frozenset((408, 425))
PERMANENT = frozenset((301, 308))
NOT_REQUESTED = frozenset(("offline", "skipped"))


def judge_answer(answer: Response | Failure, accept: tuple[int, ...] = (), page: QuickMetadata | None = None) -> Link:
    """The verdict on one response. ``accept`` are statuses accepted on this host, ``page`` its quick metadata if known."""
    if isinstance(answer, Failure):
        return _no_answer(answer)
    url, status, tries, hops = answer.url, answer.status, answer.tries, answer.hops
    if status in accept:
        return Live(url, status, answer.final_url, f"the settings accept {status} on this host", tries, hops)
    refused = _wall(answer) if status in GONE else None
    if status in GONE and not refused:
        return Gone(url, status, f"the server answers {status}", tries, hops)
    if 200 <= status < 300 and (error := json_error(answer)):
        return _of_error(answer, error)
    page = page or quick_metadata(answer)
    if reason := refused or _block_reason(answer, page):
        return Blocked(url, status, reason, tries, hops)
    gone = soft_reason(answer, page) if 200 <= status < 300 else None
    if reason := _failure(answer, page, gone):
        return Unreachable(url, status, reason, tries, hops)
    return SoftGone(url, status, answer.final_url, gone, tries, hops) if gone else _live_or_moved(answer, page)


def _of_error(answer: Response, error: JsonError) -> Link:
    """The verdict on a response that gives an error as JSON."""
    url, status, tries, hops, code = answer.url, answer.status, answer.tries, answer.hops, error.code
    says = f"the page says {error.said!r}"
    if not error.sure or (code and code not in GONE and code < 500 and code not in REFUSALS):
        return Unchecked(url, f"{says}, and perhaps shows what was cited")
    if code >= 500:
        return Unreachable(url, status, says, tries, hops)
    if code in REFUSALS:
        return Blocked(url, status, f"{says}: {REFUSALS[code]}", tries, hops)
    return SoftGone(url, status, answer.final_url, says, tries, hops)


def _wall(answer: Response) -> str | None:
    """Why a page that answers 404 or 410 refuses programs, which some firewalls do so; None if it says that the page does not exist."""
    success, page = replace(answer, status=200), quick_metadata(answer)
    return None if not_found_wording(success, page) else challenge(success, page) or block_page(success, page)


def _failure(answer: Response, page: QuickMetadata, gone: str | None) -> str | None:
    """Why a site does not work: its status, an error page that it redirects to, or what a page says that does not say that it is gone."""
    if not 200 <= answer.status < 300:
        return f"the server answers {answer.status}"
    if answer.hops and error_kind(answer.url, answer.final_url, page) == "failing":
        return f"it redirects to an error page ({answer.final_url})"
    said = None if gone else down(answer, page)
    return f"the page says {said!r}" if said else None


def _block_reason(answer: Response, page: QuickMetadata) -> str | None:
    """Why a page is blocked: a bot challenge, a refusal, a log-in or consent page; None if it is not."""
    if reason := challenge(answer, page):
        return reason
    if answer.status in REFUSALS:
        return REFUSALS[answer.status]
    if 400 <= answer.status < 500 and answer.status not in TEMPORARY:
        return f"it refuses the request ({answer.status})"
    if 200 <= answer.status < 300 and (reason := block_page(answer, page)):
        return reason
    if answer.status < 300 and answer.hops and error_kind(answer.url, answer.final_url, page) == "refused":
        return f"it redirects to a page that refuses access ({answer.final_url})"
    what = login_or_consent(answer, page) if 200 <= answer.status < 300 else None
    if what:
        return f"it redirects to {what}"
    first = 200 <= answer.status < 300 and answer.hops and comes_first(answer, page)
    return f"it redirects to a page that comes before the requested one ({answer.final_url})" if first else None


def _no_answer(failure: Failure) -> Link:
    if failure.kind in NOT_REQUESTED or (failure.kind in ("address", "scheme") and not failure.hops):
        return Unchecked(failure.url, failure.reason)
    if is_schemeless(failure.url):
        return Unchecked(failure.url, f"{failure.reason}; it is printed without https:// and may be no URL")
    status = failure.hops[-1].status if failure.hops else None
    where = "it redirects to a URL that is not requested: " if failure.kind in ("address", "scheme") else f"{failure.kind}: "
    return Unreachable(failure.url, status, where + failure.reason, failure.tries, failure.hops)


def soft_reason(answer: Response, page: QuickMetadata) -> str | None:
    """Why a page with a success status is gone: its redirect lost it, its domain is for sale, or it says so."""
    if offer := parked(answer, page):
        return f"the domain is parked: {offer}"
    asked = with_scheme(answer.url)
    if answer.hops and error_kind(asked, answer.final_url, page) == "gone":
        return f"it redirects to an error page ({answer.final_url})"
    named = not page.dated and page.canonical not in ("", asked, answer.final_url)  # most pages name their own URL
    canonical = joined(answer.final_url, page.canonical) if named else ""
    if canonical and error_kind(asked, canonical, page) == "gone":
        return f"it names an error page as its canonical URL ({canonical})"
    if answer.hops and (reason := lost(asked, answer.final_url, page)):
        return reason
    refreshed = joined(answer.final_url, target) if (target := refresh_target(answer)) else ""  # which was not followed
    if refreshed and error_kind(asked, refreshed, QuickMetadata()) == "gone":
        return f"it redirects to an error page ({refreshed})"
    if refreshed and (reason := lost(asked, refreshed, QuickMetadata())):
        return reason
    if wording := not_found_wording(answer, page):
        return f"the page says {wording!r}"
    return None


def _live_or_moved(answer: Response, page: QuickMetadata) -> Link:
    """Live; or moved permanently, if URL, number or words show that it is the same page."""
    first = (answer.url, answer.status, answer.final_url)
    asked = with_scheme(answer.url)
    if not answer.hops or (same_address(asked, answer.final_url) and not answer.url.startswith("http://")):
        return Live(*first, "its response was truncated" if answer.truncated and not answer.body else "", answer.tries, answer.hops)
    if not all(hop.status in PERMANENT for hop in answer.hops):
        return Live(*first, "a temporary redirect", answer.tries, answer.hops)
    if same_address(asked, answer.final_url) or keeps_words(asked, answer.final_url, page):
        return Moved(answer.url, answer.hops[0].status, answer.final_url, "moved permanently", answer.tries, answer.hops)
    return Live(*first, "a permanent redirect, possibly to another page", answer.tries, answer.hops)
