"""A URL that was not requested: it is private, malformed, has another scheme, or exceeds a limit.

A run without a network connection says so once, not for each link. What `[links] exclude` leaves out is not reported.

To fix: correct the URL, or allow private ones with `[network] allow_private = true` in your own settings.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.links.exclusions import EXCLUDED
from citecheck.model.report import DocumentResult
from citecheck.model.web import Unchecked


@rule("CC206", "unchecked-link", "note", needs="links")
def unchecked_link(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, Unchecked) and link.reason != EXCLUDED and not result.offline:
            yield at_url(address, f"not checked, {link.reason}: {address.url}")


PLUGIN = unchecked_link
