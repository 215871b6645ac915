"""Notes beside registries' records: each stated field that a record knows must agree, and a finding names the one that does not."""

import pytest
from msgspec.structs import replace

from citecheck.model.knowledge import Candidate, Resolution
from citecheck.model.reference import Date, Name
from citecheck.model.web import Gone, Request
from citecheck.protocols import Query
from citecheck.sources.identifier_lookup import is_dead_doi, with_unknown_doi
from tests.sources.conftest import HOME, Knows, Web, cited, html, located
from tests.sources.guards import guards

DOI = "10.5555/flood.1"
LINK = f"https://doi.org/{DOI}"
TITLE = "Predicting floods in quiet rivers of the northern plains"
PEOPLE = ("Ada Okafor", "Jean-Luc Berg", "Bea Stranger")
RECORD = Candidate(
    LINK, "register", TITLE, PEOPLE, "Annals of River Studies", Date((2019,)), doi=DOI, record=True, kind="article-journal",
    volume="12", issue="3", page="101-119",
)  # fmt: skip
NAMES = (Name("Okafor", "Ada"), Name("Berg", "Jean-Luc"), Name("Stranger", "Bea"))


def article(**more: object) -> Query:
    fields: dict[str, object] = {
        "type": "article-journal", "author": NAMES, "container_title": "Annals of River Studies", "day": (2019,), "volume": "12",
        "page": "101–119", "domains": (), "title": TITLE, "text": "",
    }  # fmt: skip
    return cited(**{**fields, **more})  # type: ignore[arg-type]


def by_search(*records: Candidate, **more: object) -> Resolution:
    return located(Web(), article(**more), Knows(records, name="register", decisive=frozenset()))


def by_doi(*records: Candidate, body: bytes | int = 403, **more: object) -> Resolution:
    web, register = Web(), Knows(records, name="register")
    register.identifiers = frozenset(("doi",))  # type: ignore[attr-defined]
    web.pages[LINK] = body
    return located(web, article(**{"url": LINK, "doi": DOI, **more}), register)


def differs(found: Resolution) -> set[str]:
    return {e.variable for e in found.evidence if e.verdict == "contradicted"} if found.state == "likely" else set()


@pytest.mark.parametrize("located_by", (by_search, by_doi))
def test_a_note_that_agrees_in_every_field_is_verified(located_by) -> None:  # type: ignore[no-untyped-def]
    assert (located_by(RECORD).state, located_by(RECORD).url) == ("verified", LINK)


@pytest.mark.parametrize("located_by", (by_search, by_doi))
@pytest.mark.parametrize(
    ("change", "variable"),
    (
        ({"author": (Name("Stone", "Carl"), Name("Wood", "Dora"))}, "author"),
        ({"author": (*NAMES[:2], Name("Wood", "Dora"))}, "author"),
        ({"author": (NAMES[1], NAMES[0], NAMES[2])}, "author"),
        ({"author": NAMES[:2]}, "author"),
        ({"title": TITLE.replace("Predicting", "Estimating")}, "title"),
        ({"day": (2014,)}, "issued"),
        ({"container_title": "Journal of Mountain Geology"}, "container-title"),
        ({"volume": "17"}, "volume"),
        ({"page": "340–352"}, "page"),
    ),
)
def test_one_wrong_field_is_named_and_no_other(located_by, change: dict[str, object], variable: str) -> None:  # type: ignore[no-untyped-def]
    found = located_by(RECORD, **change)
    assert (found.state, differs(found)) == ("likely", {variable})


def test_a_field_that_another_version_of_the_work_has_is_right() -> None:
    preprint = Candidate("https://arxiv.example/1", "arxiv", TITLE, PEOPLE, "arXiv", Date((2016,)), record=True, kind="preprint")
    assert by_search(RECORD, day=(2016,)).state == "likely"
    assert by_search(RECORD, preprint, day=(2016,)).state == "verified"


