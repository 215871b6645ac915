"""Rules for marks within titles that end none: ordinals, a quoted phrase, a question before the rest of the title.

``Quays of the 19. Jahrhundert`` · ``I’m like, “Say what?!”: A new quotative in the fen`` · ``What is peat? A survey. Moor Research 16: 3–9``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.journal_names import is_name, last_mark
from citecheck.citations.rules import Parts
from citecheck.citations.title_tails import LANDS
from citecheck.citations.venue_rules import QUOTES
from citecheck.language import publishers
from citecheck.language.quotation_marks import find_quotations
from citecheck.language.venue_words import JOURNAL
from citecheck.patterns import lazy_pattern

# A number's full stop makes it an ordinal before a century, an anniversary and the like, and behind German articles and prepositions.
ORDINAL = lazy_pattern(
    r"(?<!\d)\d{1,2}(?P<stop>\.?\s(?:(?:Jahrhundert|Geburtstag|Jahrestag|Jahrgang|Todestag|Kongress|Bundestag|Wahlperiode|Legislatur|Welt)[^\W\d_]{0,12}|"
    r"[Jj]h(?:dt|rh)?s?\.|(?:århundred|århundra|århundre|stolet|století|storoč|stoljeć|stulec|wiek|vijek|век|столет|століт|vuosisa|sajand|század|gadsimt|yüzyıl|mend)[^\W\d_]{0,6}))"
)
BEHIND_ARTICLE = lazy_pattern(
    r"\b(?:der|des|dem|den|die|das|im|vom|am|zum|zur|beim|ins|ab|frühen|späten|ausgehenden)\s\d{1,2}(?P<stop>\.\s[A-ZÄÖÜ][a-zäöüß]{3,20})(?=[\s.,:;)])"
)
MONTH_BEHIND = lazy_pattern(r"\.\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
SEPARATORS = lazy_pattern(r"[\s.,:;]+")
# Behind a quoted phrase that is not the whole title
GOES_ON = lazy_pattern(r"(?<![,.].):\s|(?<![,.].)\s(?!(?:in|dans|en|w|v)\s)(?=[a-zà-ÿ(])")
LEAST = 3  # characters of a field that is left
OTHERS = frozenset(("container", "publisher", "place", "editor", "volume", "issue", "genre"))
FIELDS = frozenset(("container", "publisher", "place", "collection", "volume", "issue", "number", "edition", "note", "genre"))
YEAR_BEFORE = lazy_pattern(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.,:]?\s$")
WORD = lazy_pattern(r"[A-ZÀ-Þ][^\W\d_]+")
ONLY_STOP = lazy_pattern(r"[.\s]*")
# ``Canals for Lawyers, Hart, 2019``, ``The Quay's New Coat, Elm-Moor House (1949)``: a name of capitals between the last comma and the year
HOUSE_LAST = lazy_pattern(
    r",\s(?P<house>(?!(?:An?|The|Der|Die|Das|Les?|La|Il|El|Part|Vol|Volume|Band|Tome|Teil|Kommentar|Commentary)\b|[IVXLC]+$)[A-ZÀ-Þ][\w’'-]{2,20}(?:\s(?:(?:&|and|und|et|y|e)\s)?[A-ZÀ-Þ][\w’'-]{1,20}){0,3})$"
)
ITS_YEAR = lazy_pattern(r"(?:,\s|\s\()(?:1[5-9]|20)\d\d\)?(?:[,.;]|\s*$)")
LEAST_WORDS = 2  # of a title before its publisher
AND = lazy_pattern(r"\s(?:und|u\.|and|et|e|y)\s")
PRESS_FIRST = lazy_pattern(
    r"[.,]\s(?P<publisher>(?:NXB|Nxb|Nhà xuất bản|Wydawnictwo|Wydawn\.|Oficyna Wydawnicza|Изд(?:ателство|ательство|-во|\.)|Вид(?:авництво|-во)|Nakladatelství|Uitgeverij|Forlaget|Éditions|Editorial|Editora|Ediciones|Edizioni)\s[^.,:;“”«»\"]{2,50})$"
)


def ordinal_in_title(text: str, parts: Parts) -> None:
    """``Ports of the 19`` | ``. Jahrhundert, Ulm 2004``: the full stop of an ordinal number ends no title."""
    title = parts.get("title")
    match = _ordinal(text, title) if title else None
    if not title or not match:
        return
    end = match.end("stop")
    parts["title"] = FieldSpan("title", title.start, end, title.probability)
    for name in [name for name, part in parts.items() if name in FIELDS and title.end <= part.start < end]:
        part = parts.pop(name)
        start = mark.end() if (mark := SEPARATORS.match(text, end)) else end
        if part.end - start >= LEAST:
            parts[name] = FieldSpan(name, start, part.end, part.probability)
    _joined_place(text, parts, end)


def _ordinal(text: str, title: FieldSpan) -> re.Match[str] | None:
    """The ordinal number in which a title was cut: its full stop stands at the title's end."""
    for pattern in (ORDINAL, BEHIND_ARTICLE):
        match = pattern.search(text, max(title.start, title.end - 24))
        if match and match.start("stop") == title.end and not MONTH_BEHIND.match(text, title.end):
            return match
    return None


