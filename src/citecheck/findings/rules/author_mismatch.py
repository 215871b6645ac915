"""The cited page names other authors than the note.

Everything else shows that it is the right page. Names may be swapped between notes, or an agency's story appeared under the newspaper's name.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC303", "author-mismatch", "warning", needs="sources")
def author_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "author")


PLUGIN = author_mismatch
