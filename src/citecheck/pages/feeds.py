"""Feeds and sitemaps: what stands in the elements of an XML answer; no entities, no network."""

from citecheck.model.errors import NoAnswer

MAX_BELOW = 2_000_000  # elements below entries that are looked at in all: entries may stand in each other
MAX_ENTRIES = 50_000  # that a sitemap may have (https://www.sitemaps.org/protocol.html)


def entries(body: bytes, name: str) -> list[dict[str, list[str]]]:
    """Each element of that local name: the texts of all elements below it, by their local names. ``NoAnswer`` where it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NoAnswer("not XML") from None
    found: list[dict[str, list[str]]] = []
    left = MAX_BELOW
    for element in root.iter(f"{{*}}{name}"):
        texts: dict[str, list[str]] = {}
        for below in element.iterdescendants(tag=etree.Element):
            left -= 1
            if below.text and below.text.strip():
                texts.setdefault(etree.QName(below).localname, []).append(below.text.strip())
        found.append(texts)
        if len(found) >= MAX_ENTRIES or left <= 0:
            break
    return found
