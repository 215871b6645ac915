"""A note's text that has a record's title confirms it, where the title ends there and does not go on."""

import pytest
from msgspec.structs import replace

from citecheck.model.reference import Name
from tests.sources.test_record_evidence import RECORD, TITLE, by_search, differs

OTHERS = (Name("Stone", "Carl"), Name("Wood", "Dora"))


@pytest.mark.parametrize(
    "longer", (f"{TITLE} for sailors", f"Improved {TITLE[0].lower()}{TITLE[1:]}", f"Twelve rules for {TITLE.lower()}")
)
def test_words_of_a_longer_title_by_others_are_no_title_of_their_own(longer: str) -> None:
    found = by_search(
        RECORD,
        title=longer,
        author=OTHERS,
        volume=None,
        page=None,
        text=f"C. Stone and D. Wood, {longer}. Annals of River Studies, 2019.",
    )
    assert differs(found) == set()


@pytest.mark.parametrize(
    "read",
    (f"Okafor A {TITLE}", f"{TITLE} Annals of River Studies", f"{TITLE} 2019", "Annals of River Studies", f"{TITLE}: a trial"),
)
def test_a_title_that_was_read_with_names_or_publication_is_the_records(read: str) -> None:
    found = by_search(
        RECORD, title=read, author=(), volume=None, page=None, text=f"Okafor A. {read}. {TITLE}. Annals of River Studies 2019."
    )
    assert ("title", "confirmed") in {(one.variable, one.verdict) for one in found.evidence}


def test_the_whole_title_in_a_note_confirms_a_title_read_in_part() -> None:
    found = by_search(
        RECORD, title="quiet rivers", text=f"Okafor A, Berg J-L, Stranger B. {TITLE}. Annals of River Studies 2019;12:101."
    )
    assert found.state == "verified"
    assert (
        by_search(
            replace(RECORD, title="Prices"), title="Prices of grain", author=OTHERS, text="C. Stone, Prices of grain, 2019."
        ).url
        is None
    )


@pytest.mark.parametrize("read", (f"Okafor AB, Berg JL {TITLE}", f"Stranger, Okafor* {TITLE}"))
def test_names_of_the_records_authors_before_a_title_are_no_words_of_it(read: str) -> None:
    assert (
        differs(by_search(RECORD, title=read, author=(), text=f"{read} // Annals of River Studies. 2019. Vol. 12. P. 101."))
        == set()
    )


def test_a_word_before_a_title_that_is_nobodys_name_is_a_word_of_it() -> None:
    read = f"Improved {TITLE[0].lower()}{TITLE[1:]}"
    assert differs(by_search(RECORD, title=read, text=f"Okafor A. {read} // Annals of River Studies. 2019.")) == {"title"}


def test_the_apostrophe_of_a_decade_ends_no_title() -> None:
    record = replace(RECORD, title="Grain prices on quiet rivers of the 1980s")
    text = "Okafor A, Berg J-L, Stranger B. 'Grain prices on quiet rivers of the 1980's', Annals of River Studies 2019;12:101."
    assert differs(by_search(record, title="Grain prices on quiet rivers of the 1980", text=text)) == set()
