"""When quoted words prove a page, and when they are missing from it: cases just on both sides of each number."""

from citecheck.language.quotations import Quoted
from citecheck.model.place import Span
from citecheck.model.web import Page
from citecheck.sources.evidence import quote_evidence
from citecheck.sources.quotation_check import is_evidence, quote
from tests.sources.conftest import WORDS, cited
from tests.sources.guards import guards
from tests.sources.made import PLACE, words

SAID = "we will not sell the northern quay to anyone who cannot show us where all of the money comes from now"


def verdict(quoted: str, text: str, language: str | None = "en") -> str:
    """Whether a page has some words."""
    (check,) = quote(cited(quoted=(Quoted(quoted, Span(0, 1)),)), (Page(PLACE, text=text, language=language),))
    return check.verdict


@guards("QUOTATION_LIKENESS")
def test_edited_words_are_found_from_88_per_cent_on() -> None:
    edited = {
        changed: "".join("ß" if at % 7 == 0 and at < 7 * changed else letter for at, letter in enumerate(SAID))
        for changed in (11, 13)
    }
    found = {changed: verdict(SAID, f"{edited[changed]}. {WORDS}") for changed in edited}
    assert found == {11: "found", 13: "not-found"}
    assert quote_evidence((Quoted(SAID, Span(0, 1)),), Page(PLACE, text=edited[11]))
    assert not quote_evidence((Quoted(SAID, Span(0, 1)),), Page(PLACE, text=edited[13]))


@guards("QUOTATION_WORDS")
def test_five_words_prove_a_page_and_four_do_not() -> None:
    assert is_evidence("we will not sell it") and not is_evidence("we will not sell")


@guards("QUOTATION_WORDS_WITH_RARE")
def test_three_words_prove_a_page_where_one_of_them_is_rare_and_two_never_do() -> None:
    assert is_evidence("an extraordinary deal") and not is_evidence("extraordinary deal")


@guards("RARE_WORD_LETTERS")
def test_a_word_of_nine_letters_is_rare_and_one_of_eight_is_not() -> None:
    assert is_evidence("a southerly deal".replace("southerly", "southward")) and not is_evidence("a southern deal")


@guards("LETTERS_A_WORD")
def test_two_east_asian_letters_of_a_quotation_count_as_a_word() -> None:
    assert is_evidence("港湾史港湾史港湾") and not is_evidence("港湾史港湾史港")


@guards("QUOTATION_PAGE_WORDS")
def test_a_page_of_fewer_than_150_words_lacks_no_quotation() -> None:
    text = ["the", "water", "of", "the", "river", "and", "the", "bridge", "was", "over", "the", "quay"]
    text = (text * 13)[:150]
    assert verdict(SAID, " ".join(text)) == "not-found"
    assert verdict(SAID, " ".join(text[1:])) == "not-readable"


@guards("LANGUAGE_SAMPLE")
def test_a_pages_language_is_detected_in_its_first_6000_characters() -> None:
    def told(before: int) -> str:
        return verdict(SAID, f"{' '.join(words(900))[:before]} the water of the river was over the quay", None)

    assert (told(5_960), told(6_010)) == ("not-found", "not-readable")
