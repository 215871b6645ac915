"""A date that does not exist: 31 February, a thirteenth month.

To fix: look up the date in the source.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.language.dates import impossible_dates
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class ImpossibleDate:
    """Dates that do not exist."""

    code: ClassVar[str] = "CC503"
    name: ClassVar[str] = "impossible-date"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            for written in impossible_dates(source_result.source.text):
                yield at_source(result, source_result, f"this date does not exist: {written}")


PLUGIN: type[Rule] = ImpossibleDate
