"""Alternatives grouped by first letter match the same text as ungrouped ones."""

import re

import pytest

from citecheck.language.alternatives import by_first_letter

PATTERNS = ["see also", "see", r"cf\.", "(?-i:v)(?= [A-Z])", "siehe", r"v\. anche", "см\\."]


@pytest.mark.parametrize("text", ["See also Ray", "see Ray", "CF. Ray", "v Ray", "V. anche Ray", "Siehe Ray", "См. Рей", "Ray"])
def test_grouped_alternatives_match_as_ungrouped_ones(text: str) -> None:
    plain = re.compile("|".join(PATTERNS), re.IGNORECASE).match(text)
    quick = re.compile(by_first_letter(PATTERNS), re.IGNORECASE).match(text)
    assert (plain and plain.group()) == (quick and quick.group())


def test_of_two_alternatives_with_the_same_beginning_the_first_wins() -> None:
    assert re.match(by_first_letter(["see", "see also"]), "see also", re.IGNORECASE)[0] == "see"  # type: ignore[index]
