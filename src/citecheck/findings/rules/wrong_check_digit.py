"""An ISBN or ISSN whose last digit does not fit the others.

A digit was mistyped, or two were swapped: the number leads to another book, or to none.

Mend it: copy the number from the book again.
"""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.language.identifiers import isbn_is_valid, issn_is_valid
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.protocols import Needs, Rule


def _numbers(source_result: SourceResult) -> Iterator[tuple[str, str, Callable[[str], bool]]]:
    """The identifiers of a source that have a check digit; several ISBNs may stand in one field."""
    for isbn in re.split(r"[,;]|\s(?=97[89])", source_result.source.item.isbn or ""):
        if isbn.strip():
            yield "ISBN", isbn.strip(), isbn_is_valid
    if source_result.source.item.issn:
        yield "ISSN", source_result.source.item.issn, issn_is_valid


class WrongCheckDigit:
    """Mistyped numbers."""

    code: ClassVar[str] = "CC501"
    name: ClassVar[str] = "wrong-check-digit"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One an identifier."""
        for source_result in result.source_results:
            for kind, number, is_valid in _numbers(source_result):
                if not is_valid(number):
                    yield at_source(result, source_result, f"the check digit of {kind} {number} is wrong")


PLUGIN: type[Rule] = WrongCheckDigit
