"""Forms of references and notes of several countries: names in brackets, "and" of other languages, chambers, quoted words."""

import pytest

from citecheck.citations.read import read_source
from citecheck.citations.segment import segment
from citecheck.model.document import Hyperlink
from citecheck.model.place import Span
from citecheck.model.reference import Item


def item(text: str, links: tuple[Hyperlink, ...] = ()) -> Item:
    return read_source(text, None, None, links).item


def authors(text: str) -> list[str]:
    return [name.literal or f"{name.family}, {name.given}" for name in item(text).author]


def is_prose(text: str) -> bool:
    return all(part.prose for part in segment(text))


@pytest.mark.parametrize(
    ("text", "names", "title"),
    [
        ("MOOR (J.), HEATH (J.-L.) et LIND (E.), Droit des quais, 16e éd., Elm, 2014", ["MOOR, J.", "HEATH, J.-L.", "LIND, E."], "Droit des quais"),
        ("MOOR (J.), HEATH (J.-L), et LIND (E.), Droit des quais, Elm, 2014", ["MOOR, J.", "HEATH, J.-L", "LIND, E."], "Droit des quais"),
        ("MOOR (J.) et HEATH (J.-B.), Droit des quais, Elm, 9e édition, 2017", ["MOOR, J.", "HEATH, J.-B."], "Droit des quais"),
        ("Lind, M. in Kaya, H. (2018). Zgodovina severnih pristanišč. Ljubljana: Elm.", ["Lind, M.", "Kaya, H."], "Zgodovina severnih pristanišč"),
        ("Lind, M. ve Kaya, H. (2018). Liman Şehirlerinin Tarihi, 22(1), 489-513.", ["Lind, M.", "Kaya, H."], "Liman Şehirlerinin Tarihi"),
        ("Stern, J. D., & Holm, F. H. (1953). Structure of harbour walls.", ["Stern, J. D.", "Holm, F. H."], "Structure of harbour walls"),
    ],
)  # fmt: skip
def test_names_in_lists_are_read_to_the_last(text: str, names: list[str], title: str) -> None:
    assert authors(text) == names
    assert item(text).title == title


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Aedes (Dutch Association of Harbours). (2023). Sustainability in Harbours Report.", "Aedes", "Sustainability in Harbours Report"),
        ("Deichverband (Society for Dykes). (2019). Jahresbericht der Deiche.", "Deichverband", "Jahresbericht der Deiche"),
        ("OCDE (Organisation de coopération et de développement économiques) (2019). Les ports sous pression. Paris: OCDE.", "OCDE", "Les ports sous pression"),
        ("Badan Pusat Statistik (BPS) Provinsi Barat. (2024). Statistik Harga Pelabuhan.", "Badan Pusat Statistik (BPS) Provinsi Barat", "Statistik Harga Pelabuhan"),
    ],
)  # fmt: skip
def test_a_body_with_another_name_in_brackets_is_the_author(text: str, name: str, title: str) -> None:
    assert (authors(text), item(text).title) == ([name], title)


@pytest.mark.parametrize(
    ("text", "title", "container", "day"),
    [
        ("Cass. civ. 1, 26 janv. 1999 : Bull. civ., I, n° 32", "Cass. civ. 1, 26 janv. 1999", "Bull. civ.", (1999, 1, 26)),
        ("Cass. civ. 1, 12 janvier 2012, D. 2012. 639, obs. C. MOOR", "Cass. civ. 1, 12 janvier 2012", "D.", (2012, 1, 12)),
        ("Civ. 2e, 3 mai 2007, n° 06-12.485, Bull. civ. II, n° 116", "Civ. 2e, 3 mai 2007, n° 06-12.485", "Bull. civ.", (2007, 5, 3)),
        ("Ass. plén., 9 octobre 2006, nº 06-11056, Bull. Ass. plén., nº 11", "Ass. plén., 9 octobre 2006, nº 06-11056", "Bull. Ass. plén.", (2006, 10, 9)),
        ("CA Paris, 6 juin 2017, nº 16/02731, BJS janv. 2018, n° 1175, p. 39", "CA Paris, 6 juin 2017, nº 16/02731", "BJS janv.", (2017, 6, 6)),
    ],
)  # fmt: skip
def test_a_decision_has_its_own_day_and_its_reporter(text: str, title: str, container: str, day: tuple[int, ...]) -> None:
    found = item(text)
    assert (found.type, found.title, found.container_title) == ("legal_case", title, container)
    assert found.issued
    assert found.issued.parts == day


