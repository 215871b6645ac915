"""Corpora: ``python -m tests.measure.corpora [PART…]`` writes its sections of reports/corpora.md.

Parts: ``cpu`` (a run beside one process's check), ``engines`` (the same findings), ``memory`` (of the largest process), ``dump`` (a MediaWiki dump
from plan to report), ``rows`` (generated links through shards and join), ``example`` (100,000 references with the network). Seconds are processor time of whole commands, children included;
memory is that of the largest process. Compare the ratios, not the seconds. ``dump`` reads the wikitext of the repositories in the folder
``WIKITEXT`` (bare git folders below it), and invents the references.
"""

import bz2
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from tests.measure.corpus_kills import INTRO, REPORT
from tests.measure.scale import NOTES, documents, spent
from tests.measure.sections import put

DOCUMENTS = int(os.environ.get("DOCUMENTS", "2000"))  # of the comparison with a check: 50,000 notes
ARTICLES = int(os.environ.get("ARTICLES", "5000"))
REFERENCES = int(os.environ.get("REFERENCES", "100000"))  # of the example
OF_EACH, HOSTS, PORT = 25, 1_000, 8979  # references of an article
ROWS = int(os.environ.get("ROWS", "10000000"))
PART = 100_000  # generated links of a part
# Links of a part: a third of all are cited elsewhere too; hosts are unequal, with many links on the first of 100,000.
CITED = (
    "SELECT 'https://h' || host || '.example/page/' || page AS url, 1::BIGINT AS documents, 'h' || host || '.example' AS key, 'en' AS language, "
    "['Title of page ' || page] AS titles FROM (SELECT page, (hash(page) % 100000) * (hash(page) % 100000) // 100000 AS host "
    "FROM (SELECT hash(range) % {pages} AS page FROM range({first}, {last})))"
)
VERDICTS = (
    "SELECT url, key, 'live' AS verdict, 200::BIGINT AS status, url AS final_url, '' AS reason, 1::BIGINT AS tries, "
    "'2026-12-01T00:00:00+00:00' AS checked, titles, false AS doubtful, encode(url || url) AS link FROM read_parquet({shard})"
)
SMALL = (2_000, 20_000)  # documents of the measure of memory
Key = tuple[str, str, str]


def corpus(folder: Path, *words: str) -> tuple[float, float]:
    """A command of ``corpus``: its processor seconds and peak memory in MB."""
    return spent(folder, "corpus", *words)


def findings(out: Path) -> list[Key]:
    """Path, code and fingerprint of each finding of a corpus."""
    import duckdb

    query = "SELECT path, code, fingerprint FROM read_parquet(?) WHERE code <> 'unread' ORDER BY ALL"
    return [tuple(row) for row in duckdb.execute(query, [str(out / "findings" / "*.parquet")]).fetchall()]


def checked(folder: Path, name: str) -> tuple[float, float, list[Key]]:
    """The same of a check, with its processor seconds and memory."""
    seconds, memory = spent(folder, "check", "--offline", "--jobs", "1", "--output", f"json:{folder / 'check.json'}", name)
    made = json.loads((folder / "check.json").read_text(encoding="utf-8"))
    return seconds, memory, sorted((one["path"], one["rule"], one["fingerprint"]) for one in made["findings"])


def cpu(folder: Path) -> Iterator[str]:
    """A run in one process beside a check in one process."""
    documents(folder / "texts", DOCUMENTS)
    one, memory, wanted = checked(folder, "texts")
    two, peak = corpus(folder, "run", "texts", "--out", "out", "--offline", "--engine", "inline")
    again, _ = corpus(folder, "run", "texts", "--out", "out", "--offline", "--engine", "inline")
    found = findings(folder / "out")
    size = sum(file.stat().st_size for file in (folder / "out").rglob("*") if file.is_file()) / 1e6
    yield f"## One process: {DOCUMENTS:,} documents, {DOCUMENTS * NOTES:,} notes"
    yield ""
    yield f"- `check --offline`: {one:.1f} s, {memory:.0f} MB; `corpus run --offline --engine inline`: {two:.1f} s, {peak:.0f} MB, {size:.0f} MB of files"
    yield f"- The run beside the check: **{two / one:.2f} x** (wanted: 1.2)"
    yield f"- The run again, with nothing new: {again:.1f} s"
    yield f"- Findings: {len(wanted):,} of the check, {len(found):,} of the run; {len(set(wanted) ^ set(found)):,} on one side only (wanted: 0)"


