"""Compares the cited title with a page's titles: alone, beside the publication's name, and as the note prints it.

A note may be read wrongly: words before a headline's colon (``Exclusive: …``) as an author, a title's end as a publication. The page's
title shows it where the note prints it whole.
"""

from msgspec.structs import replace

from citecheck.language import titles
from citecheck.language.authors import read_authors
from citecheck.model.knowledge import Evidence
from citecheck.model.reference import Item, Name
from citecheck.model.web import Claim, Page
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds, title_match, weights

LONGEST_NAME = 4  # words
ADDRESS = lazy_pattern(r"(?<!\S)\S+://\S*+")


def title_evidence(item: Item, page: Page, text: str = "") -> Evidence | None:
    """Compare the cited title with the page's most similar one: the same, cut, or part of a longer one.

    If the footnote was parsed wrongly, its ``text`` may still contain the page's title.
    """
    cited = item.title
    if not page.titles or not (cited or text):
        return None
    if printed := _printed(item, page, text):
        return _whole(item, page, printed)
    if not cited:
        return None
    explained = {word for claim in (*page.authors, *page.outlets) for word in titles.fold(claim.value).split()}
    compared = [(title_match.compare(cited, claim.value, explained), claim) for claim in page.titles]
    best, claim = max(compared, key=lambda pair: (weights.bits("title", pair[0].level), pair[0].ratio))
    live = title_match.is_live(cited) or title_match.is_live(ADDRESS.sub("", text))
    if any(title_match.is_live(c.value) for c in page.titles) != live and not _all_say(cited, page):
        return weights.evidence("title", "live", cited, claim.value, claim.origin)
    return _limited(weights.evidence("title", best.level, cited, claim.value, claim.origin), cited)


def names_in_title(item: Item, page: Page, text: str) -> tuple[Name, ...]:
    """Return the names that were read from words of the page's title, which the note prints whole."""
    printed = _printed(item, page, text)
    if not printed or not item.title:
        return ()
    words = titles.fold(printed.value).removesuffix(titles.fold(item.title))
    return tuple(name for name in item.author if words and set(_words_of(name)) <= set(words.split()))


def names_before_colon(item: Item) -> tuple[Name, ...]:
    """The names that the first words of a title may be: ``Moor: We will dredge the harbour`` is by Moor if the page is."""
    head, colon, _ = (item.title or "").partition(": ")
    return read_authors(head) if colon and len(head.split()) <= LONGEST_NAME else ()


def _printed(item: Item, page: Page, text: str) -> Claim | None:
    """The page's title that the note prints whole, though another one was read."""
    return next((c for c in page.titles if title_match.stands_in(c.value, text) and not _is_part(c.value, item.title)), None)


def _whole(item: Item, page: Page, printed: Claim) -> Evidence:
    """The evidence of a title that the note prints whole.

    It is the cited one if only words before that or the publication's name were read as another field; else it may be of the book or
    series that the note names beside its title.
    """
    cited = item.title or printed.value
    found = weights.evidence("title", "explained", cited, printed.value, printed.origin)
    outlets = (item.container_title, item.publisher, *(claim.value for claim in page.outlets))
    endings = (f"{titles.fold(cited)} {titles.fold(outlet or '')}".rstrip() for outlet in ("", *outlets))
    if not titles.fold(printed.value).endswith(tuple(endings)):
        return found
    return max(
        found, _limited(weights.evidence("title", "same", cited, printed.value, printed.origin), cited), key=lambda one: one.bits
    )


def _limited(found: Evidence, cited: str) -> Evidence:
    """The evidence with its weight limited by the words of the titles."""
    said = min(map(_words_said, (cited, found.found)))
    return replace(found, bits=min(found.bits, thresholds.TITLE_BITS_PER_WORD * said))


def _words_of(name: Name) -> list[str]:
    return titles.fold(f"{name.given or ''} {name.family or ''} {name.literal or ''}").split()


def _words_said(title: str) -> int:
    """The number of words of a title; East Asian letters count as part of a word."""
    return len(titles.fold(title).split()) + sum(ord(c) > 0x2E80 for c in title) // thresholds.LETTERS_A_WORD


def _is_part(title: str, cited: str | None) -> bool:
    """Whether a title is the cited one or a part of it."""
    return titles.fold(title) in titles.fold(cited or "")


def _all_say(cited: str, page: Page) -> bool:
    """Whether most of a page's titles are the cited one, so that a live ticker's title is only a label."""
    same = sum(title_match.compare(cited, claim.value).level in ("same", "near") for claim in page.titles)
    return 2 * same > len(page.titles)
