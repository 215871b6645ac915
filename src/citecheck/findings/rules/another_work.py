"""The page at the note's own address was read, and it is another work than the note cites.

The most misleading kind of broken reference: everything looks well until somebody follows it. It is only said where the page was read
whole and names itself otherwise.

Mend it: find the right address, or correct the note. If the page changed since, link to an archived copy of the day.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import WORDS
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class AnotherWork:
    """Pages that are something else."""

    code: ClassVar[str] = "CC301"
    name: ClassVar[str] = "another-work"
    severity: ClassVar[Severity] = "error"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source, cited beside found."""
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "contradicted":
                against = [e for e in known.evidence if e.verdict == "contradicted"]
                told = "; ".join(f"{WORDS.get(e.variable, e.variable)} cited “{e.cited}”, found “{e.found}”" for e in against)
                yield at_source(result, source_result, f"the address leads to another work: {told or known.reason}", url=known.url)


PLUGIN: type[Rule] = AnotherWork
