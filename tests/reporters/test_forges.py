"""What GitHub, GitLab and reviewdog take, and nothing else."""

import json
import re

from msgspec.structs import replace

from citecheck.model.place import Place
from citecheck.model.report import Report
from tests.reporters.rendering import many, render

POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
WORDS = {"type": "string", "minLength": 1}


def message(required: str, **fields: object) -> dict[str, object]:
    """A message of these fields and no other, as readers of Protocol Buffers' JSON take it."""
    return {"type": "object", "required": required.split(), "properties": fields, "additionalProperties": False}


RANGE = message("start", start=POSITION | {"additionalProperties": False}, end=POSITION | {"additionalProperties": False})
SOURCE = message("name", name=WORDS, url={"type": "string", "format": "uri"})
# The Reviewdog Diagnostic Format (reviewdog/reviewdog, proto/rdf/reviewdog.proto).
DIAGNOSTIC = message(
    "message location",
    message=WORDS,
    location=message("path", path=WORDS, range=RANGE),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    source=SOURCE,
    code=message("value", value=WORDS, url={"type": "string", "format": "uri"}),
    suggestions={"type": "array", "items": message("range text", range=RANGE, text={"type": "string"})},
)
# What GitLab reads of a code quality report (docs.gitlab.com, "Code Quality report format").
GITLAB = {
    "type": "array",
    "items": message(
        "description check_name fingerprint severity location",
        description=WORDS,
        check_name=WORDS,
        fingerprint=WORDS,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=message(
            "path lines",
            path={"type": "string", "pattern": "^[^./]"},
            lines=message("begin", begin={"type": "integer", "minimum": 1}),
        ),
    ),
}


def test_reviewdog_and_gitlab_get_messages_of_their_formats_and_nothing_else(hostile: Report, clean: Report) -> None:
    import jsonschema

    whole = message("diagnostics", diagnostics={"type": "array", "items": DIAGNOSTIC}, source=SOURCE)
    for report in (hostile, clean):
        jsonschema.validate(json.loads(render("rdjson", report)), whole)
        for line in render("rdjsonl", report).splitlines():
            jsonschema.validate(json.loads(line), DIAGNOSTIC)
        jsonschema.validate(json.loads(render("gitlab", report)), GITLAB)


def test_every_line_for_github_is_one_command_and_nothing_else_is(hostile: Report) -> None:
    lines = render("github", hostile).splitlines()
    for line in lines:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match and not re.search(r"%(?!25|0A|0D|3A|2C)", match[2] + match[3])


def test_github_gets_ten_of_each_level_worst_first_and_how_many_more(clean: Report) -> None:
    lines = render("github", many(clean, 30)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert "21 more" in lines[9]
    assert len(render("github", many(clean, 10)).splitlines()) == 30 and "more" not in render("github", many(clean, 10))


def test_gitlab_gets_an_array_with_unique_fingerprints(hostile: Report, clean: Report) -> None:
    entries = json.loads(render("gitlab", hostile))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["description"] and entry["check_name"] and entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith((".", "/"))
    assert json.loads(render("gitlab", clean)) == []


def test_a_finding_that_moved_is_the_same_to_gitlab(hostile: Report) -> None:
    result = hostile.documents[0]
    moved = tuple(replace(f, place=Place((f.place.line or 0) + 7, f.place.column)) for f in result.findings)
    before, after = (
        json.loads(render("gitlab", r)) for r in (hostile, replace(hostile, documents=(replace(result, findings=moved),)))
    )
    assert [e["fingerprint"] for e in before] == [e["fingerprint"] for e in after]


def test_columns_for_reviewdog_count_bytes(hostile: Report) -> None:
    data = hostile.documents[0].document.text.encode()
    for diagnostic in json.loads(render("rdjson", hostile))["diagnostics"]:
        start = diagnostic["location"]["range"]["start"]
        line = data.split(b"\n")[start["line"] - 1]
        line[: start["column"] - 1].decode()  # a column within a character would fail
        for suggestion in diagnostic.get("suggestions", ()):
            where = suggestion["range"]
            assert line[where["start"]["column"] - 1 : where["end"]["column"] - 1] == b"http://example.org/moved"
    lines = render("rdjsonl", hostile).splitlines()
    assert all(json.loads(line)["severity"] in ("ERROR", "WARNING", "INFO") for line in lines)
