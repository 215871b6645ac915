"""Works that a document with citation data cites more than once: every citation but one refers to that one."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from citecheck.citations.antecedents import bibliography
from citecheck.language.alphanumeric import letters
from citecheck.model.document import Note
from citecheck.model.reference import RefersTo, Source


def with_repeated_works(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes; a source whose work is cited in full elsewhere is a short form of that one.

    In full is the first citation that prints the title, else the entry of the bibliography, else the first citation.
    """
    if not any(source.key for note in notes for source in note.sources):
        return tuple(notes)
    whole = _whole(notes)
    places = {RefersTo(note.label, at): whole[one.key] for note in notes for at, one in enumerate(note.sources, 1) if one.key}
    return tuple(_resolved(note, places) for note in notes)


def _whole(notes: Sequence[Note]) -> dict[str, RefersTo]:
    """The places of the citations in full, by the works' keys."""
    entries = bibliography([note.label for note in notes])
    ranked: dict[str, tuple[int, RefersTo]] = {}
    for note in notes:
        for number, source in enumerate(note.sources, 1):
            rank = (0 if note.label not in entries else 1) if prints_title(source) else 2
            if source.key and rank < ranked.get(source.key, (3, None))[0]:
                ranked[source.key] = rank, RefersTo(note.label, number)
    return {key: place for key, (_, place) in ranked.items()}


def prints_title(source: Source) -> bool:
    """Whether the text of a source has its title; if not, it is author and year, a number or a short title."""
    title = letters((source.item.title or "").partition(":")[0])
    return bool(title) and title in letters(source.text)


def _resolved(note: Note, places: Mapping[RefersTo, RefersTo]) -> Note:
    """The note, with each source that is not the citation in full referring to that."""
    if not any(source.key or source.refers_to for source in note.sources):
        return note
    sources = tuple(_referring(source, RefersTo(note.label, at), places) for at, source in enumerate(note.sources, 1))
    only_short = note.kind == "citation" and all(source.short for source in sources)
    return replace(note, sources=sources, kind="shortform" if only_short else note.kind)


def _referring(source: Source, here: RefersTo, places: Mapping[RefersTo, RefersTo]) -> Source:
    place = places.get(here if source.key else source.refers_to or here)
    return replace(source, short=True, refers_to=place) if place and place != here else source
