"""The cited page has another date than the note.

Everything else shows that it is the right page. Day and month may be swapped, or the note gives the access date.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC305", "date-mismatch", "warning", needs="sources")
def date_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "issued")


PLUGIN = date_mismatch
