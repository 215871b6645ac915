"""Marks within titles that do not end them: ordinal numbers, questions, quoted phrases, stops before a subtitle."""

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "title", "place"),
    (
        (
            "Steiner, Hans-Peter: Häfen vom 18. bis zum 20. Jahrhundert. Herford, Bonn 1984.",
            "Häfen vom 18. bis zum 20. Jahrhundert",
            "Herford, Bonn",
        ),
        (
            "Bauhaus, B. (2004): Reputation. Glaubwürdigkeit des 21. Jahrhunderts, Zürich, Elm Verlag.",
            "Reputation. Glaubwürdigkeit des 21. Jahrhunderts",
            "Zürich",
        ),
        (
            "Jochen Oltmann/Klaus J. Bader, Normalfall Kai: Deutschland im 21. Jahrhundert, Bonn 2004.",
            "Normalfall Kai: Deutschland im 21. Jahrhundert",
            "Bonn",
        ),
        ("Nová, Jana: Mlýny a jezy v 19. století. Praha: Jilm, 1998.", "Mlýny a jezy v 19. století", "Praha"),
        ("Jensen, Ole: Havne i det 19. århundrede. København: Elm, 1987.", "Havne i det 19. århundrede", "København"),
    ),
)
def test_the_stop_of_an_ordinal_number_ends_no_title(text: str, title: str, place: str) -> None:
    item = read(text)
    assert (item.title, item.publisher_place) == (title, place)


@pytest.mark.parametrize(
    ("text", "title", "container"),
    (
        (
            "Frewen, L.J./Howe, C. (1996): What determines trust in peat? Underlying psychological constructs. Moor Analysis, 16: 473-486.",
            "What determines trust in peat? Underlying psychological constructs",
            "Moor Analysis",
        ),
        (
            "Reuben, K.-H., 1994: Steigende Furcht – Mythos oder Wirklichkeit? Subjektive Bedrohung durch Moore. Ulmer Monatshefte 45: 214–220.",
            "Steigende Furcht – Mythos oder Wirklichkeit? Subjektive Bedrohung durch Moore",
            "Ulmer Monatshefte",
        ),
        (
            "Blythe, C., & Wang, J. (1990). I’m like, “Say what?!”: A new quotative in oral narrative. Moor Speech, 65(3), 215-227.",
            "I’m like, “Say what?!”: A new quotative in oral narrative",
            "Moor Speech",
        ),
        (
            "Taglia, S., & Hudson, R. (1999). “Be like” et al. beyond the fen: The system in British youth. Journal of Peat, 3(2), 147-172.",
            "“Be like” et al. beyond the fen: The system in British youth",
            "Journal of Peat",
        ),
        ("Doe, J. (2001). Is it peat? Proc. Natl. Acad. Sci. 12: 3–9.", "Is it peat?", "Proc. Natl. Acad. Sci."),
    ),
)
def test_a_question_or_a_quoted_phrase_is_not_the_whole_title(text: str, title: str, container: str) -> None:
    item = read(text)
    assert (item.title, item.container_title) == (title, container)


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    (
        (
            "Bahrens, Hans Paul (1969), Die moderne Stadt. Soziologische Überlegungen zum Kai, Opladen.",
            "Die moderne Stadt. Soziologische Überlegungen zum Kai",
            None,
        ),
        (
            "Mayer, Phillip (1993), Qualitative Hafenkunde. Grundlagen und Techniken, Weinheim.",
            "Qualitative Hafenkunde. Grundlagen und Techniken",
            None,
        ),
        (
            "Crozet, Michel (1993), Die Zwänge des Handelns. Über Macht und Organisation, Frankfurt a.M.",
            "Die Zwänge des Handelns. Über Macht und Organisation",
            None,
        ),
        (
            "Mayer, Phillip (1993), Qualitative Hafenkunde. Verlag für Hafenkunde, Weinheim.",
            "Qualitative Hafenkunde",
            "Verlag für Hafenkunde",
        ),
        (
            "Mayer, Phillip (1993), Qualitative Hafenkunde. Duncker und Humblot, Berlin.",
            "Qualitative Hafenkunde",
            "Duncker und Humblot",
        ),
    ),
)
def test_a_subtitle_before_the_place_is_no_publisher(text: str, title: str, publisher: str | None) -> None:
    item = read(text)
    assert (item.title, item.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("text", "title", "publisher", "place"),
    [
        ("J. Moor, Canals for Lawyers, Alder, 2019, p. 12", "Canals for Lawyers", "Alder", None),
        ("Moor, H. C. The Quay's New Coat, Elm-Holt House (1949).", "The Quay's New Coat", "Elm-Holt House", None),
        ("Ada Moor, Peat and Quay, Oslo (1990)", "Peat and Quay", None, "Oslo"),
        ("Ada Moor, Peat, Power, and Politics, 1990", "Peat, Power, and Politics", None, None),
    ],
)
def test_a_name_between_the_only_comma_and_the_year_is_no_part_of_the_title(
    text: str, title: str, publisher: str | None, place: str | None
) -> None:
    item = read_source(text, None, None).item
    assert (item.title, item.publisher, item.publisher_place) == (title, publisher, place)
