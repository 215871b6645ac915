"""A URL that redirects permanently to another one.

A redirect works only while the site maintains it. Temporary redirects are not reported.

To fix: write the new URL.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._repairs import fixes_at
from citecheck.findings.rules._replace_url import replaced_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import Moved


@rule("CC203", "moved-link", "warning", needs="links")
def moved_link(result: DocumentResult) -> Drafts:
    """The fix is safe if the page was verified to be the cited one."""
    verified = {d.source.item.url for d in result.source_results if d.resolution and d.resolution.state == "verified"}
    for address, link in result.links:
        if isinstance(link, Moved):
            fixes = fixes_at(result, address.url, address.label, ReplaceUrl) or replaced_url(
                result, address, link.final_url, "write the new URL", safe=address.url in verified
            )
            yield at_url(address, f"moved permanently to {link.final_url}: {address.url}", fixes=fixes)


PLUGIN = moved_link
