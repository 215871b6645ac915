"""Rules for what stands behind a title and is no part of it: volumes, kinds of theses, numbers of reports, editors, the book, the place.

``Codices, 2 vols. Ulm`` · ``Der Kai. Diplomarbeit, Universität Ulm`` · ``Fens, LEI-Report 2012-009`` · ``Le navi, in I porti antichi, Roma 1996``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.imprint_rules import COUNTRIES
from citecheck.citations.rules import Parts, cede
from citecheck.citations.work_kinds import THESIS_NAMES
from citecheck.patterns import lazy_pattern

LEAST = 6  # characters of a title that is left
LONGEST_CITY = 3  # words
VOLUMES = lazy_pattern(
    r"(?:[,.]\s(?:\d{1,2}\s(?:vols?|voll?|Bde?|Bände|tomes?|tomi)|voll?|vols?|(?:[Vv]olume|[Tt]omo)\s[a-zà-ÿ]{4,9}(?:,\s(?:tomo|parte)\s[a-zà-ÿ]{4,9})?)\.?|\s\((?:[Vv]ols?|[Bb]d|[Tt](?:ome|\.)?)\.?\s?(?:\d{1,3}|[IVX]{1,5})\))$"
)
THESIS_LAST = lazy_pattern(
    r"[.,]\s(?P<genre>(?:unveröff(?:entlichte|\.)\s)?(?:dissertation|diss\.|habilitation|thèse(?: de doctorat)?|"
    rf"{THESIS_NAMES}|ph\.?\s?d\.?\s(?:thesis|diss(?:ertation|\.))|(?:master|doctoral|bachelor)(?:['’]s)?\s(?:thesis|dissertation)))"
    r"(?![^\W\d_]|,?\s(?:and|or|und|oder|et|ou|y|e|o|i)\s)(?P<rest>[^“”\"]{0,160})$",
    re.IGNORECASE,
)
KIND_FIRST = lazy_pattern(
    rf"(?P<genre>dissertation|diss\.|habilitation|thèse|{THESIS_NAMES}|(?:ph\.?\s?d\.?|master(?:[’']s)?|doctoral)\s(?:thesis|dissertation)),?\s(?=[^\W\d_])",
    re.IGNORECASE,
)
UNIVERSITY = lazy_pattern(
    r"(?<![^\W_-])(?P<name>(?:[A-ZÀ-Þ][\w’]{0,20}+[\s-]){0,4}(?:Universität|Università|Université|Universidad|Universidade|University|Hochschule|Univ\.|Uniwersytet|Univerzita)(?:[\s-][\w’-]+){0,4})"
)
# ``LEI-Report 2012-009``, ``P00-519``, ``ECB-2012-09``; titles end in ``COVID-19``, ``F-16`` and ``AD 400–600``
REPORT = lazy_pattern(
    r"[.,]\s(?P<number>(?:[A-Z][\w-]{0,14}[-\s](?:Report|Bericht|Paper|Papier|Rapport)\s(?:(?:No|Nr)\.\s)?\d[\d/–-]{0,11}|[A-Z]{1,6}(?:\d{1,4}|[-/]\d{1,4})[-/]\d{2,5}|[A-Z]{2,6}\s(?:19|20)\d\d[-/]\d{3,5}))$"
)
# Where a paper was given, that nobody published it, and the series of papers that it is one of.
UNPUBLISHED = (
    r"(?:(?:[Uu]npublished\s)?(?:[Cc]onference\s|[Ii]nvited\s)?(?:[Pp]aper|[Pp]oster|[Ll]ecture|[Tt]alk|[Pp]resentation|[Aa]ddress)\s(?:presented|given|read|delivered|prepared|submitted|held|at|for\sthe)\b"
    r"|(?:[Uu]nveröff\w*\.?\s)?(?:Vortrag|Referat|Paper|Vorlesung|Präsentation)(?:,|\s(?:gehalten|präsentiert|vorgestellt|auf|bei|beim|am|im|an|in|zur|zum|anlässlich|vor)\b)"
    r"|(?:[Cc]ommunication|[Cc]onférence)\s(?:présentée|donnée|prononcée|au|à|lors)\b|[Pp]onencia\s(?:presentada|en|del?)\b|[Cc]omunicaci[óo]n\spresentada\b|[Cc]omunicação\sapresentada\b"
    r"|[Tt]rabalho\sapresentado\b|[Tt]rabajo\spresentado\b|(?:[Rr]elazione|[Ii]ntervento)\s(?:presentat[ao]|tenut[ao]|al|alla)\b|[Rr]eferat\s(?:wygłoszony|na)\b|[Дд]оклад\s(?:на|,)"
    r"|[Mm]imeo\b|[Mm]imeographed\b|[Uu]npublished\s(?:manuscript|paper|report|ms|typescript)\b|[Uu]nveröffentlicht(?:e|es|er)\s(?:Manuskript|Typoskript|Papier|Vortrag)\b|[Mm]anuscrit\sinédit\b"
    r"|(?:[Ii]m\sAuftrag\s(?:de[rs]|von)|[Cc]ommissioned\sby|[Pp]repared\sfor)\s)"
)
PAPERS = r"(?:(?:[A-ZÀ-Þ][\w.’-]{0,20}|of|for|in|der|für)\s){0,6}(?:Discussion|Working|Research|Information|Policy|Occasional|Position|Diskussions|Arbeits)[\s-]?(?:[Pp]apers?|[Pp]apiere?)"
OCCASION = lazy_pattern(rf"[.,?!]\s{UNPUBLISHED}")
IN_PAPERS = lazy_pattern(rf"[.,?!]\s(?P<collection>{PAPERS})(?![\s-][a-z])")
EDITED = lazy_pattern(
    r"(?:(?<![,.\s])\sa\scura\sd(?:i|el|ella|ei)|[.,]\s(?:a\sc(?:ura|\.)\sd(?:i|el|ella|ei)|[Hh]erausgegeben\sv(?:on|om)|[Hh]rsg\.\sv(?:on|om|\.)|[Hh]g\.\sv(?:on|om|\.)|(?:[Ee]dited|[Ee]ds?\.)\sby|"
    r"[Éé]d(?:ité|s?\.)\spar|sous\sla\sdir(?:ection|\.)\sde|(?:[Ee]d(?:ición|\.)|[Cc]oord(?:inado|\.))\spor))\s(?P<editor>[A-ZÀ-Þ][^“”\"«»\d]{3,120})$"
)
TRANSLATED = lazy_pattern(
    r"[.,]\s(?:trad(?:uzione|uction|ucción|\.)?,?\s(?:it(?:aliana|al)?|fr(?:ançaise|anç)?|esp(?:añola)?|ingl(?:ese)?)\b\.?|(?:[Tt]ranslated\sby|[Tt]raduit\s(?:de\s[^,]{3,30}\s)?par|[Üü]bersetzt\svon|[Tt]raducción\sde|[Tt]raduzione\sdi|[Pp]rze[łl]\.|[Tt]łum\.|[Tt]radução\s(?:de|por)|[Tt]raducido\spor|"
    r"[Tt]rans\.(?:\sby)?|[Tt]rad\.\s(?:par|di|de|por))\s(?P<translator>[A-ZÀ-Þ][^“”\"«»\d]{3,80}))$"
)
OFFPRINT = lazy_pattern(
    r"[.,]\s(?:[Ee]str(?:atto|\.)\sda|[Ee]xtrait\sd|[Tt]iré\sà\spart|[Ss]onder(?:ab)?druck\saus|[Oo]ffprint\sfrom|[Ss]eparata\sd|[Nn]umero\s(?:speciale|monografico|unico)\sd|[Nn]uméro\sspécial\sd|[Ss]pecial\sissue\sof)(?:[^.;«“„]{0,40}[«“„]\s?(?P<container>[^«»“”„]{2,80}?)(?:\s?[»”“]|$)|[^.;]{0,80})$"
)
EDITS_FIRST = lazy_pattern(
    r"(?:a\sc(?:ura|\.)\sd(?:i|el|ella)|[Hh]rsg\.\sv(?:on|om|\.)|[Hh]g\.\sv(?:on|om|\.)|[Ee]d(?:ited|s?\.)\sby|(?:[Éé]d(?:ité|s?\.)|sous\sla\sdir(?:ection|\.))\s(?:par|de))\s"
)
# The title of a book behind "in": a colon, an article or a subtitle tell it; "in England and Wales" is a place.
IN_BOOK = lazy_pattern(
    r",\s(?:in|dans)(?::\s|\s(?=(?:Il?|L[aeo]|Gli|Les|The|An?|D(?:er|ie|as)|Un[ae]?)\s|L[’']|[^,.]{3,80}:))(?=[A-ZÀ-Þ])"
)
IN_NAME = lazy_pattern(r",\s(?:sta\s)?(?:in|dans|en|em|w)\s(?=[A-ZÀ-Þ])")
IN_PLACE = lazy_pattern(r",\s(?:in|dans|en|em|w)\s")
IN_SENTENCE = lazy_pattern(r"[.?!]\sIn:?\s(?=[A-ZÀ-Þ])")
BOOK_GOES_ON = lazy_pattern(r"\s?[.:]\s")
CAPITALS = lazy_pattern(r"(?<![\w’'])[A-ZÀ-Þ][\w-]+")
# Countries and continents as notes in other languages than English name them
LANDS = COUNTRIES | frozenset(
    (
        "Italia", "Francia", "Germania", "Spagna", "Inghilterra", "Austria", "Svizzera", "Grecia", "Russia", "Polonia", "Ungheria", "Turchia", "Europa",
        "Europe", "Asia", "Africa", "America", "Deutschland", "Frankreich", "Österreich", "Schweiz", "Italien", "Spanien", "Polen", "Afrika", "Amerika",
        "Allemagne", "Italie", "Espagne", "Angleterre", "Suisse", "Belgique", "Afrique", "Amérique", "Asie", "España", "Alemania", "Inglaterra",
        "México", "Perú", "Brasil", "Portugal", "Brazil", "Argentina", "Chile", "Colombia", "Polska", "Polsce", "Niemczech", "Great", "Britain", "North", "South",
    )
)  # fmt: skip
_CITY = r"[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+)?"
PLACE_LAST = lazy_pattern(
    rf",\s(?P<place>(?P<city>[A-ZÀ-Þ][^\W\d_]+)(?:\s(?:a\.\s?M\.?|am\sMain|i\.\s?Br?\.?))?(?:/[A-ZÀ-Þ][^\W\d_]+)?|(?P<cities>{_CITY}(?:\s?/\s?{_CITY}){{1,3}}))\.?$"
)
REMARK_LAST = lazy_pattern(r"(?:\s?\[[^\[\]]{3,60}\])?[\s.]*$")
_YEARS = r"(?:1\d|20)\d\d\s?[-–—/]\s?(?:(?:1\d|20)\d\d|\d\d)"
YEARS_BEHIND = lazy_pattern(rf"\s\({_YEARS}\)(?=[.,:]?\s)|,\s{_YEARS}(?=\.\s|,\s(?:in|dans)\s)")
YEARS_ON = lazy_pattern(r"(?<=\d\d\d\d)\s?[-–—]\s?(?:1\d|20)\d\d(?!\d)(?P<more>\s?[:.]\s)?")
YEARS_AND_COLON = lazy_pattern(rf"{_YEARS}(?P<end>\s?:\s)(?P<more>[^\d:;()\[\]]{{12,200}}?)(?=[,.]?\s(?:S|s|pp?|P|str)\.\s\d)")
NO_FIELDS = frozenset(("other", "note", "publisher", "container", "collection"))  # what the model may take a subtitle for
MOST_OF_PRESS = 4  # words of a publisher
LIFE = lazy_pattern(rf"\s\({_YEARS}\)\s(?=[a-zà-ÿ])")  # ``Andrea Moro (1712–1785) e la torba``
YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
YEAR_BEFORE = lazy_pattern(r"\(\s?(?:1[5-9]|20)\d\d[a-z]?\s?\)[\s.,:]{1,3}[“„«\"]?$")
ROLE_LAST = lazy_pattern(
    r"[.,]\s(?:[Pp]rze[łl]|[Tt]łum|[Tt]ransl?|[Tt]rad|[Üü]bers|[Oo]vers|[Öö]vers|[Pp]řel|[Пп]ер|[Пп]рев|[Рр]ед|[Rr]ed|[Oo]prac)$"
)
NAME_FOLLOWS = lazy_pattern(r"\.\s(?:(?:z|by|von|par|av|af|с)\s)?")


def tail_of_title(text: str, parts: Parts) -> None:
    """``Codices, 2 vols``, ``Fens, LEI-Report 2012-009``, ``Der Kai. Herausgegeben vom Hafenamt``: volumes, numbers and editors end a title."""
    title = parts.get("title")
    for pattern in (OFFPRINT, OCCASION, IN_PAPERS, VOLUMES, REPORT, TRANSLATED, EDITED) if title else ():
        match = pattern.search(text, title.start, title.end) if title else None
        if not title or not match or match.start() - title.start < LEAST:
            continue
        parts["title"] = title = replace(title, end=match.start() + (match.group()[0] in "?!"))
        for name in (name for name, words in match.groupdict().items() if words):
            parts.setdefault(name, FieldSpan(name, *match.span(name), title.probability))


def second_year(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Miners 1851 | - 1945 : Between safety and yield``: a title has the second year, and what a colon adds, which is too long for a publisher."""
    title = parts.get("title")
    colon = YEARS_AND_COLON.search(text, title.start) if title else None
    if title and colon and colon.start("end") == title.end and len(colon["more"].split()) > MOST_OF_PRESS:
        inside = {part.label for part in found if title.end <= part.start < colon.end()}
        if "other" in inside and inside <= NO_FIELDS:
            cede(parts, found, title.end, colon.end())
            parts["title"] = replace(title, end=colon.end())
            return
    on = YEARS_ON.match(text, title.end) if title else None
    if not title or not on or not YEAR.search(text[: title.start] + " " + text[on.end() :]):
        return
    press = parts.get("publisher")
    subtitle = on["more"] and press and press.start == on.end() and len(text[press.start : press.end].split()) > MOST_OF_PRESS
    if subtitle and press:
        del parts["publisher"]
    parts["title"] = replace(title, end=press.end if subtitle and press else on.end() - len(on["more"] or ""))


