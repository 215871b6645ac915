"""An entry of a bibliography that cannot be read; the others are checked.

A brace, a quotation mark, a comma or an end tag is missing, or one is too many. Other programs refuse the whole file, or leave out the
entry and those behind it. A repair changes nothing in it, and the lock keeps what it has of the file's entries.

To fix: mend the entry at the line that is named.
"""

from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.finding import FindingDraft
from citecheck.model.report import DocumentResult


@rule("CC113", "damaged-entry", "error", needs="text")
def damaged_entry(result: DocumentResult) -> Drafts:
    for one in result.document.damaged:
        yield FindingDraft(one.fault, one.place, one.label, one.span)


PLUGIN = damaged_entry
