"""A note without text.

To fix: write the source, or remove the note and its marker.
"""

from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC105", "empty-note", "note", needs="text")
def empty_note(result: DocumentResult) -> Drafts:
    for note in result.notes:
        if note.kind == "empty" and note.text.status != "missing" and not note.text.links:
            yield at_note(note, f"note {note.label} is empty")


PLUGIN = empty_note
