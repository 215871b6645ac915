"""The depth of untrusted JSON."""

import json
import tracemalloc

import pytest

from citecheck.language.nesting import DEEPEST, USUAL, TooDeep, check_depth

MANY = 20_000  # strings, more than are looked at together


@pytest.mark.parametrize("encoded", [False, True])
@pytest.mark.parametrize("strings", [0, MANY])
def test_the_depth_counts_outside_of_strings_only(strings: int, encoded: bool) -> None:
    inside = ", ".join(json.dumps(text) for text in ['a \\ " [[{{', "}", "]]]"] * (strings // 3))

    def text(levels: int) -> str | bytes:
        made = "[" * levels + inside + "]" * levels
        return made.encode() if encoded else made

    check_depth(text(DEEPEST))
    with pytest.raises(TooDeep):
        check_depth(text(DEEPEST + USUAL + 1))


@pytest.mark.parametrize("text", ['["a', '"' * 3, '"\\', "", "}{", "[" * DEEPEST + '"' + "[" * DEEPEST])
def test_broken_json_is_left_to_its_parser(text: str) -> None:
    check_depth(text)


def test_a_large_text_takes_little_more_memory_than_itself() -> None:
    text = json.dumps([{"label": str(number), "state": "verified"} for number in range(2 * MANY)]).encode()
    tracemalloc.start()
    check_depth(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(text)
