"""A note that the text calls, or that the numbering has, and that is not there.

A marker without its note tells the reader that there is a source and keeps it back. Usually a note was deleted or lost in a conversion.

In plain text a numbered list need not be one of notes: a gap in it that nothing calls is only told as a note, unless most of the list
cites something.

Where a document puts in other files when it is built (MkDocs' snippets, Quarto's and MyST's includes), the note may be in one of them,
and the finding is only a note.

Mend it: write the note, or take the marker out.
"""

from collections.abc import Iterator, Sequence
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


def _cites(notes: Sequence[Note]) -> bool:
    """Whether at least half of the notes that are there have sources."""
    there = [one for one in notes if one.text.status != "missing"]
    return 2 * sum(bool(one.sources) for one in there) >= len(there)


def _weight(note: Note, *, cites: bool) -> Severity | None:
    """Less than usual where plain text may mean something else by its numbers and signs."""
    called = bool(note.text.markers) and any(c.isalnum() for c in note.label)
    return None if called or (cites and not note.text.markers) else "note"


class MissingNote:
    """Markers without notes."""

    code: ClassVar[str] = "CC102"
    name: ClassVar[str] = "missing-note"
    severity: ClassVar[Severity] = "error"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a note, where the text calls it, else where the numbering breaks off."""
        before, cites = None, _cites(result.notes)
        for note in result.notes:
            if note.text.status == "missing":
                weight = _weight(note, cites=cites) if result.document.traits.typed_numbers else None
                message, elsewhere = _message(note), result.document.partial
                message += "; it may be in a file that is put into this one" if elsewhere else ""
                flaw = at_note(note, message, severity="note" if elsewhere else weight)
                yield replace(flaw, place=before.text.place) if before and not flaw.place.line else flaw
            else:
                before = note


PLUGIN: type[Rule] = MissingNote
