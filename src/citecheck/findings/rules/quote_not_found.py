"""Words in quotation marks that the cited page does not have.

It is only said where the page was read whole, in the quotation's language. Ellipses and brackets are understood.

Mend it: compare with the page; the likest passage is told. Perhaps the quotation stands in another of the note's sources.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_span
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class QuoteNotFound:
    """Words that nobody wrote."""

    code: ClassVar[str] = "CC306"
    name: ClassVar[str] = "quote-not-found"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a quotation."""
        for dossier in examined.dossiers:
            for quote in dossier.resolution.quotes if dossier.resolution else ():
                if quote.verdict == "not-found":
                    nearest = f"; the likest passage: “{quote.nearest}”" if quote.nearest else ""
                    yield at_span(examined, dossier, quote.span, f"the page does not have the words “{quote.text}”{nearest}")


PLUGIN: type[Rule] = QuoteNotFound
