"""Each number that decides lies where its promise says: cases stand just on both sides of it."""

import re
from pathlib import Path
from unittest.mock import patch

import pytest

from citecheck.model.knowledge import Candidate, Evidence, Resolution
from citecheck.model.reference import Date, Item, Source
from citecheck.model.web import Claim, Page
from citecheck.repairs.field_corrections import correct_field
from citecheck.sources import thresholds
from citecheck.sources.conclude import conclude
from citecheck.sources.confirm import drift
from citecheck.sources.duplicates import merge_duplicates
from citecheck.sources.evidence import CandidatePages, date_evidence, publication_evidence
from citecheck.sources.identifier_lookup import with_records
from citecheck.sources.title_evidence import title_evidence
from citecheck.sources.verify import verify
from tests.sources.conftest import HOME, TITLE, Web, cited, html, located
from tests.sources.guards import GUARDS, all_thresholds, guards, load, unnoticed
from tests.sources.made import PLACE, case_of, decided, scored, sharing, words
from tests.sources.test_confirm import BAKING, OTHER, at_home
from tests.sources.test_not_found import article, of


@pytest.mark.parametrize("name", all_thresholds())
def test_a_changed_threshold_is_noticed(name: str) -> None:
    load()
    assert name in GUARDS, "no test stands just on both sides of it"
    assert list(unnoticed(name)) == []


@pytest.mark.parametrize("name", all_thresholds())
def test_a_threshold_says_what_it_does_its_unit_and_where_its_value_comes_from(name: str) -> None:
    text = Path(thresholds.__file__).read_text(encoding="utf-8")
    above = re.search(rf"((?:^# .*\n)+)(?:^[A-Z_]+ = .*\n)*?^{name} = ", text, re.MULTILINE)
    assert above and re.match(r"# (?!Unit)[\s\S]+\n# Unit: [\s\S]+? Source: ", above[1].replace("\n# Source", " Source"))


@guards("VERIFIED")
def test_a_page_is_verified_from_99_per_cent_on_and_likely_below() -> None:
    assert decided(0.991).state == "verified"
    assert decided(0.989).state == "likely"
    assert case_of(scored(0.991, "title", "issued")).found
    assert not case_of(scored(0.989, "title", "issued")).found


@guards("LIKELY")
def test_a_page_is_likely_from_90_per_cent_on_and_fits_in_part_below() -> None:
    assert decided(0.901).state == "likely"
    assert (decided(0.899).state, decided(0.899).reason) == ("ambiguous", "a page fits in part only")


@guards("FITS_IN_PART")
def test_a_page_below_ten_per_cent_is_not_worth_naming() -> None:
    assert decided(0.101).state == "ambiguous"
    assert decided(0.099).state == "unchecked"


@guards("UNREAD_PAGE_AT_MOST")
def test_an_unreadable_page_is_98_per_cent_probable_at_most() -> None:
    assert decided(0.999, read=False).probability == 0.98
    assert decided(0.979, read=False).probability == 0.979


@guards("CONFIRMED_VARIABLES")
def test_a_title_alone_accepts_no_page_and_a_title_and_a_date_do() -> None:
    assert decided(0.999, "title").state == "ambiguous"
    assert decided(0.999, "title", "issued").state == "verified"
    assert not case_of(scored(0.999, "title")).found and case_of(scored(0.999, "title", "issued")).found


@guards("COMPETING_ODDS")
def test_two_pages_are_ambiguous_where_one_is_less_than_eight_times_as_probable() -> None:
    def state(odds: float) -> str:
        rival = scored(0.96 / odds, "title", "issued", url="https://gazette.example/1")
        return conclude(case_of(scored(0.96, "title", "issued"), rival), ()).state

    assert (state(7.9), state(8.1)) == ("ambiguous", "likely")


@guards("COMPETING_ODDS")
def test_a_copy_counts_towards_its_story_where_it_is_an_eighth_as_probable() -> None:
    def together(odds: float) -> float:
        pages = scored(0.5, "title"), scored(0.5 / odds, "title", url="https://courier.example/2")
        seen = {
            f"courier.example/{n}": CandidatePages(s.candidate, (Page(PLACE, canonical=f"{PLACE}/the/story"),))
            for n, s in enumerate(pages, 1)
        }
        return merge_duplicates(pages, seen, cited())[0].probability

    assert together(7.9) > 0.5 and together(8.1) == 0.5


@guards("MOST_BITS")
def test_evidence_beyond_60_bits_makes_nothing_surer() -> None:
    def probabilities(*bits: float) -> list[float]:
        evidence = [(Evidence("title", "a", "a", "page", "confirmed", 6.0 + one),) for one in bits]  # the prior is -6
        with patch("citecheck.sources.verify.best_evidence", side_effect=evidence):
            return [
                round(s.probability, 3) for s in verify(cited().source, [CandidatePages(Candidate(PLACE, "engine"))] * len(bits))
            ]

    assert probabilities(60, 61) == [0.5, 0.5]
    assert probabilities(59, 60) == [0.667, 0.333]


@guards("DAYS_APART")
def test_a_paper_may_print_a_day_later_and_not_two() -> None:
    def verdict(day: int) -> str:
        found = date_evidence(Date((2019, 3, 14)), Page(PLACE, dates=(Claim(f"2019-03-{day}", "article:published_time"),)))
        return found.verdict if found else ""

    assert (verdict(15), verdict(16)) == ("confirmed", "contradicted")


