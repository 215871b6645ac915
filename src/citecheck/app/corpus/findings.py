"""Judges the documents of a part with the verdicts on their links: from ``parsed`` and ``answers`` to the files for readers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import OUTPUTS, Done, Run
from citecheck.app.corpus.packing import unpack_document, unpack_link, unpack_resolution
from citecheck.app.corpus.reading import bytes_of
from citecheck.app.corpus.steps import FAILED, LOST, PartTask
from citecheck.app.progress import NoProgress
from citecheck.citations.link_only import read_again
from citecheck.citations.parsed import ParsedDocuments
from citecheck.language.surrogates import well_formed
from citecheck.lock.file import Lock, LockEntry
from citecheck.lock.policy import RunState
from citecheck.lock.update import update_entries
from citecheck.model.document import Document, Note
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult
from citecheck.model.web import Link
from citecheck.pipeline import Plugins
from citecheck.protocols import Network
from citecheck.reporters import json_output

ROWS = 2_000  # of answers in memory
UNREAD = "unread"  # the code of a document that could not be read


class Answers(Struct):
    """What a run learnt of a part: verdicts by URL, which of them are doubtful, and resolutions by path, note and source."""

    links: dict[str, Link] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    resolutions: dict[str, dict[tuple[int, int], Resolution]] = field(default_factory=dict)
    stamp: str = ""


def answers_of(run: Run, part: str) -> Answers:
    """The verdicts and resolutions of a part."""
    found = link_answers(run, part) if run.network else Answers()
    resolved = run.state("resolved", part)
    if run.network and (stamp := tables.stamp_of(resolved)):
        found.stamp = tables.digest(found.stamp, stamp)
        for row in tables.read(resolved):
            key = row["note"], row["source"]
            found.resolutions.setdefault(row["path"], {})[key] = unpack_resolution(row["resolution"])
    return found


def link_answers(run: Run, part: str) -> Answers:
    """The verdicts on a part's links."""
    found, own = Answers(), []
    for row in answer_rows(run.state("answers", "all"), part):
        found.links[row["url"]] = unpack_link(row["verdict"], row["link"])
        own.append((row["url"], row["link"], row["doubtful"]))
        if row["doubtful"]:
            found.doubtful.add(row["url"])
    found.stamp = tables.digest(*own)
    return found


def answer_rows(path: Path, part: str) -> list[dict[str, Any]]:
    """The rows of a part, from the pieces of the file that have some; a few at a time, in one thread.

    pyarrow's own filters read pieces ahead, which took 50 MB more for 3,000 answers.
    """
    from pyarrow import compute, parquet

    if not path.exists():
        return []
    found: list[dict[str, Any]] = []
    with path.open("rb") as file:
        table = parquet.ParquetFile(file)
        at = table.schema_arrow.names.index("part")
        ranges = [table.metadata.row_group(group).column(at).statistics for group in range(table.num_row_groups)]
        pieces = [
            group for group, range_ in enumerate(ranges) if not (range_ and range_.has_min_max) or range_.min <= part <= range_.max
        ]
        for batch in table.iter_batches(ROWS, row_groups=pieces, use_threads=False):
            found += batch.filter(compute.equal(batch["part"], part)).to_pylist()
    return found


def judge(task: PartTask) -> Done:
    """Run the rules over the documents of a part, and write what readers get. Raises ``WriteError``."""
    from citecheck.app.corpus import schemas

    run, part = task.run, task.part
    parsed = run.state("parsed", part)
    try:
        answers = answers_of(run, part)
        stamp = tables.digest(part, run.judge_stamp, tables.stamp_of(parsed), answers.stamp, sorted(task.moved))
        if all(tables.is_made(run.output(kind, part), stamp) for kind in OUTPUTS):
            codes = [row["code"] for row in tables.read(run.output("findings", part), ["code"])]
            return Done(part, len(codes), codes.count(UNREAD), made=False)
        rows = _rows(task, answers)
    except tables.damage() as error:
        for file in (parsed, run.state("resolved", part), run.state("answers", "all")):
            file.unlink(missing_ok=True)  # the next run makes them again
        return _failed(task, f"the results of the part are damaged: {error}")
    for kind in OUTPUTS:
        tables.write(run.output(kind, part), rows[kind], schemas.OUTPUTS[kind], stamp)
    unread = sum(row["code"] == UNREAD for row in rows["findings"])
    return Done(part, len(rows["findings"]), unread)


def _rows(task: PartTask, answers: Answers) -> dict[str, list[dict[str, Any]]]:
    """The rows of each output."""
    run, part = task.run, task.part
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in OUTPUTS}
    plugins = wiring.plugins_of(run.settings, locate=run.locate)
    contents = dict(bytes_of(tables.read(run.state("parts", part)), run.settings))
    with wiring.open_network(run.settings, NoProgress(), offline=True) as closed:
        judge_one, now = _Judge(run, answers, plugins, closed), closed.clock.now()
        for row in tables.read(run.state("parsed", part)):
            if row["path"] in task.moved:
                continue
            if row["fault"]:
                rows["findings"].append(unread_row(row["path"], row["fault"]))
                continue
            document, notes = unpack_document(row["document"], row["notes"])
            document = replace(document, data=contents.pop(document.path, b""))
            for kind, made in _output_rows(judge_one.result(document, notes, quick=row["quick"]), now):
                rows[kind].append(made)
    return rows


