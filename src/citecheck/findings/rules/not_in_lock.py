"""A source that the lock file does not hold, in a run that reads nothing but the lock.

Nobody has looked for it yet, or its record was lost in a merge.

Mend it: run `citecheck report` with a network, and commit `citecheck.lock`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class NotInLock:
    """New since the lock."""

    code: ClassVar[str] = "CC601"
    name: ClassVar[str] = "not-in-lock"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source."""
        for source_result in result.source_results:
            if source_result.recorded and source_result.recorded.state == "absent":
                yield at_source(result, source_result, "not in the lock; `citecheck report` looks for it")


PLUGIN: type[Rule] = NotInLock
