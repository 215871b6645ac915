"""A person decided where this source is, and a later run found evidence against it.

The decision stands until a person changes it.

To fix: compare both, and run `citecheck decide PATH#LABEL URL`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class DoubtedDecision:
    """Decisions contradicted by later evidence."""

    code: ClassVar[str] = "CC603"
    name: ClassVar[str] = "doubted-decision"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            if source_result.recorded and source_result.recorded.doubt:
                yield at_source(
                    result,
                    source_result,
                    f"a person decided for {source_result.recorded.url or 'none'}, but {source_result.recorded.doubt}",
                )


PLUGIN: type[Rule] = DoubtedDecision
