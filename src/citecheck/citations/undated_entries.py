"""Recognises entries of a list of references that give neither a date nor a URL: ``Lund, Eva. Harbours of the North. Pine Press.``

Alone, such a line could be the author's remark. Among notes that cite, one with the form of a reference is one.
"""

import re
from collections.abc import Sequence

from citecheck.citations.note_parse import Draft
from citecheck.citations.prose import OWN, WORDS, is_prose
from citecheck.language.names import read_names
from citecheck.model.document import NoteText

MIN_CITING = 0.5  # of the notes with text
LONGEST = 300  # characters of an entry
CLAUSE_WORDS = 5  # words of a sentence
# Between names, title and publisher: not behind an initial, nor before a word in lower case.
PART = re.compile(r"(?<![ .,][^\W\d_])(?<!^[^\W\d_])[.,:;][”\"»’_*]{0,3}\s+(?=[“\"«„_*]{0,3}[^\W\d_a-zà-ÿа-я])")


def undated_entries(drafts: Sequence[Draft]) -> frozenset[int]:
    """The positions of notes that are read as the author's words and are entries of a list of references."""
    with_text = [draft for draft in drafts if draft.kind != "empty"]
    citing = sum(draft.kind == "citation" and not all(draft.forms) for draft in with_text)
    if citing < MIN_CITING * len(with_text):
        return frozenset()
    return frozenset(at for at, draft in enumerate(drafts) if draft.kind == "explanatory" and _is_entry(draft.note))


def _is_entry(note: NoteText) -> bool:
    """Whether a note has the parts of a reference: in a list without numbers two, else names, a title and a publisher."""
    text = " ".join(note.body.strip(" .*_").split())
    if len(text) > LONGEST or OWN.match(text) or is_prose(text, CLAUSE_WORDS):
        return False
    parts = [part.strip() for part in PART.split(text)]
    if any(not WORDS.search(part) or is_prose(part, CLAUSE_WORDS) for part in parts):
        return False
    listed = note.label.startswith("u") and not note.markers
    return len(parts) >= (2 if listed else _names(parts) + 2)


def _names(parts: Sequence[str]) -> int:
    """How many of the first parts are names: two for ``Lund, Eva``; more than there are if none is one."""
    if " " not in parts[0] and read_names(", ".join(parts[:2])):
        return 2
    return 1 if " " in parts[0] and read_names(parts[0]) else len(parts)
