"""A source whose page was found, and of which no archive that was asked has a copy.

When the page goes, nobody can check the note any more.

Mend it: `citecheck archive` keeps a copy on your disk, `citecheck archive --submit` asks the Wayback Machine to keep one.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.completeness import archive_url
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class NotArchived:
    """Pages that nobody keeps."""

    code: ClassVar[str] = "CC401"
    name: ClassVar[str] = "not-archived"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, where every archive answered in this run; what an earlier one recorded does not tell who was silent then."""
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
