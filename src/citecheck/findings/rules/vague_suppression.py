"""A comment that passes over findings without saying which, or why.

`citecheck-ignore CC204: a login is needed until 2027-01-01` says both, and when to look again. A code that no rule has hides nothing.

Mend it: add the code and the reason.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_comment
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class VagueSuppression:
    """Comments without code or reason."""

    code: ClassVar[str] = "CC903"
    name: ClassVar[str] = "vague-suppression"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "suppressions"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a comment."""
        for comment in result.suppressions:
            lacks = [word for word, there in (("a code", comment.codes), ("a reason", comment.reason)) if not there]
            if lacks:
                yield at_comment(comment, f"this comment names no {' and no '.join(word.split()[1] for word in lacks)}")


PLUGIN: type[Rule] = VagueSuppression
