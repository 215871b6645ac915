"""Which comment in a document passes over a finding: the first that names its rule and speaks of its line, note or mark.

A document may have thousands of both, so that what a comment speaks of is looked up and not compared with every finding.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citecheck.documents.suppressions import EVERY_LINE
from citecheck.model.finding import Finding, Suppression
from citecheck.model.place import Place
from citecheck.model.report import DocumentResult

MOST_IN_MARGIN = 1_000  # comments in the margin that are looked at


@dataclass(slots=True)
class SuppressionIndex:
    """Comments by what they speak of; each number is a comment's place among all of them."""

    comments: Sequence[Suppression]
    result: DocumentResult
    whole: list[int] = field(default_factory=list)
    lined: list[int] = field(default_factory=list)
    by_label: dict[str | None, list[int]] = field(default_factory=dict)
    by_place: dict[Place, list[int]] = field(default_factory=dict)
    known: dict[tuple[str, str, int, int], int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, comments: Sequence[Suppression], result: DocumentResult) -> "SuppressionIndex":
        """The comments of a document, in its order: their lines rise."""
        made = cls(comments, result)
        margin = []
        for number, comment in enumerate(comments):
            if comment.until and result.today and comment.until < result.today:
                continue
            if comment.last == EVERY_LINE:
                made.whole.append(number)
            elif comment.span:
                margin.append(number)
            else:
                made.lined.append(number)
        if margin:
            made._beside(margin[:MOST_IN_MARGIN])
        return made

    def _beside(self, margin: Sequence[int]) -> None:
        """Comments in the margin: about the notes whose marks they cover; about no mark at all, about their paragraph."""
        marks = sorted(
            ((marker.span.start, note.label, marker.place) for note in self.result.notes for marker in note.text.markers),
            key=lambda mark: mark[0],
        )
        starts = [start for start, _, _ in marks]
        for number in margin:
            comment = self.comments[number]
            about = comment.span
            covered = marks[bisect_left(starts, about.start) : bisect_right(starts, about.end)] if about else []
            labels = {label for _, label, _ in covered}
            if not labels:
                labels = {label for _, label, place in marks if place == comment.place}
                self.by_place.setdefault(comment.place, []).append(number)
            for label in labels:
                self.by_label.setdefault(label, []).append(number)

    def first(self, finding: Finding, lines: Mapping[str, tuple[int, int]]) -> int | None:
        """The number of the first comment that hides a finding: by its line, or by any line of the note that the finding is about."""
        line = finding.place.line or 0
        first, last = lines.get(finding.label or "", (line, line))
        first, last = (first, last) if first <= line <= last else (line, line)
        asked = finding.code, finding.name, first, last
        if asked not in self.known:
            self.known[asked] = min(self._on_lines(finding, first, last), default=None)
        margin = [*self.by_label.get(finding.label, ()), *self.by_place.get(finding.place, ())]
        beside = [number for number in margin if self._names(number, finding)]
        on_lines = self.known[asked]
        return min(beside if on_lines is None else [on_lines, *beside], default=None)

    def _on_lines(self, finding: Finding, first: int, last: int) -> list[int]:
        """The first comment for the whole file, and the first on some lines, that name a finding's rule."""
        begin = bisect_left(self.lined, first, key=lambda number: self.comments[number].last)
        end = bisect_right(self.lined, last, key=lambda number: self.comments[number].first)
        here = next((self.lined[at] for at in range(begin, end) if self._names(self.lined[at], finding)), None)
        everywhere = next((number for number in self.whole if self._names(number, finding)), None)
        return [number for number in (here, everywhere) if number is not None]

    def _names(self, number: int, finding: Finding) -> bool:
        codes = self.comments[number].codes
        return not codes or any(finding.code.startswith(code) or finding.name == code for code in codes)
