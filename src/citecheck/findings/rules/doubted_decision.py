"""A person decided where this source is, and a later run found evidence against it.

The decision is kept until a person changes it.

To fix: compare both, and run `citecheck decide PATH#LABEL URL`.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC603", "doubted-decision", "note", needs="text")
def doubted_decision(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if source_result.recorded and source_result.recorded.doubt:
            yield at_source(
                result,
                source_result,
                f"a person decided for {source_result.recorded.url or 'none'}, but {source_result.recorded.doubt}",
            )


PLUGIN = doubted_decision
