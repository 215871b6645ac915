"""A comment that asked to pass over a finding until a day that has passed.

The finding is told again.

Mend it: mend the finding, or set another day.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class ExpiredSuppression:
    """Comments past their day."""

    code: ClassVar[str] = "CC902"
    name: ClassVar[str] = "expired-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a comment."""
        for comment in result.suppressions:
            if is_expired(comment, result):
                yield at_comment(comment, f"this comment held until {comment.until}")


PLUGIN: type[Rule] = ExpiredSuppression
