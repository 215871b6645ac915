"""A URL with `http` that redirects to the same URL with `https`.

Others on the network can read and change a page sent over `http`, and the redirect may be removed.

To fix: write `https`.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._repairs import fixes_at
from citecheck.findings.rules._replace_url import replaced_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import ReplaceUrl
from citecheck.model.report import DocumentResult
from citecheck.model.web import Live, Moved


def _upgraded(url: str, final: str) -> bool:
    """Whether both URLs differ only in the scheme."""
    return (
        url.lower().startswith("http:") and final.startswith("https:") and url.partition("#")[0][5:] == final.partition("#")[0][6:]
    )


@rule("CC207", "http-where-https-answers", "note", needs="links")
def http_where_https_answers(result: DocumentResult) -> Drafts:
    for address, link in result.links:
        if isinstance(link, Live | Moved) and _upgraded(address.url, link.final_url):
            fixes = fixes_at(result, address.url, address.label, ReplaceUrl) or replaced_url(
                result, address, "https" + address.url[4:], "write https", safe=True
            )
            yield at_url(address, f"https answers too: {address.url}", fixes=fixes)


PLUGIN = http_where_https_answers