@guards("TITLE_BITS_PER_WORD")
def test_a_title_of_four_words_proves_less_than_one_of_five() -> None:
    def bits(title: str) -> float:
        found = title_evidence(Item(title=title), Page(PLACE, titles=(Claim(title, "h1"),)))
        return found.bits if found else 0.0

    assert bits("Editorial") == 3.0
    assert (bits("River towns brace again"), bits("River towns brace once again")) == (12.0, 14.8)


@guards("LETTERS_A_WORD")
def test_two_east_asian_letters_of_a_title_count_as_a_word() -> None:
    def bits(title: str) -> float:
        found = title_evidence(Item(title=title), Page(PLACE, titles=(Claim(title, "h1"),)))
        return found.bits if found else 0.0

    assert (bits("港湾"), bits("港湾史"), bits("港湾の史")) == (6.0, 6.0, 9.0)


@guards("PUBLICATION_PART_LETTERS")
def test_five_letters_of_a_publications_name_are_enough_and_four_are_not() -> None:
    def confirmed(name: str) -> bool:
        found = publication_evidence(name, Page("https://example.org/1", outlets=(Claim(f"{name} Gazette", "og:site_name"),)))
        return found is not None and found.verdict == "confirmed"

    assert confirmed("Qorub") and not confirmed("Qoru")


@guards("PAGE_HEADING_WORDS")
def test_a_page_is_another_work_where_its_headings_lack_more_than_half_of_the_titles_words() -> None:
    def state(many: int) -> str:
        title, heading = sharing(many, 50)
        return located(Web({HOME: html(heading, "2016-01-01", "B. Baker", text=BAKING)}), at_home(title), archived=False).state

    assert (state(24), state(26)) == ("contradicted", "unchecked")


@guards("PAGE_TEXT_WORDS")
def test_a_page_of_fewer_than_40_words_is_no_other_work() -> None:
    def state(many: int) -> str:
        page = html(OTHER, "2016-01-01", "B. Baker", text=" ".join(words(many - 2 * len(OTHER.split()))))
        return located(Web({HOME: page}), at_home(), archived=False).state

    assert (state(40), state(39)) == ("contradicted", "unchecked")


@guards("TEXT_GONE")
def test_a_page_has_changed_where_half_of_its_text_is_gone() -> None:
    text = words(1000)

    def state(kept: int) -> str:
        now = html(OTHER, "2016-01-01", "B. Baker", text=" ".join([*text[:kept], *words(1000 - kept, seed=2)]))
        return located(Web({HOME: now}, {HOME: {"2019-03-15": html(TITLE, text=" ".join(text))}}), at_home()).state

    assert (state(500), state(520)) == ("contradicted", "verified")


@guards("SHINGLE_WORDS")
def test_text_with_five_words_in_a_row_is_kept() -> None:
    assert round(drift("we moved the chairs upstairs before dawn", "they moved the chairs upstairs before noon"), 2) == 0.67


@guards("RECORD_TITLE_WORDS")
def test_an_identifier_is_another_works_where_its_record_has_less_than_a_third_of_the_titles_words() -> None:
    def found(many: int) -> Resolution | None:
        title, theirs = sharing(many, 100)
        record = Candidate("https://doi.org/10.1000/1", "register", theirs, record=True)
        return with_records(cited(title), None, ((record,), ()))

    few = found(33)
    assert few and few.state == "contradicted" and found(35) is None


@guards("COMPARED_WORDS")
def test_a_title_of_one_word_never_shows_that_an_identifier_is_another_works() -> None:
    def found(title: str) -> Resolution | None:
        return with_records(
            cited(title), None, ((Candidate("https://doi.org/10.1000/1", "register", "Cake sale", record=True),), ())
        )

    two = found("Harbour dredging")
    assert two and two.state == "contradicted" and found("Harbour") is None


@guards("NOT_FOUND_TITLE_WORDS")
def test_a_title_of_two_words_is_overlooked_and_one_of_three_is_not() -> None:
    assert of(Web(), article("Quiet harbour dredging")).state == "not-found"
    assert of(Web(), article("Quiet harbour")).state == "unchecked"


@guards("NOT_FOUND_TITLE_SURE")
def test_a_title_that_was_read_with_less_than_90_per_cent_is_never_called_not_found() -> None:
    from msgspec.structs import replace

    def state(sure: float) -> str:
        query = article(text=f"Ada Okafor, {TITLE}, Annals of Rivers 2011")
        return of(Web(), replace(query, source=replace(query.source, confidence=(("title", sure),)))).state

    assert (state(0.91), state(0.89)) == ("not-found", "unchecked")


@guards("NOT_FOUND_SINCE")
def test_works_before_1950_are_never_called_not_found() -> None:
    assert of(Web(), article(day=(1950,))).state == "not-found"
    assert of(Web(), article(day=(1949,))).state == "unchecked"


@guards("CORRECTED_TITLE_LETTERS")
def test_a_title_of_more_than_300_characters_is_no_correction() -> None:
    def offered(letters: int) -> bool:
        evidence = Evidence("title", TITLE, "x" * letters, "h1", "contradicted", -9.0)
        return any(
            what == "title"
            for what, _ in correct_field(Source(TITLE, Item(title=TITLE)), Resolution("verified", HOME, evidence=(evidence,)))
        )

    assert offered(300) and not offered(301)
