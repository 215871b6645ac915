"""Does the cited page have the words that the document quotes? Found, not found, or not to be told."""

from collections.abc import Sequence

from citecheck.language.languages import detect
from citecheck.language.quotations import Quoted, Sought, look_for
from citecheck.model.knowledge import QuoteCheck, QuoteVerdict
from citecheck.model.web import Page
from citecheck.protocols import Query

LEAST_WORDS = 150  # of text below which a page is a teaser, and lacks what stands behind it
SAMPLE = 6_000  # characters of a page by which its language is told


def quote(query: Query, pages: Sequence[Page]) -> tuple[QuoteCheck, ...]:
    """A verdict for each quotation near the source's markers; ``pages`` are the readings of the page that was found."""
    return tuple(_check(quoted, query, pages) for quoted in query.quoted)


def _check(quoted: Quoted, query: Query, pages: Sequence[Page]) -> QuoteCheck:
    sought = [(look_for(quoted.text, page.text), page) for page in pages if page.text]
    if not sought:
        return QuoteCheck(quoted.text, "not-readable", quoted.span, reason="the page could not be read")
    best, page = max(sought, key=lambda pair: (pair[0].found, pair[0].likeness))
    if best.found:
        return _made(quoted, "found", best, page)
    for _, read in sought:
        if reason := _untold(quoted, query, read):
            return QuoteCheck(quoted.text, "not-readable", quoted.span, source=read.url, reason=reason)
    return _made(quoted, "not-found", best, page)


def _made(quoted: Quoted, verdict: QuoteVerdict, best: Sought, page: Page) -> QuoteCheck:
    return QuoteCheck(quoted.text, verdict, quoted.span, best.nearest, best.likeness, page.url)


def _untold(quoted: Quoted, query: Query, page: Page) -> str:
    """Why words that were not found may be there all the same; empty where the page was read whole, in their language."""
    if not page.whole or not page.open:
        return "the page was not read whole"
    if len(page.text.split()) < LEAST_WORDS:
        return "the page has little text"
    if not query.alone:
        return "the note has several sources"
    ours = detect(quoted.text) or query.document_language
    theirs = detect(page.text[:SAMPLE]) or (page.language or "")[:2].lower()
    if not ours or not theirs or ours != theirs:
        return "the page is in another language, or it cannot be told"
    return ""
