"""Reading and repairing documents of every format: ``python -m tests.measure.formats`` writes ``reports/formats.md``.

The gold documents need ``CITECHECK_RIGS``. Word files are opened in LibreOffice, pages in Chromium, LaTeX is compiled, if these are installed.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from citecheck.app import wiring
from citecheck.citations.parse import parse
from tests.documents.formats.word_files import mark, note, paragraph, run, word_file
from tests.made_documents import MADE, made
from tests.made_works import WORKS, printed
from tests.repairing import AWKWARD, Repaired, again, changed_elsewhere, read, reads_as_before, repaired

ADDRESSES = ("https://found.example/{}?a=1&b=2", AWKWARD)
REPORT = Path(__file__).resolve().parents[2] / "reports" / "formats.md"
HEAD = "| format | documents | notes found | sources found | identical when written unchanged | repairs made | bytes changed elsewhere | reads as before | twice is once |"


@dataclass
class Row:
    """The counts of one format."""

    documents: int = 0
    notes: list[int] = field(default_factory=lambda: [0, 0])
    sources: list[int] = field(default_factory=lambda: [0, 0])
    identical: int = 0
    repairs: list[int] = field(default_factory=lambda: [0, 0])
    elsewhere: int = 0
    runs: int = 0
    same: int = 0
    once: int = 0


def main() -> None:
    """Measures and writes."""
    rows: dict[str, Row] = defaultdict(Row)
    for name, data, labels, sources in [*made_documents(), *gold_documents()]:
        measure(rows, name, data, labels, sources)
    with tempfile.TemporaryDirectory() as folder:
        shown = [*word(Path(folder)), *books(Path(folder)), *pages(Path(folder)), *latex(Path(folder))]
    lines = [
        "# How documents are read and repaired",
        "",
        "Made by `python -m tests.measure.formats`: the same invented notes in every format and habit, and the gold documents. Every source",
        "without an address is given one, once a plain and once an awkward one; dead links get a capture, moved ones their new address.",
        "",
        HEAD,
        "|" + "---|" * HEAD.count(" |"),
        *(line(name, row) for name, row in sorted(rows.items())),
        "",
        "## Opened where readers open them",
        "",
        *shown,
        "",
        "## Speed",
        "",
        *speed(),
        "",
    ]
    REPORT.write_text("\n".join([*lines, *kept_sections()]), encoding="utf-8")
    print("\n".join(lines))


def kept_sections() -> list[str]:
    """The sections of the report that other measures write."""
    sections = re.split(r"(?m)^(?=## )", REPORT.read_text(encoding="utf-8"))[1:]
    return [part.rstrip() + "\n" for part in sections if not part.startswith(("## Opened where", "## Speed"))]


def line(name: str, row: Row) -> str:
    """A format's row of the table."""
    notes, sources, made_of = (f"{a} of {b}" for a, b in (row.notes, row.sources, row.repairs))
    return (
        f"| {name} | {row.documents} | {notes} | {sources} | {row.identical} of {row.documents} | {made_of} | {row.elsewhere} "
        f"| {row.same} of {row.runs} | {row.once} of {row.runs} |"
    )


def made_documents() -> Iterator[tuple[str, bytes, set[str], int]]:
    """Each with the labels of its notes and the number of its sources."""
    numbers = {str(n) for n in range(1, len(WORKS) + 1)}
    names = {f"w{n}" for n in range(1, len(WORKS) + 1)}
    unnumbered = {f"u{n}" for n in range(1, len(WORKS) + 1)}
    roman = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"}  # as Word prints endnotes
    labels = {"bibliography.tex": names, "entries.bib": names, "items.json": names, "endnotes.docx": roman}
    labels |= {"references.txt": unnumbered, "references.md": unnumbered}
    for name in MADE:
        yield name, made(name), labels.get(name, numbers), len(WORKS)


