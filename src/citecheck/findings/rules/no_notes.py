"""A document in which no note was found.

It may have none, or write them in a way that citecheck does not read; in that case it was not checked. Reported only if the document was
named alone, or begins like one of another kind, as a bibliography does that was saved with the ending of a text: many files of a folder have no notes.

To fix: if it has notes, give the file the suffix of its format; otherwise ignore this rule for the file.
"""

from citecheck.findings.rules._at import at_document
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC109", "no-notes", "note", needs="text")
def no_notes(result: DocumentResult) -> Drafts:
    document = result.document
    told = document.alone or document.looks_like
    if told and document.traits.has_notes and not (result.notes or document.companions or document.damaged):
        other = (
            f"; the file begins like one of another kind: give it the suffix {document.looks_like}" if document.looks_like else ""
        )
        yield at_document(f"no notes found{other}")


PLUGIN = no_notes
