"""How far a corpus is, from its files."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.link_check import read_journal
from citecheck.app.corpus.parts import read_listing
from citecheck.app.corpus.shard_owner import newest_journal
from citecheck.app.corpus.steps import FAILED
from citecheck.config.settings import Settings
from citecheck.model.errors import UsageError


class Stage(Struct, frozen=True):
    """A step: how many of its files there are, of how many, and what they have."""

    name: str
    done: int
    of: int
    contents: str = ""


def known_run(folder: Path) -> Run:
    """The run of a folder, for reading its files. Raises ``UsageError`` if there is none."""
    tables.require()
    run = Run(folder, Settings())
    if not run.state("", "inputs", ".json").exists():
        raise UsageError(f"{folder}: no corpus was checked into this folder; `citecheck corpus run --out {folder} INPUT` does")
    return run


def status(folder: Path) -> Iterator[Stage]:
    """The stages of a corpus. Raises ``UsageError``."""
    run = known_run(folder)
    parts = read_listing(run).parts
    documents = sum(tables.count(run.state("parts", part)) for part in parts)
    yield Stage("documents", len(parts), len(parts), f"{documents:,} documents")
    parsed = [part for part in parts if tables.stamp_of(run.state("parsed", part)) not in (None, FAILED)]
    yield Stage("notes", len(parsed), len(parts), f"{sum(tables.count(run.state('parsed', part)) for part in parsed):,} documents")
    yield _links(run)
    judged = [part for part in parts if tables.stamp_of(run.output("findings", part)) not in (None, FAILED)]
    found = sum(
        map(tables.count, tables.files_in(run.output("findings", "").parent))
    )  # also of texts that were joined with their notes
    yield Stage("findings", len(judged), len(parts), f"{found:,} findings")


def _links(run: Run) -> Stage:
    names = [file.stem for file in tables.files_in(run.state("shards", "").parent)]
    done = [name for name in names if tables.stamp_of(run.output("verdicts", name))]
    checked = sum(tables.count(run.output("verdicts", name)) for name in done)
    checked += sum(1 for name in names if name not in done for _ in read_journal(newest_journal(run, name)))
    links = sum(tables.count(run.state("shards", name)) for name in names)
    return Stage("links", len(done), len(names), f"{checked:,} of {links:,} links")
