"""Dates are found with the parts they have, and no others."""

import pytest

from citecheck.language.dates import decide_order, find_dates, has_date


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Le Monde, 3 mars 2019, p. 4", (2019, 3, 3)),
        ("(2018, November 22)", (2018, 11, 22)),
        ("Reuters (Sept. 9, 2022)", (2022, 9, 9)),
        ("La Stampa, 1º gennaio 2020", (2020, 1, 1)),
        ("الجزيرة، 7 نيسان 2021", (2021, 4, 7)),
        ("Коммерсантъ, 15 мая 2014", (2014, 5, 15)),
        ("2023-02-28T10:00", (2023, 2, 28)),
        ("décembre 2020", (2020, 12)),
        ("Sept 2021", (2021, 9)),
        ("Cambridge, 1999.", (1999,)),
        ("FAZ, 13.05.2016", (2016, 5, 13)),
        ("Primorski list, 12. svibnja 2017.", (2017, 5, 12)),
        ("2019. május 3.", (2019, 5, 3)),
        ("2019 m. gegužės 3 d.", (2019, 5, 3)),
        ("2019. gada 3. maijs", (2019, 5, 3)),
        ("ngày 3 tháng 5 năm 2019", (2019, 5, 3)),
        ("2019. 5. 12.", (2019, 5, 12)),
        ("ΜΆΙΟΣ 2019", (2019, 5)),
        ("12 مئی 2019", (2019, 5, 12)),
        ("Harian Pesisir, 12 Agustus 2019", (2019, 8, 12)),
        ("Peat Weekly, 3–May–2019", (2019, 5, 3)),
        ("Peat Weekly, 3\u2011May\u20112019", (2019, 5, 3)),
        ("Peat Weekly, 3rd-May-2019", (2019, 5, 3)),
        ("03MAY2019", (2019, 5, 3)),
        ("May3, 2019", (2019, 5, 3)),
        ("Peat J. 2019 May;12(3)", (2019, 5)),
        ("Moorpost, 05.2019", (2019, 5)),
        ("Primorski list, 12. listopada 2017.", (2017, 10, 12)),
        ("Głos Torfu, 12 listopada 2017", (2017, 11, 12)),
        ("३ मई २०१९", (2019, 5, 3)),
        ("৩ মে ২০১৯", (2019, 5, 3)),
        ("๓ พฤษภาคม ๒๐๑๙", (2019, 5, 3)),
        ("3 ಮೇ 2019", (2019, 5, 3)),
        ("3 Mehefin 2019", (2019, 6, 3)),
        ("2015р.", (2015,)),
        ("6 مايو، 2019", (2019, 5, 6)),
        ("Fri May 03 12:00:00 2019", (2019, 5, 3)),
        ("3 d'abril de 2019", (2019, 4, 3)),
        ("3 למאי 2019", (2019, 5, 3)),
        ("2019年5月3", (2019, 5, 3)),
        ("2019年5月3期", (2019, 5)),
        ("2019 წლის 3 მაისი", (2019, 5, 3)),
        ("3 oktobro 2019", (2019, 10, 3)),
        ("3 ພຶດສະພາ 2019", (2019, 5, 3)),
        ("3. des. 2019", (2019, 12, 3)),
        ("3 des 2019", (2019, 12, 3)),
        ("3. elo 2019", (2019, 8, 3)),
        ("3 avg 2019", (2019, 8, 3)),
        ("des 2019 Häfen", (2019,)),  # no month without a day before it
        ("3 เดือนตุลาคม 2019", (2019, 10, 3)),
        ("3 กุมภา 2019", (2019, 2, 3)),
        ("Tháng Mười Hai 3, 2019", (2019, 12, 3)),
        ("ca1860", (1860,)),
        ("Paris, 3 fevrier 2019", (2019, 2, 3)),
        ("Paris, 3 AOUT 2019", (2019, 8, 3)),
        ("3. Maerz 2019", (2019, 3, 3)),
        ("3-Iun-2019", (2019, 6, 3)),
        ("ke maalis 3, 2019", (2019, 3, 3)),
        ("31ste maart 2019", (2019, 3, 31)),
        ("2de mei 2019", (2019, 5, 2)),
        ("25শে মার্চ 2019", (2019, 3, 25)),
        ("3 tháng Hai 2019", (2019,)),
        ("3 tháng hai 2019", (2019, 2, 3)),
        ("2019год", (2019,)),
        ("12th day of May, 2019", (2019, 5, 12)),
        ("Sunday, May, 6th 2019", (2019, 5, 6)),
        ("Fri May 03 12:00:09 EDT 2019", (2019, 5, 3)),
        ("3 de\u0301cembre 2019", (2019, 12, 3)),
        ("3 Fe\u0301vrier 2019", (2019, 2, 3)),
        ("3 জানুয়ারী 2019", (2019, 1, 3)),
        ("3 \u099c\u09be\u09a8\u09c1\u09df\u09be\u09b0\u09c0 2019", (2019, 1, 3)),
        ("2019 წ. 12 ივნ", (2019, 6, 12)),
        ("մյս 17, 2019", (2019, 5, 17)),
        ("Berlin, 10. - 22. August 2019", (2019, 8, 10)),
        ("Berlin, 10. bis 22. August 2019", (2019, 8, 10)),
        ("Paris, 10 au 22 août 2019", (2019, 8, 10)),
        ("Madrid, 10 a 22 de agosto de 2019", (2019, 8, 10)),
        ("Gent, 10 tot 22 augustus 2019", (2019, 8, 10)),
        ("10. August – 12. September 2019", (2019, 8, 10)),
        ("10 août au 12 septembre 2019", (2019, 8, 10)),
        ("August 10 to 22, 2019", (2019, 8, 10)),
        ("Aug 30 - Sep 2, 2019", (2019, 8, 30)),
    ],
)
def test_a_date_has_the_parts_that_the_note_has(text: str, parts: tuple[int, ...]) -> None:
    assert [mention.parts for mention in find_dates(text)] == [parts] and has_date(text)


