"""The words that say that what follows is the URL of an archived copy."""

import pytest

from citecheck.language.archive_words import ARCHIVED_AT, is_copy_link, precedes_copy


@pytest.mark.parametrize(
    "before",
    [
        *(f"The mill turns ({words} " for words in ARCHIVED_AT.values()),
        "The mill turns. Archived from the original on 3 May 2021: ",
        "Die Mühle. Archiviert vom Original am 3. Mai 2021; archiviert bei <",
        "Mlýn. Archivováno 3. května 2021, ",
        "Mlýn. Archivováno na ",
        "Malom. Archiválva: ",
        "Mylly, arkistoitu ",
        "风车。存档于 ",
        "風車。アーカイブ: ",
        "مطحنة. مؤرشف من ",
        "טחנה. אורכב ב",
        "Kincir. Diarsipkan dari ",
        "Archive: ",
        "Archived from the original at ",
        "Archiviert am 3. Mai 2021 unter ",
        "(archived 3 May 2021 at ",
        "Cached copy: ",
        "Snapshot: ",
        "Archivált: ",
        "مؤرشف من الأصل: ",
    ],
)
def test_archiving_is_read_in_many_languages(before: str) -> None:
    assert precedes_copy(before)


@pytest.mark.parametrize("before", ["National Archive ", "Bundesarchiv, ", "Le moulin, Archives de Paris, ", "consulted in 2019, "])
def test_the_name_of_an_archive_is_no_such_word(before: str) -> None:
    assert not precedes_copy(before)


@pytest.mark.parametrize(
    "words", ["Archived", "[Archived]", "archived copy", "Archiviert", "Archivováno", "archive", "Архивировано"]
)
def test_a_link_may_say_only_that_it_is_a_copy(words: str) -> None:
    assert is_copy_link(words)
    assert not is_copy_link(f"{words} letters of a miller")
