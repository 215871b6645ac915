"""A DOI that the DOI system does not know.

Reported only if doi.org itself answers that the DOI does not exist; a publisher's page that is gone is a dead link.

To fix: copy the DOI again; often its end is cut off, or includes the sentence's punctuation.
"""

from citecheck.findings.rules._at import at_source, at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone


@rule("CC502", "unresolved-doi", "error", needs="links")
def unresolved_doi(result: DocumentResult) -> Drafts:
    reported = set()
    for address, link in result.links:
        if isinstance(link, Gone) and host(address.url) in DOI_HOSTS:
            reported.add(address.url)
            yield at_url(address, f"doi.org does not know this DOI: {address.url}", fields=("DOI",))
    for source_result in result.source_results:
        if (
            isinstance(source_result.link, Gone)
            and host(source_result.link.url) in DOI_HOSTS
            and source_result.link.url not in reported
        ):
            yield at_source(
                result,
                source_result,
                f"doi.org does not know this DOI: {source_result.source.item.doi}",
                url=source_result.link.url,
                fields=("DOI",),
            )


PLUGIN = unresolved_doi
