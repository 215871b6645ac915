"""A work against which its publisher holds a notice: a retraction, a withdrawal, a removal, an expression of concern.

Citing it may be right, if the text says so.

Mend it: read the notice; say in the text that the work was retracted, or cite another.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class RetractedWork:
    """Withdrawn works."""

    code: ClassVar[str] = "CC310"
    name: ClassVar[str] = "retracted-work"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a notice."""
        for source_result in result.source_results:
            for notice in source_result.resolution.notices if source_result.resolution else ():
                if notice.kind != "correction":
                    where = f": https://doi.org/{notice.doi}" if notice.doi else ""
                    yield at_source(result, source_result, f"{notice.service} has a notice against this work, {notice.kind}{where}")


PLUGIN: type[Rule] = RetractedWork
