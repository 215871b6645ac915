"""Words in quotation marks that the cited page does not contain.

Reported only if the page was read completely and is in the quotation's language. Ellipses and brackets are understood.

To fix: compare the quotation with the page; the finding names the closest passage. It may come from another of the note's sources.
"""

from citecheck.findings.rules._at import at_span
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC306", "quote-not-found", "note", needs="sources")
def quote_not_found(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for quote in source_result.resolution.quotes if source_result.resolution else ():
            if quote.verdict == "not-found":
                nearest = f"; closest passage: “{quote.nearest}”" if quote.nearest else ""
                yield at_span(result, source_result, quote.span, f"the page does not contain the words “{quote.text}”{nearest}")


PLUGIN = quote_not_found
