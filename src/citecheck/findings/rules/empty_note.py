"""A note without text.

To fix: write the source, or remove the note and its marker.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_note
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class EmptyNote:
    """Notes without text. A note with a linked image is not empty."""

    code: ClassVar[str] = "CC105"
    name: ClassVar[str] = "empty-note"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for note in result.notes:
            if note.kind == "empty" and note.text.status != "missing" and not note.text.links:
                yield at_note(note, f"note {note.label} is empty")


PLUGIN: type[Rule] = EmptyNote
