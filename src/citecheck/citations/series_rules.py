"""Rules for books whose series, body or year the model took for something else.

``The Verb in Fen Texts, Bibliotheca Palustris 2, Ulm, 1984`` · ``Peat Analysis. Fen Research Institute, Berkeley, CA.`` · ``… im Jahre 1769. In Sturm: Texte``
"""

import re

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language.names import is_organisation
from citecheck.language.venue_words import JOURNAL
from citecheck.patterns import lazy_pattern

SERIES_WORD = lazy_pattern(
    r"\b(?:stud(?:ies|ien|i(?!o)|ia|y)|monograph(?:s|ien)?|bibliotheca|library|series|serie|reihe|schriften(?:reihe)?|abhandlungen|beiträge|beihefte?|collection|"
    r"collana|quaderni|cahiers|texts|texte|papers?|publications|forschungen|mémoires|memoirs|handbook of|handbuch der|veröffentlichungen|skrifter|opuscula|"
    r"acta|lecture notes|occasional|bulletin|reports?|berichte|hefte|dossiers?|biblioteca|bibliothèque|colección|coleção|fontes|sources)",
    re.IGNORECASE,
)
SERIES = lazy_pattern(
    r"[.,]\s(?P<series>[A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ][\w’'-]+|in|of|the|der|des|für|zur|di|de|et|and|und)){0,6}),?\s(?:(?:No|Nr|Bd|Vol|n|vol)\.?\s|n°\s?)?(?P<number>\d{1,4}[a-z]?)$"
)
# ``(Moor Studies IX)``, ``(= Beiträge der Akademie für Moorforschung 130)``
IN_BRACKETS = lazy_pattern(
    r"\s\((?:=\s?(?P<equal>[^()]{4,120}?)|(?P<series>[^()\d]{4,80}?)),?\.?\s?(?:(?:No|Nr|Bd|Vol|Band|Heft|vol|n)\.?\s)?(?P<number>\d{1,4}|[IVXLC]{1,6})?\)$"
)
TRANSLATION = lazy_pattern(r"\[[^\[\]]{5,240}\]\.?\s")
TRANSLATED_TITLE = lazy_pattern(r"\s\[[^\[\]]{5,240}\]\.\s(?=[A-ZÀ-Þ][^.\[\]]{3,80}$)")
PLACE_OR_YEAR = lazy_pattern(r"[.,]\s(?:[A-ZÀ-Þ][^\W\d_]|(?:1[5-9]|20)\d\d\b)")
ITS_YEAR = lazy_pattern(r"\s(?P<year>1[0-9]\d\d|20\d\d)[.,]\s")
YEAR_NUMBER = lazy_pattern(r"(?:1[5-9]|20)\d\d")
STOP, COMMA = lazy_pattern(r"\.\s"), lazy_pattern(r",\s")
# ``. Studies in Fens 78. Ulm: Elm``: what stands between a series and the place of its publisher.
NUMBER_AND_PLACE = lazy_pattern(r",?\s(?:(?:[Nn]o|[Vv]ol|[Nn]r|[Bb]d)\.?\s)?(?P<number>\d{1,4}|[IVXLC]{1,6})\.\s$")
COMMA_AND_PLACE = lazy_pattern(r",?\s(?:(?:[Nn]o|[Vv]ol|[Nn]r|[Bb]d)\.?\s)?(?:\d{1,4}|[IVXLC]{1,6}),\s")
NUMBERS = frozenset(("volume", "issue", "pages"))


def series_in_title(text: str, parts: Parts) -> None:
    """``The Verb in Fen Texts, | Bibliotheca Palustris 2, Ulm, 1984``: a series with its number behind a title is no part of it."""
    title = parts.get("title")
    match = SERIES.search(text, title.start, title.end) if title and not {"collection", "container"} & parts.keys() else None
    if not title or not match or YEAR_NUMBER.fullmatch(match["number"]) or not SERIES_WORD.search(match["series"]):
        return
    if PLACE_OR_YEAR.match(text, title.end) or "place" in parts:
        parts["title"] = replace(title, end=match.start())
        parts["collection"] = FieldSpan("collection", *match.span("series"), title.probability)


def series_in_brackets(text: str, parts: Parts) -> None:
    """``The Fens of Ulm | (Moor Studies IX), Ulm 1968``: a series with its number in brackets at a title's end is no part of it."""
    title = parts.get("title")
    match = IN_BRACKETS.search(text, title.start + 1, title.end) if title else None
    name = "equal" if match and match["equal"] else "series"
    if title and match and (name == "equal" or (match["number"] and SERIES_WORD.search(match["series"]))):
        parts["title"] = replace(title, end=match.start())
        parts.setdefault("collection", FieldSpan("collection", *match.span(name), title.probability))


def translation_in_container(text: str, parts: Parts) -> None:
    """``Räte in Mooren | [Councils in fens.]. | Moor Letters, 4``: a title's translation in brackets is no part of a journal's name."""
    container, title = parts.get("container"), parts.get("title")
    behind = TRANSLATED_TITLE.search(text, title.start, title.end) if title and not container and "volume" in parts else None
    if title and behind:
        parts["title"] = replace(title, end=behind.start())
        parts["container"] = replace(title, label="container", start=behind.end())
        return
    match = TRANSLATION.match(text, container.start, container.end) if container else None
    if container and match and match.end() < container.end:
        parts["container"] = replace(container, start=match.end())


def body_before_place(text: str, parts: Parts) -> None:
    """``(2004). Peat Analysis. | Fen Research Institute, Berkeley, CA.``: a body between a title's stop and a place that ends the text publishes the book."""
    title, container, place = parts.get("title"), parts.get("container"), parts.get("place")
    if not title or not container or not place or "publisher" in parts or NUMBERS & parts.keys() or text[place.end :].strip(" ."):
        return
    name = text[container.start : container.end]
    named = is_organisation(name) and JOURNAL.isdisjoint(word.casefold() for word in name.split())
    if named and STOP.fullmatch(text, title.end, container.start) and COMMA.fullmatch(text, container.end, place.start):
        relabel(parts, "container", "publisher")


def numbered_series(text: str, parts: Parts) -> None:
    """``The Verb and the Weir. | Studies in Fens | 78. Leiden: Brill``: a name with a number, before place and publisher, is the book's series."""
    container, place, title = parts.get("container"), parts.get("place"), parts.get("title")
    if not container or not place or not title or {"pages", "issue", "editor"} & parts.keys():
        return
    listed = COMMA.fullmatch(text, title.end, container.start) and COMMA_AND_PLACE.fullmatch(text, container.end, place.start)
    if listed and SERIES_WORD.search(text, container.start, container.end):
        relabel(parts, "container", "collection")
        parts.pop("volume", None)
        return
    if "publisher" not in parts:
        return
    number = NUMBER_AND_PLACE.fullmatch(text, container.end, place.start)
    if number and STOP.fullmatch(text, title.end, container.start) and parts["publisher"].start > place.end:
        parts.setdefault("collection", replace(container, label="collection"))
        del parts["container"]
        parts.pop("volume", None)
