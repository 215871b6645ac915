"""A URL whose server says that the page does not exist (404 or 410).

Only the server's own answer makes a link dead, and it is requested twice. Blocked pages, server errors and network failures never do.

To fix: link to the page's new URL, or to an archived copy. The finding names a copy if one was found.
"""

from citecheck.findings.rules._at import at_url
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
    copies = {own: copy for d in result.source_results if (own := d.source.item.url) and (copy := archive_url(d))}
    for address, link in result.links:
        if isinstance(link, Gone) and host(address.url) not in DOI_HOSTS:
            copy = copies.get(address.url)
            fixes = fixes_at(result, address.url, address.label, AddCapture, ReplaceUrl)
            yield at_url(address, f"dead link: {link.reason}{f'; a copy is at {copy}' if copy else ''}: {address.url}", fixes=fixes)


PLUGIN = dead_link
