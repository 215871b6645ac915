"""The time to read a note grows linearly with its length."""

import time

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.citations.read import _read
from citecheck.citations.segment import _segments
from citecheck.links.urls import find_urls
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
    return min(once(text) for _ in range(2))


def once(text: str) -> float:
    document = wiring.read_document("case.txt", text.encode())
    _read.cache_clear()
    _segments.cache_clear()
    start = time.process_time()
    parse(document)
    return time.process_time() - start


def growth(unit: str, characters: int, times: int) -> float:
    return seconds(unit, times * characters) / max(seconds(unit, characters), 0.001)


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_note_takes_four_times_the_time(unit: str) -> None:
    assert growth(unit, 2_000, 4) < 10


@pytest.mark.parametrize("unit", URL_UNITS)
def test_a_url_is_trimmed_in_linear_time(unit: str) -> None:
    def taken(characters: int) -> float:
        start = time.process_time()
        find_urls("http://a.b/c" + unit * characters)
        return time.process_time() - start

    assert min(taken(80_000) for _ in range(3)) / min(taken(10_000) for _ in range(3)) < 20


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_four_times_a_long_note_takes_four_times_the_time(unit: str) -> None:
    assert growth(unit, 40_000, 4) < 7
