"""A URL that gave no proper answer: unknown host, broken certificate, time-out, server error.

The failure may be temporary: the link was not checked. This is never an error.

To fix: try again later; if the host is gone, link to an archived copy.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult
from citecheck.model.web import Unreachable


@rule("CC205", "unreachable-link", "note", needs="links")
def unreachable_link(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, Unreachable):
            yield at_url(address, f"not checked, {link.reason}: {address.url}")


PLUGIN = unreachable_link
