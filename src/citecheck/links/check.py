"""Does the page answer? One verdict an address, each with its reason and trail; only a server that says so makes a page gone.

Every page is asked for once, whatever fragments of it are cited. What says 404 or 410 is asked again when all others are through;
what looks like an error page is compared with the answer to an address that cannot exist; what may not be read is asked of others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from citecheck.faults import error_boundary
from citecheck.links.fallback_checks import second_opinion
from citecheck.links.redirects import doubtful
from citecheck.links.soft_404_probe import group, is_shell, same_page, sibling
from citecheck.links.urls import host, without_fragment
from citecheck.links.verdict import judge_answer
from citecheck.model.web import Blocked, Failure, Gone, Link, Live, Moved, Request, Response, SoftGone, Unchecked, Unlinked
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.quick_metadata import QuickMetadata, quick_metadata
from citecheck.pages.summary import PageSummary, page_summary
from citecheck.protocols import Archive, CachedVerdict, Network

__all__ = ["check", "judge_answer"]
LinkAnswer = tuple[Request, Link, Response | PageSummary | None]
NOT_CHANGED = 304
PROBES = 200  # addresses that cannot exist, at most, in one run


@dataclass(slots=True)
class CheckRound:
    """What one run has put off until the end."""

    network: Network
    members: dict[str, list[Request]] = field(default_factory=dict)  # by address without fragment
    known: dict[str, CachedVerdict] = field(default_factory=dict)
    gone: dict[str, Request] = field(default_factory=dict)
    doubtful: dict[str, tuple[Link, Response]] = field(default_factory=dict)
    blocked: dict[str, Blocked] = field(default_factory=dict)


def check(requests: Sequence[Request], network: Network, archives: Sequence[Archive] = ()) -> Iterator[LinkAnswer]:
    """Each address with its verdict, as they come; with its answer, or where an earlier run had it, what a glance showed then."""
    this = CheckRound(network)
    yield from _from_before(requests, this)
    for request, answer in network.pages.fetch(_asked(this)):
        yield from _or_unchecked(request.url, _first(request, answer, this), this)
    again = [
        replace(request, headers=(*request.headers, ("Cache-Control", "no-cache")), fresh=True) for request in this.gone.values()
    ]
    for request, answer in network.pages.fetch(again):
        yield from _or_unchecked(request.url, _second(request.url, answer, this), this)
    yield from _compared(this)
    for link, opinion in second_opinion(tuple(this.blocked.values()), archives, network):
        yield from _or_unchecked(link.url, _told(link.url, opinion, None, this), this)


def _or_unchecked(url: str, told: Iterator[LinkAnswer], this: CheckRound) -> Iterator[LinkAnswer]:
    """What is told of a page; where reading it is at fault, the rest of its addresses are unchecked."""
    left = {member.url: member for member in this.members.get(url, ())}
    with error_boundary() as fault:
        for request, link, seen in told:
            left.pop(request.url, None)
            yield request, link, seen
    if fault.cause:
        this.gone.pop(url, None)
        this.blocked.pop(url, None)
        this.doubtful.pop(url, None)
        yield from ((member, Unchecked(member.url, fault.cause), None) for member in left.values())


def _second(url: str, answer: Response | Failure, this: CheckRound) -> Iterator[LinkAnswer]:
    """The second answer of a page that seemed gone."""
    yield from _told(url, _sighted(url, _judged(answer, this), this), answer, this)


def _from_before(requests: Iterable[Request], this: CheckRound) -> Iterator[LinkAnswer]:
    """What an earlier run settled; the rest is put together by page."""
    for request in {request.url: request for request in requests}.values():
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
        _put_off(replace(request, url=page), known.link, this)


def _asked(this: CheckRound) -> Iterator[Request]:
    """One request a page: for the whole of it where anybody wants that, and only for what changed where nobody does."""
    for url, members in this.members.items():
        if url in this.gone or url in this.blocked:  # a run before this was broken off here
            continue
        first, whole = members[0], any(member.whole for member in members)
        if first.url != url or first.whole != whole:
            first = replace(first, url=url, whole=whole)
        known = this.known.get(url) if len(members) == 1 and not whole else None
        yield replace(first, headers=(*first.headers, *known.validators)) if known else first


def _first(request: Request, answer: Response | Failure, this: CheckRound) -> Iterator[LinkAnswer]:
    """The first answer: told at once, unless it is put off."""
    if isinstance(answer, Response) and answer.status == NOT_CHANGED and request.url in this.known:
        known = this.known[request.url]
        yield from _told(request.url, known.link, None, this, known.page_summary)
        return
    page = quick_metadata(answer) if isinstance(answer, Response) and 200 <= answer.status < 300 else None
    link = _judged(answer, this, page)
    if _put_off(request, link, this):
        if verdicts := this.network.verdicts:
            for member in this.members[request.url]:
                verdicts.put_verdict(member.url, link, None, pending=True)
    elif isinstance(answer, Response) and page and _needs_comparing(link, answer, page, this):
        this.doubtful[request.url] = (
            link,
            replace(answer, headers=tuple(h for h in answer.headers if h[0].lower() == "content-type")),
        )
    else:
        yield from _told(request.url, link, answer, this, page=page)


def _put_off(request: Request, link: Link, this: CheckRound) -> bool:
    """Whether a verdict is not told yet: what seems gone is asked again, what is blocked is asked of others."""
    if isinstance(link, Gone):
        this.gone[request.url] = replace(request, headers=())
    elif isinstance(link, Blocked) and this.network.links.second_opinion:
        this.blocked[request.url] = link if link.url == request.url else replace(link, url=request.url)
    else:
        return False
    return True


def _judged(answer: Response | Failure, this: CheckRound, page: QuickMetadata | None = None) -> Link:
    accept = this.network.links.accept
    return judge_answer(answer, accept.get(host(answer.url), accept.get("www." + host(answer.url), ())) if accept else (), page)


def _told(
    url: str,
    link: Link,
    answer: Response | Failure | None,
    this: CheckRound,
    seen: PageSummary | None = None,
    page: QuickMetadata | None = None,
) -> Iterator[LinkAnswer]:
    """The verdict for every address of a page, with what each says of its own fragment; kept for the next run."""
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


def _sighted(url: str, link: Link, this: CheckRound) -> Link:
    """Gone, if enough runs have seen it so; until then it is only not reached."""
    wanted = this.network.links.sightings
    if wanted <= 1 or this.network.verdicts is None:
        return link
    seen = this.network.verdicts.sighting(url, gone=isinstance(link, Gone))
    if not isinstance(link, Gone) or seen >= wanted:
        return link
    return Unchecked(url, f"{link.reason}; seen in {seen} of {wanted} runs that the settings want before it is called gone")


def _needs_comparing(link: Link, answer: Response, page: QuickMetadata, this: CheckRound) -> bool:
    links = this.network.links
    if not links.probe or not isinstance(link, Live) or answer.status != 200 or len(this.doubtful) >= PROBES:
        return False
    return doubtful(answer.url, answer.final_url, page) and sibling(answer.url) is not None


def _compared(this: CheckRound) -> Iterator[LinkAnswer]:
    """Doubtful pages beside the answers to addresses that cannot exist, one a folder."""
    probes: dict[str, Response] = {}
    urls: dict[str, str | None] = {}
    for url in this.doubtful:
        with error_boundary():  # without a sibling the page is compared with nothing
            urls[group(url)] = sibling(url)
    by_url = {url: at for at, url in urls.items() if url}
    for request, answer in this.network.pages.fetch([Request(url, whole=False, fresh=True) for url in by_url]):
        if isinstance(answer, Response):
            probes[by_url[request.url]] = answer
    for url, (link, answer) in tuple(this.doubtful.items()):
        yield from _or_unchecked(url, _weighed(url, link, answer, probes, this), this)


def _weighed(url: str, link: Link, answer: Response, probes: Mapping[str, Response], this: CheckRound) -> Iterator[LinkAnswer]:
    yield from _told(url, _beside(link, answer, probes.get(group(url))), answer, this)


def _beside(link: Link, answer: Response, other: Response | None) -> Link:
    """The verdict on a doubtful page beside the answer to an address that cannot exist."""
    if other is not None and same_page(answer, other):
        reason = f"an address that cannot exist gets the same page ({other.url})"
        return SoftGone(answer.url, answer.status, answer.final_url, reason, answer.tries, answer.hops)
    if isinstance(link, Live) and is_shell(answer):
        return replace(link, reason="the page shows its text only in a browser")
    return link
