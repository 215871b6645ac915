"""A table for the terminal: one row per source, then the totals."""

import shutil
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from citecheck.language.printable import one_line
from citecheck.model.completeness import of_document, of_documents
from citecheck.model.report import DocumentResult, Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.display_text import ReportRow, found_text, no_notes, rows, total

HEADINGS = ("Note", "Source", "Missing", "Link", "Found", "Archived")
MIN_WIDTH = 72
MIN_SOURCE = 24
MAX_CELL = 500  # columns; a longer cell must not widen every line


@reporter("text", ".txt")
def render(report: Report) -> str:
    """Plain text that fits the terminal."""
    parts = [_document(result) for result in report.documents]
    if len(report.documents) > 1:
        parts.append(f"All documents: {total(of_documents(report.documents))}")
    return "\n\n".join(parts)


def _document(result: DocumentResult) -> str:
    if sentence := no_notes(result):
        return one_line(sentence)
    table = list(rows(result))
    width = max(MIN_WIDTH, shutil.get_terminal_size((100, 24)).columns)
    return "\n".join([one_line(result.document.path), *_table(table, width), total(of_document(result))])


def _table(table: list[ReportRow], width: int) -> list[str]:
    cells = [(r.label, r.source, r.wanting or "-", r.link or "-", found_text(r), "yes" if r.archived else "-") for r in table]
    widths = [min(MAX_CELL, max(_width(row[at]) for row in (HEADINGS, *cells))) for at in range(len(HEADINGS))]
    rest = sum(widths) - widths[1] + 2 * (len(HEADINGS) - 1)
    widths[1] = max(MIN_SOURCE, min(widths[1], width - rest))
    lines = [_line(row, widths) for row in (HEADINGS, *cells)]
    rule = "-" * max(_width(line) for line in lines)
    return [lines[0], rule, *lines[1:], rule]


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(_fit(one_line(cell), width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fit(text: str, width: int) -> str:
    """A text padded to ``width`` columns; one that is too long ends with an ellipsis."""
    ends = list(accumulate(map(_columns, text)))  # the columns up to each character
    if not ends or ends[-1] <= width:
        return text + " " * (width - (ends[-1] if ends else 0))
    kept = bisect_right(ends, width - 1)
    return f"{text[:kept]}…" + " " * (width - 1 - (ends[kept - 1] if kept else 0))


def _width(text: str) -> int:
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    """Columns in a terminal: wide East Asian characters take two, combining marks none."""
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


PLUGIN = render
