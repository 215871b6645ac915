"""The repairs that belong to a flaw: those of its source, of the kind that would mend it."""

from citecheck.model.finding import Fix
from citecheck.model.repair import AddCapture, AddUrl, ReplaceUrl
from citecheck.model.report import Dossier, Examined

Kind = type[AddUrl] | type[AddCapture] | type[ReplaceUrl]


def fixes_of(dossier: Dossier, *kinds: Kind) -> tuple[Fix, ...]:
    """The fixes of one source."""
    return tuple(r.fix for r in dossier.repairs if isinstance(r.change, kinds))


def fixes_at(examined: Examined, url: str, label: str | None, *kinds: Kind) -> tuple[Fix, ...]:
    """The fixes of the source that has that address in the note of that label."""
    if not examined.repairs:
        return ()
    for dossier in examined.dossiers:
        if dossier.source.item.url == url and dossier.note.label == label:
            return fixes_of(dossier, *kinds)
    return ()
