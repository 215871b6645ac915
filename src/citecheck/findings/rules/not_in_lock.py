"""A source that the lock file does not contain, in a run that uses only the lock.

It was never searched for, or its record was lost in a merge.

To fix: run `citecheck report` with a network connection, and commit `citecheck.lock`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class NotInLock:
    """Sources that the lock does not contain."""

    code: ClassVar[str] = "CC601"
    name: ClassVar[str] = "not-in-lock"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            if source_result.recorded and source_result.recorded.state == "absent":
                yield at_source(result, source_result, "not in the lock; `citecheck report` searches for it")


PLUGIN: type[Rule] = NotInLock
