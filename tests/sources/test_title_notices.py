"""A work whose page or record says in its title only that it was retracted does not pass without a word."""

import pytest
from msgspec.structs import replace

from citecheck.model.knowledge import Candidate, Notice
from citecheck.model.reference import Date
from tests.sources.conftest import HOME, TITLE, Knows, Web, cited, html, located


@pytest.mark.parametrize(
    ("headline", "kind"),
    [(f"RETRACTED: {TITLE}", "retraction"), (f"{TITLE} [Withdrawn]", "withdrawal"), (f"Removed: {TITLE}", "removal")],
)
def test_a_mark_in_the_headline_of_the_cited_page_is_a_notice(web: Web, headline: str, kind: str) -> None:
    web.pages[HOME] = html(headline)
    found = located(web, cited(url=HOME))
    assert found.state == "verified"
    assert [(notice.kind, notice.service) for notice in found.notices] == [(kind, "the page")]


def test_a_page_that_was_found_tells_it_too(web: Web) -> None:
    web.pages[HOME] = html(f"RETRACTED: {TITLE}")
    found = located(web, cited(), Knows((Candidate(HOME, "engine", TITLE),)))
    assert (found.url, [notice.kind for notice in found.notices]) == (HOME, ["retraction"])


def test_a_mark_in_a_records_title_is_a_notice_of_its_registry_unless_the_registry_has_one(web: Web) -> None:
    doi = "https://doi.org/10.5555/flood.1"
    record = Candidate(doi, "register", f"RETRACTED: {TITLE}", ("Ada Okafor",), date=Date((2019,)), record=True)
    register = Knows((record,), name="register")
    register.identifiers = frozenset(("doi",))  # type: ignore[attr-defined]
    web.pages[doi] = 403
    query = cited(type="article-journal", doi="10.5555/flood.1")
    assert [(n.kind, n.service) for n in located(web, query, register).notices] == [("retraction", "register")]
    known = Notice("withdrawal", "10.5555/flood.2")
    register.offers = (replace(record, notices=(known,)),)
    assert located(web, query, register).notices == (known,)


def test_another_work_is_not_told_to_be_retracted(web: Web) -> None:
    web.pages[HOME] = html("RETRACTED: Cake sale raises a record sum for the school", "2016-01-01", "B. Baker", text="Cake. " * 400)
    found = located(web, cited(url=HOME))
    assert found.state != "verified" and found.notices == ()


def test_a_mark_that_the_note_cites_too_is_the_works_own_title(web: Web) -> None:
    web.pages[HOME] = html(f"Withdrawn: {TITLE}")
    found = located(web, cited(url=HOME, title=f"Withdrawn: {TITLE}"))
    assert (found.state, found.notices) == ("verified", ())
