"""Fields, identifiers and confidence of one citation."""

import time
from importlib.resources import files

import pytest

from citecheck.citations.parse import parse
from citecheck.citations.read import read_source
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.model.document import Hyperlink
from citecheck.model.place import Span
from citecheck.model.reference import Source


def parse_note(text: str) -> tuple[Source, ...]:
    return parse(MarkdownFormat().read("a.md", f"A.[^1]\n\n[^1]: {text}\n".encode()))[0].sources


def read(text: str, *links: tuple[str, str]) -> Source:
    spans = tuple(Hyperlink(Span(text.index(words), text.index(words) + len(words)), url) for words, url in links)
    return read_source(text, None, None, spans)


def test_the_target_of_a_link_is_the_url() -> None:
    source = read("Ray, A., Storm at Sea, Valley Times, 3 May 2019", ("Storm at Sea", "/static/storm.pdf"))
    assert (source.item.url, source.item.title) == ("/static/storm.pdf", "Storm at Sea")


def test_a_link_to_a_capture_is_not_the_url_of_the_source() -> None:
    capture = "https://web.archive.org/web/20190503000000/https://v.example/1"
    source = read('"Storm at Sea". Valley Times. 3 May 2019.', ("Storm at Sea", capture))
    assert (source.item.url, source.archive_url) == (None, capture)


def test_links_within_an_encyclopedia_are_no_sources() -> None:
    assert read('Valley Times. "Storm at Sea". 3 May 2019.', ("Valley Times", "/wiki/Valley_Times")).item.url is None


def test_a_date_in_brackets_after_a_url_is_the_access_date() -> None:
    item = read("“Quays,” Port Office, https://port.example/quays (May 19, 2016).").item
    assert item.issued is None
    assert item.accessed is not None and item.accessed.parts == (2016, 5, 19)


def test_editors_of_the_book_around_a_chapter_are_not_its_authors() -> None:
    item = read("Hana Suzuki, “Salt and Silence,” in Writing the Coast, ed. Tom Baird (Oxford: Northgate, 2011), 45.").item
    assert [name.family for name in item.author] == ["Suzuki"]
    assert not item.editor
    assert [name.family for name in item.container_editor] == ["Baird"]


def test_an_organisation_keeps_its_full_name() -> None:
    (name,) = read("Food and Harbour Organisation, Quays of the World, 2018, https://fho.example/q").item.author
    assert name.literal == "Food and Harbour Organisation"


def test_an_isbn_with_a_wrong_check_digit_is_kept_with_low_confidence() -> None:
    right = dict(read("Ray, A. Storms. London: Northgate, 2004. ISBN 978-3-16-148410-0.").confidence)
    wrong = dict(read("Ray, A. Storms. London: Northgate, 2004. ISBN 978-3-16-148410-1.").confidence)
    assert right["ISBN"] > 0.9
    assert wrong["ISBN"] < 0.5


def test_the_original_title_is_kept_apart() -> None:
    item = read("P. Rossi, Storia dei porti, Laterza, Roma 1999 (ed. or. A History of Harbours)").item
    assert (item.title, item.original_title) == ("Storia dei porti", "A History of Harbours")


def test_every_value_is_text_of_the_note() -> None:
    text = "Marta Ellison and Tom Baird, “Ferry Work-\ners Vote,” Northern Herald, March 3, 2019, 12."
    item = read(text).item
    plain = "".join(text.replace("-\n", "").split())
    for value in (item.title, item.container_title, item.publisher, item.page, *(n.family for n in item.author)):
        assert not value or "".join(value.split()) in plain


def test_confidence_is_a_probability_below_one() -> None:
    values = dict(read("L. Conti, Il governo rinvia il voto, La Voce del Porto, 14/05/2020,").confidence)
    assert set(values) >= {"author", "title", "container-title", "issued"}
    assert all(0 <= value < 1 for value in values.values())


def test_the_model_is_small_and_loads_at_once() -> None:
    assert len(files("citecheck.citations").joinpath("model.crfsuite").read_bytes()) <= 6_000_000
    from citecheck.citations.crf import _model

    _model.cache_clear()
    started = time.process_time()
    _model()
    assert time.process_time() - started < 0.5  # 50 ms on a quiet machine


def test_a_capture_of_a_url_without_a_scheme_is_recognised() -> None:
    source = read("“Quays”. Port Office. https://web.archive.org/web/20021004080737/port.example/quays.html")
    assert (source.item.url, source.archive_url) == (None, "https://web.archive.org/web/20021004080737/port.example/quays.html")


def test_emphasis_marks_in_plain_text_delimit_a_title_and_are_no_part_of_it() -> None:
    item = read("Ruth Calder, *Harbours at Law* (3rd edn, OUP 2014) 88").item
    assert (item.title, item.publisher, item.edition) == ("Harbours at Law", "OUP", "3rd edn")


