"""One row of the page: a source, or a note without sources, with its details."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citecheck.language.printable import one_line
from citecheck.model.finding import Finding, Fix
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone, SoftGone
from citecheck.patterns import lazy_pattern
from citecheck.reporters.display_text import ReportRow, rows
from citecheck.reporters.html.details import (
    Copy,
    FieldComparison,
    OtherCandidate,
    RedirectStep,
    comparison,
    ignore,
    other_candidates,
    redirects,
    repairs,
)

# By state, its CSS class and its symbol, so that colour is never the only sign; worst first, as rows are sorted.
STATE_STYLES = {
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
    "decided": ("good", "☑"),
    "verified": ("good", "✓"),
}
UNCOUNTED = frozenset(("short form", "explanation"))
NEEDS_DECISION = frozenset(("another work", "dead link", "ambiguous", "not found"))  # evidence starts open
LANGUAGE = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")  # the subset of BCP 47 that is accepted from documents


class ReportEntry(Struct, frozen=True):
    """A source, or a note without sources, with its details."""

    anchor: str
    state: str
    row: ReportRow
    language: str | None
    findings: tuple[Finding, ...]
    comparison: FieldComparison | None
    redirects: tuple[RedirectStep, ...]
    other_candidates: tuple[OtherCandidate, ...]
    repairs: tuple[Copy, ...]
    ignore: str | None

    @property
    def new(self) -> bool:
        """Whether a finding is not in the baseline."""
        return any(not finding.accepted for finding in self.findings)

    @property
    def style(self) -> str:
        return STATE_STYLES[self.state][0]

    @property
    def mark(self) -> str:
        return STATE_STYLES[self.state][1]

    @property
    def slug(self) -> str:
        return self.state.replace(" ", "-")

    @property
    def open(self) -> bool:
        return self.state in NEEDS_DECISION

    @property
    def words(self) -> tuple[str, str, str]:
        """The citation split at its title: before, title, after; all in the first part without a title."""
        title = one_line(self.row.source_result.source.item.title or "") if self.row.source_result else ""
        before, title, after = self.row.source.partition(title) if title else (self.row.source, "", "")
        return before, title, after

    @property
    def has_details(self) -> bool:
        """Whether the row has anything to unfold."""
        known = self.row.source_result.resolution if self.row.source_result else None
        explained = known and (known.reason or known.silent)
        return bool(explained or self.comparison or self.findings or self.redirects or self.other_candidates or self.repairs)


def entries(result: DocumentResult, prefix: str) -> Iterator[ReportEntry]:
    """The rows of a document in its order, with unique anchors that begin with ``prefix``."""
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
        redirects(source_result) if source_result else (),
        other_candidates(source_result) if source_result else (),
        repairs(source_result, (*fixes, *(fix for f in findings for fix in f.fixes)), result.document) if source_result else (),
        ignore(findings, result.document.traits.comment_syntax),
    )


def _findings_of(row: ReportRow, by_label: dict[tuple[str | None, int | None], list[Finding]]) -> Iterator[Finding]:
    """The findings on a source; the first source of a note also has the findings on the note."""
    number = row.source_result.number if row.source_result else None
    if number is not None:
        yield from by_label.get((row.note.label, number), ())
    if number in (None, 1):
        yield from by_label.get((row.note.label, None), ())


def state(row: ReportRow) -> str:
    """The state of a row, refined to ``to repair`` for a verified URL that the note lacks, and to ``dead link``."""
    if row.source_result is None:
        return row.state
    if row.state == "verified" and "URL" in row.source_result.source.missing:
        return "to repair"
    known = row.source_result.resolution
    decided = (known.link,) if known and known.decided == "person" else ()
    dead = any(isinstance(link, Gone | SoftGone) for link in (row.source_result.link, *decided))
    return "dead link" if dead and row.state in ("not checked", "not found", "decided") else row.state
