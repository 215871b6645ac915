"""Whether a cited and a recorded venue are one: only what no abbreviation, acronym, series or language explains is another."""

import time

import pytest

from citecheck.language.venues import words_of
from citecheck.sources.abbreviations import abbreviates, aligned, is_initials, related
from citecheck.sources.venue_match import compare
from tests.sources.guards import guards


def verdict(cited: str, *recorded: str, publisher: str | None = None, preprint: bool = False) -> str:
    return compare(cited, recorded, publisher, preprint=preprint).verdict


@pytest.mark.parametrize(
    ("cited", "recorded"),
    (
        ("J. Coast. Harb. Eng.", "Journal of Coastal and Harbour Engineering"),
        ("J Coast Harb Eng", "The Journal of Coastal and Harbor Engineering"),
        ("Phys. Rev. A", "Physical Review A"),
        ("Wkly. Rep. Natl. Inst. Rivers", "Weekly Report of the National Institute of Rivers"),
        ("Dtsch. Z. Flusskd.", "Deutsche Zeitschrift für Flusskunde"),
        ("Boll. Unione Fluv. Ital.", "Bollettino dell'Unione Fluviale Italiana"),
        ("Rivers & Harbours", "Rivers and Harbours"),
        ("Harbour Studies", "The Harbour Studies"),
        ("Harbours &amp; Quays", "Harbours & Quays"),
        ("harbour dredging today", "Harbour Dredging Today"),
        ("Tides", "Tides: A Journal of the Coast"),
        ("Archives of Paediatric Oedema", "Archives of Pediatric Edema"),
        ("Acta Rivers D", "Acta Rivers Section D Structural Dredging"),
        ("Chem. Riv. J.", "Chemistry – A River Journal"),
        ("Bio Medicine of Rivers", "BioMedicine of Rivers"),
        ("A.M.A. Annals of Rivers", "AMA Annals of Rivers"),
        ("Rivers (London, England)", "Rivers"),
        ("QJRS", "Quarterly Journal of the River Society"),
        ("J.Coast.Harb.Eng", "Journal of Coastal and Harbour Engineering"),
        ("SSRN Electronic J.", "SSRN Electronic Journal"),
        ("Proceedings of the Dyke Days, Lecture Notes in Computer Science", "Proceedings of the Dyke Days"),
        ("Quarterly Journal of the River Society", "QJRS"),
    ),
)
def test_forms_of_a_journals_name_are_the_same(cited: str, recorded: str) -> None:
    assert verdict(cited, recorded) == "same"


