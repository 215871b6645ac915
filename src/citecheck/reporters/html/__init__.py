"""The report as self-contained HTML, without scripts and network access; all text is escaped.

The content security policy allows only the style sheet, by its hash.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from citecheck.language import secrets
from citecheck.language.printable import one_line
from citecheck.model.completeness import EXPLANATION, of_document, of_documents
from citecheck.model.finding import SEVERITY_WORDS, RulePage
from citecheck.model.report import DocumentResult, Download, Earlier, Report
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Reporter
from citecheck.reporters.html.details import word
from citecheck.reporters.html.entry import STATE_STYLES, ReportEntry
from citecheck.reporters.html.trend import points
from citecheck.reporters.html.view import View, view
from citecheck.reporters.regions import relative

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

WORD = lazy_pattern(r"\w+")
TONES = {"confirmed": "good", "contradicted": "poor"}  # CSS classes of verdicts
OPEN_ROWS = 20  # among them, rows that need a decision show their evidence
OPEN_STRIP = 120  # notes; a longer strip in the document's order starts closed
CHUNK = 100  # rows per table; browsers lay out only visible tables, which halves the time to load 1,000 rows
PIECES = 1_000  # of an index that are joined at a time
ROWS = 1_000  # per page: 1,000 load within a second, 10,000 do not


class HtmlReporter:
    """An HTML page."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"

    def render(self, report: Report) -> str:
        """Everything on one page."""
        several = len(report.documents) > 1
        views = [view(one, at, several=several, source_url=_source(one, report)) for at, one in enumerate(report.documents, 1)]
        return self._page(report, views, {})

    def pages(self, report: Report, name: str) -> Iterator[tuple[str, str]]:
        """The pages of a report on one document by file name: ``name.html``, and ``name-2.html`` … where it has over 1,000 rows."""
        (result,) = report.documents
        all_rows = view(result, 1, several=False, source_url=_source(result, report))
        slices = [all_rows.entries[at : at + ROWS] for at in range(0, len(all_rows.entries), ROWS)] or [()]
        files = [f"{name}.html", *(f"{name}-{at}.html" for at in range(2, len(slices) + 1))]
        where = {entry.anchor: file for file, entries in zip(files, slices, strict=True) for entry in entries}
        for file, entries in zip(files, slices, strict=True):
            page_view = replace(all_rows, entries=entries, in_order=tuple(e for e in all_rows.in_order if where[e.anchor] == file))
            yield file, self._page(report, [page_view], {a: f for a, f in where.items() if f != file}, file, files)

    def index(self, report: Report, names: Sequence[str], histories: Sequence[Sequence[Earlier]] = ()) -> str:
        """An index page of several reports: one line each, with a link to its first page and the previous percentage."""
        documents = [_line(*one) for one in zip(report.documents, names, histories or [()] * len(names), strict=True)]
        lines = sorted(documents, key=lambda line: (line["counts"].percent is None, line["counts"].percent))
        template, total = _environment().get_template("index.html.jinja"), of_documents(report.documents)
        page = template.stream(report=report, lines=lines, total=total, compared=any(histories))
        page.enable_buffering(PIECES)
        return "".join(page)

    def _page(
        self, report: Report, views: list[View], elsewhere: Mapping[str, str], file: str = "", files: Sequence[str] = ()
    ) -> str:
        def href(entry: ReportEntry) -> str:
            return f"{elsewhere.get(entry.anchor, '')}#{entry.anchor}"

        first = not files or file == files[0]
        return (
            _environment()
            .get_template("report.html.jinja")
            .render(
                report=report,
                views=views,
                href=href,
                file=file,
                files=files if len(files) > 1 else (),
                first=first,
                states=[
                    (name, *style) for name, style in STATE_STYLES.items() if any(name == s for v in views for s, _ in v.states)
                ],
                trend=points(report.history, views) if first else (),
                opened=OPEN_ROWS,
                strip=OPEN_STRIP,
                chunk_rows=CHUNK,
                rules=_rules(report, views),
                level=3 if len(views) > 1 else 2,
            )
        )


