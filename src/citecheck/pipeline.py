"""The story: documents are parsed, their links checked, what is missing located and verified, captures recalled, and all of it judged.

What was learnt is kept as it comes, so that an interrupted run still reports what it knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from citecheck.citations.link_only import read, read_again
from citecheck.faults import border
from citecheck.findings.evaluate import Policy, judge
from citecheck.links.check import check
from citecheck.links.urls import host
from citecheck.lock.file import Lock
from citecheck.lock.lookup import NOT_RECORDED, Remembered, own_link, remember, remembered, stale
from citecheck.model.document import Address, Document, Note
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.report import Dossier, Examined, Recorded
from citecheck.model.web import Link, Request, Response, Unchecked, Unlinked, verdict
from citecheck.net.contained import Contained
from citecheck.net.timing import Timed
from citecheck.protocols import Archive, Format, Provider, Send, World
from citecheck.repairs.proposals import repair
from citecheck.sources.query import query, quoting
from citecheck.sources.resolve import own_url, resolve
from citecheck.sources.title_precheck import compared, doubt

Parsed = tuple[tuple[Document, tuple[Note, ...]], ...]
FOUND = ("gone", "soft-gone", "unreachable")
Trust = Literal["decisions", "fresh", "sources", "all"]
Key = tuple[int, int, int]  # document and note from 0, source from 1: what a dossier is about


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plug-ins that a run uses, and what services may be told. Not ``whole``: links are asked about, and no
    service is searched."""

    providers: tuple[Provider, ...] = ()
    archives: tuple[Archive, ...] = ()
    policy: Policy = field(default_factory=Policy)
    send: Send = "title"
    whole: bool = True
    formats: Mapping[str, Format] = field(default_factory=dict)
    robust_links: bool = False

    @property
    def asks(self) -> bool:
        """Whether anybody is asked anything."""
        return self.whole or self.policy.needs("links") or self.policy.needs("sources")

    @property
    def compares(self) -> bool:
        """Whether pages are compared with the notes that cite them."""
        return self.whole or self.policy.needs("sources")


@dataclass(frozen=True, slots=True)
class Memory:
    """The lock, and how far its answers are trusted without asking again.

    ``paths`` are the documents' as the lock has them. ``trust``: people's ``decisions`` only; what is ``fresh`` too, that is younger
    than ``days``, or older but beyond the ``budget`` of sources that are asked again, oldest first; ``all`` that is recorded. ``sources``:
    all that is recorded of sources, while links are asked about anew.
    """

    lock: Lock = Lock()
    paths: tuple[str, ...] = ()
    trust: Trust = "decisions"
    days: float = 30
    budget: int = 500


@dataclass(slots=True)
class Learnt:
    """What a run knows so far; the stages add to it."""

    links: dict[str, Link] = field(default_factory=dict)
    pages: dict[str, Response] = field(default_factory=dict)
    resolutions: dict[Key, Resolution] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)  # addresses of notes whose page does not mention the cited title
    recorded: dict[Key, Recorded] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)  # why documents could not be read, by their place
    faults: dict[int, list[str]] = field(default_factory=dict)  # what else could not be done with them


def examine(
    documents: Sequence[Document], plugins: Plugins, world: World, memory: Memory = Memory()
) -> tuple[tuple[Examined, ...], bool]:
    """The whole run: what was learnt of each document, and whether it was interrupted."""
    learnt = Learnt()
    world = replace(world, pages=Timed(Contained(world.pages), learnt.seconds))
    year = None if plugins.whole or memory.lock.entries else world.clock.now().year
    parsed, glanced = read(documents, year, learnt.unread)
    recollect(parsed, memory, learnt, world.clock.now())
    interrupted = False
    try:
        if plugins.asks:
            learn_links(parsed, learnt, plugins, world)
        if plugins.whole:
            learn_places(parsed, learnt, plugins, world)
        elif plugins.compares:
            parsed = read_again(parsed, glanced, learnt.doubtful, learnt.unread)
            confirm_doubtful(parsed, learnt, plugins, world)
    except KeyboardInterrupt:
        interrupted = True
    return conclude(parsed, learnt, plugins, world.clock.now(), world.offline), interrupted


def read_only(documents: Sequence[Document]) -> tuple[Examined, ...]:
    """The documents, parsed and not checked."""
    learnt = Learnt()
    parsed, _ = read(documents, None, learnt.unread)
    return tuple(
        unreadable(*one, learnt.unread[at]) if at in learnt.unread else put_together(at, *one, learnt)
        for at, one in enumerate(parsed)
    )


def unreadable(document: Document, _: tuple[Note, ...], reason: str) -> Examined:
    """A document that could not be read, and why."""
    return Examined(document, (), (), faults=(reason,), readable=False)


