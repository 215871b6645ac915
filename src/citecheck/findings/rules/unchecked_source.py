"""A source that could not be checked: a service was silent, or its page could not be read.

Nothing follows from silence. A run without a network says so once, and not at every source; a link that could not be checked is told
as a link.

Mend it: run again later.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.knowledge import Silent
from citecheck.model.report import DocumentResult
from citecheck.model.web import Blocked, Gone, SoftGone, Unchecked, Unreachable
from citecheck.protocols import Needs, Rule

TOLD = (Blocked, Gone, SoftGone, Unchecked, Unreachable)


def _silent(services: tuple[Silent, ...]) -> str:
    return f" (silent: {', '.join(f'{s.service}: {s.reason}' for s in services)})" if services else ""


class UncheckedSource:
    """Sources that nobody could check."""

    code: ClassVar[str] = "CC309"
    name: ClassVar[str] = "unchecked-source"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "sources"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a source whose own address is not told already, unless the whole run was offline."""
        for source_result in result.source_results:
            known = source_result.resolution
            if known and known.state == "unchecked" and not result.offline and not isinstance(source_result.link, TOLD):
                yield at_source(result, source_result, f"not checked: {known.reason}{_silent(known.silent)}")


PLUGIN: type[Rule] = UncheckedSource
