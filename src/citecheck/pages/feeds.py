"""Reads feeds and sitemaps; no entities, no network."""

from citecheck.model.errors import NoAnswer

MAX_BELOW = 2_000_000  # total descendants read: entries may be nested
MAX_ENTRIES = 50_000  # limit of the sitemap protocol (https://www.sitemaps.org/protocol.html)


def entries(body: bytes, name: str) -> list[dict[str, list[str]]]:
    """For each element with that local name, the texts of its descendants by local name. Raises ``NoAnswer`` if ``body`` is no XML."""
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
