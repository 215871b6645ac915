"""Runs the pipeline with the settings' network and plug-ins."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from citecheck import __version__, pipeline
from citecheck.app import wiring
from citecheck.app.batches import batches
from citecheck.app.documents import silent
from citecheck.app.examination import Examination
from citecheck.app.file_reader import STDIN, Notify
from citecheck.app.jobs import parser
from citecheck.app.progress import OpenProgress, quiet
from citecheck.config.settings import Settings
from citecheck.findings import rule_docs
from citecheck.io.bounded_sequence import bounded
from citecheck.io.git_status import commit as commit_of
from citecheck.lock.policy import NOTHING, LockPolicy
from citecheck.model.document import Document
from citecheck.model.finding import RulePage
from citecheck.model.report import Report, Unread, readable


class RunOptions(Struct, frozen=True):
    """Network use and output of a run. ``locked``: use only the lock, without the network.

    ``jobs``: the processes that parse documents; None: one for each core.
    """

    offline: bool = False
    locked: bool = False
    open_progress: OpenProgress = quiet
    notify: Notify = silent
    jobs: int | None = 1


def run(
    documents: Sequence[Document],
    unread: tuple[Unread, ...],
    settings: Settings,
    options: RunOptions,
    lock_policy: LockPolicy = NOTHING,
    *,
    locate: bool = True,
) -> Report:
    """Examine documents. Without ``locate`` only what the selected rules need is requested."""
    plugins = wiring.plugins_of(settings, locate=locate)
    faults: list[Unread] = []
    if lock_policy.trust == "all":
        now = wiring.clock().now()
        parts = batches(documents, lock_policy)
        results = (one for part in parts for one in pipeline.from_lock(part[0], plugins, part[1], now, parser(options.jobs)))
        kept = bounded(readable(results, faults))
        return Report(kept, (*unread, *faults), now, version=__version__)

    pages = (address.url for document in documents for address in document.addresses)
    asks = plugins.asks and bool(documents)
    with (
        options.open_progress() as progress,
        wiring.open_network(settings, progress, pages, offline=options.offline or not asks) as network,
    ):
        started = network.clock.now()
        examination = Examination(plugins, network, lock_policy, parser(options.jobs))
        kept = bounded(readable(examination.results(documents), faults))
        no_network_reason = network.offline if documents and (options.offline or asks) else None
        return Report(kept, (*unread, *faults), started, no_network_reason, examination.interrupted, __version__)


def notify_unread(unread: Sequence[Unread], notify: Notify) -> None:
    """Report documents that could not be read or processed."""
    for one in unread:
        notify(f"citecheck: {one.path}: {one.message}")


def no_network(report: Report, *, offline: bool) -> bool:
    """Whether the run needed the network, was allowed to use it, and had none."""
    return bool(report.offline) and not offline and any(one.links or one.source_results for one in report.documents)


def rule_pages() -> tuple[RulePage, ...]:
    """The pages of all rules by code."""
    return tuple(rule_docs.rule_page(kind) for kind in sorted(wiring.plugins("rules").values(), key=lambda kind: str(kind.code)))


def with_context(report: Report) -> Report:
    """The report with the rules' pages, working directory, commit, and source URL for reporters."""
    paths = [Path(one.document.path) for one in report.documents if one.document.path != STDIN]
    commit = commit_of(paths) if paths else ""
    return replace(report, rules=rule_pages(), root=str(Path.cwd()), source_url=_forge(os.environ), commit=commit)


def _forge(environment: Mapping[str, str]) -> str | None:
    """The base URL of this commit's files, from the variables of GitHub and GitLab jobs."""
    server, repository, commit = (environment.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    if server and repository and commit:
        return f"{server}/{repository}/blob/{commit}/"
    project, commit = environment.get("CI_PROJECT_URL"), environment.get("CI_COMMIT_SHA")
    return f"{project}/-/blob/{commit}/" if project and commit else None
