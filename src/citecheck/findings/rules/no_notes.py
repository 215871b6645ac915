"""A document in which no note was found.

It may have none, or write them in a way that citecheck does not read; in that case it was not checked. Reported only if the document was
named alone: among the files of a folder many have no notes.

To fix: if it has notes, give the file the suffix of its format; otherwise ignore this rule for the file.
"""

from citecheck.findings.rules._at import at_document
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC109", "no-notes", "note", needs="text")
def no_notes(result: DocumentResult) -> Drafts:
    if result.document.alone and result.document.traits.has_notes and not result.notes and not result.document.companions:
        other = result.document.looks_like
        yield at_document(
            f"no notes found; the file begins like one of another kind: give it the suffix {other}" if other else "no notes found"
        )


PLUGIN = no_notes
