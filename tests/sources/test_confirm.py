"""Pages at the notes' own addresses: the cited one, another, changed since, or not to be told; nobody is accused on half a reading."""

import pytest
from msgspec.structs import replace

from citecheck.model.knowledge import Candidate, Notice
from citecheck.model.reference import Date, Name
from citecheck.protocols import Query
from tests.sources.conftest import HOME, TITLE, WORDS, Knows, Web, cited, html, located

OTHER = "Cake sale raises a record sum for the school orchestra"
BAKING = "The bakers of the parish had been up since four, and the queue went twice around the church. " * 12


def at_home(title: str = TITLE, day: tuple[int, ...] = (2019, 3, 14), **more: object) -> Query:
    return cited(title, day, url=HOME, **more)


def test_the_cited_page_is_verified_and_no_service_is_searched(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    engine = Knows()
    found = located(web, at_home(), engine)
    assert (found.state, found.url) == ("verified", HOME) and engine.asked == []


def test_another_article_is_contradicted_with_cited_and_found_side_by_side(web: Web) -> None:
    web.pages[HOME] = html(OTHER, "2016-01-01", "B. Baker", text=BAKING)
    found = located(web, at_home())
    assert (found.state, found.url) == ("contradicted", HOME)
    (title,) = (e for e in found.evidence if e.variable == "title")
    assert (title.cited, title.found, title.verdict) == (TITLE, OTHER, "contradicted")


def test_a_front_page_is_not_the_article_that_it_links_to(web: Web) -> None:
    """It has the headline among fifty others, and no day of its own."""
    headlines = " ".join(f"<a href='/{n}'>Headline number {n} of the day</a>" for n in range(50))
    front = f"<html><head><title>The Courier</title></head><body><h1>The Courier</h1>{headlines}<a>{TITLE}</a></body></html>"
    web.pages[HOME] = front.encode()
    assert located(web, at_home()).state in ("unchecked", "contradicted")


def test_a_page_that_changed_since_is_contradicted_where_a_capture_shows_the_cited_one(web: Web) -> None:
    web.pages[HOME] = html(OTHER, "2016-01-01", "B. Baker", text=BAKING)
    web.captures[HOME] = {"2019-03-20": html(TITLE)}
    found = located(web, at_home())
    assert found.state == "contradicted" and "changed since it was cited" in found.reason


def test_a_new_headline_over_the_same_text_is_the_cited_page(web: Web) -> None:
    web.pages[HOME] = html("Mill quarter under water", "")
    web.captures[HOME] = {"2019-03-20": html(TITLE)}
    assert located(web, at_home()).state == "verified"


def test_the_right_title_under_another_day_is_neither_right_nor_wrong(web: Web) -> None:
    undated = "https://courier.example/river-towns-brace"
    web.pages[undated] = html(TITLE, "2016-01-01")
    found = located(web, cited(url=undated))
    assert (found.state, found.reason) == ("ambiguous", "the page has the title, but another date")


@pytest.mark.parametrize(
    "page",
    (
        html(OTHER, "2019-03-14", text=BAKING),  # the day is right
        html(OTHER, "", "Ada Okafor", text=BAKING),  # the author is right
        html(OTHER, "", "", text=BAKING + TITLE),  # its text has the title
        html(OTHER, "2016-01-01", "B. Baker", text="Subscribe to read on."),  # hardly any text: a wall, an application's shell
        html("Flusstaedte erwarten die dritte Flut", "2016-01-01", "B. Baker", language="de", text=BAKING),  # another language
        html("River towns brace for another third flood", "2016-01-01", "B. Baker"),  # much of the title
        b"<html><body>" + BAKING.encode() + b"</body></html>",  # no title at all
    ),
)
def test_a_page_that_agrees_in_anything_or_says_little_is_not_accused(web: Web, page: bytes) -> None:
    web.pages[HOME] = page
    assert located(web, at_home()).state != "contradicted"


@pytest.mark.parametrize("status", (7, 401, 403, 429, 451, 500, 503))
def test_a_page_that_could_not_be_read_is_unchecked(web: Web, status: int) -> None:
    web.pages[HOME] = status
    found = located(web, at_home(), Knows())
    assert found.state == "unchecked" and "could not be read" in found.reason


def test_a_barred_page_is_verified_by_its_capture(web: Web) -> None:
    web.pages[HOME] = 403
    web.captures[HOME] = {"2019-03-20": html(TITLE)}
    found = located(web, at_home(), Knows())
    assert (found.state, type(found.link).__name__) == ("verified", "Blocked")


def test_a_page_with_a_dead_url_is_searched_for_elsewhere(web: Web) -> None:
    moved = "https://courier.example/archive/river-towns"
    web.pages |= {HOME: 404, moved: html(TITLE)}
    found = located(web, at_home(), Knows((Candidate(moved, "engine", TITLE),)))
    assert (found.state, found.url, type(found.link).__name__) == ("verified", moved, "Gone")


def test_a_translated_title_is_compared_with_nothing(web: Web) -> None:
    web.pages[HOME] = html(OTHER, "2016-01-01", "B. Baker", text=BAKING)
    assert located(web, at_home(translated_title=True)).state != "contradicted"


def test_a_report_is_not_the_live_blog_at_its_url(web: Web) -> None:
    blog = "https://courier.example/live/2019/03/14/liveblog-river-towns-brace"
    web.pages[blog] = html(f"Liveblog: {TITLE}")
    found = located(web, cited(url=blog, text=f"Ada Okafor, “{TITLE},” The Courier, {blog}"))
    assert found.state != "verified"


def test_an_identifier_of_another_work_is_contradicted_and_a_notice_is_reported(web: Web) -> None:
    doi = "https://doi.org/10.5555/flood.1"
    record = Candidate(doi, "register", "A grammar of the northern dialects", ("H. Grammar",), date=Date((1987,)), record=True)
    register = Knows((record,), name="register")
    register.identifiers = frozenset(("doi",))  # type: ignore[attr-defined]
    web.pages[doi] = 403
    query = cited(type="article-journal", doi="10.5555/flood.1")
    found = located(web, query, register)
    assert found.state == "contradicted" and "another work" in found.reason
    notice = Notice("retraction", "10.5555/flood.2")
    register.offers = (replace(record, title=TITLE, author=("Ada Okafor",), date=Date((2019,)), notices=(notice,)),)
    found = located(web, query, register)
    assert (found.state, found.notices) == ("verified", (notice,))


def test_words_quoted_from_the_page_are_found_or_not_and_a_wall_says_nothing(web: Web) -> None:
    from citecheck.language.quotations import Quoted
    from citecheck.model.place import Span

    said, never = (
        Quoted("moved its chairs to the first floor of the old mill", Span(0, 51)),
        Quoted("never said by anybody in this town before", Span(60, 100)),
    )
    web.pages[HOME] = html(TITLE, text=WORDS)
    query = replace(at_home(author=(Name("Okafor"),)), quoted=(said, never), document_language="en")
    assert [check.verdict for check in located(web, query).quotes] == ["found", "not-found"]
    web.pages[HOME] = 403
    assert {check.verdict for check in located(web, query).quotes} <= {"not-readable"}


FRENCH = "Le conseil municipal a fait fermer le vieux port hier soir, a dit le maire devant la presse. " * 10
AT_THE_PORTAL = "https://courier.example/data/table.aspx?id=33"


@pytest.mark.parametrize(
    "page",
    (
        html("Document library", "", "", text=BAKING),
        html("The Courier", "", "", text=BAKING),
        html("Episode 3", "", "", text=BAKING),
        html("Le vieux port est fermé", "2016-01-01", "", language="en", text=FRENCH),  # a template's language
        html("Le vieux port est fermé", "2016-01-01", "", language="", text=FRENCH),
        html("River town braces for third floods", "2016-01-01", "", text=BAKING),  # other forms of the words
    ),
)
def test_a_portal_a_list_or_a_translation_is_not_accused_of_its_title(web: Web, page: bytes) -> None:
    web.pages[AT_THE_PORTAL] = page
    found = located(web, cited(url=AT_THE_PORTAL))
    assert found.state == "unchecked"


def test_a_new_headline_at_a_url_with_the_cited_one_is_not_accused_of_its_date(web: Web) -> None:
    """Many pages give the day of the last change as theirs."""
    named = "https://courier.example/news/river-towns-brace-for-a-third-flood"
    web.pages[named] = html(OTHER, "2019-04-02", "", text=BAKING)
    assert located(web, cited(url=named)).state == "unchecked"
    web.pages[named] = html(OTHER, "2019-04-02", "B. Baker", text=BAKING)
    assert located(web, cited(url=named)).state == "contradicted"


def test_an_article_with_another_title_contradicts_a_note_of_a_title_only(web: Web) -> None:
    web.pages[AT_THE_PORTAL] = html(OTHER, "2016-01-01", "", text=BAKING)
    assert located(web, cited(day=(), url=AT_THE_PORTAL, author=())).state == "contradicted"
