"""An error boundary turns an unexpected exception into one line."""

from typing import Any

import pytest

from citecheck.faults import MAX_LENGTH, ErrorBoundary, attempt, described, error_boundary, silence
from citecheck.model.errors import NoAnswer

SURPRISES = (ValueError("odd\x1b[31m\nvalue"), RecursionError(), MemoryError(), LookupError("rot13"), UnicodeError(), KeyError("a"))


def failing(*_: object) -> Any:
    raise RuntimeError("a bolt from the blue")


@pytest.mark.parametrize("error", SURPRISES, ids=lambda e: type(e).__name__)
def test_a_surprise_is_one_printable_line_that_names_it(error: Exception) -> None:
    with error_boundary() as fault:
        raise error
    assert fault.cause.startswith(f"internal error, please report ({type(error).__name__}") and fault.cause.isprintable()


def test_a_cause_is_short_and_contains_no_key() -> None:
    told = described(ValueError(f"https://a.example/?token=s3cret {'x' * 100_000}"))
    assert len(told) <= MAX_LENGTH and "s3cret" not in told


@pytest.mark.parametrize("error", (KeyboardInterrupt(), SystemExit(2), NoAnswer("429")), ids=lambda e: type(e).__name__)
def test_what_is_expected_passes_the_border(error: BaseException) -> None:
    with pytest.raises(type(error)), error_boundary():
        raise error


def test_faults_are_counted_and_may_be_replaced_or_become_silence() -> None:
    before = ErrorBoundary.caught
    assert attempt(failing, lambda cause: cause).endswith("(RuntimeError: a bolt from the blue)")
    with pytest.raises(NoAnswer, match="internal error"), silence():
        failing()
    assert ErrorBoundary.caught == before + 2


def test_a_traceback_is_printed_where_it_is_wanted(capsys, monkeypatch) -> None:
    monkeypatch.setenv("CITECHECK_TRACEBACK", "1")
    with error_boundary():
        failing()
    assert "Traceback" in capsys.readouterr().err
