"""Finds entries of a list of references that give neither a date nor a URL: ``Lund, Eva. Harbours of the North. Pine Press.``

Alone, such a line could be the author's remark. Among notes that cite, one with the form of a reference is one.
"""

from collections.abc import Sequence

from citecheck.citations.note_parse import Draft
from citecheck.citations.reference_form import has_form

MIN_CITING = 0.5  # of the notes with text


def undated_entries(drafts: Sequence[Draft]) -> frozenset[int]:
    """The positions of notes that are read as the author's words and are entries of a list of references."""
    with_text = [draft for draft in drafts if draft.kind != "empty"]
    citing = sum(draft.kind == "citation" and not all(draft.forms) for draft in with_text)
    if citing < MIN_CITING * len(with_text):
        return frozenset()
    return frozenset(at for at, draft in enumerate(drafts) if draft.kind == "explanatory" and _is_entry(draft))


def _is_entry(draft: Draft) -> bool:
    """Whether a note has the form of a reference; one that the text calls by its number has names, too."""
    return has_form(draft.note.body, listed=draft.note.label.startswith("u") and not draft.note.markers)
