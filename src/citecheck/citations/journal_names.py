"""Rules that find a journal by the numbers behind it: volume, issue and pages belong to a journal, whatever it is called.

``Wet fens of the north. Nervous moor, 1943. 2(3): 217–250`` · ``Wet fens, Moor Studies, vol. 1, n° 3, 1997, p. 3–9``
"""

import re

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.citations.venue_rules import QUOTES
from citecheck.language.months import MONTHS
from citecheck.language.venue_words import JOURNAL
from citecheck.patterns import lazy_pattern

_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGE, _PAGES = r"[A-Za-z]?\d{1,6}", r"[A-Za-z]?\d{1,6}\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,6}"
_DATE = rf"(?:\(?(?:[^\W\d_]{{3,10}}\.?\s)?{_YEAR}\)?[.,;:]?\s)?"
_ISSUE_LABEL = r"(?:[Nn][or]?\.|[Nn][or]?\s?[°º]|№|[Hh](?:eft)?\.?\s|[Ii]ss(?:ue|\.))"
_PAGES_LABEL = r"(?:pp?\.\s?|S\.\s?)"
# Volume, issue and page; volume and pages; issue and pages. A volume alone may be one of a book.
NUMBERS = lazy_pattern(
    rf"[.,;:]?\s(?:\(?(?:(?P<month>[^\W\d_]{{3,10}})\.?\s)?{_YEAR}\)?[.,;:]?\s)?(?:"
    rf"(?!{_YEAR}\s\()(?:[Vv](?:ol)?\.?\s?)?\d{{1,4}}\s?\(\d{{1,4}}(?:[–/-]\d{{1,4}})?\)[\s:,.]{{1,3}}{_PAGES_LABEL}?{_PAGE}\b"
    rf"|(?!{_YEAR})\d{{1,4}}[,:]\s{_PAGES_LABEL}?{_PAGES}"
    rf"|(?:[Vv](?:ol)?|[Tt]|[Bb]d)\.?\s?\d{{1,4}}[,;:]\s?(?:{_ISSUE_LABEL}\s?\d|[Nn]\d|{_DATE}{_PAGES_LABEL}{_PAGE}\b)"
    rf"|{_ISSUE_LABEL}\s?\d[\d–/-]{{0,8}}[,.:;]?\s{_DATE}{_PAGES_LABEL}?{_PAGES}"
    rf")"
)
PAGES_BEHIND_QUOTATION = lazy_pattern(rf"\s{_PAGES_LABEL}{_PAGES}")
NAME = lazy_pattern(r"[?!]?[”»\"]?(?:\s*+[.,])?\s(?P<name>[A-ZÀ-Þ][^;:“”\"«»()\[\]\d]{1,80})")
QUOTED = lazy_pattern(r"[.,?!]?[”»\"]")
STOPS = lazy_pattern(r"(?:(?<=[^\W\d_]{3})|(?<=[)\s]))\.\s+|(?<=[?!])\s+")  # a remark in brackets may be blank
COMMAS = lazy_pattern(r",\s+")
# A medium in brackets is blank in what the model reads; a day follows.
MEDIUM_AND_DAY = lazy_pattern(r"\s{6,40}+\.\s(?:[0-3]?\d\.?\s(?:de\s)?[^\W\d_]{3,12}|[^\W\d_]{3,12}\s[0-3]?\d,)\.?\s(?:19|20)\d\d")
MOST_WORDS, LEAST_TITLE = 8, 3  # words of a journal, and of the title before it
MOST_ABBREVIATED = 2  # words up to the stop of an abbreviation
ABBREVIATIONS = lazy_pattern(r"(?<![^\s(])(?:(?:[A-Z][a-z]{1,8}|J)\.\s){1,8}$")
# Begin no journal's name
NO_NAME = frozenset(
    ("and", "or", "of", "in", "with", "und", "oder", "et", "ou", "von", "edited", "translated", "vol", "no", "nr", "bd", "pp")
)
NUMBER_FOLLOWS = lazy_pattern(rf"[.,]?\s(?:\(?{_YEAR}\)?,?\s)?\(?(?:[Vv]ol\.?\s)?\d")
SEPARATORS = lazy_pattern(r"[\s.,:”»\"’]*+")
NO_ABBREVIATION = frozenset(
    ("vol", "no", "pt", "part", "ed", "eds", "fig", "jr", "sr", "st", "dr", "mr", "mrs", "inc", "ltd", "co", "ii", "iii", "iv")
)
MISREAD = frozenset(("publisher", "place", "collection", "editor"))  # what the model may take a journal for; a book has one of them
SURE = 0.9  # the form leaves hardly another reading


def journal_before_numbers(text: str, parts: Parts) -> None:
    """``Slow floods. La revue du Marais, mai 2015, n° 7, p. 4–9``: what stands between a title and a journal's numbers is the journal."""
    title = parts.get("title")
    start, end = (_between(text, title) if title and "container" not in parts else None) or (0, 0)
    inside = {name for name, part in parts.items() if part.start < end and start < part.end}
    if end and inside <= MISREAD and not (parts.keys() - inside) & MISREAD:
        for name in inside:
            del parts[name]
        parts["container"] = FieldSpan("container", start, end, SURE)


