"""Checks the links of a shard. Each verdict goes to a journal at once, so that a killed run continues in the middle.

No service is asked here: blocked pages are looked up afterwards by one process for all shards.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import Done, Run
from citecheck.app.corpus.packing import pack_link, unpack_link
from citecheck.app.corpus.shard_owner import (
    cache_file,
    forget_cache,
    journal_file,
    longest_interval,
    verdict_draft,
    verdict_file,
    while_owned,
)
from citecheck.app.progress import NoProgress
from citecheck.config.settings import CacheSettings, Settings
from citecheck.language.surrogates import well_formed
from citecheck.model.web import verdict
from citecheck.net.lease import Held
from citecheck.pipeline import CheckedUrl

AT_ONCE = 50_000  # links in memory
ROWS = 10_000  # of the verdicts in memory
NO_LIMIT = 10**13  # bytes; what a shard learnt is kept until it is done


class ShardTask(Struct, frozen=True):
    """A shard of a run."""

    run: Run
    shard: str


class JournalRow(msgspec.Struct):
    """A link with its verdict."""

    url: str
    key: str
    word: str
    link: bytes
    checked: str
    titles: tuple[str, ...] = ()
    doubtful: bool = False


def check(task: ShardTask) -> Done:
    """Check the links of a shard: from ``shards`` to ``verdicts``. Raises ``WriteError``.

    The lease keeps other processes from its hosts, also when this one freezes and wakes.
    """
    run, shard = task.run, task.shard
    if made := verdict_file(run, shard):
        return Done(shard, tables.count(made), made=False)
    return while_owned(run, shard, longest_interval(run, shard), lambda held: _check(run, shard, held))


def _check(run: Run, shard: str, held: Held) -> Done:
    if made := verdict_file(run, shard):  # by the owner before
        return Done(shard, tables.count(made), made=False)
    with tables.full_disk_is_said(run.state("journals", shard, ".jsonl")):
        journal = journal_file(run, shard, held)
        _answer(run, shard, journal, held)
        held.check()
        written = _write(verdict_draft(run, shard, held), read_journal(journal), run.link_stamp)
        held.check()
        journal.unlink(missing_ok=True)
        forget_cache(run, shard)
    return Done(shard, written)


def _answer(run: Run, shard: str, journal: Path, held: Held) -> None:
    """Add the verdicts that the journal lacks."""
    answered = {row.url for row in read_journal(journal)}
    plugins = replace(wiring.plugins_of(run.settings, locate=False), archives=())
    network = wiring.open_network(_settings(run, shard), NoProgress(), None, offline=False, permit=held.check)
    with network as opened, journal.open("ab") as file:
        file.write(b"\n")  # ends a line that was cut off
        now = opened.clock.now
        for batch in tables.batches(run.state("shards", shard), AT_ONCE):
            rows = {row["url"]: row for row in batch if row["url"] not in answered}
            titles = {url: row["titles"] for url, row in rows.items() if row["titles"]}
            languages = {url: row["language"] for url, row in rows.items()}
            for url, found in pipeline.check_urls(languages, titles, plugins, opened):
                file.write(_line(rows[url], found, now().isoformat(timespec="seconds")))
                file.flush()


def _settings(run: Run, shard: str) -> Settings:
    """The settings with a cache of the shard's own, and no second opinions."""
    kept = CacheSettings(str(cache_file(run, shard)), NO_LIMIT)
    return replace(run.settings, cache=kept, links=replace(run.settings.links, second_opinion=False))


def _line(asked: Mapping[str, Any], found: CheckedUrl, checked: str) -> bytes:
    packed, titles = pack_link(found.link), tuple(asked["titles"])
    return (
        msgspec.json.encode(JournalRow(asked["url"], asked["key"], verdict(found.link), packed, checked, titles, found.doubtful))
        + b"\n"
    )


def read_journal(path: Path) -> Iterator[JournalRow]:
    """The verdicts of a journal; a line that was cut off is left out."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            try:
                if line.strip():
                    yield msgspec.json.decode(line, type=JournalRow)
            except msgspec.DecodeError:
                continue


def verdict_row(row: JournalRow) -> Mapping[str, Any]:
    """A row of ``verdicts``."""
    link = unpack_link(row.word, row.link)
    final = getattr(link, "final_url", None)
    return {
        "url": row.url,
        "key": row.key,
        "verdict": row.word,
        "status": getattr(link, "status", None),
        "final_url": final and well_formed(final),
        "reason": well_formed(getattr(link, "reason", "")),
        "tries": getattr(link, "tries", 0),
        "checked": row.checked,
        "titles": row.titles,
        "doubtful": row.doubtful,
        "link": row.link,
    }


def _write(path: Path, rows: Iterable[JournalRow], stamp: str) -> int:
    """Write verdicts, some at a time."""
    from citecheck.app.corpus.schemas import VERDICT

    return tables.write_batches(path, map(verdict_row, rows), VERDICT, stamp, ROWS)
