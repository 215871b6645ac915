"""The commands as functions: read, parse, check, resolve, report, repair, archive, plan, explain, render.

All results are frozen values of ``citecheck.model``. Nothing is printed, and only ``archive`` writes. Errors that a user can fix are
raised as ``citecheck.CitecheckError``; failures of services and pages are values, not exceptions. Documents that cannot be read, or that
an internal error stopped, are in ``report.unread``; the others are still examined.

A document is a path or a ``Document``; ``check``, ``report`` and ``plan`` also take folders, and ``-`` for standard input. Results are
those of the command line: a document is joined with the files of its folder that have its notes, and the lock and the baseline of the
settings are used. A ``Document`` is joined only with the other given documents.

``settings()`` reads the settings as the command line does, and takes dotted keys with two underscores:
``settings(network__contact="me@example.org")``. A ``UserWarning`` names keys that a file from the checkout may not set.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError
from citecheck.model.report import DocumentResult, Report, Unread

if TYPE_CHECKING:
    from citecheck.archives.capture import CaptureResult
    from citecheck.config.settings import Settings
    from citecheck.sources.plan import Plan

Readable = Document | str | os.PathLike[str]


def settings(file: str | os.PathLike[str] | None = None, **values: object) -> "Settings":
    """The settings; ``values`` are dotted keys with ``__`` for the dot. Raises ``UsageError``."""
    import warnings

    from citecheck.app import wiring
    from citecheck.config import trust
    from citecheck.config.settings import load

    flags = {key.replace("__", "."): value for key, value in values.items()}
    path = Path(file) if file is not None else None
    loaded = load(wiring.configurable(), file=path, flags=flags, broken=wiring.broken_settings())
    if loaded.refused and loaded.file:
        warnings.warn(trust.sentence(loaded.file, loaded.refused), UserWarning, stacklevel=2)
    return loaded.settings


def read(path: str | os.PathLike[str], data: bytes | str | None = None) -> Document:
    """Read a document from a file, or from ``data`` under that name.

    Raises ``DocumentError``, also if the file is a symbolic link out of its checkout, or out of its folder without one.
    """
    from citecheck.app import wiring
    from citecheck.io.checkout import bounds_of, read_inside

    name = os.fspath(path)
    if data is None:
        try:
            data = read_inside(Path(name), bounds_of(Path(name)))
        except OSError as error:
            raise DocumentError(name, f"the file cannot be read: {error.strerror}; check the name and its permissions") from None
    return wiring.read_document(name, data.encode() if isinstance(data, str) else data)


def parse(document: Readable, *, settings: "Settings | None" = None) -> tuple[Note, ...]:
    """Parse the notes and their sources, without the network. Raises ``DocumentError``, or ``UsageError`` for a folder."""
    from citecheck.app.documents import read_document, silent
    from citecheck.app.report import parse as run

    return run(document if isinstance(document, Document) else read_document(document, _settings(settings), silent)).notes


def check(
    *documents: Readable,
    settings: "Settings | None" = None,
    offline: bool = False,
    locked: bool = False,
    locate: bool = False,
    since: str | None = None,
) -> Report:
    """Check notes and links, and run the rules, without the findings that the baseline accepts.

    ``locked``: use only the lock, without the network. ``locate``: also locate sources. ``since``: only lines changed since the branch
    point from that commit. Raises ``UsageError``, ``LockError``, and ``DocumentError`` if the only document could not be read.
    """
    from citecheck.app.check import check as run
    from citecheck.app.run import RunOptions

    messages: list[str] = []
    options = RunOptions(offline, locked, notify=messages.append)
    made = run(documents, _settings(settings), options, locate=locate, since=since)
    return _readable(made, documents, messages)


def report(*documents: Readable, settings: "Settings | None" = None, offline: bool = False, update: bool = False) -> Report:
    """Parse, check, locate, verify, find captures and run the rules; write nothing.

    ``update``: what the lock recorded less than ``[lock] days`` ago is not checked again. Raises as ``check`` does.
    """
    from citecheck.app.report import report as run
    from citecheck.app.run import RunOptions

    messages: list[str] = []
    made = run(documents, _settings(settings), RunOptions(offline, notify=messages.append), update=update)
    return _readable(made, documents, messages)


def resolve(document: Readable, *, settings: "Settings | None" = None, offline: bool = False) -> DocumentResult:
    """Locate and verify the sources of one document: ``resolution`` of its ``source_results``. Raises ``DocumentError``."""
    from citecheck.app.report import resolve as run
    from citecheck.app.run import RunOptions

    made = run(document, _settings(settings), RunOptions(offline))
    if not made.documents:
        raise DocumentError(made.unread[0].path, made.unread[0].message)
    return made.documents[0]


def repair(result: DocumentResult, *, unsafe: bool = False) -> bytes:
    """The document's bytes with the safe repairs of ``result.repairs``, or all with ``unsafe``; unchanged without repairs.

    Raises ``WriteError`` if the format refuses them.
    """
    from citecheck.app.repair import repaired

    return repaired(result, unsafe=unsafe)


def archive(*urls: str, settings: "Settings | None" = None, again: bool = False) -> "tuple[CaptureResult, ...]":
    """Capture URLs into the local WARC archive. Raises ``WriteError``."""
    from citecheck.app.archive import archive_urls

    return archive_urls(urls, _settings(settings), again=again)


def plan(*documents: Readable, settings: "Settings | None" = None) -> "Plan":
    """Estimate the requests per service and the time of ``report``, without sending any."""
    from citecheck.app.documents import read_documents, silent
    from citecheck.app.plan import plan as run

    made = _settings(settings)
    return run(*read_documents(documents, made, silent), made)


def explain(rule: str) -> str:
    """The page of a rule, by code or name in any case. Raises ``UsageError``."""
    from citecheck.app.explain_rule import explain as run

    return run(rule)


def render(report: Report, form: str = "text") -> str:
    """A report as text, html, json, sarif or another format of ``citecheck plugins``. Raises ``UsageError``."""
    from citecheck.app.reporters import named_reporter
    from citecheck.app.reporters import render as run
    from citecheck.app.run import rule_pages

    return run(named_reporter(form), replace(report, rules=rule_pages()))


def _readable(made: Report, given: Sequence[Readable], messages: Sequence[str]) -> Report:
    """The report. Raises ``DocumentError`` if the only document could not be read."""
    (one,) = given if len(given) == 1 else (None,)
    if one is not None and not isinstance(one, Document) and not made.documents:
        path = os.fspath(one)
        unread = next(
            iter(made.unread), Unread(path, messages[0].removeprefix(f"citecheck: {path}: ") if messages else "nothing was read")
        )
        raise DocumentError(unread.path, unread.message)
    return made


def _settings(chosen: "Settings | None") -> "Settings":
    return chosen if chosen is not None else settings()
