"""A publication or access date in the future.

To fix: look up the date in the source; usually the year is mistyped.
"""

from datetime import timedelta

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC504", "future-date", "warning", needs="text")
def future_date(result: DocumentResult) -> Drafts:
    """Dates up to tomorrow are accepted, because of time zones."""
    if not result.today:
        return
    tomorrow = result.today + timedelta(days=1)
    latest = (tomorrow.year, tomorrow.month, tomorrow.day)
    for source_result in result.source_results:
        item = source_result.source.item
        for word, field, when in (("published", "issued", item.issued), ("accessed", "accessed", item.accessed)):
            readings = [parts for parts in (when.parts, when.other) if parts] if when else []
            if readings and min(readings) > latest[: len(min(readings))]:
                day = "-".join(f"{part:02d}" for part in readings[0])
                yield at_source(result, source_result, f"{word} in the future: {day}", fields=(field,))


PLUGIN = future_date
