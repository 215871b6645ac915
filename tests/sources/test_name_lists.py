"""Lists of authors: how people write them, and what is another list."""

import time

import pytest

from citecheck.language.authors import read_authors
from citecheck.model.reference import Name
from citecheck.sources.name_lists import compare_lists

RECORD = ["Ada Maria Okafor", "Jean-Luc van der Berg", "Søren Müller", "Xiaoming Wang"]


def level(cited: str, found: list[str] = RECORD, **more: object) -> str:
    return compare_lists(read_authors(cited), found, **more).level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cited",
    (
        "Okafor, Ada Maria; van der Berg, Jean-Luc; Müller, Søren; Wang, Xiaoming",
        "A. M. Okafor, J.-L. van der Berg, S. Müller, and X. Wang",
        "Okafor AM, Berg JL, Mueller S, Wang X",  # the particle dropped, the umlaut spelt out
        "Ada Okafor, J. L. Van der Berg, Soren Muller, Wang Xiaoming",  # no accents, the family name first
    ),
)
def test_initials_dropped_names_particles_accents_and_inversion_are_no_difference(cited: str) -> None:
    assert level(cited) == "agrees"


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Khrushchev, N.", ["Nikita Chruschtschow"]),
        ("Tchaikovsky, P.", ["Piotr Čajkovskij"]),
        ("Иванов И.", ["Ivan Ivanov"]),
        ("Robert Miller", ["Bob Miller"]),
        ("Li, Y.", ["Yan Li 0003"]),
        ("O’Neill, K.", ["Kate O'Neill"]),
        ("Martin Luther King Jr.", ["Martin Luther King"]),
    ),
)
def test_other_spellings_of_a_name_are_no_other_name(cited: str, found: list[str]) -> None:
    assert level(cited, found) in ("agrees", "spelling", "unclear")


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Chruschtschow, N.", "Nikita Khrushchev"),
        ("Liapounoff, A.", "Aleksandr Lyapunov"),
        ("Iurii Sokolov", "Yuri Sokolov"),
        ("Ju. Sokolov", "Yuri Sokolov"),
        ("Mike Okafor", "Michael Okafor"),  # "ae" is no umlaut here
        ("Åsa Lund", "Aasa Lund"),
        ("Bell, J.", "Jo Bell-Tyrer"),
    ),
)
def test_systems_of_transliteration_and_short_forms_agree(cited: str, found: str) -> None:
    assert level(cited, [found]) == "agrees"


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Syrikos, A.", "Alexandros Syrakos"),
        ("Čajkovskij, P.", "Pyotr Tchaykovski"),
        ("Marta Okafor", "Maria Okafor"),
        ("Bell-Taylor, J.", "Jo Bell-Tyrer"),  # one half of a double surname
    ),
)
def test_a_name_that_is_only_alike_is_no_agreement_and_no_other_name(cited: str, found: str) -> None:
    assert level(cited, [found]) == "spelling"


def test_another_consonant_in_a_family_name_is_told_and_the_person_is_the_same() -> None:
    found = compare_lists(read_authors("Galander, E., & Okafor, A."), ["Eugene Galanter", "Ada Okafor"])
    assert (found.level, found.strange) == ("misspelt", ("E. Galander",))


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("Qaddafi", "Gaddafi"),
        ("Kaddafi", "Gaddafi"),
        ("Sharif", "Cherif"),
        ("Fawzi", "Fauzi"),
        ("Lakshman", "Laxman"),
        ("Chaudhuri", "Chowdhury"),
        ("Honma", "Homma"),
        ("Mattsson", "Matsson"),
        ("Ben-Ami", "Benami"),
        ("Van Dyke", "Vandyke"),
    ),
)
def test_another_system_of_transliteration_and_a_joined_particle_are_no_misspelling(one: str, other: str) -> None:
    for cited, found in ((one, other), (other, one)):
        assert compare_lists((Name(cited, "Ada"),), [f"Ada {found}"]).level in ("agrees", "spelling")


