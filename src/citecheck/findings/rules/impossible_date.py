"""A date that does not exist: 31 February, a thirteenth month.

To fix: look up the date in the source.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.language.dates import impossible_dates
from citecheck.model.report import DocumentResult


@rule("CC503", "impossible-date", "note", needs="text")
def impossible_date(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for written in impossible_dates(source_result.source.text):
            yield at_source(result, source_result, f"this date does not exist: {written}", fields=("issued",))


PLUGIN = impossible_date
