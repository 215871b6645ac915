"""A URL for which the server refuses automated requests: bot protection, a login, a block.

The link was not checked. This is never an error.

To fix: open it in a browser; if the finding bothers you, ignore it with a comment or in the settings.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult
from citecheck.model.web import Blocked


@rule("CC204", "blocked-link", "note", needs="links")
def blocked_link(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, Blocked):
            yield at_url(address, f"not checked, the server answers {link.status}: {link.reason}: {address.url}")


PLUGIN = blocked_link
