"""Archived copies that a document gives beside its links: with one, a dead link is settled."""

import re
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import pairwise

from citecheck.language.archive_words import SAID, precedes_copy
from citecheck.links.archive_urls import archived
from citecheck.links.url_equality import page_key, plain_url
from citecheck.links.wrapped_urls import plain
from citecheck.model.document import Address
from citecheck.model.report import DocumentResult
from citecheck.model.web import Gone, SoftGone
from citecheck.patterns import lazy_pattern

NEAR = 120  # maximum characters between a URL and that of its copy
LONGEST_TAG = 2_000
_VERSION = lazy_pattern(
    r"data-versionurl\s*+=\s*+[\"']?(https?://[^\"'\s>]++)", re.IGNORECASE
)  # https://robustlinks.mementoweb.org/spec/
_MARKUP = lazy_pattern(r"<[^<>]{0,200}+>?|[\]\[()]")
_LINKED = lazy_pattern(rf"[\"']?[^<>]{{0,80}}>\s*(?:\[|\()?(?i:{SAID})")


class Copies:
    """The copies of a document: of its sources, of any URL that a capture's URL names, and those that follow a link at once."""

    def __init__(self, result: DocumentResult) -> None:
        self._result = result

    @cached_property
    def _by_url(self) -> dict[str, str]:
        """By URL; only looked for where a link is dead."""
        dead = {address.url for address, link in self._result.links if isinstance(link, Gone | SoftGone)}
        missed = frozenset(plain_url(plain(url)) for url in dead)
        return {plain_url(url): copy for url, copy in _beside(self._result, missed) if copy not in dead}

    def of(self, address: Address) -> str | None:
        """The copy of a link's page; None if there is none, or it is dead too."""
        return self._by_url.get(plain_url(plain(address.url)))


def _beside(result: DocumentResult, missed: Set[str]) -> Iterator[tuple[str, str]]:
    """URLs and their copies; what stands behind a link is read only for those that are ``missed``."""
    for source_result in result.source_results:
        source = source_result.source
        if source.item.url and source.archive_url and (source.structured or _may_be_of(source.archive_url, source.item.url)):
            yield plain(source.item.url), source.archive_url
    for note in result.notes:
        yield from ((link.url, link.archive_url) for link in note.text.links if link.archive_url)
    addresses = [address for address, _ in result.links]
    for address in addresses:
        if (capture := archived(address.url)) and capture[0]:
            yield capture[0], address.url
        if version := _VERSION.search(_tag(result.document.text, address)):
            yield plain(address.url), version[1]
    for one, other in pairwise(sorted(addresses, key=lambda address: address.span.start)):
        if plain_url(plain(one.url)) in missed and not archived(one.url) and _is_copy_of(result.document.text, one, other):
            yield plain(one.url), other.url


def _may_be_of(copy: str, url: str) -> bool:
    """Whether a capture's URL does not name another page."""
    original = (archived(copy) or (None, ""))[0]
    return original is None or page_key(original) == page_key(plain(url))


def _is_copy_of(text: str, one: Address, other: Address) -> bool:
    """Whether a URL that follows another is that of its copy: a capture on the same line, or words such as "archived at"."""
    if archived(other.url) == (None, ""):
        return one.place.line is not None and one.place.line == other.place.line
    between = text[one.span.end : other.span.start]
    if archived(other.url) or len(between) > NEAR or "\n\n" in between:
        return False
    words = _MARKUP.sub(" ", between)
    return precedes_copy(words.rstrip(" ([<") + " ") or precedes_copy(words) or bool(_LINKED.match(text, other.span.end))


def _tag(text: str, address: Address) -> str:
    """The HTML tag around a URL."""
    start = text.rfind("<", max(0, address.span.start - LONGEST_TAG), address.span.start)
    end = text.find(">", address.span.end, start + LONGEST_TAG + 1) if start >= 0 else -1
    return text[start : end + 1]
