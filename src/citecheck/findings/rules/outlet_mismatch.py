"""The cited page belongs to another publication than the note says.

Everything else shows that it is the right page: the author may have read a reprint.

To fix: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class OutletMismatch:
    """Pages of another publication."""

    code: ClassVar[str] = "CC304"
    name: ClassVar[str] = "outlet-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        yield from disagreements(result, "container-title")


PLUGIN: type[Rule] = OutletMismatch
