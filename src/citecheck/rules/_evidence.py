"""Where a page disagrees with the note that cites it."""

from collections.abc import Iterator

from citecheck.model.knowledge import Evidence
from citecheck.model.report import Dossier, Examined

WORDS = {"title": "title", "author": "author", "container-title": "outlet", "issued": "date"}


def disagreements(examined: Examined, variable: str) -> Iterator[tuple[Dossier, Evidence]]:
    """Sources whose page is the cited one all the same, with what it says otherwise."""
    for dossier in examined.dossiers:
        known = dossier.resolution
        if known and known.state in ("verified", "likely"):
            yield from ((dossier, e) for e in known.evidence if e.variable == variable and e.verdict == "contradicted")
