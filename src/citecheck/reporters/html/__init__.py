"""The report as HTML: no script, no other file, nothing from the network; hostile text stays text.

The style sheet is named by its hash in the content security policy, which allows nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, urlsplit

from citecheck.language import secrets
from citecheck.model.completeness import EXPLANATION, of_document, of_documents
from citecheck.model.finding import RulePage
from citecheck.model.report import DocumentResult, Download, Earlier, Report
from citecheck.protocols import Reporter
from citecheck.reporters.display_text import shown
from citecheck.reporters.html.behind import word
from citecheck.reporters.html.entry import LOOKS, ReportEntry
from citecheck.reporters.html.trend import points
from citecheck.reporters.html.view import View, view
from citecheck.reporters.regions import relative

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

WORD = re.compile(r"\w+")
TONES = {"confirmed": "good", "contradicted": "poor"}  # of verdicts, in the style sheet
OPENED = 20  # of the first rows, whose evidence is open from the start where a person must look
STRIP = 120  # notes whose strip in the document's order is open from the start
CHUNK = 100  # rows a table; the browser lays out only the tables in sight, which halves the time to load 1,000
ROWS = 1_000  # rows a page: 1,000 load within a second, 10,000 do not


class HtmlReporter:
    """A page for people."""

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
        whole = view(result, 1, several=False, source_url=_source(result, report))
        slices = [whole.entries[at : at + ROWS] for at in range(0, len(whole.entries), ROWS)] or [()]
        files = [f"{name}.html", *(f"{name}-{at}.html" for at in range(2, len(slices) + 1))]
        where = {entry.anchor: file for file, entries in zip(files, slices, strict=True) for entry in entries}
        for file, entries in zip(files, slices, strict=True):
            shown_here = replace(whole, entries=entries, in_order=tuple(e for e in whole.in_order if where[e.anchor] == file))
            yield file, self._page(report, [shown_here], {a: f for a, f in where.items() if f != file}, file, files)

    def index(self, report: Report, names: Sequence[str], histories: Sequence[Sequence[Earlier]] = ()) -> str:
        """A page on several reports: a line each, with the address of its first page and what it was in the run before."""
        documents = [_line(*one) for one in zip(report.documents, names, histories or [()] * len(names), strict=True)]
        lines = sorted(documents, key=lambda line: line["counts"].percent)
        template, total = _environment().get_template("index.html.jinja"), of_documents(report.documents)
        return template.render(report=report, lines=lines, total=total, compared=any(histories))

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
                states=[(name, *look) for name, look in LOOKS.items() if any(name == s for v in views for s, _ in v.states)],
                trend=points(report.history, views) if first else (),
                opened=OPENED,
                strip=STRIP,
                chunk_rows=CHUNK,
                rules=_rules(report, views),
                level=3 if len(views) > 1 else 2,
            )
        )


def _rules(report: Report, views: Sequence[View]) -> dict[str, RulePage]:
    """The pages of the rules that found what these views show."""
    codes = {f.code for v in views for f in (*v.findings, *(f for entry in v.entries for f in entry.findings))}
    return {page.code: page for page in report.rules if page.code in codes}


def _source(result: DocumentResult, report: Report) -> str | None:
    """Where a forge shows the document, with its lines; Markdown as it is written."""
    if not report.source_url or not web_only(report.source_url):
        return None
    path = quote(relative(result.document.path, report).encode("utf-8", "surrogateescape"))
    return f"{report.source_url}{path}{'?plain=1' if result.document.traits.shown_rendered else ''}"


def _line(result: DocumentResult, name: str, history: Sequence[Earlier]) -> dict[str, Any]:
    view_there = view(result, 1, several=False)
    return {
        "path": result.document.path,
        "file": f"{name}.html",
        "counts": of_document(result),
        "view": view_there,
        "before": history[-1].percent if history else None,
        "trend": points(history, [view_there]),
    }


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("citecheck.reporters.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "plain": lambda text: shown(secrets.shown(text)),
        "public": lambda url: secrets.shown(url or ""),
        "web": web_only,
        "data": data_url,
        "file": file_url,
        "lines": printable_lines,
        "word": word,
    }
    environment.filters |= {"breakable": breakable, "coded": coded, "marked": marked, "tone": TONES.get}
    style = (environment.loader or PackageLoader("citecheck.reporters.html", ".")).get_source(environment, "report.css")[0]
    environment.globals |= {"style": style, "policy": policy(style), "explanation": EXPLANATION}
    return environment


def policy(style: str) -> str:
    """The content security policy: this style sheet, nothing else (https://www.w3.org/TR/CSP3/)."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def web_only(url: str | None) -> str | None:
    """An address that may be a link: http and https, without keys and passwords; anything else is shown as text only."""
    if not url:
        return None
    try:
        return secrets.shown(url) if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def data_url(download: Download) -> str:
    """Where a download is: beside the page, or in the address itself."""
    from base64 import b64encode

    if download.content is None:
        return file_url(download.name)
    packed = b64encode(download.content.encode("utf-8", "backslashreplace")).decode()
    return f"data:{download.media_type};charset=utf-8;base64,{packed}"


def file_url(name: str) -> str:
    """The address of a file beside the page, whatever bytes its name has."""
    return f"./{quote(name.encode('utf-8', 'surrogateescape'))}"


def printable_lines(text: str) -> str:
    """A text whose lines and blanks stay as they are, without what could act on who shows it."""
    from unicodedata import category

    def printable(c: str) -> bool:
        return c.isprintable() or c in "\t\u200c\u200d" or category(c) == "Zs"

    return "\n".join("".join(c if printable(c) else "\ufffd" for c in line) for line in secrets.shown(text).split("\n"))


def breakable(text: str) -> "Markup":
    """An address or path that may be broken over lines behind its slashes."""
    from markupsafe import Markup

    return Markup("/<wbr>").join(text.split("/"))


def marked(found: str, cited: str) -> "Markup":
    """What was found, with the words marked that were cited too; nothing where that is all or none of it."""
    from markupsafe import Markup, escape

    told = {word.casefold() for word in WORD.findall(cited)}
    words = {word.casefold() for word in WORD.findall(found)}
    if not words & told or words <= told:
        return escape(found)
    pieces = ((piece, piece.casefold() in told) for piece in re.split(rf"({WORD.pattern})", found))
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if same else escape(piece) for piece, same in pieces)


def coded(text: str) -> "Markup":
    """Text of our own, with what stands in backticks as code."""
    from markupsafe import Markup, escape

    parts = (Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(text.split("`")))
    return Markup("").join(parts)


PLUGIN: type[Reporter] = HtmlReporter
