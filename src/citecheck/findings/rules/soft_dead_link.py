"""A URL that answers with success although the page is gone: a "not found" page, the front page, a domain for sale.

Browsers and most link checkers call such a link alive, but readers do not find the source. A link with an archived copy beside it is
settled: it is information only.

To fix: link to the page's new URL, or add an archived copy.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._copies import Copies
from citecheck.findings.rules._repairs import fixes_at
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import AddCapture, ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import SoftGone


@rule("CC202", "soft-dead-link", "error", needs="links")
def soft_dead_link(result: DocumentResult) -> Drafts:
    beside = Copies(result)
    for address, link in result.links:
        if not isinstance(link, SoftGone):
            continue
        message = f"the page is gone although it answers {link.status}: {link.reason}"
        if copy := beside.of(address):
            yield at_url(address, f"{message}; an archived copy beside it is {copy}: {address.url}", severity="note")
            continue
        fixes = fixes_at(result, address.url, address.label, AddCapture, ReplaceUrl)
        yield at_url(address, f"{message}: {address.url}", fixes=fixes)


PLUGIN = soft_dead_link
