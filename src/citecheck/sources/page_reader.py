"""Reads candidates' pages, and captures if the live page is gone, blocked or changed."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.faults import error_boundary
from citecheck.links.url_equality import page_key
from citecheck.links.verdict import judge_answer
from citecheck.model.knowledge import Candidate, Evidence, QuoteCheck, Silent
from citecheck.model.reference import Source
from citecheck.model.web import Failure, Link, Live, Moved, Page, Request, Response, Unchecked, Unlinked
from citecheck.pages.metadata import read_page
from citecheck.protocols import Archive, Network, Query
from citecheck.sources.authors import with_names_in_text
from citecheck.sources.evidence import CandidatePages, best_evidence, confirmed, contradicted
from citecheck.sources.known_urls import KnownUrls
from citecheck.sources.nearest_capture import read_capture
from citecheck.sources.quotation_check import quote
from citecheck.sources.search import SourceSearch


class PageReader(Struct):
    """The page reader of a run. ``failed`` are URLs that are not requested again; ``silent`` the archives that did not answer, with the
    first reason of each; ``known_urls`` the URLs seen."""

    network: Network
    archives: Sequence[Archive]
    failed: dict[str, Failure] = field(default_factory=dict)
    silent: dict[str, Silent] = field(default_factory=dict)
    known_urls: KnownUrls = field(default_factory=KnownUrls)

    def read(self, wanted: Sequence[tuple[SourceSearch, Candidate]]) -> None:
        """Read one candidate of each search, all pages concurrently, and compare it."""
        answers = self._fetch({c.url: search.query.language for search, c in wanted})
        for search, candidate in wanted:
            key = page_key(candidate.url)
            with error_boundary() as fault:
                self._compare(search, candidate, answers[candidate.url])
            if fault.cause:  # not read, and not requested again
                search.links[key], search.seen[key] = Unchecked(candidate.url, fault.cause), CandidatePages(candidate)

    def _compare(self, search: SourceSearch, candidate: Candidate, answer: Response | Failure) -> None:
        """Compare a candidate's page, and its capture if the page is gone or may have changed."""
        search.links[page_key(candidate.url)] = link = judge_answer(answer)
        live = (read_page(answer),) if isinstance(link, Live | Moved) and isinstance(answer, Response) else ()
        seen = CandidatePages(candidate, live)
        if not live or _may_have_changed(best_evidence(search.query.source, seen, search.query.domains)):
            captured = self.capture(candidate.url, search.query.source, search.silent)
            seen = CandidatePages(candidate, (*live, *((captured,) if captured else ())))
        search.seen[page_key(candidate.url)] = seen if search.query.quoted else _light(seen, search.query.source)
        search.score()

    def quotes(self, query: Query, url: str, pages: Sequence[Page]) -> tuple[QuoteCheck, ...]:
        """Search the quotations in the page, and in its capture before one counts as ``not-found``."""
        checks = quote(query, pages)
        if not any(check.verdict == "not-found" for check in checks) or len(pages) > 1:
            return checks
        captured = self.capture(url, query.source)
        return quote(query, (*pages, captured)) if captured else checks

    def capture(self, url: str, source: Source, silent: list[Silent] | None = None) -> Page | None:
        """Return the page of the capture nearest to the cited date, None if there is none; adds to ``silent``."""
        no_answer: list[Silent] = []
        page = read_capture(url, source, self.archives, self.network, no_answer)
        self.note(no_answer)
        if silent is not None and not page:
            silent.extend(one for one in no_answer if one not in silent)
        return page

    def note(self, silent: Iterable[Silent]) -> None:
        """Record archives that did not answer."""
        for one in silent:
            self.silent.setdefault(one.service, one)

    def link(self, url: str, language: str | None) -> Link:
        """Check a URL now."""
        return judge_answer(self._fetch({url: language})[url]) if url else Unlinked()

    def _fetch(self, urls: dict[str, str | None]) -> dict[str, Response | Failure]:
        fresh = [Request(url, language=language) for url, language in urls.items() if url not in self.failed]
        answers: dict[str, Response | Failure] = {url: self.failed[url] for url in urls if url in self.failed}
        for request, answer in self.network.pages.fetch(fresh):
            answers[request.url] = answer
            if isinstance(answer, Failure):
                self.failed[request.url] = answer
        return answers


def _may_have_changed(found: tuple[Evidence, ...]) -> bool:
    """Whether a page may have had the cited title before: it has another title, but not another day."""
    return "title" not in confirmed(found) and "issued" not in contradicted(found)


def _light(seen: CandidatePages, source: Source) -> CandidatePages:
    """The pages without their texts, to save memory; cited names in them are kept as claims."""
    cited = [name for item in (source.item, *source.alternatives) for name in item.author]
    return replace(seen, pages=tuple(replace(with_names_in_text(cited, page), text="") for page in seen.pages))


def shows(source: Source, url: str, page: Page) -> bool:
    """Whether a page is confirmed to have the cited title."""
    return "title" in confirmed(best_evidence(source, CandidatePages(own(url), (page,))))


def own(url: str) -> Candidate:
    """A candidate for the footnote's own URL, whose words are no evidence about the page."""
    return Candidate(url, "note", used=("address",))
