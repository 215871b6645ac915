"""Patterns of files and notes whose findings are passed over."""

import time
from fnmatch import fnmatchcase

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citecheck.findings.per_file import TOGETHER, PerFileIgnores
from citecheck.model.finding import Finding
from citecheck.model.place import Place
from tests.bounded import LINEAR, growth

MARKS = st.text("ab/*?[]!#.1", max_size=8)
CODES = ("CC101", "CC201")


def finding(path: str, label: str | None, code: str = "CC101") -> Finding:
    return Finding(code, "name", "note", "message", path, Place(1, 1), label=label)


def defined(codes: dict[str, tuple[str, ...]], one: Finding) -> str | None:
    """What is documented: the first pattern whose codes begin the finding's, and that its path or note, or what follows a slash, matches."""
    for pattern, begins in codes.items():
        place = f"{one.path}#{one.label}" if "#" in pattern else one.path
        if one.code.startswith(begins) and (fnmatchcase(place, pattern) or fnmatchcase(place, f"*/{pattern}")):
            return pattern
    return None


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(
    st.dictionaries(MARKS, st.sampled_from([("CC1",), ("CC2", "CC101"), ("C",)]), max_size=6),
    st.text("ab/.#1", max_size=8),
    st.text("1a#/", max_size=2),
    st.sampled_from(CODES),
)
def test_the_first_pattern_that_matches_is_named(codes: dict[str, tuple[str, ...]], path: str, label: str, code: str) -> None:
    one = finding(path, label, code)
    assert PerFileIgnores(codes).pattern_for(one) == defined(codes, one)


def test_the_first_of_more_patterns_than_are_compared_at_once_is_named() -> None:
    codes = {f"*{number}.md": ("CC101",) for number in range(3 * TOGETHER)}
    ignores = PerFileIgnores(codes)
    assert {ignores.pattern_for(finding(f"docs/{number}.md", "1")) for number in range(0, 3 * TOGETHER, 7)} == {
        defined(codes, finding(f"docs/{number}.md", "1")) for number in range(0, 3 * TOGETHER, 7)
    }


def test_four_times_the_patterns_and_findings_take_about_four_times_as_long() -> None:
    def seconds(many: int) -> float:
        ignores = PerFileIgnores({f"docs/notes.md#{number}": ("CC101",) for number in range(many)})
        found = [finding("docs/notes.md", str(many + number)) for number in range(many)]
        started = time.process_time()
        assert not any(map(ignores.pattern_for, found))
        return time.process_time() - started

    assert growth(seconds, 4_000) <= LINEAR
