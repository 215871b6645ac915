"""A source that was found, but that no archive has a copy of.

If the page disappears, the note can no longer be checked.

To fix: `citecheck archive` saves a copy to disk, `citecheck archive --submit` asks the Wayback Machine to save one.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.completeness import archive_url
from citecheck.model.report import DocumentResult


@rule("CC401", "not-archived", "note", needs="sources")
def not_archived(result: DocumentResult) -> Drafts:
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


PLUGIN = not_archived
