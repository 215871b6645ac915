"""Does the page answer? One verdict a URL, each with its reason and trail; only a server that says so makes a page gone."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from citecheck.model.web import (
    Blocked,
    Failure,
    Gone,
    Link,
    Live,
    Moved,
    Request,
    Response,
    SoftGone,
    Unchecked,
    Unreachable,
)
from citecheck.ports import World
from citecheck.text.soft_errors import is_challenge, not_found_wording

BLOCKED = {
    401: "it wants a login",
    403: "it refuses us",
    407: "a proxy refuses us",
    429: "it asks us to slow down",
    451: "barred for legal reasons",
    999: "it refuses programs",
}
PERMANENT = frozenset((301, 308))


def check(requests: Sequence[Request], world: World) -> Iterator[tuple[Request, Link, Response | None]]:
    """Asks every URL once; what says 404 or 410 is asked again at the end, before it is called gone."""
    unique = {request.url: request for request in requests}
    again: list[Request] = []
    for request, answer in world.pages.fetch(unique.values()):
        link = judge_answer(answer)
        if isinstance(link, Gone) and isinstance(answer, Response) and answer.tries < 2:
            again.append(request)
        else:
            yield request, link, answer if isinstance(answer, Response) else None
    for request, answer in world.pages.fetch([_once_more(request) for request in again]):
        yield unique[request.url], judge_answer(answer), answer if isinstance(answer, Response) else None


def _once_more(request: Request) -> Request:
    return Request(request.url, request.method, (*request.headers, ("Cache-Control", "no-cache")), request.body, request.language)


def judge_answer(answer: Response | Failure) -> Link:
    """The verdict on one answer."""
    if isinstance(answer, Failure):
        if answer.kind in ("offline", "address", "scheme"):
            return Unchecked(answer.url, answer.reason)
        return Unreachable(answer.url, None, f"{answer.kind}: {answer.reason}", answer.tries, answer.hops)
    status, url = answer.status, answer.url
    if status in BLOCKED or is_challenge(answer):
        return Blocked(url, status, BLOCKED.get(status, "a challenge page"), answer.tries, answer.hops)
    if status in (404, 410):
        return Gone(url, status, f"the server answers {status}", answer.tries, answer.hops)
    if status >= 400 or status < 200:
        return Unreachable(url, status, f"the server answers {status}", answer.tries, answer.hops)
    if reason := soft_reason(answer):
        return SoftGone(url, status, answer.final_url, reason, answer.tries, answer.hops)
    if answer.hops and all(hop.status in PERMANENT for hop in answer.hops) and _another_page(url, answer.final_url):
        return Moved(url, answer.hops[0].status, answer.final_url, "moved for good", answer.tries, answer.hops)
    return Live(url, status, answer.final_url, tries=answer.tries, hops=answer.hops)


def soft_reason(answer: Response) -> str | None:
    """Why a page that answers with success is gone all the same: a redirect to the front page, or a page that says so."""
    asked, got = urlsplit(answer.url), urlsplit(answer.final_url)
    if answer.hops and len(asked.path.strip("/")) > 1 and not got.path.strip("/") and not got.query:
        return "it redirects to the front page"
    if wording := not_found_wording(answer):
        return f"the page says {wording!r}"
    return None


def _another_page(before: str, after: str) -> bool:
    return _bare(before) != _bare(after)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.partition("#")[0]).rstrip("/")
