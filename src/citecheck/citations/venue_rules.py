"""Rules that find the venue of a paper where the model has another field, or none: ``In: NeurIPS; 2022.`` · ``“Title,” in ICML (2022).``"""

import re

from citecheck.citations.crf import FieldSpan
from citecheck.citations.meetings import RUNS_ON, is_meeting
from citecheck.citations.rules import Parts, relabel
from citecheck.language import venues
from citecheck.patterns import lazy_pattern

# "in" after a title, and what ends the name that it introduces: the year, an address, the end.
BEHIND_IN = lazy_pattern(r"[\s.,”\"’»?!]{1,4}[Ii]n:?\s(?=[A-Z\d])")
NAME_ENDS = lazy_pattern(r"[;(]|https?:|\bdoi\b|\b(?:1[5-9]|20)\d\d[.,)]|$")
ITS_YEAR = lazy_pattern(r",?\s(?:1[5-9]|20)\d\d(?=\.\s)")
QUOTES = frozenset('“«„"')
BEHIND_QUOTATION = lazy_pattern(r"[.,]?[”»“\"]?[.,]?\s")
VOLUME_AND_PAGES = lazy_pattern(r",\s\d{1,4}(?:\s?\(\d{1,3}(?:[–/-]\d{1,3})?\))?,\s[A-Za-z]?\d{1,6}\s?[–-]{1,2}\s?[A-Za-z]?\d")
SERIES = lazy_pattern(r"\b(?:coll(?:ection|ana|ección)?|reihe|серия|seria|série|serie)\b[.:]?\s*+(?:[«“\"(]\s*+)?$", re.IGNORECASE)
JOURNAL = lazy_pattern(r"\s(?P<container_name>[A-Z][\w.’'&]*(?:\s[A-Z&][\w.’'&]*){0,4}),?\s")
LONGEST_JOURNAL = 40  # characters
ARXIV = lazy_pattern(r"(?<![\w/.])arXiv(?![\w/.:])", re.IGNORECASE)  # and not as a part of its numbers


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


def publisher_before_volume(text: str, parts: Parts) -> None:
    """``Complexity, 2021, 1–13``: a name before volume and pages is a journal."""
    title, publisher = parts.get("title"), parts.get("publisher")
    if not title or not publisher or parts.keys() & {"container", "place"} or publisher.start < title.end:
        return
    if VOLUME_AND_PAGES.match(text, publisher.end):
        relabel(parts, "publisher", "container")


def proceedings_with_year(text: str, parts: Parts) -> None:
    """``in Decision and Control, 2001. Proceedings of the 40th Conference on, vol. 5``: the year is within the name of the proceedings."""
    title, container = parts.get("title"), parts.get("container")
    year = ITS_YEAR.match(text, container.end) if container else None
    match = RUNS_ON.match(text, year.end()) if year else None
    if not title or not container or not match or container.start < title.end:
        return
    for name in [name for name, part in parts.items() if container.end <= part.start < match.end("rest")]:
        del parts[name]
    parts["container"] = FieldSpan("container", container.start, match.end("rest"), container.probability)


def _is_venue(name: str) -> bool:
    """Whether a name is a venue that the table lists, or that of a meeting."""
    if not 1 < len(name) <= venues.LONGEST or (not name[:1].isupper() and not venues.preprint_server(name)):
        return False
    kinds = {entry.kind for entry in venues.read(name).entries}
    return bool(kinds & {"conference", "journal", "preprints"}) or is_meeting(name)


def preprint_server(text: str) -> str | None:
    """``arXiv preprint arXiv:2101.00001``: where a paper with a number of arXiv appeared, as printed."""
    named = ARXIV.search(text)
    return named.group() if named else None


def series_as_container(text: str, parts: Parts) -> None:
    """``…, Toulouse, Privat, coll. « Territoires », 2016``: a series is no container."""
    container = parts.get("container")
    if container and SERIES.search(text, max(0, container.start - 16), container.start):
        parts.setdefault("collection", FieldSpan("collection", container.start, container.end, container.probability))
        del parts["container"]


def between_numbers(text: str, parts: Parts) -> None:
    """``‘Ports and Promises’ (2012) 71 CLJ 220``: the name between volume and page is the journal."""
    volume, pages = parts.get("volume"), parts.get("pages")
    if not volume or not pages or "container" in parts or not {"author", "title"} <= parts.keys():
        return
    match = JOURNAL.fullmatch(text, volume.end, pages.start) if volume.end < pages.start < volume.end + LONGEST_JOURNAL else None
    if match:
        parts["container"] = FieldSpan("container", *match.span("container_name"), volume.probability)
