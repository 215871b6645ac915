"""A source whose page was found, and of which no archive that was asked has a copy.

When the page goes, nobody can check the note any more.

Mend it: `citecheck archive` keeps a copy on your disk, `citecheck archive --submit` asks the Wayback Machine to keep one.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.completeness import archive_url
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class NotArchived:
    """Pages that nobody keeps."""

    code: ClassVar[str] = "CC401"
    name: ClassVar[str] = "not-archived"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a source, where every archive answered in this run; what an earlier one recorded does not tell who was silent then."""
        for dossier in examined.dossiers:
            known = dossier.resolution
            if not known or known.state not in ("verified", "likely") or archive_url(dossier) or known.located:
                continue
            silent = {s.service for s in known.silent}
            if examined.archives and not silent.intersection(examined.archives):
                yield at_source(
                    examined, dossier, f"not archived: {', '.join(examined.archives)} have no copy of {known.url}", url=known.url
                )


PLUGIN: type[Rule] = NotArchived