def test_a_number_before_an_earlier_day_is_no_range() -> None:
    assert [mention.parts for mention in find_dates("Heft 12 und 7. Mai 2019")] == [(2019, 5, 7)]


def test_the_first_of_two_dates_keeps_its_year() -> None:
    assert find_dates("July 12th, 2019. July 13th")[0].parts == (2019, 7, 12)


def test_a_date_that_does_not_exist_is_not_read() -> None:
    assert not find_dates("31/02/2020") and not has_date("31/02/2020")


def test_one_unambiguous_date_settles_the_order_for_the_document() -> None:
    order = decide_order(["A, 23/05/2020", "B, 07/04/2021"])
    assert find_dates("07/04/2021", order)[0].parts == (2021, 4, 7)
    assert decide_order(["A, 05/23/2020", "B, 04/07/2021"]) == "mdy"


def test_without_evidence_both_readings_are_kept() -> None:
    (mention,) = find_dates("07/04/2021", decide_order(["07/04/2021"]))
    assert mention.date.raw == "[2021-04-07,2021-07-04]"
    assert mention.date.other == (2021, 7, 4)


@pytest.mark.parametrize(
    ("text", "parts", "edtf"),
    [
        ("The Moor Guardian, 12-Mar-2014.", (2014, 3, 12), None),
        ("08.June.2014", (2014, 6, 8), None),
        ("2014-Mar-12", (2014, 3, 12), None),
        ("September 1,2009", (2009, 9, 1), None),
        ("12.III.2014", (2014, 3, 12), None),
        ("London: Moorgate, c1998.", (1998,), None),
        ("London: Moorgate, c.1998.", (1998,), None),
        ("[©1998]", (1998,), None),
        ("2015г.", (2015,), None),
        ("21 чер 2013", (2013, 6, 21), None),
        ("10 मई 2012", (2012, 5, 10), None),
        ("10 พฤษภาคม 2012", (2012, 5, 10), None),
        ("7/2008", (2008, 7), None),
        ("2005-2006", (2005,), "2005/2006"),
        ("London: Moorgate, 1998–2001.", (1998,), "1998/2001"),
        ("117 (2003–2004) 45–67", (2003,), "2003/2004"),
        ("March/April 2014", (2014, 3), "2014-03/2014-04"),
        ("Moor Post, Spring 2018, p. 3", (2018,), "2018-21"),
        ("(Herbst 2014)", (2014,), "2014-23"),
        ("Winter 2017/18", (2017,), "2017-24"),
        ("(2014, Spring)", (2014,), "2014-21"),
        ("(2014, Summer/Fall)", (2014,), "2014-22"),
        ("Moor Post, Late Summer 2014", (2014,), "2014-22"),
        ("(2014, March/April)", (2014, 3), "2014-03/2014-04"),
        ("Moor Post, Michaelmas Term 2014, p. 3", (2014,), None),
        ("Moor Post, Easter 2014", (2014,), None),
        ("Moor Post, Q3 2014", (2014,), None),
        ("『沼』平成26年3月12日", (2014, 3, 12), None),
        ("令和元年5月1日", (2019, 5, 1), None),
        ("2014年（平成26年）3月12日", (2014, 3, 12), None),
        ("民國103年3月", (2014, 3), None),
        ("昭和60年", (1985,), None),
    ],
)
def test_other_forms_of_dates_ranges_and_seasons(text: str, parts: tuple[int, ...], edtf: str | None) -> None:
    assert [(mention.parts, mention.date.raw) for mention in find_dates(text)] == [(parts, edtf)]


