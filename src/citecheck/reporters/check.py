"""The findings for machines: ``citecheck/check/1``."""

from json import dumps
from typing import ClassVar

from citecheck import contract
from citecheck.model.report import Report
from citecheck.ports import Reporter


class Check:
    """JSON, two spaces, keys in the contract's order."""

    name: ClassVar[str] = "check"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The findings as JSON text."""
        return dumps(contract.check(report), ensure_ascii=False, indent=2) + "\n"


PLUGIN: type[Reporter] = Check
