"""From a note to its page: what is proved is verified, what is not is not, and silence never speaks against a source."""

import pytest
from msgspec.structs import replace

from citecheck.language.quotations import Quoted
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.place import Span
from citecheck.model.reference import Date
from tests.sources.conftest import HOME, TITLE, WORDS, Knows, Web, cited, everything, html, located, offer

LATER = "https://courier.example/2019/07/02/river-towns-brace"


def test_a_page_with_the_cited_title_and_day_is_verified(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    found = located(web, cited(), Knows((offer(),)))
    assert (found.state, found.url) == ("verified", HOME)
    assert {e.variable for e in found.evidence if e.verdict == "confirmed"} >= {"title", "issued", "author"}
    assert found.probability is not None and found.probability >= 0.99


def test_what_fetched_a_candidate_earns_nothing(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    used = Candidate(HOME, "engine", TITLE, used=("title", "date", "outlet"))
    by_variable = {e.variable: e.bits for e in located(web, cited(), Knows((used,))).evidence}
    assert by_variable["issued"] == 0 and by_variable["container-title"] == 0


def test_two_pages_of_one_publication_with_the_same_title_are_distinguished_by_the_day(web: Web) -> None:
    """The same statement is issued again months later."""
    web.pages |= {HOME: html(TITLE), LATER: html(TITLE, "2019-07-02")}
    engine = Knows((offer(LATER), offer(HOME)))
    assert located(web, cited(), engine).url == HOME
    assert located(web, cited(day=(2019, 7, 2)), engine).url == LATER


def test_without_a_day_two_such_pages_are_ambiguous(web: Web) -> None:
    web.pages |= {HOME: html(TITLE), LATER: html(TITLE, "2019-07-02")}
    found = located(web, cited(day=()), Knows((offer(HOME), offer(LATER))))
    assert (found.state, found.url) == ("ambiguous", None)


def test_the_same_story_in_another_publication_is_not_taken_for_the_cited_one(web: Web) -> None:
    wire = "https://gazette.example/wire/river-towns-brace"
    web.pages[wire] = html(TITLE, outlet="The Gazette", author="Newswire")
    web.pages["https://courier.example/other"] = html("Cake sale raises record sum")
    found = located(web, cited(container_title="The Guardian"), Knows((offer(wire),)))
    assert found.state in ("ambiguous", "not-found") and found.url is None


def test_a_mobile_copy_and_the_page_are_one_and_the_page_is_given(web: Web) -> None:
    copy = "https://m.courier.example/2019/03/14/river-towns-brace"
    web.pages |= {HOME: html(TITLE), copy: html(TITLE, canonical=HOME)}
    found = located(web, cited(), Knows((offer(copy), offer(HOME))))
    assert (found.state, found.url) == ("verified", HOME)


def test_a_live_blog_of_the_same_words_is_not_the_report(web: Web) -> None:
    blog = "https://courier.example/live/2019/03/14/river-towns"
    web.pages[blog] = html(f"Live updates: {TITLE}")
    assert located(web, cited(), Knows((offer(blog, f"Live updates: {TITLE}"),))).state != "verified"


def test_the_second_days_report_is_not_the_first_days(web: Web) -> None:
    web.pages[HOME] = html("Day 2 of the flood: the river towns count the cost", "2019-03-15")
    found = located(
        web,
        cited("Day 1 of the flood: the river towns count the cost"),
        Knows((offer(title="Day 2 of the flood: the river towns count the cost"),)),
    )
    assert found.state not in ("verified", "likely")


def test_a_headline_that_was_changed_later_is_found_in_the_capture_of_its_day(web: Web) -> None:
    web.pages[HOME] = html("Mill quarter under water")
    web.captures[HOME] = {"2019-03-15": html(TITLE), "2022-01-01": html("Mill quarter under water")}
    found = located(web, cited(), Knows((offer(excerpt="River towns brace for a third flood in a single spring, says"),)))
    assert (found.state, found.url) == ("verified", HOME)
    assert found.archive_url == f"https://shelf.example/2019-03-15/{HOME}"


def test_a_page_that_is_gone_is_verified_by_its_capture_and_keeps_its_own_url(web: Web) -> None:
    web.pages[HOME] = 410
    web.captures[HOME] = {"2019-03-16": html(TITLE)}
    found = located(web, cited(), Knows((offer(),)))
    assert (found.state, found.url, type(found.link).__name__) == ("verified", HOME, "Gone")


def test_an_unreadable_page_is_likely_at_best(web: Web) -> None:
    web.pages[HOME] = 403
    told = Candidate(HOME, "engine", TITLE, ("Ada Okafor",), "The Courier", Date((2019, 3, 14)))
    assert located(web, cited(), Knows((told,)), archived=False).state == "likely"


def test_two_words_in_common_are_no_proof(web: Web) -> None:
    web.pages[HOME] = html("Third flood insurance fraud trial opens", "2016-01-01", "B. Writer")
    assert located(web, cited(), Knows((offer(),))).state == "not-found"


def test_not_found_needs_a_decisive_service_that_answered(web: Web) -> None:
    assert located(web, cited(), Knows()).state == "not-found"
    assert located(web, cited(), Knows(decisive=frozenset())).state == "unchecked"
    assert located(web, cited(), Knows(silent="429")).state == "unchecked"
    assert located(web, cited()).state == "unchecked"


def test_one_silent_service_among_several_leaves_a_source_unchecked_and_is_named(web: Web) -> None:
    found = located(web, cited(), Knows(), Knows(silent="time-out", name="other", decisive=frozenset()))
    assert found.state == "unchecked" and "other (time-out)" in found.reason


def test_a_web_page_that_a_register_of_papers_does_not_know_is_no_finding(web: Web) -> None:
    register = Knows(name="register", decisive=frozenset(("article-journal",)))
    assert located(web, cited(type="webpage"), register).state == "unchecked"
    assert located(web, cited(type="article-journal"), register).state == "not-found"


def test_a_translated_title_is_never_called_not_found(web: Web) -> None:
    assert located(web, cited(translated_title=True), Knows()).state == "unchecked"


def test_a_note_without_a_readable_title_is_never_called_not_found(web: Web) -> None:
    text = "Okafor, A. (2019, March 14). River towns brace for a third flood. The Courier."
    assert located(web, cited("A", text=text), Knows()).state == "unchecked"


def test_once_title_and_day_are_confirmed_no_other_service_is_asked(web: Web) -> None:
    web.pages[HOME] = html(TITLE)
    second = Knows(name="second")
    located(web, cited(), Knows((offer(),)), second)
    assert second.asked == []


def test_where_the_day_is_open_a_title_that_may_recur_is_searched_on(web: Web) -> None:
    web.pages |= {HOME: html(TITLE, day=""), LATER: html(TITLE, day="")}
    second = Knows(name="second")
    located(web, cited(day=(2019,)), Knows((offer(HOME), offer(LATER))), second)
    assert len(second.asked) == 1


def test_all_notes_go_through_one_service_before_the_next(web: Web) -> None:
    order: list[str] = []

    class Noted(Knows):
        def search(self, query, service):  # type: ignore[no-untyped-def]
            order.append(self.name)
            return super().search(query, service)

    everything(web, [cited(), cited("Cake sale raises a record sum for the mill")], Noted(name="first"), Noted(name="second"))
    assert order == ["first", "first", "second", "second"]


@pytest.mark.parametrize("send", ["none", "identifiers"])
def test_no_service_is_sent_a_title_if_the_settings_forbid_it(web: Web, send: str) -> None:
    web.pages[HOME] = html(TITLE)
    engine = Knows((offer(),))
    found = located(web, cited(), engine, send=send)  # type: ignore[arg-type]
    assert found.state == "unchecked" and engine.asked == [] and web.asked == []


def test_the_residue_of_a_lost_url_points_to_its_page_and_does_not_prove_it(web: Web) -> None:
    page = "https://courier.example/story/29907-river-towns-brace,-the-mayor-says"
    web.pages |= {page: html(TITLE), LATER: html(TITLE, "2019-07-02")}
    query = cited(day=(2019,), url_residue=",-the-mayor-says")
    assert located(web, query, Knows((offer(LATER, TITLE), offer(page, "")))).url == page
    web.pages[page] = html("Cake sale raises a record sum", "2016-01-01", "B. Writer")
    assert located(web, cited(url_residue=",-the-mayor-says"), Knows((offer(page, ""),))).state not in ("verified", "likely")


def test_both_readings_of_day_and_month_count_and_a_day_of_difference_does_not(web: Web) -> None:
    web.pages[HOME] = html(TITLE, "2019-04-03")
    query = cited()
    item = replace(query.source.item, issued=Date((2019, 3, 4), other=(2019, 4, 3)))
    assert located(web, replace(query, source=replace(query.source, item=item)), Knows((offer(),))).state == "verified"
    assert located(web, cited(day=(2019, 4, 4)), Knows((offer(),))).state == "verified"
    assert located(web, cited(day=(2019, 4, 6)), Knows((offer(),))).state != "verified"


def test_a_publication_that_the_note_names_elsewhere_is_its_publication(web: Web) -> None:
    """An agency stands before the paper that prints it, and was read as the outlet."""
    web.pages[HOME] = html(TITLE, author="")
    text = f"Reuters. {TITLE}. The Courier, 14 March 2019."
    found = located(web, cited(container_title="Reuters", text=text, domains=("reuters.com",)), Knows((offer(),)))
    assert found.state == "verified"


def test_what_others_cite_under_the_same_title_and_day_counts(web: Web) -> None:
    """Another article of the paper has the words, too; the one that an encyclopedia cites under this title and day is meant."""
    web.pages[HOME] = html(TITLE, day="", author="")
    told = Candidate(HOME, "wikipedia", TITLE, ("Okafor",), date=Date((2019, 3, 14)), note="Spring floods", cited=True)
    found = located(web, cited(container_title=None), Knows((told,)))
    assert "oracle" in {e.variable for e in found.evidence} and found.state == "verified"


def test_every_question_and_answer_about_a_source_is_kept(web: Web) -> None:
    class Sends(Knows):
        def search(self, query, service):  # type: ignore[no-untyped-def]
            from citecheck.model.web import Request

            service.send(Request(f"https://shelf.example/2019-03-14/{HOME}"))
            return ()

    web.captures[HOME] = {"2019-03-14": html(TITLE)}
    (asked,) = located(web, cited(), Sends()).asked
    assert (asked.service, asked.answer) == ("engine", f"200, {len(html(TITLE))} bytes")


def test_quoted_words_that_the_page_has_speak_for_it(web: Web) -> None:
    said = Quoted("moved its chairs to the first floor of the old mill", Span(0, 51))
    web.pages[HOME] = html(TITLE, day="", author="", text=WORDS)
    found = located(web, cited(container_title=None, day=(), quoted=(said,)), Knows((offer(),)))
    assert "quote" in {e.variable for e in found.evidence if e.verdict == "confirmed"}
    assert [check.verdict for check in found.quotes] == ["found"]


def test_where_an_offered_page_could_not_be_read_nothing_is_called_not_found(web: Web) -> None:
    web.pages[HOME] = 410
    unclear = offer(title="Mill quarter under water", excerpt=f"{TITLE}, says the mayor")
    found = located(web, cited(), Knows((unclear,)), archived=False)
    assert found.state == "unchecked" and HOME in found.reason

    class Silent(Web):
        def recall(self, url, near, service):  # type: ignore[no-untyped-def]
            raise NoAnswer("429")

    found = located(Silent({HOME: 410}), cited(), Knows((unclear,)))
    assert found.state == "unchecked" and [one.service for one in found.silent] == ["shelf"]


def test_a_title_alone_is_never_enough(web: Web) -> None:
    """Another work of the same title, at an address of which nobody could read anything."""
    web.pages["https://doi.org/10.5555/flood.2"] = 503
    told = offer("https://doi.org/10.5555/flood.2")
    found = located(web, cited(type="article-journal", container_title="Journal of Rivers"), Knows((told,)))
    assert (found.state, found.url) == ("ambiguous", None)


def test_an_unreadable_page_needs_more_evidence_than_the_search_terms(web: Web) -> None:
    """The title at the outlet's site is what the engine was asked for; the outlet prints it again every spring."""
    web.pages[LATER] = 403
    told = Candidate("https://courier.example/river-towns-brace", "engine", TITLE, used=("title", "outlet"))
    found = located(web, cited(), Knows((told,)), archived=False)
    assert (found.state, found.url) == ("ambiguous", None) and "could not be read" in found.reason


def test_two_urls_of_one_story_are_enough_and_no_other_service_is_asked(web: Web) -> None:
    copy = "https://m.courier.example/2019/03/14/river-towns-brace"
    web.pages |= {HOME: html(TITLE), copy: html(TITLE, canonical=HOME)}
    second = Knows(name="second")
    found = located(web, cited(), Knows((offer(copy), offer(HOME))), second)
    assert found.url == HOME and second.asked == []


def test_once_the_publications_page_of_the_day_is_found_other_publications_are_not_read(web: Web) -> None:
    wire = "https://gazette.example/wire/river-towns-brace"
    web.pages |= {HOME: html(TITLE), wire: html(TITLE, outlet="The Gazette")}
    assert located(web, cited(), Knows((offer(HOME), offer(wire)))).url == HOME
    assert wire not in web.asked


def test_another_page_of_the_publication_with_that_title_is_read_nevertheless(web: Web) -> None:
    """A title may recur the next day, which is as near as the cited one."""
    twin = "https://courier.example/2019/03/15/river-towns-brace"
    web.pages |= {HOME: html(TITLE), twin: html(TITLE, "2019-03-15")}
    found = located(web, cited(), Knows((offer(HOME), offer(twin))))
    assert (found.state, found.url) == ("ambiguous", None)


def test_a_page_that_only_says_when_it_was_changed_is_not_of_another_day(web: Web) -> None:
    changed = html(TITLE, day="").replace(b"</head>", b'<meta property="article:modified_time" content="2023-02-01"></head>')
    web.pages[HOME.replace("/2019/03/14", "")] = changed
    found = located(web, cited(), Knows((offer(HOME.replace("/2019/03/14", "")),)))
    assert "issued" not in {e.variable for e in found.evidence} and found.state == "verified"


def test_a_page_that_was_changed_before_the_cited_day_is_of_another(web: Web) -> None:
    page = "https://courier.example/river-towns-brace"
    web.pages[page] = html(TITLE, day="").replace(
        b"</head>", b'<meta property="article:modified_time" content="2017-02-01"></head>'
    )
    assert located(web, cited(), Knows((offer(page),))).state not in ("verified", "likely")
