"""When two titles are one: cases just on both sides of each number."""

from citecheck.sources.title_match import after_name, compare, stands_in, title_score
from tests.sources.conftest import TITLE
from tests.sources.guards import guards

LETTERS = ("abcdefghi " * 100).strip()  # 999 characters


def level(changed: int, number: str = "") -> str:
    """How a title stands to one with so many of a thousand letters changed, and perhaps another number."""
    other = LETTERS[:-changed].replace("j", "i") + "z" * changed
    return compare(f"{LETTERS}{number and ' 1'}", f"{other}{number}").level


@guards("TITLE_NEAR", "TITLE_CLOSE")
def test_titles_of_95_per_cent_are_near_and_of_90_close() -> None:
    assert (level(48), level(52)) == ("near", "close")
    assert (level(98), level(102)) == ("close", "words")


@guards("TITLE_WORDS", "TITLE_HALF")
def test_titles_of_75_per_cent_share_words_and_of_50_half_of_them() -> None:
    assert (level(245), level(255)) == ("words", "half")
    assert (level(495), level(505)) == ("half", "other")


@guards("TITLE_OTHER_NUMBER")
def test_titles_of_75_per_cent_with_another_number_are_the_next_days() -> None:
    assert (level(245, " 2"), level(255, " 2")) == ("number", "other")


@guards("TITLE_PART_LETTERS")
def test_a_part_of_a_title_counts_from_20_letters_on() -> None:
    assert compare("aaaaaa bbbbbb cccccc", "Kicker: aaaaaa bbbbbb cccccc").level == "within"
    assert compare("aaaaaa bbbbbb ccccc", "Kicker: aaaaaa bbbbbb ccccc").level != "within"


@guards("TITLE_PART_WORDS")
def test_a_part_of_a_title_counts_from_three_words_on() -> None:
    assert compare("harbours northern rivers", "Kicker: harbours northern rivers").level == "within"
    assert compare("harbourmaster northernmost", "Kicker: harbourmaster northernmost").level != "within"


@guards("TITLE_IN_NOTE_WORDS")
def test_a_title_is_in_a_note_from_six_words_on() -> None:
    assert stands_in("towns brace for a third flood", "Okafor, “Towns brace for a third flood,” The Courier")
    assert not stands_in("towns brace for another flood", "Okafor, “Towns brace for another flood,” The Courier")


@guards("TITLE_IN_NOTE_PIECES")
def test_a_title_is_in_a_note_over_five_pieces() -> None:
    five, six = "Quay, mill, bridge, bank, and then the tower", "Quay, mill, bridge, bank, lock, and then the tower"
    assert stands_in(five, f"Okafor. “{five}” The Courier")
    assert not stands_in(six, f"Okafor. “{six}” The Courier")


@guards("AUTHOR_WORDS")
def test_four_words_before_a_title_may_be_its_author_and_five_are_not() -> None:
    assert compare(f"Okafor Ada and Brown. {TITLE}", TITLE).level == "explained"
    assert compare(f"Okafor Ada and Brown Zoe. {TITLE}", TITLE).level != "explained"
    assert after_name(f"Okafor Ada and Brown. {TITLE}") == TITLE
    assert after_name(f"Okafor Ada and Brown Zoe. {TITLE}") is None


@guards("COMPARED_WORDS")
def test_two_words_in_a_url_count_and_one_does_not() -> None:
    assert title_score("Harbour", None, "https://courier.example/harbour") == 0.0
    assert title_score("Harbour dredging", None, "https://courier.example/harbour-dredging") == 1.0
