"""`citecheck archive`: captures the cited pages and records them in the lock."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.documents import Given, read_documents, silent
from citecheck.app.file_reader import STDIN, Notify
from citecheck.app.lock_file import change_lock, path_in_lock, read_lock
from citecheck.app.progress import NoProgress
from citecheck.app.run import notify_unread
from citecheck.app.submit import check_target, keys_of_environment, submit_cited
from citecheck.archives.capture import CaptureResult, Outcome, archive
from citecheck.archives.save_page_now import Keys
from citecheck.archives.warc.writer import Writer
from citecheck.config.settings import Settings
from citecheck.language.printable import one_line
from citecheck.language.secrets import shown
from citecheck.lock.captures import CitedSource, add_captures, cited_sources
from citecheck.lock.file import LockedArchive, LockedLocal
from citecheck.model.report import read_and_unread
from citecheck.model.web import Request
from citecheck.pipeline import read_only
from citecheck.protocols import Network

OUTCOMES: dict[Outcome, str] = {"captured": "captured", "present": "in archive", "skipped": "skipped", "failed": "not captured"}


class ArchiveOptions(Struct, frozen=True):
    """``again``: also capture pages that are in the archive; ``submit``: also use Save Page Now.

    ``show`` gets a line for each page as it is captured or submitted, ``notify`` gets messages.
    """

    again: bool = False
    browser: bool = False
    offline: bool = False
    submit: bool = False
    show: Callable[[str], None] = silent
    notify: Notify = silent


class Archived(Struct, frozen=True):
    """How a run ended; ``failed``: a document could not be read, or there was no network."""

    interrupted: bool = False
    failed: bool = False


class ArchiveState(Struct):
    """What a run has captured so far."""

    captures: list[CaptureResult] = field(default_factory=list)
    no_network: bool = False
    archived: dict[str, LockedArchive] = field(default_factory=dict)

    def local(self) -> dict[str, LockedLocal]:
        """The lock's records of the local captures, by URL."""
        present = (one for one in self.captures if one.outcome in ("captured", "present"))
        return {one.url: LockedLocal(one.row.filename, one.row.digest) for one in present if one.row}


def run(given: Sequence[Given], settings: Settings, options: ArchiveOptions) -> Archived:
    """Capture the cited pages, and record them in the lock. Raises ``WriteError``, ``LockError`` and ``UsageError``."""
    keys = keys_of_environment() if options.submit else None
    if keys:
        check_target(settings)
    documents, unread = read_documents(given, settings, options.notify)
    result, faults = read_and_unread(read_only(documents))
    unread = (*unread, *faults)
    notify_unread(unread, options.notify)
    read = [(path_in_lock(one.document.path, settings), one.notes) for one in result]
    sources = cited_sources(read_lock(settings), read)
    if not sources:
        options.notify("citecheck: no source has a URL yet; `citecheck report` searches for them")
        return Archived(failed=bool(unread))
    state = ArchiveState()
    interrupted = False
    try:
        _archive(sources, settings, state, keys, options)
    except KeyboardInterrupt:
        options.notify("citecheck: interrupted; the captures so far are kept")
        interrupted = True
    recorded = tuple(source for source in sources if source.place[0] != STDIN)
    change_lock(settings, lambda lock: add_captures(lock, recorded, state.local(), state.archived))
    return Archived(interrupted, bool(unread) or state.no_network)


def archive_urls(urls: Sequence[str], settings: Settings, *, again: bool) -> tuple[CaptureResult, ...]:
    """Capture URLs without writing the lock. Raises ``WriteError``."""
    network_settings = _with_archive_size(settings)
    with (
        wiring.open_archive(settings) as capture_folder,
        wiring.open_network(network_settings, NoProgress(), urls, offline=False, recorder=capture_folder) as network,
    ):
        return tuple(archive([Request(url) for url in urls], capture_folder, network, again=again))


def _with_archive_size(settings: Settings) -> Settings:
    """The settings with the archive's size limit for pages."""
    return replace(settings, network=replace(settings.network, max_page_bytes=settings.archive.max_bytes))


def _archive(
    sources: Sequence[CitedSource], settings: Settings, state: ArchiveState, keys: Keys | None, options: ArchiveOptions
) -> None:
    requests = [Request(source.url, language=source.language) for source in sources]
    network_settings = _with_archive_size(settings)
    with wiring.open_archive(settings) as capture_folder:
        _notify_recovery(capture_folder, options.notify)
        urls = [request.url for request in requests]
        plain_network = partial(
            wiring.open_network, network_settings, NoProgress(), urls, offline=options.offline, recorder=capture_folder
        )
        with (
            wiring.open_browser(network_settings, urls, capture_folder)
            if options.browser and not options.offline
            else plain_network() as network
        ):
            if network.offline:
                options.notify(f"citecheck: {network.offline}")
                state.no_network = not options.offline
            _capture(requests, capture_folder, network, state, options)
            if keys:
                for one in submit_cited(sources, settings, capture_folder, network, keys, state.captures):
                    if one.archive:
                        state.archived[one.url] = one.archive
                    options.show(one.line)


def _capture(
    requests: Sequence[Request], capture_folder: Writer, network: Network, state: ArchiveState, options: ArchiveOptions
) -> None:
    for one in archive(requests, capture_folder, network, again=options.again):
        state.captures.append(one)
        options.show(_line(one if one.reason != network.offline else replace(one, reason="")))
    counts = Counter(one.outcome for one in state.captures)
    options.show(
        ", ".join(f"{counts[outcome]} {word}" for outcome, word in OUTCOMES.items() if counts[outcome])
        + f"; the archive is {capture_folder.folder}/"
    )


def _line(one: CaptureResult) -> str:
    place = f"  {one.row.filename}" if one.row and one.outcome in ("captured", "present") else ""
    return f"{OUTCOMES[one.outcome]:<12}  " + one_line(f"{shown(one.url)}{place}{f'  ({one.reason})' if one.reason else ''}")


def _notify_recovery(capture_folder: Writer, notify: Notify) -> None:
    found = capture_folder.recovered
    if found.aside:
        notify(f"citecheck: {found.aside}: an incomplete file of an interrupted run was moved there")
    for row in found.lost:
        what = f"the capture of {one_line(shown(row.url))} ({row.timestamp}) is lost"
        notify(f"citecheck: {row.filename} was cut off before offset {row.offset}: {what}")