def engines(folder: Path) -> Iterator[str]:
    """The same findings on every engine."""
    documents(folder / "texts", DOCUMENTS // 10)
    _, _, wanted = checked(folder, "texts")
    yield f"## Engines: {DOCUMENTS // 10:,} documents, {DOCUMENTS // 10 * NOTES:,} notes"
    yield ""
    for engine in ("inline", "local", "dask"):
        begun = time.monotonic()
        seconds, memory = corpus(folder, "run", "texts", "--out", engine, "--offline", "--engine", engine, "--workers", "2")
        other = len(set(wanted) ^ set(findings(folder / engine)))
        yield f"- `{engine}`: {seconds:.1f} s of processor time, {time.monotonic() - begun:.0f} s, {memory:.0f} MB; {other} of {len(wanted):,} findings differ (wanted: 0)"


def memory(folder: Path) -> Iterator[str]:
    """The largest process, with ten times the documents."""
    yield "## Memory of the largest process"
    yield ""
    for number in SMALL:
        place = folder / f"small{number}"
        place.mkdir()
        for at in range(number):
            notes = "\n".join(
                f"[^{n}]: J. Doe, “Minister {at} resigns {n} times,” Reuters, {n} April 2021, https://h{n}.example/{at}."
                for n in (1, 2)
            )
            (place / f"text{at:05}.md").write_text(f"# Text {at}\n\nSaid.[^1] And.[^2]\n\n{notes}\n", encoding="utf-8")
        seconds, peak = corpus(folder, "run", place.name, "--out", f"out{number}", "--offline", "--workers", "2")
        yield f"- {number:,} documents of two notes, two workers: **{peak:.0f} MB** (wanted: 300), {seconds:.0f} s"


def dump(folder: Path) -> Iterator[str]:
    """A MediaWiki dump from plan to report."""
    size = write_dump(folder / "wiki.xml.bz2")
    yield f"## A MediaWiki dump: {ARTICLES:,} articles, {size / 1e6:.0f} MB of XML, compressed with bzip2"
    yield ""
    for words in (("plan", "wiki.xml.bz2"), ("run", "wiki.xml.bz2", "--offline"), ("report",)):
        seconds, peak = corpus(folder, *words, "--out", "out", *(("--workers", "2") if words[0] != "report" else ()))
        yield f"- `corpus {words[0]}`: {seconds:.1f} s, {peak:.0f} MB"
    import duckdb

    counted = {
        kind: duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(folder / "out" / kind / "*.parquet")]).fetchone()
        for kind in ("notes", "sources", "links", "findings")
    }
    yield "- " + ", ".join(f"{(number or (0,))[0]:,} {kind}" for kind, number in counted.items())


