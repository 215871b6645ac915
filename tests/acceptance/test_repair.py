"""`citecheck repair` writes recorded results into the document, and changes no other byte."""

import json
import os
import subprocess
from pathlib import Path

import pytest

NOTES = (
    "The river rose.[1] It fell.[2] Then it rose again.[3]\n\n"
    "[1] M. Okafor, River towns brace for a third flood, The Daily Courier, 14/03/2019,\n"
    "[2] L. Brandt, Dry docks again, Harbour Weekly, 02/04/2020, http://harbour.example/dry.\n"
    "[3] P. Ito, What the gauge saw, River Review, 05/05/2021,\n"
)
PAGE = "https://courier.example/2019/03/14/third-flood"
CAPTURE = "https://web.archive.org/web/20200405000000/http://harbour.example/dry"


@pytest.fixture(autouse=True)
def _folder(citecheck) -> None:
    Path("notes.txt").write_text(NOTES)
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    lock = json.loads(Path("citecheck.lock").read_text())
    for entry, known in zip(lock["sources"], (VERIFIED, DEAD, LIKELY), strict=True):
        entry.update(known)
    Path("citecheck.lock").write_text(json.dumps(lock))


LINK = {"verdict": "live", "status": 200, "checked": "2026-01-01T00:00:00Z"}
VERIFIED = {"state": "verified", "url": PAGE, "probability": 0.999, "link": LINK}
DEAD = {
    "state": "verified",
    "url": "http://harbour.example/dry",
    "link": LINK | {"verdict": "gone", "status": 404},
    "archive": {"url": CAPTURE, "datetime": "2020-04-05T00:00:00Z", "digest": None},
}
LIKELY = {"state": "likely", "url": "https://river.example/gauge", "probability": 0.93, "link": LINK}
REPAIRED = NOTES.replace("14/03/2019,", f"14/03/2019, {PAGE}").replace(
    "http://harbour.example/dry.", f"http://harbour.example/dry (archived at {CAPTURE})."
)


def test_a_diff_is_shown_and_nothing_is_written(citecheck) -> None:
    status, out, err = citecheck("repair", "notes.txt")
    assert status == 1
    assert f"+[1] M. Okafor, River towns brace for a third flood, The Daily Courier, 14/03/2019, {PAGE}\n" in out
    assert "1 more repair with --unsafe" in err
    assert Path("notes.txt").read_text() == NOTES


def test_git_apply_and_patch_accept_the_diff(citecheck) -> None:
    _, out, _ = citecheck("repair", "notes.txt")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "-"], input=out.encode(), check=True)
    assert Path("notes.txt").read_text() == REPAIRED


@pytest.mark.parametrize("notes", [NOTES, NOTES.rstrip("\n"), NOTES.replace("\n", "\r\n"), "\ufeff" + NOTES])
def test_writing_changes_only_those_bytes_and_a_second_time_nothing(citecheck, notes: str) -> None:
    Path("notes.txt").write_bytes(notes.encode())
    os.chmod("notes.txt", 0o640)  # noqa: PTH101
    assert citecheck("repair", "--write", "notes.txt")[0] == 0
    once = Path("notes.txt").read_bytes()
    expected = notes.replace("14/03/2019,", f"14/03/2019, {PAGE}").replace("example/dry.", f"example/dry (archived at {CAPTURE}).")
    assert once == expected.encode()
    assert Path("notes.txt").stat().st_mode & 0o777 == 0o640
    assert citecheck("repair", "notes.txt")[0] == 0
    assert citecheck("repair", "--write", "notes.txt")[0] == 0
    assert Path("notes.txt").read_bytes() == once


def test_likely_results_are_written_only_with_unsafe(citecheck) -> None:
    citecheck("repair", "--write", "--unsafe", "notes.txt")
    assert "05/05/2021, https://river.example/gauge\n" in Path("notes.txt").read_text()


def test_a_person_is_asked_and_the_answer_is_recorded_and_written(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "y")
    _, _, err = citecheck("repair", "--write", "--interactive", "notes.txt")
    assert "What the gauge saw" in err
    assert "https://river.example/gauge" in Path("notes.txt").read_text()
    decided = [e["url"] for e in json.loads(Path("citecheck.lock").read_text())["sources"] if e["decided"] == "person"]
    assert decided == ["https://river.example/gauge"]


def test_a_citation_that_changed_since_is_reported_and_not_repaired(citecheck) -> None:
    Path("notes.txt").write_text(NOTES.replace("third flood", "fourth flood"))
    status, out, err = citecheck("repair", "notes.txt")
    assert status == 1
    assert PAGE not in out
    assert "notes.txt#1: changed since it was recorded" in err


