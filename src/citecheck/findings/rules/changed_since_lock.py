"""A source whose words or address are not those that the lock file recorded.

What was found for the old words need not hold for the new ones.

Mend it: run `citecheck report` with a network, and commit `citecheck.lock`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class ChangedSinceLock:
    """Changed since the lock."""

    code: ClassVar[str] = "CC602"
    name: ClassVar[str] = "changed-since-lock"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source."""
        for source_result in result.source_results:
            if source_result.recorded and source_result.recorded.state == "changed":
                was = f"; recorded was {source_result.recorded.url}" if source_result.recorded.url else ""
                yield at_source(result, source_result, f"the citation changed since the lock was written{was}")


PLUGIN: type[Rule] = ChangedSinceLock
