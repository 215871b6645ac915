"""What other programs ask of each format."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from citecheck.model.finding import Finding
from citecheck.model.place import Place
from citecheck.model.report import Report
from citecheck.reporters.sarif import line_hashes
from tests.reporters.rendering import many, render

# SARIF


def test_sarif_has_all_that_code_scanning_asks_for(hostile: Report) -> None:
    (run,) = json.loads(render("sarif", hostile))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"] and result["partialFingerprints"]["primaryLocationLineHash"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"]
        assert max(len(rule["shortDescription"]["text"]), len(rule["fullDescription"]["text"])) <= 1024
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")


def test_sarif_has_suppressed_findings_with_the_reason(hostile: Report) -> None:
    (run,) = json.loads(render("sarif", hostile))["runs"]
    (aside,) = [result for result in run["results"] if "suppressions" in result]
    assert aside["ruleId"] == "CC205" and aside["suppressions"][0]["kind"] == "inSource"
    assert "down on Sundays" in aside["suppressions"][0]["justification"]


def test_sarif_has_the_fixes(hostile: Report) -> None:
    (run,) = json.loads(render("sarif", hostile))["runs"]
    (result,) = [result for result in run["results"] if result["ruleId"] == "CC203"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    line = hostile.documents[0].document.text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "http://example.org/moved"


def test_sarif_keeps_the_worst_5000_and_says_how_many_it_left_out(clean: Report) -> None:
    (run,) = json.loads(render("sarif", many(clean, 2_000)))["runs"]
    assert len(run["results"]) == 5_000
    assert [r["level"] for r in run["results"]].count("error") == 2_000
    assert "1000 more" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_a_path_in_sarif_is_relative_and_encoded(hostile: Report) -> None:
    (run,) = json.loads(render("sarif", hostile))["runs"]
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]} == {
        "docs/a%2Cb%3A%20%C3%BCn%C3%AF%231.txt"
    }


def test_the_hash_of_a_line_survives_other_line_ends_and_blanks() -> None:
    text = "first line\nsecond line\n\nfirst line\n"
    assert line_hashes(text) == line_hashes(text.replace("\n", "\r\n")) == line_hashes(text.replace(" ", "\t  "))
    assert all(re.fullmatch("[0-9a-f]+:[0-9]+", made) for made in line_hashes(text))


def test_equal_windows_of_lines_are_numbered() -> None:
    hashes = line_hashes("x" * 200 + "\n" + "x" * 200 + "\n")
    assert hashes[0].partition(":")[0] == hashes[1].partition(":")[0]
    assert [made.partition(":")[2] for made in hashes[:2]] == ["1", "2"]


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_multitool_and_the_schema_find_no_error_in_sarif(hostile: Report, clean: Report, tmp_path: Path) -> None:
    import jsonschema

    if not shutil.which("npm"):
        pytest.skip("needs npm")
    install = ["npm", "install", "--ignore-scripts", "--silent", "--prefix", str(tmp_path), "@microsoft/sarif-multitool"]
    if subprocess.run(install, capture_output=True, timeout=300, check=False).returncode:
        pytest.skip("npm cannot install @microsoft/sarif-multitool here")
    folder = tmp_path / "node_modules/@microsoft/sarif-multitool-linux"
    (folder / "Sarif.Multitool").chmod(0o755)
    schema = json.loads((folder / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for name, report in (("hostile", hostile), ("clean", clean)):
        log = tmp_path / f"{name}.sarif"
        log.write_text(render("sarif", report), encoding="utf-8")
        jsonschema.validate(json.loads(log.read_text(encoding="utf-8")), schema)
        command = [folder / "Sarif.Multitool", "validate", log, "--rule-kind", "Sarif;Gh;Ghas", "--output", f"{log}.out"]
        subprocess.run(command, env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}, check=False, capture_output=True, timeout=300)
        said = json.loads(Path(f"{log}.out").read_text(encoding="utf-8"))["runs"][0]
        rules = {
            rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning") for rule in said["tool"]["driver"]["rules"]
        }
        levels = [(r["ruleId"], r.get("level", rules[r["ruleId"]])) for r in said["results"]]
        assert [pair for pair in levels if pair[1] == "error"] == []
        assert {rule for rule, _ in levels} <= {"SARIF2005"}  # there is no site to name as informationUri


# JUnit


def test_junit_names_are_unique_and_only_errors_fail(hostile: Report) -> None:
    root = ElementTree.fromstring(render("junit", hostile).encode())
    suite = root.find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert len({case.get("name") for case in cases}) == len(cases) == int(suite.get("tests", ""))
    failed = [case for case in cases if case.find("failure") is not None]
    assert len(failed) == int(suite.get("failures", ""))
    assert {f.get("type") for case in failed for f in case.findall("failure")} == {"CC102", "CC202", "CC301"}


def test_junit_skips_what_could_not_be_checked(hostile: Report) -> None:
    root = ElementTree.fromstring(render("junit", hostile).encode())
    skipped = [case.get("name", "") for case in root.iter("testcase") if case.find("skipped") is not None]
    assert [name[:3] for name in skipped] == ["[6]"]


def test_a_document_that_could_not_be_read_is_an_error_in_junit(hostile: Report) -> None:
    root = ElementTree.fromstring(render("junit", hostile).encode())
    (error,) = root.iter("error")
    assert "damaged" in error.get("message", "")


def test_a_reader_of_junit_counts_what_the_file_says_itself(hostile: Report, clean: Report) -> None:
    import junitparser

    for report in (hostile, clean):
        read = junitparser.JUnitXml.fromstring(render("junit", report).encode())
        for suite in read:
            results = [type(result).__name__ for case in suite for result in case.result]
            said = (suite.tests, suite.failures, suite.errors, suite.skipped)
            assert said == (len(list(suite)), *(results.count(kind) for kind in ("Failure", "Error", "Skipped")))


# CSV, bibliographies, badges, the summary


def test_no_cell_of_the_table_is_a_formula(hostile: Report) -> None:
    rows = list(csv.reader(io.StringIO(render("csv", hostile), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_path_that_begins_like_a_formula_is_made_text() -> None:
    from citecheck.reporters.csv import cell

    assert [cell(value) for value in ("=1+1", "-x", "\t=1", "a=1", None, 3)] == ["'=1+1", "'-x", "'=1", "a=1", "", "3"]


def test_the_bibliography_has_the_verified_url_and_no_other(hostile: Report) -> None:
    items = {item["id"]: item for item in json.loads(render("csl-json", hostile))}
    assert len(items) == 6
    assert items["2"]["URL"] == "https://example.org/found?a=1&b=2"
    assert [items[n].get("URL") for n in ("4", "5")] == ["http://example.org/moved", "https://example.org/soft"]
    assert items["6"]["URL"] == "https://example.org/wall" and items["6"]["custom"]["citecheck"]["note"].endswith("#6")


def test_bibtex_reads_back_with_every_entry_whole(hostile: Report) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(render("bibtex", hostile))
    assert len(library.entries) == 6 and library.failed_blocks == []
    assert len({entry.key for entry in library.entries}) == 6


def test_the_summary_stays_below_what_github_takes(clean: Report) -> None:
    found = tuple(Finding("CC201", "dead-link", "error", "x" * 1_000, "a.txt", Place(1, 1)) for _ in range(3_000))
    made = render("summary", replace(clean, documents=(replace(clean.documents[0], findings=found),)))
    assert len(made.encode()) < 1_000_000 and "more are left out" in made


def test_the_summary_links_to_the_lines_where_the_forge_is_known(hostile: Report) -> None:
    made = render("summary", replace(hostile, source_url="https://forge.example/o/r/blob/abc/"))
    assert "(<https://forge.example/o/r/blob/abc/docs/a%2Cb%3A%20%C3%BCn%C3%AF%231.txt?plain=1#L" in made


def test_the_badges_say_the_percentage(hostile: Report) -> None:
    ElementTree.fromstring(render("badge", hostile))
    assert json.loads(render("shields", hostile))["message"].endswith("% complete")
