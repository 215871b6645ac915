"""A note that no marker refers to, in a text that has markers for others.

The sentence that it supports lost its marker, or the note is left over.

Nothing is reported if the document includes files that were not read: the marker may be in one of them.

To fix: put the marker where it belongs, or remove the note.
"""

from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC103", "unreferenced-note", "note", needs="text")
def unreferenced_note(result: DocumentResult) -> Drafts:
    for note in result.notes:
        if note.text.status == "unreferenced" and not result.document.partial:
            yield at_note(note, f"no marker in the text refers to note {note.label}")


PLUGIN = unreferenced_note
