"""A work against which its publisher holds a notice: a retraction, a withdrawal, a removal, an expression of concern.

Citing it may be right, if the text says so.

Mend it: read the notice; say in the text that the work was retracted, or cite another.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class RetractedWork:
    """Withdrawn works."""

    code: ClassVar[str] = "CC310"
    name: ClassVar[str] = "retracted-work"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a notice."""
        for dossier in examined.dossiers:
            for notice in dossier.resolution.notices if dossier.resolution else ():
                if notice.kind != "correction":
                    where = f": https://doi.org/{notice.doi}" if notice.doi else ""
                    yield at_source(examined, dossier, f"{notice.service} has a notice against this work, {notice.kind}{where}")


PLUGIN: type[Rule] = RetractedWork
