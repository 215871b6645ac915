"""The verbs of the command line for programs: read, parse, check, resolve, report, repair, archive, plan, explain, render.

Everything given back is a frozen value of ``citecheck.model``; nothing is printed, and only ``archive`` writes. What a user can act on is
raised as ``citecheck.CitecheckError``; what services or pages say is never an exception, it stands in the values. Of several documents
those that cannot be read, and what an internal error prevented, are named in ``report.unread``; the others are examined all the same.

Settings are those of the command line: ``settings()`` reads the user's own file, the one found in the working directory or above and the
environment, and takes dotted keys as arguments with two underscores: ``settings(network__contact="me@example.org")``. What a file that was
only found may not set is not used, and a ``UserWarning`` says so.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError, UsageError
from citecheck.model.report import Examined, Report, Unread, read_and_unread

if TYPE_CHECKING:
    from citecheck.archives.capture import Capture
    from citecheck.config.settings import Settings
    from citecheck.protocols import World
    from citecheck.sources.plan import Plan

Readable = Document | str | os.PathLike[str]


class Quiet:
    """A listener that hears how far a run is and says nothing."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins."""

    def advance(self, name: str, step: int = 1) -> None:
        """A stage got on."""

    def detail(self, name: str, words: str) -> None:
        """What a stage has met so far."""


def settings(file: str | os.PathLike[str] | None = None, **values: object) -> "Settings":
    """The settings; ``values`` are dotted keys with ``__`` for the dot. Raises ``UsageError``."""
    import warnings

    from citecheck.app import wiring
    from citecheck.config import trust
    from citecheck.config.settings import load

    flags = {key.replace("__", "."): value for key, value in values.items()}
    path = Path(file) if file is not None else None
    loaded = load(wiring.configurable(), file=path, flags=flags, broken=wiring.broken_settings())
    if loaded.refused and loaded.file:
        warnings.warn(trust.sentence(loaded.file, loaded.refused), UserWarning, stacklevel=2)
    return loaded.settings


def read(path: str | os.PathLike[str], data: bytes | str | None = None) -> Document:
    """A document from a file, or from ``data`` as if it stood in a file of that name. Raises ``DocumentError``.

    Also where the file is a symbolic link out of its checkout, or out of its folder where there is none.
    """
    from citecheck.app import wiring
    from citecheck.io.checkout import bounds_of, read_inside

    name = os.fspath(path)
    if data is None:
        try:
            data = read_inside(Path(name), bounds_of(Path(name)))
        except OSError as error:
            raise DocumentError(name, f"the file cannot be read: {error.strerror}; check the name and its permissions") from None
    return wiring.read_document(name, data.encode() if isinstance(data, str) else data)


def parse(document: Readable) -> tuple[Note, ...]:
    """The notes with their sources, without the network. Raises ``DocumentError``."""
    from citecheck.citations.parse import parse as parse_notes

    return parse_notes(_document(document))


def check(*documents: Readable, settings: "Settings | None" = None, offline: bool = False) -> Report:
    """Links and whatever the documents alone show, judged by the rules; no service is searched for sources."""
    return _examine(documents, settings, offline, whole=False)


def report(*documents: Readable, settings: "Settings | None" = None, offline: bool = False) -> Report:
    """The whole job: parse, check, locate, verify, recall captures, judge. Nothing is written."""
    return _examine(documents, settings, offline, whole=True)


def resolve(document: Readable, *, settings: "Settings | None" = None, offline: bool = False) -> Examined:
    """One document with a resolution for every source: ``dossier.resolution`` of each of its ``dossiers``. Raises ``DocumentError``."""
    made = report(document, settings=settings, offline=offline)
    if not made.documents:
        raise DocumentError(made.unread[0].path, made.unread[0].message)
    return made.documents[0]


def repair(examined: Examined, *, unsafe: bool = False) -> bytes:
    """The document's bytes with the repairs made that ``examined.repairs`` holds; only the safe ones without ``unsafe``.

    Raises ``WriteError`` where the format refuses. The bytes are the document's own where nothing is to be repaired.
    """
    from citecheck.app.repaired import repaired

    return repaired(examined, unsafe=unsafe)


