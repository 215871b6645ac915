"""Tells the parts of a page's own article from the rest: navigation, comments, photos, forms, and other articles."""

import re
from collections.abc import Collection, Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from citecheck.language.titles import fold
from citecheck.model.web import Claim
from citecheck.pages.claims import attribute, folded
from citecheck.patterns import lazy_pattern

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# Class names and ids of comments and their forms; "comments-open" and "no-comments" are classes of articles.
COMMENT = lazy_pattern(
    r"(?:(?:comment|kommentar|commentaire|comentario|leserbrief)(?:s|e)?(?:[-_]?(?:list|area|body|form|author|meta|content|section|wrapper|"
    r"wrap|inner|thread|holder|block|box|item|entry|entries|text|user|reply|replies|\d)[\w-]*)?|commenter|respond|disqus_thread|"
    r"https?://schema\.org/Comment)",
    re.IGNORECASE,
)
# Class names and ids of lists of other articles. A whole page may have "has-sidebar", an article's head "teaser__meta".
OTHERS = lazy_pattern(
    r"(?:^|[-_])(?:related|recommend(?:ed|ation)s?|teasers?|trending|popular|most[-_]?(?:read|viewed|popular)|recirc|promos?|"
    r"recent[-_]?posts?|read[-_]?next|outbrain|taboola)(?:[-A-Z][A-Za-z0-9-]{0,60})?$|^sidebar$"
)
HIDDEN = lazy_pattern(r"(?:(?:is|u|visually|element|rich-snippet)-)?hidden|invisible|sr-only|screen-reader-text|visuallyhidden")
NOT_DISPLAYED = lazy_pattern(r"display\s*+:\s*+none", re.IGNORECASE)
ELSEWHERE = ("form", "label", "nav", "figure", "figcaption")
WHOLE = ("html", "body", "[document]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_HEADINGS = 400
DEPTH = 12  # ancestors that are looked at
MAX_DEPTH = 200  # ancestors of a heading that know it
LONGEST_HEADING = 400  # characters
PARTS = 60  # elements and texts of a heading that are looked at
ABOUT_AUTHOR = 300  # maximum characters of an aside that belongs to the article
TEASER = 700  # maximum characters of an element that presents another article
TITLE = 25  # minimum characters of a link that is another article's title
LINKS = 6  # links of a teaser that are looked at


class Heading(Struct, frozen=True):
    """A heading or link: the identity of its element, its folded text, and whether it leads to another page."""

    tag: int
    text: str
    leads_elsewhere: bool


class Article:
    """The article with these titles on the page at this address."""

    def __init__(self, soup: "BeautifulSoup", titles: Collection[Claim], url: str) -> None:
        self._url = url
        self._titles = {fold(claim.value) for claim in titles} - {""}
        tags = soup.find_all(HEADINGS, limit=MAX_HEADINGS)
        headings = list(map(self._heading, tags))
        stated = {fold(claim.value) for claim in titles if claim.origin != "h1"} - {""}
        if any(heading.text in stated for heading in headings):
            self._titles = stated  # a first-level heading may be the site's name
        self._headings: dict[int, list[Heading]] = {}  # by the element that contains them
        for tag, heading in zip(tags, headings, strict=True):
            for parent in (tag, *islice(tag.parents, MAX_DEPTH)):
                self._headings.setdefault(id(parent), []).append(heading)

    def is_headline(self, tag: Any) -> bool:
        """Whether an element is a heading with one of the page's titles."""
        return any(heading.tag == id(tag) and heading.text in self._titles for heading in self._headings.get(id(tag), ()))

    def has(self, tag: Any, text: str) -> bool:
        """Whether an element with this text is part of the article."""
        around = list(takewhile(lambda one: not self._has_headline(one), (tag, *islice(tag.parents, DEPTH))))
        return not any(map(self._is_elsewhere, around)) and not self._is_in_teaser(fold(text), around)

    def _has_headline(self, tag: Any) -> bool:
        return tag.name in WHOLE or any(heading.text in self._titles for heading in self._headings.get(id(tag), ()))

    def _heading(self, tag: Any) -> Heading:
        text = fold(short_text(tag, LONGEST_HEADING) or "")
        link = next((one for one in (tag, *islice(_parts(tag), PARTS), *islice(tag.parents, DEPTH)) if _is_link(one)), None)
        other = link is not None and _place(urljoin(self._url, attribute(link, "href"))) != _place(self._url)
        return Heading(id(tag), text, other and text not in self._titles)

    @staticmethod
    def _is_elsewhere(tag: Any) -> bool:
        words = f"{attribute(tag, 'class')} {attribute(tag, 'id')} {attribute(tag, 'itemtype')}".split()
        if tag.name in ELSEWHERE or is_hidden(tag) or any(COMMENT.fullmatch(word) or OTHERS.search(word) for word in words):
            return True
        if tag.name == "aside":
            return short_text(tag, ABOUT_AUTHOR) is None or not _is_within(tag, ("article", "main"))
        return tag.name == "footer" and not _is_within(tag, ("article",))

    def _is_in_teaser(self, text: str, around: list[Any]) -> bool:
        """Whether the nearest heading, or a link in the same item of a list, leads to another article. A byline may be a heading, too."""
        inside = set(map(id, around))
        for one in around:
            if one.name in ("li", "article") and self._is_teaser(one, text):
                return True
            headings = [h for h in self._headings.get(id(one), ()) if h.tag not in inside and h.text not in text]
            if headings:
                return all(h.leads_elsewhere for h in headings) and short_text(one, TEASER) is not None
        return False

    def _is_teaser(self, tag: Any, text: str) -> bool:
        if short_text(tag, TEASER) is None:
            return False
        links = (self._heading(link) for link in tag.find_all("a", href=True, limit=LINKS))
        return any(
            link.leads_elsewhere and len(link.text) >= TITLE and text not in link.text and link.text not in text for link in links
        )


def _is_link(tag: Any) -> bool:
    return tag.name == "a" and bool(attribute(tag, "href"))


def is_hidden(tag: Any) -> bool:
    """Whether an element is not displayed; "hidden md:block" is, on wide screens."""
    words = attribute(tag, "class").split()
    if any(map(HIDDEN.fullmatch, words)) and not any(":" in word for word in words):
        return True
    return tag.has_attr("hidden") or bool(NOT_DISPLAYED.search(attribute(tag, "style")))


def short_text(tag: Any, limit: int) -> str | None:
    """The text of an element on one line; None if it has more than ``limit`` characters or parts."""
    from bs4 import NavigableString

    pieces: list[str] = []
    length = 0
    for number, one in enumerate(_parts(tag)):
        if type(one) is NavigableString:
            pieces.append(one)
            length += len(one.strip())
        if max(length, number) > limit:
            return None
    text = folded(" ".join(pieces))
    return text if len(text) <= limit else None


def _parts(tag: Any) -> Iterator[Any]:
    """The descendants of an element. Beautiful Soup's own list first walks to the last one, however few are taken."""
    around = [iter(tag.contents)]
    while around:
        one = next(around[-1], None)
        if one is None:
            around.pop()
            continue
        yield one
        if hasattr(one, "contents"):
            around.append(iter(one.contents))


def _is_within(tag: Any, names: tuple[str, ...]) -> bool:
    return any(one.name in names for one in islice(tag.parents, MAX_DEPTH))


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
