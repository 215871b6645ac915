"""Detects how a document's references write their URLs, so that repairs write new ones the same way.

``Title, Reuters, 3 May 2021, https://…`` · ``…. Available at: https://…`` · ``…. <https://…>`` · ``[Title](https://…), Reuters``
"""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from citecheck.language.archive_words import ARCHIVED_AT, DEFAULT_ARCHIVED_AT
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_urls, host
from citecheck.model.document import NoteText
from citecheck.patterns import lazy_pattern

LEAD = lazy_pattern(
    r"(?P<lead>(?:[,.;:]|(?<![ \t\u00a0]))[ \t\u00a0]*+(?:(?:available (?:at|from|online)|retrieved from|accessed at|online(?: at)?|url|disponibile (?:su|a)|"
    r"disponible (?:sur|en)|consultable sur|abrufbar unter|verfügbar unter|en línea|disponível em|режим доступа)[ \t]?:?[ \t]*)?[<(\[]?)$",
    re.IGNORECASE,
)
CLOSERS = {"<": ">", "(": ")", "[": "]"}
DEFAULT_LEAD = ", "
MIN_NOTES = 2  # that must agree on a style


class UrlStyle(Struct, frozen=True):
    """The text before a URL, whether titles are linked instead, and the words before a capture's URL."""

    lead: str = DEFAULT_LEAD
    linked: bool = False
    archived_at: str = DEFAULT_ARCHIVED_AT

    @property
    def close(self) -> str:
        """The closing bracket for one that ends the lead."""
        return CLOSERS.get(self.lead[-1:], "")


def url_style_of(notes: Iterable[NoteText], language: str | None) -> UrlStyle:
    """The most frequent style among the notes; a comma as lead if too few agree."""
    leads: Counter[str] = Counter()
    linked = bare = 0
    for note in notes:
        titled = sum(host(note.body[link.span.start : link.span.end]) != host(link.url) for link in note.links)
        linked += titled
        bare += len(note.links) - titled
        for lead in _leads(note.body):
            leads[lead] += 1
            bare += 1
    best = leads.most_common(1)
    lead = best[0][0] if best and best[0][1] >= MIN_NOTES else DEFAULT_LEAD
    return UrlStyle(lead, linked > max(bare, MIN_NOTES - 1), ARCHIVED_AT.get((language or "")[:2], DEFAULT_ARCHIVED_AT))


def _leads(body: str) -> Iterable[str]:
    for mention in find_urls(body):
        match = LEAD.search(re.sub(r"\s", " ", body[max(0, mention.start - 60) : mention.start]))
        if mention.start and match and match["lead"].strip(" ") != "[" and not archived(mention.url):
            yield re.sub(r"[ \t\u00a0]+", " ", match["lead"])


def joined(before: str, lead: str) -> tuple[int, str]:
    """How to append a URL to a text: the number of last characters to insert it before, and the lead to write.

    A comma is not doubled. A final full stop stays last after a lead with a comma, and replaces the one of a lead that begins with it.
    """
    last = before[-1:]
    if last in ",;:" and last:
        return 0, " " + lead.lstrip(",.;: ")
    if last in ".…" and lead[:1] == ".":
        return 0, lead[1:]
    if last == "." and lead[:1] in ",;" and not before.endswith(".."):
        return 1, lead
    return 0, lead if lead[:1] in ",.;: " else f" {lead}"
