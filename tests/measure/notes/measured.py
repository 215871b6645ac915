"""The measurement of one document, in a separate process: the comparison, its errors, and whether a missing note is reported."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import citecheck
from citecheck.model.finding import Finding
from citecheck.model.report import DocumentResult
from tests.measure.notes.compare import compared, letters
from tests.measure.notes.pandoc import shows_call
from tests.measure.notes.readers import reference
from tests.measure.notes.removal import Removed, removed
from tests.measure.notes.sample import Sample

MISSING = "CC102"
SMALL = {
    "a.md": "Text.[^1]\n\n[^1]: J. Doe, *Title*, 2021, https://example.org/a.\n",
    "a.html": '<p>Text.<a href="#n" id="c">1</a></p><p id="n"><a href="#c">1</a> J. Doe, Title, 2021.</p>',
    "a.tex": "Text.\\footnote{J. Doe, Title, 2021.}",
    "a.txt": "Text. [1]\n\n[1] J. Doe, Title, 2021.\n",
    "a.mediawiki": "Text.<ref>{{cite web|title=A|url=https://example.org/a}}</ref>",
    "a.bib": "@book{a, title = {A}}",
}


def warm() -> None:
    """Imports what documents of every format need, so that a process forked from here has it."""
    for name, text in SMALL.items():
        citecheck.check(citecheck.read(name, text), offline=True)


def measured(one: Sample) -> dict[str, Any]:
    """Counts and places, no text of the document but what a finding says."""
    read = _checked(one)
    if isinstance(read, str):
        return {"unread": read}
    errors = [_reported(f) for f in read.findings if f.severity == "error"]
    doubtful = [_reported(f) for f in read.findings if f.code == MISSING and f.severity != "error"]
    made: dict[str, Any] = {"notes": len(read.notes), "errors": errors, "doubtful": doubtful}
    if one.part != "notes":
        return made
    expected = reference(one)
    if expected is None:
        return made | {"reference": None}
    found = compared(one.format, expected, read.notes)
    return made | {
        "reference": expected.by,
        "wanted": found.wanted,
        "equal": found.equal,
        "different": [(len(a), len(b), a[:60], b[:60]) for a, b in found.different],
        "missed": [text[:80] for text in found.missed],
        "invented": found.invented,
        "other_lists": found.other_lists,
    }


def reported_after_removal(one: Sample) -> dict[str, Any]:
    """Whether the note that was taken is reported, and which findings are new besides."""
    taken = removed(one.format, Path(one.path).read_bytes(), one.name)
    if taken is None or (one.format == "markdown" and taken.label and not shows_call(taken.after, taken.label)):
        return {"taken": False}
    name = f"{Path(one.path).stem}.{one.suffix}"
    before, after = (_examined(citecheck.read(name, data)) for data in (taken.before, taken.after))
    labels = [taken.label] if taken.label else _labels_of(before, taken)
    wanted = labels[0] if labels else None
    old = Counter((f.code, f.label) for f in before.findings)
    new = [f for f in after.findings if f.code == MISSING and (f.code, f.label) not in old]
    hits = [f for f in new if any(_names(f, label) for label in labels)]
    line = next((note.text.place.line for note in before.notes if note.label == wanted), None)
    return {
        "taken": True,
        "label": wanted,
        "line": line,
        "known_before": wanted is not None and not any(_names(f, wanted) for f in before.findings if f.code == MISSING),
        "reported": bool(hits),
        "error": any(f.severity == "error" for f in hits),
        "others": [_reported(f) for f in new if f not in hits],
    }


def _names(finding: Finding, label: str | None) -> bool:
    return label is not None and (finding.label or "").casefold() == label.casefold()


def _labels_of(before: DocumentResult, taken: Removed) -> list[str]:
    """What citecheck calls the notes that have these words; a reader's label is its number."""
    words = letters(taken.text)
    texts = [
        (note, letters(note.text.body), letters(note.text.raw or "")) for note in before.notes if note.text.status != "missing"
    ]
    same = [note for note, body, raw in texts if words and words in (body, raw)]
    like = [note for note, body, _ in texts if words and body[:40] == words[:40]]
    return [note.label for note in same or like[:1]]


def _checked(one: Sample) -> DocumentResult | str:
    """The document as ``citecheck check --offline`` sees it; what was said where it cannot be read."""
    try:
        if Path(one.path).suffix[1:].lower() == one.suffix:
            report = citecheck.check(one.path, offline=True)
            return report.documents[0]
        return _examined(citecheck.read(f"{one.path}.{one.suffix}", Path(one.path).read_bytes()))
    except citecheck.CitecheckError as error:
        return str(error)[:200]


def _examined(document: Any) -> DocumentResult:
    return citecheck.check(document, offline=True).documents[0]


def _reported(finding: Finding) -> tuple[str, int | None, str | None, str]:
    return finding.code, finding.place.line, finding.label, finding.message[:200]


def errors_of(rows: Iterable[tuple[Sample, dict[str, Any]]]) -> list[tuple[str, int | None, str, str]]:
    """Every error as document, line, rule, message."""
    return [(one.name, line, code, message) for one, row in rows for code, line, _, message in row.get("errors", ())]
