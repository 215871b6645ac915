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
    ("text", "title", "book"),
    (
        (
            "C. Dionigi, Discorso sulla torba italiana, in Geografia e storia della palude italiana, Torino 1972, p. 198;",
            "Discorso sulla torba italiana",
            "Geografia e storia della palude italiana",
        ),
        (
            "R. Brun, La tourbière et le vent, in Mélanges Moreau, Tehèran 1964, pp. 49-65",
            "La tourbière et le vent",
            "Mélanges Moreau",
        ),
        (
            "G. Hauser, Il suolo nella storia, in Storia d’Italia. I caratteri del fango, Einaudi, Torino 1973, I, pp. 90-91;",
            "Il suolo nella storia",
            "Storia d’Italia. I caratteri del fango",
        ),
        (
            "G. Gallo, Il quadro politico ed economico, in Palude e canali 1797. Argini, diplomazia e torba in una regione d’Europa, a c. di G. Riva, Milano 1998.",
            "Il quadro politico ed economico",
            "Palude e canali 1797. Argini, diplomazia e torba in una regione d’Europa",
        ),
        (
            "Kolb, Eva. 2004. Peat and the limits of equality in eastern Fenland. In Reinventing peat?: Women in eastern Fenland since drainage, edited by Eva Kolb. London: Frank Moor.",
            "Peat and the limits of equality in eastern Fenland",
            "Reinventing peat?: Women in eastern Fenland since drainage",
        ),
        (
            "Bachmann, Mikhail M. (1991). Ditch and Dyke in Moor Activity. In Michael Holt & Vadim Lind (Eds.), Peat and Answerability (pp.4-256). Austin: Moor University Press.",
            "Ditch and Dyke in Moor Activity",
            "Peat and Answerability",
        ),
    ),
)
def test_a_book_behind_in_is_parted_from_the_title(text: str, title: str, book: str) -> None:
    item = read(text)
    assert (item.title, item.container_title, item.type) == (title, book, "chapter")


@pytest.mark.parametrize(
    ("text", "title"),
    (
        ("Moor, Ann, The Fen, in England and Wales, London 1951, p. 3.", "The Fen, in England and Wales"),
        ("A. Moro, Le torbiere, in Italia e altrove, Roma 1991, p. 3.", "Le torbiere, in Italia e altrove"),
    ),
)
def test_a_country_behind_in_is_no_book(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    (
        (
            "Grendel, Paul F., Digging in Renaissance Italy: dykes and learning, 1300-1600. London-Baltimore 1990. 42-70.",
            "Digging in Renaissance Italy: dykes and learning, 1300-1600",
        ),
        (
            "Whitten, Robert (2002). State and peat in Cuba: Mass mobilization and political change, 1920-1940. Chapel Hill, NC: University of Moor Press.",
            "State and peat in Cuba: Mass mobilization and political change, 1920-1940",
        ),
        (
            "Simon, J. de (1839), Histoire des républiques des tourbiers (1807 — 18), 5th edn, 8 vols, Brussels, Société des Fanges",
            "Histoire des républiques des tourbiers (1807 — 18)",
        ),
        (
            "Giovanni Tabarri, Andrea Moro (1712-1785) e la crisi della palude a Venezia. Trieste, 1958.",
            "Andrea Moro (1712-1785) e la crisi della palude a Venezia",
        ),
    ),
)
def test_years_that_are_not_the_sources_belong_to_the_title(text: str, title: str) -> None:
    assert read(text).title == title


def test_years_of_a_subject_stand_before_a_journal_too() -> None:
    item = read(
        "G. Gallo, L’opera del nunzio per il ritorno dei torbieri (1655-57), «Studi Paludosi», XXIV (1977), n. 2, pp. 162-180."
    )
    assert (item.title, item.container_title) == ("L’opera del nunzio per il ritorno dei torbieri (1655-57)", "Studi Paludosi")


@pytest.mark.parametrize(
    ("text", "title", "editor"),
    (
        (
            "Torba, giustizia e società in età moderna, a c. di Luigi Moro e Floriana Riva, Milano, 1990",
            "Torba, giustizia e società in età moderna",
            "Moro",
        ),
        (
            "La palude di Venezia tra medioevo ed età moderna, a cura di Giovanni Vivi, Venezia 1990;",
            "La palude di Venezia tra medioevo ed età moderna",
            "Vivi",
        ),
    ),
)
def test_the_editors_behind_a_title_are_none_of_its_words(text: str, title: str, editor: str) -> None:
    item = read(text)
    assert item.title == title
    assert [name.family for name in item.editor or item.container_editor][:1] == [editor]


def test_what_an_offprint_is_from_is_no_part_of_the_title() -> None:
    item = read(
        "Antonio Medi, La battaglia della torba, profeti e poeti italiani, estratto dall’«Arch. stor. paludoso», a. LII, fasc. III-IV, Milano 1927, p. 4."
    )
    assert (item.title, item.container_title) == ("La battaglia della torba, profeti e poeti italiani", "Arch. stor. paludoso")


@pytest.mark.parametrize(
    ("text", "title", "place"),
    (
        (
            "Niedermann, Lutz(1983): Die Torffabrik. Die Entwässerung am Beispiel Bayerns, Berlin/Bonn [zuerst 1973].",
            "Die Torffabrik. Die Entwässerung am Beispiel Bayerns",
            "Berlin/Bonn",
        ),
        (
            "Yates, D.E./Hyde, C. (1999): High-Performing Peat Teams, Thousand Oaks/London/New Dehli.",
            "High-Performing Peat Teams",
            "Thousand Oaks/London/New Dehli",
        ),
        (
            "Burmann, Jörg (2004): Die Gesellschaft nach dem Torf. Münster, Hamburg, London, Lit Verlag.",
            "Die Gesellschaft nach dem Torf",
            "Münster, Hamburg, London",
        ),
        (
            "Figueira NMA, Tonin T. Turfa e pântano para enfermagem: práticas para o cuidado. São Caetano do Sul, SP: Olmo Editora, 2008.",
            "Turfa e pântano para enfermagem: práticas para o cuidado",
            "São Caetano do Sul, SP",
        ),
    ),
)
def test_several_cities_and_a_state_are_the_place(text: str, title: str, place: str) -> None:
    item = read(text)
    assert (item.title, item.publisher_place, item.container_title) == (title, place, None)


@pytest.mark.parametrize(
    ("text", "title"),
    (
        (
            "NICHOLS, D. M., The Moor Family of Kanten ca 1100-1460. A Genealogical Study (Dumbarton Moor Studies IX) (Washington DC., 1969).",
            "The Moor Family of Kanten ca 1100-1460. A Genealogical Study",
        ),
        (
            "Walden, Hans-Peter/Fürst, Dietrich (1995), Anspruch und Wirkung der frühen Moorplanung (=Beiträge/Akademie für Moorforschung 130), Hannover.",
            "Anspruch und Wirkung der frühen Moorplanung",
        ),
        (
            "Colbert, A., & Kohl, L. (1988). The measurement of peat judgment (Vol.1). Cambridge: Moor University Press.",
            "The measurement of peat judgment",
        ),
    ),
)
def test_a_series_or_volume_in_brackets_is_no_part_of_the_title(text: str, title: str) -> None:
    assert read(text).title == title