def test_the_host_before_a_dash_is_the_publication_of_a_page_that_is_named_after_a_person() -> None:
    found = item("mill-wiki.org - Ada Moor, https://mill-wiki.org/ada")
    assert (found.title, found.container_title, found.author) == ("Ada Moor", "mill-wiki.org", ())


def test_an_entry_stands_before_the_encyclopaedia_and_what_that_calls_itself() -> None:
    found = item("Tuulimylly. Wikipedia – vapaa tietosanakirja, http://fi.wikipedia.org/wiki/tuulimylly Luettu 6.3.2019.")
    assert (found.title, found.container_title) == ("Tuulimylly", "Wikipedia")


def test_the_kind_of_an_article_is_no_publication() -> None:
    found = item("MOOR Ada, « Les ports », entretien, Le Monde, 4 septembre 2025.")
    assert (found.title, found.container_title) == ("Les ports", "Le Monde")


def test_a_chinese_title_goes_on_behind_a_title_that_it_begins_with() -> None:
    found = item("王伟,李丽.《防治河流污染行动计划(2013～2020)》解读[J].水利杂志(电子版),2014,6(03):9-11.")
    assert found.title == "《防治河流污染行动计划(2013～2020)》解读"
    assert found.issued
    assert found.issued.parts == (2014,)


def test_a_url_that_a_link_shows_with_blanks_leaves_no_title() -> None:
    text = "https://mill.example/a-long-way-to- the-road.807.de.html?id=39"
    found = item(text, (Hyperlink(Span(0, len(text)), text.replace(" ", "")),))
    assert (found.title, found.url) == (None, text.replace(" ", ""))


@pytest.mark.parametrize(
    "note",
    [
        "Cette expression désigne les langages dits « ordinaires » du pays, utilisés sans grammaire, sans dictionnaires, sans règles.",
        "Se trata de la llamada «economía del agua», que aquí entendemos en un sentido amplio y no técnico.",
        "Chodzi o tak zwaną „ekonomię współdzielenia”, czyli model, w którym mieszkańcy dzielą się zasobami, towarami i usługami.",
    ],
)
def test_a_sentence_with_words_in_scare_quotes_cites_nothing(note: str) -> None:
    assert is_prose(note)


def test_quoted_words_behind_names_are_a_title() -> None:
    assert not is_prose("Moor, A., « le port et la mer », Revue des quais, no 4")


@pytest.mark.parametrize(
    "reference",
    [
        "Moor, A., & Lind, P. (2008). Las aguas del norte. Prueba en vivo de la venta de los puertos en países en desarrollo. Revista Nacional de Puertos, 25(1).",
        "Moor, A. (2016). Cómo hablar en el puerto. Consejos que funcionan bien desde el primer minuto del viaje. La Ola Mágica SRL.",
    ],
)
def test_a_subtitle_before_a_journal_or_a_publisher_is_no_remark(reference: str) -> None:
    assert len(segment(reference)) == 1


def test_a_remark_behind_a_reference_stays_one() -> None:
    text = "Moor, A. (2016). Cómo hablar en público. Madrid: Elm. Un libro muy útil para quienes empiezan a hablar delante de los demás."
    assert [part.prose for part in segment(text)] == [False, True]


@pytest.mark.parametrize(
    ("behind", "site"),
    [
        ("Obtenido de El Muelle: https://quay.example/north", "El Muelle"),
        ("Recuperado el 3 de mayo de 2020, de El Muelle: https://quay.example/north", "El Muelle"),
        ("Récupéré sur Le Quai: https://quay.example/north", "Le Quai"),
        ("Abgerufen am 3. Mai 2020 von Hafenblatt: https://quay.example/north", "Hafenblatt"),
        ("Von Hafenblatt: https://quay.example/north abgerufen", "Hafenblatt"),
        ("Opgehaald van Havenkrant: https://quay.example/north", "Havenkrant"),
        ("Hentet fra kai.no: https://quay.example/north", "kai.no"),
        ("Tratto da Il Molo: https://quay.example/north", "Il Molo"),
        ("Pobrano z lokalizacji Nabrzeże: https://quay.example/north", "Nabrzeże"),
        ("Rıhtım: https://quay.example/north adresinden alındı", "Rıhtım"),
        ("Recuperado de https://quay.example/north", None),
        ("Recuperado el 3 de mayo de 2020 de la página: https://quay.example/north", None),
    ],
)
def test_a_site_between_the_word_for_retrieved_and_the_address_is_the_publication(behind: str, site: str | None) -> None:
    found = item(f"Moor, A. (2018). Las aguas del norte. {behind}")
    assert (found.title, found.container_title, found.url) == ("Las aguas del norte", site, "https://quay.example/north")


