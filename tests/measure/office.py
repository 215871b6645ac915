"""Measures how real documents of any format are read and repaired: `python -m tests.measure.office FOLDER`.

FOLDER has the documents, which are not kept. Their notes are compared with those of pandoc, if `PANDOC` names the program; `SECONDS_OF_REPAIRS` ends
the repairs of a format, not the readings, and `SHOW` prints what differs. Writes its part of reports/formats.md.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citecheck.app import wiring
from citecheck.model.document import Note
from citecheck.model.errors import CitecheckError, WriteError
from tests.measure.sections import put
from tests.repairing import again, changed_elsewhere, read, reads_as_before, repaired

REPORT = Path(__file__).parents[2] / "reports" / "formats.md"
INTRO = "# How documents are read and repaired"
SECTION = """## Real documents

Made by `python -m tests.measure.office FOLDER`: documents of public repositories (fetched, not kept). Notes are compared with those of pandoc by their
letters, entries of bibliographies by their titles; an empty cell: pandoc reads no such file, or has no notes for it. Documents of more than {most} sources are read, but not
repaired, and a format's repairs, those with few sources first, end after {seconds} (`SECONDS_OF_REPAIRS`). Every source without an address is given one, dead links get a capture, moved ones their
new address. Only ours are entries of lists and definitions that nothing calls, which are no notes in pandoc. The slowest time includes all readings and repairs of a document, beside other programs. Refused are damaged files, texts in an
unknown encoding, and JSON, YAML and XML of other kinds."""
KINDS = ("footnote ", "endnote ")
SECONDS = os.environ.get("SECONDS_OF_REPAIRS", "")
MOST = 150  # sources of a document that is repaired; each repair is read again
LISTS = {"bibtex": "biblatex", "csl-json": "csljson", "ris": "ris", "endnote": "endnotexml"}  # pandoc's names of bibliographies
COMPARED = (
    "docx",
    "odt",
    "epub",
    "rtf",
    "restructuredtext",
    "org",
    "markdown",
    "latex",
    "jupyter",
    "jats",
)  # whose notes pandoc has
HEAD = "| format | documents | refused | pandoc's notes or entries | found | only ours | sources | from data | links | repaired | repairs made | bytes changed elsewhere | reads as before | twice is once | slowest |"


@dataclass
class Row:
    """The counts of one format."""

    documents: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    compared: int = 0  # documents that pandoc reads, too
    notes: list[int] = field(default_factory=lambda: [0, 0, 0])
    sources: list[int] = field(default_factory=lambda: [0, 0])
    links: int = 0
    repairs: list[int] = field(default_factory=lambda: [0, 0])
    elsewhere: int = 0
    unwritten: int = 0
    same: int = 0
    once: int = 0
    slowest: float = 0.0  # seconds, and
    repairing: float = 0.0


def main(folder: Path) -> None:
    """Measures, and replaces the section."""
    rows: dict[str, Row] = defaultdict(Row)
    found: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = _format(file)
        with _timed(rows[name]):
            sources = reading(rows[name], file)
        if sources is not None:
            found[name].append((sources, file))
    for name, files in found.items():
        for sources, file in sorted(files, key=_most_telling):
            with _timed(rows[name]):
                repairs(rows[name], file, sources)
    lines = [
        SECTION.format(most=MOST, seconds=f"{SECONDS} seconds" if SECONDS else "the last document"),
        "",
        HEAD,
        "|" + "---|" * HEAD.count(" |"),
        *(line(name, row) for name, row in sorted(rows.items())),
    ]
    put(REPORT, INTRO, "real", "\n".join(lines))


def _most_telling(one: tuple[int, Path]) -> tuple[bool, int]:
    """Documents with sources first, and of these the small ones, so that many are repaired within the time."""
    return not one[0], one[0]


@contextmanager
def _timed(row: Row) -> Iterator[None]:
    started = time.monotonic()
    yield
    row.slowest = max(row.slowest, time.monotonic() - started)
    sys.stdout.flush()


def _format(file: Path) -> str:
    try:
        return wiring.format_for(file.name, file.read_bytes()).name
    except CitecheckError:
        return file.suffix.lower()


def line(name: str, row: Row) -> str:
    """A format's row of the table."""
    read_ones = row.documents - sum(row.refused.values()) - row.unwritten
    notes = " | ".join(map(str, row.notes)) if row.compared else " | | "
    repairs = (
        f"{row.repairs[0]} of {row.repairs[1]} | {row.elsewhere} | {row.same} of {read_ones} | {row.once} of {read_ones}"
        if read_ones
        else " | | | "
    )
    return (
        f"| {name} | {row.documents} | {sum(row.refused.values())} | {notes} | {row.sources[0]} | {row.sources[1]} | {row.links} | {read_ones} "
        f"| {repairs} | {row.slowest:.1f} s |"
    )


def measure(row: Row, file: Path) -> None:
    """Adds a document; what is not as it should be is printed."""
    sources = reading(row, file)
    if sources is not None:
        repairs(row, file, sources)


