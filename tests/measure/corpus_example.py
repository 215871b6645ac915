"""A whole corpus of 100,000 references, with the network: ``python -m tests.measure.corpus_example`` writes its section of reports/corpora.md.

Articles with 25 invented references each, of which 60 % cite a link of the link benchmark (1,000 hosts on loopback, 100 ms, a tenth of the
links dead), are planned, checked and reported by two processes, at the interval between requests that citecheck has without settings.
``REFERENCES`` in the environment changes the size.
"""

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from tests.measure.corpus_kills import INTRO, REPORT, ROOT
from tests.measure.link_server import POLITE, Served, run
from tests.measure.sections import put

REFERENCES = int(os.environ.get("REFERENCES", "100000"))
OF_EACH, LINKED = 25, 15  # references of an article, and those with a link
LATENCY = 0.1  # seconds


def articles(folder: Path, urls: Sequence[str]) -> None:
    """Write the articles; each URL is cited once."""
    from tests.measure.training.synthetic import Maker

    maker = Maker(2626, ("The slow recovery of the coastal fisheries",), ("Journal of Harbour Studies",))
    made = (" ".join(maker.reference().text.split()) for _ in count())
    texts = (text for text in made if "http" not in text and "www." not in text)
    folder.mkdir()
    for at in range(REFERENCES // OF_EACH):
        cited = [*urls[at * LINKED : (at + 1) * LINKED], *[""] * (OF_EACH - LINKED)]
        body = "\n\n".join(f"The harbour opened again in spring of year {n}.[^{n}]" for n in range(1, OF_EACH + 1))
        notes = "\n".join(f"[^{n}]: {next(texts)} {url}" for n, url in enumerate(cited, 1))
        (folder / f"text{at:05}.md").write_text(f"# Text {at}\n\n{body}\n\n{notes}\n", encoding="utf-8")


def command(folder: Path, *words: str) -> str:
    """Run a command of ``corpus``; its time, processor time and memory of the largest process."""
    environment = {
        **os.environ,
        "CITECHECK_TRUST_CONFIG": "1",
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONPATH": str(ROOT / "src"),
    }
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    code = "import sys; from citecheck.cli import main; main()"
    with (folder / f"{words[0]}.txt").open("wb") as out:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)]
        child = os.posix_spawn(sys.executable, [sys.executable, "-c", code, "corpus", *words], environment, file_actions=actions)
        _, status, used = os.wait4(child, 0)
    seconds = time.monotonic() - begun
    if status:
        sys.exit((folder / f"{words[0]}.txt").read_text(encoding="utf-8")[-2_000:])
    return f"{seconds:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor time, {used.ru_maxrss / 1024:.0f} MB"


def example(served: Served, folder: Path) -> Iterator[str]:
    """Plan, run and report."""
    import duckdb

    articles(folder / "texts", [link["url"] for link in served.truth])
    (folder / "citecheck.toml").write_text(f"{POLITE}max_connections = 128\n[links]\nsecond_opinion = false\n", encoding="utf-8")
    os.chdir(folder)
    for words in (["plan", "texts", "--workers", "2"], ["run", "texts", "--workers", "2"], ["report"]):
        yield f"- `corpus {words[0]}`: {command(folder, *words)}"
    told = dict(duckdb.execute("SELECT url, verdict FROM read_parquet('corpus/verdicts/*.parquet')").fetchall())
    right = sum(told.get(link["url"]) in served.right(link["kind"]) for link in served.truth)
    counted = {
        kind: (duckdb.execute("SELECT count(*) FROM read_parquet(?)", [f"corpus/{kind}/*.parquet"]).fetchone() or (0,))[0]
        for kind in ("notes", "sources", "links", "findings")
    }
    size = sum(file.stat().st_size for file in Path("corpus").rglob("*") if file.is_file()) / 1e6
    verdicts = ", ".join(f"{number:,} {verdict}" for verdict, number in Counter(told.values()).most_common())
    yield "- " + ", ".join(f"{number:,} {kind}" for kind, number in counted.items())
    yield f"- Verdicts: {verdicts}; **{right:,} of {len(served.truth):,}** right (wanted: all); {served.requests():,} requests"
    yield f"- {size:.0f} MB of files, beside {sum(file.stat().st_size for file in Path('texts').iterdir()) / 1e6:.0f} MB of articles"


def main() -> None:
    """Measure, and write the section."""
    begun = Path.cwd()
    links = REFERENCES // OF_EACH * LINKED
    head = f"## A whole corpus: {REFERENCES:,} references in {REFERENCES // OF_EACH:,} articles, {links:,} links on 1,000 hosts"
    lead = f"Two workers on {os.cpu_count()} cores, {LATENCY * 1000:.0f} ms, an interval of 0.5 s."
    folder = Path(tempfile.mkdtemp())
    try:
        with run(f"soak{links}", LATENCY) as served:
            lines = list(example(served, folder))
    finally:
        os.chdir(begun)
        shutil.rmtree(folder)
    put(REPORT, INTRO, "example", "\n".join([head, "", lead, "", *lines]))


if __name__ == "__main__":
    main()
