"""Names and titles are parted where the model drew the border within one of them."""

import pytest

from citecheck.citations.crf import FieldSpan
from citecheck.citations.missing_titles import (
    container_as_title,
    edition_as_container,
    role_as_container,
    standard_as_author,
    thesis_as_container,
)
from citecheck.citations.name_borders import names_as_container, names_behind_title, rest_of_names, title_in_names, unmarked_names
from citecheck.citations.read import read_source
from citecheck.citations.rules import Parts
from citecheck.model.reference import Name


def fields(text: str, **words: str) -> Parts:
    return {name: FieldSpan(name, text.index(value), text.index(value) + len(value), 0.6) for name, value in words.items()}


def read(text: str, parts: Parts) -> dict[str, str]:
    return {name: text[part.start : part.end] for name, part in parts.items()}


@pytest.mark.parametrize(
    ("author", "title", "text", "authors", "rest"),
    [
        ("Abigail Z", "Moor, Hanna Weir. Measured tides", "Abigail Z. Moor, Hanna Weir. Measured tides. Quay 3", "Abigail Z. Moor, Hanna Weir", "Measured tides"),
        ("B. Moor", "M. Weir, S. Holt: Locks and logic", "B. Moor, M. Weir, S. Holt: Locks and logic, Elm, 1998.", "B. Moor, M. Weir, S. Holt", "Locks and logic"),
        ("Anna Moor", "Erik Weir et Paul Holt - Le jardin", "Anna Moor, Erik Weir et Paul Holt - Le jardin, Elm, 2012", "Anna Moor, Erik Weir et Paul Holt", "Le jardin"),
    ],
)  # fmt: skip
def test_names_at_a_titles_beginning_are_authors(author: str, title: str, text: str, authors: str, rest: str) -> None:
    parts = fields(text, author=author, title=title)
    rest_of_names(text, parts)
    assert read(text, parts) == {"author": authors, "title": rest}


@pytest.mark.parametrize(
    ("author", "title"),
    [
        ("Moor, J.", "Iraq War: the story of a quay"),
        ("A. Moor, J. Weir", "A Keeper's Day: hour by hour"),
        ("Holt, Ada K", "Fens: a history"),
        ("Ministry of Ports", "A. Moor, J. Weir: a report"),
    ],
)
def test_other_words_at_a_titles_beginning_stay(author: str, title: str) -> None:
    text = f"{author}, {title}. Elm, 1999"
    parts = fields(text, author=author, title=title)
    rest_of_names(text, parts)
    assert read(text, parts) == {"author": author, "title": title}


@pytest.mark.parametrize(
    ("words", "author", "title"),
    [
        ("Moor, Jan B. : “Fens and Weirs”", "Moor, Jan B.", "“Fens and Weirs”"),
        ("MOOR, Jan. Fens for all", "MOOR, Jan", "Fens for all"),
    ],
)
def test_a_title_behind_names_is_no_name(words: str, author: str, title: str) -> None:
    text = f"{words}, Elm, 2005"
    parts = fields(text, author=words)
    title_in_names(text, parts)
    assert read(text, parts) == {"author": author, "title": title}


def test_names_before_an_emphasised_title_need_no_mark() -> None:
    text = "Karen Moor, Jan Weir Very deep fens of the north, Peat 2015"
    start = text.index("Very")
    parts = fields(text, title=text[: text.index(", Peat")])
    unmarked_names(text, parts, ((start, text.index(", Peat")),))
    assert read(text, parts) == {"author": "Karen Moor, Jan Weir", "title": "Very deep fens of the north"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fens of the north / A. Moor, J. Weir", {"title": "Fens of the north", "author": "A. Moor, J. Weir"}),
        ("Fens of the north / пер. с англ. И. Мур", {"title": "Fens of the north"}),
        (
            "Fens of the north – Amy Moor, Jan Weir, Eva Holt",
            {"title": "Fens of the north", "author": "Amy Moor, Jan Weir, Eva Holt"},
        ),
        ("Fens of the north — Amy Moor (editor)", {"title": "Fens of the north", "author": "Amy Moor"}),
        ("Why the fens are dry - CBS Harbour", {"title": "Why the fens are dry - CBS Harbour"}),
        ("Sockets of TCP/IP", {"title": "Sockets of TCP/IP"}),
    ],
)
def test_names_at_a_titles_end(words: str, expected: dict[str, str]) -> None:
    parts = fields(words, title=words)
    names_behind_title(words, parts)
    assert read(words, parts) == expected


def test_a_full_name_is_no_publication() -> None:
    text = "Fens of the north, Amy B. Moor, 2015"
    parts = fields(text, title="Fens of the north", container="Amy B. Moor")
    names_as_container(text, parts)
    assert read(text, parts) == {"title": "Fens of the north", "author": "Amy B. Moor"}


def test_a_periodicals_name_is_no_author() -> None:
    text = "Fens of the north, Foreign Affairs, 2015"
    parts = fields(text, title="Fens of the north", container="Foreign Affairs")
    names_as_container(text, parts)
    assert "author" not in parts


