"""The candidates that registries of works give: Crossref, OpenAlex, arXiv, Open Library."""

import json
from urllib.parse import unquote_plus

import pytest
from msgspec.structs import replace

from citecheck.model.reference import Date
from citecheck.model.web import Request, Response
from tests.sources.providers.conftest import TITLE, Named, Said, asked, note

PAGE = "https://courier.example/2019/03/14/river-towns-brace-for-a-third-flood-in-a-single-spring"


def test_crossref_joins_the_subtitle_and_returns_the_notices_on_a_work(provider: Named) -> None:
    work = {
        "DOI": "10.5555/flood.1",
        "title": ["Third floods"],
        "subtitle": ["a spring in river towns"],
        "author": [{"given": "Ada", "family": "Okafor"}],
        "issued": {"date-parts": [[2019, 3]]},
        "container-title": ["Journal of Rivers"],
        "updated-by": [{"type": "retraction", "DOI": "10.5555/flood.2", "updated": {"date-parts": [[2020, 1, 2]]}}],
    }
    service = Said(json.dumps({"message": work}).encode())
    (found,) = provider("crossref").search(note("article-journal", doi="10.5555/flood.1"), service)
    assert (found.title, found.url) == ("Third floods: a spring in river towns", "https://doi.org/10.5555/flood.1")
    assert [n.kind for n in found.notices] == ["retraction"] and found.record
    assert unquote_plus(service.asked[0]).endswith("/works/10.5555/flood.1")


def test_a_mark_in_a_title_is_a_notice_where_crossref_has_none_that_ends_the_work(provider: Named) -> None:
    work = {
        "DOI": "10.5555/flood.1",
        "title": ["RETRACTED: Third floods"],
        "updated-by": [{"type": "addendum", "DOI": "10.5555/flood.2"}],
    }
    service = Said(json.dumps({"message": work}).encode())
    (found,) = provider("crossref").search(note("article-journal", doi="10.5555/flood.1"), service)
    assert [notice.kind for notice in found.notices] == ["correction", "retraction"]


def test_crossref_gives_the_years_online_and_in_print_the_editors_and_the_title_without_markup(provider: Named) -> None:
    work = {
        "DOI": "10.5555/flood.1",
        "title": [
            "<i>Salix alba</i> &amp;amp; H<sub>2</sub>O: <mml:math><mml:mi>b</mml:mi> <mml:mo>→</mml:mo></mml:math> for p &lt; 0.05"
        ],
        "editor": [{"given": "Ada", "family": "Okafor"}],
        "issued": {"date-parts": [[2018, 2, 7]]},
        "published-online": {"date-parts": [[2018, 2, 7]]},
        "published-print": {"date-parts": [[2019, 3]]},
        "updated-by": [{"type": "erratum", "DOI": "10.5555/flood.2"}],
    }
    service = Said(json.dumps({"message": {"items": [work]}}).encode())
    (found,) = provider("crossref").search(note("article-journal"), service)
    assert found.title == "Salix alba & H2O: b→ for p < 0.05"
    assert (found.date, found.dates, found.editor) == (Date((2018,)), (Date((2019,)),), ("Ada Okafor",))
    assert {"published-print", "updated-by", "editor"} <= set(asked(service)["select"].split(","))
    assert [(notice.kind, notice.doi) for notice in found.notices] == [("correction", "10.5555/flood.2")]


def test_crossref_gives_the_year_of_the_issue_of_a_single_record(provider: Named) -> None:
    printed = {"issue": "2", "published-print": {"date-parts": [[2021, 2]]}}
    work = {"DOI": "10.5555/flood.1", "title": ["Third floods"], "issued": {"date-parts": [[2020, 11]]}, "journal-issue": printed}
    service = Said(json.dumps({"message": work}).encode())
    (found,) = provider("crossref").search(note("article-journal", doi="10.5555/flood.1"), service)
    assert (found.date, found.dates) == (Date((2020,)), (Date((2021,)),))


