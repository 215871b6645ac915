"""The cited work has another date or year than the note.

Everything else shows that it is the right work. A year is reported if no version of the work has it, online, in print, as a preprint or in
proceedings, nor the year next to it. On a page, day and month may be swapped, or the note gives the access date.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC305", "date-mismatch", "warning", needs="sources")
def date_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "issued")


PLUGIN = date_mismatch
