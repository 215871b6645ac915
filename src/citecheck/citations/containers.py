"""Rules that find the publication (CSL's container) before, after or in place of the title, and separate it from the author.

``Wikipedia: Mass surveillance`` · ``Ten ferries, The Telegraph`` · ``140 U. PA. L. REV. 487`` · ``…, Iraq, DOD News, 15/01/2021``.
"""

import re
from collections.abc import Sequence
from itertools import islice

from citecheck.citations.address_words import ADDRESS_WORDS
from citecheck.citations.crf import FieldSpan
from citecheck.citations.features import hosted
from citecheck.citations.rules import Parts, RuleTrace, apply_rules, relabel
from citecheck.citations.venue_rules import between_numbers, series_as_container
from citecheck.language import publishers
from citecheck.language.name_words import PARTICLES
from citecheck.language.names import is_organisation, read_names
from citecheck.language.person_name import INITIALS
from citecheck.patterns import lazy_pattern

SITES = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media", "reference", "platform", "blog"))
# ``J. Phys. Chem. C``, ``Chem. Phys. (1991)``: an abbreviated name is no title, and its stops end none
ABBREVIATED = lazy_pattern(
    r"(?:(?:[A-Z][a-z]{0,9}\.\s){2}(?:[A-Z]\w{0,9}\.?\s?){1,6}|J\.\s[A-Z][a-z]{2,9}|[A-Z][a-z]{1,4}\.\s[A-Z][a-z]{1,4}(?=\.))(?=[.,]?\s[\d(]|$)"
)
# ``Contemp. Phys. 46``, ``Commun. Nonlinear Sci.20``, ``Phys.Rev. D12``: a name with one or more abbreviations, and its volume
WITH_VOLUME = lazy_pattern(
    r"[A-Z][a-z]{1,9}\.\s?(?:[A-Z]\w{0,12}\.?\s?){1,6}?[.,]?\s?(?!(?:1[5-9]|20)\d\d\b)[A-Z]?\d{1,4}(?![^\W_]|\.\s?[A-ZÀ-Þ])"
)
STOPPED = lazy_pattern(r"(?<=[^\W\d_]{4})\.(?=\s[A-ZÀ-Þ][^\W\d_]{3})")
EXCLAIMED = lazy_pattern(r"[!?](?:,|(?=\s[A-ZÀ-Þ]))")
CAPITALS = lazy_pattern(r",\s+(?P<container_name>[A-Z][A-Z.’']*(?:\s[A-Z][A-Z.’']*){0,2})$")
EDGE = lazy_pattern(r"(?:(?<![\s.][A-Z])\.|[,:،])\s+|\s[-–—|]\s")
EDGES = 4  # separators at each end of a title that are tried
CONTAINER_WORDS = 8
SENTENCE, SMALL_SHARE = 12, 0.7  # words of a sentence, and the share of lower-case ones; German names of series have fewer
TWICE = lazy_pattern(r"(?P<name>[^.]{3,60})\.\s(?P=name)")
VOLUME_AT_END = lazy_pattern(r"(?<=[^\W\d_A-Z]),?\s(?P<volume>(?!(?:1[5-9]|20)\d\d$)\d{1,4})$")
ACRONYM = lazy_pattern(r"[A-Z]{2,7}")
WORDS = lazy_pattern(r"[^\W_]+")
RUBRICS = frozenset(
    ("editorial", "opinion", "op-ed", "leader", "leading article", "comment", "letter", "transcript", "press release", "video")
)
WITH_AGENCY = lazy_pattern(
    r"\s\(?(?:avec|with|mit|con|com|z) (?:AFP|AP|Reuters|dpa|EFE|ANSA|ats|PAP|agences?|agenzie|agencias|agencies|Agenturen|wires)\)?$"
)
SITE_NAME = lazy_pattern(r"[^\W_][\w-]+\.(?:[a-z]{2}|com|net|org|info)")
VIA = lazy_pattern(r"\svia\s(?=[A-Z])")
LAW_REVIEW = lazy_pattern(r"[,.]?\s(?P<volume>\d{1,4})\s(?P<container_name>(?:[A-Z][\w’']{0,8}\.?\s?){1,4})$")
WHOLE_DATE = lazy_pattern(r"\d(?:[^\d\n]++\n?|\n)\d")  # day and year
YEARS = lazy_pattern(r"\W*\d{4}\s?[-‐‑–—/]\s?(?:\d\d){1,2}\W*")
URL_FOLLOWS = lazy_pattern(rf"(?<![\s,.:])[\s,.:]++(?P<words>URL|(?=[^\W\d_a-z])(?i:{ADDRESS_WORDS}))\s*+(?::\s*+)?$")
YEAR_SIGN = lazy_pattern(r"\d{4}\s?[年년](?!\s?\d{1,2}\s?[月월])")  # a year alone, in East Asia


