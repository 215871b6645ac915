"""The sources with verified URLs filled in, for reference managers and LaTeX."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.secrets import public, public_item
from citecheck.model.completeness import archive_url
from citecheck.model.reference import Item
from citecheck.model.report import Report


class CorrectedItem(Struct, frozen=True):
    """An item with its verified URL, archived copy and resolution state."""

    item: Item
    archive_url: str | None
    state: str | None
    path: str
    label: str


def entries(report: Report) -> Iterator[CorrectedItem]:
    """Every source except short forms. Only verified URLs are added; what the note gives stays."""
    for result in report.documents:
        for source_result in result.source_results:
            if source_result.source.short:
                continue
            known, item = source_result.resolution, source_result.source.item
            if known and known.state == "verified" and known.url and not item.url and not item.doi:
                item = replace(item, url=known.url)
            copy = archive_url(source_result)
            yield CorrectedItem(
                public_item(item),
                copy and public(copy),
                known.state if known else None,
                result.document.path,
                source_result.label,
            )
