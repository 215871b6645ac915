"""Rules for the place and the publisher of books, where the model has a publication: ``…, Elm Libri, Milano 2017`` · ``Łódź 2008``."""

from collections.abc import Sequence
from itertools import pairwise

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.meetings import is_meeting
from citecheck.citations.rules import Parts, relabel
from citecheck.citations.title_rules import PERIODICALS
from citecheck.language import publishers, venues
from citecheck.patterns import lazy_pattern

COUNTRIES = frozenset(
    (
        "Argentina", "Australia", "Austria", "Belgium", "Brazil", "Canada", "Chile", "China", "Colombia", "Croatia", "Cyprus", "Czech Republic", "Czechia",
        "Denmark", "Egypt", "England", "Estonia", "Finland", "France", "Germany", "Ghana", "Greece", "Hungary", "Iceland", "India", "Indonesia", "Iran",
        "Ireland", "Israel", "Italy", "Japan", "Jordan", "Kenya", "Korea", "Latvia", "Lithuania", "Luxembourg", "Malaysia", "Malta", "Mexico", "Morocco",
        "Netherlands", "New Zealand", "Nigeria", "Norway", "Pakistan", "Peru", "Philippines", "Poland", "Portugal", "Qatar", "Romania", "Russia", "Scotland",
        "Serbia", "Singapore", "Slovakia", "Slovenia", "South Africa", "South Korea", "Spain", "Sweden", "Switzerland", "Taiwan", "Thailand",
        "The Netherlands", "Tunisia", "Turkey", "UAE", "UK", "USA", "Ukraine", "United Arab Emirates", "United Kingdom", "United States", "Vietnam", "Wales",
    )
)  # fmt: skip
REST_OF_PRESS = lazy_pattern(
    r"(?:,\s[A-ZÀ-Þ][\w’'-]{1,20}){0,2},?\s(?:(?:and|&)\s)?[A-ZÀ-Þ][\w’'-]{1,20}(?:\s(?:&|and)\sCo(?:mpany|\.)?)?(?=,\s(?:1[5-9]|20)\d\d\b)"
)
PRESS_WORDS = frozenset(
    (
        "press", "verlag", "publishers", "publishing", "éditions", "éditeur", "éditeurs", "editions", "editore", "editori", "edizioni", "edizione", "editorial",
        "ediciones", "editora", "edições", "uitgeverij", "uitgevers", "wydawnictwo", "oficyna", "förlag", "forlag", "forlaget", "förlaget", "nakladatelství",
        "kustannus", "kiadó", "yayınları", "yayınevi", "издательство", "presses", "laterza", "einaudi", "mulino", "gallimard", "seuil", "routledge", "springer",
        "wiley", "elsevier", "suhrkamp", "reclam", "anagrama", "feltrinelli", "mondadori",
    )
)  # fmt: skip
JOURNAL_WORDS = frozenset((
    "rivista", "revue", "revista", "zeitschrift", "tijdschrift", "tidsskrift", "journal", "review", "annali", "annales",
    "anales", "quaderni", "zeitung", "cahiers", "studi", "archiv", "archivio",
))  # fmt: skip
PLACE_AND_YEAR = lazy_pattern(
    r",\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)[A-ZÀ-Þ][\w’'.-]+(?:[\s/-][A-ZÀ-Þ(][\w’'.)-]+){0,3}\s(?:1[5-9]|20)\d\d\b(?!\s?\()"
)
# No newspaper and no journal is named so, not even behind a title in quotation marks.
SURE_PRESS = frozenset((
    "publishing", "publishers", "verlag", "uitgeverij", "wydawnictwo", "förlag", "forlag", "kiadó", "yayınları", "sons",
    "hall/crc",
))  # fmt: skip
ONLY_YEAR = lazy_pattern(r"[.,]?\s*+(?:\(?(?:1[5-9]|20)\d\d\)?+)?+[\s.]*+$")
IN_BEFORE = lazy_pattern(r"\b(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|[Ww]|[Vv]|[Ii]):?\s*[*_]*(?:A[Aa]\.?\s?V[Vv]\.?,?\s)?$")
PAPERS = lazy_pattern(r"(?:Proc|Conf|Trans|J|Ann|Symp)\b")  # abbreviated names of proceedings and journals
QUOTES = frozenset('“«„"‘')
YEAR_FOLLOWS = lazy_pattern(r",?\s\(?(?:1[5-9]|20)\d\d\b(?!\s?[,;:]\s?\d)")
CITY = lazy_pattern(r"[^\W\d_a-z][^\W\d_A-Z]{2,20}(?:-[^\W\d_a-z][^\W\d_A-Z]{2,20})?")
MEDIUM_FOLLOWS = lazy_pattern(r"\s?\[|\s{6}")  # a medium in brackets is blank in what the model reads
IN_SITE = lazy_pattern(r"\.\s+In:?\s(?P<site>[^\n]{2,80})$")
PLACE_AND_COLON = lazy_pattern(r"(?P<place>[^:,]{2,40}?)\s?:\s(?P<publisher>[^\W\d_][^:]{1,60})")


