"""Several pages fit a source too well to tell which is meant, or one fits in part only.

citecheck does not guess. The best candidates are named.

Mend it: choose with `citecheck decide PATH#LABEL URL`, or add what the note lacks: date, author, outlet.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import against
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule

NAMED = 3  # candidates that are told


class AmbiguousSource:
    """Too many answers."""

    code: ClassVar[str] = "CC307"
    name: ClassVar[str] = "ambiguous-source"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, with the first candidates; a page that only differs in a field is told as that."""
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "ambiguous" and not against(source_result):
                offered = ", ".join(s.candidate.url for s in known.candidates[:NAMED])
                yield at_source(result, source_result, f"undecided: {known.reason}{f'; {offered}' if offered else ''}")


PLUGIN: type[Rule] = AmbiguousSource
