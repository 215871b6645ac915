"""A web address whose server does not let programs look: a wall against robots, a login, a block.

The page may be there or not: it was not checked. This is never an error.

Mend it: look for yourself, and pass over it with a comment or the settings if it bothers you.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Blocked
from citecheck.protocols import Needs, Rule


class BlockedLink:
    """Walls."""

    code: ClassVar[str] = "CC204"
    name: ClassVar[str] = "blocked-link"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One wherever the address stands."""
        for address, link in result.links:
            if isinstance(link, Blocked):
                yield at_url(address, f"not checked, the server answers {link.status}: {link.reason}: {address.url}")


PLUGIN: type[Rule] = BlockedLink
