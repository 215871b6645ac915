"""The cited page names other authors than the note.

The page is the right one by everything else: perhaps names were mixed up between notes, or an agency's story runs under the paper's name.

Mend it: compare the two, and correct the note.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.model.finding import Flaw, Severity
from citecheck.model.report import Examined
from citecheck.ports import Needs, Rule
from citecheck.rules._at import at_source
from citecheck.rules._evidence import disagreements


class AuthorMismatch:
    """Another author."""

    code: ClassVar[str] = "CC303"
    name: ClassVar[str] = "author-mismatch"
    severity: ClassVar[Severity] = "warning"
    needs: ClassVar[Needs] = "sources"

    def judge(self, examined: Examined) -> Iterator[Flaw]:
        """One a source, cited beside found."""
        for dossier, evidence in disagreements(examined, "author"):
            message = f"the page has another author: cited “{evidence.cited}”, found “{evidence.found}” ({evidence.source})"
            yield at_source(examined, dossier, message, url=dossier.resolution.url if dossier.resolution else None)


PLUGIN: type[Rule] = AuthorMismatch