def reading(row: Row, file: Path) -> int | None:
    """Adds what a document is read as; the number of its sources, None if it is refused."""
    data = file.read_bytes()
    row.documents += 1
    try:
        document, notes = read(file.name, data)
    except CitecheckError as error:
        row.refused[str(error)] += 1
        print(f"{file.name}: refused: {error}")
        return None
    if wiring.format_for(file.name, data).write(file.name, data, ()) != data:
        print(f"{file.name}: not identical")
    if document.traits.is_bibliography:
        compare_entries(row, file, document.format, notes)
    else:
        compare(row, file, document.format, notes)
    sources = [source for note in notes for source in note.sources]
    row.links += len(document.addresses)
    row.sources[0] += len(sources)
    row.sources[1] += sum(source.structured for source in sources)
    return len(sources)


def repairs(row: Row, file: Path, sources: int) -> None:
    """Adds the repairs of a document, if they are few enough and there is time."""
    data = file.read_bytes()
    if sources > MOST or row.repairing > float(SECONDS or "inf"):
        row.unwritten += 1
        return
    started = time.monotonic()
    try:
        done = repaired(file.name, data)
    except WriteError as error:
        row.unwritten += 1
        print(f"{file.name}: {error}")
        return
    row.repairs[0] += len(done.kept)
    row.repairs[1] += len(done.wanted)
    row.elsewhere += (wrong := changed_elsewhere(done))
    same, once = reads_as_before(done), again(done) == done.after
    row.same += same
    row.once += once
    row.repairing += time.monotonic() - started
    if wrong or not (same and once):
        print(f"{file.name}: {wrong} bytes elsewhere, reads as before: {same}, twice is once: {once}")


def compare(row: Row, file: Path, name: str, notes: Iterable[Note]) -> None:
    """Counts the notes that pandoc has too, and those that only we have; entries of lists are no notes of pandoc's."""
    if not (program := os.environ.get("PANDOC")) or name not in COMPARED:
        return
    ran = _pandoc([program, "-t", "json"], file)
    if ran is None:
        return
    row.compared += 1
    theirs = Counter(letters(text(one)).lstrip("0123456789") for one in found(ran["blocks"]))  # some with their label
    office = file.suffix.lower() in (".docx", ".odt")  # whose own notes pandoc has, but not those of a typed list
    ours = Counter(
        letters(one.text.body).lstrip("0123456789") for one in notes if not office or (one.text.place.part or "").startswith(KINDS)
    )
    if file.suffix.lower() == ".rst":  # pandoc has a note for each of its calls
        theirs, ours = Counter(set(theirs)), Counter(set(ours))
    theirs.pop("", None)
    ours.pop("", None)
    row.notes[0] += theirs.total()
    row.notes[1] += (theirs & ours).total()
    row.notes[2] += (ours - theirs).total()
    if theirs != ours:
        print(f"{file.name}: of {theirs.total()} notes {(theirs & ours).total()} found, {(ours - theirs).total()} only ours")
        if os.environ.get("SHOW"):
            print("  theirs", [one[:60] for one in list(theirs - ours)[:3]], "ours", [one[:60] for one in list(ours - theirs)[:3]])


def compare_entries(row: Row, file: Path, name: str, notes: Sequence[Note]) -> None:
    """Counts the entries of a bibliography that pandoc has too, by their titles, and those that only we have."""
    if not (program := os.environ.get("PANDOC")) or name not in LISTS:
        return
    ran = _pandoc([program, "-f", LISTS[name], "-t", "csljson"], file)
    if ran is None:
        return
    row.compared += 1
    theirs = Counter(letters(re.sub(r"<[^<>]*>", "", one.get("title", ""))) for one in ran)
    ours = Counter(letters(source.item.title or "") for note in notes for source in note.sources)
    row.notes[0] += theirs.total()
    row.notes[1] += (theirs & ours).total()
    row.notes[2] += max(0, ours.total() - theirs.total())
    if theirs != ours:
        print(f"{file.name}: of {theirs.total()} entries {(theirs & ours).total()} with the same title, we have {ours.total()}")
        if os.environ.get("SHOW"):
            print("  theirs", [one[:60] for one in list(theirs - ours)[:3]], "ours", [one[:60] for one in list(ours - theirs)[:3]])


def _pandoc(command: list[str], file: Path) -> Any:
    """What pandoc makes of a file; None, and a line that says why, if it makes nothing of it within a minute."""
    try:
        ran = subprocess.run([*command, str(file)], check=False, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        print(f"{file.name}: pandoc takes more than a minute")
        return None
    if ran.returncode:
        print(f"{file.name}: pandoc: {ran.stderr.decode()[:100]}")
        return None
    return json.loads(ran.stdout)


def found(tree: Any) -> Iterator[Any]:
    """The notes in pandoc's tree."""
    if isinstance(tree, dict):
        if tree.get("t") == "Note":
            yield tree["c"]
        yield from found(list(tree.values()))
    elif isinstance(tree, list):
        for one in tree:
            yield from found(one)


def text(tree: Any) -> str:
    """The words of a part of pandoc's tree."""
    if isinstance(tree, dict):
        kind, content = tree.get("t"), tree.get("c")
        if kind in ("Str", "Space", "SoftBreak", "LineBreak"):
            return content if kind == "Str" else " "
        if kind in ("Code", "Math", "CodeBlock"):
            return str(content[1])
        if kind in ("Link", "Image", "Span", "Div", "Quoted", "Cite", "Header"):
            return text(content[1] if kind not in ("Header",) else content[2])
        return text(content)
    return "".join(map(text, tree)) if isinstance(tree, list) else ""


def letters(words: str) -> str:
    """Letters and digits, which compare whatever the quotation marks and spaces."""
    return "".join(one for one in words.casefold() if one.isalnum())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