def test_a_book_of_a_year_that_no_record_has_may_be_another_edition() -> None:
    book = replace(RECORD, kind="book", outlet=None, publisher="Harbour Press", volume=None, issue=None, page=None)
    of_book = {"type": "book", "container_title": None, "publisher": "Harbour Press", "volume": None, "page": None}
    assert by_search(book, **of_book).state == "verified"
    found = by_search(book, **of_book, day=(2024,))
    assert (found.state, found.reason) == ("likely", "found, but no registry has an edition of its year")
    assert not differs(found)
    assert (
        by_search(book, replace(book, url=f"{LINK}2", doi=f"{DOI}2", date=Date((2024,))), **of_book, day=(2024,)).state
        == "verified"
    )


def test_a_work_that_is_known_as_a_preprint_only_may_have_appeared_since() -> None:
    preprint = replace(RECORD, outlet="arXiv", kind="preprint", volume=None, page=None)
    found = by_search(preprint)
    assert found.state == "likely" and differs(found) == set() and "preprint" in found.reason


def test_another_work_of_the_same_title_is_not_the_cited_one() -> None:
    """A review has the title of its book, in a journal and by somebody else."""
    review = Candidate(LINK, "register", TITLE, ("Carl Stone",), "Review of Reviews", Date((2020,)), record=True)
    assert by_search(review).state == "ambiguous"


def test_a_title_that_is_like_that_of_a_work_by_others_is_of_no_known_work() -> None:
    """In a publication of that year a like title is chance, unless its identifier or an author shows that the work is meant."""
    strangers, near = (Name("Ashgrove", "Quentin"), Name("Dunmarsh", "Philippa")), TITLE.replace("quiet", "tidal")
    assert by_search(RECORD, title=near, author=strangers, volume=None, page=None).state == "unchecked"
    assert differs(by_doi(RECORD, title=near, author=strangers)) == {"title", "author"}
    assert differs(by_search(RECORD, title=near)) == {"title"}


def test_a_sequel_that_a_search_offers_is_not_held_against_the_note() -> None:
    second = replace(RECORD, title=f"{TITLE} II", page=None, volume=None)
    assert by_search(second, title=f"{TITLE} III").state == "ambiguous"
    assert differs(by_doi(second, title=f"{TITLE} III")) == {"title"}


@pytest.mark.parametrize("change", ({}, {"author": (Name("Okafor", "Ada"),)}, {"day": (2019,)}))
def test_a_doi_of_another_title_is_an_error_whatever_year_and_surname_agree(change: dict[str, object]) -> None:
    other = replace(RECORD, title="A grammar of the dialects of the mountains", author=("Ada Okafor", "Hans Grammar"))
    assert by_doi(other, **change).state == "contradicted"


def test_accents_and_dashes_in_a_title_do_not_hide_another_work() -> None:
    other = replace(RECORD, title="Über die Grammatik der Mundarten – eine Übersicht", author=("H. Grammar",))
    assert by_doi(other, title="Zur Hochwasservorhersage für die Flüsse – ein Überblick").state == "contradicted"


def test_a_translated_title_is_no_other_work() -> None:
    other = replace(RECORD, title="Die Vorhersage der Hochwasser in den Flüssen der nördlichen Ebene")
    assert by_doi(other, title="The prediction of floods in the quiet rivers").state != "contradicted"


def test_the_doi_of_a_book_is_right_for_its_chapter() -> None:
    book = replace(RECORD, title="Handbook of Rivers and Mills", outlet=None, volume=None, page=None, kind="book")
    found = by_doi(book, type="chapter", container_title="Handbook of Rivers and Mills")
    assert found.state == "unchecked"


def test_a_book_that_a_library_has_under_one_of_its_authors_accuses_nobody() -> None:
    book = replace(RECORD, author=("Ada Okafor", "Jean-Luc Berg"), outlet="River Press", volume=None, page=None, kind="book")
    assert differs(by_search(book, type="book", container_title=None, publisher="River Press")) == set()


