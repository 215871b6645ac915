"""The proposed repairs of a source that fix a finding."""

from citecheck.model.finding import Fix
from citecheck.model.repair import AddCapture, AddUrl, ReplaceUrl
from citecheck.model.report import DocumentResult, SourceResult

Kind = type[AddUrl] | type[AddCapture] | type[ReplaceUrl]


def fixes_of(source_result: SourceResult, *kinds: Kind) -> tuple[Fix, ...]:
    """The fixes of these kinds for a source."""
    return tuple(r.fix for r in source_result.repairs if isinstance(r.change, kinds))


def fixes_at(result: DocumentResult, url: str, label: str | None, *kinds: Kind) -> tuple[Fix, ...]:
    """The fixes of these kinds for the source with this URL in the note with this label."""
    if not result.repairs:
        return ()
    for source_result in result.source_results:
        if source_result.source.item.url == url and source_result.note.label == label:
            return fixes_of(source_result, *kinds)
    return ()
