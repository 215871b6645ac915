"""Texts and rows that reporters share."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citecheck.language import secrets
from citecheck.language.printable import one_line
from citecheck.model.completeness import Completeness, archive_url
from citecheck.model.document import Note
from citecheck.model.finding import SEVERITIES, Severity
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Item, Source
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Unlinked, verdict

MISSING = {"title": "title", "container-title": "publication", "issued": "date", "URL": "URL"}
UNCERTAIN = {"author": "authors", "title": "title", "container-title": "publication"}
STATES = {
    "verified": "verified",
    "likely": "likely",
    "ambiguous": "ambiguous",
    "not-found": "not found",
    "unchecked": "not checked",
    "contradicted": "another work",
}
DECIDED = "decided"
DIFFERENCE = "found, but: "  # before the fields that differ, in the reason of a resolution


class ReportRow(Struct, frozen=True):
    """One row of a report: a source, or a note without sources."""

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
    check: str = ""

    @property
    def wanting(self) -> str:
        """What is missing, and what a person should check."""
        return "; ".join(filter(None, (self.missing, self.check)))


def rows(result: DocumentResult) -> Iterator[ReportRow]:
    """One row per source, in the document's order; missing and explanatory notes have one too."""
    by_note: dict[int, list[SourceResult]] = {}
    for source_result in result.source_results:
        by_note.setdefault(id(source_result.note), []).append(source_result)
    for note in result.notes:
        if id(note) in by_note:
            yield from map(source_row, by_note[id(note)])
        else:
            yield _note_row(note)


def source_row(source_result: SourceResult) -> ReportRow:
    """The row of a source."""
    known = source_result.resolution
    state = "short form" if source_result.source.short else state_text(known)
    return ReportRow(
        label=source_result.label,
        state=state,
        source=named(source_result.source),
        missing=", ".join(MISSING.get(m, m) for m in source_result.source.missing),
        link=link_verdict(source_result),
        found=known.url and secrets.public(known.url) if known else None,
        archived=(copy := archive_url(source_result)) and secrets.public(copy),
        place=place(source_result.note),
        note=source_result.note,
        source_result=source_result,
        check=please_check(source_result.source),
    )


def please_check(source: Source) -> str:
    """What a person should compare with the note, since it may well be read wrongly; empty if nothing."""
    named = ", ".join(UNCERTAIN[variable] for variable in source.uncertain)
    return f"please check the reading: {named}" if named else ""


def state_text(known: Resolution | None) -> str:
    """The word for a resolution: its state, or that a person decided."""
    if known is None:
        return STATES["unchecked"]
    return DECIDED if known.decided == "person" else STATES[known.state]


def found_text(row: ReportRow) -> str:
    """The word for a resolution, with the fields that differ: ``likely: authors and year differ``."""
    known = row.source_result.resolution if row.source_result else None
    fields = known.reason.removeprefix(DIFFERENCE) if known and known.reason.startswith(DIFFERENCE) else ""
    return f"{row.state}: {fields}" if fields and row.state == STATES["likely"] else row.state


def _note_row(note: Note) -> ReportRow:
    if note.text.status == "missing":
        calls = ", ".join(f"line {m.place.line}" for m in note.text.markers)
        text = f"the text cites it ({calls}), the note is not there" if calls else "missing from the numbering"
        return ReportRow(note.label, "note missing", text, "the note", "", None, None, calls, note)
    return ReportRow(note.label, "explanation", one_line(secrets.shown(note.text.body)), "", "", None, None, place(note), note)


def link_verdict(source_result: SourceResult) -> str:
    """The verdict on the note's own URL, else on the one found."""
    known = source_result.resolution
    link = source_result.link if not isinstance(source_result.link, Unlinked) or known is None else known.link
    return "" if isinstance(link, Unlinked) else verdict(link)


def named(source: Source) -> str:
    """A source on one line: its author, title and publication, else its text; with keys and passwords masked."""
    return one_line(secrets.shown(cited(source.item) or source.text))


def cited(item: Item) -> str:
    """A short citation: authors, title, publication, date."""
    people = ", ".join(" ".join(filter(None, (n.given, n.family))) or n.literal or "" for n in item.author)
    day = "-".join(f"{part:02d}" for part in item.issued.parts) if item.issued else ""
    return one_line(", ".join(filter(None, (people, item.title, item.container_title or item.publisher, day))))


def place(note: Note) -> str:
    """The position of a note: line and column, or a part of the file."""
    where = note.text.place
    return f"{where.line}:{where.column}" if where.line else where.part or ""


def plural(count: int, word: str) -> str:
    """``1 repair``, ``2 repairs``."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def severity_counts(severities: Sequence[Severity]) -> str:
    """``2 errors, 1 warning, 3 info``, worst first; ``nothing found`` if there are none."""
    counts = [(severities.count(severity), severity) for severity in SEVERITIES]
    words = [f"{count} info" if severity == "note" else plural(count, severity) for count, severity in counts if count]
    return ", ".join(words) or "nothing found"


def in_markdown(text: str) -> str:
    """A text escaped for Markdown and HTML."""
    return re.sub(r"([\\`*_\[\]<>|#&~$@])", r"\\\1", one_line(text))


def no_notes(result: DocumentResult) -> str | None:
    """The sentence for a document without notes; None for others."""
    return None if result.notes else f"{result.document.path}: no notes found; there is nothing to check"


def total(counts: Completeness) -> str:
    """One line of totals: counts by state and the percentage."""
    parts = [f"{counts.verified} verified"]
    for name, count in (
        (DECIDED, counts.decided),
        ("likely", counts.likely),
        ("ambiguous", counts.ambiguous),
        ("not found", counts.not_found),
        ("another work", counts.contradicted),
        ("not checked", counts.unchecked),
    ):
        parts += [f"{count} {name}"] if count else []
    notes = f"{counts.notes_present} of {counts.notes_cited} notes"
    if counts.percent is None:
        return f"TOTAL  {notes}, no sources"
    ready = f", {counts.repaired_percent}% once repaired" if counts.repaired > counts.complete else ""
    return f"TOTAL  {notes}, {plural(counts.sources, 'source')}: {', '.join(parts)}; {counts.archived} archived; complete {counts.percent}%{ready}"