def archive(*urls: str, settings: "Settings | None" = None, again: bool = False) -> "tuple[Capture, ...]":
    """Captures addresses into the local WARC archive of the settings. Raises ``WriteError``."""
    from citecheck.app import wiring
    from citecheck.archives.capture import archive as capture
    from citecheck.model.web import Request

    made = _settings(settings)
    whole = replace(made, network=replace(made.network, max_page_bytes=made.archive.max_bytes))
    with wiring.open_archive(made) as shelf, wiring.open_world(whole, Quiet(), urls, offline=False, recorder=shelf) as world:
        return tuple(capture([Request(url) for url in urls], shelf, world, again=again))


def plan(*documents: Readable, settings: "Settings | None" = None) -> "Plan":
    """What ``report`` would ask of whom, and how long politeness makes it take; nobody is asked."""
    from citecheck import pipeline
    from citecheck.app import wiring
    from citecheck.sources.plan import plan as count
    from citecheck.sources.query import query
    from citecheck.sources.resolve import own_url

    made = _settings(settings)
    read_ones = [_document(one) for one in documents]
    examined, unread = read_and_unread(pipeline.read_only(read_ones))
    sources = [d.source for one in examined for d in one.dossiers if not d.source.short]
    urls = dict.fromkeys([a.url for d in read_ones for a in d.addresses] + [url for s in sources if (url := own_url(s))])
    chosen = wiring.plugins_of(made)
    providers = chosen.providers if chosen.send == "title" else ()
    return replace(count(urls, [query(s) for s in sources], providers, chosen.archives, wiring.pace(made)), unread=unread)


def explain(rule: str) -> str:
    """The page of a rule, by code or name in any case. Raises ``UsageError``."""
    from difflib import get_close_matches

    from citecheck.app import wiring
    from citecheck.findings import rule_docs

    known = {str(key).lower(): kind for kind in wiring.plugins("rules").values() for key in (kind.code, kind.name)}
    if rule.lower() not in known:
        near = get_close_matches(rule.lower(), known, 1, 0.5)
        hint = (
            f"did you mean {near[0].upper() if near[0][-1].isdigit() else near[0]!r}?" if near else "`citecheck explain` lists all"
        )
        raise UsageError(f"there is no rule {rule!r}; {hint}")
    return rule_docs.page(known[rule.lower()])


def render(report: Report, form: str = "text") -> str:
    """A report as text, html, json, sarif … in any format that ``citecheck plugins`` lists. Raises ``UsageError``."""
    from citecheck.app import wiring
    from citecheck.findings import rule_docs

    reporters = wiring.plugins("reporters")
    if form not in reporters:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(sorted(reporters))}")
    rules = sorted(wiring.plugins("rules").values(), key=lambda kind: str(kind.code))
    made: str = reporters[form]().render(replace(report, rules=tuple(rule_docs.rule_page(kind) for kind in rules)))
    return made


def _examine(documents: Sequence[Readable], chosen: "Settings | None", offline: bool, *, whole: bool) -> Report:
    from citecheck import __version__, pipeline
    from citecheck.app import wiring

    made = _settings(chosen)
    read_ones, unread = _read_all(documents)
    plugins = replace(wiring.plugins_of(made), whole=whole)
    with _world(made, read_ones, offline) as world:
        started = world.clock.now()
        every, interrupted = pipeline.examine(read_ones, plugins, world)
        examined, faults = read_and_unread(every)
        return Report(examined, (*unread, *faults), started, world.offline, interrupted, __version__)


def _read_all(documents: Sequence[Readable]) -> tuple[list[Document], list[Unread]]:
    """The documents that can be read, and what stands in the way of the others. Raises ``DocumentError`` where there is one, and it cannot."""
    read_ones: list[Document] = []
    unread: list[Unread] = []
    for document in documents:
        try:
            read_ones.append(_document(document))
        except DocumentError as error:
            if len(documents) == 1:
                raise
            unread.append(Unread(error.path, error.message))
    return read_ones, unread


@contextmanager
def _world(made: "Settings", documents: Sequence[Document], offline: bool) -> "Iterator[World]":
    from citecheck.app import wiring

    pages = (address.url for document in documents for address in document.addresses)
    with wiring.open_world(made, Quiet(), pages, offline=offline) as world:
        yield world


def _settings(chosen: "Settings | None") -> "Settings":
    return chosen if chosen is not None else settings()


def _document(document: Readable) -> Document:
    return document if isinstance(document, Document) else read(document)
