"""The cited page has another title than the note.

Everything else shows that it is the right page: its headline may have been changed later, or the note quotes it from memory.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC302", "title-mismatch", "warning", needs="sources")
def title_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "title")


PLUGIN = title_mismatch
