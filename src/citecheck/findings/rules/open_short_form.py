"""An "ibid.", "op. cit." or "supra note 4" of which nobody can say what it stands for.

The note that it pointed to was moved, renumbered or taken out, or two notes fit.

Mend it: name the source again, or point to the right note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.protocols import Needs, Rule


class OpenShortForm:
    """Short forms that lead nowhere."""

    code: ClassVar[str] = "CC110"
    name: ClassVar[str] = "open-short-form"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a short form that refers to nothing."""
        for dossier in examined.dossiers:
            if dossier.source.short and dossier.source.refers_to is None:
                yield at_source(examined, dossier, "this short form does not say which source it stands for")


PLUGIN: type[Rule] = OpenShortForm