def conclude(parsed: Parsed, learnt: Learnt, plugins: Plugins, now: datetime, offline: str | None) -> tuple[Examined, ...]:
    """Everything that was learnt, put together and judged."""
    archives = tuple(archive.name for archive in plugins.archives if archive.enabled) if plugins.whole else ()

    def one(at: int, read: tuple[Document, tuple[Note, ...]]) -> Examined:
        if at in learnt.unread:
            return unreadable(*read, learnt.unread[at])
        told = replace(mended(put_together(at, *read, learnt), plugins), offline=offline, archives=archives, today=now.date())
        return judge(told, plugins.policy)

    return tuple(one(at, read) for at, read in enumerate(parsed))


def from_lock(documents: Sequence[Document], plugins: Plugins, memory: Memory, now: datetime) -> tuple[Examined, ...]:
    """The documents as the lock has them; no door is opened, so what is not recorded is unchecked."""
    learnt = Learnt()
    parsed, _ = read(documents, None, learnt.unread)
    recollect(parsed, memory, learnt, None)
    for key, source in _sources(parsed):
        if not source.short:
            learnt.resolutions.setdefault(key, Resolution("unchecked", reason=NOT_RECORDED))
    return conclude(parsed, learnt, plugins, now, NOT_RECORDED)


def recollect(parsed: Parsed, memory: Memory, learnt: Learnt, now: datetime | None) -> None:
    """What the lock tells, as far as it is trusted: nobody is asked for that again."""
    if not memory.lock.entries and memory.trust != "all":
        return
    known: dict[Key, Remembered] = {}
    for at, ((_, notes), path) in enumerate(zip(parsed, memory.paths, strict=True)):
        with border() as fault:
            known |= {(at, *key): one for key, one in remember(memory.lock, path, notes).items()}
        if fault.cause:
            learnt.faults.setdefault(at, []).append(f"its sources could not be looked for in the lock: {fault.cause}")
    sources = dict(_sources(parsed))
    again = _to_ask_again(known, memory, now) if now and memory.trust != "sources" else set()
    for key, one in known.items():
        if one.recorded.state == "same" or memory.trust == "all":
            learnt.recorded[key] = one.recorded
        decision = one.recorded.decided == "person"
        if one.entry is None or key in again or (memory.trust == "decisions" and not decision):
            continue
        learnt.resolutions[key] = remembered(one.entry)
        if memory.trust not in ("decisions", "sources") and (url := own_url(sources[key])):
            learnt.links[url] = own_link(sources[key], one.entry)


def _to_ask_again(known: Mapping[Key, Remembered], memory: Memory, now: datetime) -> set[Key]:
    """The stale answers that the budget lets us refresh, oldest first; people's decisions are not asked about."""
    old = [(key, one.entry) for key, one in known.items() if one.entry and one.entry.decided == "machine"]
    due = sorted((k for k, e in old if stale(e, now, memory.days)), key=lambda k: _age(known[k]))
    return set(due[: memory.budget])


def _age(one: Remembered) -> str:
    located = one.entry.located if one.entry else None
    return located.isoformat() if located else ""


def learn_links(parsed: Parsed, learnt: Learnt, plugins: Plugins, world: World) -> None:
    """Asks every web address of the documents once, whether it stands in a note or not; pages are kept where sources are verified."""
    languages = {address.url: document.language for document, notes in parsed for address in _addresses(document, notes)}
    languages |= {url: source.item.language for _, source in _sources(parsed) if (url := own_url(source))}
    languages |= {r.url: None for r in learnt.resolutions.values() if r.decided == "person" and r.url and r.url not in languages}
    cited = _titles(parsed, learnt) if plugins.compares else {}
    requests = [
        Request(url, language=lang, whole=plugins.whole and url in cited)
        for url, lang in languages.items()
        if url not in learnt.links
    ]
    world.listener.stage("links", len(requests))
    hosts, found = len({host(request.url) for request in requests}), 0
    for request, link, response in check(requests, world, plugins.archives):
        learnt.links[request.url] = link
        found += verdict(link) in FOUND
        if plugins.whole and isinstance(response, Response):
            learnt.pages[request.url] = response
        elif response is not None and (titles := cited.get(request.url)):
            with border() as fault:
                if doubt(titles, link, response):
                    learnt.doubtful.add(request.url)
                elif world.verdicts and isinstance(response, Response):
                    world.verdicts.mention(request.url, titles)
            if fault.cause:
                learnt.links[request.url] = Unchecked(request.url, fault.cause)
        world.listener.detail("links", f"on {hosts:,} hosts, {found:,} dead or doubtful")
        world.listener.advance("links")


