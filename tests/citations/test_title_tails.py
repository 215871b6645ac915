"""What stands behind a title and is no part of it."""

import pytest

from citecheck.citations.crf import FieldSpan
from citecheck.citations.read import read_source
from citecheck.citations.title_tails import kind_of_thesis, place_at_end
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "title"),
    (
        ("Beckers, Marvin B. Fens in Transition, 2 vols. Baltimore: Moor University Press, 1967.", "Fens in Transition"),
        (
            "Meier, G. W., und K. Shute (2012), Peat Prices and Markets. A Review, FEN-Report 2012-009, Ulm: Elm School of Sciences.",
            "Peat Prices and Markets. A Review",
        ),
        (
            "Gillner, Katrin (2000): Konzepte sozialer Häfen. P00-519. Berlin: Hafenzentrum für Sozialforschung",
            "Konzepte sozialer Häfen",
        ),
        (
            "Grosse, Inge (1994), Die wirtschaftliche Rolle des Moors in Österreich. Herausgegeben vom Bundesministerium für Moore.",
            "Die wirtschaftliche Rolle des Moors in Österreich",
        ),
        (
            "Brauner, V.: Erkennung dynamischer Gesten, Diplomarbeit im Fach Informatik, Universität Bremen, 1994",
            "Erkennung dynamischer Gesten",
        ),
        (
            "Kleinert, Désirée: Migration and the Fens in Spain, Dissertation Albert-Moor-Universität Freiburg, 2008.",
            "Migration and the Fens in Spain",
        ),
        ("Löwe, Martina (2001), Moorsoziologie, Frankfurt a.M.", "Moorsoziologie"),
        (
            "C. Barsi, Premessa ad un catalogo della palude, in Torba e Occidente: arte, archeologia, storia, Roma 1996, pp. 74-104",
            "Premessa ad un catalogo della palude",
        ),
        (
            "M. Tafani (a cura di), Renovatio Paludis. Venezia nell’età della torba (1523-1538), Roma 1984.",
            "Renovatio Paludis. Venezia nell’età della torba (1523-1538)",
        ),
    ),
)
def test_the_title_ends_before_it(text: str, title: str) -> None:
    assert read(text).title == title


def test_a_thesis_has_its_kind_and_its_university() -> None:
    item = read("Brauner, V.: Erkennung dynamischer Gesten, Diplomarbeit im Fach Informatik, Universität Bremen, 1994")
    assert (item.type, item.genre, item.publisher) == ("thesis", "Diplomarbeit", "Universität Bremen")
    item = read("Kleinert, Désirée: Migration and the Fens in Spain, Dissertation Albert-Moor-Universität Freiburg, 2008.")
    assert (item.type, item.publisher) == ("thesis", "Albert-Moor-Universität Freiburg")


@pytest.mark.parametrize(
    "genre", ("Doktorarbeit", "tesi di specializzazione", "tesis de maestría", "bakalářská práce", "szakdolgozat")
)
def test_theses_of_many_languages_end_a_title(genre: str) -> None:
    text = f"Brauner, V. The fens of the north, {genre}, Ulm, 1994"
    parts = {"title": FieldSpan("title", text.index("The fens"), text.index(", Ulm"), 0.9)}
    kind_of_thesis(text, parts)
    assert {name: text[part.start : part.end] for name, part in parts.items()} == {"title": "The fens of the north", "genre": genre}


def test_the_book_and_its_editor_are_read() -> None:
    item = read("G. Corti, Politica e diritto, in: Sensibilità e palude nel Settecento, a c. di V. Branco, Venezia 1967.")
    assert (item.container_title, item.container_editor[0].family) == ("Sensibilità e palude nel Settecento", "Branco")
    item = read(
        "C. Barsi, Premessa ad un catalogo della palude, in Torba e Occidente: arte, archeologia, storia, Roma 1996, pp. 74-104"
    )
    assert (item.container_title, item.publisher_place) == ("Torba e Occidente: arte, archeologia, storia", "Roma")
    item = read("Rizzo, A., Il palazzo nella città, in Aa. Vv., Palazzo Torri a Udine, Milano 1985.")
    assert (item.title, item.container_title) == ("Il palazzo nella città", "Palazzo Torri a Udine")


@pytest.mark.parametrize(
    ("text", "year"),
    (
        ("M. Tafani (a cura di), Renovatio Paludis. Venezia nell’età della torba (1523-1538), Roma 1984.", 1984),
        ("Wemmer, Felix (2004): Chinas „Großer Sprung“ (1958-1961). Von der Offensive in das Moor, Münster", 2004),
    ),
)
def test_the_years_of_the_subject_are_not_that_of_publication(text: str, year: int) -> None:
    issued = read(text).issued
    assert issued and issued.parts == (year,)


@pytest.mark.parametrize(
    ("text", "title"),
    (
        ("Moor, A. (2011). Women in press photography. Journal of Fens, 12(3), 1–19.", "Women in press photography"),
        ("Moor, A. (2012). The forthcoming war of the fens. Journal of Fens, 12(3), 1–19.", "The forthcoming war of the fens"),
        ("Moor, Ada. 2005. Rural life in the fens, AD 400–600. Oxford: Oxbow Press.", "Rural life in the fens, AD 400–600"),
        ("Moor, A. (2011). Fighter aircraft: MiG-21, F-16. London: Elm Press.", "Fighter aircraft: MiG-21, F-16"),
        (
            "Moor, A. (2014). Surviving your essay, dissertation or thesis. London: Elm Press.",
            "Surviving your essay, dissertation or thesis",
        ),
        ("Moor, A., Dancing in New York, Studio 54, New York 1998.", "Dancing in New York, Studio 54"),
    ),
)
def test_words_of_a_title_are_not_cut_from_it(text: str, title: str) -> None:
    assert read(text).title == title


def test_a_magazine_whose_name_begins_like_a_role_is_the_publication() -> None:
    assert read("Moor, A., “Peat and power,” Red Pepper, 3 May 2011.").container_title == "Red Pepper"


@pytest.mark.parametrize(
    ("title", "place"),
    (
        ("Moorsoziologie, Freiburg i. Br.", "Freiburg i. Br."),
        ("Geschichte der Stadt Bremen, Bremen", "Bremen"),
        ("Häfen in Bremen, Hamburg", None),
        ("Der Torfhandel in Den Haag, London", None),
    ),
)
def test_a_city_behind_another_one_is_no_place(title: str, place: str | None) -> None:
    text = f"Löwe, Martina (2001), {title}"
    parts = {"title": FieldSpan("title", text.index(title), len(text), 0.9)}
    place_at_end(text, parts)
    assert (text[parts["place"].start : parts["place"].end] if "place" in parts else None) == place


def test_a_publisher_follows_a_german_city_too() -> None:
    item = read("Löwe, Martina, Die Moore, Frankfurt, Orme, 2005.")
    assert (item.publisher_place, item.publisher) == ("Frankfurt", "Orme")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Hanna Trisch (1988) Unfälle und Krankheiten im Bergbau 1851 - 1945 : Behördliche Politik im Spannungsfeld von Sicherheit und Produktion S. 117.",
            "Unfälle und Krankheiten im Bergbau 1851 - 1945 : Behördliche Politik im Spannungsfeld von Sicherheit und Produktion",
        ),
        ("Moor, Eva: Die Fischer der Heide 1867 – 1914. Ulm: Elm Verlag, 1998.", "Die Fischer der Heide 1867 – 1914"),
    ],
)
def test_the_second_year_of_a_title_belongs_to_it(text: str, title: str) -> None:
    assert read(text).title == title
