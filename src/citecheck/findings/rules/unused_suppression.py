"""A comment that asks to pass over a finding where there is none.

What it hid has been mended, or the code is mistyped. Left in place it would hide the next finding.

Mend it: take the comment out.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class UnusedSuppression:
    """Comments that hide nothing."""

    code: ClassVar[str] = "CC901"
    name: ClassVar[str] = "unused-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a comment that hid nothing, where the rules that it names were asked."""
        for comment in result.suppressions:
            if not comment.used and not is_expired(comment, result):
                yield at_comment(comment, f"nothing to ignore here for {', '.join(comment.codes) or 'any rule'}")


PLUGIN: type[Rule] = UnusedSuppression
