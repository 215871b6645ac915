"""An ISBN or ISSN with a wrong check digit.

A digit is mistyped, or two are swapped: the number belongs to another book, or to none.

To fix: copy the number from the book again.
"""

from collections.abc import Callable, Iterator

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.language.identifiers import isbn_is_valid, isbns, issn_is_valid, issns
from citecheck.model.report import DocumentResult, SourceResult


def _numbers(source_result: SourceResult) -> Iterator[tuple[str, str, Callable[[str], bool]]]:
    """The ISBNs and ISSNs of a source; one field may contain several."""
    item = source_result.source.item
    for isbn in isbns(item.isbn or ""):
        yield "ISBN", isbn, isbn_is_valid
    for issn in issns(item.issn or ""):
        yield "ISSN", issn, issn_is_valid


@rule("CC501", "wrong-check-digit", "note", needs="text")
def wrong_check_digit(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for kind, number, is_valid in _numbers(source_result):
            if not is_valid(number):
                yield at_source(result, source_result, f"the check digit of {kind} {number} is wrong", fields=(kind,))


PLUGIN = wrong_check_digit
