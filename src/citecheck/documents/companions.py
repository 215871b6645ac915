"""Companion files: a text with its notes in another file of the same folder is read together with that file.

A list of notes belongs to a text if the text has no notes itself, the list calls none, and it contains most of the notes that the text calls.
If several lists fit, only one named after the text is used. Bibliographies are matched by their keys.
"""

from collections.abc import Iterator, Sequence
from os.path import normpath
from pathlib import Path

from msgspec.structs import replace

from citecheck.documents.companion_search import CompanionSearch, beside, could_hold, named, open_calls
from citecheck.documents.numbered_notes import missing_labels
from citecheck.model.document import Document, Marker, NoteText


def join(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, without missing notes that a companion file contains."""
    joined = list(documents)
    search = CompanionSearch(documents)
    called: dict[int, list[tuple[Document, Sequence[Marker]]]] = {}
    for at, document in enumerate(documents):
        calls = open_calls(document)
        there = search.companions(at, document, calls) if calls else []
        if there:
            holders = [(documents[other], search.labels[other]) for other in there]
            joined[at] = _without_found(joined[at], calls, holders)
        for other in there:
            called.setdefault(other, []).append((document, calls))
    for at, callers in called.items():
        joined[at] = _with_callers(joined[at], callers)
    _join_parts(joined)
    return tuple(_with_unreferenced(one) for one in joined)


def _join_parts(joined: list[Document]) -> None:
    """Record which documents include which, so that notes in included files are not missing."""
    at_path = {Path(normpath(one.path)): at for at, one in enumerate(joined)}
    others: dict[int, list[str]] = {}
    partial: dict[int, bool] = {}
    for at, document in enumerate(joined):
        there = [found for name in document.parts if (found := at_path.get(beside(document.path, name))) not in (None, at)]
        if not there:
            continue
        partial[at] = document.partial and len(there) != len(document.parts)
        others.setdefault(at, []).extend(joined[part].path for part in there)
        for part in there:
            others.setdefault(part, []).append(document.path)
    for at, paths in others.items():
        whole = replace(joined[at], companions=_more(joined[at].companions, paths))
        joined[at] = replace(whole, partial=partial[at]) if at in partial else whole


def _more(paths: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*paths, *others)))


def _without_found(document: Document, calls: Sequence[Marker], found: Sequence[tuple[Document, frozenset[str]]]) -> Document:
    """The text, without the missing notes that its companions contain, given with their labels."""
    holders = [holder for holder, _ in found]
    paths = {Path(normpath(holder.path)) for holder in holders}
    # One that was not read may contain the rest.
    complete = all(beside(document.path, name) in paths for name in document.bibliographies)
    complete = complete and not any(holder.damaged for holder in holders)
    complete = complete and all(not holder.traits.is_bibliography or named(document, holder.path) for holder in holders)
    missing = tuple(_missing(document, calls, found)) if complete else ()
    own = tuple(note for note in document.notes if note.status != "missing")
    return replace(document, notes=own + missing, calls=(), companions=(*document.companions, *(holder.path for holder in holders)))


def _missing(document: Document, calls: Sequence[Marker], found: Sequence[tuple[Document, frozenset[str]]]) -> Iterator[NoteText]:
    """The notes that the text calls and no companion contains. Typed numbers may be no calls, and then its list another text's."""
    by_label: dict[str, list[Marker]] = {}
    for call in calls:
        by_label.setdefault(call.label, []).append(call)
    there = frozenset[str]().union(*(labels for _, labels in found))
    lists = [holder for holder, _ in found if not holder.traits.is_bibliography]
    lost = {label: all(call.doubtful for call in of_it) for label, of_it in by_label.items() if label not in there}
    if document.traits.typed_numbers and lists:
        unsure = not all(could_hold(document.path, holder.path) for holder in lists)
        notes = [note for holder in lists for note in holder.notes]
        lost = {label: unsure or doubtful for label, doubtful in missing_labels(notes, there, by_label).items()}
    for label, doubtful in lost.items():
        yield NoteText(label, "missing", markers=tuple(by_label[label]), doubtful=doubtful)


def _with_callers(document: Document, callers: Sequence[tuple[Document, Sequence[Marker]]]) -> Document:
    """The companion file, each note with the markers that call it."""
    by_label: dict[str, list[tuple[str, Marker]]] = {}
    for caller, calls in callers:
        for call in calls:
            by_label.setdefault(call.label, []).append((caller.path, call))
    notes = tuple(_called(note, by_label.get(note.label, [])) for note in document.notes)
    return replace(document, notes=notes, companions=_more(document.companions, [caller.path for caller, _ in callers]))


def _called(note: NoteText, calls: Sequence[tuple[str, Marker]]) -> NoteText:
    status = "present" if calls and note.status == "unreferenced" else note.status
    return replace(note, called_from=(*note.called_from, *calls), status=status) if calls else note


def _with_unreferenced(document: Document) -> Document:
    """Mark the notes of a companion file that no text calls; entries of a bibliography need not be cited."""
    if document.traits.is_bibliography or document.parts or not any(note.called_from for note in document.notes):
        return document
    notes = tuple(
        replace(note, status="unreferenced") if note.status == "present" and not note.called_from and not note.markers else note
        for note in document.notes
    )
    return replace(document, notes=notes)
