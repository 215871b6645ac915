"""The words and rows that all reporters share: what to say of a note, a link, a resolution."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.language import secrets
from citecheck.model.completeness import Completeness, archive_url
from citecheck.model.document import Note
from citecheck.model.reference import Item
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Unlinked, verdict

MISSING = {"title": "title", "container-title": "outlet", "issued": "date", "URL": "URL"}
STATES = {
    "verified": "verified",
    "likely": "likely",
    "ambiguous": "ambiguous",
    "not-found": "not found",
    "unchecked": "not checked",
    "contradicted": "another work",
}
# Worst first, as rows are sorted for reading.
WORST = (
    "note missing",
    "another work",
    "not found",
    "ambiguous",
    "not checked",
    "likely",
    "short form",
    "explanation",
    "verified",
)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a report: a source, or a note without any."""

    label: str
    state: str
    source: str
    missing: str
    link: str
    found: str | None
    archived: str | None
    place: str
    note: Note
    source_result: SourceResult | None = None


def rows(result: DocumentResult) -> Iterator[ReportRow]:
    """A row a source, in the document's order; missing and explanatory notes have one too."""
    by_note: dict[int, list[SourceResult]] = {}
    for source_result in result.source_results:
        by_note.setdefault(id(source_result.note), []).append(source_result)
    for note in result.notes:
        told = by_note.get(id(note), [])
        if told:
            yield from (source_row(source_result) for source_result in told)
        else:
            yield _note_row(note)


def source_row(source_result: SourceResult) -> ReportRow:
    """The row of a source."""
    known = source_result.resolution
    state = "short form" if source_result.source.short else STATES[known.state] if known else "not checked"
    return ReportRow(
        label=source_result.label,
        state=state,
        source=cited(source_result.source.item) or plain(secrets.shown(source_result.source.text)),
        missing=", ".join(MISSING.get(m, m) for m in source_result.source.missing),
        link=link_word(source_result),
        found=known.url and secrets.public(known.url) if known else None,
        archived=(copy := archive_url(source_result)) and secrets.public(copy),
        place=place(source_result.note),
        note=source_result.note,
        source_result=source_result,
    )


def _note_row(note: Note) -> ReportRow:
    if note.text.status == "missing":
        calls = ", ".join(f"line {m.place.line}" for m in note.text.markers)
        text = f"the text cites it ({calls}), the note is not there" if calls else "missing from the numbering"
        return ReportRow(note.label, "note missing", text, "the note", "", None, None, calls, note)
    return ReportRow(note.label, "explanation", plain(secrets.shown(note.text.body)), "", "", None, None, place(note), note)


def link_word(source_result: SourceResult) -> str:
    """What became of the address: of the note's own, else of the one found."""
    known = source_result.resolution
    link = source_result.link if not isinstance(source_result.link, Unlinked) or known is None else known.link
    return "" if isinstance(link, Unlinked) else verdict(link)


def cited(item: Item) -> str:
    """A source in short: authors, title, outlet, date."""
    people = ", ".join(" ".join(filter(None, (n.given, n.family))) or n.literal or "" for n in item.author)
    day = "-".join(f"{part:02d}" for part in item.issued.parts) if item.issued else ""
    return plain(", ".join(filter(None, (people, item.title, item.container_title or item.publisher, day))))


def place(note: Note) -> str:
    """Where the note stands: line and column, or a part of the file."""
    where = note.text.place
    return f"{where.line}:{where.column}" if where.line else where.part or ""


def plain(text: str) -> str:
    """A text on one line, control and direction characters replaced by blanks, so that it cannot act on who shows it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shown(text: str) -> str:
    """As ``plain``, for pages: the joiners stay, which Persian and Indic scripts need to spell."""
    return " ".join("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text).split())


def plural(count: int, word: str) -> str:
    """``1 repair``, ``2 repairs``."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def in_markdown(text: str) -> str:
    """Text that Markdown and HTML leave alone."""
    return re.sub(r"([\\`*_\[\]<>|#&~$@])", r"\\\1", plain(text))


def no_notes(result: DocumentResult) -> str | None:
    """The sentence for a document that has no notes."""
    return None if result.notes else f"{result.document.path}: no notes found; there is nothing to check"


def total(counts: Completeness) -> str:
    """A line on everything: the percentage and what it is made of."""
    parts = [f"{counts.verified} verified"]
    for name, many in (
        ("likely", counts.likely),
        ("ambiguous", counts.ambiguous),
        ("not found", counts.not_found),
        ("another work", counts.contradicted),
        ("not checked", counts.unchecked),
    ):
        parts += [f"{many} {name}"] if many else []
    notes = f"{counts.notes_present} of {counts.notes_cited} notes"
    ready = f", {counts.repaired_percent}% once repaired" if counts.verified > counts.complete else ""
    return f"TOTAL  {notes}, {plural(counts.sources, 'source')}: {', '.join(parts)}; {counts.archived} archived; complete {counts.percent}%{ready}"