BRACKETED_YEAR = lazy_pattern(r",?\s\((?:1[5-9]|20)\d\d[a-z]?\)")
URL_BEGINS = lazy_pattern(r"\s?[:<]{0,2}\s?(?:https?:|www\.)")


def correct_container(text: str, parts: Parts, found: Sequence[FieldSpan], host: str, trace: RuleTrace | None = None) -> Parts:
    """Apply all container rules. ``found`` are all spans that the model labelled, ``host`` is the host of the citation's URL."""
    rules = (
        (series_as_container,),
        (_place_and_publisher,),
        (_agency, found),
        (_news_has_no_publisher, found),
        (_split_container,),
        (_law_review,),
        (between_numbers,),
        (_name_first, host),
        (_title_after_author,),
        (_title_alone, found, host),
        (_container_in_title, host),
        (_ends_at_url,),
        (_ends_in_volume,),
        (_is_no_sentence,),
    )
    return apply_rules(text, dict(parts), rules, trace)


def _place_and_publisher(text: str, parts: Parts) -> None:
    """``OECD (2019). Under Pressure``: a publisher at the beginning is the author; ``Levinson, The Box, 2006``: so is a place."""
    place, publisher = parts.get("place"), parts.get("publisher")
    if publisher and publisher.start < 3 and "author" not in parts and "title" in parts:
        relabel(parts, "publisher", "author")
        return
    if not place or not publisher or publisher.start <= place.end:
        return
    if text[place.end : publisher.start] == " ":
        parts["publisher"] = FieldSpan("publisher", place.start, publisher.end, publisher.probability)
        del parts["place"]
    elif place.start < 3 and not {"author", "title", "container"} & parts.keys():
        relabel(parts, "place", "author")
        relabel(parts, "publisher", "title")


