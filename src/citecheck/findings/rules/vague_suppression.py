"""A citecheck-ignore comment without a code or a reason.

`citecheck-ignore CC204: a login is needed until 2027-01-01` has both, and an end date. A code that no rule has hides nothing.

To fix: add the code and the reason.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class VagueSuppression:
    """Ignore comments without code or reason."""

    code: ClassVar[str] = "CC903"
    name: ClassVar[str] = "vague-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for comment in result.suppressions:
            lacks = [word for word, there in (("a code", comment.codes), ("a reason", comment.reason)) if not there]
            if lacks:
                yield at_comment(comment, f"this comment names no {' and no '.join(word.split()[1] for word in lacks)}")


PLUGIN: type[Rule] = VagueSuppression
