"""The cited page belongs to another outlet than the note says.

The page is the right one by everything else: perhaps the story was read in a reprint.

Mend it: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class OutletMismatch:
    """Another outlet."""

    code: ClassVar[str] = "CC304"
    name: ClassVar[str] = "outlet-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, cited beside found."""
        yield from disagreements(result, "container-title")


PLUGIN: type[Rule] = OutletMismatch