# The fields that a request may name (Crossref's REST API, /works, parameter "select"); any other one is answered with 400.
SELECTABLE = """
abstract URL resource member posted score created degree update-policy short-title license ISSN container-title issued update-to issue prefix
approved indexed article-number clinical-trial-number accepted author group-title DOI is-referenced-by-count updated-by event chair
standards-body original-title funder translator published archive published-print alternative-id subject subtitle published-online
publisher-location content-domain reference title link type publisher volume references-count ISBN issn-type assertion deposited page
content-created short-container-title relation editor
"""


def test_crossref_is_asked_for_fields_that_it_has(provider: Named) -> None:
    service = Said(b'{"message": {"items": []}}')
    provider("crossref").search(note("article-journal"), service)
    assert set(asked(service)["select"].split(",")) <= set(SELECTABLE.split())


def test_crossref_searches_by_title_if_it_does_not_have_the_doi(provider: Named) -> None:
    """A misprinted DOI is no reason to say that nobody knows the work."""
    work = {"DOI": "10.5555/flood.1", "title": [TITLE], "issued": {"date-parts": [[2019]]}, "container-title": ["The Courier"]}
    found = json.dumps({"message": {"items": [work]}}).encode()

    class Mixed(Said):
        def send(self, request: Request) -> Response:
            answer = super().send(request)
            return replace(answer, status=404) if "/works/" in request.url else answer

    service = Mixed(found)
    (candidate,) = provider("crossref").search(note("article-journal", doi="10.5555/flood.l"), service)
    assert candidate.doi == "10.5555/flood.1" and len(service.asked) == 2


def test_crossref_shows_whether_it_has_a_journals_year(provider: Named) -> None:
    def keeps(*works: dict[str, object]) -> bool:
        service = Said(json.dumps({"message": {"items": works}}).encode())
        told: bool = provider("crossref").keeps(note("article-journal"), service)  # type: ignore[attr-defined]
        assert asked(service)["filter"] == "from-pub-date:2019,until-pub-date:2019"
        return told

    ours = {
        "DOI": "10.5555/other",
        "title": ["Another"],
        "issued": {"date-parts": [[2019, 2]]},
        "container-title": ["The  Courier"],
    }
    assert keeps(ours)
    assert not keeps() and not keeps({**ours, "container-title": ["The Courier of Medicine"]})
    assert not keeps({**ours, "issued": {"date-parts": [[None]]}}, {**ours, "issued": {"date-parts": [[2018]]}})


def test_crossref_is_not_searched_for_a_news_article(provider: Named) -> None:
    service = Said(b"{}")
    assert provider("crossref").search(note(), service) == () and service.asked == []


def test_openalex_returns_a_record(provider: Named) -> None:
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.5555/flood.1",
        "title": TITLE,
        "publication_year": 2019,
        "authorships": [{"author": {"display_name": "Ada Okafor"}}],
        "primary_location": {"source": {"display_name": "Journal of Rivers"}},
    }
    (found,) = provider("openalex").search(note("article-journal"), Said(json.dumps({"results": [work]}).encode()))
    assert (found.doi, found.author, found.date) == ("10.5555/flood.1", ("Ada Okafor",), Date((2019,)))


def test_openalex_is_asked_for_the_halves_of_a_title_that_it_does_not_have_whole(provider: Named) -> None:
    """It offers works with every word of a query only, and one of them may be wrong."""
    work = json.dumps({"results": [{"id": "https://openalex.org/W1", "title": TITLE}]}).encode()
    service = Said(b'{"results": []}', parts={"search=flood+in+a+single": work})
    (found,) = provider("openalex").search(note("article-journal"), service)
    assert found.title == TITLE and len(service.asked) == 3
    whole = Said(work)
    assert len(provider("openalex").search(note("article-journal"), whole)) == len(whole.asked) == 1
    short = note("article-journal")
    short = replace(short, source=replace(short.source, item=replace(short.source.item, title="Floods in river towns")))
    silent = Said(b'{"results": []}')
    assert not provider("openalex").search(short, silent) and len(silent.asked) == 1


