"""What an earlier owner of a shard writes late does not count, and a lost lease costs no verdict."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app.corpus import link_check, shard_owner, tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.link_check import JournalRow, ShardTask, read_journal
from citecheck.app.corpus.run import CorpusOptions
from citecheck.app.corpus.schemas import VERDICT
from citecheck.app.corpus.shard_owner import accept, journal_file, verdict_draft
from citecheck.app.corpus.shards import make
from citecheck.config.settings import Settings
from citecheck.model.errors import LeaseLost
from citecheck.net.clock import SystemClock
from citecheck.net.lease import RELEASED, Held, lease, lease_file, newest_token
from tests.corpus.corpora import run_corpus
from tests.links.faulty_server import Faults

SHARD = "0001-0000"


def held(run: Run, token: int) -> Held:
    """An owner, perhaps an earlier one."""
    return Held(run.state("leases", "").parent, SHARD, token, 0.0, 1e9, SystemClock())


def write(run: Run, token: int, url: str) -> None:
    """Write the verdicts of an owner: one link."""
    row = link_check.verdict_row(JournalRow(url, "a.example", "unchecked", b"", "2026"))
    tables.write(verdict_draft(run, SHARD, held(run, token)), [row], VERDICT, run.link_stamp)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(link_check, "unpack_link", lambda _word, _packed: None)
    return Run(tmp_path, Settings())


def test_verdicts_of_the_highest_token_count_and_later_ones_are_refused(run: Run) -> None:
    for token in (1, 3, 2):
        write(run, token, f"https://a.example/{token}")
    accept(run, [SHARD])
    write(run, 2, "https://a.example/late")
    accept(run, [SHARD])
    assert [row["url"] for row in tables.read(run.output("verdicts", SHARD))] == ["https://a.example/3"]
    assert not list(run.state("verdicts", "").parent.iterdir())


def test_a_journal_continues_the_one_before_and_lacks_what_comes_later(run: Run) -> None:
    def line(number: int) -> bytes:
        return b'{"url":"https://a.example/%d","key":"a.example","word":"unchecked","link":"","checked":"2026"}\n' % number

    first = journal_file(run, SHARD, held(run, 1))
    with first.open("ab") as late:
        late.write(line(1))
        late.flush()
        second = journal_file(run, SHARD, held(run, 2))
        late.write(line(2))
    with second.open("ab") as file:
        file.write(line(3))
    journal_file(run, SHARD, held(run, 1))  # an owner that was frozen here removes nothing of its successor's
    assert [row.url[-1] for row in read_journal(second)] == ["1", "3"]


def test_a_lost_lease_is_taken_again_and_the_links_that_are_left_are_checked(
    server: Faults, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [server.url(f"ok/{n}", f"127.0.0.{1 + n % 3}") for n in range(12)]
    (tmp_path / "links.md").write_text("".join(f"- [a page]({url})\n" for url in urls))
    run_corpus(tmp_path / "links.md", tmp_path / "out", CorpusOptions(offline=True), settings=settings)
    run = Run(tmp_path / "out", replace(settings, network=replace(settings.network, max_connections=2)))
    (shard,) = make(run, [file.stem for file in (tmp_path / "out" / "state" / "parts").glob("*.parquet")], 1)
    check_urls, leases = pipeline.check_urls, run.state("leases", "").parent

    def losing(*args: object) -> Iterator[object]:
        for number, answer in enumerate(check_urls(*args), 1):  # type: ignore[arg-type]
            yield answer
            if number == 4 and newest_token(leases, shard) == 1:  # another process has it for a moment
                lease_file(leases, shard, 2).write_bytes(RELEASED)
                with pytest.raises(LeaseLost):
                    current[0].renew()

    current: list[Held] = []

    @contextmanager
    def noted(*place: object, **times: float) -> Iterator[Held]:
        with lease(*place, **times) as own:  # type: ignore[arg-type]
            current.append(own)
            yield own

    monkeypatch.setattr(pipeline, "check_urls", losing)
    monkeypatch.setattr(shard_owner, "lease", noted)
    assert link_check.check(ShardTask(run, shard)).rows == 12
    assert [own.token for own in current] == [1, 3]
    accept(run, [shard])
    assert {row["verdict"] for row in tables.read(run.output("verdicts", shard))} == {"live"}
    assert sum(number - 1 for number in Counter(server.asked).values()) <= 2  # in flight
