"""The nearest archived copy was made more than half a year before or after the note's date.

The page may have changed in that time, so the copy may not show what was cited.

To fix: look at the copy; choose another one, or say in the note which day it shows.
"""

from datetime import date

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.reference import Date
from citecheck.model.report import DocumentResult

FAR = 183  # days: half a year


def _days(cited: Date, captured: date) -> int:
    """Days between a capture and the nearest day that the cited date can mean; 0 for an impossible date."""
    parts = cited.parts
    try:
        first = date(*(*parts, 1, 1)[:3])
        last = first if len(parts) == 3 else date(parts[0], parts[1] if len(parts) > 1 else 12, 28)
    except (ValueError, TypeError, IndexError):
        return 0
    return max(0, (first - captured).days, (captured - last).days)


@rule("CC402", "capture-far-from-date", "note", needs="sources")
def capture_far_from_date(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        memento = source_result.resolution.memento if source_result.resolution else None
        wanted = source_result.source.item.accessed or source_result.source.item.issued
        if memento and wanted and (days := _days(wanted, memento.datetime.date())) > FAR:
            message = f"the nearest archived copy is {days} days from the cited date: {memento.uri_m}"
            yield at_source(result, source_result, message, url=memento.uri_m)


PLUGIN = capture_far_from_date
