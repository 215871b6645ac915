"""What `citecheck check` does, and the run behind it and `citecheck baseline`: documents, lock, rules, accepted findings."""

from collections.abc import Sequence

from citecheck.app import wiring
from citecheck.app.accepted_findings import read_baseline, without_accepted
from citecheck.app.documents import Given, read_documents
from citecheck.app.lock_file import lock_policy
from citecheck.app.run import RunOptions, run, tell_unread, with_surroundings
from citecheck.config.settings import Settings
from citecheck.model.report import Report


def check(
    given: Sequence[Given],
    settings: Settings,
    options: RunOptions,
    *,
    locate: bool = False,
    since: str | None = None,
) -> Report:
    """Examines documents as ``examine`` does, and sets aside the findings that the baseline accepts.

    Raises ``UsageError`` and ``LockError``.
    """
    accepted = read_baseline(settings)
    report = examine(given, settings, options, locate=locate, since=since)
    return without_accepted(report, accepted, settings)


def examine(
    given: Sequence[Given],
    settings: Settings,
    options: RunOptions,
    *,
    locate: bool = False,
    since: str | None = None,
) -> Report:
    """Examines documents, or their lines that changed ``since`` a commit.

    Services are searched for sources with ``locate``, or where rules are selected that need it. Raises ``UsageError`` and ``LockError``.
    """
    documents, unread = read_documents(given, settings, options.tell)
    if since is not None:
        from citecheck.app.since import changed_since

        documents = changed_since(documents, since)
    locate = locate or (bool(settings.rules.select) and wiring.policy_of(settings.rules).needs("sources"))
    known = lock_policy(documents, settings, locked=options.locked, links_only=not locate)
    report = run(documents, unread, settings, known, offline=options.offline, locate=locate, open_progress=options.open_progress)
    tell_unread(report, options.tell)
    if report.offline:
        options.tell(
            f"citecheck: {report.offline}{'' if options.offline or options.locked else '; --offline checks what the documents alone show'}"
        )
    if report.interrupted:
        options.tell("citecheck: interrupted; what was found so far is told")
    return with_surroundings(report)
