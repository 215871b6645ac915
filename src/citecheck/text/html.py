"""What a page says of itself: every candidate for title, author, outlet, date and address, each with where it stood.

Headlines differ within one page (og:title equals the h1 on 72 of 100 news pages), so none is preferred: a citation is compared with all.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from citecheck.model.web import Claim, Page, Response
from citecheck.text.dates import find_dates
from citecheck.text.pdf import read_pdf

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
AUTHORS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
)
OUTLETS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher", "twitter:site")
DATES = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
    "cxenseparse:recs:publishtime",
    "article:modified_time",
    "lastmod",
)
LEADS = ("og:description", "description", "twitter:description")
JSON_DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")
SUFFIX = re.compile(r"\s+[|–—·•»:-]+\s+(?=[^|–—·•»]{2,40}$)")
MAX_CLAIMS = 12
GUESSED = 600_000  # bytes of a page that htmldate looks at
MAX_JSON = 400_000  # characters of one JSON-LD block


def read_page(response: Response) -> Page:
    """Reads an HTML or PDF answer; a page without any claim where it is something else."""
    kind = (response.header("content-type") or "text/html").lower()
    if "pdf" in kind or response.body[:5] == b"%PDF-":
        return read_pdf(response)
    if "html" not in kind and "xml" not in kind:
        return Page(response.final_url, whole=not response.truncated)
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(response.body, "lxml", from_encoding=_charset(kind))
    metas = tuple(_metas(soup))
    objects = tuple(_json_ld(soup))
    titles = [*_json_titles(objects), *_named(metas, TITLES), *_headings(soup)]
    root = soup.find("html")
    canonical = soup.find("link", rel="canonical")
    return Page(
        url=response.final_url,
        titles=_distinct(titles),
        authors=_distinct([*_json_authors(objects), *_named(metas, AUTHORS), *_bylines(soup)]),
        outlets=_distinct([*_json_outlets(objects), *_named(metas, OUTLETS), *_title_suffix(soup)]),
        dates=_distinct([*_json_dates(objects), *_iso(_named(metas, DATES)), *_times(soup)]) or _guessed(response),
        language=_attribute(root, "lang") or None,
        canonical=_attribute(canonical, "href") or next(iter(c.value for c in _named(metas, ("og:url",))), None),
        text=_text(soup, [*_said(objects), *(c.value for c in _named(metas, LEADS))]),
        whole=not response.truncated,
        open=not any(_is_walled(thing) for thing in objects)
        and not any(c.value in ("locked", "metered") for c in _named(metas, ("article:content_tier",))),
    )


def _is_walled(thing: dict[str, Any]) -> bool:
    """Whether a page says of itself that not all of it is free (https://schema.org/isAccessibleForFree)."""
    return str(thing.get("isAccessibleForFree", "")).lower().rpartition("/")[2] in ("false", "0", "no")


def _charset(kind: str) -> str | None:
    match = re.search(r"charset=[\"']?([\w-]+)", kind)
    return match[1] if match else None


def _attribute(tag: Any, name: str) -> str:
    value = tag.get(name) if tag is not None and hasattr(tag, "get") else None
    return " ".join(value) if isinstance(value, list) else str(value or "").strip()


def _metas(soup: "BeautifulSoup") -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta", limit=400):
        name = _attribute(tag, "property") or _attribute(tag, "name") or _attribute(tag, "itemprop")
        content = _attribute(tag, "content")
        if name and content:
            yield name.lower(), content


def _named(metas: Iterable[tuple[str, str]], names: tuple[str, ...]) -> list[Claim]:
    found = [Claim(_folded(content), name) for name, content in metas if name in names]
    return sorted(found, key=lambda claim: names.index(claim.origin))


def _folded(value: str) -> str:
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in unescape(value))).strip()


