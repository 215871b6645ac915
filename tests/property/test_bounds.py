"""No text makes reading hang: time stays linear on one thing over and over, and a megabyte of anything ends in time."""

import time

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.errors import DocumentError
from tests.property.awkward import awkward

SMALL, SMALL_BOUND = 2_000, 1.0  # characters, and seconds of this process for all that is done with them
LARGE, LARGE_BOUND = 1_000_000, 60.0


def seconds(text: str) -> float:
    start = time.process_time()
    try:
        parse(wiring.read_document("case.txt", text.encode("utf-8", errors="replace")))
    except DocumentError as error:
        assert error.message
    return time.process_time() - start


def slow(size: int, bound: float) -> list[tuple[str, float]]:
    taken = [(name, seconds(text)) for name, text in awkward(size)]
    return [(name, spent) for name, spent in taken if spent > bound]


def test_nothing_a_few_thousand_times_over_takes_a_second() -> None:
    seconds("[1] A title, BBC News, 14/04/2021")  # tables load once
    assert slow(SMALL, SMALL_BOUND) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["(", "“", " ", "1, ", "Aa, ", "; ", "https://a.b/(", "ibid. ", "Smith 2010; ", "\n", "[1] a\n", "1. a\n"]
)
def test_a_megabyte_of_one_thing_ends_within_a_minute(unit: str) -> None:
    run = unit * (LARGE // len(unit))
    assert seconds(f"Said so [1].\n\n[1] J. Smith, A title, {run}, BBC News, 14/04/2021, https://example.org/\n") < LARGE_BOUND


@pytest.mark.slow
def test_a_megabyte_of_any_bytes_ends_within_a_minute() -> None:
    for name, text in awkward(LARGE, units=()):
        assert seconds(text) < LARGE_BOUND, name


@pytest.mark.slow
def test_a_megabyte_in_one_line_and_in_many_notes_ends_in_time() -> None:
    note = "J. Smith, “Ports in a storm: who pays, and when”, The Guardian, 14/04/2021, https://example.org/ports; ibid., p. 4. "
    assert seconds("[1] " + note * (LARGE // len(note))) < LARGE_BOUND
    assert seconds("".join(f"[{n}] {note}\n" for n in range(1, LARGE // len(note)))) < LARGE_BOUND
