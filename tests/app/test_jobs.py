"""Parsing in several processes: the same results, and one process for all requests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app import jobs
from citecheck.app.check import check
from citecheck.app.jobs import parser
from citecheck.app.run import RunOptions
from citecheck.citations.link_only import ParsedNotes, parse_each
from citecheck.config.settings import Settings
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.faults import ErrorBoundary
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError

NOTE = "[^{n}]: J. Doe, “Minister {d} resigns {n},” Reuters, {n} April 2021, https://a.example/{d}/{n}."


def documents(number: int) -> list[Document]:
    texts = ("Said.[^1] And.[^2]\n\n" + "\n".join(NOTE.format(d=d, n=n) for n in (1, 2)) + "\n" for d in range(number))
    return [MarkdownFormat().read(f"{d}.md", text.encode()) for d, text in enumerate(texts)]


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FORKED_NOTES", 0)
    monkeypatch.setattr(jobs, "SPAWNED_NOTES", 0)
    monkeypatch.setattr(jobs.threading, "active_count", lambda: 1)  # threads that other tests left wait for nothing


@pytest.mark.parametrize("threads", [1, pytest.param(2, marks=pytest.mark.slow)], ids=["forked", "spawned"])
def test_documents_parsed_in_two_processes_are_the_same_in_the_same_order(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.threading, "active_count", lambda: threads)
    given = documents(9)
    assert list(parser(2)(given)) == list(parse_each(given))


def test_a_document_that_cannot_be_parsed_is_named_and_its_fault_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(found: list[Document]) -> Iterator[ParsedNotes]:
        for one in found:
            ErrorBoundary.caught += one.path == "3.md"
            yield DocumentError(one.path, "a bolt from the blue") if one.path == "3.md" else next(parse_each([one]))

    monkeypatch.setattr(jobs, "parse_each", failing)
    before = ErrorBoundary.caught
    found = list(parser(2)(documents(5)))
    assert [str(one) for one in found if isinstance(one, DocumentError)] == ["3.md: a bolt from the blue"]
    assert ErrorBoundary.caught == before + 1


def test_a_process_that_is_killed_costs_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def killed(found: list[Document]) -> Iterator[ParsedNotes]:
        for one in found:
            if os.getpid() != here and one.path == "4.md":
                os._exit(9)
            yield from parse_each([one])

    given = documents(9)
    wanted = list(parse_each(given))
    monkeypatch.setattr(jobs, "parse_each", killed)
    assert list(parser(2)(given)) == wanted


@pytest.mark.parametrize(("number", "asked"), [(1, 8), (5, 1), (0, 2)])
def test_no_process_is_started_for_one_job_or_document(number: int, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_in_processes", None)
    assert len(list(parser(asked)(documents(number)))) == number


def test_the_result_of_a_run_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    for one in documents(6):
        (tmp_path / one.path).write_text(one.text, encoding="utf-8")
    first, other = (check([str(tmp_path)], Settings(), RunOptions(offline=True, jobs=number)) for number in (1, 3))
    assert replace(first, started=None) == replace(other, started=None) and len(first.documents) == 6
