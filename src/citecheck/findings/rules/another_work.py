"""The page at the note's own URL is another work than the note cites.

The reference looks right until a reader follows it. This is reported only if the page was read completely and gives another title.

To fix: find the right URL, or correct the note. If the page changed since, link to an archived copy of that day.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import WORDS
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class AnotherWork:
    """URLs that lead to another work."""

    code: ClassVar[str] = "CC301"
    name: ClassVar[str] = "another-work"
    severity: ClassVar[Severity] = "error"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "contradicted":
                against = [e for e in known.evidence if e.verdict == "contradicted"]
                fields = "; ".join(f"{WORDS.get(e.variable, e.variable)} cited “{e.cited}”, found “{e.found}”" for e in against)
                yield at_source(result, source_result, f"the URL leads to another work: {fields or known.reason}", url=known.url)


PLUGIN: type[Rule] = AnotherWork
