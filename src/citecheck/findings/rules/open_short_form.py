"""An "ibid.", "op. cit." or "supra note 4" that refers to no source.

The note that it referred to was moved, renumbered or removed, or two notes fit.

To fix: cite the source in full, or refer to the right note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class OpenShortForm:
    """Short forms that refer to no source."""

    code: ClassVar[str] = "CC110"
    name: ClassVar[str] = "open-short-form"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            if source_result.source.short and source_result.source.refers_to is None:
                yield at_source(result, source_result, "this short form does not say which source it stands for")


PLUGIN: type[Rule] = OpenShortForm
