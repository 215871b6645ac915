"""The sources as a CSL-JSON bibliography, with the addresses that were verified.

What CSL has no variable for stands under ``custom``, as the schema provides: the archived copy, the state, the note.
"""

from collections import Counter
from typing import Any, ClassVar

from citecheck.model.csl import to_csl
from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.corrected_items import CorrectedItem, entries
from citecheck.reporters.regions import as_json


class CslJsonReporter:
    """An array of items; ids are unique over all documents."""

    name: ClassVar[str] = "csl-json"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The array as JSON text."""
        seen: Counter[str] = Counter()
        return as_json([_item(entry, seen) for entry in entries(report)])


def _item(entry: CorrectedItem, seen: Counter[str]) -> dict[str, Any]:
    made = to_csl(entry.item)
    seen[entry.item.id] += 1
    if seen[entry.item.id] > 1:
        made["id"] = f"{entry.item.id}-{seen[entry.item.id]}"
    custom = {"archive_url": entry.archive_url, "state": entry.state, "note": f"{entry.path}#{entry.label}"}
    return made | {"custom": {"citecheck": {key: value for key, value in custom.items() if value}}}


PLUGIN: type[Reporter] = CslJsonReporter
