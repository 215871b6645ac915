"""A work with a publisher's notice: a retraction, withdrawal, removal or expression of concern.

Citing it can be right if the text mentions the notice.

To fix: read the notice; say in the text that the work was retracted, or cite another.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC310", "retracted-work", "note", needs="sources")
def retracted_work(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for notice in source_result.resolution.notices if source_result.resolution else ():
            if notice.kind != "correction":
                where = f": https://doi.org/{notice.doi}" if notice.doi else ""
                yield at_source(result, source_result, f"{notice.service} has a notice on this work, {notice.kind}{where}")


PLUGIN = retracted_work
