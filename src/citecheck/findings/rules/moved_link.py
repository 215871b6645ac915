"""A web address that leads, for good, to another one.

A permanent redirect lives as long as somebody keeps it. A temporary one is no finding.

Mend it: write the new address.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._readdress import readdressed
from citecheck.findings.rules._repairs import fixes_at
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.repair import ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import Moved
from citecheck.protocols import Needs, Rule


class MovedLink:
    """Permanent redirects."""

    code: ClassVar[str] = "CC203"
    name: ClassVar[str] = "moved-link"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One wherever the address stands, with the new address; safe to write where the page was verified to be the cited one."""
        verified = {d.source.item.url for d in result.source_results if d.resolution and d.resolution.state == "verified"}
        for address, link in result.links:
            if isinstance(link, Moved):
                fixes = fixes_at(result, address.url, address.label, ReplaceUrl) or readdressed(
                    result, address, link.final_url, "write the new address", safe=address.url in verified
                )
                yield at_url(address, f"moved for good to {link.final_url}: {address.url}", fixes=fixes)


PLUGIN: type[Rule] = MovedLink
