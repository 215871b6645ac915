"""A labelled note read alone, in its document's format: how well sources are read, whether or not the document's list is found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from citecheck.app import wiring
from citecheck.model.document import Document, NoteText
from tests.measure.labels.form import Note, Place
from tests.measure.labels.restore import Restored

MARKER = re.compile(
    r"\s*(?:%\s*)?(?:\\bibitem(?:\[[^\]]*\])?\{[^}]*\}|\\footnote\s*\{|\\item\s|\[\^[^\]]*\]:?|\*\*\d+\*\*|\d{1,4}(?:[.)]|\\\.)|[-*+•]\s|"
    r"\[[^\]\s]{1,30}\]:?(?!\()|\.\. \[[^\]]+\]|<li\b[^>]*>|<ref\b[^>]*>)\s*"
)
CLOSER = re.compile(r"(?:</ref>|</li>|\}(?=\s*$))\s*$")
# Format by suffix: its suffix here, and what stands before and after a note.
AROUND = {
    ".md": (".md", "Text.[^1]\n\n[^1]: ", "\n"),
    ".tex": (".tex", "\\begin{document}\nText.\\footnote{", "}\n\\end{document}\n"),
    ".html": (".html", '<p>Text.<a href="#fn1" id="r1"><sup>1</sup></a></p><ol><li id="fn1">', "</li></ol>"),
    ".mediawiki": (".wiki", "Text.<ref>", "</ref>\n"),
    ".txt": (".txt", "Text.[1]\n\nNotes\n\n[1] ", "\n"),
}
AROUND |= {".rst": AROUND[".txt"], ".xhtml": AROUND[".html"], ".wiki": AROUND[".mediawiki"]}


@dataclass(frozen=True, slots=True)
class Alone:
    """A document of one note; ``first`` is the labelled document's offset at this one's ``begin``."""

    document: Document
    note: NoteText
    first: int
    begin: int

    def body(self, place: Place) -> Place | None:
        """The part of the note's body that a place of the labelled document became; None if nothing of it is left."""
        start, end = (offset - self.first + self.begin for offset in place)
        inside = [at for at, offset in enumerate(_offsets(self.note)) if start <= offset < end]
        return (inside[0], inside[-1] + 1) if inside else None


def alone(one: Restored, note: Note) -> Alone | None:
    """The note alone; None if the format does not read it."""
    suffix, before, after = AROUND.get(PurePosixPath(one.labelled.path).suffix, AROUND[".txt"])
    raw = one.text[slice(*note.place)]
    marker = MARKER.match(raw)
    start = marker.end() if marker else 0
    closer = CLOSER.search(raw) if marker and marker.group().strip().startswith(("<", "\\footnote")) else None
    text = raw[start : closer.start() if closer else len(raw)].replace("\n", " ")
    document = wiring.read_document(f"note{suffix}", f"{before}{text}{after}".encode())
    notes = [found for found in document.notes if found.body.strip()]
    return Alone(document, notes[0], note.place[0] + start, len(before)) if len(notes) == 1 else None


def _offsets(note: NoteText) -> Sequence[int]:
    return note.offsets or range(note.body_start, note.body_start + len(note.body))