@pytest.mark.parametrize(
    ("text", "names", "journal"),
    [
        ("佐藤花子, 港湾学会誌 80, pp.742–748 (2004).", ["佐藤花子"], "港湾学会誌"),
        ("佐藤花子, 田中太郎, 日本港湾学会論文集, 12(3), 45-50, 2010.", ["佐藤花子", "田中太郎"], "日本港湾学会論文集"),
    ],
)
def test_a_journal_of_east_asia_behind_names_is_no_title(text: str, names: list[str], journal: str) -> None:
    found = item(text)
    assert ([name.literal for name in found.author], found.title, found.container_title) == (names, None, journal)


def test_who_translated_a_work_did_not_write_it() -> None:
    found = item("Como programar portos / Tradução de C.A.L. Moor e M.L.B. Holm. São Paulo: Pearson, 2011.")
    assert (found.title, found.author) == ("Como programar portos", ())


def test_a_city_behind_the_full_stop_of_a_book_is_no_part_of_its_name() -> None:
    found = item(
        "CANDIDO, Antonio. O cais. In: MOOR, S. B; Portos do Sul - edição crítica. São Paulo. Elm Editora, 2016. p. 355-370."
    )
    assert (found.container_title, found.publisher_place) == ("Portos do Sul - edição crítica", "São Paulo")


@pytest.mark.parametrize(
    "note",
    [
        "Voir le « quai économique » de Kate Moor ci-haut.",
        "Siehe die Ausführungen zu den Häfen weiter oben.",
        "Véase lo dicho sobre los puertos del norte más arriba.",
        "Un quai est un ouvrage qui permet d'étendre les fonctionnalités présentes au sein des ports naturels (Moor, 2016b).",
    ],
)
def test_a_reference_to_the_own_text_and_a_sentence_before_names_and_a_year_cite_no_new_source(note: str) -> None:
    assert is_prose(note)


@pytest.mark.parametrize(
    "body", ["Gemeentearchief Schiedam", "Badan Pusat Statistik", "Stedelijk Museum Ebb", "Norsk Telegrambyrå"]
)
def test_archives_offices_and_museums_are_no_persons(body: str) -> None:
    assert [name.literal for name in item(f"{body}. (2023, April 12). Kaiene i nord. https://quay.example/north").author] == [body]


@pytest.mark.parametrize(
    ("text", "title", "house"),
    [
        ("MORO (A.), Diritto delle paludi, Olmo, 2a edizione, 2011", "Diritto delle paludi", "Olmo"),
        ("Garra, A., Derecho de las mareas, Olmo, 2ª ed., 2011", "Derecho de las mareas", "Olmo"),
        ("Moor, A., Recht der Deiche, Ulme, 3. Aufl., 2010", "Recht der Deiche", "Ulme"),
    ],
)
def test_a_house_before_the_edition_is_no_part_of_the_title(text: str, title: str, house: str) -> None:
    assert (item(text).title, item(text).publisher) == (title, house)


@pytest.mark.parametrize(
    ("text", "title", "journal"),
    [
        ("Karl Moor, Die Deiche im Norden, Sonderdruck aus „Zeitschr. f. Deichbau“, Kiel 1931, S. 4.", "Die Deiche im Norden", "Zeitschr. f. Deichbau"),
        ("Jean Quai, Les marées du nord, extrait de la « Rev. des marais », Paris 1911, p. 3.", "Les marées du nord", "Rev. des marais"),
    ],
)  # fmt: skip
def test_what_an_offprint_is_from_is_its_journal_in_any_quotation_marks(text: str, title: str, journal: str) -> None:
    assert (item(text).title, item(text).container_title) == (title, journal)
