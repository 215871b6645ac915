"""Where a page disagrees with the note that cites it."""

from collections.abc import Iterator

from citecheck.model.knowledge import Evidence
from citecheck.model.report import Dossier, Examined

WORDS = {"title": "title", "author": "author", "container-title": "outlet", "issued": "date"}


def disagreements(examined: Examined, variable: str) -> Iterator[tuple[Dossier, Evidence]]:
    """Sources whose page is the cited one all the same, with what it says otherwise."""
    for dossier in examined.dossiers:
        yield from ((dossier, evidence) for evidence in against(dossier) if evidence.variable == variable)


def against(dossier: Dossier) -> tuple[Evidence, ...]:
    """What the page says otherwise than the note: a verified page, or the page at the note's own address that has the cited title."""
    known = dossier.resolution
    if known is None:
        return ()
    titled = any(e.variable == "title" and e.verdict == "confirmed" for e in known.evidence)
    own = known.state == "ambiguous" and titled and bool(dossier.source.item.url or dossier.source.item.doi)
    if known.state not in ("verified", "likely") and not own:
        return ()
    return tuple(e for e in known.evidence if e.verdict == "contradicted")
