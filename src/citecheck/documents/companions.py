"""Companion files: a text with its notes in another file of the same folder is read together with that file.

A list of notes belongs to a text if the text has no notes itself, the list calls none, and it contains most of the notes that the text calls.
If several lists fit, only one named after the text is used. Bibliographies are matched by their keys.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from os.path import normpath
from pathlib import Path, PurePath

from citecheck.model.document import Document, Marker, NoteText

NAMES = (
    "notes", "footnotes", "endnotes", "references", "note", "fussnoten", "anmerkungen", "notas", "refs", "sources", "bibliography",
)  # fmt: skip
MIN_SHARE = 0.5  # minimum share of the notes that a text calls in a list


def join(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, without missing notes that a companion file contains."""
    joined = list(documents)
    labels = [frozenset(note.label for note in one.notes if note.status != "missing") for one in documents]
    called: dict[int, list[tuple[Document, Sequence[Marker]]]] = {}
    for at, document in enumerate(documents):
        calls = open_calls(document)
        if not calls:
            continue
        there = _companions_of(document, calls, documents, labels)
        if there:
            joined[at] = _without_found(joined[at], calls, [documents[other] for other in there])
        for other in there:
            called.setdefault(other, []).append((document, calls))
    for at, callers in called.items():
        joined[at] = _with_callers(joined[at], callers)
    _join_parts(joined)
    return tuple(_with_unreferenced(one) for one in joined)


def _join_parts(joined: list[Document]) -> None:
    """Record which documents include which, so that notes in included files are not missing."""
    at_path = {Path(normpath(one.path)): at for at, one in enumerate(joined)}
    for at, document in enumerate(joined):
        there = [found for name in document.parts if (found := at_path.get(beside(document.path, name))) not in (None, at)]
        if not there:
            continue
        paths = tuple(joined[part].path for part in there)
        whole = len(there) == len(document.parts)
        joined[at] = replace(joined[at], companions=_more(joined[at].companions, paths), partial=document.partial and not whole)
        for part in there:
            joined[part] = replace(joined[part], companions=_more(joined[part].companions, (document.path,)))


def _more(paths: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*paths, *others)))


def open_calls(document: Document) -> tuple[Marker, ...]:
    """The calls of notes that the document itself does not contain."""
    own = [note for note in document.notes if note.status != "missing"]
    lost = () if own else tuple(chain.from_iterable(note.markers for note in document.notes))
    return (*lost, *document.calls)


def could_hold(text: str, other: str) -> bool:
    """Whether a file is named like the notes of a text: ``notes.md``, ``chapter1-notes.md``."""
    stem, name = PurePath(text).stem.casefold(), PurePath(other).stem.casefold()
    own = name.removeprefix(stem).strip("-_. ")
    return name != stem and own in NAMES


def beside(path: str, name: str) -> Path:
    """The normalised path of a file that a document names relative to its folder."""
    return Path(normpath(PurePath(path).parent / name))


def named(document: Document, other: str) -> bool:
    """Whether a document names this file as its bibliography."""
    return any(beside(document.path, name) == Path(normpath(other)) for name in document.bibliographies)


def includes(document: Document, other: str) -> bool:
    """Whether a document includes this file."""
    return any(beside(document.path, name) == Path(normpath(other)) for name in document.parts)


def _companions_of(
    document: Document, calls: Sequence[Marker], documents: Sequence[Document], have: Sequence[frozenset[str]]
) -> list[int]:
    """Indices of the documents that contain the called notes: all matching bibliographies, and at most one list of notes."""
    called = {call.label for call in calls}
    folder = PurePath(document.path).parent
    bibliographies, lists = [], []
    for at, (other, labels) in enumerate(zip(documents, have, strict=True)):
        if other is document or not labels & called:
            continue
        if other.traits.is_bibliography:
            fits = named(document, other.path) or (not document.bibliographies and PurePath(other.path).parent == folder)
            bibliographies += [at] if fits else []
        elif includes(other, document.path):
            bibliographies.append(at)
        elif PurePath(other.path).parent == folder and _is_list(other) and len(labels & called) >= MIN_SHARE * len(called):
            lists.append(at)
    by_name = [at for at in lists if could_hold(document.path, documents[at].path)]
    return bibliographies + next((found for found in (by_name, lists) if len(found) == 1), [])


def _is_list(document: Document) -> bool:
    return not open_calls(document) and not any(note.markers for note in document.notes)


def _without_found(document: Document, calls: Sequence[Marker], holders: Sequence[Document]) -> Document:
    """The text, without the missing notes that its companions contain."""
    there = {note.label for holder in holders for note in holder.notes if note.status != "missing"}
    without: dict[str, list[Marker]] = {}
    paths = {Path(normpath(holder.path)) for holder in holders}
    complete = all(
        beside(document.path, name) in paths for name in document.bibliographies
    )  # one that was not read may contain the rest
    complete = complete and all(not holder.traits.is_bibliography or named(document, holder.path) for holder in holders)
    for call in calls:
        if call.label not in there and complete:
            without.setdefault(call.label, []).append(call)
    own = tuple(note for note in document.notes if note.status != "missing")
    missing = tuple(NoteText(label, "missing", markers=tuple(found)) for label, found in without.items())
    return replace(document, notes=own + missing, calls=(), companions=(*document.companions, *(holder.path for holder in holders)))


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
