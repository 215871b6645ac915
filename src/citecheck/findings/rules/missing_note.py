"""A note that the text or the numbering calls for, but that does not exist.

Its marker promises a source and gives none. Usually the note was deleted, or lost in a conversion.

The finding has severity info where the document leaves a doubt: a typed number may be no call, and a numbered list no list of notes. It is
an error where the markup can be nothing else, and in typed lists that the text calls in order or that cite.

If the document includes other files when it is built (MkDocs snippets, Quarto and MyST includes), the note may be in one of them, and
the finding has severity info.

To fix: write the note, or remove the marker.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from citecheck.findings.rules._at import at_note
from citecheck.model.document import Note
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


def _message(note: Note) -> str:
    if note.text.markers:
        return f"the text cites note {note.label}, which is not there"
    return f"note {note.label} is missing from the numbering"


class MissingNote:
    """Markers without notes."""

    code: ClassVar[str] = "CC102"
    name: ClassVar[str] = "missing-note"
    severity: ClassVar[Severity] = "error"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """Places each finding at the first marker, or after the previous note if there is none."""
        before, elsewhere = None, result.document.partial
        for note in result.notes:
            if note.text.status == "missing":
                message = _message(note) + ("; it may be in an included file" if elsewhere else "")
                draft = at_note(note, message, severity="note" if elsewhere or note.text.doubtful else None)
                yield replace(draft, place=before.text.place) if before and not draft.place.line else draft
            else:
                before = note


PLUGIN: type[Rule] = MissingNote