def _agency(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``EFE. “Tres fallecidos”. El País``, ``AP via ABC News``: the publication is the container, not the news agency."""
    _with_agency(text, parts)
    title, author, container = parts.get("title"), parts.get("author"), parts.get("container")
    first = author or container
    via = first and VIA.search(text, first.start, first.end)
    if first and via and first == (container or author):
        parts["container"] = FieldSpan("container", via.end(), first.end, first.probability)
        parts.pop("author", None)
    elif author and container and _is_nobody(text[author.start : author.end]):
        del parts["author"]
    elif title and container and container.end <= title.start and _is_agency(text[container.start : container.end]):
        parts["container"] = next((part for part in found if part.label == "container" and part.start >= title.end), container)


def _with_agency(text: str, parts: Parts) -> None:
    """``Le Monde avec AFP``, ``H. Dupuis (mit dpa)``: the contributing agency is left out."""
    for name in ("author", "container"):
        part = parts.get(name)
        match = part and WITH_AGENCY.search(text, part.start, part.end)
        if part and match:
            parts[name] = FieldSpan(name, part.start, match.start(), part.probability)


def _is_nobody(name: str) -> bool:
    """Whether the author is really a rubric or a news agency."""
    return name.casefold() in RUBRICS or _is_agency(name)


def _is_agency(name: str) -> bool:
    """Whether the publisher table lists a name as a news agency."""
    known = publishers.find(name) if len(name.split()) <= CONTAINER_WORDS else None
    return known is not None and known.type == "agency"


def _news_has_no_publisher(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """A source with a whole date has a publication, not a publisher; a place between title and publication belongs to the title."""
    title, publisher = parts.get("title"), parts.get("publisher")
    dates = [part for part in found if part.label == "date" and WHOLE_DATE.search(text, part.start, part.end)]
    daily = any(
        not YEARS.fullmatch(text, part.start, part.end) and not YEAR_SIGN.match(text, part.start, part.end) for part in dates
    )
    if not title or not publisher or not daily or "container" in parts or publisher.start < title.end:
        return
    relabel(parts, "publisher", "container")
    place = parts.get("place")
    if place and re.fullmatch(r",\s", text[title.end : place.start]) and re.fullmatch(r",\s", text[place.end : publisher.start]):
        parts["title"] = FieldSpan("title", title.start, place.end, title.probability)
        del parts["place"]


def _split_container(text: str, parts: Parts) -> None:
    """``…, Citing Missing Study, BOS`` | ``GLOBE``: capitals after a title's last comma begin a publication's name in capitals."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or not text[container.start : container.end].isupper():
        return
    end = title.start + len(text[title.start : container.start].rstrip(" .\n"))
    match = CAPITALS.search(text, title.start, end)
    if match and not text[title.start : match.start()].isupper():
        parts["container"] = FieldSpan("container", match.start("container_name"), container.end, container.probability)
        parts["title"] = FieldSpan("title", title.start, match.start(), title.probability)


def _law_review(text: str, parts: Parts) -> None:
    """``…, 140 U.`` | ``PA. L. REV. 487``: a volume and the abbreviated name of a law review."""
    title, container = parts.get("title"), parts.get("container")
    match = title and container and LAW_REVIEW.match(text[: container.start].rstrip(" .") + " ", title.end)
    if title and container and match:
        start = match.start("container_name")
        parts["container"] = FieldSpan("container", start, container.end, container.probability)
        parts.setdefault("volume", FieldSpan("volume", *match.span("volume"), container.probability))


def _name_first(text: str, parts: Parts, host: str) -> None:
    """A name before the title is the publication if it is a known site, else an organisation as the author."""
    container, title, author = parts.get("container"), parts.get("title"), parts.get("author")
    if container and title and not author and container.end <= title.start:
        words = text[container.start : container.end]
        if (is_organisation(words) or _is_person_before(text, container)) and not is_site(words):
            relabel(parts, "container", "author")
    elif author and not container and _container_among_authors(text, parts, author):
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
        relabel(parts, "author", "container")


def _is_person_before(text: str, name: FieldSpan) -> bool:
    """Whether a name with an initial or a particle, or before a year in brackets, is that of a person."""
    words = text[name.start : name.end]
    people = read_names(words)
    marked = any(word.rstrip(".").casefold() in PARTICLES or len(word.rstrip(".")) == 1 for word in words.split()[1:-1])
    return len(people) == 1 and bool(people[0].given) and (marked or BRACKETED_YEAR.match(text, name.end) is not None)


def _container_among_authors(text: str, parts: Parts, author: FieldSpan) -> bool:
    """``Nikkei Asia, Kosuke Takeuchi, …``: whether a publication precedes the authors."""
    container_name, comma, people = text[author.start : author.end].partition(", ")
    if not comma or " " not in people or not is_site(container_name) or INITIALS.match(people.split(",")[0]):
        return False  # ``Stern, J. D., & Holm, F. H.`` are persons
    parts["container"] = FieldSpan("container", author.start, author.start + len(container_name), author.probability)
    parts["author"] = FieldSpan("author", author.start + len(container_name) + 2, author.end, author.probability)
    return True


def _is_host(name: str, host: str) -> bool:
    """Whether a one-word author is the site that the URL leads to, in any script."""
    known = publishers.of_host(host) if host not in ("", "doi.org") and len(name.split()) == 1 else None
    return known is not None and known.type in SITES


def _title_after_author(text: str, parts: Parts) -> None:
    """``Perrin, The Tin Parliament, London 1961``: after an author the name is a title, unless it is a site or has a volume."""
    container = parts.get("container")
    if not container or "title" in parts or "author" not in parts or container.start < parts["author"].start:
        return
    words = text[container.start : container.end]
    if ABBREVIATED.match(text, container.start) or WITH_VOLUME.match(text, container.start):
        return
    if match := EXCLAIMED.search(words) or STOPPED.search(words):
        end = container.start + match.start() + match.group().startswith(("!", "?"))
        parts["title"] = FieldSpan("title", container.start, end, container.probability / 2)
        parts["container"] = FieldSpan("container", container.start + match.end(), container.end, container.probability / 2)
    elif not is_site(words) and not {"volume", "issue"} & parts.keys():
        relabel(parts, "container", "title", 0.5)


def _title_alone(text: str, parts: Parts, found: Sequence[FieldSpan], host: str) -> None:
    """A name without title and date is the title, unless it is a known publication or the host's name."""
    container = parts.get("container")
    if not container or "title" in parts or "author" in parts or any(part.label == "date" for part in found):
        return
    if not _names_site(text[container.start : container.end], host):
        relabel(parts, "container", "title", 0.5)


def _container_in_title(text: str, parts: Parts, host: str) -> None:
    """A known publication, or the host's name, at the beginning or end of a title is the container."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    edges = list(islice(EDGE.finditer(text, title.start, title.end), 2 * EDGES))
    for edge in reversed(edges[-EDGES:]):
        if edge.group()[0] != ":" and _names_site(text[edge.end() : title.end], host):
            parts["container"] = FieldSpan("container", edge.end(), title.end, title.probability / 2)
            parts["title"] = FieldSpan("title", title.start, edge.start(), title.probability)
            return
    if "author" in parts or not host:
        return
    for edge in edges[:EDGES]:
        words = text[title.start : edge.start()]
        if _names_site(words, host):
            name = "author" if is_organisation(words) or (ACRONYM.fullmatch(words) and not is_site(words)) else "container"
            parts[name] = FieldSpan(name, title.start, edge.start(), title.probability / 2)
            parts["title"] = FieldSpan("title", edge.end(), title.end, title.probability)
            return


def _ends_at_url(text: str, parts: Parts) -> None:
    """The words that introduce a URL are no part of a publication's name."""
    container = parts.get("container")
    match = container and URL_FOLLOWS.search(text[container.start : container.end])
    if not container or not match or not match.start():
        return
    if " " in match["words"] or match["words"] == "URL" or URL_BEGINS.match(text, container.end):
        parts["container"] = FieldSpan("container", container.start, container.start + match.start(), container.probability)


def _ends_in_volume(text: str, parts: Parts) -> None:
    """``The Moor Quarterly 249``: a number at the end of a publication's name is its volume."""
    container = parts.get("container")
    if container and (twice := TWICE.fullmatch(text, container.start, container.end)):  # as publication and as publisher
        parts["container"] = FieldSpan("container", *twice.span("name"), container.probability)
    match = container and "volume" not in parts and VOLUME_AT_END.search(text, container.start, container.end)
    if container and match:
        parts["container"] = FieldSpan("container", container.start, match.start(), container.probability)
        parts["volume"] = FieldSpan("volume", *match.span("volume"), container.probability / 2)


def _is_no_sentence(text: str, parts: Parts) -> None:
    """Twelve words, mostly small, are a sentence about the source or a quotation from it, and no publication."""
    container = parts.get("container")
    words = WORDS.findall(text[container.start : container.end]) if container else []
    if len(words) >= SENTENCE and sum(word[0].islower() for word in words) > SMALL_SHARE * len(words):
        del parts["container"]


def _names_site(name: str, host: str) -> bool:
    """Whether a name is a known publication's or a host's."""
    words = [] if name.isdecimal() else WORDS.findall(name)
    return 0 < len(words) <= CONTAINER_WORDS and (is_site(name) or bool(host and hosted(words, host) != "0"))


def is_site(name: str) -> bool:
    """Whether the publisher table lists a name as a site or publication, and not as an organisation that writes."""
    found = publishers.find(name)
    return found is not None and found.type in SITES
