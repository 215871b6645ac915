"""Rules for the border between names and a title: names that the model left in a title, and a title that it left in the names.

``Abigail Z.`` | ``Moor, Hanna Weir. Measured tides`` · ``Karen Moor, Jan Weir *Very deep fens*`` · ``Fens of the north / Amy Moor, Jan Weir``
"""

import re
from collections.abc import Sequence
from itertools import islice

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.citations.venue_rules import QUOTES
from citecheck.language.names import ET_AL, are_whole, is_organisation, read_names, surely_names
from citecheck.language.person_name import INITIALS, LEADING_INITIALS
from citecheck.patterns import lazy_pattern

# Marks that part names from the title behind them.
ENDS = lazy_pattern(r"(?<![\s.,(][^\W\d_])\.\s++|(?<!\s)\s?:\s++|(?<!\s)\s[-–—]{1,2}\s++|(?<!\s),?\s(?=[“\"«„])")
JOINS = lazy_pattern(r",?\s(?:(?:and|und|et|y|e|i|en|og|och|и|та|&)\s)?")
# Ends in a given name and an initial
GIVEN_LAST = lazy_pattern(r"(?:^|,\s|\s(?:and|und|et|y|e|&)\s)[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z]$")
INVERTED = lazy_pattern(r"[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.?){0,2}")  # Moor, Jan B.
ARTICLE = lazy_pattern(r"(?:A|An|The|I|O)\s")
POSSESSIVE = lazy_pattern(r"[’']s(?!\w)")
WITH_INITIALS = lazy_pattern(r"(?:[^\W\d_][\w’'-]+,?\s(?:[^\W\d_a-zа-яёіїєґ]\.\s?){1,3},?\s?)++(?=[^\W\d_][\w’'-]+)")
AFTER_TITLE = lazy_pattern(r"[.\s]{0,3}(?://|\[)")  # Russian: what a paper appeared in, or its medium
CONJUNCTION = lazy_pattern(r"(?:and|und|et|y|e|en|og|och|i|и|&)\s")
_INITIALED = r"(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z][\w’'-]{1,30}"
ONLY_INITIALS = lazy_pattern(rf"{_INITIALED}(?:,\s{_INITIALED}){{0,20}}(?:,?\s(?:and|und|et|y|e|en|og|och|i|и|&)\s{_INITIALED})?")
INITIALS_LAST = lazy_pattern(r"(?:^|[,\s])[^\W\d_a-z]\.\s[^\W\d_a-z][\w’'-]+$")
PERSON_FIRST = lazy_pattern(
    r"(?P<name>[^\W\d_a-z][^\W\d_A-Z]{2,14}\s(?:[^\W\d_a-z]\.\s)?[^\W\d_a-z][^\W\d_A-Z][\w’'-]{1,20})\.\s(?=[“\"«„]?[^\W_a-z])"
)
LEAST_WORDS = 8  # characters of a title behind a person
LONGEST, MOST_ENDS = 160, 4  # characters of names, and marks that may end them
LEAST_TITLE = 3  # characters
# Behind a title and a slash: who wrote a work (GOST, AACR), with a role or not; a dash parts several names from a title.
RESPONSIBLE = lazy_pattern(r"\s/\s(?P<names>[^/\n]{3,160}?)\.?$")
BEHIND_DASH = lazy_pattern(
    r"\s[–—-]\s(?:by\s|von\s|par\s|di\s|de\s)?(?P<names>[^–—\d\n]{6,160}?)(?P<role>\s\((?:editor|ed\.|eds\.|Hrsg\.)\))?$"
)
FULL_NAME = lazy_pattern(r"[^\W\d_a-z][^\W\d_A-Z]+\s[^\W\d_a-z]\.\s(?:[^\W\d_a-z]\.\s)?[^\W\d_a-z][\w’'-]+")  # Amy B. Moor
ROLED = lazy_pattern(
    r"(?:by|von|par|per|por|di|пер|под\s?г?|под ред|ред|сост|вступ|уклад|за ред|упоряд|transl?|ed|eds|hrsg|trad|zsgest)\b\.?",
    re.IGNORECASE,
)


