"""A note that no marker of the text calls, in a text that calls others.

The sentence that it should support has lost its marker, or the note is left over.

Mend it: put the marker where it belongs, or take the note out.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_note
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class UnreferencedNote:
    """Notes without markers."""

    code: ClassVar[str] = "CC103"
    name: ClassVar[str] = "unreferenced-note"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a note."""
        for note in result.notes:
            if note.text.status == "unreferenced":
                yield at_note(note, f"nothing in the text calls note {note.label}")


PLUGIN: type[Rule] = UnreferencedNote
