"""Titles beside a record's: what people change, and what makes another title."""

import time

import pytest

from citecheck.sources.record_titles import compare_titles


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("quiet rivers of the north", "Quiet Rivers of the North"),
        ("Quiet rivers of the north", "Quiet Rivers of the North: A History of Mills"),  # without its subtitle
        ("Quiet rivers of the north: a history of mills", "Quiet Rivers of the North"),  # the registry keeps it apart
        ("Quiet rivers & mills", "Quiet rivers and mills"),
        ("Colour modelling of quiet rivers", "Color modeling of quiet rivers"),
        ("Meta-analysis of quiet rivers", "Metaanalysis of Quiet Rivers"),
        ("α-synuclein in quiet rivers", "alpha-Synuclein in Quiet Rivers"),
        ("H2O in quiet rivers", "H<sub>2</sub>O in Quiet Rivers"),
        ("On Dα-closed sets of rivers", "On <mml:math><mml:mi>D</mml:mi><mml:mi>α</mml:mi></mml:math>-closed sets of rivers"),
        ("“Quiet” rivers – and mills", '"Quiet" rivers - and mills'),
        ("Zurich and the quiet rivers", "Zürich and the quiet rivers"),
        ("The quiet rivers of the north", "Quiet rivers of the north"),
        ("Three quiet rivers of the north", "3 quiet rivers of the north"),
        ("Über quiet rivers of the north", "Ueber quiet rivers of the north"),
        ("Quiet rivers vs. mills of the north", "Quiet Rivers Versus Mills of the North"),
        ("Quiet rivers of 5×5 µm", "Quiet rivers of 5x5 μm"),
        ("Quiet rivers of the north, part 2", "Quiet rivers of the north, part II"),
        ("Quiet rivers of the north", "Stille Flüsse des Nordens = Quiet rivers of the north"),
        ("Quiet rivers of the north", "RETRACTED: Quiet rivers of the north"),
        ("Quiet rivvers of the north", "Quiet rivers of the north"),
        ("Quiet rivers, 1920–21", "Quiet rivers, 1920-1921"),
        ("Quiet rivers from 1920 to 1931", "Quiet rivers, 1920–1931"),
        ("Stille Flüsse 1920 bis 1931", "Stille Flüsse 1920/1931"),
        ("Mills at Saint Osyth and Mount Rill", "Mills at St. Osyth and Mt. Rill"),
        ("[PDF] Quiet rivers of the north", "Quiet rivers of the north"),
        ("[BOOK][B] Quiet rivers of the north", "Quiet rivers of the north"),
        ("Rivers [Flüsse]", "Rivers"),
        ("What the floods tell us1", "What the floods tell us1"),
        ("The weirs of a dry Era1", "The weirs of a dry Era"),
        ("The weirs of a river: a meta-analysis1", "The weirs of a river: a meta-analysis"),
        ("Stateoftheart weirs of the north", "State-of-the-art weirs of the north"),
        ("Northvssouth weirs of quiet rivers", "North-vs-south weirs of quiet rivers"),
    ),
)
def test_case_markup_spelling_hyphens_and_subtitles_are_no_difference(cited: str, found: str) -> None:
    assert compare_titles(cited, found).level in ("same", "near", "begins")


@pytest.mark.parametrize(
    ("cited", "found", "level"),
    (
        ("Estimation of floods in quiet rivers", "Prediction of floods in quiet rivers", "word"),
        ("Predicting floods with quiet rivers", "Predicting floods using quiet rivers", "word"),
        ("Increased floods of quiet rivers", "Decreased floods of quiet rivers", "word"),
        ("Report on quiet rivers 2019", "Report on quiet rivers 2020", "number"),
        ("Floods of quiet rivers, 1920–22", "Floods of quiet rivers, 1920–1921", "number"),
        ("Floods of quiet rivers 2011-12-05", "Floods of quiet rivers 2011-2012", "number"),
        ("Quiet rivers of the north II", "Quiet rivers of the north III", "number"),
        ("A grammar of the northern dialects", "Predicting floods using quiet rivers", "other"),
        ("Quiet rivers: a unified account of their floods", "Quiet rivers: maps", "subtitle"),
        ("Quiet rivers: maps of the north", "Quiet rivers: maps of the south", "word"),
        ("Reply: maps of the plains", "Reply: towns under water", "other"),
    ),
)
def test_another_word_is_a_near_miss_and_other_words_are_another_title(cited: str, found: str, level: str) -> None:
    assert compare_titles(cited, found).level == level


