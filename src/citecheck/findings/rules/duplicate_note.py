"""A label that an earlier note already uses.

A marker can mean only one of them; most programs silently show the first or the last.

To fix: give one of the two, and its marker, another label.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_note
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class DuplicateNote:
    """Labels used twice."""

    code: ClassVar[str] = "CC104"
    name: ClassVar[str] = "duplicate-note"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for note in result.notes:
            if note.text.status == "duplicate":
                yield at_note(note, f"the label {note.label} is used again")


PLUGIN: type[Rule] = DuplicateNote
