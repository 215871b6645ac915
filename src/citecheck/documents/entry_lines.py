"""Tells which lines of a list begin an entry, and which go on with the one above: ``Available at: …``, ``[Accessed 3 May 2021]``."""

import re
from collections.abc import Sequence
from itertools import pairwise

from citecheck.documents.reference_entries import cites
from citecheck.links.urls import find_urls
from citecheck.patterns import lazy_pattern

# Where a source is found, and when it was read there; its numbers. No entry begins so.
FOUND_AT = lazy_pattern(
    r"[\[(]?(?:(?:Available|Retrieved|(?:Last\s)?Accessed|Abrufbar|(?:Zuletzt\s)?(?:ab)?gerufen|Verfügbar|(?:Letzter\s)?(?:Zugriff|Abruf)|Beschikbaar|"
    r"Geraadpleegd|Opgehaald|Verkregen|Tilgjengelig|Lastet\sned|Hentet|Besøgt|Tilgængelig|Tillgänglig|Hämtad|Saatavilla|Saatavissa|Viitattu|Consulté[es]{0,2}|"
    r"Récupéré|Disponible|Disponível|Disponibile|Acesso|Dostępn[eya]|(?:Data\s)?dostępu?|Dostupn[éáýo]|Citováno|Режим\sдоступ[ау]|Доступно|"
    r"Дата\s(?:обращения|звернення))(?:\s?[:：]|\s(?:at|from|on|online|in|en|em|sur|su|le|il|unter|am|von|via|op|fra|den|från|z|na|w|dnia|dne|по|за|\d))|"
    r"(?:ISBN|ISSN|DOI|URL)\s?[:：]?(?:\\?\s)?(?:\d|[\[<(`]{0,2}(?:https?:|10\.\d)|<|\\(?:url|href|doi|nolinkurl)\{|$))|\[(?:cit|online|en\sligne|on-line)\b",
    re.IGNORECASE,
)
# What is the rest of a line that was too long: an address, a year, an imprint with the number of pages, ``Brede, 2014. 320 p.``
REST = lazy_pattern(r"https?:|(?:1[5-9]|20)\d\d,|[^\W\d_][^\d\n]{1,40},\s(?:1[5-9]|20)\d\d\.\s\d{1,4}\s?(?:s|p|pp|S|с|str|pag)\.")
ENDS = ".!?…)]”»>"  # of an entry
# How an entry begins: ``Surname, ``.
NAME = lazy_pattern(r"[\"“«„]?[^\W\d_][\w'’-]*+(?:[ \t][^\W\d_][\w'’-]*+){0,2},[ \t]|[—–_]{2,}|\[")
ADDRESS = lazy_pattern(r"[<(\[]?(?:<a\s[^<>]{1,2000}>)?(?:https?:|www\.)\S")

ONLY_ADDRESS = lazy_pattern(r"[<(\[]?(?:https?://|www\.)\S++")
MIN_ADDRESSES = 3  # below a heading: two may be a source and a capture of it
MOST_HEADINGS = 2  # a heading, and the heading of a part of the list


def addresses_below(lines: Sequence[str]) -> int:
    """How many lines are headings of the addresses that all lines below them are, ``Tools``, ``https://…``, ``https://…``; 0 if they are not.

    A line that cites is no heading: the addresses below it are its own.
    """
    headings = next((at for at, line in enumerate(lines) if ADDRESS.match(line.strip())), 0)
    if not 0 < headings <= MOST_HEADINGS or len(lines) - headings < MIN_ADDRESSES:
        return 0
    if any(find_urls(line) or cites(line) for line in lines[:headings]):
        return 0
    return headings if all(ONLY_ADDRESS.fullmatch(line.strip()) for line in lines[headings:]) else 0


def introduces_addresses(paragraph: str) -> bool:
    """Whether a few words with a colon are above lines that are only addresses, ``Mirrors:``, ``https://…``: no title of what is found there."""
    first, *rest = paragraph.strip().splitlines() or [""]
    words = first.strip().strip("*_").endswith((":", "："))
    return words and not find_urls(first) and bool(rest) and all(ONLY_ADDRESS.fullmatch(line.strip()) for line in rest)


def has_ended(line: str) -> bool:
    """Whether a line may be the last of an entry."""
    return line[-1:] in ENDS or line.rsplit(None, 1)[-1].lstrip("<[(").startswith(("http", "doi"))


def follows_entry(before: str, words: str) -> bool:
    """Whether a line begins with a name behind one that may be the last of an entry."""
    return has_ended(before.rstrip()) and NAME.match(words) is not None


def going_on(lines: Sequence[str]) -> list[bool]:
    """Of each line, whether it cannot begin an entry behind the line above it, as it tells where the source above is found.

    An address does if none is given above, unless addresses follow each other and so are entries of their own.
    """
    addresses = [bool(ADDRESS.match(line)) for line in lines]
    alone = any(map(all, pairwise(addresses)))
    found = [
        bool(FOUND_AT.match(words))
        or (address and not alone and not before.rstrip().endswith((":", "：")) and not find_urls(before))
        for (before, words), address in zip(pairwise(lines), addresses[1:], strict=True)
    ]
    return [False, *found][: len(lines)]


def rows_joined(rows: Sequence[tuple[int, int]], lines: Sequence[str]) -> list[tuple[int, int]]:
    """The spans of ``rows``, those that go on with the one above joined to it; ``lines``: their words."""
    out: list[tuple[int, int]] = []
    for row, goes_on in zip(rows, going_on(lines), strict=True):
        if goes_on:
            out[-1] = out[-1][0], row[1]
        else:
            out.append(row)
    return out
