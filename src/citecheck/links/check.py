"""Checks links: one verdict per URL, with its reason and redirects. Only an explicit 404 or 410 makes a page gone.

Each page is requested once, for all its cited fragments. A 404 or 410 is requested again after all others; a suspected error page
is compared with the response to a URL that cannot exist; for blocked pages the DOI registry and archives are asked.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.faults import error_boundary
from citecheck.links.app_shells import has_app
from citecheck.links.exclusions import EXCLUDED, is_excluded, is_no_page
from citecheck.links.fallback_checks import fallback_checks
from citecheck.links.redirects import is_doubtful
from citecheck.links.soft_404_probe import front_url, group, is_shell, probe_url, same_page
from citecheck.links.urls import host, without_fragment
from citecheck.links.verdict import judge_answer
from citecheck.model.web import Blocked, Failure, Gone, Link, Live, Moved, Request, Response, SoftGone, Unchecked, Unlinked
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.quick_metadata import PageSummary, QuickMetadata, page_summary, quick_metadata
from citecheck.protocols import Archive, CachedVerdict, Network

LinkAnswer = tuple[Request, Link, Response | PageSummary | None]
NOT_CHANGED = 304
PROBES = 200  # maximum probe URLs in one run


class CheckRound(Struct):
    """The state of one check: what is postponed until all first requests are done."""

    network: Network
    members: dict[str, list[Request]] = field(default_factory=dict)  # by URL without fragment
    known: dict[str, CachedVerdict] = field(default_factory=dict)
    gone: dict[str, Request] = field(default_factory=dict)
    doubtful: dict[str, tuple[Link, Response]] = field(default_factory=dict)
    blocked: dict[str, Blocked] = field(default_factory=dict)


def check(requests: Sequence[Request], network: Network, archives: Sequence[Archive] = ()) -> Iterator[LinkAnswer]:
    """Yield each URL's verdict as it becomes known, with its response, or the page summary of an earlier run."""
    this = CheckRound(network)
    yield from _from_earlier_run(requests, this)
    for request, answer in network.pages.fetch(by_rounds(_requests(this))):
        yield from _guarded(request.url, _first(request, answer, this), this)
    again = [
        replace(request, headers=(*request.headers, ("Cache-Control", "no-cache")), fresh=True) for request in this.gone.values()
    ]
    for request, answer in network.pages.fetch(by_rounds(again)):
        yield from _guarded(request.url, _second(request.url, answer, this), this)
    yield from _compare_doubtful(this)
    for link, opinion in fallback_checks(tuple(this.blocked.values()), archives, network):
        yield from _guarded(link.url, _verdicts(link.url, opinion, None, this), this)


def by_rounds(requests: Iterable[Request]) -> Iterator[Request]:
    """The first request of each host, then the second of each: the network takes a limited number of waiting requests, and one host's must
    not keep those of the others out.
    """
    left: dict[str, deque[Request]] = {}
    for request in requests:
        left.setdefault(host(request.url), deque()).append(request)
    while left:
        yield from (queue.popleft() for queue in left.values())
        left = {name: queue for name, queue in left.items() if queue}


def _guarded(url: str, verdicts: Iterator[LinkAnswer], this: CheckRound) -> Iterator[LinkAnswer]:
    """Pass verdicts through; after an internal error the remaining URLs of the page are unchecked."""
    left = {member.url: member for member in this.members.get(url, ())}
    with error_boundary() as fault:
        for request, link, seen in verdicts:
            left.pop(request.url, None)
            yield request, link, seen
    if fault.cause:
        this.gone.pop(url, None)
        this.blocked.pop(url, None)
        this.doubtful.pop(url, None)
        yield from ((member, Unchecked(member.url, fault.cause), None) for member in left.values())


def _second(url: str, answer: Response | Failure, this: CheckRound) -> Iterator[LinkAnswer]:
    """The verdict on the second response of a page that seemed gone."""
    yield from _verdicts(url, _confirmed(url, _judge(answer, this), this), answer, this)


