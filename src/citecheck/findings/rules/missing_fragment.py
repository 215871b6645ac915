"""A URL with a `#fragment` that the page does not have.

The page exists, but the passage does not: its heading was renamed, or the text changed.

To fix: link to the new anchor, or to the page without one.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Live
from citecheck.protocols import Needs, Rule


class MissingFragment:
    """Fragments that the page does not have."""

    code: ClassVar[str] = "CC208"
    name: ClassVar[str] = "missing-fragment"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for address, link in result.links:
            if isinstance(link, Live) and not link.fragment:
                yield at_url(address, f"the page has no anchor #{address.url.partition('#')[2]}: {address.url}")


PLUGIN: type[Rule] = MissingFragment
