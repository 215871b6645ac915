"""What plan, status and report tell of a corpus."""

import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.corpus.engines import Inline
from citecheck.app.corpus.figures import Clusters, clustered_rate, figures, rate
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.plan import plan
from citecheck.app.corpus.report import report
from citecheck.app.corpus.run import CorpusOptions
from citecheck.app.corpus.status import status
from citecheck.app.plan import plan as app_plan
from citecheck.cli.corpus import command
from citecheck.config.settings import Settings, load
from citecheck.model.errors import UsageError, WriteError
from citecheck.protocols import LinkSettings
from tests.corpus.corpora import folder, run_corpus


@pytest.mark.parametrize(
    ("number", "of", "low", "high"), [(0, 100, 0.0, 0.037), (5, 100, 0.0215, 0.1118), (100, 100, 0.963, 1.0), (0, 0, 0.0, 1.0)]
)
def test_a_rate_has_wilsons_interval(number: int, of: int, low: float, high: float) -> None:
    found = rate("x", number, of)
    assert found.low == pytest.approx(low, abs=0.0005) and found.high == pytest.approx(high, abs=0.0005)


def test_the_interval_of_links_holds_although_those_of_a_document_resemble_each_other() -> None:
    chance, held, runs, truth = random.Random(4), 0, 400, 0.2
    for _ in range(runs):
        many = [chance.randint(1, 40) for _ in range(120)]
        dead = [sum(chance.random() < own for _ in range(of)) for of in many if (own := chance.choice((0.02, 0.02, 0.02, 0.74)))]
        of = Clusters(len(many), sum(many), sum(one * one for one in many))
        found = clustered_rate("gone", sum(dead), sum(x * x for x in dead), sum(x * m for x, m in zip(dead, many, strict=True)), of)
        held += found.low <= truth <= found.high
    assert held / runs > 0.9


def test_the_plan_counts_links_and_hosts_before_anything_is_asked(tmp_path: Path) -> None:
    given = folder(tmp_path)
    (given / "again.md").write_text(
        "Said.[^1] So.[^2]\n\n[^1]: J. Doe, “Tram,” Reuters, https://a.example/1/1.\n\n[^2]: A. Roe, “Weirs,” https://doi.org/10.1000/182.\n"
    )
    found = plan([str(given)], tmp_path / "out", Settings(), CorpusOptions(), Inline())
    assert (found.documents, found.unread, found.cited, found.links, found.requests) == (9, 2, 12, 11, 11)
    busiest = {host.key: host for host in found.busiest}
    assert busiest["a.example"].links == 10 and busiest["a.example"].seconds == 5.0 and "Crossref" in busiest["doi.org"].bulk
    assert found.identified == 1
    total = run_corpus(given, tmp_path / "out")
    assert total.made == 1  # what was parsed stays


def test_the_plan_counts_what_is_requested_only(tmp_path: Path) -> None:
    urls = (
        "https://a.example/1#x",
        "https://a.example/1#y",
        "https://a.example/2",
        "https://b.example/1",
        "https://c.example/{id}",
        "https://example.com/1",
    )
    (tmp_path / "a.md").write_text("# A\n\n" + "\n\n".join(f"See <{url}>." for url in urls) + "\n")
    settings = replace(Settings(), links=LinkSettings(exclude=("b.example",)))
    found = plan([str(tmp_path / "a.md")], tmp_path / "out", settings, CorpusOptions(), Inline())
    assert {host.key: host.links for host in found.busiest} == {"a.example": 2}
    assert (found.links, found.known, found.left_out, found.requests) == (6, 0, 4, 2)


def test_the_plan_of_a_run_that_locates_counts_services_for_all_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = load(wiring.configurable()).settings
    given = tmp_path / "texts"
    given.mkdir()
    for at in range(60):
        (given / f"{at}.md").write_text(
            f"Said.[^1]\n\n[^1]: J. Doe, “The trams of town {at},” Harbour Post, {at % 28 + 1} May 2020.\n"
        )
    alone = app_plan([wiring.read_document(str(given / "0.md"), (given / "0.md").read_bytes())], (), made)
    found = plan([str(given)], tmp_path / "out", made, CorpusOptions(locate=True), Inline())
    assert found.sources == 60 and {(one.host, one.purpose) for one in found.services} == {
        (s.host, s.purpose) for s in alone.services
    }
    assert {one.purpose: one.requests for one in found.services} == {one.purpose: 60 * one.requests for one in alone.services}
    assert found.total_seconds > found.seconds


def test_the_report_counts_what_the_files_have(tmp_path: Path) -> None:
    run_corpus(folder(tmp_path), tmp_path / "out")
    found = figures(Run(tmp_path / "out", Settings()))
    assert (found.documents, found.unread.number) == (8, 2)
    assert {one.name: one.number for one in found.notes} == {"present": 10, "missing": 2}
    assert {one.name: one.number for one in found.verdicts} == {"unchecked": 10}
    (host,) = found.hosts
    assert (host["host"], host["links"]) == ("a.example", 10)
    page = report(tmp_path / "out").read_text()
    assert "CC102" in page and "could not be read" in page and "<script" not in page


def test_what_documents_are_called_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text('{"path": "<img src=x>.md", "data": "Said.[^1]\\n", "format": "markdown"}\n')
    run_corpus(tmp_path / "list.jsonl", tmp_path / "out")
    page = report(tmp_path / "out").read_text()
    assert "<img" not in page and "&lt;img" in page


def test_a_report_of_nothing_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text("")
    run_corpus(tmp_path / "list.jsonl", tmp_path / "out")
    assert "0 documents" in report(tmp_path / "out").read_text()
    assert [stage.done for stage in status(tmp_path / "out")] == [0, 0, 0, 0]


def test_the_trend_has_a_line_for_each_change(tmp_path: Path) -> None:
    given = folder(tmp_path)
    for _ in range(2):
        run_corpus(given, tmp_path / "out")
        report(tmp_path / "out")
    (given / "text000.md").unlink()
    run_corpus(given, tmp_path / "out")
    report(tmp_path / "out")
    assert len((tmp_path / "out" / "state" / "history.jsonl").read_text().splitlines()) == 2


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no corpus was checked into this folder"):
        report(tmp_path)


def test_the_commands_end_with_2_where_something_could_not_be_read(tmp_path: Path) -> None:
    given, out = str(folder(tmp_path)), str(tmp_path / "out")
    done = CliRunner().invoke(command, ["run", given, "--out", out, "--offline", "--engine", "inline"])
    assert done.exit_code == 2 and "8 documents, " in done.stdout and "2 could not be read" in done.stdout
    told = CliRunner().invoke(command, ["status", "--out", out])
    assert told.exit_code == 0 and "8 documents" in told.stdout
    assert CliRunner().invoke(command, ["report", "--out", out]).stdout.strip().endswith("index.html")
    planned = CliRunner().invoke(command, ["plan", given, "--out", out, "--engine", "inline", "--sample", "100%"])
    assert "10 requests" in planned.stdout


@pytest.mark.parametrize("share", ["0", "101%", "-1", "x"])
def test_a_share_that_is_none_is_refused(share: str) -> None:
    done = CliRunner().invoke(command, ["run", "x", "--sample", share])
    assert done.exit_code == 2 and "is no share of the documents" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    run_corpus(folder(tmp_path), tmp_path / "out")
    temporary = tmp_path / "out" / "state" / "temporary"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.write_text("")
    with pytest.raises(WriteError, match="cannot be written"):
        report(tmp_path / "out")
