"""Words in quotation marks that the cited page does not have.

It is only said where the page was read whole, in the quotation's language. Ellipses and brackets are understood.

Mend it: compare with the page; the likest passage is told. Perhaps the quotation stands in another of the note's sources.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_span
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class QuoteNotFound:
    """Words that nobody wrote."""

    code: ClassVar[str] = "CC306"
    name: ClassVar[str] = "quote-not-found"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a quotation."""
        for source_result in result.source_results:
            for quote in source_result.resolution.quotes if source_result.resolution else ():
                if quote.verdict == "not-found":
                    nearest = f"; the likest passage: “{quote.nearest}”" if quote.nearest else ""
                    yield at_span(result, source_result, quote.span, f"the page does not have the words “{quote.text}”{nearest}")


PLUGIN: type[Rule] = QuoteNotFound
