"""Completeness of a document's footnotes, as counts and a percentage.

A source is complete if its footnote has the URL (if its kind needs one) and the URL was verified to be the cited page. The total is every
source and every missing footnote. While a source is unchecked, the percentage stays below 100.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from citecheck.model.document import Note
from citecheck.model.repair import AddUrl
from citecheck.model.report import DocumentResult, SourceResult

EXPLANATION = (
    "A source is complete if its note gives the URL, and the page was read and is the cited one. `citecheck repair` completes verified "
    "sources whose notes lack the URL. Total: every source, plus every missing note that the text or the numbering calls for. What could "
    "not be checked counts as incomplete, not as wrong."
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts for the report, over one document or several."""

    notes_cited: int = 0
    notes_present: int = 0
    sources: int = 0
    with_outlet: int = 0
    with_date: int = 0
    with_url: int = 0
    complete: int = 0
    repaired: int = 0  # complete once the safe repairs are written
    verified: int = 0
    likely: int = 0
    archived: int = 0
    dead: int = 0
    contradicted: int = 0
    not_found: int = 0
    ambiguous: int = 0
    unchecked: int = 0

    @property
    def whole(self) -> int:
        """The total: sources, plus one for each missing footnote."""
        return self.sources + self.notes_cited - self.notes_present

    @property
    def percent(self) -> int:
        """Complete sources in per cent of the total, rounded down; 100 only if none is unchecked."""
        return self._share(self.complete)

    @property
    def repaired_percent(self) -> int:
        """The same after `citecheck repair --write`."""
        return self._share(self.repaired)

    def _share(self, part: int) -> int:
        if not self.whole:
            return 100
        share = 100 * part // self.whole
        return min(share, 99) if self.unchecked else share

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def of_document(result: DocumentResult) -> Completeness:
    """Count one document, or the footnotes in it that the run covers. Short forms are not counted."""
    source_results = [d for d in result.source_results if not d.source.short and is_covered(result, d.note)]
    notes = [note for note in result.notes if is_covered(result, note)]
    states = [d.resolution.state if d.resolution else "unchecked" for d in source_results]
    verified = [d for s, d in zip(states, source_results, strict=True) if s == "verified"]
    return Completeness(
        notes_cited=len({note.label for note in notes}),
        notes_present=len({note.label for note in notes if note.text.status != "missing"}),
        sources=len(source_results),
        with_outlet=sum(bool(d.source.item.container_title or d.source.item.publisher) for d in source_results),
        with_date=sum(bool(d.source.item.issued) for d in source_results),
        with_url=sum(bool(d.source.item.url or d.source.item.doi) for d in source_results),
        complete=sum("URL" not in d.source.missing for d in verified),
        repaired=sum("URL" not in d.source.missing or _gets_url(d) for d in verified),
        verified=len(verified),
        likely=states.count("likely"),
        archived=sum(bool(archive_url(d)) for d in source_results),
        dead=sum(type(d.link).__name__ in ("Gone", "SoftGone") for d in source_results),
        contradicted=states.count("contradicted"),
        not_found=states.count("not-found"),
        ambiguous=states.count("ambiguous"),
        unchecked=states.count("unchecked"),
    )


def _gets_url(source_result: SourceResult) -> bool:
    """Whether a safe repair adds the source's URL."""
    return any(isinstance(one.change, AddUrl) and one.fix.safe for one in source_result.repairs)


def is_covered(result: DocumentResult, note: Note) -> bool:
    """Whether the run covers a footnote: one of its lines, or a marker of a missing one."""
    if lines := note.text.lines:
        return result.document.concerns(*lines)
    called = [marker.place.line for marker in note.text.markers]
    return any(result.document.concerns(line) for line in called) if called else result.document.changed is None


def of_documents(documents: Iterable[DocumentResult]) -> Completeness:
    """Add up the counts of several documents."""
    return sum((of_document(d) for d in documents), Completeness())


def archive_url(source_result: SourceResult) -> str | None:
    """Return a source's capture: found, or in the footnote."""
    return (source_result.resolution.archive_url if source_result.resolution else None) or source_result.source.archive_url
