"""A URL for which the server says that the page does not exist (404 or 410).

Only the server's own answer makes a link dead, and it is requested twice. Blocked pages, server errors and network failures never do.
A link with an archived copy beside it is settled: it is information only.

To fix: link to the page's new URL, or add an archived copy. The finding names a copy if one was found.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._copies import Copies
from citecheck.findings.rules._repairs import fixes_at
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.model.completeness import archive_url
from citecheck.model.repair import AddCapture, ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone


@rule("CC201", "dead-link", "error", needs="links")
def dead_link(result: DocumentResult) -> Drafts:
    """DOI links are left to `unresolved-doi`."""
    found = {own: copy for d in result.source_results if (own := d.source.item.url) and (copy := archive_url(d))}
    beside = Copies(result)
    for address, link in result.links:
        if not isinstance(link, Gone) or host(address.url) in DOI_HOSTS:
            continue
        if copy := beside.of(address):
            message = f"dead link with an archived copy beside it: {link.reason}; the copy is {copy}: {address.url}"
            yield at_url(address, message, severity="note")
            continue
        copy = found.get(address.url)
        fixes = fixes_at(result, address.url, address.label, AddCapture, ReplaceUrl)
        yield at_url(address, f"dead link: {link.reason}{f'; a copy is at {copy}' if copy else ''}: {address.url}", fixes=fixes)


PLUGIN = dead_link
