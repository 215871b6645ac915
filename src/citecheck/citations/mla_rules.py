"""Rules for references in the style of the Modern Language Association, seventh edition, and its relatives.

``Moor, Jane. “Tides.” Quay Letters 5.4 (1963): 360–71. Print.`` · ``Moor, Jane. Tides. Ed. Ann Heath. Dale: Quay, 1984. Print.`` ·
``“Ann Heath.” Fen Trust, Fen Trust, 9 Mar. 2022``
"""

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.patterns import lazy_pattern

MEDIUM = lazy_pattern(r"(?:Print|Web|DVD|Film|Television|Performance|CD|E-book|Kindle)")
EDITED = lazy_pattern(r"(?P<role>Eds?|Trans)\. (?P<names>[^\W\d_a-z][^.;:\d]{3,60}(?:(?<= [^\W\d_a-z])\.[^.;:\d]{2,40})?)\.(?= |$)")
ABBREVIATED = lazy_pattern(r"Trans\.\s(?:[A-Z][\w-]{0,8}\.\s){1,6}(?:[A-Z][\w-]{0,12}\.?)(?=,?\s\d|\s[A-Z]?,?\s?\d|$|[,.]?\s)")
ROLES = {"Ed": "editor", "Eds": "editor", "Trans": "translator"}
# What stands behind a title, or in place of a publisher, in references that programs for pupils make
_IMAGE_LAST = lazy_pattern(r"\.\s(?:Digital [Ii]mage|Photograph|Cartoon|Map)$")
_NO_PLACE = lazy_pattern(r"[.,]\s(?:[Nn]\.p|[Nn]\.pag)\.?$")
_NO_DATE = lazy_pattern(r"[Nn]\.\s?d\.?,?")
_ON_WEB = lazy_pattern(r",\s(?:[Nn]\.\s?d\.|[^.;]{4,24}\d\d\d\d\.)\s(?:Web|Print)\.(?:\s|$)")
_SITE_AND_PUBLISHER = lazy_pattern(r"(?P<site>[^.]{2,60})\.\s(?P<publisher>[^\W\d_a-z][^.]{1,50})")
_BEHIND_TITLE = lazy_pattern(
    r"\.[”»\"]?\s(?:(?:Digital [Ii]mage|Photograph|Cartoon|Map)\.\s)?(?P<container>[^\W\d_a-z][^.,]{1,60})\.\s(?P<publisher>[^\W\d_a-z][^.,]{1,50})"
    r",\s(?:[Nn]\.\s?d\.|[^.;]{4,24}\d\d\d\d\.)\s(?:Web|Print)\.(?:\s|$)"
)
_ROLE_BEFORE = lazy_pattern(r",\s(?:editors?|translators?)\.\s$")
_YEAR_LAST = lazy_pattern(r",\s(?:1[5-9]|20)\d\d\.?\s*")
_QUOTED_BEFORE = lazy_pattern(r"[.?!][”»\"]\s$")
_QUOTED_FIRST = lazy_pattern(r"\s{0,3}[“\"«](?P<title>[^“”\"«»]{2,120}?)[.,]?[”\"»],?\s(?P<container>[^“”\"«».,]{2,60})[.,]\s")
SURE = 0.9  # the form leaves hardly another reading


def site_and_publisher(text: str, parts: Parts) -> None:
    """``“Tides.” Fen Post, | Elm Media, 9 Mar. 2022``: what stands behind a known publication and a comma is its publisher."""
    container = parts.get("container")
    if not container or "publisher" in parts or not _QUOTED_BEFORE.search(text, 0, container.start):
        return
    name = text[container.start : container.end]
    site, _, publisher = name.partition(", ")
    if publisher[:1].isupper() and "," not in publisher and publishers.find(site) and not publishers.find(name):
        parts["container"] = replace(container, end=container.start + len(site))
        parts["publisher"] = replace(container, label="publisher", start=container.end - len(publisher))


def quoted_name_first(text: str, parts: Parts) -> None:
    """``“Ann Heath.” | Fen Trust, www.fen.test``: a name in quotation marks at the beginning is the title of a page about somebody."""
    author, title = parts.get("author"), parts.get("title")
    match = _QUOTED_FIRST.match(text) if author else None
    if author and match and author.start <= match.start("title") and author.end >= match.end("title"):
        if title and title.start > match.end("container"):
            return
        parts["title"] = FieldSpan("title", *match.span("title"), author.probability)
        parts["container"] = FieldSpan("container", *match.span("container"), author.probability)
        del parts["author"]


def no_words_of_cited(text: str, parts: Parts) -> None:
    """``Boss Tide. Digital image. Fen Commons. N.p., n.d. Web. 3 May 2017``: the kind of a picture and "no publisher" belong to no field."""
    for name, pattern in (("title", _IMAGE_LAST), ("container", _NO_PLACE), ("publisher", _NO_PLACE)):
        part = parts.get(name)
        if part and (match := pattern.search(text, part.start, part.end)):
            parts[name] = replace(part, end=match.start())
    volume = parts.get("volume")
    if volume and _NO_DATE.fullmatch(text, volume.start, volume.end):
        del parts["volume"]


def publisher_as_place(text: str, parts: Parts) -> None:
    """``Dell, Ann, editor. Letters from the Coast. | Northgate, | 2012.``: with the role written out a book has a publisher and no place (MLA, ninth edition)."""
    title, place = parts.get("title"), parts.get("place")
    if not title or not place or "publisher" in parts or text[place.start : place.end] in CITIES:
        return
    if (
        _ROLE_BEFORE.search(text, 0, title.start)
        and text[title.end : place.start] == ". "
        and _YEAR_LAST.fullmatch(text, place.end)
    ):
        relabel(parts, "place", "publisher")


def publisher_of_site(text: str, parts: Parts) -> None:
    """``“Tides.” Fen Notes. | Elm Media, n.d. Web.``: the publisher stands behind the site and a full stop."""
    container, title = parts.get("container"), parts.get("title")
    behind = _BEHIND_TITLE.match(text, title.end) if title and not container and "publisher" not in parts else None
    if title and behind:
        for name in ("container", "publisher"):
            parts[name] = FieldSpan(name, *behind.span(name), title.probability)
        return
    match = _SITE_AND_PUBLISHER.fullmatch(text, container.start, container.end) if container and "publisher" not in parts else None
    if container and match and _ON_WEB.match(text, container.end):
        parts["container"] = replace(container, end=match.end("site"))
        parts["publisher"] = FieldSpan("publisher", *match.span("publisher"), container.probability)
