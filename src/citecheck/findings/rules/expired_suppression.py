"""A citecheck-ignore comment whose end date has passed.

The findings that it hid are reported again.

To fix: fix the finding, or set a later date.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class ExpiredSuppression:
    """Ignore comments past their end date."""

    code: ClassVar[str] = "CC902"
    name: ClassVar[str] = "expired-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for comment in result.suppressions:
            if is_expired(comment, result):
                yield at_comment(comment, f"this comment was valid until {comment.until}")


PLUGIN: type[Rule] = ExpiredSuppression
