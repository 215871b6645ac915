"""Reads feeds and sitemaps; no entities, no network."""

import codecs

from citecheck.model.errors import NoAnswer
from citecheck.patterns import lazy_pattern

MAX_BELOW = 2_000_000  # total descendants read: entries may be nested
MAX_ENTRIES = 50_000  # limit of the sitemap protocol (https://www.sitemaps.org/protocol.html)
MAX_TEXT = 10_000_000  # bytes of a list of URLs
MEDIA = frozenset(("image", "video"))  # extensions of sitemaps whose elements have the names of a page's
_SITEMAP = lazy_pattern(rb"<\?xml|<!--|<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
_BARE = lazy_pattern(rb"&(?!#?\w{1,32};)")


def sitemap_entries(body: bytes, name: str) -> list[dict[str, list[str]]]:
    """As ``entries`` for a sitemap: also after blank lines or a BOM, with a bare ``&``, or as a list of URLs (sitemaps.org, "text file")."""
    body = body.removeprefix(codecs.BOM_UTF8).strip()
    lines = body[:MAX_TEXT].split()
    if lines and all(line.startswith((b"http://", b"https://")) for line in lines[:MAX_ENTRIES]):
        return [{"loc": [line.decode("utf-8", "replace")]} for line in lines[:MAX_ENTRIES]] if name == "url" else []
    try:
        return entries(body, name)
    except NoAnswer:
        if not _SITEMAP.match(body):
            raise
        return entries(_BARE.sub(b"&amp;", body), name, recover=True)


def entries(body: bytes, name: str, *, recover: bool = False) -> list[dict[str, list[str]]]:
    """For each element with that local name, the texts of its descendants by local name, without those of images and videos.

    ``recover``: read what can be read of invalid XML. Raises ``NoAnswer`` if ``body`` is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NoAnswer("not XML") from None
    if root is None:
        raise NoAnswer("not XML")
    found: list[dict[str, list[str]]] = []
    left = MAX_BELOW
    for element in root.iter(f"{{*}}{name}"):
        texts: dict[str, list[str]] = {}
        for below in element.iterdescendants(tag=etree.Element):
            left -= 1
            inside = below.getparent()
            if inside is not None and etree.QName(inside).localname in MEDIA:
                continue
            if below.text and below.text.strip():
                texts.setdefault(etree.QName(below).localname, []).append(below.text.strip())
        found.append(texts)
        if len(found) >= MAX_ENTRIES or left <= 0:
            break
    return found
