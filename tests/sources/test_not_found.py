"""What it means that nobody knows a work: mostly nothing, and never anything where somebody did not answer."""

from dataclasses import dataclass

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Date, Name
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


@guards("REGISTRIES")
def test_two_registries_that_know_nothing_of_a_recent_article_say_so_and_one_does_not() -> None:
    assert two(article(day=(2000,))) == "not-found" and two(article(day=(1999,))) == "unchecked"
    assert of(Web(), article(day=(2000,)), keeping=False).state == "unchecked"
    three = [Register(name=name, keeping=False) for name in "abc"]
    assert located(Web(), article(day=(2000,)), *three[:2]).state == "not-found"


def test_a_paper_of_a_known_conference_is_a_work_like_an_article_and_registries_lack_half_of_the_others() -> None:
    def state(venue: str, year: int) -> str:
        return two(article(type="paper-conference", container_title=venue, day=(year,)))

    assert [state("NeurIPS", year) for year in (2000, 1999)] == ["not-found", "unchecked"]
    assert state("Proceedings of the 4th Regional Symposium on Dykes", 2012) == "unchecked"


@guards("COVERED")
def test_what_may_be_said_of_a_kind_of_works_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.sources import coverage

    def state(known: int) -> str:
        row = coverage.Coverage("article-journal", None, 0, 2100, 1000, known)
        with monkeypatch.context() as patched:
            patched.setattr(coverage, "_table", lambda: (row,))
            found = located(Web(), article(), Register(keeping=False), Register(name="second", keeping=False))
        return found.reason if found.state == "not-found" else found.state

    assert state(849) == "unchecked" and state(851).endswith("though it has 85% of the works of its kind and time")


def test_what_only_its_form_makes_an_article_is_not_found_only_if_a_registry_has_its_journal(web: Web) -> None:
    """A text by persons of a year in a publication that no table has is asked for as an article; news and pages have a day or a URL."""
    from citecheck.sources.query import query

    def state(keeping: bool, **more: object) -> str:
        noted = article(**{"type": "webpage", "container_title": "Sustainable Rivers", **more}).source  # type: ignore[arg-type]
        return of(web, query(noted), Register(name="second", keeping=keeping), keeping=keeping).state

    assert (state(True), state(False)) == ("not-found", "unchecked")
    assert state(True, type="book", container_title=None, publisher="Engineering and Technology of Rivers") == "not-found"
    for more in (
        {"day": (2011, 4, 2)},
        {"author": ()},
        {"container_title": "The Guardian"},
        {"type": "book", "container_title": None, "publisher": "Mill Press"},
        {"type": "book", "container_title": None, "publisher": "Institute of River Studies", "publisher_place": "Leeds"},
        {"type": "report"},
    ):
        assert state(True, **more) == "unchecked", more


def test_a_preprint_that_its_own_server_does_not_know_is_not_found(web: Web) -> None:
    from citecheck.sources.query import query

    server = Knows(name="arxiv", decisive=frozenset(("article",)))
    for kind, fields in {
        "article-journal": {"container_title": "arXiv preprint arXiv:2101.00001"},
        "book": {"container_title": None, "publisher": "arXiv"},
        "webpage": {"container_title": None, "text": f"Okafor, Ada. “{TITLE}.” arXiv, 2023."},
    }.items():
        asked = query(article(type=kind, **fields).source)  # type: ignore[arg-type]
        assert located(web, asked, Register(keeping=False), server).state == "not-found", kind
        assert located(web, asked, Register(keeping=False)).state == "unchecked", kind
    elsewhere = query(article(container_title="Annals of Rivers", text=f"Okafor, “{TITLE},” Annals of Rivers, arXiv, 2023").source)
    assert elsewhere.source.item.type == "article-journal"


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
    from msgspec.structs import replace

    def state(text: str) -> str:
        query = article(text=text)
        return of(web, replace(query, source=replace(query.source, confidence=(("title", 0.6),)))).state

    assert state(f"Ada Okafor, {TITLE}, Annals of Rivers 2011") == "unchecked"
    assert state(f"Ada Okafor, {TITLE}” Annals of Rivers 2011") == "unchecked"
    assert state(f"Okafor, Ada (2011). {TITLE}. In: Annals of River Science 45") == "unchecked"
    known = article(text=f"Okafor, A. (2011). {TITLE}. Annals of River Science, 45.", container_title="Annals of River Science")
    unsure = replace(
        known,
        source=replace(known.source, item=replace(known.source.item, author=(Name("Okafor", "A."),)), confidence=(("title", 0.6),)),
    )
    assert of(web, unsure).state == "not-found"  # nothing is left between the authors and a publication that is one
    for quoted in (f"“{TITLE},”", f"«{TITLE}»,", f'"{TITLE}."', f"„{TITLE}“"):  # its limits are printed
        assert state(f"Ada Okafor, {quoted} Annals of Rivers 2011") == "not-found"


def test_a_page_that_promises_to_be_it_and_was_not_read_leaves_it_open(web: Web) -> None:
    web.pages[HOME] = 403
    unclear = offer(title="Mill quarter under water", excerpt=f"{TITLE}, says the mayor")
    assert of(web, article(), Knows((unclear,), decisive=frozenset())).state == "unchecked"


def test_the_register_is_asked_only_where_its_no_would_count(web: Web) -> None:
    """The question whether it has the journal is one more request."""
    register = Register(keeping="must not be asked")
    web.pages[HOME] = html(TITLE)
    assert located(web, cited(issued=Date((2019, 3, 14))), Knows((offer(),)), register).state == "verified"
