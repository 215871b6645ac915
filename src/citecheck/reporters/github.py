"""Annotations for GitHub Actions: workflow commands on standard output.

GitHub shows ten per level and step and drops the rest silently, so the tenth says how many more there are. Data and properties are
escaped as in the actions' toolkit, so that a page title cannot become a command.
"""

from collections.abc import Iterator

from citecheck.language.printable import one_line
from citecheck.model.finding import SEVERITIES, Severity
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import Located, relative, worst_first

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
UNREAD_SHOWN = 3  # unreadable documents, counted as errors
SHOWN = 9  # per level; the tenth says how many more


@reporter("github", ".txt")
def render(report: Report) -> str:
    """``::error file=…,line=…::message``."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for unread in report.unread[:UNREAD_SHOWN]:
        yield f"::error file={_property(relative(unread.path, report))},title=citecheck::{_data(unread.message)}"
    found = worst_first(report)
    for severity in SEVERITIES:
        level = [one for one in found if one.finding.severity == severity]
        room = SHOWN - (min(len(report.unread), UNREAD_SHOWN) if severity == "error" else 0)
        for one in level[: room + (len(level) == room + 1)]:
            yield _command(one, report)
        if len(level) > room + 1:
            more = f"{len(level) - room} more like these; the summary and the other formats have all of them"
            yield f"::{LEVELS[severity]} title=citecheck::{_data(more)}"


def _command(one: Located, report: Report) -> str:
    finding, region = one.finding, one.region
    place = [("file", relative(finding.path, report))]
    if finding.place.line:
        place += [("line", str(region.line)), ("endLine", str(region.end_line))]
        if region.line == region.end_line:
            place += [("col", str(region.column)), ("endColumn", str(max(region.end_column, region.column + 1)))]
    place += [("title", f"citecheck {finding.code} {finding.name}")]
    properties = ",".join(f"{name}={_property(value)}" for name, value in place)
    return f"::{LEVELS[finding.severity]} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


PLUGIN = render