def give_up(task: PartTask) -> Done:
    """What becomes of a part whose process ended again and again: the next run tries again."""
    return _failed(task, LOST)


def _failed(task: PartTask, reason: str) -> Done:
    from citecheck.app.corpus import schemas

    for kind in OUTPUTS:
        rows = [unread_row(f"part {task.part}", reason)] if kind == "findings" else []
        tables.write(task.run.output(kind, task.part), rows, schemas.OUTPUTS[kind], FAILED)
    return Done(task.part, 1, 1, fault=reason)


def reading_of(document: Document, notes: tuple[Note, ...], answers: Answers, *, quick: bool) -> ParsedDocuments:
    """The document as parsed; ``quick``: a list of links, of which those notes are parsed now whose pages are doubtful."""
    reading = ParsedDocuments(((document, notes),), {}, frozenset((0,)) if quick else frozenset())
    return read_again(reading, answers.doubtful) if quick and answers.doubtful else reading


class _Judge(Struct, frozen=True):
    """What the results of all documents of a part need. ``closed`` is a network that opens no socket."""

    run: Run
    answers: Answers
    plugins: Plugins
    closed: Network

    def result(self, document: Document, notes: tuple[Note, ...], *, quick: bool) -> DocumentResult:
        """The result for one document, as a check of it gives."""
        reading = reading_of(document, notes, self.answers, quick=quick)
        links = self.answers.links if self.run.network else self._not_asked(reading)
        offline = self.run.offline or (None if self.run.network else self.closed.offline)
        found = {(0, *key): one for key, one in self.answers.resolutions.get(document.path, {}).items()}
        now, results = self.closed.clock.now(), RunState(links, found)
        (result,) = pipeline.conclude(reading, results, self.plugins, now, offline, tried=self.plugins.locate)
        return result

    def _not_asked(self, reading: ParsedDocuments) -> Mapping[str, Link]:
        """The verdicts without a network."""
        if not self.plugins.asks:
            return {}
        return {url: one.link for url, one in pipeline.check_links(reading.parsed, RunState(), self.plugins, self.closed)}


def _output_rows(result: DocumentResult, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    path = result.document.path
    if not result.readable:
        yield "findings", unread_row(path, "; ".join(result.faults))
        return
    for fault in result.faults:
        yield "findings", unread_row(path, fault)
    for note in json_output.resolve(result)["notes"]:
        yield "notes", {"path": path, **{name: note.get(name) for name in _NOTE}, "sources": len(note["sources"])}
        for number, source in enumerate(note["sources"], 1):
            yield "sources", {"path": path, "label": note["label"], "source": number, **_source(source)}
    for address, link in result.links:
        yield "links", _text_only(json_output.link(path, address, link))
    for finding in result.findings:
        made = json_output.finding(finding)
        yield "findings", _text_only({**made, "code": made["rule"], "fixes": _json(made["fixes"])})
    for entry in update_entries(Lock(), [(path, result.source_results)], now):
        yield "lock", _lock_row(entry)


_NOTE = ("label", "status", "kind", "line", "column", "part", "raw")


def _source(source: dict[str, Any]) -> dict[str, Any]:
    item, found = source["item"], source["resolution"] or {}
    parts = item.get("issued", {}).get("date-parts") or [[None]]
    return _text_only(
        {
            "text": source["text"],
            "fingerprint": source["fingerprint"],
            "short": source["short"],
            "type": item.get("type"),
            "title": item.get("title"),
            "container_title": item.get("container-title"),
            "year": parts[0][0] if parts[0] else None,
            "url": item.get("URL"),
            "doi": item.get("DOI"),
            "item": _json(item),
            "state": found.get("state"),
            "found_url": found.get("url"),
            "archive_url": found.get("archive_url"),
            "probability": found.get("probability"),
            "resolution": _json(found) if found else None,
        }
    )


def _lock_row(entry: LockEntry) -> dict[str, Any]:
    own = {name: getattr(entry, name) for name in ("path", "label", "source", "fingerprint", "state", "url")}
    return _text_only({**own, "entry": _json(msgspec.to_builtins(entry))})


def unread_row(path: str, message: str) -> dict[str, Any]:
    """The finding for a document that could not be read."""
    return _text_only(
        {"path": path, "code": UNREAD, "name": "could-not-be-read", "severity": "error", "message": f"could not be read: {message}"}
    )


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _text_only(row: dict[str, Any]) -> dict[str, Any]:
    """The row with text that UTF-8 can encode."""
    return {name: well_formed(value) if isinstance(value, str) else value for name, value in row.items()}