@pytest.mark.parametrize("word", ["NVH", "II", "C", "be", "John's"])
def test_a_number_behind_a_last_word_that_may_be_its_own_leaves_the_title_open(word: str) -> None:
    assert compare_titles(f"The weirs of {word}1", f"The weirs of {word}").level == "cut"


def test_a_title_in_another_language_is_not_compared() -> None:
    assert (
        compare_titles("Die Geschichte der Flüsse und der Mühlen", "The history of the rivers and the mills").level == "translated"
    )
    assert compare_titles("Реки и мельницы севера", "Rivers and mills of the north").level == "translated"


def test_titles_of_any_length_are_compared_in_bounded_time() -> None:
    start = time.perf_counter()
    compare_titles("a : " * 50_000, "a b " * 50_000)
    compare_titles("word " * 50_000, "word other " * 50_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(("cited", "found"), (("", "Quiet rivers"), ("Quiet rivers", ""), ("…", "?"), ("<b></b>", "Rivers")))
def test_an_empty_title_says_nothing(cited: str, found: str) -> None:
    assert compare_titles(cited, found).level not in ("same", "near", "begins", "word", "number")


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Floods of the first quiet century", "Floods of the 1st quiet century"),
        ("Dykes of the twenty-first century", "Dykes of the 21st century"),
        ("Three-step dredging of quiet rivers", "Threestep dredging of quiet rivers"),
        ("Dykes and locks, part II: weirs", "Dykes and Locks. 2. Weirs"),
        ("Dykes and locks, Pt. A: weirs", "Dykes and locks, part A: weirs"),
        ("Dredging with 5 percent clay", "Dredging with 5% clay"),
        ("Weirs at 25 degrees of slope", "Weirs at 25° of slope"),
        ("A (3 plus 2) lock for quiet rivers", "A (3+2) lock for quiet rivers"),
        ("QandA: weirs and dykes", "Q&A: weirs and dykes"),
        ("Dykes in the U.S. and weirs", "Dykes in the United States and weirs"),
        ("Dykes in the USA and weirs", "Dykes in the United States of America and weirs"),
        ("Rules of the WHO for quiet rivers", "Rules of the World Health Organization for quiet rivers"),
        ("a-Helices of quiet river algae", "α-Helices of quiet river algae"),
        ("Dykes [Internet]", "Dykes"),
        ("Dykes[J]", "Dykes"),
        ("Dykes (in German)", "Dykes"),
        ("Dykes", "Letter: Dykes"),
        ("Floods of the quiet mill1", "Floods of the quiet mill"),
    ),
)
def test_numbers_signs_initials_media_and_notes_are_no_difference(cited: str, found: str) -> None:
    assert compare_titles(cited, found).level in ("same", "near")
    assert compare_titles(found, cited).level in ("same", "near")


def test_a_title_that_is_cut_without_a_mark_is_not_the_same() -> None:
    whole = "Predicting floods in quiet rivers of the northern plains"
    assert compare_titles("Predicting floods in quiet rivers", whole).level == "cut"
    assert compare_titles("Predicting floods in quiet rivers …", whole).level == "begins"


def test_other_ordinals_and_other_notes_are_other_titles() -> None:
    assert compare_titles("Floods of the first quiet century", "Floods of the second quiet century").level == "number"
    assert compare_titles("Floods of the quiet mill1", "Floods of the quiet mill2").level != "same"


def test_a_word_that_is_spelt_out_does_not_hide_a_subtitle() -> None:
    assert compare_titles("Fit Vs Faint", "Fit Vs Faint: locks of the quiet rivers").level == "begins"


def test_a_correction_may_be_called_an_erratum() -> None:
    assert compare_titles("Correction: A study of the quays", "Erratum to: A study of the quays").level == "same"
    assert compare_titles("Correction: A study of the quays", "A study of the quays").level != "same"
