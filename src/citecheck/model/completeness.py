"""Completeness of a document's footnotes, as counts and a percentage.

A source is complete if its footnote has the URL (if its kind needs one) and the URL was verified to be the cited page. The total is every
source and every missing footnote. While a source is unchecked, the percentage stays below 100. A document without sources has none. A
person's decision counts as decided, not as verified; it completes a source if its page is not gone.
"""

from collections.abc import Iterable
from operator import add

from msgspec import Struct
from msgspec.structs import astuple

from citecheck.model.document import Note
from citecheck.model.knowledge import Resolution
from citecheck.model.repair import AddUrl
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Gone, SoftGone

EXPLANATION = (
    "A source is complete if its note gives the URL, and the page was read and is the cited one, or a person decided so and the page is "
    "not gone. `citecheck repair` adds the URL to notes that lack it. Total: every source, plus every missing note that the text or the numbering calls for. What could "
    "not be checked counts as incomplete, not as wrong."
)


class Completeness(Struct, frozen=True):
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
    decided: int = 0
    settled: int = 0  # verified, or decided with a page that is not gone

    @property
    def whole(self) -> int:
        """The total: sources, plus one for each missing footnote."""
        return self.sources + self.notes_cited - self.notes_present

    @property
    def percent(self) -> int | None:
        """Complete sources in per cent of the total, rounded down. None if there is nothing to count."""
        return self._share(self.complete)

    @property
    def repaired_percent(self) -> int | None:
        """The same after `citecheck repair --write`."""
        return self._share(self.repaired)

    def _share(self, part: int) -> int | None:
        return 100 * part // self.whole if self.whole else None

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(*map(add, astuple(self), astuple(other)))


def of_document(result: DocumentResult) -> Completeness:
    """Count one document, or the footnotes in it that the run covers. Short forms are not counted."""
    source_results = [d for d in result.source_results if not d.source.short and is_covered(result, d.note)]
    notes = [note for note in result.notes if is_covered(result, note)]
    states = [_state(d.resolution) for d in source_results]
    settled = [d for d, state in zip(source_results, states, strict=True) if state == "verified" or _stands(d)]
    return Completeness(
        notes_cited=len({note.label for note in notes}),
        notes_present=len({note.label for note in notes if note.text.status != "missing"}),
        sources=len(source_results),
        with_outlet=sum(bool(d.source.item.container_title or d.source.item.publisher) for d in source_results),
        with_date=sum(bool(d.source.item.issued) for d in source_results),
        with_url=sum(bool(d.source.item.url or d.source.item.doi) for d in source_results),
        complete=sum("URL" not in d.source.missing for d in settled),
        repaired=sum("URL" not in d.source.missing or _gets_url(d) for d in settled),
        verified=states.count("verified"),
        likely=states.count("likely"),
        archived=sum(bool(archive_url(d)) for d in source_results),
        dead=sum(type(d.link).__name__ in ("Gone", "SoftGone") for d in source_results),
        contradicted=states.count("contradicted"),
        not_found=states.count("not-found"),
        ambiguous=states.count("ambiguous"),
        unchecked=states.count("unchecked"),
        decided=states.count("decided"),
        settled=len(settled),
    )


def _state(found: Resolution | None) -> str:
    if found is None:
        return "unchecked"
    return "decided" if found.decided == "person" else found.state


def _stands(source_result: SourceResult) -> bool:
    """Whether a person decided for a page that is not gone."""
    found = source_result.resolution
    if not found or found.decided != "person" or not found.url:
        return False
    return not any(isinstance(link, Gone | SoftGone) for link in (source_result.link, found.link))


def _gets_url(source_result: SourceResult) -> bool:
    """Whether a safe repair adds the source's URL."""
    return any(isinstance(one.change, AddUrl) and one.fix.safe for one in source_result.repairs)


def is_covered(result: DocumentResult, note: Note) -> bool:
    """Whether the run covers a footnote: one of its lines, or a marker of a missing one."""
    if result.document.changed is None:
        return True
    if lines := note.text.lines:
        return result.document.concerns(*lines)
    called = [marker.place.line for marker in note.text.markers]
    return any(result.document.concerns(line) for line in called)


def of_documents(documents: Iterable[DocumentResult]) -> Completeness:
    """Add up the counts of several documents."""
    return sum((of_document(d) for d in documents), Completeness())


def archive_url(source_result: SourceResult) -> str | None:
    """Return a source's capture: found, or in the footnote."""
    return (source_result.resolution.archive_url if source_result.resolution else None) or source_result.source.archive_url