def test_a_name_that_the_host_contains_is_the_publication() -> None:
    item = read("Ferry fares to double, Tidewater Lookout", ("Ferry fares", "https://www.tidewaterlookout.example/fares")).item
    assert (item.title, item.container_title) == ("Ferry fares to double", "Tidewater Lookout")


def test_one_word_before_a_title_on_a_known_site_is_the_site_in_any_script() -> None:
    item = read("Википедия: Портовый город", ("Портовый город", "https://ru.wikipedia.org/wiki/Port")).item
    assert (item.author, item.title, item.container_title) == ((), "Портовый город", "Википедия")


def test_the_year_in_a_magazines_number_or_a_laws_name_is_its_date() -> None:
    for text in ("Lena Vogt, „Der letzte Lotse“, in: Hafenspiegel Nr. 31/2012, S. 40", "Pilotage Act 2012, s 15"):
        issued = read(text).item.issued
        assert issued is not None
        assert issued.parts == (2012,)


def test_access_dates_are_recognised_in_many_languages() -> None:
    for words in (
        "geraadpleegd op",
        "hentet",
        "dostęp",
        "letöltve:",
        "truy cập ngày",
        "дата звернення:",
        "accesat la",
        "בדיקה אחרונה",
    ):
        item = read(f"Ray, A., Storm at Sea, Valley Times, 3 May 2019 ({words} 4.6.2020)").item
        assert item.accessed is not None, words
        assert (item.accessed.parts, item.issued.parts if item.issued else ()) == ((2020, 6, 4), (2019, 5, 3)), words


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("RUIZ, C. Mapas do porto. 2024. Disponível em: https://mapas.example.org/porto. Último acesso em: 5 jun. 2021.", (2024,)),
        ("Anke Holm, «Havnens kart», Kystposten, 3.4.2019, https://kart.example.org/havn, sett 5.6.2021.", (2019, 4, 3)),
        ("Portkart [online], https://kart.example.org/havn (sist besøkt 5.6.2021)", None),
    ],
)
def test_an_access_date_that_no_known_words_tell_is_told_by_its_place(text: str, issued: tuple[int, ...] | None) -> None:
    item = read_source(text, None, None).item
    assert item.accessed and item.accessed.parts == (2021, 6, 5)
    assert (item.issued.parts if item.issued else None) == issued


def test_close_alternative_readings_are_kept_and_are_text_of_the_citation() -> None:
    text = "Moor Ferry. Valley Institute"
    source = read(text)
    assert source.alternatives
    assert all(other != source.item and other.title and other.title in text for other in source.alternatives)


def test_every_field_that_is_read_has_a_probability() -> None:
    source = read("Ray, A., and Lee, B. “Storm at Sea.” Valley Review 12, no. 3 (2019): 45–51. https://doi.org/10.1000/xyz.123")
    assert {"author", "title", "container-title", "issued", "volume", "issue", "page", "DOI"} <= dict(source.confidence).keys()
    assert all(0 < sure < 1 for _, sure in source.confidence)


def test_years_of_publication_are_no_whole_date() -> None:
    for years in ("1998–2001", "1998-99", "1998\u20112001", "1998/1999"):
        item = read(f"Moor, Anna. Songs of the peat. Moorhaven: Sedge Press, {years}.").item
        assert (item.publisher, item.container_title, item.type) == ("Sedge Press", None, "book")


def test_the_label_of_a_doi_is_no_publication() -> None:
    assert read('A. Moor, "Songs of the peat", 2017, DOI: https://doi.org/10.5555/moor.3.').item.container_title is None


@pytest.mark.parametrize(
    "date",
    [
        "Wed 12 Mar 2014 10.15 GMT",
        "Wednesday, March 12, 2014, 10:15 a.m.",
        "2014-03-12T10:15:00Z",
        "2014-03-12T10:15:00+01:00",
        "Mi., 12. März 2014, 18.30 Uhr",
        "mercredi 12 mars 2014",
        "miércoles, 12 de marzo de 2014",
        "12 March 2014, at 1:03:45",
    ],
)
def test_weekdays_and_times_are_no_place_volume_or_pages(date: str) -> None:
    item = read(f"A. Moor, “The quays reopen”, Elm Post, {date}.").item
    assert item.issued and item.issued.parts == (2014, 3, 12)
    assert (item.container_title, item.publisher_place, item.volume, item.issue, item.page) == ("Elm Post", None, None, None, None)


@pytest.mark.parametrize("date", ["(2014, Spring)", "(Spring 2014)", "(2014, Summer/Fall)", "(2014, March/April)"])
def test_a_season_behind_the_year_does_not_part_the_author_from_the_title(date: str) -> None:
    (source,) = parse_note(f"Moor, A. {date}. The quays reopen. *Review of Quays*, *117*(2), 45–67.")
    assert (source.item.author[0].family, source.item.title) == ("Moor", "The quays reopen")
    assert source.item.issued and source.item.issued.parts[0] == 2014


