"""Headlines whose first words were read as an author, or whose end was read as a publication: the page shows how the note is to be read."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.knowledge import Candidate, Resolution
from citecheck.sources.query import query
from tests.sources.conftest import Knows, Web, html, located

PLACE = "https://courier.example/2025/05/14/one"
LEADING = (
    "Exclusive: Harbour master resigns over dredging contract",
    "Flood: What we know about the broken dam",
    "Opinion: Our ferries deserve better than this",
    "Analyse: Warum die Fähre nicht mehr kommt",
    "Moldova: Wine growers fear a dry summer",
    "Nach dem Sturm: Bericht: Deich war zu niedrig",
    "Inchiesta: il porto dimenticato di Chioggia",
    "Okafor: We will dredge the harbour this year",
    "Tom Okafor's river plans: What we know about the dam",
    "Minister Quay: ‘No more money for ferries’",
)
STOPS = (
    "The valley needs more water. Farmers want to help",
    "Who owns the river? A town wants answers",
    "Die Fähre kommt nicht mehr. Das Dorf wehrt sich",
    "Dr. Okafor closes her clinic. Patients look elsewhere",
)
STYLES = (
    "{title}, The River Courier (May 14, 2025).",
    "{title}. (2025, May 14). The River Courier.",
    "{title}. The River Courier, 2025-05-14.",
    "{title}, The River Courier, 14/05/2025.",
    "“{title},” The River Courier, May 14, 2025.",
    "«{title}», The River Courier, 14 maggio 2025.",
    "{title} – The River Courier, 14 May 2025.",
    "The River Courier (2025) ‘{title}’, 14 May.",
)


def found(web: Web, note: str, title: str, used: tuple[str, ...] = ("title", "date"), **page: str) -> Resolution:
    """The resolution of a note beside a page that a service found by its title and day."""
    web.pages[PLACE] = html(
        page.pop("headline", title), "2025-05-14", **{"author": "Ada Okonkwo", "outlet": "The River Courier", **page}
    )
    return located(web, query(read_source(note, None, None)), Knows((Candidate(PLACE, "engine", title, used=used),)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", (*LEADING, *STOPS))
def test_a_headline_with_a_colon_or_a_full_stop_inside_is_verified_however_it_was_read(web: Web, title: str, style: str) -> None:
    assert found(web, style.format(title=title), title).state == "verified"


@pytest.mark.parametrize("title", LEADING[:4])
@pytest.mark.parametrize("ending", (" - The River Courier", " | The River Courier", " – Region – The River Courier"))
def test_a_page_that_adds_its_name_to_its_title_has_the_cited_title(web: Web, title: str, ending: str) -> None:
    note = f"“{title},” The River Courier, May 14, 2025."
    assert found(web, note, title, headline=title + ending).state == "verified"


def test_a_person_before_the_colon_who_is_the_pages_author_confirms_it(web: Web) -> None:
    note = "Okonkwo: We will dredge the harbour this year, The River Courier (May 14, 2025)."
    resolution = found(web, note, "Okonkwo: We will dredge the harbour this year")
    assert ("author", "confirmed") in {(e.variable, e.verdict) for e in resolution.evidence}


@pytest.mark.parametrize(
    ("title", "author", "verdicts"),
    [
        ("Holm: Vi lukker den gamle havn", "Eva Holm", {"confirmed"}),
        ("Anne Moreau: Pourquoi le port doit fermer", "Anne Moreau", {"confirmed"}),
        ("Weber: Die Fähre kommt nicht mehr", "Ada Okonkwo", set()),
    ],
)
def test_first_words_of_a_title_confirm_an_author_and_never_refute_one(
    web: Web, title: str, author: str, verdicts: set[str]
) -> None:
    resolution = found(web, f"“{title},” The River Courier, May 14, 2025.", title, author=author)
    assert {e.verdict for e in resolution.evidence if e.variable == "author"} == verdicts


def test_an_author_who_is_not_in_the_title_still_counts_against_a_page_of_another(web: Web) -> None:
    title = "Minister Quay: ‘No more money for ferries’"
    resolution = found(web, f"Jonas Brandt, {title}, The River Courier (May 14, 2025).", title)
    assert resolution.state == "likely" and "authors" in (resolution.reason or "")


def test_the_title_of_the_book_that_a_note_names_beside_a_chapter_is_not_the_chapters(web: Web) -> None:
    book = "A complete guide to growing wheat in dry summers"
    note = f"Ada Okonkwo, “Barley in the wet,” in {book}, The River Courier, May 14, 2025."
    assert found(web, note, book).state == "unchecked"
