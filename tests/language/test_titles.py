"""Titles as notes and pages print them: which are the same, which are cut, and which only share words."""

import pytest

from citecheck.language.titles import fold, plain_words, searchable, unmarked, words
from citecheck.sources.title_match import compare, stands_in, title_score

TITLE = "River towns brace for a third flood in a single spring"


@pytest.mark.parametrize(
    ("found", "level"),
    (
        (TITLE, "same"),
        ("River Towns Brace for a Third Flood in a Single Spring", "same"),
        ("River towns brace for a third flood in a single Spring.", "same"),
        ("River towns brace for third flood in a single spring", "near"),
        ("Watch: River towns brace for a third flood in a single spring", "within"),
        ("River towns brace for a third flood in a single spring | The Courier", "begins"),
        ("River towns brace for a third flood in a single spring - World - The Courier", "within"),
        ("River towns count the cost of a third flood in spring", "half"),
        ("Cake sale raises a record sum", "other"),
        ("", "other"),
    ),
)
def test_a_pages_title_beside_the_cited_one(found: str, level: str) -> None:
    told = compare(TITLE, found).level
    assert told == level or {told, level} <= {"begins", "within"}


def test_straight_and_typographic_punctuation_are_the_same() -> None:
    assert compare('"No firm dates" - the minister\'s answer', "“No firm dates” – the minister’s answer").level == "same"


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Day 1 of the flood: the river towns count the cost", "Day 2 of the flood: the river towns count the cost"),
        ("Economy grew 1.1% in the first quarter", "Economy grew 1.8% in the first quarter"),
        ("The best photographs of 2019 from the river towns", "The best photographs of 2021 from the river towns"),
    ),
)
def test_titles_that_differ_in_a_number_are_two(cited: str, found: str) -> None:
    assert compare(cited, found).level == "number"


def test_thousands_separators_do_not_change_a_number() -> None:
    assert (
        compare("Army pulls 2,200 troops out of the river towns", "Army pulls 2200 troops out of the river towns").level == "near"
    )


def test_short_titles_do_not_replace_longer_ones() -> None:
    assert compare("Flood", "Flood of complaints reaches the town hall").level == "other"
    assert compare("The flood", "Watch: The flood").level in ("words", "half", "other")


def test_a_name_read_as_part_of_the_title_is_explained() -> None:
    assert compare(f"Okafor, {TITLE}", TITLE).level == "explained"
    assert compare(f"{TITLE} Ada Okafor", TITLE, {"ada", "okafor"}).level == "explained"


def test_a_score_uses_titles_urls_and_excerpts() -> None:
    assert title_score(TITLE, "River towns brace for a third flood in …", "https://courier.example/1") == 1.0
    assert title_score(TITLE, None, "https://courier.example/river-towns-brace-third-flood-single-spring") > 0.9
    assert title_score(TITLE, "Mill quarter under water", "https://courier.example/1", f"{TITLE}, the mayor says") > 0.9
    assert title_score(TITLE, "Cake sale raises a record sum", "https://courier.example/cake") < 0.5


def test_what_is_searched_is_the_title_or_the_longest_run_of_the_note() -> None:
    text = f"Okafor, A. (2019). {TITLE}. The Courier."
    assert searchable(TITLE, text) == TITLE
    assert searchable("A", text, ("The Courier",)) == TITLE


def test_a_title_is_in_a_note_only_between_punctuation_marks() -> None:
    assert stands_in(TITLE, f"Okafor, “{TITLE},” The Courier")
    assert not stands_in(TITLE, f"Why {TITLE} matters, The Courier")


def test_vowel_signs_belong_to_their_words() -> None:
    """Devanagari, Thai and Arabic write vowels as marks, which are no letters."""
    assert words("हिन्दी में समाचार पढ़ें") == ["हिन्दी", "में", "समाचार", "पढ़ें"]
    assert fold("हिन्दी में — समाचार!") == "हिन्दी में समाचार"
    assert words("شعر وردي يُشعل السخرية…") == ["شعر", "وردي", "يُشعل", "السخرية"]
    assert plain_words("हिन्दी में") == plain_words("हिन्दी, में") and len(plain_words("हिन्दी में")) == 2


def test_arabic_and_hebrew_points_are_optional() -> None:
    assert fold("يُشعل") == fold("يشعل") and fold("שָׁלוֹם") == fold("שלום")


def test_words_keep_the_joints_inside_them() -> None:
    assert words("U.S. troops’ 2,200 — day-to-day, “Iraq,” it's") == ["U.S", "troops", "2", "200", "day-to-day", "Iraq", "it's"]
    assert words("2,200 of Iraq,", joints="'’.,-") == ["2,200", "of", "Iraq"]


def test_markup_entities_and_formulas_are_no_part_of_a_title() -> None:
    assert unmarked("<jats:title>Reeds &amp;amp; <em>tides</em></jats:title>") == "Reeds & tides"
    assert unmarked(r"The $\alpha$-decay of $^{18}$O") == "The α-decay of 18O"
    assert unmarked('<formula kind="inline"><tex n="T">$\\hbox{SiO}_{2}$</tex></formula> reeds') == "SiO2 reeds"
    assert unmarked("REEDS IN WINTER<subtitle>A Survey</subtitle>") == "REEDS IN WINTER: A Survey"
    for plain in ("p < 0.05 and q > 3", "From $5 to $6", "Who is <unknown>?"):
        assert unmarked(plain) == plain


def test_a_formula_in_mathml_has_spaces_beside_words_and_may_declare_many_namespaces() -> None:
    spaces = " ".join(f'xmlns:n{n}="https://names.example/{n}"' for n in range(30))
    formula = f"<mml:math {spaces}><mml:mi>N</mml:mi> <mml:mo>=</mml:mo> <mml:mn>8</mml:mn></mml:math>"
    assert unmarked(f"Floods at{formula}rivers") == "Floods at N=8 rivers"
    assert unmarked(f"Floods ({formula})-fold") == "Floods (N=8)-fold"