def years_of_subject(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``The fens at war | (1914–1918), Ulm 1984``, ``Power and peat |, 1300–1600``: years behind a title are its subject's, if another year is the source's."""
    title = parts.get("title")
    if not title:
        return
    first = next((part for part in found if part.label == "title" and part.end < title.start), None)
    life = LIFE.match(text, first.end) if first else None
    if first and life and life.end() == title.start:
        parts["title"] = replace(title, start=first.start)
        return
    match = YEARS_BEHIND.match(text, title.end)
    volume = parts.get("volume")
    if not match or (volume and volume.start < match.end()) or not YEAR.search(text[: title.start] + text[match.end() :]):
        return
    parts["title"] = replace(title, end=match.end())
    cede(parts, found, title.end, match.end())
    journal = next((part for part in found if part.label == "title" and part.start >= match.end()), None)
    if journal and "container" not in parts and text[match.end() : journal.start].strip(", ") in ("«", "“", "in «", "in “"):
        parts["container"] = replace(journal, label="container")


def kind_of_thesis(text: str, parts: Parts) -> None:
    """``Der Kai. | Diplomarbeit, Universität Ulm``: the kind of a thesis behind a title is none of its words, and the university publishes it."""
    title, publisher = parts.get("title"), parts.get("publisher")
    kind = KIND_FIRST.match(text, publisher.start, publisher.end) if publisher else None
    if publisher and kind:
        parts["publisher"] = replace(publisher, start=kind.end())
        parts.setdefault("genre", replace(publisher, label="genre", end=kind.end("genre")))
        return
    match = THESIS_LAST.search(text, title.start, title.end) if title else None
    if not title or not match or match.start() - title.start < LEAST:
        return
    parts["title"] = replace(title, end=match.start())
    parts.setdefault("genre", FieldSpan("genre", *match.span("genre"), title.probability))
    if (university := UNIVERSITY.search(text, match.start("rest"), title.end)) and "publisher" not in parts:
        parts["publisher"] = FieldSpan("publisher", *university.span("name"), title.probability)


def editor_as_author(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``in: I porti, | a c. di V. Moro, Venezia 1967``: another author, behind the title and a word for the role, edited the book."""
    title = parts.get("title")
    if not title or "editor" in parts:
        return
    for part in found:
        role = EDITS_FIRST.match(text, part.start) if part.label == "author" and part.start > title.end else None
        if role and role.end() < part.end:
            parts["editor"] = replace(part, label="editor", start=role.end())
            return


def book_in_title(text: str, parts: Parts) -> None:
    """``Le navi, | in Terre e porti antichi, Roma 1996, p. 3``: what "in" introduces in a title, before a place, a year or pages, is the book."""
    title, container = parts.get("title"), parts.get("container")
    end = container.end if container else title.end if title else 0
    if (
        title
        and container
        and IN_PLACE.fullmatch(text, title.end, container.start)
        and _is_land(text[container.start : container.end])
    ):
        parts["title"] = replace(title, end=container.end)  # ``The Fen, in | England and Wales``
        del parts["container"]
        return
    if not title or not {"place", "publisher", "pages"} & parts.keys() or not YEAR.search(text):
        return
    if container and (container.start < title.end or not BOOK_GOES_ON.fullmatch(text, title.end, container.start)):
        return
    last = _last_in(text, title, end, parts)
    if last and last.start() - title.start >= LEAST and end - last.end() >= LEAST:
        parts["title"] = replace(title, end=last.start() + (text[last.start()] in "?!"))
        parts["container"] = FieldSpan("container", last.end(), end, title.probability)


def _last_in(text: str, title: FieldSpan, end: int, parts: Parts) -> re.Match[str] | None:
    """The last "in" of a title that introduces a book."""
    patterns = [IN_BOOK] if "container" not in parts and "place" in parts else []
    patterns += [IN_SENTENCE] if "container" in parts else []
    for pattern in patterns:
        if found := [*pattern.finditer(text, title.start, title.end)]:
            return found[-1]
    named = [match for match in IN_NAME.finditer(text, title.start, title.end) if _is_book(text[match.end() : end], parts)]
    return named[-1] if named else None


def _is_land(name: str) -> bool:
    """Whether all capitals of a name are of countries and parts of the world."""
    capitals = set(CAPITALS.findall(name))
    return bool(capitals) and capitals <= LANDS


def _is_book(name: str, parts: Parts) -> bool:
    """Whether a name behind "in" is no place: not all its capitals are of cities and countries."""
    capitals = set(CAPITALS.findall(name))
    return len(name.split()) > (1 if parts.keys() & {"pages", "editor"} else 2) and not capitals <= CITIES | LANDS


def place_at_end(text: str, parts: Parts) -> None:
    """``(2001), Raumsoziologie, | Ulm a.D.``: in author-date styles a city behind the last comma is the place, unless it is one of several."""
    title = parts.get("title")
    if not title or {"place", "publisher", "container"} & parts.keys() or not REMARK_LAST.match(text, title.end):
        return
    match = PLACE_LAST.search(text, title.start, title.end)
    cities = {city.strip() for city in (match["city"] or match["cities"]).split("/")} & CITIES if match else set()
    if not match or not cities or (match["city"] and _is_other_city(text[title.start : match.start()], match["city"])):
        return
    if YEAR_BEFORE.search(text, max(0, title.start - 12), title.start):
        parts["title"] = replace(title, end=match.start())
        parts["place"] = FieldSpan("place", *match.span("place"), title.probability)


def _is_other_city(title: str, city: str) -> bool:
    """``Häfen in Bremen, | Hamburg``: whether words end with the name of another city."""
    words = title.split()
    last = {" ".join(words[-count:]) for count in range(1, LONGEST_CITY + 1)} & CITIES
    return bool(last) and last != {city}


def role_at_title_end(text: str, parts: Parts) -> None:
    """``Wały nad Bałtykiem, | przeł |. | Jan Nowak |, Gdynia: Wiąz``: a word for a role ends a title, and whose role it is follows."""
    title = parts.get("title")
    match = ROLE_LAST.search(text, title.start, title.end) if title else None
    names = NAME_FOLLOWS.match(text, title.end) if title and match else None
    if not title or not match or not names or match.start() - title.start < LEAST:
        return
    parts["title"] = replace(title, end=match.start())
    for name in ("container", "publisher", "author"):
        part = parts.get(name)
        if part and part.start in (title.end + 2, names.end()):
            del parts[name]
