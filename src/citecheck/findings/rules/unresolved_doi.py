"""A DOI that the DOI system does not know.

It is said only where doi.org itself answers that there is no such name; a publisher's page that is gone is a dead link of the publisher.

Mend it: copy the DOI again; its end is often cut, or has taken the sentence's punctuation with it.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source, at_url
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone
from citecheck.protocols import Needs, Rule


class UnresolvedDoi:
    """DOIs that are none."""

    code: ClassVar[str] = "CC502"
    name: ClassVar[str] = "unresolved-doi"
    severity: ClassVar[Severity] = "error"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a DOI, where it stands as an address or in a source."""
        told = set()
        for address, link in result.links:
            if isinstance(link, Gone) and host(address.url) in DOI_HOSTS:
                told.add(address.url)
                yield at_url(address, f"doi.org does not know this DOI: {address.url}")
        for source_result in result.source_results:
            if (
                isinstance(source_result.link, Gone)
                and host(source_result.link.url) in DOI_HOSTS
                and source_result.link.url not in told
            ):
                yield at_source(
                    result,
                    source_result,
                    f"doi.org does not know this DOI: {source_result.source.item.doi}",
                    url=source_result.link.url,
                )


PLUGIN: type[Rule] = UnresolvedDoi
