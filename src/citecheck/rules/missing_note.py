"""A note that the text calls, or that the numbering has, and that is not there.

A marker without its note tells the reader that there is a source and keeps it back. Usually a note was deleted or lost in a conversion.

Mend it: write the note, or take the marker out.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from citecheck.model.document import Note
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.ports import Needs, Rule
from citecheck.rules._at import at_note


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

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a note, where the text calls it, else where the numbering breaks off."""
        before = None
        for note in examined.notes:
            if note.text.status == "missing":
                flaw = at_note(note, _message(note))
                yield replace(flaw, place=before.text.place) if before and not flaw.place.line else flaw
            else:
                before = note


PLUGIN: type[Rule] = MissingNote
