"""The fingerprint of a citation depends on its words only."""

import os
import subprocess
import sys

import pytest

from citecheck.citations.fingerprint import fingerprint
from citecheck.model.reference import Date, Item, Name, Source

WRITTEN = "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019,"


def of(text: str, residue: str | None = None) -> str:
    return fingerprint(Source(text, Item(), url_residue=residue))


@pytest.mark.parametrize(
    "same",
    [
        'M. Okafor, "River towns brace\n    for a third flood", The Daily Courier, 14/03/2019',
        "M. Okafor, *River towns brace for a third flood*, **The Daily Courier**, 14/03/2019.",
        "M. Okafor, “River towns brace for a third\u00a0flo\u00adod”, The Daily Courier, 14/03/2019, https://courier.example/a/third-flood.",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019, https://courier.example/x (accessed 3 May 2021)",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019, consultato il 3/5/2021",
        "M. Okafor, “River towns brace for a third flood” (archived at https://web.archive.org/web/2019/https://courier.example/x), "
        "The Daily Courier, 14/03/2019",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019. Available online at: https://courier.example/x",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019. Abrufbar unter: <https://courier.example/x>.",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019, abgerufen am 3. Mai 2021.",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019, https://courier.example/x, archived at "
        "https://web.archive.org/web/20190315000000/https://courier.example/x",
        "M. Okafor, “River towns brace for a third flood”, The Daily Courier, 14/03/2019. Archived from the original on 2019-03-20.",
    ],
)
def test_line_breaks_markup_urls_and_access_dates_do_not_change_it(same: str) -> None:
    assert of(same) == of(WRITTEN)


@pytest.mark.parametrize(
    "other",
    [
        WRITTEN.replace("third", "fourth"),
        WRITTEN.replace("14/03", "15/03"),
        WRITTEN.replace("Okafor", "Okoro"),
        WRITTEN.replace("Courier", "Carrier"),
    ],
)
def test_one_changed_word_or_date_is_another_citation(other: str) -> None:
    assert of(other) != of(WRITTEN)


def test_url_residue_may_be_replaced_by_the_url() -> None:
    assert of(f"{WRITTEN} -third-flood-in-a-year", "-third-flood-in-a-year") == of(
        f"{WRITTEN} https://courier.example/x-third-flood-in-a-year"
    )


def test_structured_sources_are_recognised_by_their_fields_without_the_url() -> None:
    item = Item(author=(Name("Okafor", "M."),), title="River towns", issued=Date((2019, 3, 14)))
    with_url = Item(
        author=(Name("Okafor", "M."),), title="River towns", issued=Date((2019, 3, 14)), url="https://courier.example/x"
    )
    other = Item(author=(Name("Okafor", "M."),), title="River towns", issued=Date((2019, 3, 15)))
    marks = [fingerprint(Source("", one, structured=True)) for one in (item, with_url, other)]
    assert marks[0] == marks[1] != marks[2]


def test_every_process_makes_the_same_fingerprint() -> None:
    code = (
        "from citecheck.citations.fingerprint import fingerprint; from citecheck.model.reference import Item, Source; "
        "print(fingerprint(Source('Żółw, «Цитата», 2020', Item())))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {of("Żółw, «Цитата», 2020") + "\n"}
