"""The findings for machines: ``citecheck/check/1``."""

from typing import ClassVar

from citecheck import contract
from citecheck.annotating import as_json
from citecheck.model.report import Report
from citecheck.ports import Reporter


class Check:
    """JSON, two spaces, keys in the contract's order."""

    name: ClassVar[str] = "check"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The findings as JSON text."""
        return as_json(contract.check(report))


PLUGIN: type[Reporter] = Check
