"""One run of `citecheck archive`: which pages, into which file, and what is told of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from citecheck.app import wiring
from citecheck.app.documents import STDIN, read_documents
from citecheck.app.lock_file import change_lock, path_in_lock, read_lock
from citecheck.app.output import emit, say
from citecheck.app.progress import Quiet
from citecheck.app.submit import check_target, keys_of_environment, submit_cited
from citecheck.archives.capture import Capture, Outcome, archive
from citecheck.archives.save_page_now import Keys
from citecheck.archives.warc.writer import Writer
from citecheck.config.settings import Settings
from citecheck.language.secrets import shown
from citecheck.lock.captures import Cited, cited, shelve
from citecheck.lock.file import LockedArchive, LockedLocal
from citecheck.model.report import read_and_unread
from citecheck.model.web import Request
from citecheck.pipeline import read_only
from citecheck.protocols import World
from citecheck.reporters.display_text import plain

TELLS: dict[Outcome, str] = {"captured": "captured", "present": "kept already", "skipped": "left out", "failed": "not captured"}


@dataclass(frozen=True, slots=True)
class Way:
    """How pages are captured: those that are there once more, through Chromium, or not at all."""

    again: bool = False
    browser: bool = False
    offline: bool = False


@dataclass(slots=True)
class Done:
    """What a run has reached so far."""

    captures: list[Capture] = field(default_factory=list)
    no_network: bool = False
    archived: dict[str, LockedArchive] = field(default_factory=dict)

    def local(self) -> dict[str, LockedLocal]:
        """The lock's words for what is in the local archive."""
        kept = (one for one in self.captures if one.outcome in ("captured", "present"))
        return {one.url: LockedLocal(one.row.filename, one.row.digest) for one in kept if one.row}


def run(paths: Sequence[str], settings: Settings, *, again: bool, submit: bool, browser: bool, offline: bool) -> int:
    """Captures what the documents cite; the exit status. Raises ``WriteError``, ``LockError`` and ``UsageError``."""
    keys = keys_of_environment() if submit else None
    if keys:
        check_target(settings)
    documents, unread = read_documents(paths, settings)
    examined, faults = read_and_unread(read_only(documents))
    unread = (*unread, *faults)
    for missing in unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    read = [(path_in_lock(one.document.path, settings), one.notes) for one in examined]
    sources = cited(read_lock(settings), read)
    if not sources:
        say("citecheck: no source has an address yet; `citecheck report` locates what is missing")
        return 2 if unread else 0
    done = Done()
    interrupted = False
    try:
        _keep(sources, settings, done, keys, Way(again, browser, offline))
    except KeyboardInterrupt:
        say("citecheck: interrupted; what was captured so far is kept")
        interrupted = True
    told = tuple(source for source in sources if source.place[0] != STDIN)
    change_lock(settings, lambda lock: shelve(lock, told, done.local(), done.archived))
    return 130 if interrupted else 2 if unread or done.no_network else 0


def _keep(sources: Sequence[Cited], settings: Settings, done: Done, keys: Keys | None, way: Way) -> None:
    requests = [Request(source.url, language=source.language) for source in sources]
    whole = replace(settings, network=replace(settings.network, max_page_bytes=settings.archive.max_bytes))
    with wiring.open_archive(settings) as shelf:
        _tell_recovery(shelf)
        urls = [request.url for request in requests]
        plain_world = partial(wiring.open_world, whole, Quiet(), urls, offline=way.offline, recorder=shelf)
        with wiring.open_browser(whole, urls, shelf) if way.browser and not way.offline else plain_world() as world:
            if world.offline:
                say(f"citecheck: {world.offline}")
                done.no_network = not way.offline
            _capture(requests, shelf, world, done, again=way.again)
            if keys:
                submit_cited(sources, settings, shelf, world, keys, done.captures, done.archived)


def _capture(requests: Sequence[Request], shelf: Writer, world: World, done: Done, *, again: bool) -> None:
    for one in archive(requests, shelf, world, again=again):
        done.captures.append(one)
        emit(_line(one if one.reason != world.offline else replace(one, reason="")))
    counts = Counter(one.outcome for one in done.captures)
    emit(
        ", ".join(f"{counts[outcome]} {word}" for outcome, word in TELLS.items() if counts[outcome])
        + f"; the archive is {shelf.folder}/"
    )


def _line(one: Capture) -> str:
    place = f"  {one.row.filename}" if one.row and one.outcome in ("captured", "present") else ""
    return f"{TELLS[one.outcome]:<12}  " + plain(f"{shown(one.url)}{place}{f'  ({one.reason})' if one.reason else ''}")


def _tell_recovery(shelf: Writer) -> None:
    found = shelf.recovered
    if found.aside:
        say(f"citecheck: {found.aside}: what an interrupted run left half written was set aside there")
    for row in found.lost:
        what = f"the capture of {plain(shown(row.url))} ({row.timestamp}) is lost"
        say(f"citecheck: {row.filename} was cut off before offset {row.offset}: {what}")