@pytest.mark.parametrize(
    ("cited", "recorded"),
    (
        ("NIPS", "Advances in Neural Information Processing Systems 31"),
        ("NeurIPS", "Proceedings of the 36th Conference on Neural Information Processing Systems"),
        ("In Proc. of ICML", "Proceedings of the 35th International Conference on Machine Learning"),
        ("ICML 2018", "International Conference on Machine Learning"),
        ("The Tenth International Conference on Learning Representations, ICLR 2022", "ICLR"),
        (
            "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
            "2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        ),
        ("CCS '19", "Proceedings of the 2019 ACM SIGSAC Conference on Computer and Communications Security"),
        ("SOSP", "Proceedings of the ACM SIGOPS 27th Symposium on Operating Systems Principles"),
        ("International Workshop on Quay Walls", "Proceedings of the Fourth International Workshop on Quay Walls - QW '11"),
        ("QW-11", "QW-11: 2011 IEEE International Workshop on Quay Walls"),
        ("PNAS", "Proceedings of the National Academy of Sciences of the United States of America"),
        ("Proc. Natl. Acad. Sci. U.S.A.", "Proceedings of the National Academy of Sciences"),
        ("Arch. Dermatol.", "JAMA Dermatology"),
        ("Proc. IEEE", "Proceedings of the IEEE"),
        ("SIGGRAPH", "ACM Transactions on Graphics"),
    ),
)
def test_a_listed_venue_is_known_by_its_acronym_and_its_earlier_names(cited: str, recorded: str) -> None:
    assert verdict(cited, recorded) == "same"


@pytest.mark.parametrize(
    ("cited", "recorded"),
    (
        ("Nature", "Science"),
        ("ICML", "Advances in Neural Information Processing Systems 31"),
        ("ICCV", "2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"),
        ("Harbour Engineering", "Annals of Dermatology"),
        ("J. Biol. Chem.", "Harbour Engineering"),
        ("European Journal of Dredging", "British Journal of Dredging"),
        ("Physical Review D", "Physical Review E"),
        ("Conference on Quantum Dredging", "International Conference on Machine Learning"),
        ("International Conference on Quantum Machine Learning", "International Conference on Machine Learning"),
    ),
)
def test_names_that_nothing_explains_are_other_venues(cited: str, recorded: str) -> None:
    assert verdict(cited, recorded) == "other"


@pytest.mark.parametrize(
    ("cited", "recorded"),
    (
        ("RDX", "Annals of Dermatology"),  # an acronym that nobody lists
        ("RadFluv", "Annals of Dermatology"),  # a siglum
        ("Dredg.", "Annals of Dermatology"),  # a cut word
        ("Lecture Notes in Computer Science", "European Conference on Computer Vision"),
        ("European Conference on Computer Vision", "Lecture Notes in Computer Science"),
        ("Proceedings of Machine Learning Research", "International Conference on Machine Learning"),
        ("Zhurnal rechnogo flota", "Soviet Annals of Dermatology"),
        ("Zeitschrift für Flusskunde", "Journal of River Science"),
        ("Журнал речного флота", "Annals of Dermatology"),
        ("Journal of Heart Repair", "Journal of Heart and Harbour Repair"),
        ("Harbour Repair", "Harbour Repair Quarterly of the Northern Coast"),
        ("NeurIPS Workshop on Quay Walls", "Advances in Neural Information Processing Systems 31"),
        ("doi.org", "Annals of Dermatology"),
        ("https://www.harbour.example/articles", "Annals of Dermatology"),
        ("", "Annals of Dermatology"),
        ("Annals of Dermatology", ""),
        ("Annals of Dermatology", "doi.org"),
        ("J. Math. Rivers Fiz.", "Mathematics of the USSR Rivers"),
    ),
)
def test_what_is_in_doubt_is_unknown(cited: str, recorded: str) -> None:
    assert verdict(cited, recorded) == "unknown"


def test_the_records_publisher_in_the_place_of_the_venue_is_no_other_venue() -> None:
    assert verdict("Springer", "Annals of Dermatology") == "publisher"
    assert verdict("Quayside Publishing", "Annals of Dermatology", publisher="Quayside Publishing") == "publisher"
    assert verdict("Quayside Publishing", "Annals of Dermatology", publisher="Quayside Publishing Ltd") != "other"
    assert verdict("Quayside Publishing", "Annals of Dermatology", publisher="Harbour Press") == "other"


def test_a_journal_beside_a_conference_may_be_another_version_of_the_work() -> None:
    assert verdict("Journal of Dredging", "International Conference on Machine Learning") == "version"
    assert verdict("Workshop on Quay Walls", "International Conference on Machine Learning") == "version"


@pytest.mark.parametrize(
    "cited", ("arXiv", "arXiv:1901.00001", "arXiv preprint arXiv:1901.00001v2 [cs.LG]", "CoRR abs/1901.00001", "bioRxiv")
)
def test_a_preprint_of_a_published_work_is_told_apart(cited: str) -> None:
    assert verdict(cited, "Annals of Dermatology") == "preprint"
    assert verdict("Annals of Dermatology", cited) == "published"
    assert verdict(cited, cited) == "same"
    assert verdict(cited, preprint=True) == "same"
    assert verdict("Annals of Dermatology", preprint=True) == "published"


def test_two_preprint_servers_are_two_venues() -> None:
    assert verdict("bioRxiv", "arXiv") == "other"


def test_a_book_and_its_series_are_both_the_venue_of_a_chapter() -> None:
    names = ("Annals of the Quay Conference", "Lecture Notes in Computer Science")
    assert verdict("Annals of the Quay Conference", *names) == "same"
    assert verdict("LNCS", *names) == "same"
    assert verdict("Dermatology of Rivers", *names) == "other"


def test_an_acronym_that_nobody_knows_beside_a_whole_name_hides_no_other_venue() -> None:
    assert verdict("ICML", "Annals of River Medicine", "ARM") == "version"  # a conference beside a journal
    assert verdict("Journal of Mountain Geology", "Annals of River Medicine", "ARM") == "other"
    assert verdict("Annals of River Medicine", "ARM") == "same"
    assert verdict("ICML", "ARM") == "unknown"
    assert (
        compare("Journal of Mountain Geology", ("RiverJ",), "RiverJ").verdict
        == compare("Journal of Mountain Geology", ("RiverJ",)).verdict
    )


def test_the_table_says_whether_it_has_the_cited_venue() -> None:
    assert compare("ICML", ("Nature",)).listed
    assert not compare("Journal of Unheard Harbours", ("Nature",)).listed
    assert compare("ICML", ("Nature",)).found == "Nature"


@pytest.mark.parametrize(
    ("short", "long", "may"),
    (
        ("chem", "chemistry", True),
        ("natl", "national", True),
        ("natl", "nautical", True),
        ("chem", "mechanics", False),
        ("nation", "natl", False),
        ("", "x", False),
    ),
)
def test_an_abbreviation_is_cut_or_contracted(short: str, long: str, *, may: bool) -> None:
    assert abbreviates(short, long) is may


def test_a_name_of_one_word_is_not_abbreviated() -> None:
    assert not aligned(words_of("Cell"), words_of("Cellulose"))
    assert verdict("Cell", "Cellulose") != "same"


def test_the_order_of_words_counts() -> None:
    assert verdict("J. Phys. Chem.", "Journal of Chemical Physics") != "same"


def test_initials_are_those_of_all_words_that_count() -> None:
    assert is_initials("JRS", words_of("Journal of the River Society"))
    assert not is_initials("JR", words_of("Journal of the River Society"))


def test_long_names_are_compared_in_bounded_time() -> None:
    started = time.process_time()
    for name in ("a" * 100_000, "river " * 20_000, "A. " * 30_000, "(" * 50_000, "Rivers: " * 20_000, "ICML, " * 20_000):
        verdict(name, name + "x")
        verdict(name, "Annals of Dermatology")
    assert time.process_time() - started < 2.0


@guards("VENUE_STEM")
def test_words_that_share_six_tenths_of_the_shorter_are_related() -> None:
    assert related("abcdexyz", "abcdefghij")
    assert not related("abcdefgxvwyz", "abcdefghijklmn")


@guards("VENUE_STEM_LETTERS")
def test_words_that_share_three_letters_may_be_related_and_two_are_not() -> None:
    assert related("abcq", "abcdefgh")
    assert not related("abq", "abcdefgh")
    assert related("axo", "axyyo")
    assert not related("ao", "axyyo")


@guards("VENUE_WORD_LIKENESS")
def test_words_of_80_per_cent_likeness_may_be_one() -> None:
    assert related("xbcdefghij" * 2, "ybcdefghij" * 2)
    assert related("x" * 40 + "a" * 162, "y" * 40 + "a" * 162)
    assert not related("x" * 40 + "a" * 158, "y" * 40 + "a" * 158)


@guards("VENUE_SHORT_WORD")
def test_words_of_three_letters_may_be_abbreviations() -> None:
    assert verdict("Annals of Dune Rivers", "Annals of Northern Rivers") == "other"
    assert verdict("Annals of Dun Rivers", "Annals of Northern Rivers") == "unknown"


def test_a_journal_of_the_publishers_society_is_not_its_publisher() -> None:
    assert verdict("Annals of the Harbour Society", "Journal of the Harbour Society", publisher="Harbour Society") == "unknown"


def test_a_journals_section_may_be_left_out_and_another_one_may_not() -> None:
    assert verdict("Quiet Rivers Research", "Quiet Rivers Research Part B: Dredging") == "same"
    assert verdict("Quiet Rivers Research, Vol. 83", "Quiet Rivers Research") == "same"
    assert verdict("Quiet Rivers Research Part A: Weirs", "Quiet Rivers Research Part B: Dredging") != "same"


def test_an_earlier_name_with_an_acronym_does_not_hide_another_journal() -> None:
    assert verdict("Archives of Internal Harbours", "Archives of Internal Medicine") == "other"


@pytest.mark.parametrize("form", ["preprint", "Under review", "manuscript in preparation", "im Druck", "à paraître"])
def test_the_form_of_a_work_in_the_place_of_its_venue_contradicts_none(form: str) -> None:
    assert verdict(form, "Journal of Coastal and Harbour Engineering") == "unknown"
