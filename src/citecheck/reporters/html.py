"""The report as one HTML file: no script, no other file, nothing from the network; hostile text stays text."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from citecheck.model.completeness import EXPLANATION, Completeness, of_document, of_documents
from citecheck.model.report import Examined, Report
from citecheck.ports import Reporter
from citecheck.wording import WORST, Row, no_notes, plain, rows, total

# State, its class in the style sheet, and its mark, so that colour is never the only sign.
LOOKS = {
    "verified": ("good", "✓"),
    "likely": ("fair", "≈"),
    "ambiguous": ("fair", "?"),
    "not checked": ("open", "…"),
    "not found": ("poor", "∅"),
    "another work": ("poor", "≠"),
    "note missing": ("poor", "✗"),
    "short form": ("open", "↑"),
    "explanation": ("open", "¶"),
}


class Html:
    """A page for people."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"

    def render(self, report: Report) -> str:
        """The whole page."""
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("citecheck.reporters", "."),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {"plain": plain, "web": web_only, "percent": percent}
        return environment.get_template("report.html.jinja").render(
            report=report,
            documents=[_document(examined, at) for at, examined in enumerate(report.documents, 1)],
            total=of_documents(report.documents),
            explanation=EXPLANATION,
            looks=LOOKS,
        )


def _document(examined: Examined, number: int) -> dict[str, Any]:
    table = list(rows(examined))
    counts = of_document(examined)
    return {
        "number": number,
        "path": examined.document.path,
        "language": examined.document.language,
        "no_notes": no_notes(examined),
        "counts": counts,
        "summary": total(counts).removeprefix("TOTAL").strip(),
        "parts": _parts(counts),
        "rows": sorted(table, key=lambda row: WORST.index(row.state)),
        "next": _next(table, counts),
    }


def _parts(counts: Completeness) -> list[tuple[str, int, str]]:
    """The parts of the bar: name, count, look."""
    missing = counts.notes_cited - counts.notes_present
    parts = (
        ("verified", counts.verified),
        ("likely", counts.likely),
        ("ambiguous", counts.ambiguous),
        ("not found", counts.not_found),
        ("another work", counts.contradicted),
        ("note missing", missing),
        ("not checked", counts.unchecked),
    )
    return [(name, many, LOOKS[name][0]) for name, many in parts if many]


def _next(table: list[Row], counts: Completeness) -> list[str]:
    """What to do next, most useful first."""
    missing = [row.label for row in table if row.state == "note missing"]
    to_choose = [row.label for row in table if row.state in ("ambiguous", "likely")]
    steps = []
    if missing:
        steps.append(f"Write the missing notes: {', '.join(missing)}.")
    if counts.contradicted:
        steps.append("Look at the addresses that lead to another work.")
    if to_choose:
        steps.append(f"Choose among the candidates of notes {', '.join(to_choose)}.")
    if counts.verified - counts.with_url > 0 or any(row.found and "URL" in row.missing for row in table):
        steps.append("Put the verified addresses into the notes.")
    if counts.unchecked:
        steps.append(f"Run again later, or with a network: {counts.unchecked} could not be checked.")
    return steps


def web_only(url: str | None) -> str | None:
    """An address that may be a link: http and https; anything else is shown as text only."""
    if not url:
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def percent(part: int, whole: int) -> str:
    """A share as a CSS length."""
    return f"{100 * part / whole:.3f}%" if whole else "0%"


PLUGIN: type[Reporter] = Html
