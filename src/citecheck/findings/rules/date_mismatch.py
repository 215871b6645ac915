"""The cited page has another date than the note.

Everything else shows that it is the right page. Day and month may be swapped, or the note gives the access date.

To fix: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class DateMismatch:
    """Pages with another date."""

    code: ClassVar[str] = "CC305"
    name: ClassVar[str] = "date-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        yield from disagreements(result, "issued")


PLUGIN: type[Rule] = DateMismatch
