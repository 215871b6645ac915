"""`citecheck check`, and the run that it shares with `citecheck baseline`."""

from collections.abc import Sequence

from citecheck.app.accepted_findings import read_baseline, without_accepted
from citecheck.app.documents import Given, read_documents
from citecheck.app.lock_file import lock_policy
from citecheck.app.policy import policy_of
from citecheck.app.run import RunOptions, notify_unread, run, with_context
from citecheck.config.settings import Settings
from citecheck.model.report import Report


def check(
    given: Sequence[Given], settings: Settings, options: RunOptions, *, locate: bool = False, since: str | None = None
) -> Report:
    """``examine`` without the findings that the baseline accepts. Raises ``UsageError`` and ``LockError``."""
    accepted = read_baseline(settings)
    return without_accepted(examine(given, settings, options, locate=locate, since=since), accepted, settings)


def examine(
    given: Sequence[Given], settings: Settings, options: RunOptions, *, locate: bool = False, since: str | None = None
) -> Report:
    """Check documents, or the lines changed ``since`` a commit.

    Sources are located with ``locate``, or if selected rules need it. Raises ``UsageError`` and ``LockError``.
    """
    documents, unread = read_documents(given, settings, options.notify)
    if since is not None:
        from citecheck.app.since import changed_since

        documents = changed_since(documents, since)
    locate = locate or (bool(settings.rules.select) and policy_of(settings.rules).needs("sources"))
    known = lock_policy(documents, settings, locked=options.locked, links_only=not locate)
    report = run(documents, unread, settings, options, known, locate=locate)
    notify_unread(report.unread, options.notify)
    if report.offline:
        options.notify(
            f"citecheck: {report.offline}{'' if options.offline or options.locked else '; --offline checks what needs no network'}"
        )
    if report.interrupted:
        options.notify("citecheck: interrupted; these are the findings so far")
    return with_context(report)
