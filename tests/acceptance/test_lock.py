"""The lock on the command line: decisions stay, `check --locked` opens no socket, an unusable lock is reported."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import citecheck as citecheck_library
from citecheck.lock.file import Lock, dump, load
from citecheck.lock.lookup import look_up
from citecheck.lock.update import update_entries
from citecheck.model.knowledge import Resolution
from citecheck.model.report import SourceResult
from citecheck.model.web import Live

NOTES = "[1] J. Doe, Minister resigns, Reuters, 14/04/2021,\n[2] K. Roe, Another title, BBC News, 15/04/2021,\n"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
CHOSEN = "https://www.reuters.com/world/minister-resigns"


@pytest.fixture(autouse=True)
def _folder(citecheck) -> None:
    Path("notes.txt").write_text(NOTES)


def entries() -> list[dict[str, object]]:
    return list(json.loads(Path("citecheck.lock").read_text())["sources"])


def test_a_report_writes_the_lock_and_check_locked_gives_the_same_verdicts(citecheck) -> None:
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    assert [(e["path"], e["label"], e["state"]) for e in entries()] == [
        ("notes.txt", "1", "unchecked"),
        ("notes.txt", "2", "unchecked"),
    ]
    status, out, err = citecheck("check", "--locked", "--format", "json", "notes.txt")
    assert (status, err) == (0, "")
    assert json.loads(out)["summary"]["completeness"]["unchecked"] == 2


def test_a_decision_stays_after_runs_and_is_used_offline(citecheck) -> None:
    assert citecheck("decide", "notes.txt#1", CHOSEN)[0] == 0
    assert citecheck("decide", "notes.txt#2.1", "none")[0] == 0
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    assert [(e["decided"], e["url"], e["state"]) for e in entries()] == [
        ("person", CHOSEN, "verified"),
        ("person", None, "not-found"),
    ]
    _, out, _ = citecheck("check", "--locked", "--format", "json", "notes.txt")
    counts = json.loads(out)["summary"]["completeness"]
    assert (counts["verified"], counts["not_found"], counts["decided"]) == (0, 0, 2)


def test_a_decision_is_shown_as_decided_and_completes_nothing_once_its_page_is_gone(citecheck) -> None:
    citecheck("decide", "notes.txt#1", CHOSEN)
    citecheck("decide", "notes.txt#2", "none")
    _, out, _ = citecheck("report", "--offline", "notes.txt")
    assert out.count("  decided  ") == 2 and "0 verified, 2 decided" in out and "50% once repaired" in out
    assert "decided" in Path("reports/notes.html").read_text() and "decided" in Path("reports/notes.md").read_text()
    lock = json.loads(Path("citecheck.lock").read_text())
    lock["sources"][0]["link"] = {"verdict": "gone", "status": 404, "checked": None}
    Path("citecheck.lock").write_text(json.dumps(lock))
    _, out, _ = citecheck("check", "--locked", "--format", "json", "notes.txt")
    counts = json.loads(out)["summary"]["completeness"]
    assert (counts["decided"], counts["settled"], counts["complete"], counts["repaired_percent"]) == (2, 0, 0, 0)


def test_a_document_without_sources_is_neither_complete_nor_incomplete(citecheck) -> None:
    Path("thanks.md").write_text("A claim.[^1]\n\n[^1]: The author thanks everybody who helped with this work.\n")
    status, out, _ = citecheck("report", "--offline", "--fail-under", "100", "thanks.md")
    assert status == 0 and "no sources" in out and "100" not in out
    html = Path("reports/thanks.html").read_text()
    assert "Every source is verified" not in html and "No note cites a source" in html
    assert json.loads(Path("reports/thanks.json").read_text())["completeness"]["percent"] is None
    for badge in ("badge", "shields"):
        assert "100%" not in citecheck("check", "--offline", "--format", badge, "thanks.md")[1]


@pytest.mark.parametrize(
    ("place", "url", "says"),
    [
        ("notes.txt#9", CHOSEN, "has no source '9'; it has 1, 2"),
        ("notes.txt", CHOSEN, "PATH#LABEL"),
        ("notes.txt#1", "javascript:alert(1)", "not a web URL"),
        ("notes.txt#1", "https://me:secret@www.reuters.com/x", "user name"),
        ("absent.txt#1", CHOSEN, "no such file"),
    ],
)
def test_an_impossible_decision_is_an_error_and_writes_nothing(citecheck, place: str, url: str, says: str) -> None:
    status, _, err = citecheck("decide", place, url)
    assert status == 2
    assert says in err
    assert not Path("citecheck.lock").exists()


def test_locked_without_a_lock_is_an_error(citecheck) -> None:
    status, _, err = citecheck("check", "--locked", "notes.txt")
    assert status == 2
    assert "citecheck report" in err


@pytest.mark.parametrize("command", [("check", "--offline"), ("check", "--locked"), ("report", "--offline")])
def test_an_unusable_lock_is_reported_and_not_changed(citecheck, command: tuple[str, ...]) -> None:
    mess = "{\n<<<<<<< HEAD\n"
    Path("citecheck.lock").write_text(mess)
    status, _, err = citecheck(*command, "notes.txt")
    assert status == 2
    assert "citecheck.lock:2: an unresolved merge conflict" in err
    assert Path("citecheck.lock").read_text() == mess


def test_the_lock_is_not_written_through_a_link_that_leads_out(citecheck, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "precious"
    Path("citecheck.lock").symlink_to(outside)
    status, _, err = citecheck("report", "--offline", "notes.txt")
    assert status == 2
    assert "symbolic link" in err
    assert not outside.exists()


def test_an_answer_from_standard_input_is_not_recorded(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTES.encode())))
    assert citecheck("report", "--offline", "-")[0] == 0
    assert not Path("citecheck.lock").exists()


def test_passwords_and_keys_of_urls_are_not_in_the_lock_and_the_source_is_still_known(citecheck, tmp_path: Path) -> None:
    url = "https://me:hushhush@news.example/story?access_token=hushhush&page=2"
    document = citecheck_library.read("notes.txt", f"[1] J. Doe, Minister resigns, Reuters, 14/04/2021, {url}\n")
    notes = citecheck_library.parse(document)
    found = Resolution("verified", url, Live(url, 200, url), probability=0.999)
    data = dump(update_entries(Lock(), [("notes.txt", [SourceResult(notes[0], 1, notes[0].sources[0], found.link, found)])], NOW))
    assert b"hushhush" not in data and b"https://news.example/story?page=2" in data
    (known,) = look_up(load("citecheck.lock", data), "notes.txt", notes).values()
    assert known.recorded.state == "same" and known.entry and known.entry.url == url
    assert citecheck("decide", "notes.txt#1", "https://news.example/?access_token=hushhush")[0] == 2
