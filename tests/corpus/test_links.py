"""Links are checked by shards of hosts, each once, and a run that is ended continues in the middle."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app.check import check
from citecheck.app.corpus import link_check, shards, tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.link_check import ShardTask
from citecheck.app.corpus.run import CorpusOptions
from citecheck.app.run import RunOptions
from citecheck.config.settings import Settings
from citecheck.protocols import LinkSettings
from tests.corpus.corpora import findings, rows, run_corpus
from tests.links.faulty_server import Faults

ONLINE = CorpusOptions(shards=3)
HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
TITLES = ("Grain harvest falls short in the valley", "A quite different story about trams")  # the server's page has the first


def texts(place: Path, server: Faults) -> Path:
    """Documents of links that are live, gone and doubtful; each cites a page that the next one cites too."""
    (place / "texts").mkdir()
    for at in range(6):
        urls = [server.url(f"{'gone' if at == n else 'ok'}/{at + n}", host) for n, host in enumerate(HOSTS)]
        notes = [f"[^{n}]: J. Doe, “{TITLES[n % 2]},” Reuters, {n} April 2021, {url}.\n" for n, url in enumerate(urls, 1)]
        calls = " ".join(f"Said.[^{n}]" for n in range(1, 5))
        (place / "texts" / f"{at}.md").write_text(f"{calls}\n\n" + "\n".join(notes), encoding="utf-8")
    linked = "".join(f"- [{TITLES[n % 2]}]({server.url(f'ok/list{n}')}), Reuters, 2019\n" for n in range(3))
    (place / "texts" / "list.md").write_text(f"# Sources\n\n{linked}", encoding="utf-8")
    return place / "texts"


def checked(given: Path, settings: Settings) -> list[tuple[str, str, str]]:
    report = check([str(given)], settings, RunOptions())
    assert report.offline is None
    return sorted((one.document.path, found.code, found.fingerprint) for one in report.documents for found in one.findings)


def test_the_findings_are_those_of_a_check_with_the_same_answers(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    assert findings(tmp_path / "out") == checked(given, settings)
    assert {code for _, code, _ in findings(tmp_path / "out")} >= {"CC201"}


def test_each_link_is_asked_once_for_all_documents(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    links = rows(tmp_path / "out", "verdicts")
    assert len({row["url"] for row in links}) == len(links) == len({row["url"] for row in rows(tmp_path / "out", "links")})
    assert {row["verdict"] for row in links} == {"live", "gone"}


def test_a_host_is_in_one_shard(server: Faults, settings: Settings, tmp_path: Path) -> None:
    run_corpus(texts(tmp_path, server), tmp_path / "out", ONLINE, settings=settings)
    of_host: dict[str, set[str]] = {}
    for file in (tmp_path / "out" / "state" / "shards").glob("*.parquet"):
        for row in tables.read(file):
            of_host.setdefault(row["key"], set()).add(file.stem)
    assert len(of_host) == 4 and all(len(names) == 1 for names in of_host.values())
    assert len({name for names in of_host.values() for name in names}) == 3


def test_a_second_run_asks_nothing(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    before = server.asked.total()
    again = run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    assert again.made == 0 and server.asked.total() - before <= 1  # a connection that looks for the network


def test_a_new_document_asks_only_its_new_links(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    known = set(server.asked)
    server.asked.clear()
    (given / "new.md").write_text(
        f"Said.[^1]\n\n[^1]: J. Doe, “{TITLES[0]},” Reuters, {server.url('ok/3', HOSTS[1])}; {server.url('ok/new')}.\n"
    )
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    assert [path for path in server.asked if path.startswith("ok/") and path not in known] == ["ok/new"]
    assert "ok/3" not in server.asked
    assert findings(tmp_path / "out") == checked(given, settings)


def test_a_page_that_is_cited_with_another_title_is_compared_again(server: Faults, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name, title in (("a", TITLES[1]), ("b", TITLES[0])):
        (tmp_path / "texts" / f"{name}.md").write_text(f"Said.[^1]\n\n[^1]: J. Doe, “{title},” Reuters, {server.url('ok/1')}.\n")
        run_corpus(tmp_path / "texts", tmp_path / "out", ONLINE, settings=settings)
        assert findings(tmp_path / "out") == checked(tmp_path / "texts", settings)


def test_a_shard_that_was_ended_continues_in_the_middle(
    server: Faults, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = texts(tmp_path, server)
    check_urls, answered = pipeline.check_urls, []

    def ended(*args: object) -> object:
        for url, found in check_urls(*args):  # type: ignore[arg-type]
            yield url, found
            answered.append(url)
            if len(answered) == 5:
                raise KeyboardInterrupt

    slow = replace(settings, network=replace(settings.network, max_connections=1))
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "check_urls", ended)
        with pytest.raises(KeyboardInterrupt):
            run_corpus(given, tmp_path / "out", replace(ONLINE, shards=1), settings=slow)
    run_corpus(given, tmp_path / "out", replace(ONLINE, shards=1), settings=slow)
    asked = Counter((line.split()[1], host) for line in server.requests if (host := _host(line)) in (HOSTS[1], HOSTS[3]))
    assert {path for (path, _), number in asked.items() if number > 1 and path.startswith("/ok")} <= {"/ok/6"}  # in flight
    assert findings(tmp_path / "out") == checked(given, settings)
    assert not list((tmp_path / "out" / "state" / "journals").iterdir())


def _host(request: str) -> str:
    return request.lower().partition("\r\nhost: ")[2].partition(":")[0]


def test_a_line_of_a_journal_that_was_cut_off_costs_that_link_only(tmp_path: Path) -> None:
    good = b'{"url":"https://a.example/","key":"a.example","word":"unchecked","link":"","checked":"2026","doubtful":false}'
    (tmp_path / "j.jsonl").write_bytes(good + b"\n" + good[:40] + b"\n" + good)
    assert len(list(link_check.read_journal(tmp_path / "j.jsonl"))) == 2


def test_other_settings_of_links_check_them_again(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", ONLINE, settings=settings)
    accepting = replace(settings, links=LinkSettings(second_opinion=False, accept={"127.0.0.1": (404,)}))
    run_corpus(given, tmp_path / "out", ONLINE, settings=accepting)
    assert findings(tmp_path / "out") == checked(given, accepting)


def test_the_busiest_hosts_come_first_each_into_the_shard_with_the_least_to_do(tmp_path: Path) -> None:
    run = Run(tmp_path, Settings())
    placed = shards.place(
        [("a.example", 1), ("www.big.example", 9), ("big.example", 1), ("b.example", 6), ("c.example", 5)], 2, run
    )
    assert placed["big.example"] == placed["www.big.example"] != placed["b.example"] == placed["c.example"] == 1
    assert placed["a.example"] == 0


def test_without_a_network_nothing_is_accused(settings: Settings, tmp_path: Path, loopback: None) -> None:
    (tmp_path / "a.md").write_text("Said.[^1]\n\n[^1]: J. Doe, “A story of trams,” Reuters, http://127.0.0.1:9/x.\n")
    total = run_corpus(tmp_path / "a.md", tmp_path / "out", ONLINE, settings=settings)
    assert total.offline is not None
    assert {row["verdict"] for row in rows(tmp_path / "out", "links")} == {"unchecked"}


def test_the_check_of_a_shard_is_a_function_from_file_to_file(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server)
    run_corpus(given, tmp_path / "out", CorpusOptions(offline=True), settings=settings)
    run = Run(tmp_path / "out", settings)
    parts = [file.stem for file in (tmp_path / "out" / "state" / "parts").glob("*.parquet")]
    (shard,) = shards.make(run, parts, 1)
    assert link_check.check(ShardTask(run, shard)).rows == len({row["url"] for row in rows(tmp_path / "out", "links")})
