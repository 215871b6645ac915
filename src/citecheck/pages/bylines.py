"""Finds the authors that a page shows to its readers: bylines that are marked as such, begin with "by", or link to an author's page."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from citecheck.language.names import read_names
from citecheck.model.web import Claim
from citecheck.pages.article import Article, is_hidden, short_text
from citecheck.pages.author_names import BY, is_name
from citecheck.pages.claims import attribute
from citecheck.patterns import lazy_pattern

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

BYLINE = re.compile(
    r"(?i:(?:^|[-_ ])(?:byline|authors?|auteurs?|autor(?:es|en|in|e|i)?|verfasser|redacteur|writer|journalist|contributor)(?:$|[-_ ]|name))|"
    r"(?:^a|[a-z]A)uthor(?:s?$|[A-Z])"
)
# In a class name, beside "author".
CREDIT = lazy_pattern(r"photo|image|img|picture|media|licen[cs]e|credit|copyright|theme", re.IGNORECASE)
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|auteurs?|autor(?:es|en|in|e|i)?|profiles?|journalists?|contributors?|staff|writers?|reporters?|by)/[^/?#]+",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"^\s*+(?:(?i:written|posted|publi(?:shed|é|cado)|artikel|text[eo]?|by|von|par|por|di|door|av|af|od|aut(?:h?or|eur)\w*+|автор|текст))\b"
)
END = lazy_pattern(r"\s[-–—|•·/]\s|[|•·(\d]|,\s*+(?=\d)")  # of the names in a byline
# Labels of comment forms ("Name *", "Name (erforderlich)"), the head of a comment ("Jane says:"), and credits of photos.
LABEL = lazy_pattern(
    r"[*:]$|^(?:your |ihr |votre |tu |su |il tuo |seu |ваше )?(?:name|nom|nombre|nome|imię|namn|navn|имя)\s*+(?:$|[*:(])|"
    r"\((?:required|erforderlich|pflichtfeld|obligatoire|requerido|obligatorio|obbligatorio|obrigatório|wymagane|verplicht)\)|"
    r"^(?:fotos?|photos?|bild(?:er)?|images?|фото)\b|\b(?:says|said|sagt|schreibt|dit|dice|diz|pisze)\s?:?$",
    re.IGNORECASE,
)
MARKED = 40  # elements that are looked at, of each kind
WORDED = 2  # bylines in words: an article has its own before those of others
SHORTEST, LONGEST = 3, 150  # characters of a byline


def bylines(soup: "BeautifulSoup", article: Article) -> list[Claim]:
    """The article's bylines; if it has none, the names that are links to authors' pages."""
    return [*_marked(soup, article), *islice(_worded(soup, article), WORDED)] or list(_linked(soup, article))


def hidden_texts(soup: "BeautifulSoup") -> list[str]:
    """The short texts of a page that are not displayed."""
    return [text for tag in soup.find_all(is_hidden, limit=MARKED) if (text := short_text(tag, LONGEST))]


def _marked(soup: "BeautifulSoup", article: Article) -> Iterator[Claim]:
    tags = soup.find_all(attrs={"rel": "author"}, limit=MARKED) + soup.find_all(attrs={"itemprop": "author"}, limit=MARKED)
    tags += [tag for tag in soup.find_all(class_=BYLINE, limit=MARKED) if not CREDIT.search(attribute(tag, "class"))]
    tags += soup.find_all(id=BYLINE, limit=MARKED)
    for tag in tags:
        text = short_text(tag, LONGEST) or ""
        if len(text) >= SHORTEST and is_name(text) and _is_own(tag, text, article):
            yield Claim(text, "byline")


def _worded(soup: "BeautifulSoup", article: Article) -> Iterator[Claim]:
    for piece in soup.find_all(string=BEGINS, limit=MARKED):
        text = short_text(piece.parent, LONGEST) or ""
        if BY.match(text) and _has_person(END.split(BY.sub("", text), maxsplit=1)[0]) and _is_own(piece.parent, text, article):
            yield Claim(text, "by")


def _linked(soup: "BeautifulSoup", article: Article) -> Iterator[Claim]:
    for tag in soup.find_all("a", href=AUTHOR_PAGE, limit=MARKED):
        text = short_text(tag, LONGEST) or ""
        if _has_person(BY.sub("", text)) and _is_own(tag, text, article):
            yield Claim(text, "author link")


def _is_own(tag: Any, text: str, article: Article) -> bool:
    return not LABEL.search(text) and article.has(tag, text)


def _has_person(text: str) -> bool:
    """Whether a text is a list of names, at least one with given and family name."""
    return text[:1].isupper() and is_name(text) and any(name.family and name.given for name in read_names(text))
