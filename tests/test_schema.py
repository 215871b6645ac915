"""The published JSON Schema says what other programs may rely on, and tells of every field that is written."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sample_reports

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.findings.baseline import AcceptedFinding
from citecheck.findings.baseline import dump as dump_baseline
from citecheck.lock.file import LockedArchive, LockedCandidate, LockedEvidence, LockedLink, LockedLocal, LockEntry, Questioned
from citecheck.lock.file import dump as dump_lock
from citecheck.model.report import Report
from citecheck.reporters import json_output

FILE = Path(__file__).parent.parent / "docs" / "citecheck.schema.json"
SEED_LIST = FILE.parent.parent / "references" / "us-iraq-dialogue.txt"
SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))
WHEN = sample_reports.WHEN
# What programs rely on, field by field.
PROMISED = {
    "check": "schema findings links summary",
    "finding": "rule name severity path line column message label fixes",
    "link": "url verdict status final_url reason tries path line column",
    "parse": "schema document notes",
    "document": "path format sha256 language",
    "note": "label status kind line column raw markers sources",
    "source": "text start end item confidence alternatives archive_url url_residue translated_title refers_to missing",
    "resolution": "state url link archive_url probability evidence candidates silent",
    "evidence": "variable cited found source verdict bits",
    "lock": "schema sources",
    "entry": "path label source fingerprint url state probability evidence decided link archive local located",
}


def lock() -> bytes:
    entry = LockEntry(
        "a.md",
        "1",
        1,
        "f" * 16,
        "verified",
        "https://example.org/a",
        0.99,
        (LockedEvidence("title", "A", "A", "og:title", "confirmed", 9.0),),
        link=LockedLink("moved", 301, WHEN, "https://example.org/a", "https://example.org/b", True, "moved for good"),
        archive=LockedArchive("https://web.example/1/a", WHEN, "sha1"),
        local=LockedLocal("a.warc.gz", "sha256"),
        located=WHEN,
        reason="why",
        candidates=(LockedCandidate("https://example.org/c", 0.5, "C"),),
        questioned=Questioned("another", "https://example.org/d", WHEN),
    )
    return dump_lock((entry, LockEntry("a.md", "2", 1, "e" * 16, "not-found")))


def written() -> dict[str, Any]:
    """One of each, with about everything in it that can be there."""
    report = sample_reports.report(12, documents=2, history=True)
    return {
        "check": json_output.check(report),
        "parse": json_output.parse(report.documents[0]),
        "resolve": json_output.resolve(report.documents[0]),
        "report": json_output.report(report),
        "lock": json.loads(lock()),
        "baseline": json.loads(dump_baseline([AcceptedFinding("a.md", "CC101", "f" * 16, 2, "no address")])),
    }


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without leave for fields that it does not describe."""
    schema = deepcopy(schema)
    stack: list[Any] = [schema["$defs"]]
    while stack:
        here = stack.pop()
        if isinstance(here, dict) and isinstance(here.get("properties"), dict):
            here["additionalProperties"] = False
        stack += here.values() if isinstance(here, dict) else here if isinstance(here, list) else []
    return schema


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", written())
def test_the_output_has_exactly_what_the_schema_describes(name: str) -> None:
    value = json.loads(json.dumps(written()[name]))
    jsonschema.validate(value, SCHEMA)
    jsonschema.validate(value, closed({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}))


def test_what_is_read_of_a_real_list_is_what_the_schema_says() -> None:
    (result,) = pipeline.read_only([wiring.read_document(SEED_LIST.name, SEED_LIST.read_bytes())])
    for told in (
        json_output.parse(result),
        json_output.resolve(result),
        json_output.check(Report((result,))),
    ):
        jsonschema.validate(json.loads(json.dumps(told)), closed(SCHEMA))


@pytest.mark.parametrize("name", PROMISED)
def test_what_programs_rely_on_is_promised(name: str) -> None:
    assert set(PROMISED[name].split()) <= set(SCHEMA["$defs"][name]["required"])


def test_a_field_that_is_missing_or_a_word_that_is_none_is_refused() -> None:
    told = json_output.check(sample_reports.report(1))
    for broken in ({**told, "schema": "citecheck/check/9"}, {k: v for k, v in told.items() if k != "links"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)
    told["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, SCHEMA)
