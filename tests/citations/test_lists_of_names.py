"""Lists of names at the beginning of a citation, in the forms of author-date styles and of Italian notes."""

import pytest

from citecheck.citations.crf import FieldSpan
from citecheck.citations.later_names import names_before_journal
from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


def people(item: Item) -> list[tuple[str | None, str | None]]:
    return [(one.family or one.literal, one.given) for one in item.author]


@pytest.mark.parametrize(
    ("text", "names", "title"),
    (
        (
            "Moorbach, Franz Egon 1987, Methoden der Kaianalyse. Ulm: Elmverlag.",
            [("Moorbach", "Franz Egon")],
            "Methoden der Kaianalyse",
        ),
        (
            "Moorbach, Seymour Martin, 1962: Soziologie der Häfen. Neuwied: Elmverlag.",
            [("Moorbach", "Seymour Martin")],
            "Soziologie der Häfen",
        ),
        (
            "Nebel, Sighard, Kai Drögel 2002, Die Verdienste und ihr Preis, in: Axel Moor (Hrsg.), Der Kai, Ulm: Elm, S. 9-16.",
            [("Nebel", "Sighard"), ("Drögel", "Kai")],
            "Die Verdienste und ihr Preis",
        ),
        (
            "Sydel, Jörg/Windel, Arnold/Krell, Michael/van Moor, Bennet 1995: Organisation von Häfen, Opladen.",
            [("Sydel", "Jörg"), ("Windel", "Arnold"), ("Krell", "Michael"), ("van Moor", "Bennet")],
            "Organisation von Häfen",
        ),
        (
            "Minker, Marvin Lee/Seymour Papen (1969): Wharves. An introduction to geometry. Cambridge: Moor Press.",
            [("Minker", "Marvin Lee"), ("Papen", "Seymour")],
            "Wharves. An introduction to geometry",
        ),
    ),
)
def test_inverted_names_before_a_year_are_the_authors(text: str, names: list[tuple[str, str]], title: str) -> None:
    item = read(text)
    assert (people(item), item.title) == (names, title)


@pytest.mark.parametrize(
    ("text", "names", "title"),
    (
        ("L. Olivari-L. Puppo, Mauro Codussi, Milano 1977.", [("Olivari", "L."), ("Puppo", "L.")], "Mauro Codussi"),
        ("C. Barsi-A. Guidi, Premessa ad un catalogo, Roma 1996.", [("Barsi", "C."), ("Guidi", "A.")], "Premessa ad un catalogo"),
        (
            "P. Harper – H. Hegel – A. van Moor, Smart AD and DA, Elm Press, Dordrecht 2012.",
            [("Harper", "P."), ("Hegel", "H."), ("van Moor", "A.")],
            "Smart AD and DA",
        ),
        ("Hans-J. Müller, Das Wasser, Berlin 1985.", [("Müller", "Hans-J.")], "Das Wasser"),
        ("B. Bertoldi (a cura di), La palude di San Moro, Venezia 1998.", [("Bertoldi", "B.")], "La palude di San Moro"),
        ("De Moro, Ernesto, Morte e palude, Torino, Olmo, 1958.", [("De Moro", "Ernesto")], "Morte e palude"),
    ),
)
def test_italian_lists_of_names(text: str, names: list[tuple[str, str]], title: str) -> None:
    item = read(text)
    assert (people(item), item.title) == (names, title)


def test_the_editors_of_a_book_may_be_joined_by_a_hyphen() -> None:
    item = read("P. Petit, I manoscritti, in Il mondo antico, a cura di J. Fontana-C. Pietro, Parigi 1985, pp. 89-123.")
    assert [(one.family, one.given) for one in item.container_editor] == [("Fontana", "J."), ("Pietro", "C.")]


def test_a_name_or_a_group_behind_a_semicolon_is_an_author() -> None:
    item = read("Rothe, Dieter; Bernhard Kornel: Der Kai und die Stadt, in: Zeitschrift für Häfen, 17 (2004), S. 46-54.")
    assert people(item) == [("Rothe", "Dieter"), ("Kornel", "Bernhard")]
    item = read(
        "Fattori L, Musto A, Cirillo DM; the Fen Study Group. Peat in the lungs of dredgers. Fen Medicine. 2012; 40(2): 497-500."
    )
    assert (item.author[-1].literal, item.title) == ("the Fen Study Group", "Peat in the lungs of dredgers")


def test_another_name_of_the_author_in_brackets_is_no_title() -> None:
    item = read("Stirling, Max (Johann Kaspar Schmitz). Der Einzige und sein Kai. Stuttgart: Elm, 1972.")
    assert (people(item), item.title) == ([("Stirling", "Max")], "Der Einzige und sein Kai")


@pytest.mark.parametrize(
    ("text", "title"),
    (
        ("Leitner, Andrea, Lassner, Lorenz (1998b), Evaluation des Hafenkontos.", "Evaluation des Hafenkontos"),
        ("Frager, Adelheid, Lassner, Lorenz (1992), Berufliche Bildung in Österreich.", "Berufliche Bildung in Österreich"),
        ("J.-P. Moreau, L’eau, Paris 1943.", "L’eau"),
    ),
)
def test_a_work_without_another_title_has_the_words_behind_its_authors(text: str, title: str) -> None:
    item = read(text)
    assert (item.title, item.publisher) == (title, None)


@pytest.mark.parametrize(
    ("title", "author"),
    (
        ("Ada Moor and Karl JB Heath. Clustering by peat", "Ada Moor and Karl JB Heath"),
        ("Urban Planning and Social Justice. Clustering by peat", None),
    ),
)
def test_names_in_a_title_have_initials(title: str, author: str | None) -> None:
    text = f"{title}. Fen Letters, 51(4)"
    fields = {"title": title, "container": "Fen Letters", "volume": "51"}
    parts = {name: FieldSpan(name, text.index(words), text.index(words) + len(words), 0.9) for name, words in fields.items()}
    names_before_journal(text, parts)
    assert (text[parts["author"].start : parts["author"].end] if "author" in parts else None) == author


@pytest.mark.parametrize(
    ("names", "title", "wanted"),
    [
        ("Bessel, Oleg", "The weirs and their upkeep in the north", [("Bessel", "Oleg")]),
        ("Torvel, Peter", "Dredging harbours: concepts and techniques", [("Torvel", "Peter")]),
        ("Moor, Adrian", "8 problems that silt makes", [("Moor", "Adrian")]),
        (
            "Alder, Osman Semih; Kurt, Tolga Ahmet",
            "Dykes of the northern coast",
            [("Alder", "Osman Semih"), ("Kurt", "Tolga Ahmet")],
        ),
    ],
)
def test_a_known_given_name_ends_the_names_where_no_mark_parts_them_from_the_title(
    names: str, title: str, wanted: list[tuple[str, str]]
) -> None:
    item = read_source(f"{names} {title} [online]. 2024 [cit. 2025-02-09]. Dostupné z: https://example.org/x", None, None).item
    assert ([(name.family, name.given) for name in item.author], item.title) == (wanted, title)


def test_a_word_that_is_no_given_name_ends_no_names() -> None:
    item = read_source("Fens, Rivers and harbours of the northern coast. Ulm: Elm Press, 2001.", None, None).item
    assert all(not name.given for name in item.author)


def test_a_second_given_name_before_another_author_is_no_title() -> None:
    item = read_source("Moor, Jan Karl and Holt, Anna. The weirs of the fens. Elm Press, 2001.", None, None).item
    assert ([name.family for name in item.author], item.title) == (["Moor", "Holt"], "The weirs of the fens")
