"""Several pages fit a source equally well, or one page fits it only in part.

citecheck does not guess. The finding names the best candidates.

To fix: choose one with `citecheck decide PATH#LABEL URL`, or add what the note lacks: date, author, publication.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import against
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule

NAMED = 3  # candidates in the message


class AmbiguousSource:
    """Sources with several possible pages."""

    code: ClassVar[str] = "CC307"
    name: ClassVar[str] = "ambiguous-source"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """A page that differs only in a field is reported by the rule for that field."""
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "ambiguous" and not against(source_result):
                offered = ", ".join(s.candidate.url for s in known.candidates[:NAMED])
                yield at_source(result, source_result, f"undecided: {known.reason}{f'; {offered}' if offered else ''}")


PLUGIN: type[Rule] = AmbiguousSource
