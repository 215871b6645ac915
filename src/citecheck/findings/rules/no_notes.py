"""A document in which no note was found.

Perhaps it has none. Perhaps it prints them in a way that citecheck does not read: then it was not checked, and that is said here rather
than left out.

Mend it: if it has notes, name the format by the file's suffix; else ignore this rule for the file.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_document
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class NoNotes:
    """Documents without notes."""

    code: ClassVar[str] = "CC109"
    name: ClassVar[str] = "no-notes"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """At most one a document."""
        if not result.notes and not result.document.companions:
            yield at_document("no notes found")


PLUGIN: type[Rule] = NoNotes