def _json_ld(soup: "BeautifulSoup") -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type=re.compile("ld\\+json", re.IGNORECASE), limit=30):
        try:
            data = json.loads(script.get_text()[:MAX_JSON], strict=False)
        except ValueError:
            continue
        yield from _objects(data, 0)


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for part in data[:100]:
            yield from _objects(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(data.get(key), depth + 1)


def _is_work(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        re.search(r"Article|Posting|Report|Book|WebPage|Review|Video|Creative|Episode|Coverage", str(kind)) for kind in names
    )


def _json_titles(objects: Iterable[dict[str, Any]]) -> list[Claim]:
    works = [thing for thing in objects if _is_work(thing)]
    return [
        Claim(_folded(str(thing[key])), f"json-ld:{key}")
        for thing in works
        for key in ("headline", "alternativeHeadline", "name")
        if isinstance(thing.get(key), str)
    ]


def _json_authors(objects: Iterable[dict[str, Any]]) -> list[Claim]:
    return [Claim(_folded(name), "json-ld:author") for t in objects if _is_work(t) for name in _names(t.get("author"))]


def _json_outlets(objects: Iterable[dict[str, Any]]) -> list[Claim]:
    return [Claim(_folded(name), "json-ld:publisher") for t in objects if _is_work(t) for name in _names(t.get("publisher"))]


def _names(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value[:20]:
            yield from _names(part)
    elif isinstance(value, dict) and isinstance(value.get("name"), str | list):
        yield from _names(value["name"])
    elif isinstance(value, str) and not value.startswith("http"):
        yield value


def _json_dates(objects: Iterable[dict[str, Any]]) -> list[Claim]:
    raw = [
        Claim(str(t[key]), f"json-ld:{key}") for t in objects if _is_work(t) for key in JSON_DATES if isinstance(t.get(key), str)
    ]
    return list(_iso(sorted(raw, key=lambda claim: JSON_DATES.index(claim.origin.partition(":")[2]))))


def _iso(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Dates as ISO 8601, cut to the day; what is no date is passed over."""
    for claim in claims:
        if mentions := [m for m in find_dates(claim.value.replace("T", " ", 1)) if m.year]:
            yield Claim("-".join(f"{part:02d}" for part in mentions[0].parts), claim.origin)


def _headings(soup: "BeautifulSoup") -> Iterator[Claim]:
    for heading in soup.find_all("h1", limit=4):
        yield Claim(_folded(heading.get_text(" ")), "h1")
    if soup.title:
        title = _folded(soup.title.get_text(" "))
        yield Claim(title, "title")
        if SUFFIX.search(title):
            yield Claim(SUFFIX.split(title)[0], "title without suffix")


def _title_suffix(soup: "BeautifulSoup") -> Iterator[Claim]:
    if soup.title and len(parts := SUFFIX.split(_folded(soup.title.get_text(" ")))) > 1:
        yield Claim(parts[-1], "title suffix")


def _bylines(soup: "BeautifulSoup") -> Iterator[Claim]:
    marked = soup.find_all(attrs={"rel": "author"}, limit=5) + soup.find_all(attrs={"itemprop": "author"}, limit=5)
    marked += soup.find_all(class_=re.compile(r"(?:^|[-_ ])(?:byline|author)(?:$|[-_ ]|name)", re.IGNORECASE), limit=5)
    for tag in marked:
        if 2 < len(text := _folded(tag.get_text(" "))) < 150:
            yield Claim(text, "byline")


def _guessed(response: Response) -> tuple[Claim, ...]:
    """What htmldate makes of a page that gives no date in a structured way; it never abstains, so it is asked last."""
    from htmldate import find_date

    try:
        found = find_date(
            response.body[:GUESSED].decode("utf-8", "replace"), url=response.final_url, extensive_search=False, original_date=True
        )
    except (ValueError, TypeError, AttributeError, LookupError):
        return ()
    return (Claim(found, "htmldate"),) if found else ()


def _times(soup: "BeautifulSoup") -> Iterator[Claim]:
    for tag in soup.find_all("time", limit=6):
        yield from _iso([Claim(_attribute(tag, "datetime") or tag.get_text(" "), "time")])


def _said(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What a page's data say of its text, where a script is to show it."""
    for thing in objects:
        yield from (_folded(str(thing[key])) for key in ("description", "articleBody", "text") if isinstance(thing.get(key), str))


def _text(soup: "BeautifulSoup", more: Iterable[str] = ()) -> str:
    """All that a reader sees, and what the page's data say beside."""
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    return re.sub(r"\s+", " ", " ".join([soup.get_text(" "), *dict.fromkeys(more)])).strip()


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    seen: dict[str, Claim] = {}
    for claim in claims:
        if claim.value:
            seen.setdefault(claim.value.casefold(), claim)
    return tuple(seen.values())[:MAX_CLAIMS]