@pytest.mark.parametrize(("cited", "found"), (("Miller, S.", "Sam Silcher"), ("K. Gonzalez", "Claudia Gonzalez")))
def test_a_name_that_rhymes_or_has_a_like_initial_is_another(cited: str, found: str) -> None:
    assert level(cited, [found]) == "another"


def test_one_part_of_a_double_surname_suffices() -> None:
    assert compare_lists((Name("García Márquez", "Gabriel"),), ["Gabriel García"]).level == "agrees"


def test_one_shared_surname_is_no_agreement() -> None:
    assert level("Zhang, Y.", ["Zhong Zhang", "Haijia Zhang"]) == "another"


def test_an_invented_co_author_is_named() -> None:
    found = compare_lists(read_authors("Okafor, A.; Stranger, B.; Müller, S.; Wang, X."), RECORD)
    assert (found.level, found.strange) == ("added", ("B. Stranger",))


def test_another_initial_in_running_text_is_another_person() -> None:
    assert level("Okafor, K.; Müller, S.", text="Okafor K, Müller S. Rivers") == "added"


def test_the_same_persons_in_another_order_are_seen() -> None:
    assert level("Müller, S.; Okafor, A.; van der Berg, J.; Wang, X.") == "order"


def test_fewer_authors_without_et_al_are_counted() -> None:
    found = compare_lists(read_authors("Okafor, A.; Wang, X."), RECORD)
    assert (found.level, found.cited, found.found) == ("partial", 2, 4)
    assert level("Okafor, A.; van der Berg, J.", more=True) == "agrees"


def test_et_al_behind_a_later_author_is_another_order() -> None:
    assert (level("Wang, X.", more=True), level("Okafor, A.", more=True)) == ("order", "agrees")


def test_a_list_that_was_read_in_part_only_is_not_called_short() -> None:
    assert level("Okafor, A.", text="Okafor A, van der Berg J, Müller S and Wang X: Rivers") == "agrees"
    assert level("Wang, X.", ["Xiaoming Wang", "Yi Wang"], text="Wang X: Rivers") == "partial"  # the text has one of them
    assert level("Fu, Lei", ["Lei Fu", "Jun Li"], text="Lei Fu and Jun Li: Rivers") == "agrees"  # short names, printed whole
    assert level("Fu, Lei", ["Lei Fu", "Jun Li"], text="Lei Fu: Rivers of Li and Jun") == "partial"
    merged = (Name("Okafor A", "Berg J"), Name("Müller", "S."))  # two names read as one
    assert compare_lists(merged, ["Ada Okafor", "Jean Berg", "Søren Müller"], text="Okafor A, Berg J, Müller S.").level == "agrees"


@pytest.mark.parametrize(
    ("cited", "found"),
    (
        ("Okafor, A.; Berg, J.", ["Ada Okafor"]),  # some records have the first author only
        ("World Health Organization", ["Ada Okafor"]),  # an organisation beside persons
        ("Okafor, A.", ["World Health Organization"]),
        ("Okafor, A.", []),
        ("Okafor, A.", ["", " ", "?"]),
        ("Anonymous Research Group", ["Ada Okafor", "Søren Müller"]),
        ("Anonymous", ["Ada Okafor", "Søren Müller"]),
        ("Okafor, A.; Müller, S.", ["Ada Okafor", "Søren Müller, University of the Rivers"]),
    ),
)
def test_lists_that_cannot_be_compared_accuse_nobody(cited: str, found: list[str]) -> None:
    assert level(cited, found) == "unclear"


def test_a_group_beside_people_is_left_out_on_either_side() -> None:
    assert level("Okafor, A.; River Study Group", ["Ada Okafor"]) == "agrees"
    assert level("Okafor, A.", ["Ada Okafor", "River Study Group"]) == "agrees"


def test_others_as_the_last_name_is_et_al() -> None:
    assert compare_lists((Name("Okafor", "Ada"), Name(literal="et al.")), RECORD).level == "agrees"


