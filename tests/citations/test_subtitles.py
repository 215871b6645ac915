"""A subtitle behind a title's full stop belongs to the title, whatever follows it; a house, a series or a meeting does not."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "title", "place"),
    (
        (
            "Berta Löwe, Wandern durch das Moor. Wege – Dämme – Gräben, Opladen 1996.",
            "Wandern durch das Moor. Wege – Dämme – Gräben",
            "Opladen",
        ),
        ("Moser, Karl (2004), Arbeiten auf dem Damm. Zeitdiagnosen, Hamburg.", "Arbeiten auf dem Damm. Zeitdiagnosen", "Hamburg"),
        (
            "Lind, P. (2003): Der Wandel der bäuerlichen Arbeit. Perspektiven der modernen Moorwirtschaft, Bern u. a.",
            "Der Wandel der bäuerlichen Arbeit. Perspektiven der modernen Moorwirtschaft",
            "Bern",
        ),
        (
            "Moreau, Michelle (1979b), Les digues du pouvoir. Sur l’eau, le vent et la tourbe, Paris.",
            "Les digues du pouvoir. Sur l’eau, le vent et la tourbe",
            "Paris",
        ),
        (
            "Garner, Luisa(1988): Peat in Popular Memory. The Daily Work of the Fenland Families, Cambridge 1988.",
            "Peat in Popular Memory. The Daily Work of the Fenland Families",
            "Cambridge",
        ),
        (
            "Hoffer, Thea von. 1915. Das Moor und die Mägde. Novellen. Stuttgart, Berlin: Erle.",
            "Das Moor und die Mägde. Novellen",
            "Stuttgart, Berlin",
        ),
        (
            "Wenzel, Harald (2003): „Der Damm hielt nicht“. Sturmflut und Wiederaufbau im Familiengedächtnis, Frankfurt/M.",
            "„Der Damm hielt nicht“. Sturmflut und Wiederaufbau im Familiengedächtnis",
            "Frankfurt/M",
        ),
    ),
)
def test_a_clause_between_a_title_and_the_place_is_its_subtitle(text: str, title: str, place: str) -> None:
    item = read(text)
    assert (item.title, item.publisher, item.publisher_place) == (title, "Erle" if "Erle" in text else None, place)


def test_a_clause_between_a_title_and_in_is_its_subtitle_and_names_no_editor() -> None:
    item = read(
        "Mohr, Gary; Heath, Lisa (2007): Dyke Building in the East and West. Different Soils, Same Water, in: Comparative Fen Studies. 40/2, pp. 155-175."
    )
    assert item.title == "Dyke Building in the East and West. Different Soils, Same Water"
    assert (item.container_title, item.container_editor) == ("Comparative Fen Studies", ())


def test_a_clause_between_a_title_and_the_kind_of_a_thesis_is_its_subtitle() -> None:
    item = read(
        "Bach, Julia (2009): Peat Trade in the Low Countries. Determinants, Constraints and Implications for Moor Policy, Dissertation, Universität Hamburg."
    )
    assert item.title == "Peat Trade in the Low Countries. Determinants, Constraints and Implications for Moor Policy"
    assert item.type == "thesis"


@pytest.mark.parametrize(
    ("text", "title"),
    (
        ("Heath, Ada (2001): Wege ins Moor. Hanser, München.", "Wege ins Moor"),
        ("Moor, Karl (1999), Der Handel mit dem Torf. Leske + Budrich, Opladen.", "Der Handel mit dem Torf"),
        ("Heath, Ann (2005): Fens for All. Ministry of Rural Affairs, London.", "Fens for All"),
        (
            "Novak, Ann (2010). The course of peat. Poster presented at Conference on Moors over Time, Ontario, Canada.",
            "The course of peat",
        ),
        (
            "Verner, K. (2008): The Autonomy of Dykes: A Comparison. Unpublished manuscript, Moor University Leuven, Belgium.",
            "The Autonomy of Dykes: A Comparison",
        ),
    ),
)
def test_a_house_a_body_or_a_meeting_behind_a_title_is_no_subtitle(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    (
        (
            "Wells, J./Pitt, J. (2006): Whose peat? Examining the practice of digging. Paper presented at The Winners and Losers of the Fen conference. University of Moorchester.",
            "Whose peat? Examining the practice of digging",
        ),
        (
            "Tolz, R. 2006: Moore und Entwicklung – eine Bilanz? Vortrag auf der Fachtagung des Moorbunds in Ulm am 20. Juli 2006.",
            "Moore und Entwicklung – eine Bilanz?",
        ),
        (
            "Kwan Tong (2003): A law for fens – A cross country investigation. Mimeo, London School of Moors.",
            "A law for fens – A cross country investigation",
        ),
        (
            "Eggert Theres (2004): Erleichterung des Zugangs zum Moor. Im Auftrag der Kommission für Moore.",
            "Erleichterung des Zugangs zum Moor",
        ),
        (
            "Keller, E./Luft, A. (1999): Methodenbericht zum Torf. Moor Discussion Paper FS III 98-107. Torfzentrum Berlin.",
            "Methodenbericht zum Torf",
        ),
    ),
)
def test_where_a_paper_was_given_and_its_series_are_no_words_of_its_title(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Hanna Trisch (1988) Unfälle und Krankheiten im Bergbau 1851 - 1945 : Behördliche Politik im Spannungsfeld von Sicherheit und Produktion S. 117.",
            "Unfälle und Krankheiten im Bergbau 1851 - 1945 : Behördliche Politik im Spannungsfeld von Sicherheit und Produktion",
        ),
        (
            "Anne Moreau (1988) Les marées du port 1851 - 1945 : Politique et société dans la ville des quais p. 117.",
            "Les marées du port 1851 - 1945 : Politique et société dans la ville des quais",
        ),
        (
            "Jan Kowal (2001) Porty i doki 1851–1945: polityka i społeczeństwo w mieście s. 117.",
            "Porty i doki 1851–1945: polityka i społeczeństwo w mieście",
        ),
        ("Moor, Eva: Die Fischer der Heide 1867 – 1914. Ulm: Elm Verlag, 1998.", "Die Fischer der Heide 1867 – 1914"),
    ],
)
def test_the_second_year_of_a_title_belongs_to_it(text: str, title: str) -> None:
    assert read(text).title == title
