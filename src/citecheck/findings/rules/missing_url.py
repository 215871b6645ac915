"""A source of a kind that readers expect to open, without a URL.

Readers cannot check a source that they cannot reach. `citecheck report` searches for the URL; if the page was found and verified,
the finding names it. Sources with a DOI, an ISBN or a link to an archived copy are not reported, nor are cases and statutes with their
reporter or code, and papers in proceedings.

To fix: write the URL into the note, or let `citecheck repair` propose it.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._repairs import fixes_of
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import AddUrl
from citecheck.model.report import DocumentResult, SourceResult


def _url(source_result: SourceResult) -> str | None:
    known = source_result.resolution
    return known.url if known and known.state in ("verified", "likely") else None


def _found(source_result: SourceResult) -> str:
    url = _url(source_result)
    if not url or not source_result.resolution:
        return ""
    return f"; {'the page is' if source_result.resolution.state == 'verified' else 'it may be'} {url}"


@rule("CC101", "missing-url", "warning", needs="text")
def missing_url(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if "URL" in source_result.source.missing and not source_result.source.short and not source_result.source.archive_url:
            yield at_source(
                result,
                source_result,
                f"note {source_result.label} gives no URL{_found(source_result)}",
                fixes=fixes_of(source_result, AddUrl),
                url=_url(source_result),
            )


PLUGIN = missing_url