def test_openalex_tells_papers_of_conferences_from_articles(provider: Named) -> None:
    def kind(**more: object) -> str | None:
        work = {"id": "https://openalex.org/W1", "title": TITLE, "type": "article", **more}
        (found,) = provider("openalex").search(note("article-journal"), Said(json.dumps({"results": [work]}).encode()))
        return found.kind

    assert kind(type_crossref="proceedings-article") == "paper-conference"
    assert kind(primary_location={"source": {"display_name": "Dykes", "type": "conference"}}) == "paper-conference"
    assert kind(type_crossref="journal-article") == "article-journal" and kind() is None


def test_openalex_gives_the_work_of_a_doi_its_retraction_and_the_names_as_printed(provider: Named) -> None:
    work = {
        "doi": None,
        "title": "Floods of <i>Salix</i> meadows",
        "publication_year": 2019,
        "publication_date": "2019-03-14",
        "is_retracted": True,
        "authorships": [{"author": {"display_name": None}, "raw_author_name": "Ada Okafor"}],
        "primary_location": {
            "source": None,
            "raw_source_name": "University of Elm",
            "landing_page_url": "https://elm.example/thesis/1",
        },
    }
    service = Said(json.dumps(work).encode())
    (found,) = provider("openalex").search(replace(note("thesis", doi="10.5555/flood.1"), by_identifier=True), service)
    assert service.asked == ["https://openalex.example/works/doi:10.5555/flood.1"]
    assert (found.url, found.title, found.outlet) == (
        "https://elm.example/thesis/1",
        "Floods of Salix meadows",
        "University of Elm",
    )
    assert (found.author, found.date, found.dates) == (("Ada Okafor",), Date((2019,)), (Date((2019, 3, 14)),))
    assert [(notice.kind, notice.service) for notice in found.notices] == [("retraction", "openalex")]


def test_openalex_gives_authors_without_the_numbers_of_figshare(provider: Named) -> None:
    names = [{"author": {"display_name": "Ada Okafor (15649)"}}, {"author": {"display_name": "Elm (Reed) Brown"}}]
    work = {"id": "https://openalex.org/W1", "title": TITLE, "authorships": names}
    (found,) = provider("openalex").search(note("article-journal"), Said(json.dumps({"results": [work]}).encode()))
    assert found.author == ("Ada Okafor", "Elm (Reed) Brown")


def test_openalex_gives_a_work_without_doi_and_page_by_its_own_link(provider: Named) -> None:
    """A work that it knows is never counted as not found."""
    work = {"id": "https://openalex.org/W1", "doi": None, "title": TITLE, "primary_location": None}
    (found,) = provider("openalex").search(note("article-journal"), Said(json.dumps({"results": [work]}).encode()))
    assert (found.url, found.doi) == ("https://openalex.org/W1", None)


def test_a_key_is_sent_and_is_in_no_url() -> None:
    from citecheck.sources.providers.openalex import OpenAlex

    sent: list[Request] = []

    class Kept(Said):
        def send(self, request: Request) -> Response:
            sent.append(request)
            return super().send(request)

    OpenAlex(api_key="hushhush").search(note("article-journal"), Kept(b'{"results": []}'))
    assert sent[0].keys == (("api_key", "hushhush"),)
    assert "hushhush" not in repr(sent[0]) and "hushhush" not in sent[0].url


def test_arxiv_gives_the_doi_the_journal_and_the_years_of_a_preprint_and_no_version(provider: Named) -> None:
    entry = (
        f"<entry><id>http://arxiv.org/abs/hep-ex/0303001v3</id><title>{TITLE}</title><published>2006-12-01T00:00:00Z</published>"
        "<doi>10.5555/flood.1</doi><journal_ref>Phys.Rev.D 76 (2007) 013009</journal_ref></entry>"
    )
    (found,) = provider("arxiv").search(note("article-journal", arxiv="hep-ex/0303001"), Said(f"<feed>{entry}</feed>".encode()))
    assert (found.url, found.doi, found.outlet) == ("https://arxiv.org/abs/hep-ex/0303001", "10.5555/flood.1", "Phys.Rev.D")
    assert (found.date, found.dates) == (Date((2006, 12, 1)), (Date((2007,)),))


