"""Rules that find the venue of a paper where the model has another field, or none: ``In: NeurIPS; 2022.`` · ``“Title,” in ICML (2022).``"""

import re

from citecheck.citations.crf import FieldSpan
from citecheck.citations.meetings import is_meeting
from citecheck.citations.rules import Parts, relabel
from citecheck.language import venues

# What "in" introduces behind a title, up to the year or the end.
BEHIND_IN = re.compile(
    r"[\s.,”\"’»?!]{1,4}[Ii]n:?\s(?P<name>[A-Z\d][^;()]{1,200}?)(?=[\s,.]*(?:[;(]|$|(?:1[5-9]|20)\d\d[.,)]|https?:|doi\b))"
)
# A name alone between a title and its year, or the end: ``“Title,” arXiv, 2021.``
BEFORE_YEAR = re.compile(
    r"[\s.,”\"’»?!]{1,4}(?:preprint,\s)?(?P<name>[A-Za-z][\w&’'. -]{1,60}?)(?=[,.]?\s\(?(?:1[5-9]|20)\d\d\)?[.,]?|\.?$)"
)
QUOTES = frozenset('“«„"')
BEHIND_QUOTATION = re.compile(r"[.,]?[”»“\"]?[.,]?\s")
PROBABILITY = 0.9  # of a listed venue in its place; measured with the references of the rules' tests


def venue_as_editor(text: str, parts: Parts) -> None:
    """``In: NeurIPS; 2022.``: a listed venue is no editor and no publisher."""
    for name in ("editor", "publisher"):
        part = parts.get(name)
        if (
            part
            and "container" not in parts
            and part.start > parts.get("title", part).start
            and _is_venue(text[part.start : part.end])
        ):
            relabel(parts, name, "container")


def publisher_behind_quotation(text: str, parts: Parts) -> None:
    """``“Title,” Harbour Engineering & Design (2010)``: what follows a quoted title is its publication; publishers follow books."""
    title, publisher = parts.get("title"), parts.get("publisher")
    if not title or not publisher or parts.keys() & {"container", "place", "editor", "genre"}:
        return
    quoted = text[title.start - 1 : title.start] in QUOTES or text[title.start] in QUOTES
    if quoted and BEHIND_QUOTATION.fullmatch(text, title.end, publisher.start):
        relabel(parts, "publisher", "container")


def venue_behind_title(text: str, parts: Parts) -> None:
    """``…,” in Proceedings of the Quay Conference, 2012`` · ``…,” arXiv, 2021``: a venue between a title and the year."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    for pattern in (BEHIND_IN, BEFORE_YEAR):
        found = pattern.match(text, title.end)
        if (
            found
            and _is_venue(found["name"])
            and not any(p.start < found.end("name") and found.start("name") < p.end for p in parts.values())
        ):
            parts["container"] = FieldSpan("container", *found.span("name"), PROBABILITY)
            return


def _is_venue(name: str) -> bool:
    """Whether a name is a venue that the table lists, or that of a meeting."""
    if len(name) > venues.LONGEST or (not name[:1].isupper() and not venues.preprint_server(name)):
        return False
    kinds = {entry.kind for entry in venues.read(name).entries}
    return bool(kinds & {"conference", "journal", "preprints"}) or is_meeting(name)
