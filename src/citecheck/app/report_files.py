"""Writing reports: which file is whose, and what stands in the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.documents import Notify
from citecheck.app.history import earlier_runs
from citecheck.app.repaired import repaired
from citecheck.app.reporters import named_reporter, render, reporter
from citecheck.config.settings import Settings
from citecheck.faults import error_boundary
from citecheck.io.portable_names import comparable, portable_name
from citecheck.language.secrets import shown
from citecheck.model.errors import UsageError, WriteError
from citecheck.model.report import DocumentResult, Download, Report

FORMATS = {  # written beside the page, which offers them
    "markdown": (".md", "the same as text"),
    "json": (".json", "everything, for programs"),
}
EMBEDDED = {  # offered in the page itself
    "csv": (".csv", "a row a source"),
    "sarif": (".sarif", "the findings"),
    "csl-json": (".csl.json", "the repaired list"),
    "bibtex": (".bib", "the repaired list"),
}
EMBED_AT_MOST = 300_000  # characters of a file that a page carries; a page with all four then still loads at once
INDEX = "index"


def write_reports(report: Report, settings: Settings, tell: Notify) -> bool:
    """Writes ``<name>.html``, ``.md`` and ``.json`` for each document, and for several an index; tells where, and what could not be written.

    Returns whether anything could not.
    """
    folder = Path(settings.output.reports)
    called = names(report.documents)
    histories = [
        earlier_runs(folder / f"{name}.json", one.document.path) for name, one in zip(called, report.documents, strict=True)
    ]
    failed = False
    for result, name, before in zip(report.documents, called, histories, strict=True):
        faults = tuple(one for one in report.unread if one.path == result.document.path)
        one = replace(report, documents=(result,), unread=faults, history=before)
        failed |= _write_all(folder, partial(_files, one, name, tell), tell)
    if len(called) > 1:
        file = f"{INDEX}.html"
        failed |= _write_all(
            folder, partial(_made, file, lambda: [(file, reporter("html").index(report, called, histories))], tell), tell
        )
    if called and not failed:
        tell(f"citecheck: the report is in {folder / (INDEX if len(called) > 1 else called[0])}.html")
    return failed


def _made(what: str, make: Callable[[], Iterable[tuple[str, str]]], tell: Notify, failed: list[str]) -> Iterator[tuple[str, str]]:
    """Files by name; what cannot be made is told, and named in ``failed``."""
    cause = ""
    try:
        with error_boundary() as fault:
            yield from make()
        cause = fault.cause
    except WriteError as error:
        cause = str(error)
    if cause:
        tell(f"citecheck: {what} could not be made: {cause}")
        failed.append(what)


def _rendered(file: str, form: str, report: Report) -> list[tuple[str, str]]:
    return [(file, render(form, report))]


def _files(report: Report, name: str, tell: Notify, failed: list[str]) -> Iterator[tuple[str, str]]:
    """The reports on one document by file name. The page comes last, since it offers the others."""
    offered = []
    for form, (suffix, about) in FORMATS.items():
        file = f"{name}{suffix}"
        offered.append(Download(file, "text/plain", about=about))
        yield from _made(file, partial(_rendered, file, form, report), tell, failed)
    made = [
        Download(file, "text/plain", text, about)
        for form, (suffix, about) in EMBEDDED.items()
        for file, text in _made(f"{name}{suffix}", partial(_rendered, f"{name}{suffix}", form, report), tell, failed)
    ]
    patch = _made(f"{name}.patch", lambda: [(f"{name}.patch", _patch(report.documents[0]))], tell, failed)
    made += [Download(file, "text/plain", text, "the safe repairs") for file, text in patch]
    offered += [one for one in made if one.content and len(one.content) <= EMBED_AT_MOST]
    page = replace(report, downloads=tuple(offered))
    yield from _made(f"{name}.html", lambda: reporter("html").pages(page, name), tell, failed)


def _patch(result: DocumentResult) -> str:
    """The safe repairs as a diff; nothing for a file that is no text."""
    from citecheck.documents.diff import diff

    before = result.document.data
    changed = b"" if b"\0" in before else diff(result.document.path, before, repaired(result))
    try:
        told = changed.decode()
        return told if shown(told) == told else ""  # a report is passed on; what the document holds of keys is not
    except UnicodeDecodeError:  # a page in UTF-8 cannot carry a patch to another encoding
        return ""


def _write_all(folder: Path, files: Callable[[list[str]], Iterable[tuple[str, str]]], tell: Notify) -> bool:
    """Writes files as they are made; whether any could not be made or written."""
    store = wiring.open_store()
    failed: list[str] = []
    for name, text in files(failed):
        try:
            store.write(folder / name, text.encode("utf-8", "backslashreplace"))
        except WriteError as error:
            tell(f"citecheck: {error}")
            failed.append(name)
    return bool(failed)


def names(documents: tuple[DocumentResult, ...]) -> tuple[str, ...]:
    """A report's name a document: without the extension, unless two would collide; then with it, then with the folders, then with a number.

    Names that differ in case only collide, as they do on macOS and Windows; what these refuse in a name is replaced.
    """
    paths = [Path(result.document.path) for result in documents]
    stems = Counter(comparable(path.stem) for path in paths)
    if len(paths) > 1:
        stems[INDEX] += 1  # the index of all reports has that name
    whole = Counter(comparable(path.name) for path in paths)

    def name(path: Path) -> str:
        if stems[comparable(path.stem)] == 1:
            return path.stem
        if whole[comparable(path.name)] == 1:
            return path.name
        return "-".join(part for part in path.parts if part not in ("/", "..", "."))

    taken: set[str] = set()
    return tuple(_free(portable_name(name(path)), taken) for path in paths)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number that nobody has."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    found = next(one for one in numbered if comparable(one) not in taken)
    taken.add(comparable(found))
    return found


def output_targets(outputs: Sequence[str], spoken: Mapping[str, str]) -> tuple[tuple[str, Path], ...]:
    """Reporter and file of each ``FORMAT:FILE``. Raises ``UsageError``."""
    targets = []
    for output in outputs:
        form, colon, file = output.partition(":")
        if not colon or not file:
            raise UsageError(f"--output {output}: write FORMAT:FILE, such as sarif:findings.sarif")
        targets.append((named_reporter(spoken.get(form, form)), Path(file)))
    return tuple(targets)


def write_outputs(report: Report, targets: Sequence[tuple[str, Path]], tell: Notify) -> bool:
    """Writes each format to its file, a page to several where one would be too long; tells what could not be written."""
    failed = False
    for form, file in targets:
        failed |= _write_all(file.parent, partial(_made, str(file), partial(_output, report, form, file), tell), tell)
    return failed


def _output(report: Report, form: str, file: Path) -> Iterable[tuple[str, str]]:
    if form == "html" and len(report.documents) == 1 and file.suffix == ".html":
        pages: Iterable[tuple[str, str]] = reporter(form).pages(report, file.stem)
        return pages
    return [(file.name, render(form, report))]