def initials_end(text: str, parts: Parts) -> None:
    """``Гринев К. Закон и лес. М., 2001``: in a list of inverted names the title begins after the last initials."""
    author = parts.get("author")
    match = WITH_INITIALS.match(text, author.start, author.end) if author and "title" not in parts else None
    if not author or not match:
        return
    rest = text[match.end() : author.end]
    small = any(word[0].islower() for word in rest.split())
    if _has_initials(CONJUNCTION.sub("", rest, count=1)):
        return  # more names: ``Heath J. and Moor M.``, ``van der Moor F., Heath J.``, ``et al.``
    if (small and " " in rest) or (rest and not small and AFTER_TITLE.match(text, author.end)):
        parts["title"] = FieldSpan("title", match.end(), author.end, author.probability / 2)
        parts["author"] = FieldSpan("author", author.start, author.start + len(match.group().rstrip(" .")), author.probability)


def only_a_space(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Joint Statement`` | ``on the Dialogue``: a space parts no author from a title, unless it is emphasised or the author has initials."""
    author, title, container = parts.get("author"), parts.get("title"), parts.get("container")
    if not author or _has_initials(text[author.start : author.end]):
        return
    emphasised = title and any(start == title.start for start, _ in links)
    apart = emphasised and all(one.given for one in read_names(text[author.start : author.end]))
    if not apart and title and author.end < title.start and not text[author.end : title.start].strip():
        parts["title"] = FieldSpan("title", author.start, title.end, min(author.probability, title.probability))
        del parts["author"]
    if container and author.end < container.start and not text[author.end : container.start].strip():
        parts["author"] = FieldSpan("author", author.start, container.end, min(author.probability, container.probability))
        del parts["container"]


def _has_initials(names: str) -> bool:
    """Whether words are names of persons, and one has initials, or an abbreviation stands for more names."""
    people = read_names(names)
    return ET_AL.search(names) is not None or (
        are_whole(people) and any(INITIALS.match(word) for one in people for word in (one.given or "").split())
    )


def rest_of_names(text: str, parts: Parts) -> None:
    """``Abigail Z.`` | ``Moor, Hanna Weir. Measured tides``: what makes people of an author together with it is no title's beginning."""
    author, title = parts.get("author"), parts.get("title")
    if not author or not title or author.end > title.start or is_organisation(text[author.start : author.end]):
        return
    own = text[author.start : author.end].rstrip(". ")
    between = text[author.start + len(own) : title.start]
    cut = between == ". " and " " in own.partition(",")[0] and GIVEN_LAST.search(own) is not None
    if not cut and not JOINS.fullmatch(between):
        return
    for end in islice(ENDS.finditer(text, title.start, min(title.end, title.start + LONGEST)), MOST_ENDS):
        if text[end.end() : end.end() + 1] in QUOTES:
            return  # names before a quotation have a rule of their own
        more = text[title.start : end.start()]
        are_names = "," in more if cut else surely_names(more) and not ARTICLE.match(more)
        if title.end - end.end() >= LEAST_TITLE and are_names and _are_people(text[author.start : end.start()]):
            parts["author"] = FieldSpan("author", author.start, end.start(), author.probability / 2)
            parts["title"] = FieldSpan("title", end.end(), title.end, title.probability / 2)
            return


def names_as_title(text: str, parts: Parts) -> None:
    """``L. Blume, | F.Corder, and S.Small. | Peat Computation. Elm, 1998``: names with initials behind an author are authors too, and what follows is the title."""
    author, title, container = parts.get("author"), parts.get("title"), parts.get("container")
    if not author or not title or not JOINS.fullmatch(text, author.end, title.start):
        return
    whole = (
        container
        and container.start > title.end
        and "volume" not in parts
        and ONLY_INITIALS.fullmatch(text, title.start, title.end)
    )
    if container and whole:
        parts["author"] = FieldSpan("author", author.start, title.end, author.probability)
        parts["title"] = FieldSpan("title", container.start, container.end, container.probability)
        del parts["container"]
    elif parts.keys() >= {"container", "volume"} and INITIALS_LAST.search(text, author.start, author.end):
        person = PERSON_FIRST.match(text, title.start, title.end)
        if person and title.end - person.end() >= LEAST_WORDS:
            parts["author"] = FieldSpan("author", author.start, person.end("name"), author.probability)
            parts["title"] = FieldSpan("title", person.end(), title.end, title.probability)


def title_in_names(text: str, parts: Parts) -> None:
    """``Moor, Jan B. : “Fens and weirs”``, ``Moor, Jan, director. Fens``: what follows the names of an author behind a mark is the title."""
    author, title = parts.get("author"), parts.get("title")
    if not author or author.start > 3 or (title and title.start < author.end):
        return
    for end in islice(ENDS.finditer(text, author.start, min(author.end, author.start + LONGEST)), MOST_ENDS):
        names, rest = text[author.start : end.start()], text[end.end() : author.end]
        sure = _are_people(names) or (INVERTED.fullmatch(names) and (names.partition(",")[0].isupper() or rest[:1] in QUOTES))
        if not sure or len(rest) < LEAST_TITLE or rest[0].islower() or LEADING_INITIALS.match(rest) or _are_people(rest):
            continue
        if title and not JOINS.fullmatch(text, author.end, title.start):
            return  # a title of its own: what stands in the names is a nickname or a collaboration
        parts["title"] = FieldSpan("title", end.end(), title.end if title else author.end, author.probability / 2)
        parts["author"] = FieldSpan("author", author.start, end.start(), author.probability)
        return


def unmarked_names(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Karen Moor, Jan Weir *Very deep fens of the north*, Peat 2015``: names before an emphasised title without a mark behind them."""
    start, end = min(links, default=(0, 0))
    names = text[:start].strip(" *_")
    title = parts.get("title")
    if (
        not names
        or len(names) > 3 * LONGEST
        or end - start < 2 * LEAST_TITLE
        or (title and title.start > end)
        or not _are_people(names)
    ):
        return
    at = text.index(names)
    for name in [name for name, part in parts.items() if part.start < start]:
        del parts[name]
    sure = title.probability if title else 0.5
    parts["author"] = FieldSpan("author", at, at + len(names), sure)
    parts["title"] = FieldSpan("title", start, end, sure)


def names_behind_title(text: str, parts: Parts) -> None:
    """``Fens of the north / A. Moor, J. Weir``, ``Fens of the north – Amy Moor, Jan Weir, Eva Holt``: names at a title's end wrote it."""
    title = parts.get("title")
    slashed = RESPONSIBLE.search(text, title.start, title.end) if title else None
    if title and slashed and (_are_people(slashed["names"]) or ROLED.match(slashed["names"])):
        _part(parts, title, slashed, author=not ROLED.match(slashed["names"]))
    elif title and "author" not in parts:
        dashed = BEHIND_DASH.search(text, title.start, title.end)
        several = len(read_names(dashed["names"])) > 1 if dashed else False
        if dashed and ((several and _are_people(dashed["names"])) or (dashed["role"] and read_names(dashed["names"]))):
            _part(parts, title, dashed, author=True)


def names_as_container(text: str, parts: Parts) -> None:
    """``Fens of the north, Amy B. Moor, 2015``: what stands in a publication's place and has the form of names is the author."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or container.start < title.end or parts.keys() & {"author", "volume", "issue", "pages", "editor"}:
        return
    words = text[container.start : container.end]
    if FULL_NAME.fullmatch(words) or (words.count(",") > 1 and _are_people(words)):
        del parts["container"]
        parts["author"] = FieldSpan("author", container.start, container.end, container.probability)


def _part(parts: Parts, title: FieldSpan, behind: re.Match[str], *, author: bool) -> None:
    if behind.start() - title.start < LEAST_TITLE:
        return
    parts["title"] = FieldSpan("title", title.start, behind.start(), title.probability)
    if author and "author" not in parts:
        parts["author"] = FieldSpan("author", *behind.span("names"), title.probability)


def _are_people(names: str) -> bool:
    """Whether words are a list of names, each with a given name or initials."""
    return surely_names(names) and are_whole(read_names(names)) and not is_organisation(names) and not POSSESSIVE.search(names)
