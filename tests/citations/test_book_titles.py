"""Titles of books with commas, books behind "In", publishers behind cities, and names with their initials first."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def item(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (
            "Heath, Lawrence. The Wet Imagination: Thoreau, Nature Writing, and the Formation of American Peat. Cambridge, Mass.: Fenn Press, 1995.",
            "The Wet Imagination: Thoreau, Nature Writing, and the Formation of American Peat",
            "Fenn Press",
        ),
        (
            "Heath, James. 2000. Circles: 50 Trips Through History, Technology, Science, Culture. New York: Simon & Fenn.",
            "Circles: 50 Trips Through History, Technology, Science, Culture",
            "Simon & Fenn",
        ),
        (
            "Heath, Harriet. Uncle Tom’s Bog or, Life Among the Lowly. Edited by Ann Moor. New York: Fenn, 1986.",
            "Uncle Tom’s Bog or, Life Among the Lowly",
            "Fenn",
        ),
        (
            "Heath, Henry Parker. 1923. The Peat Reserve: Legislations, Organization and Operation. New York, NY: Ronald Fenn Co.",
            "The Peat Reserve: Legislations, Organization and Operation",
            "Ronald Fenn Co",
        ),
        (
            "Vesna A. Heath, ed. Peat in Mongolian History, Culture, and Society. New York: Fenn University Press, 2016.",
            "Peat in Mongolian History, Culture, and Society",
            "Fenn University Press",
        ),
        ("Tom Moor, ed. Peat, Power, and Politics. Berlin: Fenn, 1998.", "Peat, Power, and Politics", "Fenn"),
    ],
)
def test_the_title_of_a_book_goes_on_to_its_place_and_publisher(text: str, title: str, publisher: str) -> None:
    read = item(text)
    assert (read.title, read.publisher, read.container_title, read.type) == (title, publisher, None, "book")


@pytest.mark.parametrize(
    ("text", "title", "book"),
    [
        (
            "Heath, Jan, and Rüdiger Moor. “Introduction.” In Unnatural Peat, Unnatural Fens, 1-19. Berlin: De Fenn, 2011.",
            "Introduction",
            "Unnatural Peat, Unnatural Fens",
        ),
        (
            "Heath, Gabriele. La Leda senza torba. In Romanzi e conti, 2 vols., edited by Ezio Moor, vol. 1. Milan: Fenn Editore, 1989.",
            "La Leda senza torba",
            "Romanzi e conti",
        ),
        (
            "Yann Heath, Sumit Moor. A tutorial on wet digging. In G. Bakir, T. Hofman, and B. Taskar, editors, Predicting Wet Data. Fenn Press, 2006.",
            "A tutorial on wet digging",
            "Predicting Wet Data",
        ),
        (
            "Yoshi, Naoe Heath. “Veneration of the Fen.” In Writing wet fens: practices in late medieval moors, edited by Ada Moor, 177-198. Toronto: Fenn, 2000.",
            "Veneration of the Fen",
            "Writing wet fens: practices in late medieval moors",
        ),
    ],
)
def test_what_in_introduces_behind_a_title_is_the_book(text: str, title: str, book: str) -> None:
    read = item(text)
    assert (read.title, read.container_title, read.type) == (title, book, "chapter")


def test_names_behind_in_are_another_entry_and_no_book() -> None:
    assert item("Heath, Cynthia. “The Wet Novel: Fiction of the Fen.” In Moor and Fenn, 196–203.").container_title is None


def test_what_a_book_is_a_volume_of_is_its_collection() -> None:
    read = item("Heath, Jorge Luis. “El Peatón.” Vol. 2 of Obras completas. Barcelona: Fenn, 1989.")
    assert (read.title, read.volume, read.collection_title) == ("El Peatón", "2", "Obras completas")


def test_two_quoted_titles_are_one_title() -> None:
    read = item("Heath, Arthur. “A Study in Peat” and “The Sign of Fen.” New York: Berkeley Books, 1975.")
    assert (read.title, read.container_title) == ("A Study in Peat” and “The Sign of Fen", None)


@pytest.mark.parametrize(
    ("printed", "place", "publisher"),
    [
        ("La tourbe en hiver, Paris, Ellipse, 2006.", "Paris", "Ellipse"),
        ("La torba d'inverno, Milano, Elmo editore, 1990.", "Milano", "Elmo editore"),
        ("La tourbe en hiver, Paris, Genève, 1990.", "Paris, Genève", None),
        ("The wet fen, London, UK, 1990.", "London, UK", None),
    ],
)
def test_what_follows_a_city_behind_a_comma_is_the_publisher(printed: str, place: str, publisher: str | None) -> None:
    read = item(f"Heath, A., {printed}")
    assert (read.publisher_place, read.publisher) == (place, publisher)


def test_names_with_initials_first_are_authors_and_no_journal() -> None:
    read = item(
        "AM Heath, JA Moor, J Geiger-Brown, CL Fenn and BA Brady: Demands and problems in diggers. Am J Prev Peat 24, 270–275 (2003)"
    )
    assert [name.family for name in read.author] == ["Heath", "Moor", "Geiger-Brown", "Fenn", "Brady"]
    assert (read.title, read.container_title) == ("Demands and problems in diggers", "Am J Prev Peat")


@pytest.mark.parametrize(
    ("printed", "proceedings", "pages"),
    [
        (
            "in Decision and Control, 2001. Proceedings of the 40th IEEE Conference on, vol. 5, 2001, pp. 4228–4233.",
            "Decision and Control, 2001. Proceedings of the 40th IEEE Conference on",
            "4228–4233",
        ),
        (
            "in FENS, 2005. Proceedings of MTS/IEEE, September 2005, pp. 1464–1470.",
            "FENS, 2005. Proceedings of MTS/IEEE",
            "1464–1470",
        ),
        (
            "in Fen Systems Conference, 2009. FSC’09. IEEE/AIAA 28th, IEEE, 2009, pp. 2–9.",
            "Fen Systems Conference, 2009. FSC’09. IEEE/AIAA 28th",
            "2–9",
        ),
    ],
)
def test_the_year_within_the_name_of_proceedings_ends_neither_name_nor_source(printed: str, proceedings: str, pages: str) -> None:
    document = wiring.read_document(
        "notes.txt", f"A claim.[1]\n\n[1] D. P. Heath and A. Moor, “Digging the wet fen,” {printed}\n".encode()
    )
    (source,) = parse(document)[0].sources
    assert (source.item.container_title, source.item.page) == (proceedings, pages)


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Moor, Colin. 1973 Monuments in the Wet Fen. University of Fenn Press, Pittsburgh.", "Monuments in the Wet Fen", 1973),
        ("Moor, Anna. 1914 and the Fens. London: Fenn, 1999.", "1914 and the Fens", 1999),
    ],
)
def test_a_year_before_a_title_is_the_works_unless_another_follows(text: str, title: str, year: int) -> None:
    read = item(text)
    assert (read.title, read.issued and read.issued.parts[0]) == (title, year)


def test_what_stands_before_an_editor_is_the_title() -> None:
    read = item("A Dictionary of Fens. Ed. Michael J. Moor. Oxford: Fenn Publishers, 1999. 13-14.")
    assert (read.title, read.author, [name.family for name in read.editor]) == ("A Dictionary of Fens", (), ["Moor"])


def test_cities_between_title_and_year_are_the_place() -> None:
    read = item("Moor, David R. Anglo-Saxon Fens. London and New York, 1992.")
    assert (read.title, read.publisher_place) == ("Anglo-Saxon Fens", "London and New York")


@pytest.mark.parametrize(
    ("printed", "book"),
    [
        (
            "In G. Pié-Le-Bon & M. Dole (eds.), Wet bases, dry bases: Some aspects of peat (157–185). Dale: Elm.",
            "Wet bases, dry bases: Some aspects of peat",
        ),
        (
            "In Moor, G., & Leen, T. (Eds.), Advances in Fen Systems, Vol. 7, pp. 231-238, Cambridge, MA. Fenn Press.",
            "Advances in Fen Systems",
        ),
    ],
)
def test_a_book_behind_its_editors_is_whole(printed: str, book: str) -> None:
    read = item(f"Hick, Maya. 1991. The development of fens: Some wet issues. {printed}")
    assert (read.container_title, read.type) == (book, "chapter")


LONG = "The slow return of the peat to the drained moors of the north after the war"


@pytest.mark.parametrize(
    "printed",
    [
        f"———. 1999. {LONG}. Dale: Elm Press.",
        f"\\_\\_\\_\\_. 1999. {LONG}. Dale: Elm Press.",
        f"——. {LONG}. Dale: Elm Press, 1999.",
        f"— (1999). {LONG}. Dale: Elm Press.",
        f"———. {LONG}. Translated by Thomas Moor. 2 vols. Dale: Elm Press, n.d.",
    ],
)
def test_a_dash_in_place_of_the_author_begins_a_citation_and_no_sentence(printed: str) -> None:
    document = wiring.read_document("notes.md", f"A claim.[^1]\n\n[^1]: {printed}\n".encode())
    (source,) = parse(document)[0].sources
    assert (source.item.title, source.item.publisher) == (LONG, "Elm Press")


def test_a_dash_before_a_sentence_begins_no_citation() -> None:
    text = "— This is a long sentence of the author about the state of the fens, which cites nothing at all."
    assert parse(wiring.read_document("notes.md", f"A claim.[^1]\n\n[^1]: {text}\n".encode()))[0].sources == ()


@pytest.mark.parametrize(
    ("printed", "title", "publisher"),
    [
        (
            "Walter Heath, L'Œuvre de tourbe à l'époque de sa reproductibilité technique, Trad fr. par Maurice de Moor. Paris : Elm, 2005.",
            "L'Œuvre de tourbe à l'époque de sa reproductibilité technique",
            "Elm",
        ),
        (
            "Nord, Christiane (2008) La tourbe : une activité ciblée. Trad. Beverly Adab. Arras: Elm Presses.",
            "La tourbe : une activité ciblée",
            "Elm Presses",
        ),
    ],
)
def test_a_translator_before_the_place_makes_no_sentence_and_is_no_publisher(printed: str, title: str, publisher: str) -> None:
    document = wiring.read_document("notes.md", f"A claim.[^1]\n\n[^1]: {printed}\n".encode())
    (source,) = parse(document)[0].sources
    assert (source.item.title, source.item.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Moreau, Anne. “Les marées.” Tome 3 de Œuvres choisies. Paris: Orme, 1978.", "Œuvres choisies"),
        ("Weber, Karl. „Die Deiche.“ Bd. 4 von Gesammelte Werke. Kiel: Elm, 1920.", "Gesammelte Werke"),
    ],
)
def test_the_works_behind_a_quoted_title_are_its_collection(text: str, works: str) -> None:
    read = item(text)
    assert (read.collection_title, read.container_title) == (works, None)


@pytest.mark.parametrize(
    ("text", "families", "title"),
    [
        ("Claire Moreau et Jean Quai, dirs. Tourbe et pouvoir. Paris: Orme, 1999.", ["Moreau", "Quai"], "Tourbe et pouvoir"),
        ("Jan Moor und K. Heide, Hg. Torf, Macht und Politik. Kiel: Elm, 2003.", ["Moor", "Heide"], "Torf, Macht und Politik"),
        ("Ana Moro, coord. Turba, poder y mareas. Madrid: Olmo, 2001.", ["Moro"], "Turba, poder y mareas"),
    ],
)
def test_a_word_for_the_role_of_the_names_before_a_book_belongs_to_neither(text: str, families: list[str], title: str) -> None:
    read = item(text)
    assert ([name.family for name in read.author], read.title) == (families, title)
