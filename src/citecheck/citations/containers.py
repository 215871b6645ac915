"""Where a thing appeared: the outlet, which stands before or behind the title, or in its place, and must be told from who wrote it.

``Wikipedia: Mass surveillance`` · ``Ten ferries, The Telegraph`` · ``140 U. PA. L. REV. 487`` · ``…, Iraq, DOD News, 15/01/2021``.
"""

import re
from collections.abc import Sequence
from itertools import islice

from citecheck.citations.crf import FieldSpan
from citecheck.citations.features import hosted
from citecheck.citations.rules import Parts, RuleTrace, apply_rules
from citecheck.language import publishers
from citecheck.language.names import is_body

SITES = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media", "reference", "platform", "blog"))
STOPPED = re.compile(r"(?<=[^\W\d_]{4})\.(?=\s[A-ZÀ-Þ][^\W\d_]{3})")
EXCLAIMED = re.compile(r"[!?],")
CAPITALS = re.compile(r",\s+(?P<outlet>[A-Z][A-Z.’']*(?:\s[A-Z][A-Z.’']*){0,2})$")
EDGE = re.compile(r"(?:(?<![\s.][A-Z])\.|[,:،])\s+|\s[-–—|]\s")
EDGES = 4  # places at each end of a title where an outlet may end or begin
OUTLET_WORDS = 8
ACRONYM = re.compile(r"[A-Z]{2,7}")
WORDS = re.compile(r"[^\W_]+")
JOURNAL = re.compile(r"\s(?P<outlet>[A-Z][\w.’'&]*(?:\s[A-Z&][\w.’'&]*){0,4}),?\s")
LONGEST_JOURNAL = 40  # characters
RUBRICS = frozenset(
    ("editorial", "opinion", "op-ed", "leader", "leading article", "comment", "letter", "transcript", "press release", "video")
)
WITH_AGENCY = re.compile(
    r"\s\(?(?:avec|with|mit|con|com|z) (?:AFP|AP|Reuters|dpa|EFE|ANSA|ats|PAP|agences?|agenzie|agencias|agencies|Agenturen|wires)\)?$"
)
SITE_NAME = re.compile(r"[^\W_][\w-]+\.(?:[a-z]{2}|com|net|org|info)")
SERIES = re.compile(r"\b(?:coll(?:ection|ana|ección)?|reihe|серия|seria|série|serie)\b[.:]?\s*+(?:[«“\"(]\s*+)?$", re.IGNORECASE)
VIA = re.compile(r"\svia\s(?=[A-Z])")
LAW_REVIEW = re.compile(r"[,.]?\s(?P<volume>\d{1,4})\s(?P<outlet>(?:[A-Z][\w’']{0,8}\.?\s?){1,4})$")
WHOLE_DATE = re.compile(r"\d(?:[^\d\n]++\n?|\n)\d")  # day and year
ADDRESS_FOLLOWS = re.compile(
    r"(?<![\s,.:])[\s,.:]++(?:URL|Режим доступа|Disponible (?:sur|en)|Disponibile su|Available at|Online)\s*+(?::\s*+)?$"
)


def with_outlet(text: str, parts: Parts, found: Sequence[FieldSpan], host: str, told: RuleTrace | None = None) -> Parts:
    """The parts with the outlet where it is; ``found`` is everything that the model labelled, ``host`` where the citation leads."""
    rules = (
        (_series,),
        (_place_and_publisher,),
        (_agency, found),
        (_news_has_no_publisher, found),
        (_shortened_outlet,),
        (_law_review,),
        (_between_numbers,),
        (_body_first, host),
        (_title_after_author,),
        (_title_alone, found, host),
        (_outlet_in_title, host),
        (_ends_at_address,),
    )
    return apply_rules(text, dict(parts), rules, told)


def _series(text: str, parts: Parts) -> None:
    """``…, Toulouse, Privat, coll. « Territoires », 2016``: a series is no container."""
    container = parts.get("container")
    if container and SERIES.search(text, max(0, container.start - 16), container.start):
        parts.setdefault("collection", FieldSpan("collection", container.start, container.end, container.sure))
        del parts["container"]


def _place_and_publisher(_: str, parts: Parts) -> None:
    """``OECD (2019). Under Pressure`` and ``Chicago Sun-Times`` are names; ``Levinson, The Box, 2006``: where nobody wrote anything, what stands first did."""
    place, publisher = parts.get("place"), parts.get("publisher")
    if publisher and publisher.start < 3 and "author" not in parts and "title" in parts:
        parts["author"] = FieldSpan("author", publisher.start, publisher.end, publisher.sure)
        del parts["publisher"]
        return
    if not place or not publisher or publisher.start <= place.end:
        return
    if publisher.start == place.end + 1:  # nothing but a space parts them
        parts["publisher"] = FieldSpan("publisher", place.start, publisher.end, publisher.sure)
        del parts["place"]
    elif place.start < 3 and not {"author", "title", "container"} & parts.keys():
        parts["author"] = FieldSpan("author", place.start, place.end, place.sure)
        parts["title"] = FieldSpan("title", publisher.start, publisher.end, publisher.sure)
        del parts["place"], parts["publisher"]


