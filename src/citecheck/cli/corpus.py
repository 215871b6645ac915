"""Check corpora of millions of documents part by part, into Parquet files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citecheck.cli._options import config_option, offline_option, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.app.corpus.plan import CorpusPlan

FOLDER = "corpus"
INPUTS = (
    "An INPUT is a folder, a document, a pattern such as 'texts/*.md', a list of documents (.jsonl, .parquet), an archive (.zip, .tar), "
    "a MediaWiki dump (.xml.bz2), a collection of JATS articles (.xml), or a web archive (.warc.gz, .wacz)."
)


class Share(click.ParamType):  # type: ignore[type-arg]
    """A share of the documents, as ``1%`` or ``0.01``."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share as a number up to 1."""
        text = str(value)
        try:
            share = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = 0.0
        if not 0 < share <= 1:
            self.fail(f"{value!r} is no share of the documents; write 1% or 0.01", param, ctx)
        return share


def _folder_option(command: "Callable[..., Any]") -> "Callable[..., Any]":
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--out", "folder", type=kind, default=FOLDER, metavar="DIR", help=f"The corpus's folder.  [{FOLDER}]")(
        command
    )


def _engine_options(command: "Callable[..., Any]") -> "Callable[..., Any]":
    address = "The scheduler of an existing Dask cluster, such as tcp://10.0.0.1:8786."
    command = click.option("--address", metavar="URL", help=address)(command)
    command = click.option("--workers", type=click.IntRange(1), metavar="N", help="How many run at once.  [one for each core]")(
        command
    )
    engine = "What runs the steps: inline, local (processes) or dask.  [local]"
    return click.option("--engine", default="local", metavar="NAME", help=engine)(command)


@click.group(name="corpus")
def command() -> None:
    """Check corpora of millions of documents part by part, into Parquet files.

    `docs/corpora.md` explains the steps, the files, and the time that politeness needs.
    """


@command.command(name="run", epilog=INPUTS)
@click.argument("given", metavar="INPUT...", nargs=-1, required=True)
@_folder_option
@_engine_options
@click.option("--shards", type=click.IntRange(1), metavar="N", help="Into how many shards links are spread.  [one for each worker]")
@click.option("--sample", type=Share(), default="100%", metavar="SHARE", help="Only a share of the documents, such as 1%.")
@click.option("--again", is_flag=True, help="Check the links again that could not be checked.")
@click.option("--locate", is_flag=True, help="Also locate and verify sources, as report does.")
@offline_option
@config_option
def run(
    given: tuple[str, ...],
    folder: Path,
    engine: str,
    workers: int | None,
    address: str | None,
    shards: int | None,
    sample: float,
    again: bool,
    locate: bool,
    offline: bool,
    config: Path | None,
) -> None:
    """Check the documents of each INPUT, or continue a run that was ended.

    What was made from the same input by the same settings stays. Exit status 2 if a document could not be read or there is no network.
    """
    from citecheck.app.corpus import engines
    from citecheck.app.corpus.report import report as write_index
    from citecheck.app.corpus.run import CorpusOptions
    from citecheck.app.corpus.run import run as run_corpus
    from citecheck.cli._output import emit, say
    from citecheck.cli._progress import progress

    made = settings(config).settings
    options = CorpusOptions(offline, locate, sample, shards, again, progress)
    with engines.opened(engine, workers, address) as chosen:
        total = run_corpus(given, folder, made, options, chosen)
    write_index(folder)
    for fault in total.faults:
        say(f"citecheck: {fault}")
    if total.offline:
        say(f"citecheck: {total.offline}")
    emit(f"{folder}: {total.documents:,} documents, {total.findings:,} findings, {total.unread:,} could not be read")
    sys.exit(2 if total.unread or total.faults or (total.offline and not offline) else 0)


@command.command(name="plan", epilog=INPUTS)
@click.argument("given", metavar="INPUT...", nargs=-1, required=True)
@_folder_option
@_engine_options
@click.option("--sample", type=Share(), default="100%", metavar="SHARE", help="Only a share of the documents, such as 1%.")
@click.option("--locate", is_flag=True, help="Also the requests to services for locating and verifying sources.")
@config_option
def plan(
    given: tuple[str, ...],
    folder: Path,
    engine: str,
    workers: int | None,
    address: str | None,
    sample: float,
    locate: bool,
    config: Path | None,
) -> None:
    """Parse the documents of each INPUT, and estimate the requests of a run and the time that politeness needs.

    Nothing is sent. A run into the same folder continues with what was parsed.
    """
    from citecheck.app.corpus import engines
    from citecheck.app.corpus.plan import plan as estimate
    from citecheck.app.corpus.run import CorpusOptions
    from citecheck.cli._output import emit
    from citecheck.cli._progress import progress

    made = settings(config).settings
    with engines.opened(engine, workers, address) as chosen:
        found = estimate(given, folder, made, CorpusOptions(locate=locate, sample=sample, open_progress=progress), chosen)
    for line in _estimate(found):
        emit(line)
    sys.exit(2 if found.unread else 0)


def _estimate(found: "CorpusPlan") -> "Iterator[str]":
    """The lines of an estimate."""
    from citecheck.cli.plan import duration
    from citecheck.reporters.display_text import plural

    yield (
        f"{found.documents:,} documents, {found.unread:,} cannot be read; {found.sources:,} sources, {found.identified:,} with an identifier"
    )
    left_out = f", {found.left_out:,} left out or parts of other pages" if found.left_out else ""
    yield (
        f"{found.cited:,} links, {found.links:,} of them different, {found.known:,} checked before{left_out}: {found.requests:,} requests"
    )
    yield f"{plural(found.hosts, 'host')}, those first that take longest:"
    for row in found.busiest:
        bulk = f"  also answered by {row.bulk}" if row.bulk else ""
        yield f"  {row.links:9,} to {row.key:40} {duration(row.seconds):>12}{bulk}"
    for service in found.services:
        yield f"  {service.requests:9,} to {service.host:40} {duration(service.seconds):>12}  {service.purpose}"
    needed = "the services need" if found.services else "the busiest host needs"
    yield f"about {duration(found.total_seconds)}, which {needed} with any number of workers"
    if found.identified and not found.registries:
        yield "no registry is indexed here; `citecheck registry add` indexes dumps, which are searched before any service"


@command.command(name="report")
@_folder_option
def report(folder: Path) -> None:
    """Write index.html: rates with their intervals, hosts, the trend, and samples to look at."""
    from citecheck.app.corpus.report import report as write
    from citecheck.cli._output import emit

    emit(str(write(folder)))


@command.command(name="status")
@_folder_option
def status(folder: Path) -> None:
    """Show how far a run is."""
    from citecheck.app.corpus.status import status as stages
    from citecheck.cli._output import emit

    for stage in stages(folder):
        emit(f"{stage.name:10} {stage.done:6} of {stage.of:6}  {stage.contents}")
