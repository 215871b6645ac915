"""The cited page names other authors than the note.

The page is the right one by everything else: perhaps names were mixed up between notes, or an agency's story runs under the paper's name.

Mend it: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._evidence import disagreements
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class AuthorMismatch:
    """Another author."""

    code: ClassVar[str] = "CC303"
    name: ClassVar[str] = "author-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, cited beside found."""
        yield from disagreements(result, "author")


PLUGIN: type[Rule] = AuthorMismatch