def test_thousands_of_names_take_no_longer_than_a_hundred() -> None:
    many = [f"Given{n} Wang{n % 7}" for n in range(5_000)]
    cited = tuple(Name(f"Wang{n % 7}", f"Other{n}") for n in range(5_000))
    start = time.perf_counter()
    compare_lists(cited, many)
    assert time.perf_counter() - start < 5


def test_placeholders_are_no_authors_of_the_record() -> None:
    assert compare_lists((Name("Doe", "John"), Name("Smith", "Jane")), RECORD).level == "another"


def test_in_a_note_another_initial_is_another_person_and_a_name_read_in_part_is_none() -> None:
    text = "B. Okafor and J. Berg, Quiet rivers"
    assert level("B. Okafor; J. Berg", ["Ada Okafor", "Jean Berg"], text=text) == "added"
    assert level("A. Mc Entire", ["Aimee McEntire"]) == "agrees"


def test_a_word_of_the_title_read_as_a_name_does_not_hide_another_order() -> None:
    cited = (Name("Berg", "J."), Name("Okafor", "A."), Name("Rivers", "A."))
    found = compare_lists(cited, ["Ada Okafor", "Jean Berg"], text="Berg J, Okafor A, Quiet Rivers", title="Quiet rivers")
    assert found.level == "order"


def test_names_in_capitals_that_were_read_as_one_are_no_other_person() -> None:
    cited = (Name("KONG L", "TAN X"), Name("GU", "B"))
    found = ["Ling-Si Kong", "Xian-Chun Tan", "Bai-he Gu", "Hong-Shuo Yan"]
    assert compare_lists(cited, found, text="KONG L, TAN X, GU B, et al.", more=True).level == "agrees"


def test_a_given_name_that_was_read_as_a_person_is_no_other_person() -> None:
    cited = (Name(literal="Pinzon"), Name("Armando", "D."), Name("Okafor", "Ada"))
    found = compare_lists(cited, ["Diego Armando Pinzon", "Ada Okafor"], text="Pinzon, D. Armando, Ada Okafor")
    assert found.level == "agrees"


def test_a_family_name_that_is_a_newspapers_too_is_no_missing_author() -> None:
    assert compare_lists((Name("Lund"), Name("Post")), ["Ada Lund", "Judith Donovan Post"]).level == "agrees"
    assert compare_lists((Name("Lund"), Name("Post")), ["Ada Lund", "Judith Donovan"]).level == "partial"


@pytest.mark.parametrize(
    ("cited", "same"), (("Okafor, A. M.", "agrees"), ("Okafor, M. A.", "spelling"), ("de Berg, C. B.", "spelling"))
)
def test_initials_in_another_order_are_not_certainly_the_same_person(cited: str, same: str) -> None:
    assert level(cited, ["Ada Maria Okafor"] if "Okafor" in cited else ["Bo Carl de Berg"]) == same


@pytest.mark.parametrize("others", ("3 others", "and 3 others", "colleagues", "andere"))
def test_a_name_that_says_others_cuts_the_list(others: str) -> None:
    assert compare_lists((Name("Okafor", "A."), Name(literal=others)), RECORD).level == "agrees"


def test_family_names_alone_are_the_persons_however_a_record_has_them() -> None:
    alone = tuple(Name(literal=name) for name in ("Okafor", "Berg", "Müller", "Wang"))
    assert compare_lists(alone, RECORD).level == "agrees"
    assert compare_lists(alone[:1], RECORD, more=True).level == "agrees"
    assert compare_lists((Name(literal="Stone"), *alone[1:]), RECORD).level == "added"


def test_a_name_of_two_letters_is_no_short_form_of_any_name() -> None:
    assert level("Lai, Rudolf", ["Ru-Yu Lai"]) == "spelling"
    assert level("Lai, Ru-Yu; Wu, Ed", ["Ru-Yu Lai", "Edward Wu"]) == "agrees"
