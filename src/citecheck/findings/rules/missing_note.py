"""A note that the text or the numbering calls for, but that does not exist.

Its marker promises a source and gives none. Usually the note was deleted, or lost in a conversion.

The finding has severity info if it is uncertain: a typed number may not be a call, and a numbered list may not be a list of notes. It is an
error if the markup has no other meaning, and in typed lists that the text calls in order or that cite.

If the document includes other files when it is built (MkDocs snippets, Quarto and MyST includes), the note may be in one of them, and
the finding has severity info.

To fix: write the note, or remove the marker.
"""

from msgspec.structs import replace

from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.document import Note
from citecheck.model.report import DocumentResult


def _message(note: Note) -> str:
    if note.text.markers:
        return f"the text cites note {note.label}, which is not there"
    return f"note {note.label} is missing from the numbering"


@rule("CC102", "missing-note", "error", needs="text")
def missing_note(result: DocumentResult) -> Drafts:
    """Places each finding at the first marker, or after the previous note if there is none."""
    before, elsewhere = None, result.document.partial
    for note in result.notes:
        if note.text.status == "missing":
            message = _message(note) + ("; it may be in an included file" if elsewhere else "")
            draft = at_note(note, message, severity="note" if elsewhere or note.text.doubtful else None)
            yield replace(draft, place=before.text.place) if before and not draft.place.line else draft
        else:
            before = note


PLUGIN = missing_note
