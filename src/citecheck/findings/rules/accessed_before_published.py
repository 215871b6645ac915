"""A source with an access date before its publication date.

One of the two dates is wrong, or day and month are swapped in one of them.

To fix: look up both dates.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC505", "accessed-before-published", "note", needs="text")
def accessed_before_published(result: DocumentResult) -> Drafts:
    """Compares the earliest reading of the publication date with the latest reading of the access date."""
    for source_result in result.source_results:
        issued, accessed = source_result.source.item.issued, source_result.source.item.accessed
        if issued and accessed and issued.parts and accessed.parts:
            earliest = min(filter(None, (issued.parts, issued.other)))
            latest = max(filter(None, (accessed.parts, accessed.other)))
            grain = min(len(earliest), len(latest))
            if latest[:grain] < earliest[:grain]:
                dates = ["-".join(f"{part:02d}" for part in d.parts) for d in (accessed, issued)]
                yield at_source(
                    result, source_result, f"accessed {dates[0]}, before it was published {dates[1]}", fields=("accessed", "issued")
                )


PLUGIN = accessed_before_published
