"""Writes reports to files."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.file_reader import Notify
from citecheck.app.history import earlier_runs
from citecheck.app.reporters import named_reporter, render, reporter
from citecheck.config.settings import Settings
from citecheck.faults import error_boundary
from citecheck.io.portable_names import comparable, portable_name
from citecheck.language.secrets import shown
from citecheck.model.errors import UsageError, WriteError
from citecheck.model.report import DocumentResult, Download, Report

FORMATS = {  # written beside the HTML page, which links to them
    "markdown": (".md", "the same as text"),
    "json": (".json", "everything, for programs"),
}
EMBEDDED = {  # embedded in the HTML page
    "csv": (".csv", "one row per finding"),
    "sarif": (".sarif", "the findings"),
    "csl-json": (".csl.json", "the repaired list"),
    "bibtex": (".bib", "the repaired list"),
}
MAX_EMBEDDED = 300_000  # characters per embedded file, so that the page loads quickly
INDEX = "index"


def write_reports(report: Report, settings: Settings, notify: Notify) -> bool:
    """Write ``<name>.html``, ``.md`` and ``.json`` for each document, and an index for several; whether any failed."""
    folder = Path(settings.output.reports)
    report_names = names(report.documents)
    named = zip(report_names, report.documents, strict=True)
    histories = [earlier_runs(folder / f"{name}.json", one.document.path) for name, one in named]
    failed = False
    for result, name, before in zip(report.documents, report_names, histories, strict=True):
        faults = tuple(one for one in report.unread if one.path == result.document.path)
        one = replace(report, documents=(result,), unread=faults, history=before)
        failed |= _write_all(folder, partial(_files, one, name, notify), notify)
    if len(report_names) > 1:
        file = f"{INDEX}.html"
        failed |= _write_all(
            folder, partial(_made, file, lambda: [(file, reporter("html").index(report, report_names, histories))], notify), notify
        )
    if report_names and not failed:
        notify(f"citecheck: the report is in {folder / (INDEX if len(report_names) > 1 else report_names[0])}.html")
    return failed


def _made(what: str, make: Callable[[], Iterable[tuple[str, str]]], notify: Notify, failed: list[str]) -> Iterator[tuple[str, str]]:
    """The file names and texts of ``make``; a failure is reported, and added to ``failed``."""
    cause = ""
    try:
        with error_boundary() as fault:
            yield from make()
        cause = fault.cause
    except WriteError as error:
        cause = str(error)
    if cause:
        notify(f"citecheck: {what} could not be made: {cause}")
        failed.append(what)


def _rendered(file: str, form: str, report: Report) -> list[tuple[str, str]]:
    return [(file, render(form, report))]


def _files(report: Report, name: str, notify: Notify, failed: list[str]) -> Iterator[tuple[str, str]]:
    """The reports on one document by file name; the HTML page comes last, because it links to the others."""
    offered = []
    for form, (suffix, about) in FORMATS.items():
        file = f"{name}{suffix}"
        offered.append(Download(file, "text/plain", about=about))
        yield from _made(file, partial(_rendered, file, form, report), notify, failed)
    made = [
        Download(file, "text/plain", text, about)
        for form, (suffix, about) in EMBEDDED.items()
        for file, text in _made(f"{name}{suffix}", partial(_rendered, f"{name}{suffix}", form, report), notify, failed)
    ]
    patch = _made(f"{name}.patch", lambda: [(f"{name}.patch", _patch(report.documents[0]))], notify, failed)
    made += [Download(file, "text/plain", text, "the safe repairs") for file, text in patch]
    offered += [one for one in made if one.content and len(one.content) <= MAX_EMBEDDED]
    page = replace(report, downloads=tuple(offered))
    yield from _made(f"{name}.html", lambda: reporter("html").pages(page, name), notify, failed)


def _patch(result: DocumentResult) -> str:
    """The safe repairs as a diff; empty for a binary file."""
    from citecheck.app.repair import repaired
    from citecheck.documents.diff import diff

    before = result.document.data
    changed = b"" if b"\0" in before else diff(result.document.path, before, repaired(result))
    try:
        text = changed.decode()
        return text if shown(text) == text else ""  # reports are shared, so they must not contain keys
    except UnicodeDecodeError:  # a UTF-8 page cannot embed a patch in another encoding
        return ""


def _write_all(folder: Path, files: Callable[[list[str]], Iterable[tuple[str, str]]], notify: Notify) -> bool:
    """Write files as they are made; whether any failed."""
    store = wiring.open_store()
    failed: list[str] = []
    for name, text in files(failed):
        try:
            store.write(folder / name, text.encode("utf-8", "backslashreplace"))
        except WriteError as error:
            notify(f"citecheck: {error}")
            failed.append(name)
    return bool(failed)


def names(documents: Sequence[DocumentResult]) -> tuple[str, ...]:
    """A report name per document: without the suffix; if names collide, with the suffix, then the folders, then a number.

    Names are compared case-insensitively, as on macOS and Windows; characters that these refuse are replaced.
    """
    paths = [Path(result.document.path) for result in documents]
    stems = Counter(comparable(path.stem) for path in paths)
    if len(paths) > 1:
        stems[INDEX] += 1  # reserved for the index
    full_names = Counter(comparable(path.name) for path in paths)

    def name(path: Path) -> str:
        if stems[comparable(path.stem)] == 1:
            return path.stem
        if full_names[comparable(path.name)] == 1:
            return path.name
        return "-".join(part for part in path.parts if part not in ("/", "..", "."))

    taken: set[str] = set()
    return tuple(_free(portable_name(name(path)), taken) for path in paths)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first unused one with a number."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    found = next(one for one in numbered if comparable(one) not in taken)
    taken.add(comparable(found))
    return found


def output_targets(outputs: Sequence[str], reporters: Mapping[str, str]) -> tuple[tuple[str, Path], ...]:
    """Reporter and file of each ``FORMAT:FILE``; ``reporters`` maps formats to other reporters. Raises ``UsageError``."""
    targets = []
    for output in outputs:
        form, colon, file = output.partition(":")
        if not colon or not file:
            raise UsageError(f"--output {output}: write FORMAT:FILE, such as sarif:findings.sarif")
        targets.append((named_reporter(reporters.get(form, form)), Path(file)))
    return tuple(targets)


def write_outputs(report: Report, targets: Sequence[tuple[str, Path]], notify: Notify) -> bool:
    """Write each format to its file, a long HTML page to several; whether any failed."""
    failed = False
    for form, file in targets:
        failed |= _write_all(file.parent, partial(_made, str(file), partial(_output, report, form, file), notify), notify)
    return failed


def _output(report: Report, form: str, file: Path) -> Iterable[tuple[str, str]]:
    if form == "html" and len(report.documents) == 1 and file.suffix == ".html":
        pages: Iterable[tuple[str, str]] = reporter(form).pages(report, file.stem)
        return pages
    return [(file.name, render(form, report))]
