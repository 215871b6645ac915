"""The search for a source: candidates, pages read, and which services answered."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.links.url_equality import is_copy, page_key
from citecheck.links.urls import host
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Asked, Candidate, Scored, Silent
from citecheck.model.web import Link, Request, Response
from citecheck.protocols import Query, Service
from citecheck.sources import thresholds
from citecheck.sources.asked_kind import ARXIV, arxiv_number
from citecheck.sources.duplicates import merge_duplicates
from citecheck.sources.evidence import CandidatePages, confirmed, contradicted, ends
from citecheck.sources.known_urls import KnownUrls
from citecheck.sources.title_match import title_score
from citecheck.sources.verify import verify
from citecheck.sources.versions import by_work

URLS_PER_SEARCH = 40  # URLs of the publication per search


class SourceSearch(Struct):
    """The search for one source. ``offers`` and ``seen`` are by page key, so that copies of a page count once."""

    query: Query
    offers: dict[str, Candidate] = field(default_factory=dict)
    seen: dict[str, CandidatePages] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    scored: tuple[Scored, ...] = ()
    answered: set[str] = field(default_factory=set)
    silent: list[Silent] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    records: list[Candidate] = field(default_factory=list)  # all that registries offered, also of one page

    def take(self, provider: str, offered: tuple[Candidate, ...]) -> None:
        """Add a provider's candidates, and the publication's URLs and sites among them."""
        self.answered.add(provider)
        sites = tuple(host(c.url) for c in offered if c.role == "site")
        pages = [c for c in offered if c.role == "page"]
        self.records += [c for c in pages if c.record]
        for candidate in pages:
            key = page_key(candidate.url)
            before = self.offers.get(key)
            self.offers[key] = self._merged(before, candidate) if before else candidate
        domains = tuple(dict.fromkeys((*self.query.domains, *sites)))
        ours = [c.url for c in pages if _of_publication(c.url, domains)]
        urls = tuple(dict.fromkeys((*self.query.known_urls, *ours)))[:URLS_PER_SEARCH]
        self.query = replace(self.query, domains=domains, known_urls=urls)

    def add_silent(self, service: str, reason: str) -> None:
        """Record that a service did not answer, with the first reason."""
        if service not in {one.service for one in self.silent}:
            self.silent.append(Silent(service, reason))

    def share_urls(self, run: KnownUrls) -> None:
        """Exchange URLs of the publication with those that the run knows."""
        run.add(self.query.known_urls)
        urls = dict.fromkeys((*self.query.known_urls, *run.of(self.query.domains)))
        self.query = replace(self.query, known_urls=tuple(urls)[:URLS_PER_SEARCH])

    def _merged(self, before: Candidate, now: Candidate) -> Candidate:
        """Merge two candidates for a page: the better one, at the original URL, with either's archive link and notices."""
        better = max((before, now), key=self._title_score)
        if is_copy(better.url):
            better = replace(better, url=next((c.url for c in (before, now) if not is_copy(c.url)), better.url))
        return replace(better, archive_url=before.archive_url or now.archive_url, notices=before.notices or now.notices)

    def _title_score(self, candidate: Candidate) -> float:
        residue = self.query.source.url_residue
        if residue and ends(candidate.url, residue):
            return 1.0
        titles = {self.query.title, *(item.title for item in self.query.source.alternatives if item.title)}
        return max(title_score(title, candidate.title, candidate.url, candidate.excerpt) for title in titles)

    def worth_reading(self) -> Iterator[Candidate]:
        """Yield the unread candidates worth reading, the best first."""
        ranked: list[tuple[float, int, Candidate]] = []
        least = thresholds.SCORE_TO_READ_ANOTHER if self.found else thresholds.SCORE_TO_READ
        for key, candidate in self.offers.items():
            if key in self.seen:
                continue
            score = self._title_score(candidate)
            at_home = _of_publication(candidate.url, self.query.domains)
            if score >= least and (at_home or not self._of_the_day):
                ranked.append((score + (thresholds.OWN_PUBLICATION_FIRST if at_home else 0.0), len(ranked), candidate))
        yield from (candidate for *_, candidate in sorted(ranked, key=lambda r: (-r[0], r[1])))

    def unread(self) -> Iterator[str]:
        """Yield URLs of candidates worth reading that could not be read."""
        for key, candidate in self.offers.items():
            read = key in self.seen and bool(self.seen[key].pages)
            if not candidate.record and not read and self._title_score(candidate) >= thresholds.SCORE_TO_READ:
                yield candidate.url

    def score(self) -> None:
        """Score all candidates read so far."""
        seen = by_work(self.query.source, tuple(self.seen.values()), self.records)
        scored = verify(self.query.source, seen, self.query.domains, self.query.quoted)
        self.scored = merge_duplicates(scored, self.seen, self.query)
        dated = (s.candidate.url for s in self.scored if "issued" in confirmed(s.evidence))
        self.query = replace(self.query, near=tuple(url for url in dated if _of_publication(url, self.query.domains)))

    @property
    def fits(self) -> bool:
        """Whether a page fits at least in part."""
        return bool(self.scored) and self.scored[0].probability >= thresholds.FITS_IN_PART

    @property
    def found(self) -> bool:
        """Whether a page is verified: its title and another variable are confirmed, and none is contradicted."""
        if not self.scored or self.scored[0].probability < thresholds.VERIFIED:
            return False
        agrees, against = confirmed(self.scored[0].evidence), contradicted(self.scored[0].evidence)
        return "title" in agrees and len(agrees) >= thresholds.CONFIRMED_VARIABLES and not against

    @property
    def _dated(self) -> bool:
        """Whether the page is found and its day confirmed."""
        issued = self.query.source.item.issued
        return self.found and "issued" in confirmed(self.scored[0].evidence) and issued is not None and len(issued.parts) > 2

    @property
    def _of_the_day(self) -> bool:
        """Whether the publication's own page of that day is found, so that only its own pages can compete."""
        return self._dated and _of_publication(self.scored[0].candidate.url, self.query.domains)

    @property
    def _has_open_number(self) -> bool:
        """Whether the source has an arXiv number, which no record was found by, and arXiv was not asked yet."""
        return bool(arxiv_number(self.query.source.item)) and ARXIV not in self.answered

    @property
    def settled(self) -> bool:
        """Whether no other provider needs to be asked."""
        if not self.found or self._has_open_number:
            return False
        return self._dated or self.scored[0].candidate.record or next(self.worth_reading(), None) is None


def _of_publication(url: str, domains: tuple[str, ...]) -> bool:
    site = host(url)
    return any(site == domain or site.endswith("." + domain) for domain in domains)


class QueryRecorder:
    """A service that records its requests for one source, with a summary of each response."""

    def __init__(self, name: str, service: Service, asked: list[Asked]) -> None:
        self._name, self._service, self._asked = name, service, asked

    def send(self, request: Request) -> Response:
        """Send and record a request."""
        question = f"{request.url} {request.body.decode('utf-8', 'replace')}" if request.body else request.url
        try:
            response = self._service.send(request)
        except NoAnswer as error:
            self._asked.append(Asked(self._name, question, f"silent: {error.reason}"))
            raise
        self._asked.append(Asked(self._name, question, f"{response.status}, {len(response.body)} bytes"))
        return response
