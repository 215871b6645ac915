"""What is left of an address after the address was lost: `,-minister-says`, `html` behind a comma, half a path.

Converters and content management systems cut links out and leave their tails. The tail helps to find the page, and does not belong in
the note.

Mend it: put the address where its rest stands, or let `citecheck repair` propose it.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._repairs import fixes_of
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.repair import AddUrl
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class UrlResidue:
    """Rests of addresses."""

    code: ClassVar[str] = "CC107"
    name: ClassVar[str] = "url-residue"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source."""
        for source_result in result.source_results:
            if source_result.source.url_residue:
                fixes = fixes_of(source_result, AddUrl)
                yield at_source(
                    result, source_result, f"the rest of a lost address: {source_result.source.url_residue}", fixes=fixes
                )


PLUGIN: type[Rule] = UrlResidue
