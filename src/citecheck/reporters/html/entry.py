"""One row of the page: a source, or a note without any, with everything that is told of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.model.finding import Finding, Fix
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone, SoftGone
from citecheck.reporters.display_text import ReportRow, plain, rows
from citecheck.reporters.html.behind import (
    Copy,
    FieldComparison,
    OtherCandidate,
    RedirectStep,
    comparison,
    ignore,
    repairs,
    rivals,
    trail,
)

# State, its class in the style sheet, and its mark, so that colour is never the only sign; worst first, as rows are sorted.
LOOKS = {
    "note missing": ("poor", "✗"),
    "another work": ("poor", "≠"),
    "dead link": ("poor", "†"),
    "not found": ("poor", "∅"),
    "ambiguous": ("fair", "?"),
    "not checked": ("open", "…"),
    "likely": ("fair", "≈"),
    "to repair": ("ready", "→"),
    "short form": ("rest", "↑"),
    "explanation": ("rest", "¶"),
    "verified": ("good", "✓"),
}
UNCOUNTED = frozenset(("short form", "explanation"))
PERSON = frozenset(("another work", "dead link", "ambiguous", "not found"))  # whose evidence is open from the start
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47, the part that a document may claim


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A source, or a note without any, with everything that is told of it."""

    anchor: str
    state: str
    row: ReportRow
    language: str | None
    findings: tuple[Finding, ...]
    comparison: FieldComparison | None
    trail: tuple[RedirectStep, ...]
    rivals: tuple[OtherCandidate, ...]
    repairs: tuple[Copy, ...]
    ignore: str | None

    @property
    def new(self) -> bool:
        """Whether anything is found that the baseline does not have."""
        return any(not finding.accepted for finding in self.findings)

    @property
    def look(self) -> str:
        return LOOKS[self.state][0]

    @property
    def mark(self) -> str:
        return LOOKS[self.state][1]

    @property
    def slug(self) -> str:
        return self.state.replace(" ", "-")

    @property
    def open(self) -> bool:
        return self.state in PERSON

    @property
    def words(self) -> tuple[str, str, str]:
        """What the row says of the source: what stands before the title, the title, what follows; all first where it has no title."""
        title = plain(self.row.source_result.source.item.title or "") if self.row.source_result else ""
        before, title, after = self.row.source.partition(title) if title else (self.row.source, "", "")
        return before, title, after

    @property
    def worth_a_look(self) -> bool:
        """Whether there is anything behind the row."""
        known = self.row.source_result.resolution if self.row.source_result else None
        said = known and (known.reason or known.silent)
        return bool(said or self.comparison or self.findings or self.trail or self.rivals or self.repairs)


def entries(result: DocumentResult, prefix: str) -> Iterator[ReportEntry]:
    """The rows of a document in its order, each with an anchor of its own that begins with ``prefix``."""
    taken: Counter[str] = Counter()
    by_label: dict[tuple[str | None, int | None], list[Finding]] = {}
    for finding in result.findings:
        by_label.setdefault((finding.label, finding.source), []).append(finding)
    fixes: dict[tuple[int, int], list[Fix]] = {}
    for repair in result.repairs:
        fixes.setdefault((id(result.notes[repair.note]), repair.source), []).append(repair.fix)
    for row in rows(result):
        anchor = f"{prefix}ref-{re.sub(r'[^A-Za-z0-9._-]', '-', row.label)}"
        taken[anchor] += 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        yield _entry(
            row,
            anchor,
            tuple(_findings_of(row, by_label)),
            fixes.get((id(row.note), row.source_result.number if row.source_result else 0), ()),
            result,
        )


def _entry(row: ReportRow, anchor: str, findings: tuple[Finding, ...], fixes: Sequence[Fix], result: DocumentResult) -> ReportEntry:
    source_result = row.source_result
    language = source_result.source.item.language if source_result else None
    return ReportEntry(
        anchor,
        state(row),
        row,
        language if language and LANGUAGE.fullmatch(language) else None,
        findings,
        comparison(source_result) if source_result else None,
        trail(source_result) if source_result else (),
        rivals(source_result) if source_result else (),
        repairs(source_result, (*fixes, *(fix for f in findings for fix in f.fixes)), result.document) if source_result else (),
        ignore(findings, result.document.traits.comment_syntax),
    )


def _findings_of(row: ReportRow, by_label: dict[tuple[str | None, int | None], list[Finding]]) -> Iterator[Finding]:
    """A source's own findings; those of the whole note stand with its first source."""
    number = row.source_result.number if row.source_result else None
    if number is not None:
        yield from by_label.get((row.note.label, number), ())
    if number in (None, 1):
        yield from by_label.get((row.note.label, None), ())


def state(row: ReportRow) -> str:
    """The row's state; a dead address that kept a source from being found or read, and a verified one that the note lacks, say so."""
    if row.source_result is None:
        return row.state
    if row.state == "verified" and "URL" in row.source_result.source.missing:
        return "to repair"
    dead = isinstance(row.source_result.link, Gone | SoftGone)
    return "dead link" if dead and row.state in ("not checked", "not found") else row.state
