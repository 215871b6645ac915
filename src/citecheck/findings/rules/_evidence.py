"""Fields in which a page disagrees with the note that cites it."""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts
from citecheck.model.knowledge import Evidence
from citecheck.model.report import DocumentResult, SourceResult

WORDS = {
    "title": "title", "author": "author", "container-title": "publication", "issued": "date",
    "volume": "volume", "issue": "issue", "page": "pages",
}  # fmt: skip


def disagreements(result: DocumentResult, variable: str) -> Drafts:
    """A draft for each source whose page is the cited one but differs in a field."""
    for source_result in result.source_results:
        for evidence in against(source_result):
            if evidence.variable == variable:
                compared = f"cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
                message = f"the page has another {WORDS[variable]}: {compared}"
                yield at_source(
                    result, source_result, message, url=source_result.resolution.url if source_result.resolution else None
                )


def against(source_result: SourceResult) -> tuple[Evidence, ...]:
    """The contradicted fields of a verified or likely page, or of the page at the note's own URL if its title agrees."""
    known = source_result.resolution
    if known is None:
        return ()
    titled = any(e.variable == "title" and e.verdict == "confirmed" for e in known.evidence)
    own = known.state == "ambiguous" and titled and bool(source_result.source.item.url or source_result.source.item.doi)
    if known.state not in ("verified", "likely") and not own:
        return ()
    return tuple(e for e in known.evidence if e.verdict == "contradicted")
