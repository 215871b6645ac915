"""What it means that nobody knows a work: mostly nothing, and never anything where somebody did not answer."""

from dataclasses import dataclass

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Date
from citecheck.protocols import Query, Service
from tests.sources.conftest import HOME, TITLE, Knows, Web, cited, everything, html, located, offer
from tests.sources.guards import guards

JOURNAL = frozenset(("article-journal", "paper-conference"))


@dataclass
class Register(Knows):
    """A register of articles that may say whether it has others of that journal and year."""

    name: str = "register"
    decisive: frozenset[str] = JOURNAL
    keeping: bool | str = True

    def keeps(self, query: Query, service: Service) -> bool:
        if isinstance(self.keeping, str):
            raise NoAnswer(self.keeping)
        return self.keeping


def article(title: str = TITLE, **more: object) -> Query:
    """A note of an article that no register knows."""
    return cited(title, **{"type": "article-journal", "day": (2011,), "container_title": "Annals of Rivers", "domains": (), **more})  # type: ignore[arg-type]


def of(web: Web, query: Query, *more: Knows, keeping: bool | str = True) -> Resolution:
    return located(web, query, Register(keeping=keeping), *more)


def test_an_article_that_no_register_knows_though_it_has_others_of_that_journal_and_year_is_not_found(web: Web) -> None:
    found = of(web, article())
    assert (
        found.state == "not-found"
        and found.reason == "register answered and does not know it; register has other works of that journal and year"
    )


def test_where_the_register_has_nothing_of_that_journal_and_year_its_no_means_nothing(web: Web) -> None:
    found = of(web, article(), keeping=False)
    assert found.state == "unchecked" and "no work of that journal and year" in found.reason
    assert of(web, article(), keeping="429").state == "unchecked"


def two(query: Query) -> str:
    """The state of a work of which neither of two registries has anything, nor of its publication."""
    return located(Web(), query, Register(keeping=False), Register(name="second", keeping=False)).state


@guards("REGISTRIES", "ARTICLES_SINCE")
def test_two_registries_that_know_nothing_of_a_recent_article_say_so_and_one_does_not() -> None:
    assert two(article(day=(2000,))) == "not-found" and two(article(day=(1999,))) == "unchecked"
    assert of(Web(), article(day=(2000,)), keeping=False).state == "unchecked"
    three = [Register(name=name, keeping=False) for name in "abc"]
    assert located(Web(), article(day=(2000,)), *three[:2]).state == "not-found"


@guards("PAPERS_SINCE")
def test_a_paper_of_a_conference_is_a_work_like_an_article() -> None:
    states = [two(article(type="paper-conference", day=(year,))) for year in (2005, 2004)]
    assert states == ["not-found", "unchecked"]


@pytest.mark.parametrize("kind", ["report", "thesis", "book", "chapter", "article-newspaper", "webpage", "document"])
def test_reports_theses_books_and_pages_that_a_register_of_articles_does_not_know_are_no_finding(web: Web, kind: str) -> None:
    found = of(web, article(type=kind))
    assert found.state == "unchecked" and "could say that there is no such page" in found.reason


@pytest.mark.parametrize(
    "title",
    [
        "Die Flüsse und ihre Städte im Zeitalter der großen Fluten",
        "Le piene del fiume e le città della pianura nella storia moderna",
        "江の洪水と町の記録",
    ],
)
def test_a_title_in_another_language_may_be_kept_translated(web: Web, title: str) -> None:
    assert of(web, article(title, language=None)).state == "unchecked"


def test_old_works_and_works_with_a_url_need_not_be_registered(web: Web) -> None:
    assert of(web, article(day=(1938,))).state == "unchecked"
    web.pages[HOME] = 410
    assert of(web, article(url=HOME)).state == "unchecked"


def test_titles_of_few_words_are_overlooked(web: Web) -> None:
    assert of(web, article("Floods")).state == "unchecked"
    assert of(web, article("Book reviews", text="Okafor, Ada, Book reviews, Annals of Rivers")).state == "unchecked"


def test_a_service_that_does_not_answer_leaves_the_source_unchecked(web: Web) -> None:
    found = of(web, article(), Knows(silent="time-out", name="sitemaps", decisive=frozenset()))
    assert found.state == "unchecked" and "sitemaps (time-out)" in found.reason


def test_an_archive_that_did_not_answer_for_another_source_leaves_it_unchecked(web: Web) -> None:
    """Nobody asks the archive about an article without an address; it may be the only one that has it."""

    class Throttled(Web):
        def recall(self, url, near, service):  # type: ignore[no-untyped-def]
            raise NoAnswer("429")

    queries = [article(), cited("Mill quarter dries its carpets on the bridge")]
    known = Knows((offer(title="Mill quarter dries its carpets on the bridge"),), decisive=frozenset())
    page = html("Mill quarter dries its carpets on the bridge")
    web.pages[HOME] = page
    assert [r.state for r in everything(web, queries, known, Register())] == ["not-found", "verified"]
    silenced = everything(Throttled({HOME: page}), queries, known, Register())
    assert [r.state for r in silenced] == ["unchecked", "verified"] and "shelf (429)" in silenced[0].reason


def test_a_doubtful_title_is_never_called_not_found(web: Web) -> None:
    from dataclasses import replace

    query = article()
    assert of(web, replace(query, source=replace(query.source, confidence=(("title", 0.6),)))).state == "unchecked"


def test_a_page_that_promises_to_be_it_and_was_not_read_leaves_it_open(web: Web) -> None:
    web.pages[HOME] = 403
    unclear = offer(title="Mill quarter under water", excerpt=f"{TITLE}, says the mayor")
    assert of(web, article(), Knows((unclear,), decisive=frozenset())).state == "unchecked"


def test_the_register_is_asked_only_where_its_no_would_count(web: Web) -> None:
    """The question whether it has the journal is one more request."""
    register = Register(keeping="must not be asked")
    web.pages[HOME] = html(TITLE)
    assert located(web, cited(issued=Date((2019, 3, 14))), Knows((offer(),)), register).state == "verified"
