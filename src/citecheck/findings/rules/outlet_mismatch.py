"""The cited work appeared in another publication than the note says.

Everything else shows that it is the right work. Abbreviations, acronyms, series and subtitles of a publication are no difference. A work
that is known only as a preprint, or as a paper and as an article, may have appeared elsewhere too, and is not reported.

To fix: compare the two, and correct the note.
"""

from citecheck.findings.rules._evidence import disagreements
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC304", "outlet-mismatch", "warning", needs="sources")
def outlet_mismatch(result: DocumentResult) -> Drafts:
    yield from disagreements(result, "container-title")


PLUGIN = outlet_mismatch
