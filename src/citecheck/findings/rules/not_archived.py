"""A source whose page was found, but that no archive has a copy of.

If the page disappears, nobody can check the note any more.

To fix: `citecheck archive` saves a copy to disk, `citecheck archive --submit` asks the Wayback Machine to save one.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.completeness import archive_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class NotArchived:
    """Pages without an archived copy."""

    code: ClassVar[str] = "CC401"
    name: ClassVar[str] = "not-archived"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """Reports only what every archive answered in this run: the lock does not record which archives failed to answer."""
        for source_result in result.source_results:
            known = source_result.resolution
            if not known or known.state not in ("verified", "likely") or archive_url(source_result) or known.located:
                continue
            silent = {s.service for s in known.silent}
            if result.archives and not silent.intersection(result.archives):
                yield at_source(
                    result,
                    source_result,
                    f"not archived: {', '.join(result.archives)} have no copy of {known.url}",
                    url=known.url,
                )


PLUGIN: type[Rule] = NotArchived
