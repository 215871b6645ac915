"""A person decided where this source is, and a later run found something that speaks against it.

The decision stands until a person changes it.

Mend it: look at both, and run `citecheck decide PATH#LABEL URL`.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class DoubtedDecision:
    """Decisions in doubt."""

    code: ClassVar[str] = "CC603"
    name: ClassVar[str] = "doubted-decision"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a source."""
        for dossier in examined.dossiers:
            if dossier.recorded and dossier.recorded.doubt:
                yield at_source(
                    examined, dossier, f"a person decided for {dossier.recorded.url or 'none'}, but {dossier.recorded.doubt}"
                )


PLUGIN: type[Rule] = DoubtedDecision