def test_arxiv_is_searched_only_if_the_note_names_it_and_returns_a_record(provider: Named) -> None:
    entry = (
        f"<entry><id>http://arxiv.org/abs/1903.01234v2</id><title>{TITLE}</title><author><name>Ada Okafor</name></author></entry>"
    )
    service = Said(f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode())
    (found,) = provider("arxiv").search(note("article-journal", arxiv="arXiv:1903.01234"), service)
    assert found.url.startswith("https://arxiv.org/abs/1903.01234") and asked(service)["id_list"] == "1903.01234"


def test_open_library_dates_a_book_by_the_cited_edition(provider: Named) -> None:
    book = {"key": "/works/OL1W", "title": TITLE, "author_name": ["Ada Okafor"], "publish_year": [2001, 2019, 2022]}
    (found,) = provider("open_library").search(note("book"), Said(json.dumps({"docs": [book]}).encode()))
    assert found.url == "https://openlibrary.org/works/OL1W" and found.date == Date((2019,))


def test_a_work_with_brackets_in_its_doi_is_offered_by_its_escaped_link(provider: Named) -> None:
    doi = "10.5555/1520(1974)102<0736:WOF>2.0.CO;2"
    crossref = json.dumps({"message": {"items": [{"DOI": doi, "title": [TITLE]}]}})
    openalex = json.dumps({"results": [{"doi": f"https://doi.org/{doi}", "title": None, "display_name": TITLE}]})
    for name, body in (("crossref", crossref), ("openalex", openalex)):
        (found,) = provider(name).search(note("article-journal"), Said(body.encode()))
        assert (found.title, found.doi) == (TITLE, doi)
        assert found.url == "https://doi.org/10.5555/1520(1974)102%3C0736:WOF%3E2.0.CO;2"


def test_open_library_tells_the_cited_publisher_among_those_of_all_editions_and_the_first_year(provider: Named) -> None:
    book = {"key": "/works/OL1W", "title": TITLE, "publisher": ["Reed House", "Elm  Press", "Oak"], "first_publish_year": 2019}
    query = note("book")
    query = replace(query, source=replace(query.source, item=replace(query.source.item, publisher="Elm Press")))
    (found,) = provider("open_library").search(query, Said(json.dumps({"docs": [book]}).encode()))
    assert (found.outlet, found.date) == ("Elm Press", Date((2019,)))


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("<comment>This paper has been withdrawn by the author due to a crucial error in Eq. 3</comment>", True),
        ("<comment>Withdrawn</comment>", True),
        ("<comment>12 pages; this submission has been withdrawn by arXiv administrators</comment>", True),
        ("<summary>This article was withdrawn because of an error.</summary>", True),
        ("<comment>Withdrawn by the authors: Lemma 2 is wrong</comment>", True),
        ("<comment>v2; the previous version was withdrawn and is corrected here</comment>", False),
        ("<comment>An earlier version of this paper was withdrawn</comment>", False),
        ("<summary>When a paper is withdrawn, others go on to cite it.</summary>", False),
        ("<summary>Withdrawn papers are cited for years.</summary>", False),
        ("<comment>12 pages, replaces a withdrawn paper</comment>", False),
        ("<comment>It was withdrawn from a journal and is published in another</comment>", False),
        ("<summary>We ask why troops were withdrawn. The paper has three parts.</summary>", False),
    ],
)
def test_arxiv_tells_that_a_preprint_was_withdrawn(provider: Named, said: str, ended: bool) -> None:
    entry = f"<entry><id>http://arxiv.org/abs/1903.01234v2</id><title>{TITLE}</title><author><name>Ada Okafor</name></author>{said}</entry>"
    (found,) = provider("arxiv").search(note("article-journal", arxiv="1903.01234"), Said(f"<feed>{entry}</feed>".encode()))
    assert [(notice.kind, notice.service) for notice in found.notices] == ([("withdrawal", "arxiv")] if ended else [])
