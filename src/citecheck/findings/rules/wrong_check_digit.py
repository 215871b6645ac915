"""An ISBN or ISSN with a wrong check digit.

A digit is mistyped, or two are swapped: the number belongs to another book, or to none.

To fix: copy the number from the book again.
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
    """The ISBNs and ISSNs of a source; one field may hold several ISBNs."""
    for isbn in re.split(r"[,;]|\s(?=97[89])", source_result.source.item.isbn or ""):
        if isbn.strip():
            yield "ISBN", isbn.strip(), isbn_is_valid
    if source_result.source.item.issn:
        yield "ISSN", source_result.source.item.issn, issn_is_valid


class WrongCheckDigit:
    """ISBNs and ISSNs with a wrong check digit."""

    code: ClassVar[str] = "CC501"
    name: ClassVar[str] = "wrong-check-digit"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            for kind, number, is_valid in _numbers(source_result):
                if not is_valid(number):
                    yield at_source(result, source_result, f"the check digit of {kind} {number} is wrong")


PLUGIN: type[Rule] = WrongCheckDigit
