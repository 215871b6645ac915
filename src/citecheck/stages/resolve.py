"""Who knows the work, and is it the one? Provider after provider, all sources through one before the next; then the verdict.

A provider offers; ``verify`` weighs; here it is decided. Whoever was silent is named, and where a decisive service was silent,
nothing is called not found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from citecheck.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Resolution, Scored, Silent, State
from citecheck.model.reference import Source
from citecheck.model.web import Link, Live, Moved, Page, Request, Response, Unchecked, Unlinked
from citecheck.ports import Archive, Provider, Query, Send, World
from citecheck.stages.check import judge_answer
from citecheck.stages.recall import nearest, read_capture
from citecheck.stages.verify import Seen, fold, verify
from citecheck.text.html import read_page
from citecheck.text.urls import host

VERIFIED, LIKELY = 0.99, 0.90
TOLD_ONLY = 0.98  # the most that is believed of a page that nobody could read
TOO_CLOSE = 8.0  # odds between two candidates below which neither is chosen (three bits)
READ_AT_MOST = 6  # candidates of one provider whose pages are read


@dataclass(slots=True)
class Case:
    """A source on its way to a resolution."""

    query: Query
    seen: dict[str, Seen] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    scored: tuple[Scored, ...] = ()
    answered: set[str] = field(default_factory=set)
    silent: list[Silent] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether title and date are confirmed and nothing disagrees, so that nobody else need be asked."""
        if not self.scored or self.scored[0].probability < VERIFIED:
            return False
        evidence = {e.variable: e.verdict for e in self.scored[0].evidence}
        dated = evidence.get("issued") == "confirmed" or not self.query.source.item.issued
        return dated and evidence.get("title") == "confirmed" and "contradicted" not in evidence.values()


def resolve(
    queries: Sequence[Query],
    providers: Sequence[Provider],
    archives: Sequence[Archive],
    world: World,
    links: Mapping[str, Link],
    pages: Mapping[str, Response],
    send: Send = "title",
) -> Iterator[tuple[int, Resolution]]:
    """Yields the index of each query with its resolution, as they are decided. ``links`` and ``pages`` are of the notes' own URLs."""
    if world.offline:
        yield from ((at, Resolution("unchecked", reason=world.offline, link=_own_link(q, links))) for at, q in enumerate(queries))
        return
    cases = {}
    for at, query in enumerate(queries):
        if own_url(query.source):
            yield at, with_memento(own(query, links, pages), query.source, archives, world)
        elif send != "title":
            yield at, Resolution("unchecked", reason=f'[privacy] send = "{send}": no service was told of it')
        else:
            cases[at] = Case(query)
    asked = [p for p in providers if p.enabled and p.base_url]
    for provider in asked:
        for at, case in tuple(cases.items()):
            ask(case, provider, archives, world)
            if case.settled:
                yield at, with_memento(decide(cases.pop(at), asked), case.query.source, archives, world)
    for at, case in cases.items():
        yield at, with_memento(decide(case, asked), case.query.source, archives, world)


def ask(case: Case, provider: Provider, archives: Sequence[Archive], world: World) -> None:
    """Asks one provider about one source, and reads and weighs what it offers."""
    try:
        offered = provider.search(case.query, world.service(provider.name))
    except NoAnswer as error:
        case.silent.append(Silent(provider.name, error.reason))
        return
    case.answered.add(provider.name)
    fresh = [c for c in offered if _bare(c.url) not in case.seen][:READ_AT_MOST]
    read(case, fresh, archives, world)
    case.scored = verify(case.query.source, _distinct(tuple(case.seen.values())))


def read(case: Case, candidates: Sequence[Candidate], archives: Sequence[Archive], world: World) -> None:
    """Reads the candidates' pages: live, and where the live one is gone, barred or says something else, as first captured."""
    language = case.query.language
    by_url = {candidate.url: candidate for candidate in candidates}
    for request, answer in world.pages.fetch([Request(url, language=language) for url in by_url]):
        candidate = by_url[request.url]
        link = judge_answer(answer)
        case.links[_bare(request.url)] = link
        live = (read_page(answer),) if isinstance(link, Live | Moved) and isinstance(answer, Response) else ()
        seen = Seen(candidate, live)
        if not live or not _title_confirmed(case.query.source, seen):
            capture = read_capture(candidate.url, case.query.source.item.issued, archives, world)
            seen = Seen(candidate, (*live, *((capture,) if capture else ())))
        case.seen[_bare(request.url)] = seen


def _title_confirmed(source: Source, seen: Seen) -> bool:
    (scored,) = verify(source, [seen])
    return any(e.variable == "title" and e.verdict == "confirmed" for e in scored.evidence)


def decide(case: Case, asked: Sequence[Provider]) -> Resolution:
    """The state of a source after everybody was asked."""
    kind = case.query.source.item.type
    decisive = [p.name for p in asked if kind in p.decisive]
    silent = tuple(case.silent)
    scored = tuple(_capped(s, case) for s in case.scored)
    scored = _one_address(scored, case.query)
    best = scored[0] if scored else None
    if best and best.probability >= LIKELY:
        rivals = [s for s in scored[1:] if s.probability * TOO_CLOSE > best.probability]
        state = _state(best, rivals)
        if state != "ambiguous":
            link = case.links.get(_bare(best.candidate.url), Unlinked())
            return Resolution(
                state,
                best.candidate.url,
                link,
                None,
                best.candidate.archive_url,
                best.probability,
                best.evidence,
                scored,
                silent,
            )
        return Resolution(
            "ambiguous",
            probability=best.probability,
            candidates=scored,
            silent=silent,
            reason="two pages fit too well to tell",
        )
    if best and best.probability > 0.1:
        return Resolution(
            "ambiguous",
            probability=best.probability,
            candidates=scored,
            silent=silent,
            reason="a page fits in part only",
        )
    if case.query.source.translated_title:
        return Resolution(
            "unchecked",
            candidates=scored,
            silent=silent,
            reason="the title is a translation, which no service can know",
        )
    if not decisive or set(decisive) - case.answered:
        return Resolution("unchecked", candidates=scored, silent=silent, reason=_why_unchecked(decisive, silent))
    return Resolution("not-found", candidates=scored, silent=silent, reason=f"{', '.join(decisive)} answered and do not know it")


