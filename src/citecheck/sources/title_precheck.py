"""A quick check whether a page mentions the cited title, to decide which pages are read completely."""

import html
from collections.abc import Iterable

from citecheck.language.titles import fold
from citecheck.model.reference import Source
from citecheck.model.web import Link, Live, Moved, Response
from citecheck.pages.quick_metadata import PageSummary


def compared(source: Source) -> str | None:
    """Return the title to compare with the page, None if it is only the text of a link."""
    item = source.item
    says_more = item.author or item.issued or item.container_title
    return item.title if says_more and not source.short and not source.translated_title else None


def doubt(titles: Iterable[str], link: Link, response: Response | PageSummary) -> bool:
    """Whether a page was read and contains none of the titles."""
    titles = tuple(titles)
    if not titles or not isinstance(link, Live | Moved):
        return False
    if isinstance(response, PageSummary):
        seen = fold(" | ".join(response.titles))
        return not any(fold(title) in seen for title in titles)
    if not response.body:
        return False
    if any(title.encode("utf-8", "replace") in response.body for title in titles):
        return False
    text = fold(html.unescape(response.body.decode("utf-8", "replace")))
    return not any(fold(title) in text for title in titles)
