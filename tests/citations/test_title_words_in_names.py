"""Words of a title that stood in the names before it, and titles that the model gave to another field."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "families", "title"),
    (
        (
            "S. Rovani, Giuseppe Volta, torba e finanza tra le due guerre, Milano 1980.",
            ["Rovani"],
            "Giuseppe Volta, torba e finanza tra le due guerre",
        ),
        (
            "L. Avanzi, Alessandro Riva. Fondare l’Italia delle paludi, Roma 1999.",
            ["Avanzi"],
            "Alessandro Riva. Fondare l’Italia delle paludi",
        ),
        (
            "Wilton, C. H., Trade, Society and the Fen, in Moorbridge Economic History of Peat, vol. IV, pp. 488-576, Cambridge, 1968.",
            ["Wilton"],
            "Trade, Society and the Fen",
        ),
        (
            "Mahendra L.K., Resettlement, Poverty and Drainage in India: Dykes for the Deprived, Moor Publishing House, New Delhi, 2000.",
            ["Mahendra"],
            "Resettlement, Poverty and Drainage in India: Dykes for the Deprived",
        ),
        (
            "Guillermo Molina et al., Diques, Turba y Justicia en Argentina, Buenos Aires 2000.",
            ["Molina"],
            "Diques, Turba y Justicia en Argentina",
        ),
        (
            "Vonfeld, G./Siegers, R./Bahr, U. (1993). Torfstechen und Lebensgeschichte. Opladen.",
            ["Vonfeld", "Siegers", "Bahr"],
            "Torfstechen und Lebensgeschichte",
        ),
    ),
)
def test_words_of_a_title_are_no_names(text: str, families: list[str], title: str) -> None:
    item = read(text)
    assert ([name.family for name in item.author], item.title) == (families, title)


def test_a_person_before_a_quoted_journal_is_what_an_article_tells_of() -> None:
    item = read("Giorgio Candela, Paolo Pansa, «Rivista storica italiana», LIII (1937), fasc. 4, p. 52;")
    assert [name.family for name in item.author] == ["Candela"]
    assert (item.title, item.container_title) == ("Paolo Pansa", "Rivista storica italiana")


def test_a_title_with_its_editors_is_nobodys_name() -> None:
    item = read("Dizionario Biografico Paludoso a c. di G. Nardi, Udine, Ribelli 1993, p. 103.")
    assert (item.author, item.title) == ((), "Dizionario Biografico Paludoso")
    assert [name.family for name in item.editor] == ["Nardi"]


@pytest.mark.parametrize(
    ("text", "families"),
    (
        ("J. Smith, Mary Jones. The peat of the fens. Fen Letters 3 (2001) 4-9.", ["Smith", "Jones"]),
        ("H. Perrin and Marc Block, Economic History of Peat, London 1966.", ["Perrin", "Block"]),
        ("Moor, A. B., Heath, The fens of the north, London 1966.", ["Moor"]),
    ),
)
def test_names_with_and_without_initials_may_both_be_authors(text: str, families: list[str]) -> None:
    assert [name.family for name in read(text).author][: len(families)] == families