def press_as_container(text: str, parts: Parts) -> None:
    """``La quarta marea, Elm Libri, Milano 2017`` · ``…, Quay Press 2011``: a press behind an unquoted title is the publisher."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or container.start < title.end or {"publisher", "volume", "issue", "editor"} & parts.keys():
        return
    name = text[container.start : container.end]
    if is_meeting(name) or PAPERS.match(name):
        return
    words = {word.strip(".,’").casefold() for word in name.split()}
    if words & SURE_PRESS and not words & PERIODICALS and ONLY_YEAR.match(text, container.end):
        relabel(parts, "container", "publisher")
        return
    between = text[title.end : container.start]
    if (
        name.startswith(("In:", "In "))
        or any(mark in between for mark in '”"»“')
        or IN_BEFORE.search(between)
        or text[title.start - 1 : title.start] in QUOTES
    ):
        return
    listed = bool(words & PRESS_WORDS) and not words & PERIODICALS
    if listed or ("author" in parts and (PLACE_AND_YEAR.match(text, container.end) and not JOURNAL_WORDS & words)):
        relabel(parts, "container", "publisher")


def is_press(name: str) -> bool:
    """Whether a name is that of a known publisher, or has a word of publishers."""
    return bool(publishers.find(name)) or not PRESS_WORDS.isdisjoint(word.strip(".,’").casefold() for word in name.split())


def country_as_publisher(text: str, parts: Parts) -> None:
    """``in Proc. Quays, Paris, France, May 2019``: a country behind a city is part of the place."""
    place, publisher = parts.get("place"), parts.get("publisher")
    if place and publisher and text[place.end : publisher.start] == ", " and text[publisher.start : publisher.end] in COUNTRIES:
        parts["place"] = FieldSpan("place", place.start, publisher.end, place.probability)
        del parts["publisher"]


def rest_of_press(text: str, parts: Parts) -> None:
    """``Boston: Elm, Reed, 2004``: what stands between a press and the year is the rest of its name."""
    place, publisher = parts.get("place"), parts.get("publisher")
    if not place or not publisher or text[place.end : publisher.start].strip() != ":":
        return
    rest = REST_OF_PRESS.match(text, publisher.end)
    if rest and rest.group().startswith(",") and not any(p.start < rest.end() and publisher.end <= p.start for p in parts.values()):
        parts["publisher"] = FieldSpan("publisher", publisher.start, rest.end(), publisher.probability)


CITY_AND_PUBLISHER = lazy_pattern(r"(?P<place>[^,:]+),\s(?P<publisher>[A-ZÀ-Þ][^,.:;()\d]{2,50})")
DOUBTFUL = 0.5  # a lone name between a title's full stop and a place is then a place, too
BETWEEN_CITIES = lazy_pattern(r"\s?(?:,|/|–|-|\band\b|&|\bund\b|\bet\b)\s?")
STATE = lazy_pattern(r"[A-Z]{2}")
REGION = lazy_pattern(r"[A-Z]{2,3}|[A-Z][a-z]{2,5}\.|Massachusetts|Connecticut|California|Ontario|Ohio|Mississippi")


def first_of_cities(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Die Torfstecher. Münster |, Hamburg, London, Elm Verlag``: a city behind a title's stop, before others, is a place too."""
    _several_cities(text, parts, found)
    title, place = parts.get("title"), parts.get("place")
    stop = text.rfind(". ", title.start, title.end) if title else -1
    if not title or not place or stop <= title.start or text[title.end : place.start] != ", ":
        return
    if text[stop + 2 : title.end] in CITIES and BETWEEN_CITIES.split(text[place.start : place.end])[0] in CITIES:
        parts["title"] = FieldSpan("title", title.start, stop, title.probability)
        parts["place"] = FieldSpan("place", stop + 2, place.end, place.probability)


