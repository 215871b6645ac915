"""Settings, locks, baselines and results: untrusted files of a checkout."""

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import read_result, wiring
from citecheck.app.history import earlier_runs
from citecheck.app.rate_limits import request_intervals
from citecheck.citations.parsed import ParsedDocuments
from citecheck.config import settings as config
from citecheck.findings import baseline
from citecheck.lock import file as lock
from citecheck.lock.merge import merge_conflict
from citecheck.lock.policy import LockPolicy, known_from_lock
from citecheck.model.document import Document, Note
from citecheck.model.errors import LockError, UsageError
from citecheck.repairs.proposals import apply
from citecheck.reporters import json_output
from tests.made_documents import made
from tests.measure.fuzz.attempt import BrokenPlugin, Target, no_internal_error
from tests.measure.fuzz.targets.documents import plugins
from tests.measure.fuzz.trees import json_tree, toml_tree
from tests.repairing import read
from tests.sample_reports import report

SETTINGS = """[network]
timeout = 20
contact = "me@example.org"
proxy = ""
allow_private = false
[links]
accept = {"a.example" = [403, 429]}
sightings = 2
[privacy]
send = "identifiers"
[output]
lock = "citecheck.lock"
reports = "reports"
[archive]
folder = "archive"
[cache]
path = "cache.sqlite"
[rules]
select = ["CC1", "dead-link"]
severity = {CC201 = "note"}
per-file-ignores = {"*.md" = ["CC108"], "a.txt#3" = ["CC2"]}
[providers.searxng]
base_url = "http://127.0.0.1:8888"
[archives.memento]
timegate = "https://a.example/web/"
"""


@cache
def _place() -> Path:
    """A folder for one process, in which a file stands where it would be found."""
    return Path(tempfile.mkdtemp(prefix="citecheck-fuzz-"))


def reads_settings(data: bytes) -> None:
    """Settings found in a checkout, in both kinds of file; what comes of them is shown."""
    families = wiring.configurable()
    for name in ("citecheck.toml", "pyproject.toml"):
        file = _place() / name
        file.write_bytes(data if name == "citecheck.toml" else b"[tool.citecheck]\n" + data.replace(b"\n[", b"\n[tool.citecheck."))
        try:
            loaded = config.load(families, file=file)
            chosen = wiring.plugins_of(loaded.settings)
        except UsageError as error:
            _shown(str(error))
            continue
        _apply(loaded.settings, chosen)


def _apply(settings: config.Settings, chosen: pipeline.Plugins) -> None:
    """What a run does with settings before anybody is asked: what the lock still tells, the rules, the pace."""
    document, notes = _document()
    known = lock.Lock(tuple(_entries()))
    now = wiring.clock().now()
    memory = LockPolicy(known, ("paper.txt",), "fresh", settings.lock.days, settings.lock.budget)
    learnt = known_from_lock(((document, notes),), memory, now)
    list(pipeline.conclude(ParsedDocuments(((document, notes),), {}), learnt, chosen, now, "not asked"))
    if not request_intervals(settings)("https://courier.example/a") >= 0:
        raise BrokenPlugin("a pace that is none")


def _shown(message: str) -> None:
    no_internal_error(message)
    if not message.strip():
        raise BrokenPlugin("an error without words")


def reads_lock(data: bytes) -> None:
    """A lock: read, written again, and used for a document whose repairs and report come from it."""
    try:
        known = lock.load("citecheck.lock", data)
    except LockError as error:
        _shown(str(error))
        return
    again = lock.load("citecheck.lock", lock.dump(known.entries))
    if lock.dump(again.entries) != lock.dump(known.entries):
        raise BrokenPlugin("a lock written and read again is another one")
    _used(known)


def _used(known: lock.Lock) -> None:
    document, notes = _document()
    memory = LockPolicy(known, ("paper.txt",), "all")
    now = wiring.clock().now()
    (document_result,) = pipeline.from_lock([document], plugins(), memory, now)
    json.dumps(json_output.parse(document_result))
    safe = tuple(one for one in document_result.repairs if one.fix.safe)
    apply(document, notes, safe, plugins().formats[document.format])
    merge_conflict(known.entries, _entries(), known.entries[:1])
    for trust in ("fresh", "decisions", "sources"):
        known_from_lock(((document, notes),), LockPolicy(known, ("paper.txt",), trust), now)  # type: ignore[arg-type]


@cache
def _document() -> tuple[Document, tuple[Note, ...]]:
    return read("paper.txt", made("brackets.txt"))


def reads_history(data: bytes) -> None:
    """An earlier report beside the new one, whose counts go into the trend."""
    file = _place() / "report.json"
    file.write_bytes(data)
    made = report(2)
    made = replace(made, history=earlier_runs(file, made.documents[0].document.path))
    for reporter in wiring.plugins("reporters").values():
        reporter().render(made)


