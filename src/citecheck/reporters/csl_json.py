"""The sources as a CSL-JSON bibliography with the verified URLs.

The archived copy, the state and the note go under ``custom``, which the schema provides for other data.
"""

from collections import Counter
from typing import Any, ClassVar

from citecheck.model.csl import to_csl
from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.corrected_items import CorrectedItem, entries
from citecheck.reporters.regions import as_json


class CslJsonReporter:
    """An array of items with unique ids."""

    name: ClassVar[str] = "csl-json"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
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
