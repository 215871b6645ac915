"""Words in quotation marks that the cited page does not contain.

Reported only if the page was read completely and is in the quotation's language. Ellipses and brackets are understood.

To fix: compare the quotation with the page; the finding names the closest passage. It may come from another of the note's sources.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_span
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class QuoteNotFound:
    """Quotations that the page does not contain."""

    code: ClassVar[str] = "CC306"
    name: ClassVar[str] = "quote-not-found"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            for quote in source_result.resolution.quotes if source_result.resolution else ():
                if quote.verdict == "not-found":
                    nearest = f"; closest passage: “{quote.nearest}”" if quote.nearest else ""
                    yield at_span(result, source_result, quote.span, f"the page does not contain the words “{quote.text}”{nearest}")


PLUGIN: type[Rule] = QuoteNotFound
