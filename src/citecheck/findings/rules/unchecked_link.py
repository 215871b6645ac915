"""A URL that was not requested: it is private, malformed, has another scheme, or exceeds a limit.

A run without a network connection says so once, not for each link.

To fix: correct the URL, or allow private ones with `[network] allow_private = true` in your own settings.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.model.web import Unchecked
from citecheck.protocols import Needs, Rule


class UncheckedLink:
    """URLs that were not requested."""

    code: ClassVar[str] = "CC206"
    name: ClassVar[str] = "unchecked-link"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "links"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for address, link in result.links:
            if isinstance(link, Unchecked) and not result.offline:
                yield at_url(address, f"not checked, {link.reason}: {address.url}")


PLUGIN: type[Rule] = UncheckedLink
