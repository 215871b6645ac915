"""Where a page disagrees with the note that cites it."""

from collections.abc import Iterator

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft
from citecheck.model.knowledge import Evidence
from citecheck.model.report import DocumentResult, SourceResult

WORDS = {"title": "title", "author": "author", "container-title": "outlet", "issued": "date"}


def disagreements(result: DocumentResult, variable: str) -> Iterator[FindingDraft]:
    """Sources whose page is the cited one all the same, with what it says otherwise: cited beside found."""
    for source_result in result.source_results:
        for evidence in against(source_result):
            if evidence.variable == variable:
                said = f"cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
                message = f"the page has another {WORDS[variable]}: {said}"
                yield at_source(
                    result, source_result, message, url=source_result.resolution.url if source_result.resolution else None
                )


def against(source_result: SourceResult) -> tuple[Evidence, ...]:
    """What the page says otherwise than the note: a verified page, or the page at the note's own address that has the cited title."""
    known = source_result.resolution
    if known is None:
        return ()
    titled = any(e.variable == "title" and e.verdict == "confirmed" for e in known.evidence)
    own = known.state == "ambiguous" and titled and bool(source_result.source.item.url or source_result.source.item.doi)
    if known.state not in ("verified", "likely") and not own:
        return ()
    return tuple(e for e in known.evidence if e.verdict == "contradicted")
