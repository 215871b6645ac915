"""A URL that gave no proper answer: unknown host, broken certificate, time-out, server error.

The failure may be temporary: the link was not checked. This is never an error.

To fix: try again later; if the host is gone, link to an archived copy.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Unreachable
from citecheck.protocols import Needs, Rule


class UnreachableLink:
    """Links without a proper answer."""

    code: ClassVar[str] = "CC205"
    name: ClassVar[str] = "unreachable-link"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for address, link in result.links:
            if isinstance(link, Unreachable):
                yield at_url(address, f"not checked, {link.reason}: {address.url}")


PLUGIN: type[Rule] = UnreachableLink
