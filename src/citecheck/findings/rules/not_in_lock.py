"""A source that the lock file does not contain, in a run that uses only the lock.

It was never searched for, or its record was lost in a merge.

To fix: run `citecheck report` with a network connection, and commit `citecheck.lock`.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC601", "not-in-lock", "note", needs="text")
def not_in_lock(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if source_result.recorded and source_result.recorded.state == "absent":
            yield at_source(result, source_result, "not in the lock; `citecheck report` searches for it")


PLUGIN = not_in_lock
