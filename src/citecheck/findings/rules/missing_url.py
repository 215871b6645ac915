"""A source without an address, of a kind that readers expect to follow.

A reader who cannot get to the source cannot check it. `citecheck report` looks for the address; where the page was found and shown to
be the cited one, the finding names it. A source with a DOI, an ISBN or a link to an archived copy is not accused.

Mend it: write the address into the note, or let `citecheck repair` propose it.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._repairs import fixes_of
from citecheck.model.finding import Flaw, Severity
from citecheck.model.repair import AddUrl
from citecheck.model.report import Dossier, Examined
from citecheck.protocols import Needs, Rule


def _url(dossier: Dossier) -> str | None:
    known = dossier.resolution
    return known.url if known and known.state in ("verified", "likely") else None


def _found(dossier: Dossier) -> str:
    url = _url(dossier)
    if not url or not dossier.resolution:
        return ""
    return f"; {'the page is' if dossier.resolution.state == 'verified' else 'it may be'} {url}"


class MissingUrl:
    """Addresses that are not there."""

    code: ClassVar[str] = "CC101"
    name: ClassVar[str] = "missing-url"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "text"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a source; what was found is told with how sure it is."""
        for dossier in examined.dossiers:
            if "URL" in dossier.source.missing and not dossier.source.short and not dossier.source.archive_url:
                yield at_source(
                    examined,
                    dossier,
                    f"note {dossier.label} gives no address{_found(dossier)}",
                    fixes=fixes_of(dossier, AddUrl),
                    url=_url(dossier),
                )


PLUGIN: type[Rule] = MissingUrl
