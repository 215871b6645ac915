"""What parts the fields of a citation in styles of schools, chemists, newspapers, China, France and Eastern Europe."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


def families(item: Item) -> list[str]:
    return [name.literal or name.family or "" for name in item.author]


@pytest.mark.parametrize("gap", [", … ", ", . . . ", ", ... "])
def test_the_last_of_many_authors_stands_behind_dots(gap: str) -> None:
    item = read(f"Torvel, M. D., Hart, L., Finch, A.{gap}Moor, B. (2016). The weir data. Journal of Fens, 3(2), 4–9.")
    assert families(item) == ["Torvel", "Hart", "Finch", "Moor"]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("Torvel, Moor, Heinze & Finch", ["Torvel", "Moor", "Heinze", "Finch"]),
        ("Torvel, Anna, & Finch, Leo", ["Torvel", "Finch"]),
        ("Torvel, Anna, Moor, Karl & Finch, Leo", ["Torvel", "Moor", "Finch"]),
    ],
)
def test_single_words_of_an_odd_number_are_families(names: str, wanted: list[str]) -> None:
    assert families(read(f"{names} (2008). Unseen tides of the northern fens. Ulm: Elm Press.")) == wanted


def test_a_group_stands_before_persons() -> None:
    item = read("Fen Prevention Program Research Group, Torvel WC, Finch SE. Ten years of weirs. Lancet 2009; 374: 1677-1686.")
    assert families(item) == ["Fen Prevention Program Research Group", "Torvel", "Finch"]


@pytest.mark.parametrize("year", ["出版社2001年版", "出版社2001年出版", "大学2001年博士学位论文"])
def test_a_chinese_year_stands_directly_behind_its_press(year: str) -> None:
    issued = read(f"王海堤：《论海堤》，中国海岸{year}，第28页。").issued
    assert issued is not None and issued.parts == (2001,)


@pytest.mark.parametrize("number", ["2011/2 (N° 164)", "2011/2 n° 164", "2011/3-4 (no 164)"])
def test_a_french_issue_begins_with_its_year(number: str) -> None:
    issued = read(f"Marthe Colin, « Digues et sommeil », Idées de la côte {number}, p. 51-59.").issued
    assert issued is not None and issued.parts == (2011,)


def test_the_year_of_a_magazine_stands_behind_its_number() -> None:
    item = read("Riedmoor, Anna: Der Damm bricht, in: Der Spiegel 12/2010, S. 44.")
    assert item.issued is not None and item.issued.parts == (2010,)


@pytest.mark.parametrize("publisher", ["Fen Commons, n.d.", "Elm Media, n.d."])
def test_the_day_behind_the_web_is_that_of_the_visit(publisher: str) -> None:
    item = read(f"Nasten, Thomas. Boss Tide. Digital image. Fen Commons. {publisher} Web. 10 Feb. 2017.")
    assert item.accessed is not None and item.accessed.parts == (2017, 2, 10)
    assert item.issued is None
    assert (item.title, item.container_title) == ("Boss Tide", "Fen Commons")


def test_a_site_that_publishes_itself_is_named_twice() -> None:
    item = read("Torvel, Marta. “Why Weirs Fall.” Fen Trust, Fen Trust, 9 Mar. 2022, https://www.fens.test/x.")
    assert item.container_title == "Fen Trust"
    item = read("“Robert E. Torvel.” Fen Trust, Fen Trust, www.fens.test/torvel.")
    assert (item.author, item.title, item.container_title) == ((), "Robert E. Torvel", "Fen Trust")


@pytest.mark.parametrize(
    ("text", "container"),
    [
        (
            "Torvel, Ada. “Weirs.” In 2020 12th International Conference on Fens (FEN), 1–6. Ulm, Germany: IEEE, 2020.",
            "2020 12th International Conference on Fens (FEN)",
        ),
        (
            "Torvel, Ada, and Leo Hart. 2007. “The Semantics of Weirs in Italian.” In Proceedings of the 4th Workshop on Weirs, 38–44. Ulm: Elm.",
            "Proceedings of the 4th Workshop on Weirs",
        ),
        ("Torvel A, Hart L, et al. Sea weirs[J]. arXiv preprint arXiv:1906.08237, 2019.", "arXiv"),
        ("“Why weirs fall,” YouTube video, posted by Fens, March 12, 2019, https://youtube.test/x.", "YouTube"),
        ("Fen Encyclopædia Online, s.v. “Sea weir,” accessed May 3, 2020, https://fens.test/weir.", "Fen Encyclopædia Online"),
        ("Torvel, A.; Hart, L. Sea Weirs and Long Sleep. J. Coast. Med. 2010, 3, 12–19.", "J. Coast. Med"),
        ("Torvel, A.; Hart, L. Org. Lett. 2010, 3, 12–19.", "Org. Lett"),
        ("Ten ferries lost after the storm New York Times 12 March 2019", "New York Times"),
        ("Ten ferries lost after the storm BBC News 12 March 2019", "BBC News"),
        ("Riedmoor, Anna, Der Damm bricht, FAZ v. 07.02.2024, S. 4.", "FAZ"),
        ("Kolm M.: Wały i sen. „Kwartalnik Nadmorski” 2010, nr 3.", "Kwartalnik Nadmorski"),
        ("Колм М.А. Старая дамба // Берега в бурю: сб. науч. тр. СПб.: Вяз, 2010. С. 12–30.", "Берега в бурю"),
        ("Колм, М. Старата дига. – В: Брегове в буря. София: Бряст, 2010, с. 12–30.", "Брегове в буря"),
        ("Колм, М. Диги и сън. – Исторически преглед, 2010, № 3, с. 4–9.", "Исторически преглед"),
    ],
)
def test_the_publication_is_what_the_marks_set_apart(text: str, container: str) -> None:
    assert read(text).container_title == container


@pytest.mark.parametrize(
    "text",
    ["A short history of the New York Times 12 March 2019", "On ferries and weirs by The Guardian 12 March 2019"],
)
def test_a_newspaper_that_a_headline_is_about_did_not_print_it(text: str) -> None:
    assert read(text).container_title is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Dumar, Jean. The Weir of Water. Trans. Marta Torvel. London: Elm Press, 2010.", "The Weir of Water"),
        ("TORVEL, Ana. A Maneira de Morar. Tradução de Lara Malim. São Turfo: É Olmo, 2016.", "A Maneira de Morar"),
        ("Торвел М. А. Старая дамба // Берега в бурю: сборник статей. М., 2010. С. 12–30.", "Старая дамба"),
        ("Колм, М. Диги и сън. – Исторически преглед, 2010, № 3, с. 4–9.", "Диги и сън"),
    ],
)
def test_the_title_ends_before_the_marks(text: str, title: str) -> None:
    assert read(text).title == title


def test_a_department_does_not_publish_a_thesis() -> None:
    item = read("M. Torvel, “Sea weirs and sleep,” M.S. thesis, Dept. Mech. Eng., Elm Univ., Ulm, MA, 2010.")
    assert item.container_title is None


def test_the_publisher_stands_behind_the_colon_of_its_place() -> None:
    item = read("TORVEL, Pierre. A Maneira de Viver: entrevistas com Jeanne. São Turfo: É Olmo, 2016.")
    assert (item.publisher_place, item.publisher) == ("São Turfo", "É Olmo")


@pytest.mark.parametrize("day", ["SZ vom 7.2.2024", "Die Welt vom 7. Februar 2024", "FAZ v. 07.02.2024"])
def test_a_newspaper_stands_before_the_word_of_its_day(day: str) -> None:
    item = read(f"Riedmoor, Anna: Der Damm bricht, {day}, S. 4.")
    assert (item.title, item.container_title) == ("Der Damm bricht", day.split(" v", maxsplit=1)[0])


def test_a_site_and_its_publisher_have_a_full_stop_between_them() -> None:
    item = read('Torvel, Jean. "Why weirs fall." Fen Notes. Elm Media, n.d. Web. 10 Feb. 2017. <http://fens.test/x>.')
    assert (item.container_title, item.publisher, item.volume) == ("Fen Notes", "Elm Media", None)


def test_a_ministry_belongs_to_its_country() -> None:
    item = read("Cuba. Ministerio de Salud Pública. Murallas y mareas. La Habana: Editorial Olmo; 2008.")
    assert (families(item), item.title) == (["Cuba. Ministerio de Salud Pública"], "Murallas y mareas")


def test_a_book_in_a_series_has_no_publication() -> None:
    item = read("Torvel, Rob. 2015. The Verb and the Weir. Studies in Tidal Languages and Linguistics 78. Leiden: Brill.")
    assert (item.container_title, item.collection_title, item.volume) == (None, "Studies in Tidal Languages and Linguistics", None)
    item = read("Torvel, Rob. 2015. “The Verb and the Weir.” Studies in Fens 78, no. 3: 4–9.")
    assert (item.container_title, item.volume) == ("Studies in Fens", "78")


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("Torvel, M. & Institute of Tides (Eds.)", ["Torvel", "Institute of Tides"]),
        ("Torvel, M., and Royal Society of Fens", ["Torvel", "Royal Society of Fens"]),
        ("Department of Fens and Social Weirs", ["Department of Fens and Social Weirs"]),
    ],
)
def test_an_organisation_stands_behind_persons(names: str, wanted: list[str]) -> None:
    assert families(read(f"{names}. (2011). A little-known weir. Ulm: Elm Press.")) == wanted


@pytest.mark.parametrize(
    ("text", "title", "container"),
    [
        ("Moor, Nick (2014): Superweirs: Paths, Dangers, Strategies", "Superweirs: Paths, Dangers, Strategies", None),
        ("Lê Hồng Lý (2018). Văn hóa đê ở Nam Bộ. NXB Văn nghệ, TP.HCM.", "Văn hóa đê ở Nam Bộ", None),
        ("Anna Riedmoor, Deiche und Recht, NJW 2010, 412 (414).", "Deiche und Recht", "NJW"),
        ("Riedmoor, Deichrecht, 3. Aufl. 2010, § 12 Rn. 4.", "Deichrecht", None),
        ("Miljøministeriet, Diger i Danmark, februar 2014, https://mim.test/dige", "Diger i Danmark", None),
        ('Kjær, Marta: "Det gamle dige" i Kyster i storm, red. Leo Holm, Aarhus, 2010.', "Det gamle dige", "Kyster i storm"),
        ("Anna Riedmoor: Der Damm bricht. Spiegel Online vom 7. Februar 2014.", "Der Damm bricht", "Spiegel Online"),
        ("Damm. In: Wikipedia, Die freie Enzyklopädie. Bearbeitungsstand: 7. Februar 2014.", "Damm", "Wikipedia"),
        ("Marta Kolm, Wały nad morzem, przeł. Jan Nowak, Gdynia: Wiąz, 2010, s. 12.", "Wały nad morzem", None),
        ("M. Kolm, Stary wał, w: Brzegi w burzy, red. L. Hart, PWN, Gdynia 2010, s. 12–30.", "Stary wał", "Brzegi w burzy"),
        ("M. Kolm, Wały pękają, Rzeczpospolita z 7.02.2014, s. A4.", "Wały pękają", "Rzeczpospolita"),
        ("Дигите се рушат, в-к Труд, 7.02.2014 г., с. 4.", "Дигите се рушат", "Труд"),
        ("Колм, М. Старата дига. – Българска етнология, 2010, кн. 3, 12–30.", "Старата дига", "Българска етнология"),
        ("Torvel, Marta. “Why Weirs Fall.” CNN, Cable News Network, 12 Mar. 2019, www.cnn.test/x.", "Why Weirs Fall", "CNN"),
    ],
)
def test_the_title_and_the_publication_are_told_apart(text: str, title: str, container: str | None) -> None:
    item = read(text)
    assert (item.title, item.container_title) == (title, container)


@pytest.mark.parametrize("medium", ["Fen Talk (podcast), March 12, 2019, 34:10", "YouTube video, 12:34, March 12, 2019"])
def test_how_long_a_recording_is_is_no_volume(medium: str) -> None:
    item = read(f"“Why weirs fall,” {medium}.")
    assert (item.volume, item.page) == (None, None)
    item = read("Moor, Ada. “Weirs of the north.” Fen Letters, 34:10 (2019).")
    assert (item.volume, item.page) == ("34", "10")


def test_a_review_appeared_in_the_journal_behind_the_book_that_it_is_about() -> None:
    item = read("Torvel, Ada. “Weirs Crumble.” Review of Storm Fens, by Ada Finch. The Tidal Review, vol. 3, no. 2, 2019, pp. 4-9.")
    assert (item.title, item.container_title) == ("Weirs Crumble", "The Tidal Review")


@pytest.mark.parametrize(("day", "parts"), [("5.23.20", (2020, 5, 23)), ("23.5.20", (2020, 5, 23)), ("5.3.20", (2020, 5, 3))])
def test_a_visit_has_two_digits_of_its_year(day: str, parts: tuple[int, ...]) -> None:
    item = read(f"Torvel, M., 2019. Why weirs fall [WWW Document]. Fen Notes. URL https://fens.test/x (accessed {day}).")
    assert item.accessed is not None and item.accessed.parts == parts
    assert item.issued is not None and item.issued.parts == (2019,)


def test_the_year_of_a_meeting_stands_behind_its_name() -> None:
    item = read("M. Torvel & L. Hart, Why weirs fall. In Fens 2019, LNCS, vol. 123, pp. 12–19. Springer (2019)")
    assert item.container_title == "Fens 2019"


def test_the_symbol_of_a_document_is_no_publication() -> None:
    assert read("United Nations, Report on Weirs, A/74/123 (12 March 2019).").container_title is None


@pytest.mark.parametrize(
    "form",
    ["Preprint", "Under review", "In press", "Submitted", "Im Druck", "À paraître", "En prensa", "No prelo", "В печати", "W druku"],
)
def test_the_form_or_the_state_of_a_work_is_no_publication(form: str) -> None:
    assert read(f"Torvel, M. D. & Hart, L. (2016). The weir data of the northern fens. {form}.").container_title is None


@pytest.mark.parametrize("journal", ["Preprints", "Manuscripta", "The Submission Review"])
def test_a_journal_named_after_a_form_is_a_publication(journal: str) -> None:
    assert (
        read(f"Torvel, M. D. & Hart, L. (2016). The weir data of the northern fens. {journal}, 3(2), 4–9.").container_title
        == journal
    )


@pytest.mark.parametrize(
    "mark", ["(нем.)", "(in German)", "(niem.)", "[in German]", "(en allemand)", "(ドイツ語)", "(vokiečių k.)", "(německy)"]
)
def test_a_title_ends_at_the_remark_on_its_language(mark: str) -> None:
    item = read(f"Schmidt J. Der Hafen bekommt 15 Kräne {mark} — Quay online, 2014.")
    assert (item.title, item.container_title) == ("Der Hafen bekommt 15 Kräne", "Quay online")


def test_words_before_the_remark_on_their_language_are_a_title_and_nobodys_name() -> None:
    item = read("Dredge Harbours (англ.). Quay Documentation. Дата обращения: 13 августа 2017.")
    assert (families(item), item.title, item.container_title) == ([], "Dredge Harbours", "Quay Documentation")


def test_a_country_in_brackets_is_part_of_a_title() -> None:
    item = read("Moor, A. (2001). Weirs of the Fens (England) in the nineteenth century. Elm Press.")
    assert item.title == "Weirs of the Fens (England) in the nineteenth century"


@pytest.mark.parametrize(
    ("text", "title", "site"),
    [
        (
            "Dredging (2023) Quaynetes. Available at: https://quaynetes.io/docs/dredging/ (accessed: 5 October 2023).",
            "Dredging",
            "Quaynetes",
        ),
        ("Hafenindex. o. J. Seite des Hafenamts. https://www.hafenamt.example/hafenindex", "Hafenindex", "Seite des Hafenamts"),
        (
            "Silt levels. N.d. Site of the harbour office. https://www.harbours.example/silt-levels",
            "Silt levels",
            "Site of the harbour office",
        ),
    ],
)
def test_words_that_the_path_of_the_url_has_are_the_title_and_the_site_follows(text: str, title: str, site: str) -> None:
    item = read(text)
    assert (families(item), item.title, item.container_title) == ([], title, site)


def test_a_body_whose_name_the_path_lacks_stays_the_author() -> None:
    item = read("Harbour Organization. 2021. Silt and sleep. https://www.harbours.example/news-room/silt-and-sleep")
    assert (families(item), item.title) == (["Harbour Organization"], "Silt and sleep")


def test_a_person_after_whom_a_page_is_named_stays_the_author() -> None:
    item = read("Maria Torvel. 2021. Silt and sleep in the fens. https://www.harbours.example/maria-torvel/1234")
    assert item.title == "Silt and sleep in the fens"
