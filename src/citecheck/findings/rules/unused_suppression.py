"""A citecheck-ignore comment that hides no finding.

What it hid was fixed, or its code is mistyped. It would hide the next finding.

To fix: remove the comment.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class UnusedSuppression:
    """Ignore comments that hide nothing."""

    code: ClassVar[str] = "CC901"
    name: ClassVar[str] = "unused-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for comment in result.suppressions:
            if not comment.used and not is_expired(comment, result):
                yield at_comment(comment, f"nothing to ignore here for {', '.join(comment.codes) or 'any rule'}")


PLUGIN: type[Rule] = UnusedSuppression
