"""The Python functions in processes that share nothing with the caller, as on macOS and Windows."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from msgspec.structs import replace

import citecheck
from citecheck.io.checkout import LeadsOut
from citecheck.model.errors import LockError, NoAnswer
from citecheck.net.guard import Refused

NOTE = "Said.[^1] And.[^2]\n\n[^1]: J. Doe, “Minister resigns over the budget,” Reuters, 14 April 2021, https://a.example/b.\n"
ERRORS = (
    citecheck.CitecheckError("what, where, what to do"), citecheck.UsageError("no such option"), citecheck.DocumentError("a.md", "is empty"),
    citecheck.WriteError("the disk is full"), LockError("damaged"), NoAnswer("429", final=True), LeadsOut("a.md", "leads out"),
    Refused("address", "a private address"),
)  # fmt: skip


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text(NOTE, encoding="utf-8")
    return "paper.md"


@pytest.fixture
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_has_the_same_message_in_another_process(error: Exception) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert (type(other), str(other), vars(other)) == (type(error), str(error), vars(error))


def test_every_returned_value_is_the_same_in_another_process(paper: str) -> None:
    made = citecheck.report(paper, offline=True)
    values = (made, made.documents[0], citecheck.read(paper), citecheck.parse(paper), citecheck.plan(paper), citecheck.settings())
    assert [pickle.loads(pickle.dumps(value)) for value in values] == list(values)


def test_documents_are_parsed_and_checked_in_spawned_processes(paper: str, pool: ProcessPoolExecutor) -> None:
    assert pool.submit(citecheck.parse, paper).result(60) == citecheck.parse(paper)
    made, here = pool.submit(citecheck.check, paper, offline=True).result(60), citecheck.check(paper, offline=True)
    assert replace(made, started=None) == replace(here, started=None) and made.documents[0].findings
    assert pool.submit(citecheck.render, here, "json").result(60) == citecheck.render(here, "json")


def test_an_exception_in_another_process_is_raised_here(paper: str, pool: ProcessPoolExecutor) -> None:
    with pytest.raises(citecheck.DocumentError, match=r"^missing\.md: there is no such file"):
        pool.submit(citecheck.parse, "missing.md").result(60)
    with pytest.raises(citecheck.UsageError, match="no rule"):
        pool.submit(citecheck.explain, "no-such-rule").result(60)
    assert len(pool.submit(citecheck.parse, paper).result(60)) == 2
