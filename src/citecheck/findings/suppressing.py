"""Which comment in a document hides a finding: the first that names its rule and covers its line, note or marker.

A document may have thousands of comments and findings, so comments are indexed by what they cover.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from citecheck.documents.suppressions import EVERY_LINE
from citecheck.model.finding import Finding, Suppression
from citecheck.model.place import Place
from citecheck.model.report import DocumentResult

MAX_MARGIN_COMMENTS = 1_000  # further ones are ignored


class SuppressionIndex(Struct):
    """Comments by what they cover; each number is an index into ``comments``."""

    comments: Sequence[Suppression]
    result: DocumentResult
    whole: list[int] = field(default_factory=list)
    lined: list[int] = field(default_factory=list)
    by_label: dict[str | None, list[int]] = field(default_factory=dict)
    by_place: dict[Place, list[int]] = field(default_factory=dict)
    known: dict[tuple[str, str, int, int], int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, comments: Sequence[Suppression], result: DocumentResult) -> "SuppressionIndex":
        """Index the comments of a document, which are in its order."""
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
            made._add_margin(margin[:MAX_MARGIN_COMMENTS])
        return made

    def _add_margin(self, margin: Sequence[int]) -> None:
        """Index margin comments: by the notes with markers in their span, or without markers by their paragraph."""
        marks = sorted(
            ((marker.span.start, note.label, marker.place) for note in self.result.notes for marker in note.text.markers),
            key=lambda mark: mark[0],
        )
        starts = [start for start, _, _ in marks]
        for number in margin:
            comment = self.comments[number]
            span = comment.span
            covered = marks[bisect_left(starts, span.start) : bisect_right(starts, span.end)] if span else []
            labels = {label for _, label, _ in covered}
            if not labels:
                labels = {label for _, label, place in marks if place == comment.place}
                self.by_place.setdefault(comment.place, []).append(number)
            for label in labels:
                self.by_label.setdefault(label, []).append(number)

    def first(self, finding: Finding, lines: Mapping[str, tuple[int, int]]) -> int | None:
        """The index of the first comment that hides a finding, by its line or any line of its note."""
        line = finding.place.line or 0
        first, last = lines.get(finding.label or "", (line, line))
        first, last = (first, last) if first <= line <= last else (line, line)
        key = finding.code, finding.name, first, last
        if key not in self.known:
            self.known[key] = min(self._on_lines(finding, first, last), default=None)
        margin = [*self.by_label.get(finding.label, ()), *self.by_place.get(finding.place, ())]
        in_margin = [number for number in margin if self._names(number, finding)]
        on_lines = self.known[key]
        return min(in_margin if on_lines is None else [on_lines, *in_margin], default=None)

    def _on_lines(self, finding: Finding, first: int, last: int) -> list[int]:
        """The first comment on these lines, and the first for the whole file, that name the finding's rule."""
        begin = bisect_left(self.lined, first, key=lambda number: self.comments[number].last)
        end = bisect_right(self.lined, last, key=lambda number: self.comments[number].first)
        here = next((self.lined[at] for at in range(begin, end) if self._names(self.lined[at], finding)), None)
        everywhere = next((number for number in self.whole if self._names(number, finding)), None)
        return [number for number in (here, everywhere) if number is not None]

    def _names(self, number: int, finding: Finding) -> bool:
        codes = self.comments[number].codes
        return not codes or any(finding.code.startswith(code) or finding.name == code for code in codes)
