"""The cited page names other authors than the note.

Everything else shows that it is the right page. Names may be swapped between notes, or an agency's story appeared under the newspaper's name.

To fix: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class AuthorMismatch:
    """Pages that name other authors."""

    code: ClassVar[str] = "CC303"
    name: ClassVar[str] = "author-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        yield from disagreements(result, "author")


PLUGIN: type[Rule] = AuthorMismatch
