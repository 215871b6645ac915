"""A source whose text or URL differs from what the lock file recorded.

What was found for the old text may not hold for the new one.

To fix: run `citecheck report` with a network connection, and commit `citecheck.lock`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class ChangedSinceLock:
    """Citations that changed since the lock was written."""

    code: ClassVar[str] = "CC602"
    name: ClassVar[str] = "changed-since-lock"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            if source_result.recorded and source_result.recorded.state == "changed":
                was = f"; recorded URL: {source_result.recorded.url}" if source_result.recorded.url else ""
                yield at_source(result, source_result, f"the citation changed since the lock was written{was}")


PLUGIN: type[Rule] = ChangedSinceLock
