"""The steps on a part: parse its documents, and judge them once their links are checked. Each is a function from files to files.

A document is held in memory while it is in work; the documents of a part while they are joined with their notes.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.companions import joins_of
from citecheck.app.corpus.layout import Done, Run
from citecheck.app.corpus.packing import pack_document
from citecheck.app.corpus.reading import read_part
from citecheck.app.rate_limits import rate_limits
from citecheck.citations.link_only import read
from citecheck.citations.parsed import ParsedDocuments
from citecheck.documents.companion_search import open_calls
from citecheck.faults import error_boundary
from citecheck.language.surrogates import well_formed
from citecheck.model.document import Note
from citecheck.pipeline import Plugins
from citecheck.sources.cited_urls import CitedUrls

LOST = "the process that worked on it ended twice, perhaps for want of memory"
FAILED = "failed"  # a stamp that no run has, so that the next one tries again
Interval = Callable[[str], tuple[str, float]]


class PartTask(Struct, frozen=True):
    """A part of a run, without the documents that were moved to another."""

    run: Run
    part: str
    moved: frozenset[str] = frozenset()


def parse(task: PartTask) -> Done:
    """Parse the documents of a part: from ``parts`` to ``parsed`` and ``cited``. Raises ``WriteError``."""
    from citecheck.app.corpus.schemas import CITED, PARSED

    run, part = task.run, task.part
    parsed, cited = run.state("parsed", part), run.state("cited", part)
    stamp = tables.digest(part, run.parse_stamp)
    if tables.is_made(parsed, stamp) and tables.is_made(cited, stamp):
        return Done(part, tables.count(parsed), made=False)
    try:
        given = tables.read(run.state("parts", part))
    except tables.damage() as error:
        return _failed(task, [f"part {part}"], f"the file of the part is damaged: {error}")
    documents, unread = read_part(given, run.settings)
    plugins = wiring.plugins_of(run.settings, locate=run.locate)
    limits = rate_limits(run.settings)
    rows: list[dict[str, Any]] = [{"path": one.path, "fault": one.message} for one in unread]
    together = {row["path"] for row in given if row["together"]}
    links: dict[str, dict[str, Any]] = {}
    while documents:
        reading = read([documents.pop(0)], None if run.locate else run.year)
        rows.append(_parsed_row(reading, together=reading.parsed[0][0].path in together))
        for row in _cited_rows(reading, plugins, limits):
            known = links.setdefault(row["url"], row)
            known["documents"] += 1
            known["titles"] = sorted({*known["titles"], *row["titles"]})
    tables.write(cited, list(links.values()), CITED, stamp)
    tables.write(parsed, rows, PARSED, stamp)
    return Done(part, len(rows), sum("fault" in row for row in rows))


def give_up(task: PartTask) -> Done:
    """What becomes of a part whose process ended again and again: its documents could not be read, and are tried in the next run."""
    try:
        paths = [row["path"] for row in tables.read(task.run.state("parts", task.part), ["path"])]
    except tables.damage():
        paths = [f"part {task.part}"]
    return _failed(task, paths, LOST)


def _failed(task: PartTask, paths: Sequence[str], reason: str) -> Done:
    from citecheck.app.corpus.schemas import CITED, PARSED

    tables.write(task.run.state("cited", task.part), [], CITED, FAILED)
    tables.write(task.run.state("parsed", task.part), [{"path": path, "fault": reason} for path in paths], PARSED, FAILED)
    return Done(task.part, len(paths), len(paths), fault=reason)


def _parsed_row(reading: ParsedDocuments, *, together: bool) -> dict[str, Any]:
    ((document, notes),) = reading.parsed
    if reading.unread:
        return {"path": document.path, "fault": reading.unread[0]}
    with error_boundary() as fault:
        packed, added = pack_document(document, notes)
        return {
            "path": document.path,
            "quick": bool(reading.link_only),
            "document": packed,
            "notes": added,
            "opens": bool(open_calls(document) or document.parts or document.companions),
            "joins": joins_of(document) if together else None,
            **_counts(notes),
        }
    return {"path": document.path, "fault": fault.cause}


def _counts(notes: Sequence[Note]) -> dict[str, int]:
    """What a plan needs to know of the sources."""
    sources = [source for note in notes for source in note.sources if not source.short]
    identified = sum(bool(one.item.doi or one.item.arxiv or one.item.pmid) for one in sources)
    return {"sources": len(sources), "identified": identified}


def _cited_rows(reading: ParsedDocuments, plugins: Plugins, limits: Interval) -> Iterator[dict[str, Any]]:
    """The URLs of a document to check."""
    if not plugins.asks:
        return
    cited = CitedUrls()
    cited.add(reading.parsed)
    for url, language in cited.languages.items():
        if well_formed(url) == url:
            titles = [well_formed(title) for title in cited.titles.get(url, ())] if plugins.compares else []
            yield {"url": url, "documents": 0, "key": limits(url)[0], "language": language, "titles": titles}
