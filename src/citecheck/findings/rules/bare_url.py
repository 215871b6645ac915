"""A source that is an address and nothing else.

When the page moves or dies, nothing tells what it was: no title to look for, no author, no date.

Mend it: add author, title, outlet and date.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class BareUrl:
    """Addresses without words."""

    code: ClassVar[str] = "CC108"
    name: ClassVar[str] = "bare-url"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source that has an address and no words."""
        for source_result in result.source_results:
            item = source_result.source.item
            if (item.url or item.doi) and not (
                item.title or item.author or item.container_title or item.publisher or source_result.source.short
            ):
                yield at_source(result, source_result, "an address without title, author or date", url=item.url)


PLUGIN: type[Rule] = BareUrl
