"""Where a page disagrees with the note that cites it."""

from collections.abc import Iterator

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import Flaw
from citecheck.model.knowledge import Evidence
from citecheck.model.report import Dossier, Examined

WORDS = {"title": "title", "author": "author", "container-title": "outlet", "issued": "date"}


def disagreements(examined: Examined, variable: str) -> Iterator[Flaw]:
    """Sources whose page is the cited one all the same, with what it says otherwise: cited beside found."""
    for dossier in examined.dossiers:
        for evidence in against(dossier):
            if evidence.variable == variable:
                said = f"cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
                message = f"the page has another {WORDS[variable]}: {said}"
                yield at_source(examined, dossier, message, url=dossier.resolution.url if dossier.resolution else None)


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
