"""A URL that answers with success although the page is gone: a "not found" page, the front page, a domain for sale.

Browsers and most link checkers call such a link alive, but readers do not find the source.

To fix: link to the page's new URL, or to an archived copy.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._repairs import fixes_at
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import AddCapture, ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import SoftGone


@rule("CC202", "soft-dead-link", "error", needs="links")
def soft_dead_link(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, SoftGone):
            fixes = fixes_at(result, address.url, address.label, AddCapture, ReplaceUrl)
            message = f"the page is gone although it answers {link.status}: {link.reason}: {address.url}"
            yield at_url(address, message, fixes=fixes)


PLUGIN = soft_dead_link
