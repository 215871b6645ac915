"""A publication or access date in the future.

To fix: look up the date in the source; usually the year is mistyped.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class FutureDate:
    """Dates in the future."""

    code: ClassVar[str] = "CC504"
    name: ClassVar[str] = "future-date"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """Dates up to tomorrow are accepted, because of time zones."""
        if not result.today:
            return
        tomorrow = result.today + timedelta(days=1)
        latest = (tomorrow.year, tomorrow.month, tomorrow.day)
        for source_result in result.source_results:
            for word, when in (("published", source_result.source.item.issued), ("accessed", source_result.source.item.accessed)):
                readings = [parts for parts in (when.parts, when.other) if parts] if when else []
                if readings and min(readings) > latest[: len(min(readings))]:
                    yield at_source(
                        result, source_result, f"{word} in the future: {'-'.join(f'{part:02d}' for part in readings[0])}"
                    )


PLUGIN: type[Rule] = FutureDate
