"""A run over a corpus, in one function: cut, parse, spread the links, check, join, ask services, judge.

Each step skips what is made already, so a run that was ended continues, and one with nothing new does nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.corpus import findings, link_check, services, shards, steps, tables
from citecheck.app.corpus.companions import regroup
from citecheck.app.corpus.engines import Engine
from citecheck.app.corpus.inputs import inputs
from citecheck.app.corpus.layout import OUTPUTS, Done, Run
from citecheck.app.corpus.link_check import ShardTask
from citecheck.app.corpus.parts import cut, sweep
from citecheck.app.corpus.reading import reader_of
from citecheck.app.corpus.services import ServiceTask
from citecheck.app.corpus.shard_owner import accept
from citecheck.app.corpus.steps import PartTask
from citecheck.app.progress import NoProgress, OpenProgress, quiet
from citecheck.config.settings import Settings
from citecheck.io import descriptors
from citecheck.model.errors import UsageError
from citecheck.protocols import Progress

T = TypeVar("T", PartTask, ShardTask, ServiceTask)
BY_PART = ("parts", "parsed", "cited", "resolved")  # kinds of state with one file a part


class CorpusOptions(Struct, frozen=True):
    """What the user chose. ``sample``: the share of the documents; ``shards``: None for one for each worker."""

    offline: bool = False
    locate: bool = False
    sample: float = 1.0
    shards: int | None = None
    again: bool = False
    open_progress: OpenProgress = quiet


class Total(Struct, frozen=True):
    """What a run did. ``offline``: why there was no network; ``made``: files that were not there before; ``faults``: steps given up."""

    documents: int
    unread: int
    findings: int
    made: int
    offline: str | None = None
    faults: tuple[str, ...] = ()


def run(given: Sequence[str], folder: Path, settings: Settings, options: CorpusOptions, engine: Engine) -> Total:
    """Check a corpus into a folder. Raises ``UsageError`` and ``WriteError``."""
    tables.require()
    with locked(folder), options.open_progress() as progress:
        this = Run(folder, settings, options.locate, wiring.clock().now().year)
        listed = cut(this, inputs(given, reader_of(settings)), options.sample).parts
        done = [*parse(this, listed, engine, progress)]
        together, moved = regroup(this, listed)
        done += parse(this, together, engine, progress)
        parts = tuple(dict.fromkeys((*listed, *together)))
        this = _with_network(this, parts, options)
        if this.network:
            done += _check_links(this, parts, options, engine, progress)
        tasks = [PartTask(this, part, frozenset(moved.get(part, ()))) for part in parts]
        judged = [*each(engine, "findings", findings.judge, tasks, findings.give_up, progress)]
        _sweep(this, parts)
    every = [*done, *judged]
    return Total(
        sum(tables.count(this.state("parsed", part)) for part in parts) - sum(map(len, moved.values())),
        sum(one.unread for one in judged),
        sum(one.rows for one in judged),
        sum(one.made for one in every),
        this.offline,
        tuple(f"{one.name}: {one.fault}" for one in every if one.fault),
    )


def parse(run: Run, parts: Sequence[str], engine: Engine, progress: Progress) -> Iterator[Done]:
    """Parse parts; what was parsed already stays."""
    return each(engine, "notes", steps.parse, [PartTask(run, part) for part in parts], steps.give_up, progress)


def _with_network(run: Run, parts: Sequence[str], options: CorpusOptions) -> Run:
    """The run, with whether there is a network, which is found out once for all processes."""
    plugins = wiring.plugins_of(run.settings, locate=options.locate)
    closed = options.offline or not plugins.asks
    pages = chain.from_iterable(tables.read(run.state("cited", part), ["url"]) for part in (() if closed else parts))
    with wiring.open_network(run.settings, NoProgress(), (row["url"] for row in pages), offline=closed) as network:
        offline = network.offline if options.offline or plugins.asks else None
        return replace(run, offline=offline, network=not network.offline)


def _check_links(run: Run, parts: Sequence[str], options: CorpusOptions, engine: Engine, progress: Progress) -> Iterator[Done]:
    """Check the links by shards, first those of an earlier run, then ask services."""
    accept(run, shards.shards(run))
    left = shards.unfinished(run)
    yield from each(engine, "links", link_check.check, [ShardTask(run, one) for one in left], _shard_lost, progress)
    accept(run, left)
    made = shards.make(run, parts, options.shards or engine.workers, again=options.again)
    yield from each(engine, "links", link_check.check, [ShardTask(run, one) for one in made], _shard_lost, progress)
    accept(run, made)
    owner = [ServiceTask(run, tuple(parts))]
    yield from each(engine, "opinions", services.give_opinions, owner, _service_lost, progress)
    shards.join(run, parts)
    yield from each(engine, "sources", services.resolve, owner, _service_lost, progress)


def each(
    engine: Engine, stage: str, step: Callable[[T], Done], tasks: Sequence[T], lost: Callable[[T], Done], progress: Progress
) -> Iterator[Done]:
    """Carry a step over its tasks."""
    progress.stage(stage, len(tasks))
    for done in engine.map(step, tasks, lost):
        progress.advance(stage)
        yield done


def _shard_lost(task: ShardTask) -> Done:
    return Done(task.shard, fault=steps.LOST)


def _service_lost(_task: ServiceTask) -> Done:
    return Done("services", fault=steps.LOST)


def _sweep(run: Run, parts: Sequence[str]) -> None:
    folders = [run.state(kind, "").parent for kind in BY_PART]
    sweep(parts, [*folders, *(run.output(kind, "").parent for kind in OUTPUTS)])


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for one run. Raises ``UsageError`` if another is in progress."""
    path = folder / "state" / "running"
    with tables.full_disk_is_said(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    with file:
        try:
            descriptors.lock(file.fileno())
        except OSError:
            raise UsageError(f"{folder}: another run works in this folder; wait for its end, or name another folder") from None
        yield
