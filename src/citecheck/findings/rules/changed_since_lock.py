"""A source with another text or URL than in the lock file.

The result for the old text may be wrong for the new one.

To fix: run `citecheck report` with a network connection, and commit `citecheck.lock`.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC602", "changed-since-lock", "note", needs="text")
def changed_since_lock(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if source_result.recorded and source_result.recorded.state == "changed":
            was = f"; recorded URL: {source_result.recorded.url}" if source_result.recorded.url else ""
            yield at_source(result, source_result, f"the citation changed since the lock was written{was}")


PLUGIN = changed_since_lock