def journal_in_title(text: str, parts: Parts) -> None:
    """``Slow floods of the fen. Nervous moor, 1943. 2(3): 217–250``: before a journal's numbers the last part of a title is the journal."""
    title = parts.get("title")
    if (
        not title
        or parts.keys() & {"container", "editor", "publisher", "place"}
        or not _are_numbers(NUMBERS.match(text, title.end))
    ):
        return
    if QUOTED.match(text, title.end) or text[title.start - 1 : title.start] in QUOTES:
        return
    for marks in (STOPS, COMMAS):
        mark = last_mark(text, title.start, title.end, marks)
        name = text[mark.end() : title.end] if mark else ""
        if mark and is_name(name) and len(text[title.start : mark.start()].split()) >= (1 if marks is STOPS else LEAST_TITLE):
            parts["title"] = FieldSpan("title", title.start, mark.start(), title.probability)
            parts["container"] = FieldSpan("container", mark.end(), title.end, title.probability / 2)
            return


def abbreviations_before_journal(text: str, parts: Parts) -> None:
    """``… of the fen. Biol.`` | ``Peat 103, 131``, ``Bull. Soc.`` | ``Chim. 9 (1983)``: abbreviations before a journal belong to its name."""
    container = parts.get("container")
    if not container or not NUMBER_FOLLOWS.match(text, container.end):
        return
    before = max((part for part in parts.values() if part.start < container.start), key=lambda part: part.start, default=None)
    match = ABBREVIATIONS.search(text, before.start if before else 0, container.start)
    words = {word.casefold() for word in match.group().replace(".", " ").split()} if match else set()
    if not match or words & NO_ABBREVIATION:
        return
    if before and match.start() >= before.end:
        if not words & JOURNAL and not SEPARATORS.fullmatch(text, before.end, match.start()):
            return  # a name's end: ``Ed. by Tom Moor. Peat Letters 3 (1990)``
    elif before and not _give_up(text, parts, before, match.start(), sure=bool(words & JOURNAL)):
        return
    parts["container"] = FieldSpan("container", match.start(), container.end, container.probability)


def _give_up(text: str, parts: Parts, field: FieldSpan, at: int, *, sure: bool) -> bool:
    """Let a title, or surely authors, end before the sentence at ``at``; whether that is possible."""
    kept = text[:at].rstrip()
    if (at > field.start and not kept.endswith((".", "?", "!"))) or not (
        (field.label == "title" and at > field.start) or (field.label in ("title", "author") and sure)
    ):
        return False
    if at > field.start:
        parts[field.label] = FieldSpan(field.label, field.start, len(kept), field.probability)
    else:
        del parts[field.label]
    return True


def journal_before_medium(text: str, parts: Parts) -> None:
    """``Přívoz zůstává zavřený. | Přístavní listy [online]. 4. března 2018``: what stands before the medium and a whole date is a newspaper (ISO 690)."""
    title = parts.get("title")
    if not title or "container" in parts or not MEDIUM_AND_DAY.match(text, title.end):
        return
    stop = last_mark(text, title.start, title.end)
    if stop and stop.start() - title.start >= LEAST_TITLE and is_name(text[stop.end() : title.end]):
        parts["container"] = replace(title, label="container", start=stop.end())
        parts["title"] = replace(title, end=stop.start())


def subtitle_in_container(text: str, parts: Parts) -> None:
    """``Closure of the ocean:`` | ``evidence from the fens of the south. Moor Research``: a clause before the journal is the subtitle."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or text[title.end : container.start] != ": " or "volume" not in parts:
        return
    stop = last_mark(text, container.start, container.end)
    if stop and is_name(text[stop.end() : container.end]) and len(text[container.start : stop.start()].split()) > LEAST_TITLE:
        parts["title"] = FieldSpan("title", title.start, stop.start(), title.probability)
        parts["container"] = FieldSpan("container", stop.end(), container.end, container.probability)


def _between(text: str, title: FieldSpan) -> tuple[int, int] | None:
    """The span of a name between a title and a journal's numbers."""
    found = NAME.match(text, title.end) or (NAME.match(text, title.end - 1) if text[title.end - 1] in "?!" else None)
    if not found:
        return None
    patterns = (NUMBERS, PAGES_BEHIND_QUOTATION) if QUOTED.match(text, title.end) else (NUMBERS,)
    for end in range(found.start("name") + 2, found.end() + 1):
        if text[end - 1] not in " .,;:" and any(_are_numbers(pattern.match(text, end)) for pattern in patterns):
            stop = last_mark(text, found.start("name"), end, from_title=False)
            start = stop.end() if stop else found.start("name")  # the end of the title, before it
            return (start, end) if is_name(text[start:end]) else None
    return None


def last_mark(text: str, start: int, end: int, marks: re.Pattern[str] = STOPS, *, from_title: bool = True) -> re.Match[str] | None:
    """The last separator in ``text[start:end]``, without the stops of abbreviations: ``… of the fen. Contin. Dyn. Syst``.

    ``from_title``: the text begins with the title, and not with the journal.
    """
    found = [*marks.finditer(text, start, end)]
    while len(found) > from_title and marks is STOPS:
        words = text[found[-2].end() if len(found) > 1 else start : found[-1].start()].split()
        if len(words) > MOST_ABBREVIATED or not all(word[0].isupper() for word in words):
            break
        found.pop()
    return found[-1] if found else None


def _are_numbers(found: re.Match[str] | None) -> bool:
    """Whether a match is of numbers, and the word before their year is a month."""
    month = found.groupdict().get("month") if found else None
    return found is not None and (not month or month.lower() in MONTHS)


def is_name(words: str) -> bool:
    """Whether words may be a journal's name: few, the first with a capital, and none that ends a sentence."""
    first, *rest = words.split() or [""]
    return first[:1].isupper() and len(rest) < MOST_WORDS and first.casefold() not in NO_NAME
