"""What `citecheck report`, `resolve` and `parse` do before anything is written or printed."""

from collections.abc import Sequence

from citecheck import pipeline
from citecheck.app.accepted_findings import read_baseline, with_accepted
from citecheck.app.documents import Given, read_document, read_documents
from citecheck.app.lock_file import lock_policy
from citecheck.app.run import RunOptions, run, tell_unread, with_surroundings
from citecheck.config.settings import Settings
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.report import DocumentResult, Report


def report(
    given: Sequence[Given],
    settings: Settings,
    options: RunOptions,
    *,
    update: bool = False,
) -> Report:
    """The whole job: parses, checks, locates, verifies, looks for captures, judges; accepted findings are marked.

    ``update``: what the lock recorded less than ``[lock] days`` ago is not asked again. Raises ``UsageError`` and ``LockError``.
    """
    documents, unread = read_documents(given, settings, options.tell)
    known = lock_policy(documents, settings, update=update)
    accepted = read_baseline(settings)
    made = run(documents, unread, settings, known, offline=options.offline, open_progress=options.open_progress)
    tell_unread(made, options.tell)
    if made.offline:
        options.tell(f"citecheck: {made.offline}")
    return with_surroundings(with_accepted(made, accepted, settings))


def resolve(given: Given, settings: Settings, options: RunOptions) -> Report:
    """Locates and verifies the sources of one document; the lock is not read. Raises ``DocumentError`` and ``UsageError``."""
    made = run(
        (read_document(given, settings, options.tell),), (), settings, offline=options.offline, open_progress=options.open_progress
    )
    tell_unread(made, options.tell)
    return made


def parse(document: Document) -> DocumentResult:
    """A document with its notes and their sources; nobody is asked. Raises ``DocumentError``."""
    (result,) = pipeline.read_only([document])
    if not result.readable:
        raise DocumentError(document.path, result.faults[0])
    return result
