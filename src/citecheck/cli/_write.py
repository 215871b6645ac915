"""Writing reports: which file is whose, and what stands in the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from citecheck import wiring
from citecheck.cli._output import render, say
from citecheck.config import Settings
from citecheck.errors import UsageError, WriteError
from citecheck.model.report import Examined, Report

FORMATS = ("html", "markdown", "json")


def write_reports(report: Report, settings: Settings) -> bool:
    """Writes ``<name>.html``, ``.md`` and ``.json`` for each document; says what could not be written and whether anything."""
    folder = Path(settings.output.reports)
    store = wiring.open_store()
    failed = False
    for examined, name in zip(report.documents, names(report.documents), strict=True):
        one = replace(report, documents=(examined,), unread=())
        for form in FORMATS:
            suffix = wiring.plugins("reporters")[form].suffix
            try:
                store.write(folder / f"{name}{suffix}", render(form, one).encode("utf-8", "backslashreplace"))
            except WriteError as error:
                say(f"citecheck: {error}")
                failed = True
    return failed


def names(documents: tuple[Examined, ...]) -> tuple[str, ...]:
    """A report's name a document: without the extension, unless two would collide; then with it, then with the folders."""
    paths = [Path(examined.document.path) for examined in documents]
    stems = Counter(path.stem for path in paths)
    whole = Counter(path.name for path in paths)

    def name(path: Path) -> str:
        if stems[path.stem] == 1:
            return path.stem
        if whole[path.name] == 1:
            return path.name
        return "-".join(part for part in path.parts if part not in ("/", "..", "."))

    return tuple(name(path) for path in paths)


def named_reporter(name: str) -> str:
    """The name, where a reporter has it. Raises ``UsageError``."""
    known = wiring.plugins("reporters")
    if name not in known:
        raise UsageError(f"there is no format {name!r}; there are text, {', '.join(sorted(known))}")
    return name


def output_targets(outputs: Sequence[str], spoken: Mapping[str, str]) -> tuple[tuple[str, Path], ...]:
    """Reporter and file of each ``FORMAT:FILE``. Raises ``UsageError``."""
    targets = []
    for output in outputs:
        form, colon, file = output.partition(":")
        if not colon or not file:
            raise UsageError(f"--output {output}: write FORMAT:FILE, such as sarif:findings.sarif")
        targets.append((named_reporter(spoken.get(form, form)), Path(file)))
    return tuple(targets)


def write_outputs(report: Report, targets: Sequence[tuple[str, Path]]) -> bool:
    """Writes each format to its file; says what could not be written and whether anything."""
    store = wiring.open_store()
    failed = False
    for reporter, file in targets:
        try:
            store.write(file, render(reporter, report).encode("utf-8", "backslashreplace"))
        except WriteError as error:
            say(f"citecheck: {error}")
            failed = True
    return failed
