"""A URL whose server refuses automated requests: bot protection, a login, a block.

The link was not checked. This is never an error.

To fix: open it in a browser; if the finding bothers you, ignore it with a comment or in the settings.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Blocked
from citecheck.protocols import Needs, Rule


class BlockedLink:
    """Links that refuse automated requests."""

    code: ClassVar[str] = "CC204"
    name: ClassVar[str] = "blocked-link"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for address, link in result.links:
            if isinstance(link, Blocked):
                yield at_url(address, f"not checked, the server answers {link.status}: {link.reason}: {address.url}")


PLUGIN: type[Rule] = BlockedLink
