"""Measures how real AsciiDoc, Org and Typst documents are read and repaired: `python -m tests.measure.markups FOLDER`.

FOLDER has the documents, which are not kept, and `reference.jsonl` with the texts of each one's footnotes as the format's own tool has them, one
object `{"file": …, "notes": […]}` a line: `Document.getFootnotes()` of Asciidoctor, the notes of pandoc for Org, `typst query FILE footnote`. Writes its
part of reports/formats.md.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from citecheck.app import wiring
from tests.measure.office import INTRO, REPORT, Row, letters, measure
from tests.measure.sections import put

SECTION = "## Lightweight markup beside the formats' own tools"
HEAD = "| format | documents | footnotes in its tool | found | only ours | entries of lists | sources | repairs made | bytes changed elsewhere | reads as before | twice is once |"
SUFFIXES = {".adoc": "asciidoc", ".asciidoc": "asciidoc", ".asc": "asciidoc", ".org": "org", ".typ": "typst"}
TOOLS = {"asciidoc": "Asciidoctor", "org": "pandoc", "typst": "Typst"}
FOOTNOTE = re.compile(r"footnote|\[fn:|#footnote")

REMARKS = (
    "Notes that differ: pandoc knows no footnote within a footnote and leaves out definitions that nothing calls; Typst's texts lack what it fills in",
    "(references, code, formulas), the footnotes are there; half of its documents are tests of its own suite. Where repairing twice is not once, bare URLs are the whole sources: they share one record",
    "in this measurement. Made documents, repaired with plain and awkward addresses, have every new link live in Asciidoctor, pandoc and Typst.",
)


def main(folder: Path) -> None:
    """Measures, and replaces the section."""
    told = {
        row["file"]: row["notes"] for row in map(json.loads, (folder / "reference.jsonl").read_text(encoding="utf-8").splitlines())
    }
    rows: dict[str, Row] = defaultdict(Row)
    entries: dict[str, int] = defaultdict(int)
    for file in sorted(one for one in folder.iterdir() if one.suffix in SUFFIXES):
        name = SUFFIXES[file.suffix]
        measure(rows[name], file)
        entries[name] += compare(rows[name], file, told.get(file.name))
    lines = [
        SECTION,
        "",
        "Made by `python -m tests.measure.markups`: documents of public repositories (fetched, not kept) beside the format's own tool.",
        "",
        HEAD,
        "|" + "---|" * HEAD.count(" |"),
        *(line(name, row, entries[name]) for name, row in sorted(rows.items())),
        "",
        *REMARKS,
    ]
    put(REPORT, INTRO, "markups", "\n".join(lines))


def line(name: str, row: Row, entries: int) -> str:
    """A format's row of the table."""
    return (
        f"| {name} ({TOOLS[name]}) | {row.documents} | {row.notes[0]} | {row.notes[1]} | {row.notes[2]} | {entries} | {row.sources[0]} "
        f"| {row.repairs[0]} of {row.repairs[1]} | {row.elsewhere} | {row.same} of {row.documents} | {row.once} of {row.documents} |"
    )


def compare(row: Row, file: Path, told: list[str] | None) -> int:
    """Counts the footnotes that the tool has too, and those that only we have; the number of other notes, which are entries of lists."""
    there = [note for note in wiring.read_document(file.name, file.read_bytes()).notes if note.status in ("present", "duplicate")]
    ours = {letters(note.body) for note in there if FOOTNOTE.match(note.raw or "")} - {""}
    if told is not None:
        theirs = {letters(re.sub(r"<[^<>]*>|&#?\w+;", "", one)) for one in told} - {""}
        row.notes[0] += len(theirs)
        row.notes[1] += len(theirs & ours)
        row.notes[2] += len(ours - theirs)
        if theirs != ours:
            print(f"{file.name}: missed {[one[:80] for one in theirs - ours]}, only ours {[one[:80] for one in ours - theirs]}")
    return sum(not FOOTNOTE.match(note.raw or "") for note in there)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
