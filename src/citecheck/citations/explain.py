"""Every decision on one note, in order: its short forms, its cuts, and how each citation is read.

Reading records nothing: the steps of ``parse`` run again for this note and yield their decisions.
"""

from collections.abc import Iterator, Sequence

from citecheck.citations.antecedents import find_antecedents
from citecheck.citations.cuts import Cut, cuts
from citecheck.citations.decisions import Decision
from citecheck.citations.explain_citation import Citation, explain_citation, values
from citecheck.citations.note_parse import EDGES, pieces_of, text_between
from citecheck.citations.note_range import NoteRange
from citecheck.citations.parse import Drafts, drafts_of
from citecheck.citations.segment import Segment
from citecheck.citations.shortforms import ShortForm, is_free, maybe_short_forms
from citecheck.model.document import Document, NoteText
from citecheck.model.place import Span
from citecheck.model.reference import Source

CONTEXT = 24  # characters shown on either side of a cut
FIT = 3  # fitting works that are named
ORDERS = {
    "dmy": "numeric dates have the day first, as most unambiguous dates of this document do",
    "mdy": "numeric dates have the month first, as most unambiguous dates of this document do",
    None: "numeric dates may have day or month first: this document has no unambiguous date",
}
KINDS = {
    "same": "refers to the source before it (ibid., idem)",
    "author": "refers to the author before it (id.)",
    "place": "refers to the place before it (loc. cit.)",
    "work": "refers to a work cited earlier (op. cit.)",
    "note": "refers to a note by its number",
    "year": "names and a year",
    "title": "names or a short title",
}


def explain(document: Document, which: int) -> Iterator[Decision]:
    """The decisions on the note ``document.notes[which]``."""
    read = drafts_of(document)
    draft, sources = read.notes[which], find_antecedents(read.notes, read.works)[which]
    if draft.note.sources:
        yield Decision("citation", "the document gives its fields as data; no text is parsed", span=draft.note.span)
        for number, source in enumerate(sources, 1):
            yield from values(source, number)
        return
    yield Decision("dates", ORDERS[read.order])
    yield from _short_forms(read, which)
    shorts = [form for form in draft.forms if form]
    for start, end in text_between(draft.note, shorts):
        for cut in cuts(NoteRange.of(draft.note.body[start:end], draft.note.links_in(start, end))):
            yield _cut(draft.note, cut, start)
    yield from _sources(document, read, which, shorts, sources)


def _at(note: NoteText, start: int, end: int) -> Span | None:
    return note.document_span(start, end) if note.span else None


def _short_forms(read: Drafts, which: int) -> Iterator[Decision]:
    """The short forms of a note, those found through other notes, and rejected candidates."""
    note = read.notes[which].note
    by_words = {form.span for form in read.first[which].forms if form}
    shorts = [form for form in read.notes[which].forms if form]
    for form in shorts:
        how = "by its wording" if form.span in by_words else "because it fits exactly one work of another note"
        yield _short_form(note, form, f"a short form, {how}: {KINDS[form.kind]}{_gives(form)}")
    for form in maybe_short_forms(note.body):
        if is_free(form, shorts):
            count = len([work for work in read.works.fitting(form, (which, 0)) if work.at[0] != which])
            fits = f"{count} works of other notes fit it" if count else "it fits no work of another note"
            yield _short_form(note, form, f"no short form, though {KINDS[form.kind]}: {fits}")


def _short_form(note: NoteText, form: ShortForm, reason: str) -> Decision:
    return Decision("short forms", reason, note.body[form.start : form.end], _at(note, form.start, form.end))


def _gives(form: ShortForm) -> str:
    given = (("names or title", form.head), ("note", form.number or ""), ("year", form.year), ("locator", form.locator))
    return "".join(f"; {name} “{value}”" for name, value in given if value)


def _cut(note: NoteText, cut: Cut, shift: int) -> Decision:
    start, end = cut.start + shift, cut.end + shift
    shown = f"{note.body[max(0, start - CONTEXT) : start]} ‖ {note.body[end : end + CONTEXT]}"
    reason = f"not cut at {cut.why}: {cut.refused}" if cut.refused else f"cut at {cut.why}"
    return Decision("cuts", reason, shown, _at(note, start, end))


def _sources(
    document: Document, read: Drafts, which: int, shorts: Sequence[ShortForm], sources: Sequence[Source]
) -> Iterator[Decision]:
    """The role of each part of a note, and how its sources are read."""
    draft = read.notes[which]
    note, pieces, at = draft.note, pieces_of(draft.note, shorts, entry=draft.entry), 0
    cited: list[Segment | ShortForm] = []
    for piece in pieces:
        yield from _left_out(note, at, piece.start)
        at = piece.end
        if isinstance(piece, ShortForm) or not piece.prose:
            cited.append(piece)
        yield _piece(note, piece, len(cited))
    yield from _left_out(note, at, len(note.body))
    for number, (piece, source) in enumerate(zip(cited, sources, strict=True), 1):
        if isinstance(piece, ShortForm):
            yield from values(source, number)
            yield _resolved(read, piece, source, (which, number - 1))
        else:
            yield from explain_citation(Citation(note, piece, number, read.order, document.language, draft.style), source)


def _left_out(note: NoteText, start: int, end: int) -> Iterator[Decision]:
    words = note.body[start:end].strip(EDGES + "؛；")
    if words:
        yield Decision("sources", "part of no source: a signal, a conjunction, or removed by a cut", words, _at(note, start, end))


def _piece(note: NoteText, piece: Segment | ShortForm, number: int) -> Decision:
    text, span = note.body[piece.start : piece.end], _at(note, piece.start, piece.end)
    if isinstance(piece, ShortForm):
        return Decision("sources", f"source {number} is a short form", text, span)
    return Decision("sources", f"prose, {piece.why}" if piece.prose else f"source {number} is {piece.why}", text, span)


def _resolved(read: Drafts, form: ShortForm, source: Source, here: tuple[int, int]) -> Decision:
    """The source that a short form refers to, and why; or why it stays unresolved."""
    target = source.refers_to
    after = f"source {target.source} of note {target.label}" if target else "unresolved"
    return Decision(
        "resolved", _why(read, form, here, found=target is not None), source.text, source.span, after=after, source=here[1] + 1
    )


def _why(read: Drafts, form: ShortForm, here: tuple[int, int], *, found: bool) -> str:
    if form.kind == "note":
        return (
            f"by the number of note {form.number}"
            if found
            else f"note {form.number or '?'} is missing, or does not have exactly one source that fits"
        )
    if form.kind == "same" or not form.head:
        return "the source before it" if found else "the note before is missing, or has no source or several"
    fitting = read.works.fitting(form, here)
    if found:
        return f"the only work cited before that fits “{form.head}{' ' + form.year if form.year else ''}”"
    labels = ", ".join(read.notes[work.at[0]].note.label for work in fitting[:FIT])
    return f"several works cited before fit: notes {labels}" if fitting else "no work cited before fits"
