"""Findings, their places and fixes, in SARIF's terms (error, warning, note; ruleId; fixes)."""

from datetime import date
from typing import Literal

from msgspec import Struct

from citecheck.model.place import Place, Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first
SEVERITY_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}  # in texts a note is a footnote


class Edit(Struct, frozen=True):
    """Replace ``expected`` at ``span`` by ``replacement``; refused if the document has other text there.

    ``part`` is the member of a packed file (DOCX) that the span is in.
    """

    span: Span
    expected: str
    replacement: str
    part: str | None = None


class Fix(Struct, frozen=True):
    """A proposed repair; only a safe one is written without ``--unsafe``."""

    description: str
    safe: bool
    edits: tuple[Edit, ...]


class FindingDraft(Struct, frozen=True):
    """A rule's result, from which ``evaluate`` makes a finding.

    ``subject`` identifies the finding when lines move: a URL, a source's text, a label. ``severity`` overrides the rule's usual one.
    ``fields`` are the citation's variables that are wrong, by CSL's names.
    """

    message: str
    place: Place
    subject: str
    span: Span | None = None
    label: str | None = None
    source: int | None = None  # which source of the note, from 1
    url: str | None = None
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None
    fields: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """A finding of a rule. ``fingerprint`` does not change with lines, labels and white space.

    ``accepted``: it is in the baseline.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    place: Place
    span: Span | None = None
    label: str | None = None
    source: int | None = None  # which source of the note, from 1
    url: str | None = None
    fixes: tuple[Fix, ...] = ()
    fingerprint: str = ""
    accepted: bool = False
    fields: tuple[str, ...] = ()


class RulePage(Struct, frozen=True):
    """A rule's documentation: its usual severity, a summary, and the full text."""

    code: str
    name: str
    severity: Severity
    summary: str
    text: str


class Suppression(Struct, frozen=True):
    """A comment that suppresses findings: ``citecheck-ignore CC101, CC201: reason until 2027-01-01``.

    It applies to the lines ``first`` to ``last``, or in a file without lines to ``span``; without codes to every rule. ``used``: it
    suppressed a finding.
    """

    place: Place
    first: int
    last: int
    codes: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    used: bool = False
    span: Span | None = None


class Suppressed(Struct, frozen=True):
    """A suppressed finding: by a comment (``in-source``), or by the baseline or the settings (``external``)."""

    finding: Finding
    kind: Literal["in-source", "external"]
    reason: str
