"""Searches the document's quotations in the cited page."""

import re
from collections.abc import Sequence

from citecheck.language.languages import detect
from citecheck.language.quotations import QuotationSearch, Quoted, look_for
from citecheck.model.knowledge import QuoteCheck, QuoteVerdict
from citecheck.model.web import Page
from citecheck.protocols import Query
from citecheck.sources import thresholds


def quote(query: Query, pages: Sequence[Page]) -> tuple[QuoteCheck, ...]:
    """Return a verdict for each quotation near the source's markers; ``pages`` are the live page and its captures."""
    return tuple(_check(quoted, query, pages) for quoted in query.quoted)


def is_evidence(quoted: str) -> bool:
    """Whether a quotation identifies a page: five words, or three with a rare one; East Asian letters count as half a word."""
    words = re.findall(r"[^\W_]+", quoted)
    wide = sum(ord(c) > 0x2E80 for c in quoted)
    many = len(words) + wide // thresholds.LETTERS_A_WORD
    rare = any(len(word) >= thresholds.RARE_WORD_LETTERS for word in words)
    return many >= thresholds.QUOTATION_WORDS or (many >= thresholds.QUOTATION_WORDS_WITH_RARE and rare)


def _check(quoted: Quoted, query: Query, pages: Sequence[Page]) -> QuoteCheck:
    sought = [(look_for(quoted.text, page.text, thresholds.QUOTATION_LIKENESS), page) for page in pages if page.text]
    if not sought:
        return QuoteCheck(quoted.text, "not-readable", quoted.span, reason="the page could not be read")
    best, page = max(sought, key=lambda pair: (pair[0].found, pair[0].similarity))
    if best.found:
        return _made(quoted, "found", best, page)
    for _, read in sought:
        if reason := _untold(quoted, query, read):
            return QuoteCheck(quoted.text, "not-readable", quoted.span, source=read.url, reason=reason)
    return _made(quoted, "not-found", best, page)


def _made(quoted: Quoted, verdict: QuoteVerdict, best: QuotationSearch, page: Page) -> QuoteCheck:
    return QuoteCheck(quoted.text, verdict, quoted.span, best.nearest, best.similarity, page.url)


def _untold(quoted: Quoted, query: Query, page: Page) -> str:
    """Why a missing quotation proves nothing; empty if the whole page was read, in the quotation's language."""
    if not page.whole or not page.open:
        return "the page was not read whole"
    if len(page.text.split()) < thresholds.QUOTATION_PAGE_WORDS:
        return "the page has little text"
    if not query.alone:
        return "the note has several sources"
    ours = detect(quoted.text) or query.document_language
    theirs = detect(page.text[: thresholds.LANGUAGE_SAMPLE]) or (page.language or "")[:2].lower()
    if not ours or not theirs or ours != theirs:
        return "the page is in another language, or it cannot be told"
    return ""
