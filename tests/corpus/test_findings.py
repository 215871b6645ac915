"""A corpus has the findings of a check of the same documents, whatever the engine and the parts."""

from pathlib import Path

import pytest

from citecheck.app import documents
from citecheck.app.check import check
from citecheck.app.corpus import parts
from citecheck.app.corpus.engines import Local
from citecheck.app.corpus.figures import figures
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.status import status
from citecheck.app.run import RunOptions
from citecheck.config.settings import Settings
from tests.corpus.corpora import checked, findings, folder, rows, run_corpus, unread

BIB = "@article{doe, author={Doe, J.}, title={Weirs of Kent}, year={2001}}\n@article{roe, author={Roe, A.}, title={Locks}, year={2002}}\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return folder(tmp_path)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST", 1)
    monkeypatch.setattr(parts, "MOST", 2)


def test_the_findings_are_those_of_a_check(texts: Path, tmp_path: Path) -> None:
    total = run_corpus(texts, tmp_path / "out")
    assert findings(tmp_path / "out") == checked(texts) != []
    assert total.documents == 8 and total.unread == 2


def test_the_findings_do_not_depend_on_the_parts(texts: Path, tmp_path: Path, small_parts: None) -> None:
    run_corpus(texts, tmp_path / "out")
    assert findings(tmp_path / "out") == checked(texts)
    assert len(list((tmp_path / "out" / "findings").iterdir())) > 2


@pytest.mark.slow
def test_the_findings_do_not_depend_on_the_engine(texts: Path, tmp_path: Path, small_parts: None) -> None:
    run_corpus(texts, tmp_path / "out", engine=Local(2))
    assert findings(tmp_path / "out") == checked(texts)


def test_what_cannot_be_read_is_a_finding(texts: Path, tmp_path: Path) -> None:
    run_corpus(texts, tmp_path / "out")
    found = unread(tmp_path / "out")
    assert set(found) == {str(texts / "damaged.md"), str(texts / "empty.md")}
    assert all(message.startswith("could not be read: ") for message in found.values())


def test_notes_and_sources_and_links_are_written_with_their_places(texts: Path, tmp_path: Path) -> None:
    run_corpus(texts, tmp_path / "out")
    path = str(texts / "text002.md")
    assert [(row["label"], row["line"]) for row in rows(tmp_path / "out", "notes") if row["path"] == path] == [("1", 5), ("2", 7)]
    (source, _) = [row for row in rows(tmp_path / "out", "sources") if row["path"] == path]
    assert source["container_title"] == "Reuters" and source["year"] == 2021 and source["url"] == "https://a.example/2/1"
    links = [row for row in rows(tmp_path / "out", "links") if row["path"] == path]
    assert [(row["url"], row["verdict"]) for row in links] == [
        ("https://a.example/2/1", "unchecked"),
        ("https://a.example/2/2", "unchecked"),
    ]


def test_texts_that_cannot_be_joined_are_named_and_the_others_are_judged(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    (texts / "lacking.tex").write_text(r"Said \cite{doe}. \bibliography{refs}")
    monkeypatch.setattr(documents, "with_companions", broken)
    report = check([str(texts)], Settings(), RunOptions(offline=True))
    run_corpus(texts, tmp_path / "out")
    named = {one.path for one in report.unread}
    assert named | {str(texts / "empty.md")} == set(unread(tmp_path / "out")) and str(texts / "lacking.tex") in named
    assert {one.document.path for one in report.documents} == {row["path"] for row in rows(tmp_path / "out", "notes")} != set()


def test_a_text_is_joined_with_the_file_of_its_notes(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.md").write_text("Said.[^1] And.[^2]\n")
    listed = "\n\n".join(f"[^{n}]: J. Doe, Weirs and locks of county {n}, Reuters, {n} April 2021." for n in (1, 2, 3))
    (tmp_path / "texts" / "paper-notes.md").write_text(listed + "\n")
    run_corpus(tmp_path / "texts", tmp_path / "out")
    assert findings(tmp_path / "out") == checked(tmp_path / "texts")


LISTED = "\n\n".join(f"[^{n}]: J. Doe, Weirs and locks of county {n}, Reuters, {n} April 2021." for n in (1, 2, 3)) + "\n"


@pytest.mark.parametrize(
    "files",
    [
        {"paper.md": "Said.[^1] And.[^2]\n", "paper-notes.md": LISTED},
        {"a.md": "Said.[^1] And.[^2]\n", "zz-list.md": LISTED},  # the only list that fits
        {"a.md": "Said.[^1] And.[^2]\n", "b.md": "So.[^1] Too.[^9]\n", "zz-list.md": LISTED},
        {"a.md": "Said.[^1]\n", "l1.md": LISTED, "l2.md": LISTED},  # two that fit: none is taken
        {
            "main.tex": r"Said \cite{doe}. \input{parts/one} \bibliography{refs}",
            "parts/one.tex": r"So \cite{roe}.",
            "refs.bib": BIB,
        },
        {"a.md": "Said [@doe].\n", "refs.bib": BIB},
        {"x/a.md": "Said.[^1]\n", "y/list.md": LISTED},
    ],
)
def test_texts_are_joined_with_their_notes_in_any_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    monkeypatch.setattr(parts, "LEAST", 1)
    monkeypatch.setattr(parts, "ONE_IN", 1)  # a part for each document
    for name, words in {**files, "other.md": f"Said.[^1]\n\n{LISTED[:80]}\n"}.items():
        (tmp_path / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / name).write_text(words, encoding="utf-8")
    total = run_corpus(tmp_path / "texts", tmp_path / "out")
    assert findings(tmp_path / "out") == checked(tmp_path / "texts")
    assert total.documents == len(files) + 1 == figures(Run(tmp_path / "out", Settings())).documents
    assert list(status(tmp_path / "out"))[-1].contents == f"{total.findings} findings"
    assert run_corpus(tmp_path / "texts", tmp_path / "out").made == 0
