"""Detects pages that return success and say that they do not exist."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.links.not_found_phrases import fold, heading_says, is_bare, text_says
from citecheck.links.redirects import is_doubtful
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import QuickMetadata, secondary_headings, visible_text
from citecheck.patterns import lazy_pattern

# Separators between a page's title and its site's name.
_SEPARATORS = lazy_pattern(r"(?<!\s)\s++[|\-–—·•»«:~/>]++\s++|(?:(?<!\s)\s++)?[|»«•]\s*+|:\s++")
SHORT = 300  # maximum words of a page that is only an error message
BEGINNING = 3_000  # first characters of the text, which are searched
STATUSES = frozenset(("404", "410"))
NAME = 5  # maximum words of a site's name


def not_found_wording(response: Response, page: QuickMetadata) -> str | None:
    """The words by which a page says that it does not exist.

    A dated article exists, whatever its headline, and so does a page with a URL about such errors.
    """
    if not page.markup or page.dated or about_errors(response.url):
        return None
    if phrase := _title_says(page) or next((phrase for h in page.headings if (phrase := heading_says(h))), None):
        named = set(fold(phrase)) <= set(_last_words(response.url))
        if (
            named
            or _is_subject(phrase, response, page)
            or (is_bare(phrase) and not phrase.isdigit() and _is_work(phrase, response, page))
        ):
            return None
        return phrase
    if page.headings and not is_doubtful(response.url, response.final_url, page):
        return None
    text = visible_text(response)
    if len(text.split()) > SHORT:
        return None
    return next((phrase for h in secondary_headings(response) if (phrase := heading_says(h))), None) or text_says(text[:BEGINNING])


def _is_subject(phrase: str, response: Response, page: QuickMetadata) -> bool:
    """Whether a long page has a heading with such a phrase and other words: ``Page not found, a memoir``."""
    said = set(fold(phrase))
    headline = any(said <= set(fold(heading)) and not heading_says(heading, 0) for heading in page.headings)
    return headline and len(visible_text(response).split()) > SHORT


def _is_work(phrase: str, response: Response, page: QuickMetadata) -> bool:
    """Whether a long page has such a phrase as its only heading and, beside the site's name, as its title: a song, a book, a band."""
    said = fold(phrase)
    whole = len(page.headings) == 1 and fold(page.headings[0]) == said and fold(page.title)[: len(said)] == said
    return whole and len(visible_text(response).split()) > SHORT


def _title_says(page: QuickMetadata) -> str | None:
    """The "not found" phrase of the title, unless the page's heading is a different headline."""
    parts = [part for part in _SEPARATORS.split(page.title) if part]
    phrase = next((phrase for part in parts if (phrase := heading_says(part))), None) or heading_says(page.title)
    if not phrase or any(heading_says(h) for h in page.headings):
        return phrase
    others = " ".join(part for part in parts if not heading_says(part))
    rest = set(fold(others))
    headline = any(len(fold(h)) > NAME and not set(fold(h)) <= rest for h in page.headings)
    return None if headline or len(rest) > 2 * NAME else phrase


def about_errors(url: str) -> bool:
    """Whether a URL contains a "not found" phrase or such a number: a page about errors, one cited as such, or page 404 of a book."""
    words = _last_words(url)
    numbers = {value for _, value in parse_qsl(urlsplit(url).query)}
    return not STATUSES.isdisjoint((*words, *numbers)) or bool(heading_says(" ".join(words)))


def _last_words(url: str) -> list[str]:
    """The words of the last two parts of a URL's path."""
    tail = " ".join(unquote(urlsplit(url).path).split("/")[-2:]).replace("-", " ").replace("_", " ")
    return fold(re.sub(r"\.\w{2,5}$", "", tail))
