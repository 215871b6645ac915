"""A label that an earlier note already uses.

A marker can mean only one of them; most programs silently show the first or the last.

To fix: give one of the two, and its marker, another label.
"""

from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC104", "duplicate-note", "note", needs="text")
def duplicate_note(result: DocumentResult) -> Drafts:
    for note in result.notes:
        if note.text.status == "duplicate":
            yield at_note(note, f"the label {note.label} is used again")


PLUGIN = duplicate_note