def _joined_place(text: str, parts: Parts, at: int) -> None:
    """``… Jahrhundert. | Ulm |, Bonn 1984``: a lone name between such a title and a place is a place too."""
    place = parts.get("place")
    for name in ("container", "publisher"):
        part = parts.get(name)
        if place and part and at <= part.start and " " not in text[part.start : part.end] and text[part.end : place.start] == ", ":
            parts["place"] = FieldSpan("place", part.start, place.end, place.probability)
            del parts[name]


def question_before_journal(text: str, parts: Parts) -> None:
    """``What is peat?`` | ``A survey of the fens. Moor Research 16: 3–9``: a sentence between a question and a journal belongs to the title."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or not {"volume", "issue"} & parts.keys() or container.start < title.end:
        return
    if text[title.end - 1] not in "?!" and text[title.end : container.start].strip() not in ("?", "!", "–", "—", ":"):
        return
    stop = last_mark(text, container.start, container.end)
    before = text[container.start : stop.start()].split() if stop else []
    if stop and len(before) >= LEAST and is_name(text[stop.end() : container.end]) and not names_journal(before):
        parts["title"] = FieldSpan("title", title.start, stop.start(), title.probability)
        parts["container"] = FieldSpan("container", stop.end(), container.end, container.probability)


def names_journal(words: Sequence[str]) -> bool:
    """Whether one of the words is one that journals are named with."""
    return not JOURNAL.isdisjoint(word.strip(".,").casefold() for word in words)


def phrase_in_title(text: str, parts: Parts) -> None:
    """``(1990). I’m like, “Say what?!”: A new quotative. Moor Speech, 65(3)``: a title goes on behind a phrase in quotation marks."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or container.start < title.end or not {"volume", "issue"} & parts.keys():
        return
    quoted = next((q for q in find_quotations(text) if title.start - 1 <= q.start <= container.start), None)
    on = GOES_ON.match(text, quoted.end) if quoted else None
    stop = last_mark(text, on.end(), container.end) if on else None
    if not quoted or not on or not stop or stop.start() <= title.end:
        return
    if container.start <= stop.end() and is_name(text[stop.end() : container.end]):
        start = quoted.start if title.start == quoted.start + 1 else title.start
        parts["title"] = FieldSpan("title", start, stop.start(), title.probability)
        parts["container"] = FieldSpan("container", stop.end(), container.end, container.probability)


def last_word_of_title(text: str, parts: Parts) -> None:
    """``(2014): Superweirs: Paths, Dangers, | Strategies``: a word that ends a title's list is no publication."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or text[title.end : container.start] != ", " or not ONLY_STOP.fullmatch(text, container.end):
        return
    word = WORD.fullmatch(text, container.start, container.end)
    listed = word and "," in text[title.start : title.end] and YEAR_BEFORE.search(text, max(0, title.start - 12), title.start)
    found = publishers.find(word.group()) if word and listed else None
    if word and listed and not (found and word.group() in (found.name, *found.aliases)):
        parts["title"] = replace(title, end=container.end)
        del parts["container"]


def house_before_year(text: str, parts: Parts) -> None:
    """``J. Smith, Canals for Lawyers, | Hart, 2019``: a name in capitals between a title's only comma and the year is the publisher, or the place."""
    author, title = parts.get("author"), parts.get("title")
    if (
        not author
        or not title
        or parts.keys() & OTHERS
        or text[title.start - 1 : title.start] in QUOTES
        or not ITS_YEAR.match(text, title.end)
    ):
        return
    match = HOUSE_LAST.search(text, title.start, title.end)
    head = text[title.start : match.start()] if match else ""
    if (
        not match
        or "," in head
        or len(head.split()) < LEAST_WORDS
        or match["house"] in LANDS
        or names_journal(match["house"].split())
    ):
        return
    parts["title"] = replace(title, end=match.start())
    name = "place" if match["house"] in CITIES else "publisher"
    parts[name] = replace(title, label=name, start=match.start("house"))


def press_in_title(text: str, parts: Parts) -> None:
    """``Văn hóa Khmer. | NXB Trẻ, 2018``: a word for a publisher, and its name, behind a title's stop or comma are the publisher."""
    title, place = parts.get("title"), parts.get("place")
    mark = last_mark(text, title.start, title.end) if title and place and "publisher" not in parts else None
    if title and place and mark and text[title.end : place.start] == ", ":
        house = text[mark.end() : title.end]
        if AND.search(house) and publishers.find(AND.sub(" & ", house)):  # ``Duncker und Humblot``
            parts["title"] = replace(title, end=mark.start())
            parts["publisher"] = replace(title, label="publisher", start=mark.end())
            return
    match = PRESS_FIRST.search(text, title.start, title.end) if title and "publisher" not in parts else None
    if title and match and match.start() > title.start:
        parts["title"] = replace(title, end=match.start())
        parts["publisher"] = FieldSpan("publisher", *match.span("publisher"), title.probability)
