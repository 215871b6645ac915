"""One run of `citecheck archive`: which pages, into which file, and what is told of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from citecheck import wiring
from citecheck.cli._documents import STDIN, read_documents
from citecheck.cli._lock import change_lock, path_in_lock, read_lock
from citecheck.cli._output import emit, say
from citecheck.cli._progress import Quiet
from citecheck.config import Settings
from citecheck.lock import LockedLocal
from citecheck.model.web import Request
from citecheck.stages.archive import Capture, Outcome, archive
from citecheck.stages.parse import parse
from citecheck.stages.shelve import Cited, cited, shelve
from citecheck.text.secrets import shown
from citecheck.warc.writer import Writer
from citecheck.wording import plain

TELLS: dict[Outcome, str] = {"captured": "captured", "present": "kept already", "skipped": "left out", "failed": "not captured"}


def run(paths: Sequence[str], settings: Settings, *, again: bool) -> int:
    """Captures what the documents cite; the exit status."""
    documents, unread = read_documents(paths, settings)
    for missing in unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    read = [(path_in_lock(document.path, settings), parse(document)) for document in documents]
    sources = cited(read_lock(settings), read)
    if not sources:
        say("citecheck: no source has an address yet; `citecheck report` locates what is missing")
        return 2 if unread else 0
    done = _capture(sources, settings, again=again)
    kept = {
        one.url: LockedLocal(one.row.filename, one.row.digest) for one in done if one.row and one.outcome in ("captured", "present")
    }
    told = tuple(source for source in sources if source.place[0] != STDIN)
    change_lock(settings, lambda lock: shelve(lock, told, kept))
    return 2 if unread else 0


def _capture(sources: Sequence[Cited], settings: Settings, *, again: bool) -> list[Capture]:
    requests = [Request(source.url, language=source.language) for source in sources]
    whole = replace(settings, network=replace(settings.network, max_page_bytes=settings.archive.max_bytes))
    done: list[Capture] = []
    with wiring.open_archive(settings) as shelf:
        _tell_recovery(shelf)
        with wiring.open_world(whole, Quiet(), [r.url for r in requests], offline=False, recorder=shelf) as world:
            for one in archive(requests, shelf, world, again=again):
                done.append(one)
                emit(_line(one))
    counts = Counter(one.outcome for one in done)
    emit(", ".join(f"{counts[outcome]} {word}" for outcome, word in TELLS.items() if counts[outcome]) + f"; in {shelf.folder}")
    return done


def _line(one: Capture) -> str:
    place = f"  {one.row.filename}" if one.row and one.outcome in ("captured", "present") else ""
    return f"{TELLS[one.outcome]:<12}  " + plain(f"{shown(one.url)}{place}{f'  ({one.reason})' if one.reason else ''}")


def _tell_recovery(shelf: Writer) -> None:
    found = shelf.recovered
    if found.aside:
        say(f"citecheck: {found.aside}: what an interrupted run left half written was set aside there")
    for row in found.lost:
        say(
            f"citecheck: {row.filename} was cut off before offset {row.offset}: the capture of {plain(shown(row.url))} ({row.timestamp}) is lost"
        )
