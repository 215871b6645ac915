"""Measures how PDF documents are read, against the references of the sources that they were made from.

``python -m tests.measure.pdf FOLDER`` takes checkouts of the repositories in ``pdf_documents.tsv`` below FOLDER (``owner+name``) and writes the
part on PDF of ``reports/formats.md``. A reference of the source is found if a note of the PDF has its words: the title of an entry of a
bibliography, most words of a footnote or of an entry that is written out. Each note counts for one reference.
"""

import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.documents import read_documents, silent
from citecheck.config.settings import Settings
from citecheck.documents.formats.latex import LatexFormat
from citecheck.model.document import Document, NoteText
from citecheck.model.errors import DocumentError
from tests.measure.office import INTRO, REPORT
from tests.measure.sections import put

HERE = Path(__file__).parent
HEADING = "## PDF documents, read only"
SAME = 0.8  # of the words of a title; of the words of a written reference and its note together
COMMAND = re.compile(
    r"\\(?:cite\w*|label|ref|hspace|vspace|newblock|bibitem(?:\[[^\]]*\])?)\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})?|\\[a-zA-Z@]+\*?"
)
NAMED_FIELD = re.compile(
    r"\\bib(?:field|info)\s*\{\w+\}|\\(?:APACrefauthors|APACrefYear\w*|APACrefbtitle|APACjournalVolNumPages)|\\bib\w+\{[^{}]*\}|\\entry\{.*"
)
KEYS = re.compile(r"\\\w*(?:cite|fullcite)\w*\*?(?:\[[^\]]*\]){0,2}\{(?P<keys>[^{}]*)\}")
BIBITEM = re.compile(r"\\bibitem\s*(?:\[.*?\](?=[\s%]*\{))?[\s%]*\{[^{}]*\}|\\foot(?:text)?note\w*", re.DOTALL)
CITES = re.compile(r"\\(?:\w*cite\w*|bibentry)\b")


@dataclass(frozen=True)
class Reference:
    """The words of a reference; ``title``: of its title only."""

    words: frozenset[str]
    title: bool
    text: str


def words(text: str) -> frozenset[str]:
    """The words of a text without accents, in small letters."""
    text = text.replace("\u00ad", "").replace("\u0456", "i").replace("\u0406", "I")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return frozenset(re.findall(r"[^\W_]{2,}", plain.casefold()))


def references(folder: Path, sources: list[str]) -> Iterator[Reference]:
    """The references of a document's source: footnotes, written entries, cited entries of bibliographies."""
    texts = [folder / name for name in sources if not name.endswith(".bbl")]
    documents, _ = read_documents([str(path) for path in texts], Settings(), silent)
    written = [LatexFormat().read(name, (folder / name).read_bytes()) for name in sources if name.endswith(".bbl")]
    keys = cited(texts[0].parent)
    for document in (*documents, *written):
        if document.traits.is_bibliography and written:
            continue
        for note in document.notes:
            if note.status != "missing" and (made := _reference(document, note, keys)):
                yield made


def cited(folder: Path) -> frozenset[str]:
    """The keys that the files of a folder cite; ``*``: every one."""
    groups = (match["keys"] for path in folder.rglob("*.tex") for match in KEYS.finditer(path.read_text("utf-8", "replace")))
    return frozenset(key.strip() for group in groups for key in group.split(","))


def _reference(document: Document, note: NoteText, keys: frozenset[str]) -> Reference | None:
    if document.traits.is_bibliography:
        title = note.sources[0].item.title if note.sources else None
        return Reference(words(title), True, title) if title and keys & {note.label, "*"} else None
    raw = (note.raw or "") if "\\bib" in (note.raw or "")[1:] else note.body
    body = readable(raw)
    return None if CITES.search(BIBITEM.sub("", raw)) or len(words(body)) < 2 else Reference(words(body), False, body)


def readable(body: str) -> str:
    """A written reference without TeX's commands."""
    from pylatexenc.latex2text import LatexNodes2Text

    body = NAMED_FIELD.sub("", body)
    try:
        return str(LatexNodes2Text().latex_to_text(body)) if "\\" in body else body
    except Exception:  # noqa: BLE001 -- unbalanced braces of a cut note
        return COMMAND.sub(" ", body)


def score(truth: list[Reference], notes: list[NoteText]) -> tuple[int, list[Reference], list[NoteText]]:
    """How many references are found, those that are not, and the notes that are none."""
    left = [(note, words(note.body)) for note in notes]
    missed = []
    for reference in sorted(truth, key=lambda one: -len(one.words)):
        best = max(((_likeness(reference, own), at) for at, (_, own) in enumerate(left)), default=(0.0, 0))
        if best[0] >= SAME:
            del left[best[1]]
        else:
            missed.append(reference)
    return len(truth) - len(missed), missed, [note for note, _ in left]


def _likeness(reference: Reference, own: frozenset[str]) -> float:
    shared = len(reference.words & own)
    if reference.title:
        return shared / max(1, len(reference.words))
    if shared >= 0.6 * len(reference.words):  # labels and keys of the source are not printed
        return max(shared / max(1, len(own)), 2 * shared / (len(reference.words) + len(own)))
    return 2 * shared / max(1, len(reference.words) + len(own))


def main(folder: Path) -> None:
    """Measure every document and write the section."""
    rows, totals = [], [0, 0, 0]
    for line in (HERE / "pdf_documents.tsv").read_text().splitlines():
        repository, pdf, sources, maker = line.split("\t")
        place = folder / repository.replace("/", "+")
        truth = list(references(place, sources.split()))
        started = time.perf_counter()
        notes, refused = _notes(place / pdf)
        spent = time.perf_counter() - started
        hits, missed, invented = score(truth, notes)
        for at, count in enumerate((hits, len(truth), len(notes))):
            totals[at] += count
        rows.append(
            f"| {repository}: {pdf} | {maker}{refused} | {hits} of {len(truth)} | {len(invented)} | {_f1(hits, len(truth), len(notes)):.2f} | {spent:.1f} |"
        )
        print(rows[-1])
        if "-v" in sys.argv:
            for one in missed[:12]:
                print("   missed:  ", one.text[:150].replace("\n", " "))
            for note in invented[:12]:
                print("   invented:", note.place.part, note.label, note.body[:150])
    print(totals, _f1(*totals))
    _write(rows, totals)


def _notes(file: Path) -> tuple[list[NoteText], str]:
    """The notes of a PDF; none, and a remark, where reading refuses it."""
    try:
        document = wiring.read_document(str(file), file.read_bytes())
    except DocumentError:
        return [], " (refused: its letters have no Unicode)"
    return [note for note in document.notes if note.status != "missing" and len(words(note.body)) >= 2], ""


def _f1(hits: int, truth: int, found: int) -> float:
    return 2 * hits / max(1, truth + found)


def _write(rows: list[str], totals: list[int]) -> None:
    hits, truth, found = totals
    said = [
        HEADING,
        "",
        "Made by `python -m tests.measure.pdf`: documents of public repositories against the references of their sources (fetched, not kept).",
        f"All: {hits} of {truth} references, {found - hits} other notes, F1 **{_f1(*totals):.2f}**.",
        "",
        "| document | made with | references found | other notes | F1 | seconds |",
        "|---|---|---|---|---|---|",
        *rows,
    ]
    put(REPORT, INTRO, "pdf", "\n".join(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