def reads_baseline(data: bytes) -> None:
    """Accepted findings: read, written again, and compared with a report."""
    try:
        accepted = baseline.load("citecheck-baseline.json", data)
    except UsageError as error:
        _shown(str(error))
        return
    if baseline.load("b.json", baseline.dump(accepted)) != tuple(sorted(accepted, key=lambda one: one.key)):
        raise BrokenPlugin("a baseline written and read again is another one")
    document_result = report(6).documents[0]
    baseline.set_aside(document_result, "paper.md", accepted)
    baseline.prune(accepted, {"paper.md": baseline.accept("paper.md", document_result.findings)}, frozenset(("CC201",)))


def reads_result(data: bytes) -> None:
    """A result that `repair --from` is given."""
    try:
        _used(read_result.read_result("result.json", data))
    except UsageError as error:
        _shown(str(error))


def _settings() -> Iterator[bytes]:
    yield SETTINGS.encode()
    yield b'network.timeout = 5\n[save_page_now]\nreuse = "30d"\n[documents]\nmax_bytes = 1_000\n'


@cache
def _entries() -> list[lock.LockEntry]:
    from citecheck.citations.fingerprint import fingerprint

    _, notes = _document()
    made_up = []
    for note in notes:
        for number, source in enumerate(note.sources, 1):
            which = len(made_up)
            link = lock.LockedLink("gone", 404, wiring.clock().now(), source.item.url, source.item.url)
            archive = lock.LockedArchive("https://web.archive.org/web/20190314000000/https://a.example/", wiring.clock().now(), "D")
            evidence = (lock.LockedEvidence("title", "a", "b", "og:title", "confirmed", 3.5),)
            made_up.append(
                lock.LockEntry(
                    "paper.txt",
                    note.label,
                    number,
                    fingerprint(source),
                    "verified",
                    source.item.url or "https://found.example/a",
                    0.99,
                    evidence,
                    "person" if which % 2 else "machine",
                    link,
                    archive,
                    None,
                    wiring.clock().now(),
                    "r",
                    (lock.LockedCandidate("https://c.example/", 0.4, "t"),),
                )
            )
    return made_up


def _locks() -> Iterator[bytes]:
    entries = _entries()
    yield lock.dump(entries[:2])
    yield lock.dump(entries[2:4])
    yield b'{"schema": "citecheck/lock/1", "sources": []}'
    yield b'{"schema": "citecheck/lock/2", "sources": []}'


def _reports() -> Iterator[bytes]:
    counts = {"notes_cited": 4, "notes_present": 3, "sources": 5, "verified": 2, "percent": 40}
    runs = [{"started": f"2025-12-0{day}T00:00:00Z", "whole": 5, "verified": day, "percent": 20 * day} for day in (1, 2)]
    yield json.dumps({"completeness": counts, "started": "2026-01-01T00:00:00Z", "history": runs}).encode()


def _baselines() -> Iterator[bytes]:
    yield baseline.dump(baseline.accept("paper.md", report(6).documents[0].findings)[:3])


def _results() -> Iterator[bytes]:
    """What a run would print, whatever it is of: the shape that is read."""
    for entry in _entries()[:3]:
        resolution = {
            "state": "verified",
            "link": "gone",
            "url": entry.url,
            "final_url": entry.url,
            "permanent": True,
            "archive_url": "https://web.archive.org/web/2019/https://a.example/",
            "probability": 0.9,
            "decided": "person",
            "evidence": [],
            "candidates": [],
        }
        notes = [
            {
                "label": entry.label,
                "sources": [
                    {"fingerprint": entry.fingerprint, "item": {"URL": entry.url, "DOI": "10.1/a"}, "resolution": resolution}
                ],
            }
        ]
        one = {"schema": json_output.RESOLVE, "document": {"path": "paper.txt"}, "notes": notes}
        yield json.dumps(one).encode()
        yield json.dumps({"schema": json_output.REPORT, "documents": [one]}).encode()


WORDS = (
    b'"schema": "citecheck/lock/1"',
    b'"decided": "person"',
    b'"state": "verified"',
    b'"2026-01-01T00:00:00+99:99"',
    b'"0001-01-01T00:00:00Z"',
    b'"9999-12-31T23:59:59-23:59"',
    b"<<<<<<< a\n",
    b"=======\n",
    b'"path": "../x"',
    b"\\ud800",
    b"1e400",
    b"null",
    b'"javascript:alert(1)"',
    b'"https://["',
)
TARGETS = (
    Target(
        "settings",
        reads_settings,
        _settings,
        (
            b"[network]\n",
            b"[providers.searxng]\n",
            b"allow_private = true\n",
            b'contact = "a\\r\\nb"\n',
            b'select = ["CC"]\n',
            b"[tool.citecheck]\n",
            b'"""',
            b"'''",
            b"{",
            b"[[",
            b"inf",
            b"\\u0000",
        ),
        toml_tree,
        (),
        3_000,
    ),
    Target("lock", reads_lock, _locks, WORDS, json_tree, (), 8_000),
    Target("baseline", reads_baseline, _baselines, WORDS, json_tree, (), 4_000),
    Target(
        "history",
        reads_history,
        _reports,
        (b'"percent":', b"1e308", b"-1", b'"started":', b'"0001-01-01T00:00:00Z"'),
        json_tree,
        (),
        2_000,
    ),
    Target("result", reads_result, _results, WORDS, json_tree, (), 4_000),
)
