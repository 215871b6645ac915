"""A note that the text or the numbering calls for, but that does not exist.

Its marker promises a source and gives none. Usually the note was deleted, or lost in a conversion.

In plain text a numbered list is not always a list of notes: a gap that no marker refers to has severity info, unless most of the list
cites sources.

If the document includes other files when it is built (MkDocs snippets, Quarto and MyST includes), the note may be in one of them, and
the finding has severity info.

To fix: write the note, or remove the marker.
"""

from collections.abc import Sequence
from dataclasses import replace

from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.document import Note
from citecheck.model.finding import Severity
from citecheck.model.report import DocumentResult


def _message(note: Note) -> str:
    if note.text.markers:
        return f"the text cites note {note.label}, which is not there"
    return f"note {note.label} is missing from the numbering"


def _cites(notes: Sequence[Note]) -> bool:
    """Whether at least half of the present notes have sources."""
    there = [one for one in notes if one.text.status != "missing"]
    return 2 * sum(bool(one.sources) for one in there) >= len(there)


def _severity(note: Note, *, cites: bool) -> Severity | None:
    """The lower severity, for plain text whose numbers or signs may not be notes; None for the usual one."""
    called = bool(note.text.markers) and any(c.isalnum() for c in note.label)
    return None if called or (cites and not note.text.markers) else "note"


@rule("CC102", "missing-note", "error", needs="text")
def missing_note(result: DocumentResult) -> Drafts:
    """Places each finding at the first marker, or after the previous note if there is none."""
    before, cites = None, _cites(result.notes)
    for note in result.notes:
        if note.text.status == "missing":
            severity = _severity(note, cites=cites) if result.document.traits.typed_numbers else None
            message, elsewhere = _message(note), result.document.partial
            message += "; it may be in an included file" if elsewhere else ""
            draft = at_note(note, message, severity="note" if elsewhere else severity)
            yield replace(draft, place=before.text.place) if before and not draft.place.line else draft
        else:
            before = note


PLUGIN = missing_note
