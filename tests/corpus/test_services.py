"""Services are asked by one process for all parts: second opinions on blocked links, and where sources are."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.check import check
from citecheck.app.corpus import parts, services
from citecheck.app.corpus.packing import pack_resolution, unpack_resolution
from citecheck.app.corpus.run import CorpusOptions
from citecheck.app.run import RunOptions
from citecheck.config.settings import Settings
from citecheck.model.knowledge import Candidate, Evidence, Resolution, Scored, Silent
from citecheck.model.web import Hop, Live
from citecheck.protocols import LinkSettings
from tests.corpus.corpora import findings, rows, run_corpus
from tests.links.faulty_server import Faults, answer

TITLE = "Grain harvest falls short in the valley"  # of the server's page


def texts(place: Path, *urls: str, title: str = TITLE) -> Path:
    (place / "texts").mkdir()
    for at, url in enumerate(urls):
        note = f"[^1]: J. Doe, “{title},” Reuters, 4 March 2021, {url}.\n"
        (place / "texts" / f"{at}.md").write_text(f"Said.[^1]\n\n{note}", encoding="utf-8")
    return place / "texts"


def test_the_registry_is_asked_about_blocked_dois_as_in_a_check(server: Faults, settings: Settings, tmp_path: Path) -> None:
    asking = replace(settings, links=LinkSettings(doi_registry=server.url("registry")))
    for path in ("10.1000/182", "10.1000/183"):
        server.answers[path] = [answer("403 Forbidden", b"<title>No</title>")]
    server.answers["registry/api/handles/10.1000/182"] = [answer("200 OK", b'{"responseCode": 1, "values": []}')]
    server.answers["registry/api/handles/10.1000/183"] = [answer("404 Not Found", b'{"responseCode": 100}')]
    given = texts(tmp_path, server.url("10.1000/182"), server.url("10.1000/183"))
    run_corpus(given, tmp_path / "out", CorpusOptions(), settings=asking)
    reasons = {row["url"]: row["reason"] for row in rows(tmp_path / "out", "links")}
    assert "is registered" in reasons[server.url("10.1000/182")] and "does not know" in reasons[server.url("10.1000/183")]
    report = check([str(given)], asking, RunOptions())
    assert reasons == {address.url: link.reason for one in report.documents for address, link in one.links}  # type: ignore[union-attr]


@pytest.mark.parametrize("later", [{}, {"second_opinion": False}], ids=["another title", "other settings"])
def test_an_opinion_is_only_on_the_last_verdict(server: Faults, settings: Settings, tmp_path: Path, later: dict[str, bool]) -> None:
    asking = replace(settings, links=LinkSettings(doi_registry=server.url("registry")))
    server.answers["10.1000/182"] = [answer("403 Forbidden", b"<title>No</title>")]
    server.answers["registry/api/handles/10.1000/182"] = [answer("200 OK", b'{"responseCode": 1, "values": []}')]
    given = texts(tmp_path, server.url("10.1000/182"), title="A quite different story about trams")
    run_corpus(given, tmp_path / "out", CorpusOptions(), settings=asking)
    assert [row["verdict"] for row in rows(tmp_path / "out", "links")] == ["blocked"]
    server.answers["10.1000/182"] = [answer("200 OK", f"<title>{TITLE}</title><h1>{TITLE}</h1>".encode())]
    text = given / "0.md"
    text.write_text(text.read_text().replace("A quite different story about trams", TITLE))
    asking = replace(asking, links=replace(asking.links, **later))
    run_corpus(given, tmp_path / "out", CorpusOptions(), settings=asking)
    assert [row["verdict"] for row in rows(tmp_path / "out", "links")] == ["live"]


def test_sources_are_verified_as_in_a_check_that_locates(server: Faults, settings: Settings, tmp_path: Path) -> None:
    given = texts(tmp_path, server.url("ok/1"), server.url("ok/2"), server.url("gone/3"))
    run_corpus(given, tmp_path / "out", CorpusOptions(locate=True), settings=settings)
    report = check([str(given)], settings, RunOptions(), locate=True)
    states = {one.document.path: one.source_results[0].resolution for one in report.documents}
    assert {row["path"]: row["state"] for row in rows(tmp_path / "out", "sources")} == {
        path: one.state for path, one in states.items() if one
    }
    assert findings(tmp_path / "out") == sorted(
        (one.document.path, f.code, f.fingerprint) for one in report.documents for f in one.findings
    )
    assert {row["state"] for row in rows(tmp_path / "out", "lock")} == {one.state for one in states.values() if one}


def test_a_part_that_was_resolved_is_not_asked_again(
    server: Faults, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LEAST", 1)
    monkeypatch.setattr(parts, "ONE_IN", 1)
    given = texts(tmp_path, *(server.url(f"ok/{n}") for n in range(4)))
    resolved, done = services._resolved, []

    def ended(*args: object) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(args[1])
        return resolved(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(services, "_resolved", ended)
        with pytest.raises(KeyboardInterrupt):
            run_corpus(given, tmp_path / "out", CorpusOptions(locate=True), settings=settings)
    again: list[object] = []
    monkeypatch.setattr(services, "_resolved", lambda *args: (again.append(args[1]), resolved(*args))[1])
    run_corpus(given, tmp_path / "out", CorpusOptions(locate=True), settings=settings)
    assert len(again) == 2 and not set(again) & set(done)


def test_a_resolution_comes_back_as_it_was_stored() -> None:
    evidence = (Evidence("title", "a", "b", "og:title", "confirmed", 3.5),)
    found = Resolution(
        "likely",
        "https://a.example/",
        Live("https://a.example/", 200, "https://b.example/", hops=(Hop("https://a.example/", 301, "https://b.example/"),)),
        probability=0.95,
        evidence=evidence,
        candidates=(Scored(Candidate("https://c.example/", "crossref"), 0.2, evidence),),
        silent=(Silent("gdelt", "429"),),
    )
    assert unpack_resolution(pack_resolution(found)) == found