def _several_cities(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Münster |, | Hamburg |, | London | , Elm Verlag``, ``Ulm/London/New Dehli``: cities in a row are the place, and the publisher stands behind them."""
    place, publisher = parts.get("place"), parts.get("publisher")
    if publisher and not place and set(text[publisher.start : publisher.end].split("/")[1:]) & CITIES:
        relabel(parts, "publisher", "place")
        return
    if not place or not publisher:
        return
    doubtful = publisher.probability < DOUBTFUL and CITY.fullmatch(text, publisher.start, publisher.end)
    title = parts.get("title")
    if doubtful and title and text[title.end : publisher.start] == ". " and text[publisher.end : place.start] == ", ":
        parts["place"] = FieldSpan("place", publisher.start, place.end, place.probability)
        del parts["publisher"]
        return
    row = [
        part
        for part in found
        if part.start >= place.start and part.label in ("place", "publisher") and text[part.start : part.end] in CITIES
    ]
    if publisher in row and all(text[one.end : other.start] == ", " for one, other in pairwise(row)):
        parts["place"] = FieldSpan("place", place.start, row[-1].end, place.probability)
        del parts["publisher"]
        behind = next((part for part in found if part.label == "publisher" and part.start > row[-1].end), None)
        if behind:
            parts["publisher"] = behind


def state_as_container(text: str, parts: Parts) -> None:
    """``Práticas no pântano. São Torfe do Sul |, SP |: Editora Olmo``: a state between a city and the colon of a publisher is no publication."""
    title, container = parts.get("title"), parts.get("container")
    stop = text.rfind(". ", title.start, title.end) if title else -1
    if not title or not container or stop <= title.start or text[title.end : container.start] != ", ":
        return
    if STATE.fullmatch(text, container.start, container.end) and text[container.end : container.end + 2] == ": ":
        parts["title"] = FieldSpan("title", title.start, stop, title.probability)
        parts["place"] = FieldSpan("place", stop + 2, container.end, container.probability)
        del parts["container"]


def publisher_behind_city(text: str, parts: Parts) -> None:
    """``La profession des tourbiers, Paris, Elm, 2005``: what follows a city behind a comma is the publisher, unless it is a place too."""
    place = parts.get("place")
    match = CITY_AND_PUBLISHER.fullmatch(text, place.start, place.end) if place and "publisher" not in parts else None
    if (
        not place
        or not match
        or match["place"] not in CITIES
        or match["publisher"] in CITIES | COUNTRIES
        or REGION.fullmatch(match["publisher"])
    ):
        return
    for name in ("place", "publisher"):
        parts[name] = FieldSpan(name, *match.span(name), place.probability)


_NUMBERED = lazy_pattern(r",\s(?:\d|v\.|n\.|ano\s|vol\.)")


def place_as_container(text: str, parts: Parts) -> None:
    """``Kowal J.: Porty i doki. Gdynia 2008``: a name of one or two words before the year of a book is its place."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or container.start < title.end or {"place", "volume", "issue", "pages", "editor"} & parts.keys():
        return
    name = text[container.start : container.end]
    between = text[title.end : container.start]
    if "author" not in parts or any(mark in between for mark in '”"»“') or IN_BEFORE.search(between) or not CITY.fullmatch(name):
        return
    if YEAR_FOLLOWS.match(text, container.end) and not publishers.find(name) and not venues.read(name).entries:
        relabel(parts, "container", "place")


def site_in_title(text: str, parts: Parts) -> None:
    """``Stubs. In git [online]``: the work behind "In" at a title's end is the publication (ISO 690)."""
    title = parts.get("title")
    match = title and IN_SITE.search(text, title.start, title.end)
    if title and match and "container" not in parts and match.start() > title.start and MEDIUM_FOLLOWS.match(text, title.end):
        parts["title"] = FieldSpan("title", title.start, match.start(), title.probability)
        parts["container"] = FieldSpan("container", *match.span("site"), title.probability)


def publisher_in_place(text: str, parts: Parts) -> None:
    """``São Turfo: | É Obras, 2016``: what stands behind a colon in a place is the publisher."""
    place = parts.get("place")
    match = PLACE_AND_COLON.fullmatch(text, place.start, place.end) if place and "publisher" not in parts else None
    if place and match:
        for name in ("place", "publisher"):
            parts[name] = FieldSpan(name, *match.span(name), place.probability)
