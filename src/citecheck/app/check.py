"""The run behind `citecheck check` and `citecheck baseline`: documents, lock, rules, and what is said of trouble."""

from collections.abc import Sequence

from citecheck.app import wiring
from citecheck.app.documents import read_documents
from citecheck.app.lock_file import memory
from citecheck.app.output import say
from citecheck.app.run import run, with_surroundings
from citecheck.config.settings import Settings
from citecheck.model.report import Report


def examine(
    paths: Sequence[str], settings: Settings, *, offline: bool, locked: bool, locate: bool = False, since: str | None = None
) -> Report:
    """Examines the documents at the paths, or their lines that changed ``since`` a commit; says on stderr what could not be done.

    Services are searched for sources with ``locate``, or where rules are selected that need it.
    """
    documents, unread = read_documents(paths, settings)
    if since is not None:
        from citecheck.app.since import changed_since

        documents = changed_since(documents, since)
    whole = locate or (bool(settings.rules.select) and wiring.policy_of(settings.rules).needs("sources"))
    known = memory(documents, settings, locked=locked, links_only=not whole)
    report = run(documents, unread, settings, known, offline=offline, whole=whole)
    for missing in report.unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    if report.offline:
        say(f"citecheck: {report.offline}{'' if offline or locked else '; --offline checks what the documents alone show'}")
    if report.interrupted:
        say("citecheck: interrupted; what was found so far is told")
    return with_surroundings(report)
