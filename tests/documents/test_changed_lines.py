"""Changed lines between two versions of a text: never too few, in linear time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citecheck.documents.changed_lines import changed_lines
from tests.bounded import LINEAR, growth

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d\r", "d", "e f"]), max_size=14).map("\n".join)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("a\nb\nc", "a\nb\nc", set()),
        ("a\nb\nc", "a\r\nb\r\nc\r\n", {4}),
        ("a\nb\nc", "a\nx\nc", {2}),
        ("a\nc", "a\nb\nc", {2}),
        ("a\nb\nc", "a\nc", {1, 2}),
        ("x\nx\nC\nx", "x\nD\nx\nC\nx", {2}),
        ("a\nb\nc\nd", "c\nd\na\nb", {1, 2, 4, 5}),
        ("", "a\nb", {1, 2}),
        ("a\n\nb\n\nc\n", "a\n\nnew\n\nb\n\nc\n", {3, 4}),
    ],
)
def test_added_and_changed_lines_and_neighbours_of_deleted_ones_are_found(old: str, new: str, changed: set[int]) -> None:
    assert changed_lines(old, new) == changed


@given(LINES, LINES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_the_unchanged_lines_are_a_subsequence_of_the_old_text(old: str, new: str) -> None:
    changed = changed_lines(old, new)
    old_lines = iter([line.removesuffix("\r") for line in old.split("\n")])
    kept = [line.removesuffix("\r") for number, line in enumerate(new.split("\n"), 1) if number not in changed]
    assert all(line in old_lines for line in kept)
    assert bool(changed) == (old.replace("\r", "") != new.replace("\r", ""))


@pytest.mark.parametrize("line", [lambda n: "", lambda n: str(n), lambda n: str(n % 7), lambda n: str(-n), lambda n: str(n // 2)])
def test_four_times_the_lines_take_under_ten_times_as_long(line) -> None:
    def seconds(many: int) -> float:
        old = "\n".join(line(n) for n in range(many))
        new = "\n".join(line(n * 7919 % many) for n in range(many))
        started = time.process_time()
        changed_lines(old, new)
        return time.process_time() - started

    assert growth(seconds, 1_500) <= LINEAR
