"""What is wrong, where, and the edit that would mend it (SARIF's words: error, warning, note; ruleId; fixes)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from citecheck.model.place import Place, Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first
SEVERITY_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}  # in texts a note is a footnote


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``expected`` at ``span`` by ``replacement``; refused where the document says something else there.

    ``part`` names the member of a packed file (DOCX) whose decoded text the span counts in.
    """

    span: Span
    expected: str
    replacement: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposed repair; only a safe one is written without ``--unsafe``."""

    description: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What a rule sees at one place; the judge makes a finding of it.

    ``subject`` is what the flaw is about, in words that stay when lines move: an address, a source's words, a label. ``severity`` is
    for flaws that weigh less than their rule's usually do.
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule at one place. ``fingerprint`` stays the same when lines, labels and white space change.

    ``accepted``: the baseline has it, so it is not new.
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


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule says of itself: its usual severity, a sentence, and the whole page."""

    code: str
    name: str
    severity: Severity
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that asks to pass over findings: ``citecheck-ignore CC101, CC201: reason until 2027-01-01``.

    It holds for the lines ``first`` to ``last``, or in a file without lines for what stands at ``span``; without codes for every rule.
    ``used`` says that it hid something.
    """

    place: Place
    first: int
    last: int
    codes: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    used: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is passed over: by a comment (``in-source``), or by the baseline or the settings (``external``)."""

    finding: Finding
    kind: Literal["in-source", "external"]
    reason: str
