"""One page that two notes cite with different titles, authors or dates.

One of the two is wrong, or the page changed in between.

To fix: make the notes agree.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.language.alphanumeric import letters
from citecheck.links.urls import host
from citecheck.model.reference import Item
from citecheck.model.report import DocumentResult, SourceResult


def _keys(source_result: SourceResult) -> list[str]:
    """Keys that equal sources share: identifiers, and URLs without scheme, www and fragment."""
    item = source_result.source.item
    if source_result.source.short:
        return []
    urls = [url.partition("#")[0] for url in (item.url, source_result.resolution.url if source_result.resolution else None) if url]
    pages = [f"{host(url)}/{url.partition('//')[2].partition('/')[2].rstrip('/')}" for url in urls]
    return ([f"doi:{item.doi.lower()}"] if item.doi else []) + [page for page in pages if not page.endswith("/")]


def _apart(one: Item, other: Item) -> str | None:
    """The first field in which both have different values; a shortened title or date does not count."""
    titles = [letters(item.title or "") for item in (one, other)]
    if all(titles) and not any(a.startswith(b) for a, b in (titles, titles[::-1])):
        return "title"
    dates = [item.issued.parts if item.issued and not item.issued.other else () for item in (one, other)]
    length = min(map(len, dates))
    if length and dates[0][:length] != dates[1][:length]:
        return "date"
    families = [{letters(n.family) for n in item.author if n.family} for item in (one, other)]
    return "author" if all(families) and not families[0] & families[1] else None


@rule("CC311", "cited-two-ways", "note", needs="text")
def cited_two_ways(result: DocumentResult) -> Drafts:
    """Reports each source that disagrees with the first one that cites the same page."""
    first: dict[str, SourceResult] = {}
    for source_result in result.source_results:
        for key in _keys(source_result):
            earlier = first.setdefault(key, source_result)
            if earlier is not source_result and (apart := _apart(earlier.source.item, source_result.source.item)):
                yield at_source(result, source_result, f"note {earlier.label} cites the same page with another {apart}")
                break


PLUGIN = cited_two_ways