def _from_earlier_run(requests: Iterable[Request], this: CheckRound) -> Iterator[LinkAnswer]:
    """Verdicts of an earlier run, and on what the settings exclude and on templates of URLs; all other requests are grouped by page."""
    settings = this.network.links
    for request in {request.url: request for request in requests}.values():
        if is_excluded(request.url, settings.exclude, settings.include):
            yield request, Unchecked(request.url, EXCLUDED), None
            continue
        if reason := is_no_page(request.url):
            yield request, Unchecked(request.url, reason), None
            continue
        with error_boundary() as fault:
            yield from _known(request, this)
        if fault.cause:
            yield request, Unchecked(request.url, fault.cause), None


def _known(request: Request, this: CheckRound) -> Iterator[LinkAnswer]:
    known = this.network.verdicts.verdict(request.url) if this.network.verdicts and not request.fresh else None
    if known and known.counts and not (request.whole and isinstance(known.link, Live | Moved)):
        yield request, known.link, known.page_summary
        return
    if known and isinstance(known.link, Live | Moved):
        this.known[request.url] = known
    page = without_fragment(request.url)
    this.members.setdefault(page, []).append(request)
    if known and known.pending:
        _postponed(replace(request, url=page), known.link, this)


def _requests(this: CheckRound) -> Iterator[Request]:
    """One request per page: the full body if any member needs it, conditional if an earlier response may be unchanged."""
    for url, members in this.members.items():
        if url in this.gone or url in this.blocked:  # postponed by an interrupted run
            continue
        first, whole = members[0], any(member.whole for member in members)
        if first.url != url or first.whole != whole:
            first = replace(first, url=url, whole=whole)
        known = this.known.get(url) if len(members) == 1 and not whole else None
        yield replace(first, headers=(*first.headers, *known.validators)) if known else first


def _first(request: Request, answer: Response | Failure, this: CheckRound) -> Iterator[LinkAnswer]:
    """The verdict on a page's first response, unless it is postponed."""
    if isinstance(answer, Response) and answer.status == NOT_CHANGED and request.url in this.known:
        known = this.known[request.url]
        yield from _verdicts(request.url, known.link, None, this, known.page_summary)
        return
    page = quick_metadata(answer) if isinstance(answer, Response) and 200 <= answer.status < 300 else None
    link = _judge(answer, this, page)
    if _postponed(request, link, this):
        if verdicts := this.network.verdicts:
            for member in this.members[request.url]:
                verdicts.put_verdict(member.url, link, None, pending=True)
    elif isinstance(answer, Response) and page and _needs_comparing(link, answer, page, this):
        this.doubtful[request.url] = (
            link,
            replace(answer, headers=tuple(h for h in answer.headers if h[0].lower() == "content-type")),
        )
    else:
        yield from _verdicts(request.url, link, answer, this, page=page)


def _postponed(request: Request, link: Link, this: CheckRound) -> bool:
    """Whether a verdict is postponed: pages that seem gone are requested again, blocked ones get fallback checks."""
    if isinstance(link, Gone):
        this.gone[request.url] = replace(request, headers=())
    elif isinstance(link, Blocked) and this.network.links.second_opinion:
        this.blocked[request.url] = link if link.url == request.url else replace(link, url=request.url)
    else:
        return False
    return True


def _judge(answer: Response | Failure, this: CheckRound, page: QuickMetadata | None = None) -> Link:
    accept = this.network.links.accept
    return judge_answer(answer, accept.get(host(answer.url), accept.get("www." + host(answer.url), ())) if accept else (), page)


