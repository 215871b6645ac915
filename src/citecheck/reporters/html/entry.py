"""One row of the page: a source, or a note without any, with everything that is told of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.model.finding import Finding, Fix
from citecheck.model.report import Examined
from citecheck.model.web import Gone, SoftGone
from citecheck.reporters.display_text import Row, plain, rows
from citecheck.reporters.html.behind import Comparison, Copy, Rival, Step, comparison, ignore, repairs, rivals, trail

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
class Entry:
    """A source, or a note without any, with everything that is told of it."""

    anchor: str
    state: str
    row: Row
    language: str | None
    findings: tuple[Finding, ...]
    comparison: Comparison | None
    trail: tuple[Step, ...]
    rivals: tuple[Rival, ...]
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
        title = plain(self.row.dossier.source.item.title or "") if self.row.dossier else ""
        before, title, after = self.row.source.partition(title) if title else (self.row.source, "", "")
        return before, title, after

    @property
    def worth_a_look(self) -> bool:
        """Whether there is anything behind the row."""
        known = self.row.dossier.resolution if self.row.dossier else None
        said = known and (known.reason or known.silent)
        return bool(said or self.comparison or self.findings or self.trail or self.rivals or self.repairs)


def entries(examined: Examined, prefix: str) -> Iterator[Entry]:
    """The rows of a document in its order, each with an anchor of its own that begins with ``prefix``."""
    taken: Counter[str] = Counter()
    by_label: dict[tuple[str | None, int | None], list[Finding]] = {}
    for finding in examined.findings:
        by_label.setdefault((finding.label, finding.source), []).append(finding)
    fixes: dict[tuple[int, int], list[Fix]] = {}
    for repair in examined.repairs:
        fixes.setdefault((id(examined.notes[repair.note]), repair.source), []).append(repair.fix)
    for row in rows(examined):
        anchor = f"{prefix}ref-{re.sub(r'[^A-Za-z0-9._-]', '-', row.label)}"
        taken[anchor] += 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        yield _entry(
            row,
            anchor,
            tuple(_findings_of(row, by_label)),
            fixes.get((id(row.note), row.dossier.number if row.dossier else 0), ()),
            examined,
        )


def _entry(row: Row, anchor: str, findings: tuple[Finding, ...], fixes: Sequence[Fix], examined: Examined) -> Entry:
    dossier = row.dossier
    language = dossier.source.item.language if dossier else None
    return Entry(
        anchor,
        state(row),
        row,
        language if language and LANGUAGE.fullmatch(language) else None,
        findings,
        comparison(dossier) if dossier else None,
        trail(dossier) if dossier else (),
        rivals(dossier) if dossier else (),
        repairs(dossier, (*fixes, *(fix for f in findings for fix in f.fixes)), examined.document) if dossier else (),
        ignore(findings, examined.document.traits.comment_syntax),
    )


def _findings_of(row: Row, by_label: dict[tuple[str | None, int | None], list[Finding]]) -> Iterator[Finding]:
    """A source's own findings; those of the whole note stand with its first source."""
    number = row.dossier.number if row.dossier else None
    if number is not None:
        yield from by_label.get((row.note.label, number), ())
    if number in (None, 1):
        yield from by_label.get((row.note.label, None), ())


def state(row: Row) -> str:
    """The row's state; a dead address that kept a source from being found or read, and a verified one that the note lacks, say so."""
    if row.dossier is None:
        return row.state
    if row.state == "verified" and "URL" in row.dossier.source.missing:
        return "to repair"
    dead = isinstance(row.dossier.link, Gone | SoftGone)
    return "dead link" if dead and row.state in ("not checked", "not found") else row.state
