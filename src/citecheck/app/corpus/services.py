"""What services are asked, by one process for all parts: second opinions on blocked links, and the location of sources.

A service counts its requests for one client, so it must not be asked by several processes at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.findings import Answers, link_answers, reading_of
from citecheck.app.corpus.layout import Done, Run
from citecheck.app.corpus.link_check import JournalRow, verdict_row
from citecheck.app.corpus.packing import pack_link, pack_resolution, unpack_document, unpack_link
from citecheck.app.corpus.shard_owner import while_owned
from citecheck.app.corpus.shards import add_last_verdicts, verdict_files
from citecheck.app.progress import NoProgress
from citecheck.citations.parsed import Parsed, own_url, sources_of
from citecheck.links.fallback_checks import fallback_checks
from citecheck.lock.policy import RunState
from citecheck.model.document import Document, Note
from citecheck.model.web import Blocked, Live, Moved, Request, Response, verdict
from citecheck.net.lease import Held
from citecheck.pipeline import CheckedLinks
from citecheck.protocols import Archive, Network, Provider

OPINIONS, SERVICES = "opinions", "services"
AT_ONCE = 200  # sources


class ServiceTask(Struct, frozen=True):
    """The parts of a run whose sources are to be looked up."""

    run: Run
    parts: tuple[str, ...] = ()


def give_opinions(task: ServiceTask) -> Done:
    """Ask the DOI registry and archives about blocked links: from ``verdicts`` to ``verdicts/opinions``. Raises ``WriteError``."""
    from citecheck.app.corpus.schemas import VERDICT

    run = task.run
    path, known = run.output("verdicts", OPINIONS), verdict_files(run)
    stamp = tables.digest(run.link_stamp, known)
    if tables.is_made(path, stamp) or not run.settings.links.second_opinion:
        return Done(OPINIONS, made=False)
    blocked = list(_blocked(run, known))

    def ask(held: Held) -> Done:
        rows = list(_opinions(run, blocked, held))
        held.check()
        tables.write(path, rows, VERDICT, stamp)
        return Done(OPINIONS, len(rows))

    if blocked:
        return while_owned(run, SERVICES, _longest_interval(run), ask)
    tables.write(path, [], VERDICT, stamp)
    return Done(OPINIONS)


def _longest_interval(run: Run) -> float:
    """The longest interval between two requests to a service in use."""
    plugins = wiring.plugins_of(run.settings, locate=run.locate)
    asked: tuple[Provider | Archive, ...] = (*plugins.providers, *plugins.archives)
    return max((rate.seconds for one in asked for rate in one.limits.rates), default=0.0)


def _blocked(run: Run, known: list[str]) -> Iterator[tuple[str, Blocked, str]]:
    """The rate key of each blocked link, the link, and when it was checked."""
    if not known:
        return
    with tables.database(run.folder) as connection:
        add_last_verdicts(connection, known, ("key", "verdict", "link", "checked"))
        found = connection.execute("SELECT key, link, checked FROM known WHERE verdict = 'blocked' ORDER BY url")
        for key, packed, checked in found.fetchall():
            if isinstance(link := unpack_link("blocked", packed), Blocked):
                yield key, link, checked


def _opinions(run: Run, blocked: Sequence[tuple[str, Blocked, str]], held: Held) -> Iterator[Mapping[str, Any]]:
    """The rows of blocked links, with what services say."""
    archives = wiring.plugins_of(run.settings, locate=run.locate).archives
    with wiring.open_network(run.settings, NoProgress(), None, offline=False, permit=held.check) as network:
        opinions = fallback_checks([link for _, link, _ in blocked], archives, network)
        for (key, _, checked), (link, opinion) in zip(blocked, opinions, strict=True):
            yield verdict_row(JournalRow(link.url, key, verdict(opinion), pack_link(opinion), checked))


def resolve(task: ServiceTask) -> Done:
    """Locate and verify the sources of parts, or only compare doubtful pages: from ``parsed`` and ``answers`` to ``resolved``.

    A part that has been resolved with the same verdicts is not asked again. Raises ``WriteError``.
    """
    from citecheck.app.corpus.schemas import RESOLVED

    run = task.run
    left = {part: stamp for part in task.parts if not tables.is_made(run.state("resolved", part), stamp := _stamp(run, part))}

    def ask(held: Held) -> Done:
        found = 0
        with wiring.open_network(run.settings, NoProgress(), None, offline=False, permit=held.check) as network:
            for part, stamp in left.items():
                path = run.state("resolved", part)
                if not tables.is_made(path, stamp):  # by the owner before
                    rows = list(_resolved(run, part, link_answers(run, part), network))
                    held.check()
                    tables.write(path, rows, RESOLVED, stamp)
                    found += len(rows)
        return Done(SERVICES, found)

    return while_owned(run, SERVICES, _longest_interval(run), ask) if left else Done(SERVICES, made=False)


def _stamp(run: Run, part: str) -> str:
    return tables.digest(part, run.judge_stamp, tables.stamp_of(run.state("parsed", part)), link_answers(run, part).stamp)


def _resolved(run: Run, part: str, answers: Answers, network: Network) -> Iterator[dict[str, Any]]:
    if not run.locate and not answers.doubtful:
        return
    from citecheck.sources.page_reader import PageReader  # slow to import

    plugins = wiring.plugins_of(run.settings, locate=run.locate)
    reader = PageReader(network, plugins.archives)
    checked = CheckedLinks(dict(answers.links), doubtful=set(answers.doubtful))
    if not run.locate:
        pipeline.read_doubtful(checked, network)
    for parsed in _together(run, part, answers):
        if run.locate:
            checked = replace(checked, pages=_read_pages(parsed, answers, network))
            found = pipeline.locate(parsed, RunState(), checked, plugins, reader)
        else:
            found = pipeline.compare(parsed, RunState(), checked, reader)
        for (at, note, source), resolution in found:
            packed = pack_resolution(resolution)
            yield {"path": parsed[at][0].path, "note": note, "source": source, "resolution": packed}


def _together(run: Run, part: str, answers: Answers) -> Iterator[Parsed]:
    """The documents of a part, so many at once that their sources are asked about concurrently and their pages fit into memory."""
    found: list[tuple[Document, tuple[Note, ...]]] = []
    sources = 0
    for row in tables.read(run.state("parsed", part)):
        if row["fault"]:
            continue
        document, notes = unpack_document(row["document"], row["notes"])
        found += reading_of(document, notes, answers, quick=row["quick"]).parsed
        sources += row["sources"]
        if sources >= AT_ONCE:
            yield tuple(found)
            found, sources = [], 0
    yield tuple(found)


def _read_pages(parsed: Parsed, answers: Answers, network: Network) -> dict[str, Response]:
    """The pages at the URLs of sources, read again: shards do not keep them."""
    urls = {url: source.item.language for _, source in sources_of(parsed) if (url := own_url(source))}
    asked = [Request(url, language=language) for url, language in urls.items() if isinstance(answers.links.get(url), Live | Moved)]
    found = network.pages.fetch(asked)
    return {one.url: page for one, page in found if isinstance(page, Response)}
