"""A document in which no note was found.

It may have none, or write them in a way that citecheck does not read; in that case it was not checked. Reported only if the document was
named alone: among the files of a folder many have no notes.

To fix: if it has notes, give the file the suffix of its format; otherwise ignore this rule for the file.
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
        if result.document.alone and not result.notes and not result.document.companions:
            yield at_document("no notes found")


PLUGIN: type[Rule] = NoNotes
