"""A note that may be read in two ways: the second reading is compared with what was found, and asked for where nothing was."""

from msgspec.structs import replace

from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Item
from citecheck.model.web import Request
from citecheck.protocols import Query
from tests.sources.conftest import HOME, TITLE, WORDS, Knows, Web, cited, html, located, offer

OTHER = "The quay walk opens to summer guests at noon"


def swapped(**more: object) -> Query:
    """A note whose outlet was read as its title, and its title as the outlet; the second reading has them right."""
    query = cited(
        "The Courier Sunday Evening Paper", container_title=TITLE, domains=(), text=f"The Courier. {TITLE}. 14 March 2019", **more
    )
    item = query.source.item
    right = replace(item, title=TITLE, container_title="The Courier")
    return replace(query, source=replace(query.source, text="A note of another form", alternatives=(right,)))


class Searched(Knows):
    """An engine that offers what has the words it is asked for."""

    def search(self, query, service):  # type: ignore[no-untyped-def]
        super().search(query, service)
        return tuple(one for one in self.offers if one.title and one.title in query.title)


def test_a_page_with_the_title_of_the_second_reading_is_verified(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    found = located(web, swapped(), Knows((offer(),)))
    assert (found.state, found.url) == ("verified", HOME)
    title, reading = ({e.variable: e for e in found.evidence}[name] for name in ("title", "reading"))
    assert title.cited == TITLE and reading.found == TITLE and reading.bits < 0


def test_the_first_reading_is_taken_where_both_fit(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    query = cited()
    cut = replace(query.source.item, title=TITLE.partition(" for ")[0])
    found = located(web, replace(query, source=replace(query.source, alternatives=(cut,))), Knows((offer(),)))
    assert found.state == "verified" and "reading" not in {e.variable for e in found.evidence}


def test_where_the_first_reading_finds_nothing_the_second_is_asked_for(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    engine = Searched((offer(),))
    found = located(web, swapped(), engine)
    assert (found.state, found.url) == ("verified", HOME)
    assert [query.title for query in engine.asked] == ["The Courier Sunday Evening Paper", TITLE]


def test_once_something_was_found_no_service_is_asked_twice(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    query = cited()
    other = replace(query.source.item, title=OTHER)
    engine = Knows((offer(),))
    located(web, replace(query, source=replace(query.source, alternatives=(other,))), engine)
    assert len(engine.asked) == 1


def test_a_second_reading_with_the_same_words_is_not_asked_for(web: Web) -> None:
    query = cited()
    other = replace(query.source.item, author=(), issued=Date((2019,)))
    engine = Knows()
    located(web, replace(query, source=replace(query.source, alternatives=(other,))), engine)
    assert len(engine.asked) == 1


def test_the_second_reading_costs_a_few_questions_at_most(web: Web) -> None:
    web.captures[HOME] = {"2019-03-14": html(OTHER)}
    engines = tuple(Asking(name=f"engine {n}") for n in range(6))
    located(web, swapped(), *engines)
    assert [len(engine.asked) for engine in engines] == [2, 2, 2, 1, 1, 1]


class Asking(Knows):
    """A service that is asked one question for a source, and knows nothing."""

    def search(self, query, service):  # type: ignore[no-untyped-def]
        super().search(query, service)
        service.send(Request(f"https://shelf.example/2019-03-14/{HOME}"))
        return ()


def test_a_page_at_the_notes_url_with_the_title_of_the_second_reading_is_not_another_work(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    query = cited("The annual report of the harbour board", url=HOME, container_title=None, text="A note")
    item: Item = query.source.item
    read = replace(query.source, alternatives=(replace(item, title=TITLE),))
    assert located(web, replace(query, source=read)).state == "verified"


def test_two_readings_do_not_make_a_page_of_neither_the_cited_one(web: Web) -> None:
    web.pages[HOME] = html(OTHER, text=WORDS)
    told = Candidate(HOME, "engine", OTHER)
    assert located(web, swapped(), Knows((told,))).state not in ("verified", "likely")


def test_an_author_that_was_read_as_part_of_the_title_is_left_out_of_the_second_question(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    query = cited(f"Ada Okafor. {TITLE}", author=(), text=f"Ada Okafor. {TITLE}. The Courier, 2019-03-14.")
    engine = Exact((offer(),))
    assert located(web, query, engine).state == "verified"
    assert [asked.title for asked in engine.asked] == [f"Ada Okafor. {TITLE}", TITLE]


class Exact(Knows):
    """An index of phrases: it knows what begins as it is asked for."""

    def search(self, query, service):  # type: ignore[no-untyped-def]
        super().search(query, service)
        return tuple(one for one in self.offers if one.title and one.title.startswith(query.title))