def test_a_publication_that_stands_elsewhere_in_a_note_is_right_and_names_initials_and_years_are_none() -> None:
    text = f"A. Okafor, J.-L. Berg, and C. Stranger, “{TITLE},” in {{}}, 2019, doi: 10.5555/CVPR46437.2021.00337."
    record = replace(RECORD, outlets=("CVPR '19",), volume=None, page=None)
    fields = {"volume": None, "page": None, "container_title": "Journal of Mountain Geology"}
    assert differs(by_search(record, **fields, text=text.format("Journal of Mountain Geology"))) == {"container-title"}
    assert by_search(record, **fields, text=text.format("Annals of River Studies")).state == "verified"


def test_a_title_that_was_read_with_its_publication_is_the_records_without_its_subtitle() -> None:
    record = replace(RECORD, title=f"{TITLE}: a trial", volume=None, page=None)
    whole = f"{TITLE}. Annals of river studies"
    assert differs(by_search(record, title=whole, container_title=None, text=f"Okafor A. {whole}. 2019.")) == set()
    other = whole.replace("quiet", "rapid")
    assert differs(by_doi(record, title=other, container_title=None, text=f"Okafor A. {other}. 2019.")) == {"title"}


def test_another_reading_of_the_note_does_not_cut_off_the_word_that_differs() -> None:
    record = replace(RECORD, title=f"{TITLE}: results of a long study")
    query = article(title=f"{TITLE}: results of a short study", text="A note without quotation marks")
    cut = replace(query.source.item, title=TITLE, container_title="results of a short study")
    query = replace(query, source=replace(query.source, alternatives=(cut,)))
    assert differs(located(Web(), query, Knows((record,), name="register"))) == {"title"}


def test_a_readable_page_does_not_hide_what_the_record_contradicts() -> None:
    page = html(TITLE, "2019-03-14", "Ada Okafor", "Annals of River Studies")
    found = by_doi(RECORD, body=page, author=(NAMES[0], Name("Wood", "Dora")))
    assert (found.state, differs(found)) == ("likely", {"author"})


def test_a_doi_that_the_resolver_does_not_know_is_a_wrong_field_of_a_work_that_was_found() -> None:
    found, source = by_search(RECORD), article(doi="10.5555/invented").source
    wrong = with_unknown_doi(found, source)
    assert (wrong.state, differs(wrong)) == ("likely", {"DOI"})
    assert with_unknown_doi(found, article(doi=DOI).source).state == "verified"
    assert is_dead_doi(Gone("https://doi.org/10.5555/invented", 404, "unknown"), source)
    assert not is_dead_doi(Gone(LINK, 404, "unknown"), source)


def test_an_invented_doi_beside_a_readable_page_is_a_wrong_field() -> None:
    class Register(Knows):
        identifiers = frozenset(("doi",))

        def search(self, query, service):  # type: ignore[no-untyped-def]
            service.send(Request("https://shelf.example/2020-01-01/x"))
            return ()

    web = Web(pages={HOME: html(TITLE)}, captures={"x": {"2020-01-01": b""}}, unregistered=("10.5555/invented",))
    for doi, state in (("10.5555/invented", "likely"), ("10.5555/real", "verified")):
        query = cited(TITLE, url=HOME, doi=doi)
        assert located(web, query, Register(name="register")).state == state


@pytest.mark.parametrize(
    "record",
    (
        replace(RECORD, author=()),
        replace(RECORD, author=("",)),
        replace(RECORD, date=None, volume=None, page=None),
        replace(RECORD, outlet=None),
        replace(RECORD, author=("Okafor, Ada; Berg, Jean-Luc; Stranger, Bea",)),
        replace(RECORD, author=("Ada Okafor 0001", "Jean-Luc Berg", "Bea Stranger")),
        replace(RECORD, title="<i>Predicting</i> floods in quiet rivers of the northern plains"),
        replace(RECORD, volume="n/a", page="?"),
    ),
)
def test_a_poor_record_is_less_evidence_and_no_accusation(record: Candidate) -> None:
    assert differs(by_search(record)) == differs(by_doi(record)) == set()


