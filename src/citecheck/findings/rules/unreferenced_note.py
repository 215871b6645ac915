"""A note that no marker refers to, in a text that has markers for others.

The sentence that it supports lost its marker, or the note is left over.

Nothing is reported if the document includes files that were not read: the marker may be in one of them.

To fix: put the marker where it belongs, or remove the note.
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
        for note in result.notes:
            if note.text.status == "unreferenced" and not result.document.partial:
                yield at_note(note, f"no marker in the text refers to note {note.label}")


PLUGIN: type[Rule] = UnreferencedNote
