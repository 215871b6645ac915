"""Rules that find where the titles of books begin and end: commas are part of them, and a place with a publisher, or "In", ends them.

``Circles: Trips Through History, Peat, Culture. New York: Fenn`` · ``“Introduction.” In Wet Fens, Dry Fens, 1–19. Berlin: Fenn, 2011``
"""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.patterns import lazy_pattern

_YEAR = r"(?:1[5-9]|20)\d\d"
_PLACE = r"[A-ZÀ-Þ][\w’'-]+(?:[\s-](?:am\s|on\s|an\sder\s|de\s)?[A-ZÀ-Þ][\w’'-]+){0,3}(?:,\s[A-Z][A-Za-z.]{1,5})?"
_ROLE = r"(?:(?:[Ee]dited|[Tt]ranslated|[Ii]llustrated|[Ii]ntroduced)\sby\s|(?:Eds?|Trans|Trad|Hrsg|Hg|Übers)\.\s(?:par\s|von\s|by\s|de\s)?)[^.:\d]{4,60}\.\s"
_EDITION = r"(?:\d{1,2}(?:st|nd|rd|th)\sed(?:ition|n)?\.?|Rev\.\sed\.|\d{1,2}\svols\.)\s"
# A place and a publisher behind a full stop, in the styles of Chicago, the MLA and the APA; roles and editions before them.
IMPRINT = lazy_pattern(
    rf"(?P<end>[.?!])\s(?:{_ROLE}|{_EDITION}){{0,2}}(?P<place>{_PLACE})\s?:\s(?P<publisher>[A-ZÀ-Þ][^:;()\d]{{1,60}}?)(?=,\s(?:c\.?\s?)?{_YEAR}|\.?$|\.\s(?:ISBN|https?:|doi\b))"
)
REST = lazy_pattern(r"[,:;]?\s(?P<rest>(?:(?![.?!]\s|\b(?:[Ii]n|[Ee]ds?|[Tt]rans|pp?|[Vv]ol)\b\.?\s)[^()\[\]“”\"«»])+)")
FIRST_WORDS = lazy_pattern(r"(?:^|[.)]\s+)(?P<words>[A-ZÀ-Þ][^.()\[\]“”\"«»\d]{1,80})$")  # between the author and the title
OPENING = frozenset("“\"«„‘'")
# The book that "In" introduces behind a title, up to what tells that it is one: volumes, an editor, pages, a place with a publisher.
_BOOK_ENDS = rf"(?=,\s(?:(?:edited|ed\.|eds\.|trans\.|herausgegeben|hg\.|hrsg\.|vols?\.|\d{{1,2}}\svols)|(?:pp?\.\s?|S\.\s)?\d{{1,4}}\s?[-–—]\s?\d)|\s\(pp?\.\s|\.\s(?:{_ROLE})?{_PLACE}:\s)"
BOOK = lazy_pattern(rf"[.?!,”»\"]\s+In:?\s(?P<book>[A-ZÀ-Þ][^“”\"«»()\d]{{3,160}}?){_BOOK_ENDS}")
BOOK_BEHIND_EDITORS = lazy_pattern(
    r"[.?!,”»\"]\s+In:?\s(?P<editor>[A-ZÀ-Þ](?:(?!,\s(?:[Ee]d|In\b))[^“”\"«»()\d]){3,160})(?:,\s(?:[Ee]ditors?|[Ee]ds?\.),|\s\((?:[Ee]ds?\.?|[Ee]ditors?|[Hh]rsg\.|[Hh]gg?\.|[Cc]oords?\.|[Dd]irs?\.)\)[,:]?)"
    r"\s(?P<book>[A-ZÀ-Þ](?:[^“”\"«»().\d]|\(\w+\)(?=\w)){3,200}?)(?=\.\s|,\s(?:pp?\.|[Vv]ol|\d)|\s\((?:pp?\.\s?)?\d|\.?$)"
)
WORKS = lazy_pattern(
    r"[.”“»\"]\s(?:[Vv]ol\.|[Vv]olume|Bd\.|[Tt]ome|[Bb]and)\s(?:\d{1,3}|[IVXLC]{1,6})\s(?:of|von|de|der)\s(?P<works>[A-ZÀ-ÞŒ][^.,;:()“”\"\d]{3,80})(?=[.,]\s)"
)
# ``In Moor and Heath, 15–51``
SURNAMES = lazy_pattern(r"[A-ZÀ-Þ][\w’'-]+(?:,\s[A-ZÀ-Þ][\w’'-]+)*+(?:,?\s(?:and|&|und|et|y)\s[A-ZÀ-Þ][\w’'-]+)?")
FIELDS = frozenset(("container", "collection", "publisher", "place", "editor"))
SURE = 0.9  # the form leaves hardly another reading


