"""Reads a page's metadata: every candidate for title, author, publication, date and URL, each with its origin.

Headlines differ within one page (og:title equals the h1 on 72 of 100 news pages), so none is preferred: citations are compared with
all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from citecheck.language.charsets import page_codec
from citecheck.model.web import Claim, Page, Response
from citecheck.pages import author_names, json_ld
from citecheck.pages.article import Article
from citecheck.pages.bylines import bylines, hidden_texts
from citecheck.pages.claims import MAX_AUTHORS, MAX_CLAIMS, attribute, distinct, folded, iso
from citecheck.pages.date_lines import date_line, times
from citecheck.pages.markup_bounds import bounded
from citecheck.pages.pdf import read_pdf
from citecheck.pages.quick_metadata import declared
from citecheck.patterns import lazy_pattern

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_TITLES_TEXT = """
og:title twitter:title citation_title dc.title dcterms.title headline parsely-title sailthru.title
"""
TITLES = tuple(_TITLES_TEXT.split())
_AUTHORS_TEXT = """
author article:author citation_author dc.creator dcterms.creator parsely-author sailthru.author byl cxenseparse:author
"""
AUTHORS = tuple(_AUTHORS_TEXT.split())
OUTLETS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher", "twitter:site")
_DATES_TEXT = """
article:published_time datepublished citation_publication_date citation_online_date citation_date dc.date dc.date.issued
dcterms.date dcterms.created date pubdate publishdate publish-date parsely-pub-date sailthru.date og:published_time
cxenseparse:recs:publishtime article:modified_time lastmod
"""
DATES = tuple(_DATES_TEXT.split())
JSON_LD = re.compile("ld\\+json", re.IGNORECASE)
LEADS = ("og:description", "description", "twitter:description")
SUFFIX = lazy_pattern(r"(?<!\s)\s++[|–—·•»:-]++\s+(?=[^|–—·•»]{2,40}$)")
HEADLINE = re.compile(r"(?:^|[-_])(?:headline|(?:entry|article|post|story|page)[-_]?title)$", re.IGNORECASE)
PIECES, PIECE = 6, 20  # maximum strings of a heading that become titles of their own, minimum characters of one
GUESSED = 600_000  # bytes that htmldate reads
TIER, PAID = "article:content_tier", ("locked", "metered")  # Facebook's tags for articles


def read_page(response: Response) -> Page:
    """Read an HTML or PDF response; other types give a page without claims."""
    kind = (response.header("content-type") or "text/html").lower()
    if "pdf" in kind or response.body[:5] == b"%PDF-":
        return read_pdf(response)
    if "html" not in kind and "xml" not in kind:
        return Page(response.final_url, whole=not response.truncated)
    soup, markup, whole = _parsed(response)
    metas = tuple(_metas(soup))
    objects = json_ld.objects(script.get_text() for script in soup.find_all("script", type=JSON_LD, limit=30))
    titles = [*json_ld.titles(objects), *_named(metas, TITLES), *_marked(soup, "headline"), *_headings(soup)]
    outlets = [*json_ld.outlets(objects), *_named(metas, OUTLETS)]
    article = Article(soup, titles, response.final_url)
    stated = author_names.stated([*json_ld.authors(objects), *_named(metas, AUTHORS)], outlets, response.final_url)
    shown, undisplayed = bylines(soup, article), hidden_texts(soup)  # before ``_text`` takes elements out
    dates = [*json_ld.dates(objects), *iso([*_named(metas, DATES), *_marked(soup, "datePublished")]), *times(soup, article)]
    guesses = [*date_line(soup, article, near=bool(dates)), *(() if dates else _guessed(markup, response.final_url))]
    outlets += _title_suffix(soup)
    text = _text(soup, [*json_ld.texts(objects), *(c.value for c in _named(metas, LEADS))])
    whole = whole and not response.truncated
    authors, hidden = author_names.of_page(
        distinct(stated, MAX_AUTHORS), shown, f"{response.final_url} {text}" if whole else "", undisplayed
    )
    return Page(
        url=response.final_url,
        titles=distinct(titles),
        authors=distinct(authors, MAX_AUTHORS),
        outlets=distinct(outlets),
        dates=distinct([*dates[: MAX_CLAIMS - len(guesses)], *guesses]),
        language=attribute(soup.find("html"), "lang") or None,
        canonical=_canonical(soup, metas),
        text=" ".join((text, *(claim.value for claim in hidden))),
        whole=whole,
        open=not (any(map(json_ld.is_paywalled, objects)) or any(c.value in PAID for c in _named(metas, (TIER,)))),
    )


def _parsed(response: Response) -> tuple["BeautifulSoup", bytes, bool]:
    """The parsed page, its markup in UTF-8, and whether that is the whole page."""
    import warnings

    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    for kind_of in (MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning):  # not the user's markup
        warnings.filterwarnings("ignore", category=kind_of)
    markup, whole = bounded(response.body, page_codec(response.body, declared(response)))
    return BeautifulSoup(markup, "lxml", from_encoding="utf-8"), markup, whole


def _canonical(soup: "BeautifulSoup", metas: Sequence[tuple[str, str]]) -> str | None:
    return attribute(soup.find("link", rel="canonical"), "href") or next((c.value for c in _named(metas, ("og:url",))), None)


def _metas(soup: "BeautifulSoup") -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta", limit=400):
        name = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        content = attribute(tag, "content")
        if name and content:
            yield name.lower(), content


def _named(metas: Iterable[tuple[str, str]], names: tuple[str, ...]) -> list[Claim]:
    found = [Claim(folded(content), name) for name, content in metas if name in names]
    return sorted(found, key=lambda claim: names.index(claim.origin))


def _headings(soup: "BeautifulSoup") -> Iterator[Claim]:
    for heading in soup.find_all("h1", limit=4):
        yield Claim(folded(heading.get_text(" ")), "h1")
        pieces = [folded(piece) for piece in heading.stripped_strings]
        if 1 < len(pieces) <= PIECES:  # kicker, headline, subtitle
            yield from (Claim(piece, "h1") for piece in pieces if len(piece) >= PIECE)
    named = [] if soup.h1 else soup.find_all(["h2", "h3", "p", "div", "span"], class_=HEADLINE, limit=2)
    if len(named) == 1:  # several are teasers
        yield Claim(folded(named[0].get_text(" ")), "headline")
    if soup.title:
        title = folded(soup.title.get_text(" "))
        yield Claim(title, "title")
        if SUFFIX.search(title):
            yield Claim(SUFFIX.split(title)[0], "title without suffix")


def _title_suffix(soup: "BeautifulSoup") -> Iterator[Claim]:
    if soup.title and len(parts := SUFFIX.split(folded(soup.title.get_text(" ")))) > 1:
        yield Claim(parts[-1], "title suffix")


def _marked(soup: "BeautifulSoup", name: str) -> list[Claim]:
    """Microdata (https://schema.org/headline) that occurs once: its attribute value, else its text."""
    tags = [tag for tag in soup.find_all(attrs={"itemprop": name}, limit=8) if tag.name != "meta"]
    values = {folded(attribute(tag, "content") or attribute(tag, "datetime") or tag.get_text(" ")) for tag in tags}
    return [Claim(value, f"itemprop:{name}") for value in values] if len(values) == 1 else []


def _guessed(markup: bytes, url: str) -> tuple[Claim, ...]:
    """htmldate's guess for a page without structured dates. It never abstains, so it is the last resort."""
    from htmldate import find_date

    try:
        found = find_date(markup[:GUESSED].decode("utf-8", "replace"), url=url, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, LookupError):
        return ()
    return (Claim(found, "htmldate"),) if found else ()


def _text(soup: "BeautifulSoup", more: Iterable[str] = ()) -> str:
    """All visible text, and text from metadata."""
    for tag in soup(["script", "style", "noscript", "template"]):
        if not tag.decomposed:  # inside another one
            tag.decompose()
    return re.sub(r"\s+", " ", " ".join([soup.get_text(" "), *dict.fromkeys(more)])).strip()
