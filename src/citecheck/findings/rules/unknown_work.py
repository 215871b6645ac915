"""A work that every service decisive for its kind was asked for, and none knows.

It is only said of articles, where all of them answered, nobody else who was asked was silent, and a register keeps other works of that
journal and year; that nobody knows a news page, a book or a report says nothing. Where a person decided that there is no address, nothing is said. It may be rare or printed only; it may also not exist.

Mend it: look for the source again; give an identifier or an address.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class UnknownWork:
    """Works that nobody knows."""

    code: ClassVar[str] = "CC308"
    name: ClassVar[str] = "unknown-work"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, with who was asked."""
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "not-found" and known.decided == "machine":
                yield at_source(result, source_result, f"nobody knows this work: {known.reason}")


PLUGIN: type[Rule] = UnknownWork
