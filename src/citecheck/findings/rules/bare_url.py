"""A source that consists of a URL only.

If the page moves or disappears, there is no title, author or date to search for it.

To fix: add author, title, publication and date.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class BareUrl:
    """URLs without a description."""

    code: ClassVar[str] = "CC108"
    name: ClassVar[str] = "bare-url"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            item = source_result.source.item
            if (item.url or item.doi) and not (
                item.title or item.author or item.container_title or item.publisher or source_result.source.short
            ):
                yield at_source(result, source_result, "a URL without title, author or date", url=item.url)


PLUGIN: type[Rule] = BareUrl
