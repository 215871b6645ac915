"""The cited page carries another date than the note.

The page is the right one by everything else. Perhaps day and month were swapped, or the note has the day on which it was read.

Mend it: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class DateMismatch:
    """Another date."""

    code: ClassVar[str] = "CC305"
    name: ClassVar[str] = "date-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, cited beside found."""
        yield from disagreements(result, "issued")


PLUGIN: type[Rule] = DateMismatch
