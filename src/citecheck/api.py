"""The verbs of the command line for programs: read, parse, check, resolve, report, repair, archive, plan, explain, render.

Everything given back is a frozen value of ``citecheck.model``; nothing is printed, and only ``archive`` writes. What a user can act on is
raised as ``citecheck.CitecheckError``; what services or pages say is never an exception, it stands in the values. Of several documents
those that cannot be read, and what an internal error prevented, are named in ``report.unread``; the others are examined all the same.

Where a document is asked for, a path or a ``Document`` will do; ``check``, ``report`` and ``plan`` take folders too, and ``-`` for standard
input. Answers are those of the command line, since both run the functions of ``citecheck.app``: a text is joined with the files of its
folder that have its notes, the lock and the baseline of the settings count. A ``Document`` is joined only with what is given beside it.

Settings are those of the command line: ``settings()`` reads the user's own file, the one found in the working directory or above and the
environment, and takes dotted keys as arguments with two underscores: ``settings(network__contact="me@example.org")``. What a file that was
only found may not set is not used, and a ``UserWarning`` says so.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
    """A document from a file, or from ``data`` as if it stood in a file of that name. Raises ``DocumentError``.

    Also where the file is a symbolic link out of its checkout, or out of its folder where there is none.
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
    """The notes with their sources, without the network. Raises ``DocumentError``, or ``UsageError`` for a folder."""
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
    """Links and whatever the documents alone show, judged by the rules, without what the baseline accepts.

    ``locked``: nobody is asked, the lock alone tells what is known. ``locate``: sources are searched for, too. ``since``: only lines
    that changed since the branch left that commit. Raises ``UsageError``, ``LockError``, and ``DocumentError`` where nothing was read.
    """
    from citecheck.app.check import check as run
    from citecheck.app.run import RunOptions

    told: list[str] = []
    options = RunOptions(offline, locked, tell=told.append)
    made = run(documents, _settings(settings), options, locate=locate, since=since)
    return _with_any(made, documents, told)


def report(*documents: Readable, settings: "Settings | None" = None, offline: bool = False, update: bool = False) -> Report:
    """The whole job: parse, check, locate, verify, recall captures, judge. Nothing is written.

    ``update``: what the lock recorded less than ``[lock] days`` ago is not asked again. Raises as ``check`` does.
    """
    from citecheck.app.report import report as run
    from citecheck.app.run import RunOptions

    told: list[str] = []
    made = run(documents, _settings(settings), RunOptions(offline, tell=told.append), update=update)
    return _with_any(made, documents, told)


def resolve(document: Readable, *, settings: "Settings | None" = None, offline: bool = False) -> DocumentResult:
    """One document with a resolution for every source: ``dossier.resolution`` of each of its ``source_results``. Raises ``DocumentError``."""
    from citecheck.app.report import resolve as run
    from citecheck.app.run import RunOptions

    made = run(document, _settings(settings), RunOptions(offline))
    if not made.documents:
        raise DocumentError(made.unread[0].path, made.unread[0].message)
    return made.documents[0]


def repair(result: DocumentResult, *, unsafe: bool = False) -> bytes:
    """The document's bytes with the repairs made that ``examined.repairs`` holds; only the safe ones without ``unsafe``.

    Raises ``WriteError`` where the format refuses. The bytes are the document's own where nothing is to be repaired.
    """
    from citecheck.app.repair import repaired

    return repaired(result, unsafe=unsafe)


def archive(*urls: str, settings: "Settings | None" = None, again: bool = False) -> "tuple[CaptureResult, ...]":
    """Captures addresses into the local WARC archive of the settings. Raises ``WriteError``."""
    from citecheck.app.archive import archive_urls

    return archive_urls(urls, _settings(settings), again=again)


def plan(*documents: Readable, settings: "Settings | None" = None) -> "Plan":
    """What ``report`` would ask of whom, and how long politeness makes it take; nobody is asked."""
    from citecheck.app.documents import read_documents, silent
    from citecheck.app.plan import plan as run

    made = _settings(settings)
    return run(*read_documents(documents, made, silent), made)


def explain(rule: str) -> str:
    """The page of a rule, by code or name in any case. Raises ``UsageError``."""
    from citecheck.app.explain_rule import explain as run

    return run(rule)


def render(report: Report, form: str = "text") -> str:
    """A report as text, html, json, sarif … in any format that ``citecheck plugins`` lists. Raises ``UsageError``."""
    from citecheck.app.reporters import named_reporter
    from citecheck.app.reporters import render as run
    from citecheck.app.run import rule_pages

    return run(named_reporter(form), replace(report, rules=rule_pages()))


def _with_any(made: Report, given: Sequence[Readable], told: Sequence[str]) -> Report:
    """The report. Raises ``DocumentError`` where one document was to be read, and it was not."""
    (one,) = given if len(given) == 1 else (None,)
    if one is not None and not isinstance(one, Document) and not made.documents:
        path = os.fspath(one)
        unread = next(iter(made.unread), Unread(path, told[0].removeprefix(f"citecheck: {path}: ") if told else "nothing was read"))
        raise DocumentError(unread.path, unread.message)
    return made


def _settings(chosen: "Settings | None") -> "Settings":
    return chosen if chosen is not None else settings()
