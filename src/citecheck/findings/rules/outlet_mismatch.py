"""The cited page belongs to another publication than the note says.

Everything else shows that it is the right page: the author may have read a reprint.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC304", "outlet-mismatch", "warning", needs="sources")
def outlet_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "container-title")


PLUGIN = outlet_mismatch
