"""Names of journals within words."""

import pytest

from citecheck.language.journals import journal_runs


def runs(*words: str, gap: str = " ") -> str:
    """The mark of each word; ``-`` for none."""
    return "".join(mark or "-" for mark in journal_runs(words, [gap] * (len(words) + 1)))


def test_the_words_of_a_journals_name_are_marked() -> None:
    assert runs("in", "Reviews", "of", "Modern", "Physics", "12") == "-BIII-"


@pytest.mark.parametrize("gap", [" ", ". ", "."])
def test_abbreviations_are_known_with_and_without_dots(gap: str) -> None:
    assert runs("Appl", "Phys", "Lett", gap=gap) == "BII"


def test_and_may_be_a_word_or_a_sign() -> None:
    assert runs("Science", "and", "Society")[:1] == runs("Science", "Society")[:1] == "B"


def test_a_name_of_one_word_has_a_mark_of_its_own() -> None:
    assert runs("Nature") == "1"
    assert runs("nature") == "-"


def test_a_name_does_not_go_on_over_a_bracket() -> None:
    assert journal_runs(["Reviews", "of", "Modern", "Physics"], ["", " ", " (", " ", ""])[0] == ""


def test_no_journal_is_seen_in_a_sentence_or_in_nothing() -> None:
    assert runs("We", "walked", "along", "Elm", "Street") == "-----"
    assert runs() == ""