def _verdicts(
    url: str,
    link: Link,
    answer: Response | Failure | None,
    this: CheckRound,
    seen: PageSummary | None = None,
    page: QuickMetadata | None = None,
) -> Iterator[LinkAnswer]:
    """The verdict for every URL of a page, each with its fragment checked; stored for the next run."""
    response = answer if isinstance(answer, Response) else None
    members = this.members.get(url, ())
    if seen is None and response is not None and isinstance(link, Live | Moved):
        seen = page_summary(page or quick_metadata(response))
    for member in members:
        own = link if isinstance(link, Unlinked) or link.url == member.url else replace(link, url=member.url)
        if isinstance(own, Live) and response is not None and missing_fragment(member.url, response):
            own = replace(own, fragment=False)
        if this.network.verdicts:
            this.network.verdicts.put_verdict(member.url, own, response, seen)
        yield member, own, response or seen


def _confirmed(url: str, link: Link, this: CheckRound) -> Link:
    """Gone only after enough runs have seen it; until then unchecked."""
    wanted = this.network.links.sightings
    if wanted <= 1 or this.network.verdicts is None:
        return link
    seen = this.network.verdicts.sighting(url, gone=isinstance(link, Gone))
    if not isinstance(link, Gone) or seen >= wanted:
        return link
    return Unchecked(url, f"{link.reason}; seen in {seen} of the {wanted} runs that the settings require before it counts as gone")


def _needs_comparing(link: Link, answer: Response, page: QuickMetadata, this: CheckRound) -> bool:
    links = this.network.links
    if not links.probe or not isinstance(link, Live) or answer.status != 200 or len(this.doubtful) >= PROBES:
        return False
    return is_doubtful(answer.url, answer.final_url, page) and probe_url(answer.url) is not None


def _compare_doubtful(this: CheckRound) -> Iterator[LinkAnswer]:
    """Compare doubtful pages with the responses to URLs that cannot exist, one per folder.

    If they are the same, also with the front page: every URL of some sites shows a script application, or leads to a choice of country.
    """
    probes = _asked_by_group(this.doubtful, group, probe_url, this)
    same = [url for url, (_, answer) in this.doubtful.items() if (other := probes.get(group(url))) and same_page(answer, other)]
    shared = [url for url in same if this.doubtful[url][1].hops or has_app(this.doubtful[url][1])]
    fronts = _asked_by_group(shared, front_url, front_url, this)
    for url, (link, answer) in tuple(this.doubtful.items()):
        judged = _after_comparison(link, answer, probes.get(group(url)) if url in same else None, fronts.get(front_url(url)))
        yield from _guarded(url, _compared(url, judged, answer, this), this)


def _asked_by_group(
    urls: Iterable[str], group_of: Callable[[str], str], made: Callable[[str], str | None], this: CheckRound
) -> dict[str, Response]:
    """The responses to one URL for each group of others."""
    wanted: dict[str, str] = {}
    for url in urls:
        with error_boundary():  # without another URL the page is not compared
            if other := made(url):
                wanted[other] = group_of(url)
    answers = this.network.pages.fetch([Request(url, whole=False, fresh=True) for url in wanted])
    return {wanted[request.url]: answer for request, answer in answers if isinstance(answer, Response)}


def _compared(url: str, link: Link, answer: Response, this: CheckRound) -> Iterator[LinkAnswer]:
    if not _postponed(Request(url), link, this):
        yield from _verdicts(url, link, answer, this)


def _after_comparison(link: Link, answer: Response, other: Response | None, front: Response | None) -> Link:
    """The verdict on a doubtful page. ``other``: the response to a URL that cannot exist, if it is the same page."""
    if isinstance(link, Live) and (is_shell(answer) or (front and not answer.hops and same_page(answer, front))):
        return replace(link, reason="the page shows its text only in a browser")
    if other is None:
        return link
    if front and answer.hops and same_page(answer, front):
        return Blocked(
            answer.url, answer.status, f"every page of the site redirects to {answer.final_url}", answer.tries, answer.hops
        )
    reason = f"a URL that cannot exist gets the same page ({other.url})"
    return SoftGone(answer.url, answer.status, answer.final_url, reason, answer.tries, answer.hops)
