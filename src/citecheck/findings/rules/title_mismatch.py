"""The cited page has another title than the note.

Everything else shows that it is the right page: its headline may have been changed later, or the note quotes it from memory.

To fix: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class TitleMismatch:
    """Pages with another title."""

    code: ClassVar[str] = "CC302"
    name: ClassVar[str] = "title-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        yield from disagreements(result, "title")


PLUGIN: type[Rule] = TitleMismatch
