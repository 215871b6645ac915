"""Finds entries of a list of references that look like the author's words, wholly or in part: all of each is one citation.

``Lund, Eva. Harbours of the North. Pine Press.`` gives neither a date nor a URL. ``Methods of dredging for those who know nothing of it / E. Lund.
Oslo: Pine, 2004`` begins like a sentence. Alone, such a line could be a remark. Among entries that cite, one with the form of a reference is one.
"""

from collections.abc import Sequence

from citecheck.citations.note_parse import Draft, pieces_of
from citecheck.citations.reference_form import has_form
from citecheck.citations.segment import Segment

MIN_CITING = 0.5  # of the notes with text
# Of the entries that no text calls, for one that begins like a sentence; numbered ones may be notes whose calls are not known.
MIN_WHOLE, MIN_WHOLE_NUMBERED = 0.7, 0.9
FEWEST = 4  # such entries


def undated_entries(drafts: Sequence[Draft]) -> frozenset[int]:
    """The positions of notes that are read as the author's words and are entries of a list of references."""
    with_text = [draft for draft in drafts if draft.kind != "empty"]
    citing = sum(draft.kind == "citation" and not all(draft.forms) for draft in with_text)
    if citing < MIN_CITING * len(with_text):
        return frozenset()
    return frozenset(at for at, draft in enumerate(drafts) if draft.kind == "explanatory" and _is_entry(draft))


def divided_entries(drafts: Sequence[Draft]) -> frozenset[int]:
    """The positions of entries that no text calls and of which the beginning was taken for the author's words."""
    uncalled = [(at, draft) for at, draft in enumerate(drafts) if draft.kind != "empty" and not draft.note.markers]
    found: set[int] = set()
    for numbered, least in ((False, MIN_WHOLE), (True, MIN_WHOLE_NUMBERED)):
        entries = [(at, draft) for at, draft in uncalled if draft.note.label.isdecimal() is numbered]
        whole = sum(draft.kind == "citation" and not any(draft.forms) for _, draft in entries)
        if whole >= max(FEWEST, least * len(entries)):
            found |= {at for at, draft in entries if draft.kind == "mixed" and not any(draft.forms) and _ends_in_citation(draft)}
    return frozenset(found)


def _is_entry(draft: Draft) -> bool:
    """Whether a note has the form of a reference; one that the text calls by its number has names, too."""
    return has_form(draft.note.body, listed=draft.note.label.startswith("u") and not draft.note.markers)


def _ends_in_citation(draft: Draft) -> bool:
    """Whether a note is what looks like a sentence and, behind it, one citation."""
    pieces = pieces_of(draft.note, ())
    return len(pieces) == 2 and [isinstance(piece, Segment) and piece.prose for piece in pieces] == [True, False]
