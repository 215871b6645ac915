"""Definitions of links whose titles are references: ``[moor]: https://… "Moor, Dora. Salt. Ebb Press, 2014."``"""

import re
from collections.abc import Sequence

from citecheck.documents.body import Body, BodyBuilder
from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.formats.markdown.links import Definition
from citecheck.documents.formats.markdown.sections import find_sections, plain
from citecheck.documents.reference_entries import mostly_cite, surely_cite
from citecheck.documents.sections import announces_bibliography
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

# An identifier in the form of Manubot (https://github.com/manubot/manubot#citation-keys).
TAGGED = lazy_pattern(r"(?:doi|pmid|pmcid|arxiv|isbn|wikidata):\S+|url:(?P<url>https?://\S+)", re.IGNORECASE)
MIN_ENTRIES = 2
MIN_SHARE = 0.6  # of the definitions in a file of references
Entry = tuple[str, Span, Body]  # its label, where it stands, and the title, which is linked


def find_titled_links(text: str, masked: str, blocks: Blocks, name: str) -> list[Entry]:
    """The definitions in a file of references, under a heading for one, or anywhere if their titles are surely references; those of tags."""
    if tags := _tags(text, blocks):
        return tags
    titled = [(start, found) for start, found in blocks.defined if _leads_to_web(found) and found.title[0] < found.title[1]]
    if len(titled) < MIN_ENTRIES:
        return []
    named = announces_bibliography(name) and len(titled) >= MIN_SHARE * len(blocks.defined)
    if not named and not surely_cite(_titles(text, titled)):
        parts = [one for one in find_sections(masked, blocks, name) if one.listed]
        titled = [(start, found) for start, found in titled if any(one.start <= start < one.end for one in parts)]
        if len(titled) < MIN_ENTRIES or not mostly_cite(_titles(text, titled)):
            return []
    return [(found.label, Span(start, found.end), _body(text, found)) for start, found in titled]


def _tags(text: str, blocks: Blocks) -> list[Entry]:
    """The sources that Manubot's citations name by tags, ``[@tag:salt]: doi:10.1000/182``; ``[@moor]: https://…`` is a person's page."""
    found = [(start, one, TAGGED.match(one.target.url)) for start, one in blocks.defined if one.label.startswith("@")]
    return [(one.label[1:], Span(start, one.end), _address(text, one, match["url"])) for start, one, match in found if match]


def _address(text: str, found: Definition, url: str | None) -> Body:
    builder = BodyBuilder(text)
    builder.keep(found.target.end - len(url) if url else found.target.start, found.target.end)
    return builder.build()


def _leads_to_web(found: Definition) -> bool:
    return found.target.url.lower().startswith(("http://", "https://"))


def _titles(text: str, titled: Sequence[tuple[int, Definition]]) -> list[str]:
    return [plain(text[slice(*found.title)]) for _, found in titled]


def _body(text: str, found: Definition) -> Body:
    builder = BodyBuilder(text)
    builder.open_link(found.target.url)
    builder.keep(*found.title)
    builder.close_link()
    return builder.build()
