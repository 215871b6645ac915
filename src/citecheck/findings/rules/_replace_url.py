"""The edit that replaces a URL in the document's text, if the format writes URLs without markup."""

from citecheck.links.urls import writable
from citecheck.model.document import Address
from citecheck.model.finding import Edit, Fix
from citecheck.model.report import DocumentResult
from citecheck.patterns import lazy_pattern

ANYWHERE = lazy_pattern(r"[A-Za-z0-9:/._~?=+,;@-]+")  # literal in every format
IN_TEXT = lazy_pattern(r"[A-Za-z0-9:/._~?=+,;@&%#-]+")  # literal where nothing is escaped


def replaced_url(result: DocumentResult, address: Address, url: str, description: str, *, safe: bool) -> tuple[Fix, ...]:
    """The fix; none if the document escapes the URL, or would have to escape the new one."""
    document, span = result.document, address.span
    if address.place.line is None or document.text[span.start : span.end] != address.url:
        return ()
    try:
        new = writable(url)
    except ValueError:
        return ()
    if not (ANYWHERE if document.traits.escapes_urls else IN_TEXT).fullmatch(new):
        return ()
    return (Fix(description, safe, (Edit(span, address.url, new),)),)