def learn_places(parsed: Parsed, learnt: Learnt, plugins: Plugins, world: World) -> None:
    """Locates what is missing or dead, and verifies that each page is the one cited."""
    keys, queries = [], []
    for key, source in _sources(parsed):
        if not source.short and key not in learnt.resolutions:
            document, notes = parsed[key[0]]
            with border() as fault:
                queries.append(quoting(query(source), document, notes[key[1]]))
                keys.append(key)
            if fault.cause:
                learnt.resolutions[key] = Resolution("unchecked", reason=fault.cause)
    world.listener.stage("sources", len(queries))
    for at, resolution in resolve(queries, plugins.providers, plugins.archives, world, learnt.links, learnt.pages, plugins.send):
        learnt.resolutions[keys[at]] = resolution
        world.listener.advance("sources")


def confirm_doubtful(parsed: Parsed, learnt: Learnt, plugins: Plugins, world: World) -> None:
    """Whether pages at the notes' own addresses that do not mention the cited title are other works; archives may say that they were not.

    No service is searched. A link with some words of the writer's own is no citation and is compared with nothing.
    """
    for request, answer in world.pages.fetch([Request(url) for url in sorted(learnt.doubtful)]):
        if isinstance(answer, Response):
            learnt.pages[request.url] = answer
    at_own = ((key, source, own_url(source) or "") for key, source in _sources(parsed) if key not in learnt.resolutions)
    asked = []
    for key, source, url in at_own:
        with border():  # a source that cannot be asked about is not compared
            if url in learnt.doubtful and compared(source):
                asked.append((key, query(source)))
    queries = [one for _, one in asked]
    for at, known in resolve(queries, (), plugins.archives, world, learnt.links, learnt.pages, "none"):
        learnt.resolutions[asked[at][0]] = known


def _titles(parsed: Parsed, learnt: Learnt) -> dict[str, list[str]]:
    """By address of a note, the titles that it is cited with; a source that is known already needs no page."""
    titles: dict[str, list[str]] = {}
    for key, source in _sources(parsed):
        url, title = own_url(source), compared(source)
        if url and key not in learnt.resolutions:
            titles.setdefault(url, []).extend([title] if title else [])
    return titles


def put_together(at: int, document: Document, notes: tuple[Note, ...], learnt: Learnt) -> Examined:
    """A dossier for every source, in the document's order."""
    dossiers = tuple(
        Dossier(
            note,
            number,
            source,
            learnt.links.get(own_url(source) or "", Unlinked()),
            _with_link(learnt.resolutions.get((at, which, number)), learnt),
            learnt.recorded.get((at, which, number)),
        )
        for which, note in enumerate(notes)
        for number, source in enumerate(note.sources, 1)
    )
    links = tuple((a, learnt.links.get(a.url, Unchecked(a.url, "not asked"))) for a in _addresses(document, notes))
    found = (d.resolution.url for d in dossiers if d.resolution and d.resolution.url)
    asked = dict.fromkeys((*(a.url for a, _ in links), *found)) if learnt.seconds else ()
    seconds = tuple((url, learnt.seconds[url]) for url in asked if url in learnt.seconds)
    return Examined(document, notes, dossiers, links, seconds=seconds, faults=tuple(learnt.faults.get(at, ())))


def mended(examined: Examined, plugins: Plugins) -> Examined:
    """The same with what would mend it."""
    form = plugins.formats.get(examined.document.format)
    if form is None or not examined.document.data:
        return examined
    with border() as fault:
        made = repair(examined.document, examined.notes, examined.dossiers, form, attributes=plugins.robust_links)
        return examined.with_repairs(made)
    return replace(examined, faults=(*examined.faults, f"its repairs could not be proposed: {fault.cause}"))


def _with_link(known: Resolution | None, learnt: Learnt) -> Resolution | None:
    """A person's choice with what its page answers today."""
    if known and known.decided == "person" and known.url in learnt.links:
        return replace(known, link=learnt.links[known.url])
    return known


def _sources(parsed: Parsed) -> Iterator[tuple[Key, Source]]:
    """The sources that a run is about."""
    for at, (document, notes) in enumerate(parsed):
        for which, note in enumerate(notes):
            if document.concerns(*(note.text.lines or (None,))):
                for number, source in enumerate(note.sources, 1):
                    yield (at, which, number), source


def _addresses(document: Document, notes: Sequence[Note]) -> Iterator[Address]:
    """The addresses that a run is about: on its lines, or in a note on them."""
    if document.changed is None:
        yield from document.addresses
        return
    touched = {note.label for note in notes if document.concerns(*(note.text.lines or (None,)))}
    yield from (a for a in document.addresses if a.label in touched or document.concerns(a.place.line))
