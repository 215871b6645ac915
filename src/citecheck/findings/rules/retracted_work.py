"""A work with a publisher's notice: a retraction, withdrawal, removal, expression of concern or correction.

A notice that was found once is kept in the lock and reported in every run. Citing the work can be right if the text mentions the notice.

To fix: read the notice; say in the text that the work was retracted or corrected, or cite another.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.language.identifiers import doi_url
from citecheck.model.report import DocumentResult


@rule("CC310", "retracted-work", "note", needs="text")
def retracted_work(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for notice in source_result.notices:
            day = "-".join(f"{part:02d}" for part in notice.issued.parts) if notice.issued else ""
            where = f": {doi_url(notice.doi)}" if notice.doi else ""
            message = f"{notice.service} has a notice on this work, {notice.kind}{f' of {day}' if day else ''}{where}"
            yield at_source(result, source_result, message)


PLUGIN = retracted_work
