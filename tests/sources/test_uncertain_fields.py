"""A source is verified only if each field that may be misread is confirmed by the page: what was read may be something else."""

import pytest
from msgspec.structs import replace

from citecheck.citations.read import read_source
from citecheck.model.knowledge import Candidate, Resolution
from citecheck.model.reference import Source
from citecheck.sources.query import query
from tests.sources.conftest import Knows, Web, html, located

PLACE = "https://courier.example/2025/05/14/one"
TITLE = "Harbour master resigns over dredging contract"
NOTE = f"Ada Okonkwo, “{TITLE},” The River Courier, May 14, 2025."


def doubtful(*variables: str) -> Source:
    """The source of the note, in which these fields are doubtful."""
    return replace(read_source(NOTE, None, None), confidence=tuple((variable, 0.3) for variable in variables))


def found(web: Web, source: Source, **page: str) -> Resolution:
    """The resolution beside a page that a service found by its title and day."""
    web.pages[PLACE] = html(TITLE, "2025-05-14", **{"author": "Ada Okonkwo", "outlet": "The River Courier", **page})
    return located(web, query(source), Knows((Candidate(PLACE, "engine", TITLE, used=("title", "date")),)))


@pytest.mark.parametrize("variable", ["author", "title", "container-title"])
def test_a_doubtful_field_that_the_page_confirms_is_verified(web: Web, variable: str) -> None:
    assert found(web, doubtful(variable)).state == "verified"


def test_a_doubtful_author_whom_the_page_does_not_name_is_likely_and_says_why(web: Web) -> None:
    resolution = found(web, doubtful("author"), author="")
    assert (resolution.state, resolution.reason) == ("likely", "found, but its authors may be misread, please check the reading")


@pytest.mark.parametrize("live", [True, False])
def test_a_doubtful_author_is_likely_at_the_notes_own_url_too(web: Web, live: bool) -> None:
    page = html(TITLE, "2025-05-14", author="", outlet="The River Courier")
    web.pages[PLACE] = page if live else 500
    web.captures[PLACE] = {} if live else {"2025-05-15": page}
    source = replace(read_source(f"{NOTE[:-1]}, {PLACE}.", None, None), confidence=(("author", 0.3),))
    assert source.item.url == PLACE
    resolution = located(web, query(source))
    assert (resolution.state, resolution.url) == ("likely", PLACE)
    assert located(web, query(replace(source, confidence=()))).state == "verified"


def test_a_doubtful_publication_that_the_page_does_not_name_is_verified_by_title_author_and_date(web: Web) -> None:
    assert found(web, doubtful("container-title"), outlet="").state == "verified"


def test_a_certain_author_whom_the_page_does_not_name_is_verified_by_the_other_fields(web: Web) -> None:
    assert found(web, doubtful(), author="").state == "verified"


@pytest.mark.parametrize("outlet", ["The Hill Post", "Hill Media"])
def test_a_publication_that_the_page_names_otherwise_is_likely_even_where_title_author_and_date_agree(
    web: Web, outlet: str
) -> None:
    resolution = found(web, doubtful(), outlet=outlet)
    assert (resolution.state, resolution.reason) == ("likely", f"found, but the page names another publication: {outlet}")


@pytest.mark.parametrize(
    "outlet", ["River Courier", "The River Courier Online", "Riv. Courier", "the-river-courier", "Substack", "TRC"]
)
def test_forms_of_a_publications_name_are_verified(web: Web, outlet: str) -> None:
    assert found(web, doubtful(), outlet=outlet).state == "verified"
