"""What is wrong, where, and the edit that would mend it (SARIF's words: error, warning, note; ruleId; fixes)."""

from dataclasses import dataclass
from typing import Literal

from citecheck.model.place import Place, Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first


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
class Finding:
    """One finding of one rule at one place."""

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
