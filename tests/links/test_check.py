"""The verdict on a link, from its server's response and from fallback checks."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.links.check import by_rounds, check
from citecheck.links.soft_404_probe import probe_url
from citecheck.model.web import Failure, Live, Request, Response, verdict
from citecheck.net.cache import Cache
from citecheck.protocols import LinkSettings, Network
from tests.conftest import FakeClock
from tests.links.answers import CITED, SITE, CaptureFolder, Registry, Web, article, link_of, links_of, said, shown


@pytest.mark.parametrize(
    ("answer", "word", "reason"),
    [
        (said(200, article()), "live", ""),
        (said(200, article(), final=f"{SITE}/grain-harvest-falls-short/amp", hops=(302,)), "live", "temporary"),
        (said(200, article(), final="https://new.example/grain-harvest-falls-short", hops=(301,)), "moved", "moved permanently"),
        (said(200, article("Another story"), final="https://new.example/77", hops=(301,)), "live", "possibly to another page"),
        (said(404), "gone", "404"),
        (said(410), "gone", "410"),
        (said(401), "blocked", "log-in"),
        (said(403), "blocked", "refuses"),
        (said(429), "blocked", "request rate"),
        (said(451), "blocked", "legal"),
        (said(999), "blocked", "programs"),
        (said(418), "blocked", "418"),
        (said(403, shown("Just a moment...")), "blocked", "challenge"),
        (said(503, shown("Just a moment...")), "blocked", "challenge"),
        (said(200, shown("Attention Required! | Cloudflare")), "blocked", "challenge"),
        (said(200, shown("Log in"), final="https://news.example/login?next=/2021", hops=(302,)), "blocked", "log-in"),
        (said(200, shown("Your privacy"), final="https://consent.news.example/", hops=(302,)), "blocked", "consent"),
        (said(500), "unreachable", "500"),
        (said(503), "unreachable", "503"),
        (said(408), "unreachable", "408"),
        (Failure(CITED, "dns", "the host name does not exist"), "unreachable", "does not exist"),
        (Failure(CITED, "timeout", "no answer in time"), "unreachable", "in time"),
        (Failure(CITED, "tls", "its certificate has expired"), "unreachable", "expired"),
        (Failure(CITED, "proxy", "the proxy answers 403"), "unreachable", "proxy"),
        (Failure(CITED, "offline", "no network"), "unchecked", "no network"),
        (Failure(CITED, "address", "a private address"), "unchecked", "private"),
        (Failure(CITED, "skipped", "its host failed"), "unchecked", "failed"),
        (
            said(200, shown("Welcome", "News of the day. " * 50), final="https://news.example/", hops=(302,)),
            "soft-gone",
            "front page",
        ),
        (said(200, shown("Welcome", "News. " * 50), final="https://news.example/en/", hops=(301,)), "soft-gone", "front page"),
        (said(200, shown("March 2021", "News. " * 50), final=f"{SITE}/", hops=(301,)), "soft-gone", "section"),
        (said(200, shown("Page not found | Example News", "Try the search.")), "soft-gone", "page not found"),
        (said(200, shown("Seite nicht gefunden")), "soft-gone", "nicht gefunden"),
        (said(200, shown("Страница не найдена")), "soft-gone", "не найдена"),
        (said(200, shown("الصفحة غير موجودة")), "soft-gone", "says"),
        (said(200, shown("ページが見つかりません")), "soft-gone", "says"),
        (said(200, shown("news.example", "This domain is for sale.")), "soft-gone", "parked"),
        (said(200, shown("Offers"), final="https://www.hugedomains.com/d?news.example", hops=(302,)), "soft-gone", "sale"),
        (said(200, article("This domain is for sale, says the mayor")), "live", ""),
    ],
)
def test_each_answer_has_its_verdict_with_its_reason(answer: Response | Failure, word: str, reason: str) -> None:
    link = link_of(answer, links=LinkSettings(second_opinion=False))
    assert verdict(link) == word, link
    assert reason in getattr(link, "reason", "")


SORRY = shown("Example News", "We are sorry to say so, but there is nothing under this name; please use our search or the index.")
SHELL = b'<html><head><title>Example News</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'


@pytest.mark.parametrize(
    ("page", "other", "word", "reason"),
    [
        (SORRY, SORRY, "soft-gone", "a URL that cannot exist gets the same page"),
        (
            SORRY,
            shown("Example News", "Another page: the weather of the week in the valley, with maps of rain, wind and snow."),
            "live",
            "",
        ),
        (SHELL, SHELL, "live", "only in a browser"),
    ],
)
def test_a_doubtful_page_is_compared_with_the_page_at_a_url_that_cannot_exist(
    page: bytes, other: bytes, word: str, reason: str
) -> None:
    invented = probe_url(CITED)
    assert invented
    link = links_of(Web({CITED: [said(200, page)], invented: [said(200, other)]}), CITED)[CITED]
    assert verdict(link) == word and reason in getattr(link, "reason", "")


def test_at_most_two_hundred_doubtful_pages_are_compared() -> None:
    urls = [f"https://news{number}.example/2021/grain-harvest-falls-short" for number in range(205)]
    web = Web({url: [said(200, SORRY)] for url in urls})
    links_of(web, *urls)
    assert len(web.asked) == 205 + 200


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        (
            "https://blog.example/how-to-write-a-404-page",
            said(200, shown("404 - page not found: how to write one", "Words. " * 400)),
        ),
        ("https://wiki.example/HTTP_404", said(200, shown("HTTP 404 - Wiki", "Page not found is what it says."))),
        (CITED, said(200, article("Page not found: how links die"))),
        (
            "https://news.example/",
            said(200, shown("Example News", "News of the day."), final="https://news.example/en/", hops=(302,)),
        ),
        ("https://bit.ly/3xYz", said(200, shown("Example News", "News of the day."), final="https://news.example/", hops=(301,))),
        ("https://estate.example/house-for-sale", said(200, article("House for sale: domain names of the rich"))),
    ],
)
def test_a_page_about_errors_or_a_front_page_that_was_cited_is_live(url: str, answer: Response) -> None:
    assert verdict(link_of(replace(answer, final_url=answer.final_url if answer.hops else url), url=url)) == "live"


def test_a_404_is_requested_again_after_all_others_and_is_live_if_it_does_not_repeat() -> None:
    other = f"{SITE}/other-news-of-the-day"
    web = Web({CITED: [said(404), said(200, article())], other: [said(200, article("Other news of the day"))]})
    assert isinstance(links_of(web, CITED, other)[CITED], Live)
    assert web.urls == [CITED, other, CITED]


def test_a_page_is_requested_once_for_all_its_fragments() -> None:
    page = said(200, article(more='<h2 id="causes">Causes</h2><h2 id="b">B</h2><a name="old">Old</a>'))
    web = Web({CITED: [page]})
    urls = (
        CITED,
        f"{CITED}#causes",
        f"{CITED}#old",
        f"{CITED}#results",
        f"{CITED}#:~:text=smallest%20in%20memory",
        f"{CITED}#:~:text=largest",
    )
    found = links_of(web, *urls)
    assert web.urls == [CITED]
    assert [url.rpartition("#")[2] for url, link in found.items() if isinstance(link, Live) and not link.fragment] == [
        "results",
        ":~:text=largest",
    ]


def test_a_page_that_is_the_same_as_one_that_cannot_exist_is_soft_gone() -> None:
    """A site that answers whatever it is asked with one page."""
    stray = shown(
        "Example News",
        "Here are the stories that our readers like: the flood, the fair, the mayor's horse, and a recipe for soup. ",
    )
    web = Web({CITED: [said(200, stray)]})
    web.answers = _Everything(web.answers, said(200, stray))  # type: ignore[assignment]
    link = links_of(web, CITED)[CITED]
    assert verdict(link) == "soft-gone"
    assert len(web.asked) == 2


def test_a_doubtful_page_is_live_if_a_url_that_cannot_exist_is_refused() -> None:
    odd = shown(
        "Example News", "A photograph of the valley from above, with the river and all of its mills and bridges in one picture. "
    )
    assert verdict(link_of(said(200, odd))) == "live"


class _Everything(dict):  # type: ignore[type-arg]
    def __init__(self, first: dict[str, list[Response | Failure]], rest: Response) -> None:
        super().__init__(first)
        self.rest = rest

    def get(self, key: str, default: object = None) -> object:
        return super().get(key, [self.rest])


def test_a_status_that_the_settings_accept_on_a_host_is_live_there_only() -> None:
    links = LinkSettings(accept={"news.example": (403,)}, second_opinion=False)
    assert verdict(link_of(said(403), links=links)) == "live"
    assert verdict(link_of(said(404), links=links)) == "gone"
    assert verdict(link_of(said(200, shown("Page not found")), links=links)) == "soft-gone"
    assert verdict(link_of(said(403), url="https://other.example/a", links=links)) == "blocked"


def test_a_page_is_gone_only_after_as_many_runs_as_the_settings_require(tmp_path: Path, clock: FakeClock) -> None:
    links, words = LinkSettings(sightings=3), []
    for _ in range(3):
        cache = Cache(tmp_path / "c.sqlite", clock)
        words.append(links_of(Web(), CITED, verdicts=cache, links=links)[CITED])
        cache.close()
        clock.sleep(86_400 * 2)
    assert [verdict(word) for word in words] == ["unchecked", "unchecked", "gone"]
    assert "2 of the 3 runs" in words[1].reason  # type: ignore[union-attr]


def test_a_page_that_comes_back_is_counted_from_the_beginning(tmp_path: Path, clock: FakeClock) -> None:
    links, words = LinkSettings(sightings=2), []
    for answers in ([said(404)], [said(404), said(200, article())], [said(404)], [said(404)]):
        cache = Cache(tmp_path / "c.sqlite", clock)
        words.append(verdict(links_of(Web({CITED: answers}), CITED, verdicts=cache, links=links)[CITED]))
        cache.close()
        clock.sleep(86_400 * 10)
    assert words == ["unchecked", "live", "unchecked", "gone"]


def test_the_registry_is_asked_about_a_blocked_doi() -> None:
    url = "https://doi.org/10.5555/grain.2021"
    registry = Registry(b'{"responseCode": 1, "values": [{"type": "URL", "data": {"value": "https://press.example/grain"}}]}')
    capture_folder = CaptureFolder()
    link = links_of(Web({url: [said(403)]}), url, registry=registry, capture_folder=capture_folder)[url]
    assert verdict(link) == "blocked"
    assert "registered and leads to https://press.example/grain" in link.reason  # type: ignore[union-attr]
    assert not capture_folder.asked


def test_a_doi_that_the_registry_does_not_know_is_reported_and_still_only_blocked() -> None:
    url = "https://doi.org/10.5555/no.such"
    link = links_of(Web({url: [said(403)]}), url, registry=Registry(b'{"responseCode": 100}'))[url]
    assert (verdict(link), "does not know" in link.reason) == ("blocked", True)  # type: ignore[union-attr]


def test_the_latest_capture_of_another_blocked_page_is_reported() -> None:
    link = links_of(Web({CITED: [said(403)]}), CITED, capture_folder=CaptureFolder())[CITED]
    assert verdict(link) == "blocked"
    assert link.archive_url == f"https://shelf.example/2022/{CITED}"  # type: ignore[union-attr]


def test_an_archive_that_is_silent_is_asked_once_and_changes_nothing() -> None:
    capture_folder = CaptureFolder(silent=True)
    urls = [f"https://a{n}.example/page" for n in range(5)]
    found = links_of(Web({url: [said(403)] for url in urls}), *urls, capture_folder=capture_folder)
    assert {verdict(link) for link in found.values()} == {"blocked"}
    assert len(capture_folder.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.4/report",
        "https://wiki.corp/page",
        "https://files.example/a?token=abc123",
        "https://me:pw@files.example/a",
        "https://news.example/a?to=eva.roth@mail.example",
    ],
)
def test_private_urls_are_not_sent_to_archives(url: str) -> None:
    capture_folder = CaptureFolder()
    links_of(Web({url: [said(403)]}), url, capture_folder=capture_folder)
    assert not capture_folder.asked


def test_a_second_run_of_an_unchanged_list_asks_nothing(tmp_path: Path, clock: FakeClock) -> None:
    urls = {CITED: said(200, article()), f"{SITE}/gone": said(404), f"{SITE}/soft": said(200, shown("Page not found"))}
    first = Web({url: [answer] for url, answer in urls.items()})
    cache = Cache(tmp_path / "c.sqlite", clock)
    before = links_of(first, *urls, verdicts=cache)
    cache.close()
    second, again = Web(), Cache(tmp_path / "c.sqlite", clock)
    assert links_of(second, *urls, verdicts=again) == before
    assert second.asked == []


def test_an_expired_page_is_requested_conditionally(tmp_path: Path, clock: FakeClock) -> None:
    cache = Cache(tmp_path / "c.sqlite", clock)
    links_of(Web({CITED: [said(200, article(), ("ETag", '"7"'))]}), CITED, verdicts=cache)
    cache.commit()
    clock.sleep(86_400 * 30)
    web = Web({CITED: [said(304)]})
    assert isinstance(links_of(web, CITED, verdicts=cache)[CITED], Live)
    assert ("If-None-Match", '"7"') in web.asked[0].headers
    web = Web()
    links_of(web, CITED, verdicts=cache)
    assert web.asked == []


def test_an_interrupted_run_resumes(tmp_path: Path, clock: FakeClock) -> None:
    """What said 404 once is asked only once more, what was blocked only of others."""
    barred = f"{SITE}/barred"
    cache = Cache(tmp_path / "c.sqlite", clock)
    network = Network(Web({barred: [said(403)]}), None, clock, None, None, cache)  # type: ignore[arg-type]
    run = check([Request(CITED, whole=False), Request(barred, whole=False), Request(f"{SITE}/x#a", whole=False)], network)
    network.pages.answers[f"{SITE}/x"] = [said(200, article())]  # type: ignore[attr-defined]
    next(run)  # the one that is live is told first; then the power goes
    cache.commit()
    web, capture_folder = Web(), CaptureFolder()
    found = links_of(web, CITED, barred, f"{SITE}/x#a", verdicts=Cache(tmp_path / "c.sqlite", clock), capture_folder=capture_folder)
    assert web.urls == [CITED]
    assert capture_folder.asked == [barred]
    assert [verdict(found[url]) for url in (CITED, barred)] == ["gone", "blocked"]


def test_hosts_take_turns_whatever_the_order_of_their_links_in_the_document() -> None:
    urls = [f"https://{host}.example/{n}" for host, many in (("a", 3), ("b", 1), ("c", 2)) for n in range(many)]
    rounds = [request.url.removeprefix("https://") for request in by_rounds(map(Request, urls))]
    assert rounds == ["a.example/0", "b.example/0", "c.example/0", "a.example/1", "c.example/1", "a.example/2"]
