"""`citecheck report`, `resolve` and `parse`, without output."""

from collections.abc import Sequence

from citecheck import pipeline
from citecheck.app.accepted_findings import read_baseline, with_accepted
from citecheck.app.documents import Given, read_document, read_documents
from citecheck.app.lock_file import lock_policy
from citecheck.app.run import RunOptions, notify_unread, run, with_context
from citecheck.config.settings import Settings
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.report import DocumentResult, Report


def report(given: Sequence[Given], settings: Settings, options: RunOptions, *, update: bool = False) -> Report:
    """Parse, check, locate, verify, find captures and run the rules; accepted findings are marked.

    ``update``: what the lock recorded less than ``[lock] days`` ago is not checked again. Raises ``UsageError`` and ``LockError``.
    """
    documents, unread = read_documents(given, settings, options.notify)
    known = lock_policy(documents, settings, update=update)
    accepted = read_baseline(settings)
    made = run(documents, unread, settings, options, known)
    notify_unread(made.unread, options.notify)
    if made.offline:
        options.notify(f"citecheck: {made.offline}")
    return with_context(with_accepted(made, accepted, settings))


def resolve(given: Given, settings: Settings, options: RunOptions) -> Report:
    """Locate and verify the sources of one document, without the lock. Raises ``DocumentError`` and ``UsageError``."""
    made = run((read_document(given, settings, options.notify),), (), settings, options)
    notify_unread(made.unread, options.notify)
    return made


def parse(document: Document) -> DocumentResult:
    """A document with its notes and sources, without the network. Raises ``DocumentError``."""
    (result,) = pipeline.read_only([document])
    if not result.readable:
        raise DocumentError(document.path, result.faults[0])
    return result