def test_symbolic_and_hard_links_read_only_and_open_files_are_reported_and_not_written(citecheck, tmp_path: Path) -> None:
    Path("linked.txt").symlink_to("notes.txt")
    assert "symbolic link" in citecheck("repair", "--write", "linked.txt")[2]
    os.link("notes.txt", "twin.txt")
    assert "hard links" in citecheck("repair", "--write", "notes.txt")[2]
    Path("twin.txt").unlink()
    Path(".~lock.notes.txt#").touch()
    assert "another program" in citecheck("repair", "--write", "notes.txt")[2]
    Path(".~lock.notes.txt#").unlink()
    Path("notes.txt").chmod(0o444)
    status, _, err = citecheck("repair", "--write", "notes.txt")
    assert (status, "read-only" in err) == (2, True)
    assert Path("notes.txt").read_text() == NOTES


def test_a_dirty_git_tree_is_refused_unless_allowed(citecheck) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    status, _, err = citecheck("repair", "--write", "notes.txt")
    assert status == 2
    assert "--allow-dirty" in err
    assert Path("notes.txt").read_text() == NOTES
    subprocess.run(["git", "add", "notes.txt"], check=True)
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "a"], check=True)
    assert citecheck("repair", "--write", "notes.txt")[0] == 0


def test_a_resolve_result_can_replace_the_lock(citecheck) -> None:
    _, out, _ = citecheck("resolve", "--offline", "--format", "json", "notes.txt")
    result = json.loads(out)
    result["notes"][0]["sources"][0]["resolution"] |= {"state": "verified", "url": PAGE, "link": "live", "probability": 0.999}
    Path("r.json").write_text(json.dumps(result))
    Path("citecheck.lock").unlink()
    assert citecheck("repair", "--from", "r.json", "--write", "notes.txt")[0] == 0
    assert Path("notes.txt").read_text() == NOTES.replace("14/03/2019,", f"14/03/2019, {PAGE}")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema": "citecheck/resolve/1"}', '{"schema": "other"}'])
def test_an_invalid_result_is_reported(citecheck, content: str) -> None:
    Path("r.json").write_text(content)
    status, _, err = citecheck("repair", "--from", "r.json", "notes.txt")
    assert status == 2
    assert "r.json" in err and "citecheck resolve" in err


def test_a_url_cannot_break_the_documents_markup(citecheck) -> None:
    lock = json.loads(Path("citecheck.lock").read_text())
    lock["sources"][0]["url"] = "https://courier.example/x\n[9] Forged, A title, Post, 1/1/2020, <b>\"'`"
    Path("citecheck.lock").write_text(json.dumps(lock))
    citecheck("repair", "--write", "notes.txt")
    assert "\n[9] Forged" not in Path("notes.txt").read_text()


def test_notes_in_a_separate_file_are_read_with_the_article_and_repaired_there(citecheck) -> None:
    words, _, notes = NOTES.partition("\n\n")
    Path("notes.txt").write_text(notes)
    Path("article.txt").write_text(words + "\n")
    assert citecheck("check", "--offline", "--select", "missing-note,no-notes", "article.txt")[0] == 0
    assert citecheck("repair", "--write", "article.txt")[0] == 0
    assert Path("notes.txt").read_text() == REPAIRED.partition("\n\n")[2]
    assert Path("article.txt").read_text() == words + "\n"


BIB = "@article{a, title={Some Title of Things}, author={Doe, J.}, year={2019}, journal={Elm%s}}\n"


@pytest.mark.parametrize("field", [", doi={10.5555/abc.1}", ", eprint={1901.00001}, archiveprefix={arXiv}"])
def test_an_identifier_that_an_entry_has_is_its_link_and_no_repair(citecheck, field: str) -> None:
    Path("refs.bib").write_text(BIB.replace("%s}", "}" + field))
    assert "CC101" not in citecheck("check", "--offline", "refs.bib")[1]
    citecheck("report", "--offline", "refs.bib")
    assert citecheck("repair", "refs.bib")[:2] == (0, "")


def test_a_chosen_doi_is_written_as_one(citecheck) -> None:
    Path("refs.bib").write_text(BIB.replace("%s", ""))
    citecheck("report", "--offline", "refs.bib")
    citecheck("decide", "refs.bib#a", "https://doi.org/10.5555/abc.1")
    assert citecheck("repair", "--write", "refs.bib")[0] == 0
    assert Path("refs.bib").read_text() == BIB.replace("%s", "").replace("journal={Elm}", "journal={Elm}, doi={10.5555/abc.1}")
    assert citecheck("repair", "refs.bib")[:2] == (0, "")