def gold_documents() -> Iterator[tuple[str, bytes, set[str], int]]:
    """The documents with labelled notes, of the rig."""
    folder = Path(os.environ.get("CITECHECK_RIGS", "")) / "gold" / "notes"
    if not (folder / "gold.jsonl").is_file():
        print("CITECHECK_RIGS is not set: without the gold documents", file=sys.stderr)
        return
    rows = [json.loads(row) for row in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in dict.fromkeys(row["doc"] for row in rows):
        mine = [row for row in rows if row["doc"] == name]
        yield name, (folder / "docs" / name).read_bytes(), {row["label"] for row in mine}, sum(len(r["sources"]) for r in mine)


def measure(rows: dict[str, Row], name: str, data: bytes, labels: set[str], sources: int) -> None:
    """Adds a document."""
    document, notes = read(name, data)
    row = rows[document.format]
    row.documents += 1
    row.notes[0] += len(labels & {note.label for note in notes})
    row.notes[1] += len(labels)
    row.sources[0] += min(sources, sum(len(note.sources) for note in notes))
    row.sources[1] += sources
    row.identical += wiring.format_for(name, data).write(name, data, ()) == data
    for address in ADDRESSES:
        done = repaired(name, data, address)
        row.runs += 1
        row.repairs[0] += len(done.kept)
        row.repairs[1] += len(done.wanted)
        row.elsewhere += changed_elsewhere(done)
        same, once = reads_as_before(done), again(done, address) == done.after
        row.same += same
        row.once += once
        if len(done.kept) < len(done.wanted) or not (same and once):
            print(f"{name}: {len(done.kept)} of {len(done.wanted)} repairs, reads as before: {same}, twice is once: {once}")


def word(folder: Path) -> Iterator[str]:
    """Word files and OpenDocument texts, before and after, as LibreOffice prints them."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        yield "- Word files: not tried, LibreOffice or pdftotext is not installed"
        return
    done = {name: repaired(name, made(name)) for name in MADE if name.endswith((".docx", ".odt"))}
    files = {}
    for name, one in done.items():
        files |= {_file(folder, "before", name): one.document.data, _file(folder, "after", name): one.after}
    for file, data in files.items():
        file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    for name, one in done.items():
        before, after = (printed_text(_file(folder, side, name).with_suffix(".pdf")) for side in ("before", "after"))
        found = [sum(work[0] in text for work in WORKS) for text in (before, after)]
        wanted = {url for url in addresses(one) if url.startswith("https://found")}
        live = linked(_file(folder, "after", name).with_suffix(".pdf"))
        yield f"- {name}: {found[0]} notes before, {found[1]} after; {len(wanted & live)} of {len(wanted)} new links live in the PDF"


def _file(folder: Path, side: str, name: str) -> Path:
    """A file of its own for each document, also once its suffix is another."""
    return folder / f"{side}-{name.replace('.', '-')}{Path(name).suffix}"


def books(folder: Path) -> Iterator[str]:
    """Books before and after, as epubcheck judges them (on Debian a JAR file without a program that starts it)."""
    checker = shutil.which("epubcheck")
    if not checker or not shutil.which("java"):
        yield "- Books: not tried, epubcheck or Java is not installed"
        return
    for name in (name for name in MADE if name.endswith(".epub")):
        done = repaired(name, made(name))
        errors = []
        for side, data in (("before", done.document.data), ("after", done.after)):
            _file(folder, side, name).write_bytes(data)
            ran = subprocess.run(
                ["java", "-jar", checker, str(_file(folder, side, name))], check=False, capture_output=True, text=True, timeout=300
            )
            errors.append(len(re.findall(r"(?m)^(?:ERROR|FATAL)", ran.stdout + ran.stderr)))
        yield f"- {name}: {len(done.kept)} repairs; {errors[0]} errors of epubcheck before, {errors[1]} after"


def printed_text(file: Path) -> str:
    """The words of a PDF."""
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout


def linked(file: Path) -> set[str]:
    """The addresses that a PDF links to."""
    told = subprocess.run(["pdfinfo", "-url", str(file)], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"https?://\S+", told))


def addresses(done: Repaired) -> list[str]:
    """The addresses that repairs have written."""
    return [str(getattr(one.change, "url", "") or getattr(one.change, "new", "")) for one in done.kept]


def pages(folder: Path) -> Iterator[str]:
    """Pages, before and after, as Chromium builds them: the same but for links."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        yield "- Pages: not tried, Chromium is not installed"
        return
    for name in (name for name in MADE if name.endswith(".html")):
        done = repaired(name, made(name))
        sides = []
        for side, data in (("before", done.document.data), ("after", done.after)):
            file = folder / f"{side}-{name}"
            file.write_bytes(data)
            command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"file://{file}"]
            sides.append(subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout)
        same = without_links(sides[0]) == without_links(sides[1])
        yield f"- {name}: {len(done.kept)} repairs; the built page differs {'in its links only' if same else '**in more than links**'}"


