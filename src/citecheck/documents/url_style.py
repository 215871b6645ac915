"""How a document writes addresses after its references, so that a new one is written alike.

``Title, Reuters, 3 May 2021, https://…`` · ``…. Available at: https://…`` · ``…. <https://…>`` · ``[Title](https://…), Reuters``
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from citecheck.links.urls import archived, find_urls, host
from citecheck.model.document import NoteText

LEAD = re.compile(
    r"(?P<lead>(?:[,.;:]|(?<![ \t\u00a0]))[ \t\u00a0]*+(?:(?:available (?:at|from|online)|retrieved from|accessed at|online(?: at)?|url|disponibile (?:su|a)|"
    r"disponible (?:sur|en)|consultable sur|abrufbar unter|verfügbar unter|en línea|disponível em|режим доступа)[ \t]?:?[ \t]*)?[<(\[]?)$",
    re.IGNORECASE,
)
CLOSERS = {"<": ">", "(": ")", "[": "]"}
LEAD_ELSE = ", "
ARCHIVED_ELSE = "archived at"
ENOUGH = 2  # notes that must agree before a habit is taken over
# "archived at" in the languages that notes are most often in (lexicon of phrases; the parser reads them all).
ARCHIVED_AT = {
    "it": "archiviato in",
    "fr": "archivé à",
    "de": "archiviert unter",
    "es": "archivado en",
    "pt": "arquivado em",
}


@dataclass(frozen=True, slots=True)
class UrlStyle:
    """What stands before an address and behind it, whether addresses hide behind a title, and how a capture is introduced."""

    lead: str = LEAD_ELSE
    linked: bool = False
    archived_at: str = ARCHIVED_ELSE

    @property
    def close(self) -> str:
        """What closes the bracket that the lead opens."""
        return CLOSERS.get(self.lead[-1:], "")


def url_style_of(notes: Iterable[NoteText], language: str | None) -> UrlStyle:
    """The commonest way among the notes that have an address; a comma where too few agree."""
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
    lead = best[0][0] if best and best[0][1] >= ENOUGH else LEAD_ELSE
    return UrlStyle(lead, linked > max(bare, ENOUGH - 1), ARCHIVED_AT.get((language or "")[:2], ARCHIVED_ELSE))


def _leads(body: str) -> Iterable[str]:
    for mention in find_urls(body):
        match = LEAD.search(re.sub(r"\s", " ", body[max(0, mention.start - 60) : mention.start]))
        if mention.start and match and match["lead"].strip(" ") != "[" and not archived(mention.url):
            yield re.sub(r"[ \t\u00a0]+", " ", match["lead"])


def joined(before: str, lead: str) -> tuple[int, str]:
    """How an address goes on after a text: how many of its last characters it goes in front of, and its lead.

    The text's own comma is not doubled; a full stop at the end stays last where the lead is a comma, and is the lead's own where it
    begins with one.
    """
    last = before[-1:]
    if last in ",;:" and last:
        return 0, " " + lead.lstrip(",.;: ")
    if last in ".…" and lead[:1] == ".":
        return 0, lead[1:]
    if last == "." and lead[:1] in ",;" and not before.endswith(".."):
        return 1, lead
    return 0, lead if lead[:1] in ",.;: " else f" {lead}"
