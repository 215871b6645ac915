"""The report as Markdown, for pull requests and summaries."""

import re
from collections.abc import Iterator

from citecheck.language.printable import one_line
from citecheck.model.completeness import EXPLANATION, of_document
from citecheck.model.report import DocumentResult, Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.display_text import ReportRow, found_text, in_markdown, no_notes, rows, total


@reporter("markdown", ".md")
def render(report: Report) -> str:
    """One table per document, with links to the pages found."""
    when = report.started.strftime("%Y-%m-%d %H:%M UTC") if report.started else ""
    lines = [line for result in report.documents for line in _document(result, report)]
    return "\n".join([f"<!-- citecheck {report.version} -->", "", *lines, "", f"*citecheck {report.version}, {when}*", ""])


def _document(result: DocumentResult, report: Report) -> Iterator[str]:
    yield f"# Citations of {in_markdown(result.document.path)}"
    yield ""
    if report.offline:
        yield f"**Not checked:** {in_markdown(report.offline)}."
        yield ""
    if sentence := no_notes(result):
        yield in_markdown(sentence)
        return
    counts = of_document(result)
    yield f"**{total(counts).removeprefix('TOTAL').strip()}**"
    yield ""
    yield f"Of {counts.sources} sources, {counts.with_outlet} name a publication, {counts.with_date} a date, {counts.with_url} a URL."
    yield ""
    yield EXPLANATION
    yield ""
    yield "| Note | Source | Missing | Link | Found | Archived |"
    yield "|---|---|---|---|---|---|"
    for row in rows(result):
        yield _row(row)


def _row(row: ReportRow) -> str:
    found = f"[{found_text(row)}](<{_target(row.found)}>)" if row.found else found_text(row)
    archived = f"[copy](<{_target(row.archived)}>)" if row.archived else "–"
    return f"| {in_markdown(row.label)} | {in_markdown(row.source)} | {row.wanting or '–'} | {row.link or '–'} | {found} | {archived} |"


def _target(url: str | None) -> str:
    return re.sub(r"[<>\\|]", "", one_line(url or ""))


PLUGIN = render
