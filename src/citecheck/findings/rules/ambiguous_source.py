"""Several pages fit a source equally well, or one page fits it only in part.

citecheck does not guess. The finding names the best candidates.

To fix: choose one with `citecheck decide PATH#LABEL URL`, or add what the note lacks: date, author, publication.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import against
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult

NAMED = 3  # candidates in the message


@rule("CC307", "ambiguous-source", "note", needs="sources")
def ambiguous_source(result: DocumentResult) -> Drafts:
    """A page that differs only in a field is reported by the rule for that field."""
    for source_result in result.source_results:
        known = source_result.resolution
        if known and known.state == "ambiguous" and not against(source_result):
            offered = ", ".join(s.candidate.url for s in known.candidates[:NAMED])
            yield at_source(result, source_result, f"undecided: {known.reason}{f'; {offered}' if offered else ''}")


PLUGIN = ambiguous_source
