"""A URL with a `#fragment` that the page does not have.

The page exists, but the passage does not: its heading was renamed, or the text changed.

To fix: link to the new anchor, or to the page without one.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult
from citecheck.model.web import Live


@rule("CC208", "missing-fragment", "note", needs="links")
def missing_fragment(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, Live) and not link.fragment:
            yield at_url(address, f"the page has no anchor #{address.url.partition('#')[2]}: {address.url}")


PLUGIN = missing_fragment