def title_before_imprint(text: str, parts: Parts) -> None:
    """``Circles: Trips Through History,`` | ``Peat, Culture. New York: Fenn``: a book's title goes on to the stop before place and publisher."""
    title = parts.get("title")
    if not title or text[title.start - 1 : title.start] in OPENING or {"volume", "issue"} & parts.keys():
        return
    imprint = IMPRINT.search(text, title.end)
    publisher = parts.get("publisher")
    if imprint and publisher and publisher.end < imprint.start("place") and text[: publisher.start].rstrip()[-1:] != ":":
        parts["publisher"] = FieldSpan("publisher", *imprint.span("publisher"), SURE)  # the other is a translator, or of the title
    rest = REST.fullmatch(text, title.end, imprint.start()) if imprint else None
    if not imprint or not rest or not _is_free(parts, rest.span("rest"), imprint.start("place")):
        return
    for name in [name for name, part in parts.items() if name in FIELDS and title.start < part.start < imprint.start()]:
        del parts[name]
    parts["title"] = FieldSpan("title", title.start, rest.end(), title.probability)
    for name in ("place", "publisher"):
        parts[name] = FieldSpan(name, *imprint.span(name), SURE)


def book_behind_in(text: str, parts: Parts) -> None:
    """``“Introduction.” In Wet Fens, Dry Fens, 1–19. Berlin: Fenn``: what "In" introduces behind a title is the book."""
    title, container = parts.get("title"), parts.get("container")
    match = BOOK_BEHIND_EDITORS.search(text, title.start) if title else None
    if container and match and match.start("editor") <= container.start < match.end("editor"):
        container = None  # the editors, taken for the book
    if title and not match and (match := BOOK.search(text, title.start)) and SURNAMES.fullmatch(match["book"]):
        return
    if not title or container or not match or not title.start < match.start() <= title.end + 1:
        return
    start, end = match.span("book")
    inside = {name for name, part in parts.items() if part.start < end and start < part.end} - {"title"}
    if not inside <= FIELDS:
        return
    for name in inside:
        del parts[name]
    parts["title"] = FieldSpan("title", title.start, min(title.end, match.start()), title.probability)
    parts["container"] = FieldSpan("container", start, end, SURE)
    if "editor" in match.groupdict():
        parts["editor"] = FieldSpan("editor", *match.span("editor"), SURE)


def volume_of_works(text: str, parts: Parts) -> None:
    """``“El Peatón.” Vol. 2 of Obras completas. Barcelona: Elm``: what a book is a volume of is its collection."""
    title = parts.get("title")
    match = WORKS.match(text, title.end) or WORKS.match(text, title.end - 1) if title else None
    container = parts.get("container")
    if match and container and match.start() <= container.start and container.end <= match.end("works"):
        del parts["container"]  # ``of Obras completas``
    if match and not {"container", "collection"} & parts.keys():
        parts["collection"] = FieldSpan("collection", *match.span("works"), SURE)


def _is_free(parts: Parts, span: tuple[int, int], imprint: int) -> bool:
    """Whether what the model read in a span is only what it may take words of a title for, and ends before the imprint."""
    start, end = span
    return all(
        name in FIELDS and part.end <= max(end, imprint) for name, part in parts.items() if part.start < end and start < part.end
    )
