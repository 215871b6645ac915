"""The edit that writes another address where one stands, in documents where that is only a matter of the address's own characters."""

import re

from citecheck.links.urls import writable
from citecheck.model.document import Address
from citecheck.model.finding import Edit, Fix
from citecheck.model.report import DocumentResult

ANYWHERE = re.compile(r"[A-Za-z0-9:/._~?=+,;@-]+")  # means itself in every format
IN_TEXT = re.compile(r"[A-Za-z0-9:/._~?=+,;@&%#-]+")  # means itself where nothing is escaped


def readdressed(result: DocumentResult, address: Address, url: str, description: str, *, safe: bool) -> tuple[Fix, ...]:
    """The fix, or none where the document writes the address otherwise than it reads, or could not hold the new one as it is."""
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