def test_a_title_of_which_only_the_beginning_is_right_is_wrong_where_all_else_of_the_identifiers_record_agrees() -> None:
    chimera = "Predicting floods of quiet debts among the monks of a northern abbey"
    assert differs(by_doi(RECORD, title=chimera)) == {"title"}
    assert by_doi(RECORD, title=chimera, day=(2014,)).state == "unchecked"
    assert by_doi(replace(RECORD, kind="book"), title=chimera).state == "unchecked"
    translated = "Prévoir les crues des rivières calmes dans les plaines du nord"
    assert by_doi(RECORD, title=translated).state == "unchecked"


@guards("SUBTITLE_WORDS")
def test_a_subtitle_that_no_registry_has_is_not_verified() -> None:
    main = replace(RECORD, title="Predicting floods in quiet rivers")

    def state(title: str) -> str:
        return by_search(main, title=title).state

    assert [state(f"{main.title}{more}") for more in ("", ": A review", ": A unified review")] == ["verified", "verified", "likely"]
    assert (
        by_search(main, replace(main, title=f"{main.title}: A unified review"), title=f"{main.title}: A unified review").state
        == "verified"
    )


def test_a_work_with_a_number_that_arxiv_does_not_know_is_not_verified() -> None:
    def state(*known: Candidate) -> str:
        server = Knows(known, name="arxiv", decisive=frozenset())
        register = Knows((RECORD,), name="register", decisive=frozenset())
        return located(Web(), article(arxiv="2101.99999"), register, server).state

    assert state() == "likely"
    assert (
        state(
            Candidate(
                "https://arxiv.org/abs/2101.99999", "arxiv", TITLE, PEOPLE, "arXiv", Date((2019,)), record=True, kind="preprint"
            )
        )
        == "verified"
    )


def test_a_volume_that_only_the_doi_has_is_not_printed_in_the_note() -> None:
    def found(text: str) -> set[str]:
        return differs(by_doi(RECORD, text=f"Okafor, A. et al. {TITLE}. {text}", volume="17", page=None))

    assert found("Annals of River Studies 17 (2019). doi:10.5555/rivers.12.3.101") == {"volume"}
    assert found("Annals of River Studies 17 (2019). https://rivers.example/12/3/101") == {"volume"}
    assert found("Annals of River Studies, New Series 17 (12), 2019.") == set()  # one of two numbers was read


@pytest.mark.parametrize(
    "damage",
    [
        {"author": tuple(name for name in PEOPLE for _ in range(2))},
        {"author": PEOPLE * 2},
        {"author": ("Ada Okafor, Jean-Luc Berg, Bea Stranger",)},
        {"author": (), "editor": ("Carl Stone",)},
        {"author": PEOPLE[:1], "editor": ("Carl Stone",)},
        {"author": tuple(f"{name} 0002" for name in PEOPLE)},
        {"title": f"{TITLE} {TITLE}"},
        {"title": "Annals of River Studies", "outlet": TITLE},
        {"outlet": "Mill Press", "publisher": "Mill Press"},
        {"date": Date((19,))},
        {"date": Date((0,))},
        {"volume": "3", "issue": "12"},
        {"page": "0-0"},
    ],
)
def test_a_damaged_record_is_less_evidence_and_accuses_nobody(damage: dict[str, object]) -> None:
    """Fields that are doubled, swapped, in one string, or no years at all."""
    found = by_doi(replace(RECORD, **damage), issue="3")  # type: ignore[arg-type]
    assert found.state in ("verified", "likely", "unchecked") and differs(found) == set()


def test_a_number_that_was_read_as_another_one_is_not_held_against_a_note() -> None:
    assert (
        differs(by_doi(replace(RECORD, page="063604"), volume=None, page="12", text=f"Okafor et al. {TITLE}. Ann. Riv. Stud., 12."))
        == set()
    )