def _rules(report: Report, views: Sequence[View]) -> dict[str, RulePage]:
    """The pages of the rules with findings in these views."""
    codes = {f.code for v in views for f in (*v.findings, *(f for entry in v.entries for f in entry.findings))}
    return {page.code: page for page in report.rules if page.code in codes}


def _source(result: DocumentResult, report: Report) -> str | None:
    """The URL at which a forge shows the document with its lines; Markdown unrendered."""
    if not report.source_url or not web_only(report.source_url):
        return None
    path = quote(relative(result.document.path, report).encode("utf-8", "surrogateescape"))
    return f"{report.source_url}{path}{'?plain=1' if result.document.traits.shown_rendered else ''}"


def _line(result: DocumentResult, name: str, history: Sequence[Earlier]) -> dict[str, Any]:
    its_view = view(result, 1, several=False)
    return {
        "path": result.document.path,
        "file": f"{name}.html",
        "counts": of_document(result),
        "parts": its_view.parts,  # not the view, which has the whole document
        "before": history[-1].percent if history else None,
        "trend": points(history, [its_view]),
    }


@cache
def _environment() -> "Environment":
    """The templates, compiled once per process: that takes longer than to render most documents."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("citecheck.reporters.html", ".")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": lambda text: one_line(secrets.shown(text), keep="\u200c\u200d"),  # joiners, which Persian and Indic scripts need
        "public": lambda url: secrets.shown(url or ""),
        "web": web_only,
        "data": data_url,
        "file": file_url,
        "lines": printable_lines,
        "word": word,
        "breakable": breakable,
        "coded": coded,
        "marked": marked,
        "tone": TONES.get,
        "severity": SEVERITY_WORDS.__getitem__,
    }
    style = loader.get_source(environment, "report.css")[0]
    environment.globals |= {"style": style, "policy": policy(style), "explanation": EXPLANATION}
    return environment


def policy(style: str) -> str:
    """The content security policy: this style sheet, nothing else (https://www.w3.org/TR/CSP3/)."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def web_only(url: str | None) -> str | None:
    """An http or https URL without keys and passwords, for a link; None for others, which are shown as text."""
    if not url:
        return None
    try:
        return secrets.shown(url) if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def data_url(download: Download) -> str:
    """The URL of a download: a file beside the page, or a ``data:`` URL."""
    from base64 import b64encode

    if download.content is None:
        return file_url(download.name)
    encoded = b64encode(download.content.encode("utf-8", "backslashreplace")).decode()
    return f"data:{download.media_type};charset=utf-8;base64,{encoded}"


def file_url(name: str) -> str:
    """The URL of a file beside the page; its name may have any bytes."""
    return f"./{quote(name.encode('utf-8', 'surrogateescape'))}"


def printable_lines(text: str) -> str:
    """A text with its line breaks and spaces, and with other control characters replaced."""
    from unicodedata import category

    def printable(c: str) -> bool:
        return c.isprintable() or c in "\t\u200c\u200d" or category(c) == "Zs"

    return "\n".join("".join(c if printable(c) else "\ufffd" for c in line) for line in secrets.shown(text).split("\n"))


def breakable(text: str) -> "Markup":
    """A URL or path with possible line breaks after its slashes."""
    from markupsafe import Markup

    return Markup("/<wbr>").join(text.split("/"))


def marked(found: str, cited: str) -> "Markup":
    """The found text with the words marked that were cited too; unmarked if that is all or none of them."""
    from markupsafe import Markup, escape

    cited_words = {word.casefold() for word in WORD.findall(cited)}
    words = {word.casefold() for word in WORD.findall(found)}
    if not words & cited_words or words <= cited_words:
        return escape(found)
    pieces = ((piece, piece.casefold() in cited_words) for piece in re.split(rf"({WORD.pattern})", found))
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if same else escape(piece) for piece, same in pieces)


def coded(text: str) -> "Markup":
    """citecheck's own text, with backticks turned into code."""
    from markupsafe import Markup, escape

    parts = (Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(text.split("`")))
    return Markup("").join(parts)


PLUGIN: type[Reporter] = HtmlReporter