def example(folder: Path) -> Iterator[str]:
    """A whole corpus with the network: 60 % of the references cite a page on this computer, of which every tenth is gone."""
    import duckdb

    from tests.measure.request_log import serving, url_of

    linked, urls = OF_EACH * 3 // 5, []

    def url(at: int, note: int, text: str) -> str:
        if note > linked:
            return ""
        number = len(urls)
        urls.append(url_of(number, HOSTS, PORT, "page" if number % 10 else "gone", text))
        return urls[-1]

    documents(folder / "texts", REFERENCES // OF_EACH, OF_EACH, url)
    own = '[network]\nallow_private = true\nmax_connections = 128\n[links]\ninclude = ["http://127.*"]\nsecond_opinion = false\n'
    (folder / "citecheck.toml").write_text(own, encoding="utf-8")
    os.environ["CITECHECK_TRUST_CONFIG"] = "1"
    yield f"## A whole corpus: {REFERENCES:,} references, {len(urls):,} links on {HOSTS:,} hosts, two workers"
    yield ""
    with serving(folder, PORT, HOSTS) as log:
        for words in (("plan", "texts", "--workers", "2"), ("run", "texts", "--workers", "2"), ("report",)):
            begun = time.monotonic()
            seconds, peak = corpus(folder, *words, "--out", "out")
            yield f"- `corpus {words[0]}`: {time.monotonic() - begun:.0f} s, {seconds:.0f} s of processor time, {peak:.0f} MB"
        requests = log.count()
    told = dict(duckdb.execute("SELECT url, verdict FROM read_parquet(?)", [str(folder / "out/verdicts/*.parquet")]).fetchall())
    right = sum(told.get(one) == ("gone" if "/gone/" in one else "live") for one in urls)
    size = sum(file.stat().st_size for file in (folder / "out").rglob("*") if file.is_file()) / 1e6
    yield f"- **{right:,} of {len(urls):,}** verdicts right (wanted: all); {requests:,} requests, an interval of 0.5 s; {size:.0f} MB of files"


def write_dump(path: Path) -> int:
    """Write articles of fetched wikitext, each with references; returns the bytes of the XML."""
    from tests.measure.training.synthetic import Maker

    texts, chance = wikitexts(Path(os.environ["WIKITEXT"])), random.Random(7)
    maker, size = Maker(4242, ("The slow recovery of the coastal fisheries",), ("Journal of Harbour Studies",)), 0
    with bz2.open(path, "wb", 1) as file:

        def add(text: str) -> None:
            nonlocal size
            size += file.write(text.encode())

        add(
            '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo><sitename>Made</sitename></siteinfo>\n'
        )
        for at in range(ARTICLES):
            refs = "".join(
                f"<ref>{' '.join(maker.reference().text.split())} https://h{n}.example/{at}</ref> More.\n" for n in range(5)
            )
            words = escape(f"{chance.choice(texts)}\n\nIt opened again.{refs}\n== References ==\n<references />\n", quote=False)
            add(
                f"<page><title>Article {at}</title><ns>0</ns><id>{at}</id><revision><id>{at}</id><model>wikitext</model><format>text/x-wiki</format>"
            )
            add(f'<text bytes="{len(words)}" xml:space="preserve">{words}</text></revision></page>\n')
        add("</mediawiki>\n")
    return size


def wikitexts(repositories: Path) -> list[str]:
    """The sections of the wikitext files of bare git folders."""
    found: list[str] = []
    for head in sorted(repositories.glob("**/HEAD")):
        git = ["git", f"--git-dir={head.parent}"]
        names = subprocess.run(
            [*git, "ls-tree", "-r", "-z", "--name-only", "HEAD"], capture_output=True, check=False
        ).stdout.decode("utf-8", "replace")
        for name in names.split("\0"):
            if name.endswith((".wiki", ".wikitext", ".mediawiki")):
                text = subprocess.run([*git, "show", f"HEAD:{name}"], capture_output=True, check=False).stdout.decode(
                    "utf-8", "replace"
                )
                found += [section for section in re.split(r"(?m)^(?===[^=])", text) if len(section) > 200]
    return found


def rows(folder: Path) -> Iterator[str]:
    """Generated links through shards and join, without documents."""
    command = [sys.executable, "-m", "tests.measure.corpora", "generated", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = process.stdout.read() if process.stdout else ""
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    made = json.loads(told.splitlines()[-1])
    yield f"## {ROWS:,} generated links of documents, through shards and join"
    yield ""
    yield f"- {made['links']:,} different links on up to 100,000 hosts into {made['shards']} shards: {made['shard_seconds']:.0f} s"
    yield f"- Joined with their verdicts by part: {made['joined']:,} rows, {made['join_seconds']:.0f} s"
    yield f"- Memory of the process: **{used.ru_maxrss / 1024:.0f} MB**"


def generated(folder: Path) -> dict[str, Any]:
    """Make the files of parsed parts and of checked shards as the steps do, and run the steps between them."""
    from citecheck.app.corpus import shards, tables
    from citecheck.app.corpus.layout import Run
    from citecheck.config.settings import Settings

    run = Run(folder, Settings())
    parts = [f"part{at:05}" for at in range(ROWS // PART)]
    with tables.database(folder) as connection:
        for at, part in enumerate(parts):
            path = run.state("cited", part)
            path.parent.mkdir(parents=True, exist_ok=True)
            shards.copy(connection, CITED.format(first=at * PART, last=(at + 1) * PART, pages=ROWS * 2 // 3), path, "made")
    begun = time.monotonic()
    names = shards.make(run, parts, 16)
    made = time.monotonic() - begun
    links = sum(tables.count(run.state("shards", name)) for name in names)
    with tables.database(folder) as connection:
        for name in names:
            path = run.output("verdicts", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            shards.copy(connection, VERDICTS.format(shard=tables.quoted(run.state("shards", name))), path, run.link_stamp)
    begun = time.monotonic()
    joined = tables.count(shards.join(run, parts))
    join_seconds = time.monotonic() - begun
    return {
        "links": links,
        "shards": len(names),
        "shard_seconds": made,
        "joined": joined,
        "join_seconds": join_seconds,
    }


PARTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "cpu": cpu,
    "engines": engines,
    "memory": memory,
    "dump": dump,
    "rows": rows,
    "example": example,
}


def main() -> None:
    """Measure the parts that are asked for."""
    if sys.argv[1:2] == ["generated"]:
        print(json.dumps(generated(Path(sys.argv[2]))))
        return
    for name in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            put(REPORT, INTRO, name, "\n".join(PARTS[name](Path(folder))))


if __name__ == "__main__":
    main()
