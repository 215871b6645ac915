"""A web address where nobody answered properly: no such host, a broken certificate, a time-out, a server in trouble.

It may be back in a minute or gone for good: it was not checked. This is never an error.

Mend it: look again later; if the host is gone for good, link to an archived copy.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Unreachable
from citecheck.protocols import Needs, Rule


class UnreachableLink:
    """Silence."""

    code: ClassVar[str] = "CC205"
    name: ClassVar[str] = "unreachable-link"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One wherever the address stands."""
        for address, link in result.links:
            if isinstance(link, Unreachable):
                yield at_url(address, f"not checked, {link.reason}: {address.url}")


PLUGIN: type[Rule] = UnreachableLink