@pytest.mark.parametrize("text", ["Moor Mirror, 7/2008, p. 3", "no. 07/2008", "2004/11"])
def test_the_number_of_an_issue_is_no_month(text: str) -> None:
    assert not find_dates(text) and not has_date(text)


def test_pages_that_look_like_years_are_no_range_beside_the_year() -> None:
    assert all(mention.date.raw is None for mention in find_dates("Peat 280, 1998–2001 (1998)"))


def test_a_season_within_a_name_is_no_date() -> None:
    assert [mention.date.raw for mention in find_dates("The Prague Spring 1968")] == [None]


@pytest.mark.parametrize(
    ("text", "raw"), [("Moorhaven, 1861–67.", "1861/1867"), ("1910-1930", "1910/1930"), ("(1998/99)", "1998/1999")]
)
def test_the_last_year_of_a_range_may_be_short(text: str, raw: str) -> None:
    assert [mention.date.raw for mention in find_dates(text)] == [raw]


def test_years_that_go_on_are_an_open_range() -> None:
    assert not find_dates("Peat Balances (1998-), Moor Post") and not has_date(
        "Peat Balances (1998-), Moor Post"
    )  # part of a title
    (mention,) = find_dates("Peat Papers, Moorhaven, 1998–.")
    assert mention.date.raw == "1998/.."


@pytest.mark.parametrize(
    ("text", "parts", "last"),
    [
        ("Peat Letters 3 (March and April 2010)", (2010, 3), "2010-04"),
        ("La Tourbe, mai et juin 2019", (2019, 5), "2019-06"),
        ("Moorpost, Mai bis Juli 2019", (2019, 5), "2019-07"),
        ("enero y febrero de 2015", (2015, 1), "2015-02"),
    ],
)
def test_months_with_a_word_between_them_are_a_range(text: str, parts: tuple[int, ...], last: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.parts, mention.last) == (parts, last)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Peat Weekly, 2024-August", (2024, 8)),
        ("La Tourbe, 15juin 2016", (2016, 6, 15)),
        ("Tạp chí Than bùn, tháng 8 năm 1940", (1940, 8)),
        ("3 నవంబర్ 1887", (1887, 11, 3)),
    ],
)
def test_a_month_behind_the_year_without_a_space_and_in_words_for_month_and_year(text: str, parts: tuple[int, ...]) -> None:
    assert [mention.parts for mention in find_dates(text)] == [parts]


@pytest.mark.parametrize(
    "written", ["2019م", "2019 م", "٢٠١٩م", "1440هـ/2019م", "1440 هـ / 2019 م", "1440هـ=2019م", "1440هـ - 2019م"]
)
def test_a_year_with_the_arabic_sign_of_its_era_is_read_also_behind_that_of_the_hijra(written: str) -> None:
    (found,) = find_dates(f"بيروت: دار العلم، {written}، ص 12.")
    assert found.date.parts == (2019,)


@pytest.mark.parametrize("written", ["1440هـ", "1398 ش", "۱۳۹۸"])
def test_a_year_of_the_hijra_alone_is_none_of_ours(written: str) -> None:
    assert not find_dates(f"بيروت: دار العلم، {written}، ص 12.")
