"""A date that no calendar has: 31 February, a thirteenth month.

Mend it: look the date up in the source.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.language.dates import impossible_dates
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class ImpossibleDate:
    """Days that never were."""

    code: ClassVar[str] = "CC503"
    name: ClassVar[str] = "impossible-date"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a date."""
        for dossier in examined.dossiers:
            for written in impossible_dates(dossier.source.text):
                yield at_source(examined, dossier, f"no calendar has this date: {written}")


PLUGIN: type[Rule] = ImpossibleDate
