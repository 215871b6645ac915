"""The story: documents are parsed, their links checked, what is missing located and verified, captures recalled, and all of it judged.

What was learnt is kept as it comes, so that an interrupted run still reports what it knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from citecheck.model.document import Document, Note
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.report import Dossier, Examined
from citecheck.model.web import Link, Request, Response, Unchecked, Unlinked
from citecheck.ports import Archive, Provider, Query, Rule, Send, World
from citecheck.stages.check import check
from citecheck.stages.judge import judge
from citecheck.stages.parse import parse
from citecheck.stages.resolve import own_url, resolve
from citecheck.text import publishers

Parsed = tuple[tuple[Document, tuple[Note, ...]], ...]
Key = tuple[int, int, int]  # document and note from 0, source from 1: what a dossier is about


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plug-ins that a run uses, and what services may be told."""

    providers: tuple[Provider, ...] = ()
    archives: tuple[Archive, ...] = ()
    rules: tuple[Rule, ...] = ()
    send: Send = "title"


@dataclass(slots=True)
class Learnt:
    """What a run knows so far; the stages add to it."""

    links: dict[str, Link] = field(default_factory=dict)
    pages: dict[str, Response] = field(default_factory=dict)
    resolutions: dict[Key, Resolution] = field(default_factory=dict)


def examine(documents: Sequence[Document], plugins: Plugins, world: World) -> tuple[tuple[Examined, ...], bool]:
    """The whole run: what was learnt of each document, and whether it was interrupted."""
    parsed: Parsed = tuple((document, parse(document)) for document in documents)
    learnt = Learnt()
    interrupted = False
    try:
        learn_links(parsed, learnt, world)
        learn_places(parsed, learnt, plugins, world)
    except KeyboardInterrupt:
        interrupted = True
    examined = tuple(put_together(at, *read, learnt) for at, read in enumerate(parsed))
    return tuple(replace(one, findings=judge(one, plugins.rules)) for one in examined), interrupted


def read_only(documents: Sequence[Document]) -> tuple[Examined, ...]:
    """The documents, parsed and not checked."""
    return tuple(put_together(at, document, parse(document), Learnt()) for at, document in enumerate(documents))


def learn_links(parsed: Parsed, learnt: Learnt, world: World) -> None:
    """Asks every web address of the documents once, whether it stands in a note or not."""
    languages = {address.url: document.language for document, _ in parsed for address in document.addresses}
    languages |= {url: source.item.language for _, source in _sources(parsed) if (url := own_url(source))}
    requests = [Request(url, language=language) for url, language in languages.items()]
    world.listener.stage("links", len(requests))
    for request, link, response in check(requests, world):
        learnt.links[request.url] = link
        if response is not None:
            learnt.pages[request.url] = response
        world.listener.advance("links")


def learn_places(parsed: Parsed, learnt: Learnt, plugins: Plugins, world: World) -> None:
    """Locates what is missing or dead, and verifies that each page is the one cited."""
    keys, queries = [], []
    for key, source in _sources(parsed):
        if not source.short:
            keys.append(key)
            queries.append(query(source))
    world.listener.stage("sources", len(queries))
    for at, resolution in resolve(queries, plugins.providers, plugins.archives, world, learnt.links, learnt.pages, plugins.send):
        learnt.resolutions[keys[at]] = resolution
        world.listener.advance("sources")


def query(source: Source) -> Query:
    """What is asked of a source, with what the table of publishers knows of its outlet."""
    known = publishers.find(source.item.container_title or source.item.publisher or "")
    return Query(source, known.domains, known.path_hints, source.item.language) if known else Query(source)


def put_together(at: int, document: Document, notes: tuple[Note, ...], learnt: Learnt) -> Examined:
    """A dossier for every source, in the document's order."""
    dossiers = tuple(
        Dossier(
            note,
            number,
            source,
            learnt.links.get(own_url(source) or "", Unlinked()),
            learnt.resolutions.get((at, which, number)),
        )
        for which, note in enumerate(notes)
        for number, source in enumerate(note.sources, 1)
    )
    links = tuple((a, learnt.links.get(a.url, Unchecked(a.url, "not asked"))) for a in document.addresses)
    return Examined(document, notes, dossiers, links)


def _sources(parsed: Parsed) -> Iterator[tuple[Key, Source]]:
    for at, (_, notes) in enumerate(parsed):
        for which, note in enumerate(notes):
            for number, source in enumerate(note.sources, 1):
                yield (at, which, number), source
