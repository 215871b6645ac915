"""The page or the registry's record has another title than the note.

Everything else shows that it is the right work. Beside a record one other word is another title, and is shown in brackets; case, markup,
hyphens, spelling, a missing subtitle and other languages are no difference. A page's headline may have been changed later.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC302", "title-mismatch", "warning", needs="sources")
def title_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "title")


PLUGIN = title_mismatch
