"""Reading takes bounded time on repeated units and on a megabyte of anything."""

import time

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.errors import DocumentError
from tests.property.awkward import awkward

SMALL, SMALL_BOUND = 2_000, 1.0  # characters, and seconds of processor time
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


def test_a_unit_repeated_a_few_thousand_times_takes_under_a_second() -> None:
    seconds("[1] A title, BBC News, 14/04/2021")  # tables load once
    assert slow(SMALL, SMALL_BOUND) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["(", "“", " ", "1, ", "Aa, ", "; ", "https://a.b/(", "ibid. ", "Smith 2010; ", "\n", "[1] a\n", "1. a\n"]
)
def test_a_megabyte_of_one_repeated_unit_takes_under_a_minute(unit: str) -> None:
    run = unit * (LARGE // len(unit))
    assert seconds(f"Said so [1].\n\n[1] J. Smith, A title, {run}, BBC News, 14/04/2021, https://example.org/\n") < LARGE_BOUND


@pytest.mark.slow
def test_a_megabyte_of_random_text_takes_under_a_minute() -> None:
    for name, text in awkward(LARGE, units=()):
        assert seconds(text) < LARGE_BOUND, name


@pytest.mark.slow
def test_a_megabyte_in_one_note_or_many_takes_under_a_minute() -> None:
    note = "J. Smith, “Ports in a storm: who pays, and when”, The Guardian, 14/04/2021, https://example.org/ports; ibid., p. 4. "
    assert seconds("[1] " + note * (LARGE // len(note))) < LARGE_BOUND
    assert seconds("".join(f"[{n}] {note}\n" for n in range(1, LARGE // len(note)))) < LARGE_BOUND