@pytest.mark.parametrize("date", ["(in press)", "(forthcoming)", "(n.d.)", "(im Druck)"])
def test_a_reference_without_a_year_has_words_in_its_place(date: str) -> None:
    (source,) = parse_note(f"Moor, A. {date}. The quays of the river. *Review of Quays*.")
    assert (source.item.author[0].family, source.item.title, source.item.issued) == ("Moor", "The quays of the river", None)


@pytest.mark.parametrize("years", ["1998 [1887]", "[1887] 1998"])
def test_a_year_in_square_brackets_beside_another_is_that_of_the_first_edition(years: str) -> None:
    item = read(f"Moor, Ann. *The quays reopen*. Brede: Elm Press, {years}.").item
    assert item.issued and item.issued.parts == (1998,)


def test_the_parts_of_an_imprint_stay_together() -> None:
    book = read("A. Moor, *The Quays Reopen* (Boston: Elm, Reed, 1951), 12.").item
    assert (book.publisher_place, book.publisher, book.page) == ("Boston", "Elm, Reed", "12")
    paper = read("A. Moor and B. Fenn, “The quays reopen,” in *Proc. Int. Conf. Quays*, Paris, France, May 2019, pp. 12–23.").item
    assert (paper.publisher_place, paper.publisher) == ("Paris, France", None)
    body = read("World Harbour Organization, Regional Office for Rivers. *The quays reopen*. Brede: Elm Press, 2004.").item
    assert (body.author[0].literal, body.title) == ("World Harbour Organization, Regional Office for Rivers", "The quays reopen")


def test_a_title_may_begin_with_a_quotation_in_single_marks() -> None:
    item = read("A. Moor, \"'Yes, we can': The quays reopen,\" *Review of Quays* 12 (2004): 45.").item
    assert item.title == "'Yes, we can': The quays reopen"


def test_a_key_in_brackets_is_no_part_of_the_author() -> None:
    for key in ("[RFC2119]", "[DOE]", "[Doe04]", "[R+05]"):
        item = read(f"{key} Doe, J. “The quays reopen”, *Review of Quays* 12(3), 2004.").item
        assert (item.author[0].family, item.title, item.volume, item.page) == ("Doe", "The quays reopen", "12", None)
        assert item.issued and item.issued.parts == (2004,)


@pytest.mark.parametrize(
    ("text", "authors", "container", "volume", "page"),
    [
        ("Moor, A., Fenn, B., & Heath, C. 2019, A&A, 625, A12", ["Moor", "Fenn", "Heath"], "A&A", "625", "A12"),
        ("Moor, A., et al. 2005, MNRAS, 123, 46", ["Moor"], "MNRAS", "123", "46"),
        ("Moor, A.; Fenn, B. Org. Lett. 2019, 21, 123–129.", ["Moor", "Fenn"], "Org. Lett", "21", "123–129"),
        (
            "A. Moor, B. Fenn, Angew. Chem. Int. Ed. 2019, 58, 1234–1245.",
            ["Moor", "Fenn"],
            "Angew. Chem. Int. Ed",
            "58",
            "1234–1245",
        ),
    ],
)
def test_a_journal_after_the_authors_is_read_wherever_the_year_stands(
    text: str, authors: list[str], container: str, volume: str, page: str
) -> None:
    item = read(text).item
    assert ([name.family for name in item.author], item.title) == (authors, None)
    assert (item.container_title, item.volume, item.page) == (container, volume, page)


def test_a_year_before_the_number_of_an_issue_is_no_volume() -> None:
    item = read("A. Moor, *Otwarcie portu*, „Przegląd Portowy” 2019, nr 3, s. 12–23.").item
    assert (item.volume, item.issue, item.issued and item.issued.parts) == (None, "3", (2019,))


def test_a_given_name_before_a_colon_belongs_to_the_author() -> None:
    item = read("Moor, Anna: The quays reopen. A study. In: Harbour Quarterly 12 (2019), Nr. 3, S. 12–23.").item
    assert ((item.author[0].family, item.author[0].given), item.title) == (("Moor", "Anna"), "The quays reopen. A study")


def test_another_work_of_an_author_and_a_year_is_no_short_form_of_the_first() -> None:
    notes = "[^1]: Moor, A. (2019). The quays. Brede: Elm.\n\n[^2]: Moor, A. (2019). *A title of things* (Doctoral dissertation, University of Brede). https://a.example/x\n"
    found = parse(MarkdownFormat().read("a.md", f"A.[^1] B.[^2]\n\n{notes}".encode()))[1].sources
    assert [(one.short, one.item.author[0].family, one.item.title) for one in found] == [(False, "Moor", "A title of things")]