def _one_address(scored: tuple[Scored, ...], query: Query) -> tuple[Scored, ...]:
    """Where the outlet prints one story at two of its own addresses, the one at its current site, with the probability of both."""
    if not scored:
        return scored
    ours = [s for s in scored if s.probability * TOO_CLOSE > scored[0].probability and _rank(s, query) is not None]
    copies = [s for s in ours if _same_story(s, ours[0])]
    if len(copies) < 2 or len({_rank(s, query) for s in copies}) < len(copies):
        return scored
    best = min(copies, key=lambda s: _rank(s, query) or 0)
    rest = tuple(s for s in scored if s not in copies)
    return (replace(best, probability=sum(s.probability for s in copies)), *rest)


def _rank(scored: Scored, query: Query) -> int | None:
    """The place of a candidate's host among the outlet's addresses."""
    site = host(scored.candidate.url)
    return next((at for at, d in enumerate(query.domains) if site == d or site.endswith("." + d)), None)


def _same_story(a: Scored, b: Scored) -> bool:
    """Whether two candidates agree with the note by the same title and date as found."""
    found = [{e.variable: e.found for e in s.evidence if e.verdict == "confirmed"} for s in (a, b)]
    return all(one.get("title") and one.get("issued") for one in found) and found[0]["issued"] == found[1]["issued"]


def _state(best: Scored, rivals: Sequence[Scored]) -> State:
    if rivals:
        return "ambiguous"
    verdicts = {e.variable: e.verdict for e in best.evidence}
    confirmed = [v for v in verdicts.values() if v == "confirmed"]
    sure = best.probability >= VERIFIED and len(confirmed) >= 2 and "contradicted" not in verdicts.values()
    return "verified" if sure else "likely"


def _capped(scored: Scored, case: Case) -> Scored:
    """A page that nobody could read is likely at best; so is one that disagrees with the note somewhere."""
    read_it = bool(case.seen[_bare(scored.candidate.url)].pages)
    limit = 1.0 if read_it or scored.candidate.record else TOLD_ONLY
    return Scored(scored.candidate, min(limit, scored.probability), scored.evidence)


def _why_unchecked(decisive: Sequence[str], silent: Sequence[Silent]) -> str:
    if not decisive:
        return "no service that is asked could say that there is no such page"
    return "silent: " + ", ".join(f"{s.service} ({s.reason})" for s in silent if s.service in decisive)


def own(query: Query, links: Mapping[str, Link], pages: Mapping[str, Response]) -> Resolution:
    """Whether the page at the note's own address is the cited one; contradicted only where it was read whole and is another."""
    url = own_url(query.source) or ""
    link = links.get(url, Unchecked(url, "not asked"))
    answer = pages.get(url)
    if not isinstance(link, Live | Moved) or answer is None:
        return Resolution("unchecked", link=link, reason=f"the page could not be read: {_reason(link)}")
    page = read_page(answer)
    (scored,) = verify(query.source, [Seen(Candidate(url, "note"), (page,))])
    verdicts = {e.variable: e.verdict for e in scored.evidence}
    if verdicts.get("title") == "confirmed":
        return Resolution("verified", url, link, probability=max(scored.probability, VERIFIED), evidence=scored.evidence)
    if verdicts.get("title") == "contradicted" and page.whole and page.titles and not _says(page, query.source.item.title or ""):
        return Resolution(
            "contradicted",
            url,
            link,
            probability=scored.probability,
            evidence=scored.evidence,
            reason="the page is another work",
        )
    return Resolution("unchecked", link=link, evidence=scored.evidence, reason="the page does not say enough to tell")


def own_url(source: Source) -> str | None:
    """The address that a note itself gives for a source: its URL, or what its DOI leads to."""
    return source.item.url or (f"https://doi.org/{source.item.doi}" if source.item.doi else None)


def _says(page: Page, title: str) -> bool:
    """Whether the page's text holds the title somewhere, whatever its headings say."""
    return fold(title) in fold(page.text)


def with_memento(found: Resolution, source: Source, archives: Sequence[Archive], world: World) -> Resolution:
    """The same, with the capture nearest to the cited date; a link that the note has itself is kept."""
    if source.archive_url:
        return replace(found, archive_url=source.archive_url)
    if not found.url or found.archive_url or found.state == "contradicted":
        return found
    memento, silent = nearest(found.url, source, archives, world)
    return replace(found, memento=memento, archive_url=memento.uri_m if memento else None, silent=(*found.silent, *silent))


def _own_link(query: Query, links: Mapping[str, Link]) -> Link:
    return links.get(own_url(query.source) or "", Unlinked())


def _reason(link: Link) -> str:
    return str(getattr(link, "reason", "")) or "no reason given"


def _bare(url: str) -> str:
    """What makes two addresses the same page: host and path without scheme, www and final slash, and the query."""
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.")
    return f"{name}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def _distinct(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """One candidate a page: copies (AMP, mobile, other parameters) that name the same canonical address count once."""
    kept: dict[str, Seen] = {}
    for one in seen:
        canonical = next((p.canonical for p in one.pages if p.canonical and "://" in p.canonical), None)
        kept.setdefault(_bare(canonical or one.candidate.url), one)
    return tuple(kept.values())
