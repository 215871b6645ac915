"""The time to read a note grows linearly with its length."""

import time

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.citations.read import _read
from citecheck.citations.segment import _segments
from citecheck.links.urls import find_urls
from tests.bounded import LINEAR, growth
from tests.made_hostile_text import many

# One of each kind that is searched from many places of a note: short forms, citations, sentences, brackets, quotations, URLs.
# § makes each repetition different.
UNITS = [
    "ibid. ",
    "ibid. (",
    "Id. A b c ",
    "Doe and Roe (2000). ",
    "(Doe 2000; ",
    "“a ",
    "http://a.b ",
    "1999 ",
    "______ ",
    "et al. ",
    "Doe§ and Roe (2000). ",
    "(Doe§ 2000; ",
    "Accessed § 3 May 2000. ",
    "See ibid. § ",
]
URL_UNITS = [")", "]", ".", ","]  # trimmed from the end of a URL


def seconds(unit: str, characters: int) -> float:
    text = f"Text.[1]\n\nNotes\n\n[1] Doe, J., {many(unit, characters)}\n"
    document = wiring.read_document("case.txt", text.encode())
    _read.cache_clear()
    _segments.cache_clear()
    start = time.process_time()
    parse(document)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_note_takes_four_times_the_time(unit: str) -> None:
    assert growth(lambda characters: seconds(unit, characters), 2_000) <= LINEAR


@pytest.mark.parametrize("unit", URL_UNITS)
def test_a_url_is_trimmed_in_linear_time(unit: str) -> None:
    def taken(characters: int) -> float:
        start = time.process_time()
        find_urls("http://a.b/c" + unit * characters)
        return time.process_time() - start

    assert growth(taken, 20_000) <= LINEAR


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_four_times_a_long_note_takes_four_times_the_time(unit: str) -> None:
    assert growth(lambda characters: seconds(unit, characters), 40_000) <= LINEAR