def without_links(dom: str) -> str:
    """A page without its web links, and without what introduces and closes a new one."""
    dom = re.sub(r"<a href=\"https?://[^\"]*\"[^>]*>.*?</a>", "", dom, flags=re.DOTALL)
    return re.sub(r"[\s,.;()]+|archived at", "", dom)


def latex(folder: Path) -> Iterator[str]:
    """LaTeX before and after, compiled."""
    if not shutil.which("pdflatex"):
        yield "- LaTeX: not tried, no TeX is installed"
        return
    for name in (name for name in MADE if name.endswith(".tex")):
        for kind, address in zip(("plain", "awkward"), ADDRESSES, strict=True):
            done = repaired(name, made(name), address)
            texts = []
            for side, data in (("before", done.document.data), ("after", done.after)):
                (folder / f"{side}.tex").write_bytes(data)
                command = [
                    "pdflatex",
                    "-interaction=nonstopmode",
                    "-halt-on-error",
                    "-output-directory",
                    str(folder),
                    f"{side}.tex",
                ]
                ran = subprocess.run(command, check=False, cwd=folder, capture_output=True, timeout=120)
                texts.append(printed_text(folder / f"{side}.pdf") if not ran.returncode else "")
            found = [sum(work[0] in text for work in WORKS) for text in texts]
            yield (
                f"- {name}, {kind} addresses: compiles; {found[0]} notes before, {found[1]} after"
                if all(texts)
                else f"- {name}, {kind}: **does not compile**"
            )


def speed() -> Iterator[str]:
    """Reading beyond what the parsing of the notes costs."""
    works = [(*work[:1], f"{work[1]} part {n}", *work[2:]) for n in range(625) for work in WORKS]
    said = " ".join(f"The river rose.[^{n}]" for n in range(1, len(works) + 1))
    text = said + "\n\n" + "\n\n".join(f"[^{n}]: {printed(work)}" for n, work in enumerate(works, 1)) + "\n"
    yield timed("5,000 notes of Markdown", "a.md", text.encode())
    filler = run("The river rose again, and the towns along it counted what was left of their docks and their patience. " * 5)
    body = "".join(paragraph(filler, mark(n)) for n in range(1, 1501))
    yield timed(
        "a Word file of 300 pages, 1,500 notes",
        "a.docx",
        word_file(body, "".join(note(n, run(printed(works[n]))) for n in range(1, 1501))),
    )
    page = "".join(f'<p>Rose.<sup><a href="#fn{n}" id="r{n}">{n}</a></sup></p>' for n in range(1, 5001))
    items = "".join(f'<li id="fn{n}">{html.escape(printed(w))} <a href="#r{n}">↩</a></li>' for n, w in enumerate(works, 1))
    yield timed("5,000 notes of HTML", "a.html", f'<html><body>{page}<ol class="footnotes">{items}</ol></body></html>'.encode())
    wiki = "".join(
        f"Rose.<ref>{{{{cite web |title={w[1]} |url=http://a.example/{n} |date={w[3]}}}}}</ref>\n" for n, w in enumerate(works)
    )
    yield timed("5,000 notes of wikitext", "a.wiki", wiki.encode())


def timed(what: str, name: str, data: bytes) -> str:
    """Processor seconds of reading and of parsing."""
    started = time.process_time()
    document = wiring.read_document(name, data)
    between = time.process_time()
    parse(document)
    return f"- {what}: read in **{between - started:.1f} s**; parsing its notes takes {time.process_time() - between:.1f} s more"


if __name__ == "__main__":
    main()