def test_a_name_alone_is_the_title() -> None:
    text = "Thoughts on weirs (1984)"
    parts = fields(text, container="Thoughts on weirs")
    container_as_title(text, parts, "")
    assert read(text, parts) == {"title": "Thoughts on weirs"}
    parts = fields("The Guardian, 1984", container="The Guardian")
    container_as_title("The Guardian, 1984", parts, "")
    assert set(parts) == {"container"}


@pytest.mark.parametrize(
    ("words", "rule", "expected"),
    [
        ("Tese de Doutorado, Porto", thesis_as_container, "genre"),
        ("18ª", edition_as_container, ""),
        ("Online", edition_as_container, ""),
        ("Helsinki", edition_as_container, "place"),
        ("Trad. Ana Moor", role_as_container, ""),
        ("Ed. crítica de Jon Moor", role_as_container, ""),
    ],
)
def test_what_is_no_publication(words: str, rule, expected: str) -> None:  # type: ignore[no-untyped-def]
    text = f"Fens of the north, {words}, 2004"
    parts = fields(text, title="Fens of the north", container=words)
    rule(text, parts)
    assert set(parts) == {"title"} | ({expected} if expected else set())


def test_a_standards_number_is_nobody() -> None:
    text = "IEC 61966-2-1 (1999), Colour measurement"
    parts = fields(text, author="IEC 61966-2-1", title="Colour measurement")
    standard_as_author(text, parts)
    assert read(text, parts) == {"number": "IEC 61966-2-1", "title": "Colour measurement"}


def test_the_key_before_an_entry_is_no_author() -> None:
    source = read_source(
        "Alder and Beck 2005    Alder, Rosa, and Otto Beck. The Arts of Dredging. Boston: Elm Press, 2005.", None, None
    )
    assert [name.family for name in source.item.author] == ["Alder", "Beck"]
    assert source.item.title == "The Arts of Dredging"


def test_a_preprint_appeared_where_it_says() -> None:
    source = read_source("Moor, Ada, and Jon Weir. “A study of tides.” arXiv preprint arXiv:1901.10002 (2019).", None, None)
    assert (source.item.container_title, source.item.arxiv) == ("arXiv", "1901.10002")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Moor, Anna “Nan”. “The river and its people.” In Harbour Studies, edited by J. Fenn, 12–37. London: Quay, 2012.", "The river and its people"),
        ('R. Moor et al. (Quay Collaboration), "Tides of the forward region", Phys. Lett. B 72 (2012) 19.', "Tides of the forward region"),
    ],
)  # fmt: skip
def test_a_nickname_and_a_collaboration_behind_names_are_no_title(text: str, title: str) -> None:
    assert read_source(text, None, None).item.title == title


@pytest.mark.parametrize(
    ("text", "families", "title", "container"),
    (
        (
            "J. FENNI Riflessioni sopra i canali e le torbiere, Venezia 1818",
            ["FENNI"],
            "Riflessioni sopra i canali e le torbiere",
            None,
        ),
        ("V. P. Moorin Phys. Rev. D 53 4748 (1996)", ["Moorin"], None, "Phys. Rev. D"),
        ("Müller J. and Fenn M., Eur. J. Phys., 36 (2015) 015014.", ["Müller", "Fenn"], None, "Eur. J. Phys."),
        (
            "Schaaf W. B., Becker A., Van der Moor F., Prinz J., Peat and Stress 23(2) (2010) 156-173.",
            ["Schaaf", "Becker", "Van der Moor", "Prinz"],
            None,
            "Peat and Stress",
        ),
        (
            "L. Blume, F.Corder, M.Stahl, and S.Small. Complexity and Peat Computation. Springer, 1998.",
            ["Blume", "Corder", "Stahl", "Small"],
            "Complexity and Peat Computation",
            None,
        ),
    ),
)
def test_initials_make_a_name_with_no_mark_behind_or_within_it(
    text: str, families: list[str], title: str | None, container: str | None
) -> None:
    item = read_source(text, None, None).item
    assert [name.family for name in item.author] == families
    assert (item.title, item.container_title) == (title, container)


@pytest.mark.parametrize(
    ("text", "names", "title"),
    [
        ("di Moor, Giuseppe. Il porto vecchio. Milano: Pini, 1958.", [("di Moor", "Giuseppe")], "Il porto vecchio"),
        ("da Moor, Luísa. Os portos do norte, Pinho Editora, 2019.", [("da Moor", "Luísa")], "Os portos do norte"),
        ("von Moor, Ada. Die alten Häfen. Berlin: Ufer, 1999.", [("von Moor", "Ada")], "Die alten Häfen"),
        (
            "van der Moor, Jan, and Eva Lund. The quiet haven. Amsterdam: Den, 2004.",
            [("van der Moor", "Jan"), ("Lund", "Eva")],
            "The quiet haven",
        ),
    ],
)
def test_a_family_name_that_begins_with_a_particle_has_its_given_name_behind_it(
    text: str, names: list[tuple[str, str]], title: str
) -> None:
    item = read_source(text, None, None).item
    assert [(name.family, name.given) for name in item.author] == names and item.title == title


def test_particles_before_a_family_name_are_no_given_name() -> None:
    assert read_source("von Moor, The quiet haven, Berlin: Ufer, 1999.", None, None).item.author == (Name(literal="von Moor"),)
