"""What `citecheck archive` does: which pages are captured, into which file, and what is told of each."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from citecheck.app import wiring
from citecheck.app.documents import STDIN, Given, Notify, read_documents, silent
from citecheck.app.lock_file import change_lock, path_in_lock, read_lock
from citecheck.app.progress import NoProgress
from citecheck.app.submit import check_target, keys_of_environment, submit_cited
from citecheck.archives.capture import CaptureResult, Outcome, archive
from citecheck.archives.save_page_now import Keys
from citecheck.archives.warc.writer import Writer
from citecheck.config.settings import Settings
from citecheck.language.secrets import shown
from citecheck.lock.captures import CitedSource, add_captures, cited_sources
from citecheck.lock.file import LockedArchive, LockedLocal
from citecheck.model.report import read_and_unread
from citecheck.model.web import Request
from citecheck.pipeline import read_only
from citecheck.protocols import Network
from citecheck.reporters.display_text import plain

TELLS: dict[Outcome, str] = {"captured": "captured", "present": "kept already", "skipped": "left out", "failed": "not captured"}


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """How pages are captured: those that are there once more, through Chromium, or not at all; and whether Save Page Now is asked too.

    ``show`` gets a line on each page, as it is captured or submitted.
    """

    again: bool = False
    browser: bool = False
    offline: bool = False
    submit: bool = False
    show: Callable[[str], None] = silent
    tell: Notify = silent


@dataclass(frozen=True, slots=True)
class Archived:
    """How a run ended; ``failed``: a document could not be read, or nobody could be asked."""

    interrupted: bool = False
    failed: bool = False


@dataclass(slots=True)
class Done:
    """What a run has reached so far."""

    captures: list[CaptureResult] = field(default_factory=list)
    no_network: bool = False
    archived: dict[str, LockedArchive] = field(default_factory=dict)

    def local(self) -> dict[str, LockedLocal]:
        """The lock's words for what is in the local archive."""
        kept = (one for one in self.captures if one.outcome in ("captured", "present"))
        return {one.url: LockedLocal(one.row.filename, one.row.digest) for one in kept if one.row}


def run(given: Sequence[Given], settings: Settings, options: ArchiveOptions) -> Archived:
    """Captures what the documents cite, and records that in the lock. Raises ``WriteError``, ``LockError`` and ``UsageError``."""
    keys = keys_of_environment() if options.submit else None
    if keys:
        check_target(settings)
    documents, unread = read_documents(given, settings, options.tell)
    result, faults = read_and_unread(read_only(documents))
    unread = (*unread, *faults)
    for missing in unread:
        options.tell(f"citecheck: {missing.path}: {missing.message}")
    read = [(path_in_lock(one.document.path, settings), one.notes) for one in result]
    sources = cited_sources(read_lock(settings), read)
    if not sources:
        options.tell("citecheck: no source has an address yet; `citecheck report` locates what is missing")
        return Archived(failed=bool(unread))
    done = Done()
    interrupted = False
    try:
        _keep(sources, settings, done, keys, options)
    except KeyboardInterrupt:
        options.tell("citecheck: interrupted; what was captured so far is kept")
        interrupted = True
    told = tuple(source for source in sources if source.place[0] != STDIN)
    change_lock(settings, lambda lock: add_captures(lock, told, done.local(), done.archived))
    return Archived(interrupted, bool(unread) or done.no_network)


def archive_urls(urls: Sequence[str], settings: Settings, *, again: bool) -> tuple[CaptureResult, ...]:
    """Captures addresses; no lock is written. Raises ``WriteError``."""
    whole = _whole(settings)
    with (
        wiring.open_archive(settings) as capture_folder,
        wiring.open_network(whole, NoProgress(), urls, offline=False, recorder=capture_folder) as network,
    ):
        return tuple(archive([Request(url) for url in urls], capture_folder, network, again=again))


def _whole(settings: Settings) -> Settings:
    """The settings for pages of the size that the archive takes."""
    return replace(settings, network=replace(settings.network, max_page_bytes=settings.archive.max_bytes))


def _keep(sources: Sequence[CitedSource], settings: Settings, done: Done, keys: Keys | None, options: ArchiveOptions) -> None:
    requests = [Request(source.url, language=source.language) for source in sources]
    whole = _whole(settings)
    with wiring.open_archive(settings) as capture_folder:
        _tell_recovery(capture_folder, options.tell)
        urls = [request.url for request in requests]
        plain_network = partial(wiring.open_network, whole, NoProgress(), urls, offline=options.offline, recorder=capture_folder)
        with (
            wiring.open_browser(whole, urls, capture_folder)
            if options.browser and not options.offline
            else plain_network() as network
        ):
            if network.offline:
                options.tell(f"citecheck: {network.offline}")
                done.no_network = not options.offline
            _capture(requests, capture_folder, network, done, options)
            if keys:
                for one in submit_cited(sources, settings, capture_folder, network, keys, done.captures):
                    if one.archive:
                        done.archived[one.url] = one.archive
                    options.show(one.line)


def _capture(requests: Sequence[Request], capture_folder: Writer, network: Network, done: Done, options: ArchiveOptions) -> None:
    for one in archive(requests, capture_folder, network, again=options.again):
        done.captures.append(one)
        options.show(_line(one if one.reason != network.offline else replace(one, reason="")))
    counts = Counter(one.outcome for one in done.captures)
    options.show(
        ", ".join(f"{counts[outcome]} {word}" for outcome, word in TELLS.items() if counts[outcome])
        + f"; the archive is {capture_folder.folder}/"
    )


def _line(one: CaptureResult) -> str:
    place = f"  {one.row.filename}" if one.row and one.outcome in ("captured", "present") else ""
    return f"{TELLS[one.outcome]:<12}  " + plain(f"{shown(one.url)}{place}{f'  ({one.reason})' if one.reason else ''}")


def _tell_recovery(capture_folder: Writer, tell: Notify) -> None:
    found = capture_folder.recovered
    if found.aside:
        tell(f"citecheck: {found.aside}: what an interrupted run left half written was set aside there")
    for row in found.lost:
        what = f"the capture of {plain(shown(row.url))} ({row.timestamp}) is lost"
        tell(f"citecheck: {row.filename} was cut off before offset {row.offset}: {what}")
