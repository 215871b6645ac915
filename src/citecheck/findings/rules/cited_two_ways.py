"""One page that two notes cite with different titles, authors or dates.

One of the two is wrong, or the page has changed between them.

Mend it: make the notes agree.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.findings.rules._at import at_source
from citecheck.links.urls import host
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.reference import Item
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.protocols import Needs, Rule


def _keys(source_result: SourceResult) -> list[str]:
    """What makes two sources the same: their identifiers and addresses, without scheme, www and fragment."""
    item = source_result.source.item
    if source_result.source.short:
        return []
    urls = [url.partition("#")[0] for url in (item.url, source_result.resolution.url if source_result.resolution else None) if url]
    pages = [f"{host(url)}/{url.partition('//')[2].partition('/')[2].rstrip('/')}" for url in urls]
    return ([f"doi:{item.doi.lower()}"] if item.doi else []) + [page for page in pages if not page.endswith("/")]


def _apart(one: Item, other: Item) -> str | None:
    """The first variable in which both say something and not the same; a shorter title or date is no contradiction."""
    titles = [_letters(item.title) for item in (one, other)]
    if all(titles) and not any(a.startswith(b) for a, b in (titles, titles[::-1])):
        return "title"
    dates = [item.issued.parts if item.issued and not item.issued.other else () for item in (one, other)]
    length = min(map(len, dates))
    if length and dates[0][:length] != dates[1][:length]:
        return "date"
    families = [{_letters(n.family) for n in item.author if n.family} for item in (one, other)]
    return "author" if all(families) and not families[0] & families[1] else None


def _letters(text: str | None) -> str:
    return "".join(c for c in (text or "").casefold() if c.isalnum())


class CitedTwoWays:
    """One source, two descriptions."""

    code: ClassVar[str] = "CC311"
    name: ClassVar[str] = "cited-two-ways"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a later source that disagrees with the first."""
        first: dict[str, SourceResult] = {}
        for source_result in result.source_results:
            for key in _keys(source_result):
                earlier = first.setdefault(key, source_result)
                if earlier is not source_result and (apart := _apart(earlier.source.item, source_result.source.item)):
                    yield at_source(result, source_result, f"note {earlier.label} cites the same page with another {apart}")
                    break


PLUGIN: type[Rule] = CitedTwoWays
