"""The cited page carries another title than the note.

The page is the right one by everything else: perhaps its headline was changed later, or the note has it from memory.

Mend it: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class TitleMismatch:
    """Another title."""

    code: ClassVar[str] = "CC302"
    name: ClassVar[str] = "title-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, cited beside found."""
        yield from disagreements(result, "title")


PLUGIN: type[Rule] = TitleMismatch
