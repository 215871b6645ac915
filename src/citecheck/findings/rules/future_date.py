"""A publication or access date in the future.

Books and issues of journals are dated some months ahead, so a year or month counts only if it is more than half a year away; a day always does. What the note
calls forthcoming is not reported.

To fix: look up the date in the source; usually the year is mistyped.
"""

from datetime import date, timedelta

from citecheck.citations.date_words import FORTHCOMING
from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult, SourceResult

AHEAD = timedelta(days=183)


@rule("CC504", "future-date", "warning", needs="text")
def future_date(result: DocumentResult) -> Drafts:
    """Dates up to tomorrow are accepted, because of time zones."""
    if not result.today:
        return
    for source_result in result.source_results:
        item = source_result.source.item
        for word, field, when in (("published", "issued", item.issued), ("accessed", "accessed", item.accessed)):
            readings = [parts for parts in (when.parts, when.other) if parts] if when else []
            if not readings or not _is_future(min(readings), result.today, issued=field == "issued"):
                continue
            if field == "issued" and FORTHCOMING.search(_text(source_result)):
                continue
            day = "-".join(f"{part:02d}" for part in readings[0])
            yield at_source(result, source_result, f"{word} in the future: {day}", fields=(field,))


def _is_future(parts: tuple[int, ...], today: date, *, issued: bool) -> bool:
    latest = today + (AHEAD if issued and len(parts) < 3 else timedelta(days=1))
    return parts > (latest.year, latest.month, latest.day)[: len(parts)]


def _text(source_result: SourceResult) -> str:
    """The source as it is printed; of data, its entry."""
    return source_result.source.text or source_result.note.text.raw or ""


PLUGIN = future_date
