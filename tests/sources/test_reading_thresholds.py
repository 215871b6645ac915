"""Which offered pages are worth reading, and how many: cases just on both sides of each number."""

import json
from dataclasses import dataclass

from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Item, Source
from citecheck.model.web import Request, Response
from citecheck.protocols import Network, Query, Service
from citecheck.sources.nearest_capture import nearest
from citecheck.sources.providers.sitemaps import Sitemaps
from citecheck.sources.providers.wikipedia import Wikipedia
from citecheck.sources.query import publications
from tests.sources.conftest import HOME, TITLE, Knows, Web, cited, html, located, offer
from tests.sources.guards import guards
from tests.sources.made import case_of, scored, sharing, words

ELSEWHERE = "https://gazette.example/"
SITE = "https://courier.example"


def is_read(share: int, of: int, *, accepted: bool = False) -> bool:
    """Whether a page is read whose excerpt has so many of a title's words; ``accepted``: though a page was found already."""
    title, excerpt = sharing(share, of)
    case = case_of(*([scored(0.999, "title", "author")] if accepted else []), query=cited(title, domains=()))
    case.take("engine", (Candidate(f"{ELSEWHERE}1", "engine", excerpt=excerpt),))
    return any(case.worth_reading())


@guards("SCORE_TO_READ")
def test_a_page_is_read_where_60_per_cent_of_the_title_are_offered() -> None:
    assert is_read(30, 50) and not is_read(29, 50)


@guards("SCORE_TO_READ_ANOTHER")
def test_another_page_is_read_after_one_was_accepted_where_90_per_cent_of_the_title_are_offered() -> None:
    assert is_read(45, 50, accepted=True) and not is_read(44, 50, accepted=True)


@guards("OWN_PUBLICATION_FIRST")
def test_the_cited_publications_page_is_read_first_unless_another_has_20_per_cent_more_of_the_title() -> None:
    def first(ahead: int) -> str:
        (title, ours), (_, theirs) = sharing(130, 200), sharing(130 + ahead, 200)
        case = case_of(query=cited(title))
        case.take("engine", (Candidate(HOME, "engine", excerpt=ours), Candidate(f"{ELSEWHERE}1", "engine", excerpt=theirs)))
        return next(case.worth_reading()).url

    assert (first(39), first(41)) == (HOME, f"{ELSEWHERE}1")


@guards("PAGES_PER_SERVICE")
def test_three_pages_of_a_service_are_read_for_a_source() -> None:
    def verified(place: int) -> bool:
        pages = {f"{SITE}/{n}": html(TITLE if n == place else "Cake sale raises record sum") for n in range(5)}
        return located(Web(pages), cited(), Knows(tuple(offer(url) for url in pages)), archived=False).state == "verified"

    assert verified(2) and not verified(3)


@dataclass
class Asking(Knows):
    """A service that sends one request a question."""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        service.send(Request(self.base_url))
        return super().search(query, service)


class Answering(Web):
    def send(self, request: Request) -> Response:
        return Response(request.url, request.url, 200, (), b"")


@guards("REQUESTS_FOR_SECOND_READING")
def test_the_second_reading_of_a_note_costs_three_requests() -> None:
    services = [Asking(name=f"engine {n}") for n in range(14)]
    located(Answering(), cited(f"Ada Brown. {TITLE}", author=()), *services, archived=False)
    assert [len(service.asked) for service in services] == [2, 2, 2] + [1] * 11


@guards("CAPTURES_PER_ARCHIVE")
def test_three_captures_of_an_archive_are_read() -> None:
    def found(place: int) -> bool:
        days = {f"2019-03-{14 + n}": html(TITLE if n == place else "Cake sale raises record sum") for n in range(5)}
        web = Web(captures={HOME: days})
        return nearest(HOME, cited().source, (web,), Network(web, lambda _: web, web, web))[0] is not None  # type: ignore[arg-type]

    assert found(2) and not found(3)


@dataclass
class Listing:
    """A site's robots.txt and its one sitemap, with one entry."""

    url: str
    title: str = ""

    def send(self, request: Request) -> Response:
        news = f"<news><title>{self.title}</title></news>" if self.title else ""
        sitemap = f"<urlset><url><loc>{self.url}</loc>{news}</url></urlset>"
        body = f"Sitemap: {SITE}/2019-03.xml" if request.url.endswith("robots.txt") else sitemap
        return Response(request.url, request.url, 200, (), body.encode())


def is_listed(title: str, entry: Listing) -> bool:
    return bool(Sitemaps().search(cited(title), entry))


@guards("URL_WORDS")
def test_a_url_is_offered_if_it_has_half_of_the_titles_words() -> None:
    def listed(many: int) -> bool:
        title, spelled = sharing(many, 50)
        return is_listed(title, Listing(f"{SITE}/{spelled.replace(' ', '-')}"))

    assert listed(25) and not listed(24)


@guards("SITEMAP_TITLE_SCORE")
def test_an_entry_of_a_news_sitemap_is_offered_where_it_has_80_per_cent_of_the_title() -> None:
    def listed(many: int) -> bool:
        title, theirs = sharing(many, 50)
        return is_listed(title, Listing(f"{SITE}/1", theirs))

    assert listed(40) and not listed(39)


@guards("CITATION_WORDS")
def test_a_citation_of_an_article_is_offered_where_it_shares_60_per_cent_of_the_words() -> None:
    def offered(many: int) -> bool:
        title, theirs = sharing(many, 50)
        citation = f"{{{{cite news|url={HOME}|title={theirs} {' '.join(words(50 - many, seed=2))}}}}}"
        page = {"title": "Rivers", "revisions": [{"slots": {"main": {"content": citation}}}]}

        class Encyclopedia:
            def send(self, request: Request) -> Response:
                answer = json.dumps({"batchcomplete": True, "query": {"pages": [page]}})
                return Response(request.url, request.url, 200, (), answer.encode())

        return bool(Wikipedia().search(cited(title), Encyclopedia()))

    assert offered(30) and not offered(29)


@guards("PUBLICATION_NAME_LETTERS")
def test_three_letters_in_a_note_may_name_a_publication_and_two_do_not() -> None:
    def named(letters: str) -> bool:
        return bool(publications(Source(f"{TITLE}, {letters}, 2019", Item(title=TITLE, issued=Date((2019,))))))

    assert named("BBC") and not named("FT")
