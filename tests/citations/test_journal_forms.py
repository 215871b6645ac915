"""Journals, volumes, pages, years and books of chapters that the form of a reference tells."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def item(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "container", "volume", "page"),
    [
        ("Moor, A. (2011). The pocket: a forgotten domain. Moor Letters 103, 131–144.", "Moor Letters", "103", "131–144"),
        (
            "Moor, E. C., and Heath, N. (2012). Cilia in peat and disease. Development 139, 443-448.",
            "Development",
            "139",
            "443-448",
        ),
        (
            "Moor, M.J. and Fenn, L. (1995). A marker for moss in the cycle. Journal of Peat 130, 919–927.",
            "Journal of Peat",
            "130",
            "919–927",
        ),
        (
            "DA Moor and S Heath: Crews and floods: impact of work on health. Br J Peat 178, 76–81 (2001)",
            "Br J Peat",
            "178",
            "76–81",
        ),
        (
            "Moor, A. and Fenn, L. The pocket of the wet moor. Journal of General Peat (2002), 83, 2475–2483.",
            "Journal of General Peat",
            "83",
            "2475–2483",
        ),
        ("Fenn, B. (1999). Streams of the north. Water Letters 12, pp. 3–9.", "Water Letters", "12", "3–9"),
    ],
)
def test_of_two_numbers_behind_a_journal_the_first_is_the_volume(text: str, container: str, volume: str, page: str) -> None:
    read = item(text)
    assert (read.container_title, read.volume, (read.page or "").removeprefix("pp. ")) == (container, volume, page)


@pytest.mark.parametrize(
    ("text", "volume", "issue"),
    [
        ("M. Moor, H. Heath, and T. Fenn. Application of hash to machines. New Moor Computing, 1(1), 1983.", "1", "1"),
        ("A. Moor. Ponds and pumps. Moor Notices, 27(5), 1992.", "27", "5"),
        ('A. Moor and V. R. Heath, "Slow Scheduling", Moor Transactions, 23(6), 1993.', "23", "6"),
    ],
)
def test_the_only_year_of_a_reference_is_no_page(text: str, volume: str, issue: str) -> None:
    read = item(text)
    assert (read.volume, read.issue, read.page) == (volume, issue, None)
    assert read.issued is not None and read.issued.parts == (int(text.rstrip(".")[-4:]),)


def test_a_number_behind_volume_and_issue_is_a_page_where_the_year_stands_elsewhere() -> None:
    read = item("Moor, A. (2020). Ponds and pumps of the moor. Moor Notices, 27(5), 1992.")
    assert (read.page, read.issued.parts if read.issued else None) == ("1992", (2020,))


@pytest.mark.parametrize("printed", ["(1984 [1970])", "(1984[1970])", "1984 [1970]."])
def test_the_year_of_the_cited_edition_stands_before_that_of_the_first(printed: str) -> None:
    read = item(f"Moor, E. {printed} The Quiet Fen. London: Fenn Press.")
    assert read.issued is not None and read.issued.parts == (1984,)


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("Taylor, C. (1987). Overcoming moors. In K. Fenn, J. Heath, & T. Moor (Eds.), After peat: End or transformation? (pp. 464–488). Cambridge: Fenn Press.", "After peat: End or transformation?"),
        ("Heath, M. (1991). Streams of speech. In G. Moor & M. Fenn (eds.), Wet lands, dry lands: Some aspects (157–185). Amsterdam: Fenn.", "Wet lands, dry lands: Some aspects"),
    ],
)  # fmt: skip
def test_the_title_behind_the_editors_of_a_book_is_the_books(text: str, container: str) -> None:
    assert item(text).container_title == container


@pytest.mark.parametrize(
    ("text", "container", "volume", "issue"),
    [
        ("Moor, John. “The Genesis of ‘Stand on Peat’ and Digressions.” Extraction 11.2 (1970): 34–43.", "Extraction", "11", "2"),
        ('Moor, C. Ann. "Commercial Peat: A Source of Funds," Moor Executive (November, 1965).', "Moor Executive", None, None),
        ('Moor, C. Ann. "Fens, Fens, Where?," The Heath Times (June 1, 1969).', "The Heath Times", None, None),
    ],
)
def test_what_stands_between_a_quoted_title_and_a_date_in_brackets_is_the_journal(
    text: str, container: str, volume: str | None, issue: str | None
) -> None:
    read = item(text)
    assert (read.container_title, read.volume, read.issue) == (container, volume, issue)
    assert [name.family for name in read.author] == ["Moor"]


@pytest.mark.parametrize(
    ("text", "number", "page"),
    [
        ("V. Moor et al., The Fen Design Report, FENLAB-TM-2649-AD-APC (2017).", "FENLAB-TM-2649-AD-APC", None),
        ("T. H. Moor, \"Cold Support Post Analysis,\" FENLAB-TM-1794, Fenlab, 1992.", "FENLAB-TM-1794", None),
        ("M. Moor & M. Heath, E-Labs - Learning with Peat, FENLAB-CONF-16-205-WDRS (2016).", "FENLAB-CONF-16-205-WDRS", None),
        ("J. Moor, C. Fenn, and P. Heath, \"MCM II and the chip,\" FENLAB-TM-2226 (moor note 4009), 2002.", "FENLAB-TM-2226", None),
        ("PEAT Collaboration, “A search for moss”, PEAT-CONF-2012-078 (2012).", "PEAT-CONF-2012-078", None),
        ("G. Moor, “Dams”, Moor-FN-0954-AD (2013).", "Moor-FN-0954-AD", None),
        ("T. Moor, Use of a Sphere in a proton facility, in Proceedings of the 22nd Workshop on Fens, pp. 148-159, FENLAB-CONF-08-203-AD (2008).", "FENLAB-CONF-08-203-AD", "148-159"),
        ("The Moor Collaboration. Space Charge Effects. MOORBOONE-NOTE-1018-PUB, 2016.", "MOORBOONE-NOTE-1018-PUB", None),
        ("A. Moor, “Thin ice”, CERNLAKE-PH-EP-2012-220 (2012).", "CERNLAKE-PH-EP-2012-220", None),
        ("B. Fenn, “Deep peat”, NASALAKE-TM-2010-216 (2010).", "NASALAKE-TM-2010-216", None),
    ],
)  # fmt: skip
def test_the_number_of_a_report_is_no_journal_and_no_page(text: str, number: str, page: str | None) -> None:
    read = item(text)
    assert (read.number, (read.page or "").removeprefix("pp. ") or None) == (number, page)
    assert number not in (read.container_title or "")
    assert read.type == ("paper-conference" if page else "report")


def test_a_subject_behind_an_arxiv_number_is_no_number() -> None:
    read = item("A. Moor, “Cold peat”, arXiv:2101.00001 [physics.acc-ph].")
    assert (read.arxiv, read.number) == ("2101.00001", None)


def test_one_person_before_the_title_of_a_book_is_the_author_where_the_model_doubts() -> None:
    read = item("Emma St. Moor Heath, Station Nine (New York: Fenn, 2014).")
    assert ([(name.family, name.given) for name in read.author], read.title) == ([("Heath", "Emma St. Moor")], "Station Nine")


def test_a_suffix_between_family_and_given_name_is_no_initial() -> None:
    (author,) = item('Moor, Jr., Karl Uwe. "Letter from a Fen." The Heath, August 1963.').author
    assert (author.family, author.given, author.suffix) == ("Moor", "Karl Uwe", "Jr.")


@pytest.mark.parametrize(
    ("printed", "volume", "issue"),
    [
        ("5.4 (1963): 360–71. Print.", "5", "4"),
        ("22.1-2 (Spring 1963): 3–9. Web. 26 Oct. 2015.", "22", "1-2"),
        ("5 (1963): 360–71. Print.", "5", None),
    ],
)
def test_a_full_stop_parts_volume_and_issue_before_the_year(printed: str, volume: str, issue: str | None) -> None:
    found = item(f"Moor, Jane. “The Long Tide.” Quay Letters {printed}")
    assert (found.volume, found.issue, found.publisher_place, found.publisher) == (volume, issue, None, None)


def test_a_version_before_a_year_is_no_volume() -> None:
    assert item("Moor, Jane. Tidewatch, version 5.4 (1993). Dale: Quay Software.").issue is None


def test_who_edited_or_translated_a_book_is_no_series() -> None:
    found = item("Moor, Jane. The Stories of Jane Moor. Ed. Anton Heath. Auckland; Oxford: Quay University Press, 1984. Print.")
    assert [name.family for name in found.container_editor or found.editor] == ["Heath"]
    assert (found.collection_title, found.publisher_place) == (None, "Auckland; Oxford")


@pytest.mark.parametrize("press", ["Quay Publishing", "John Moor and Sons", "Moor and Hall/CRC", "Moorverlag Verlag"])
def test_a_press_behind_a_quoted_title_and_only_a_year_is_the_publisher(press: str) -> None:
    found = item(f"Moor, Jane. “Tides of the North.” {press}. 2013.")
    assert (found.publisher, found.container_title, found.type) == (press, None, "book")


@pytest.mark.parametrize("paper", ["Dale Free Press", "The Quay Herald"])
def test_a_newspaper_behind_a_quoted_title_is_no_publisher(paper: str) -> None:
    assert item(f"Moor, Jane. “Strike ends.” {paper}. 2013.").container_title == paper


@pytest.mark.parametrize(
    ("text", "container"),
    (
        ("L. C. Moor, C. Heath, and Z. Y. Fenn, Commun. Nonlinear Sci.21 (2016) 9.", "Commun. Nonlinear Sci"),
        ("Moor C M 2006 Contemp. Phys. 47 278.", "Contemp. Phys."),
        ("A. Moor, D. Fenn, A. Heath et al., Nucl. Data Sheets 119,338 ( 2014).", "Nucl. Data Sheets"),
    ),
)
def test_the_stop_of_an_abbreviation_ends_no_title_where_a_volume_follows(text: str, container: str) -> None:
    item = read_source(text, None, None).item
    assert (item.title, item.container_title, item.type) == (None, container, "article-journal")


def test_a_titles_translation_in_brackets_is_no_part_of_a_journals_name() -> None:
    read = item(
        "Witten, E. H. (2003). Kommentar: Moor-Räte in Gruppen [Comment: Fen councils in groups.]. Moorpsychologie, 4 (3), 63-64."
    )
    assert (read.title, read.container_title) == ("Kommentar: Moor-Räte in Gruppen", "Moorpsychologie")


def test_a_journals_name_may_have_a_colon() -> None:
    read = item(
        "Tackett, R. (2008). Peat and social inclusion: Evaluating moor policy. Managing Leisure: An International Journal, 12(1), 1-23."
    )
    assert read.title == "Peat and social inclusion: Evaluating moor policy"
    assert read.container_title == "Managing Leisure: An International Journal"
