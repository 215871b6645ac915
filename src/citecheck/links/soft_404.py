"""Pages that answer with success and say that they are not there."""

import re
from urllib.parse import unquote, urlsplit

from citecheck.links.not_found_phrases import fold, heading_says, text_says
from citecheck.links.redirects import doubtful
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import QuickMetadata, secondary_headings, visible_text

# What stands between a page's title and its site's name.
_SEPARATORS = re.compile(r"(?<!\s)\s++[|\-–—·•»«:~/>]++\s++|(?:(?<!\s)\s++)?[|»«•]\s*+|:\s++")
SHORT = 300  # words of a page that says nothing but that it is not there
BEGINNING = 3_000  # characters of a text in which it is said
NAME = 5  # words of a site's name


def not_found_wording(response: Response, page: QuickMetadata) -> str | None:
    """The words by which a page says that it is not there.

    A dated article is there whatever its headline says, and so is a page whose own address speaks of such errors.
    """
    if not page.markup or page.dated or _about_errors(response.url):
        return None
    if said := _title_says(page) or next((said for h in page.headings if (said := heading_says(h))), None):
        return said
    if page.headings and not doubtful(response.url, response.final_url, page):
        return None
    text = visible_text(response)
    if len(text.split()) > SHORT:
        return None
    return next((said for h in secondary_headings(response) if (said := heading_says(h))), None) or text_says(text[:BEGINNING])


def _title_says(page: QuickMetadata) -> str | None:
    """What a part of the title says, unless the page's heading is a headline that says otherwise."""
    parts = [part for part in _SEPARATORS.split(page.title) if part]
    said = next((said for part in parts if (said := heading_says(part))), None) or heading_says(page.title)
    if not said or any(heading_says(h) for h in page.headings):
        return said
    others = " ".join(part for part in parts if not heading_says(part))
    rest = set(fold(others))
    headline = any(len(fold(h)) > NAME and not set(fold(h)) <= rest for h in page.headings)
    return None if headline or len(rest) > 2 * NAME else said


def _about_errors(url: str) -> bool:
    """Whether an address itself names what error pages say: a page about them, or one that was cited as such."""
    tail = " ".join(part for part in unquote(urlsplit(url).path).split("/")[-2:]).replace("-", " ").replace("_", " ")
    words = fold(re.sub(r"\.\w{2,5}$", "", tail))
    return "404" in words or bool(heading_says(" ".join(words)))
