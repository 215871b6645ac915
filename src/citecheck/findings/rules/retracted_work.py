"""A work with a publisher's notice: a retraction, withdrawal, removal or expression of concern.

Citing it can be right if the text mentions the notice.

To fix: read the notice; say in the text that the work was retracted, or cite another.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class RetractedWork:
    """Works with a retraction or similar notice."""

    code: ClassVar[str] = "CC310"
    name: ClassVar[str] = "retracted-work"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            for notice in source_result.resolution.notices if source_result.resolution else ():
                if notice.kind != "correction":
                    where = f": https://doi.org/{notice.doi}" if notice.doi else ""
                    yield at_source(result, source_result, f"{notice.service} has a notice on this work, {notice.kind}{where}")


PLUGIN: type[Rule] = RetractedWork
