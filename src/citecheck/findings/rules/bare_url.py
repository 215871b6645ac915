"""A source that consists of a URL only.

If the page moves or disappears, there is no title, author or date to search for it.

To fix: add author, title, publication and date.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC108", "bare-url", "note", needs="text")
def bare_url(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        item = source_result.source.item
        if (item.url or item.doi) and not (
            item.title or item.author or item.container_title or item.publisher or source_result.source.short
        ):
            yield at_source(result, source_result, "a URL without title, author or date", url=item.url)


PLUGIN = bare_url