def _agency(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``EFE. “Tres fallecidos”. El País``, ``AP via ABC News``: an agency told it, the outlet printed it."""
    _with_agency(text, parts)
    title, author, container = parts.get("title"), parts.get("author"), parts.get("container")
    first = author or container
    via = first and VIA.search(text, first.start, first.end)
    if first and via and first == (container or author):
        parts["container"] = FieldSpan("container", via.end(), first.end, first.sure)
        parts.pop("author", None)
    elif author and container and _is_nobody(text[author.start : author.end]):
        del parts["author"]
    elif title and container and container.end <= title.start and _is_agency(text[container.start : container.end]):
        parts["container"] = next((part for part in found if part.label == "container" and part.start >= title.end), container)


def _with_agency(text: str, parts: Parts) -> None:
    """``Le Monde avec AFP``, ``H. Dupuis (mit dpa)``: who helped is left out."""
    for name in ("author", "container"):
        part = parts.get(name)
        match = part and WITH_AGENCY.search(text, part.start, part.end)
        if part and match:
            parts[name] = FieldSpan(name, part.start, match.start(), part.sure)


def _is_nobody(name: str) -> bool:
    """Whether what stands in an author's place is a rubric or an agency."""
    return name.casefold() in RUBRICS or _is_agency(name)


def _is_agency(name: str) -> bool:
    """Whether the table knows a name for a news agency."""
    known = publishers.find(name) if len(name.split()) <= OUTLET_WORDS else None
    return known is not None and known.type == "agency"


def _news_has_no_publisher(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """What appeared on a day appeared in an outlet, and a place between title and outlet is the title's last word."""
    title, publisher = parts.get("title"), parts.get("publisher")
    daily = any(part.label == "date" and WHOLE_DATE.search(text, part.start, part.end) for part in found)
    if not title or not publisher or not daily or "container" in parts or publisher.start < title.end:
        return
    parts["container"] = FieldSpan("container", publisher.start, publisher.end, publisher.sure)
    del parts["publisher"]
    place = parts.get("place")
    if place and re.fullmatch(r",\s", text[title.end : place.start]) and re.fullmatch(r",\s", text[place.end : publisher.start]):
        parts["title"] = FieldSpan("title", title.start, place.end, title.sure)
        del parts["place"]


def _shortened_outlet(text: str, parts: Parts) -> None:
    """``…, Citing Missing Study, BOS`` | ``GLOBE``: capitals behind a title's last comma are the beginning of an outlet in capitals."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or not text[container.start : container.end].isupper():
        return
    end = title.start + len(text[title.start : container.start].rstrip(" .\n"))
    match = CAPITALS.search(text, title.start, end)
    if match and not text[title.start : match.start()].isupper():
        parts["container"] = FieldSpan("container", match.start("outlet"), container.end, container.sure)
        parts["title"] = FieldSpan("title", title.start, match.start(), title.sure)


def _law_review(text: str, parts: Parts) -> None:
    """``…, 140 U.`` | ``PA. L. REV. 487``: a volume and the first letters of a law review, which the model took for something else."""
    title, container = parts.get("title"), parts.get("container")
    match = title and container and LAW_REVIEW.match(text[: container.start].rstrip(" .") + " ", title.end)
    if title and container and match:
        start = match.start("outlet")
        parts["container"] = FieldSpan("container", start, container.end, container.sure)
        parts.setdefault("volume", FieldSpan("volume", *match.span("volume"), container.sure))


def _between_numbers(text: str, parts: Parts) -> None:
    """``‘Ports and Promises’ (2012) 71 CLJ 220``: what somebody wrote stands, between volume and page, in a journal."""
    volume, pages = parts.get("volume"), parts.get("pages")
    if not volume or not pages or "container" in parts or not {"author", "title"} <= parts.keys():
        return
    match = JOURNAL.fullmatch(text, volume.end, pages.start) if volume.end < pages.start < volume.end + LONGEST_JOURNAL else None
    if match:
        parts["container"] = FieldSpan("container", *match.span("outlet"), volume.sure)


def _body_first(text: str, parts: Parts, host: str) -> None:
    """A name before the title: a site or outlet is where it stands, any other body is who wrote it."""
    container, title, author = parts.get("container"), parts.get("title"), parts.get("author")
    if container and title and not author and container.end <= title.start:
        words = text[container.start : container.end]
        if is_body(words) and not is_site(words):
            parts["author"] = FieldSpan("author", container.start, container.end, container.sure)
            del parts["container"]
    elif author and not container and _outlet_among_authors(text, parts, author):
        return
    elif (
        author
        and not container
        and (
            SITE_NAME.fullmatch(text, author.start, author.end)
            or is_site(text[author.start : author.end])
            or _is_host(text[author.start : author.end], host)
        )
    ):
        parts["container"] = FieldSpan("container", author.start, author.end, author.sure)
        del parts["author"]


def _outlet_among_authors(text: str, parts: Parts, author: FieldSpan) -> bool:
    """``Nikkei Asia, Kosuke Takeuchi, …``: whether an outlet stands before who wrote in it."""
    outlet, comma, people = text[author.start : author.end].partition(", ")
    if not comma or " " not in people or not is_site(outlet):
        return False
    parts["container"] = FieldSpan("container", author.start, author.start + len(outlet), author.sure)
    parts["author"] = FieldSpan("author", author.start + len(outlet) + 2, author.end, author.sure)
    return True


def _is_host(name: str, host: str) -> bool:
    """Whether one word in an author's place is the site that the address leads to, in whatever script it is written."""
    known = publishers.of_host(host) if host not in ("", "doi.org") and len(name.split()) == 1 else None
    return known is not None and known.type in SITES


def _title_after_author(text: str, parts: Parts) -> None:
    """Who wrote something wrote a title: ``Perrin, The Tin Parliament, London 1961`` has no outlet, unless it has a volume, too."""
    container = parts.get("container")
    if not container or "title" in parts or "author" not in parts or container.start < parts["author"].start:
        return
    words = text[container.start : container.end]
    if match := EXCLAIMED.search(words) or STOPPED.search(words):
        parts["title"] = FieldSpan("title", container.start, container.start + match.end() - 1, container.sure / 2)
        parts["container"] = FieldSpan("container", container.start + match.end(), container.end, container.sure / 2)
    elif not is_site(words) and not {"volume", "issue"} & parts.keys():
        parts["title"] = FieldSpan("title", container.start, container.end, container.sure / 2)
        del parts["container"]


def _title_alone(text: str, parts: Parts, found: Sequence[FieldSpan], host: str) -> None:
    """A name without a title, a day or an outlet of that name is a title."""
    container = parts.get("container")
    if not container or "title" in parts or "author" in parts or any(part.label == "date" for part in found):
        return
    if not _owns(text[container.start : container.end], host):
        parts["title"] = FieldSpan("title", container.start, container.end, container.sure / 2)
        del parts["container"]


def _outlet_in_title(text: str, parts: Parts, host: str) -> None:
    """An outlet that begins or ends what was taken for a title: a known one, or the one whose address it is."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    edges = list(islice(EDGE.finditer(text, title.start, title.end), 2 * EDGES))
    for edge in reversed(edges[-EDGES:]):
        if edge.group()[0] != ":" and _owns(text[edge.end() : title.end], host):
            parts["container"] = FieldSpan("container", edge.end(), title.end, title.sure / 2)
            parts["title"] = FieldSpan("title", title.start, edge.start(), title.sure)
            return
    if "author" in parts or not host:
        return
    for edge in edges[:EDGES]:
        words = text[title.start : edge.start()]
        if _owns(words, host):
            name = "author" if is_body(words) or (ACRONYM.fullmatch(words) and not is_site(words)) else "container"
            parts[name] = FieldSpan(name, title.start, edge.start(), title.sure / 2)
            parts["title"] = FieldSpan("title", edge.end(), title.end, title.sure)
            return


def _ends_at_address(text: str, parts: Parts) -> None:
    """The words that announce an address are no part of an outlet's name."""
    container = parts.get("container")
    match = container and ADDRESS_FOLLOWS.search(text[container.start : container.end])
    if container and match and match.start():
        parts["container"] = FieldSpan("container", container.start, container.start + match.start(), container.sure)


def _owns(name: str, host: str) -> bool:
    """Whether a name is an outlet's that the table knows, or the one that a host is called by."""
    words = WORDS.findall(name)
    return 0 < len(words) <= OUTLET_WORDS and (is_site(name) or bool(host and hosted(words, host) != "0"))


def is_site(name: str) -> bool:
    """Whether the table of publishers knows a name for a site or outlet, where things appear, and not for a body that writes."""
    found = publishers.find(name)
    return found is not None and found.type in SITES
