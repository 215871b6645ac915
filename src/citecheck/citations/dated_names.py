"""Inverted names before a year, at the beginning of a citation, and the title behind the year: ``Moor, Ada Maria 1987, Die Kais. Ulm: Elm``.

German, French and Italian author-date styles print the year without brackets, and names after a slash: ``Moor, Ada/Karl Heath (1969): Kais``.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.imprint_rules import is_press
from citecheck.citations.leading_names import NAMES_SURE
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.language.authors import read_authors
from citecheck.language.inverted_names import PARTICLE
from citecheck.language.name_words import FUNCTION_WORDS
from citecheck.language.names import are_whole, is_organisation, read_names
from citecheck.patterns import lazy_pattern

_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_FAMILY = rf"(?:{PARTICLE}\s){{0,2}}{_CAPITAL}[\w’'-]{{1,30}}(?:\s{_CAPITAL}[\w’'-]{{1,30}})?"
_GIVEN = rf"{_CAPITAL}(?:[^\W\d_]{{1,14}}(?:-\s?{_CAPITAL}[^\W\d_]{{1,14}})?|\.)(?:\s{_CAPITAL}(?:[^\W\d_]{{1,14}}|\.)){{0,2}}(?:\s(?:von|van|de))?"
_INVERTED, _WHOLE = rf"{_FAMILY},\s{_GIVEN}", rf"{_GIVEN}\s{_FAMILY}"
_BETWEEN = r"(?:\s?[/;]\s?|,\s|,?\s(?:and|und|&|et|e|y|en|og|och|u\.)\s)"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
NAMES_AND_YEAR = lazy_pattern(
    rf"^\W{{0,3}}(?P<names>{_INVERTED}(?:{_BETWEEN}(?:{_INVERTED}|{_WHOLE})){{0,12}})"
    rf"(?:,?\s{_YEAR}[:,.]|,?\s[(\[]{_YEAR}(?:/{_YEAR})?[)\]][:,.]?)\s(?=[“\"«„‚»(]?[^\W_a-z])"
)
AT_ONCE = lazy_pattern(r"[.,:]\s[«“„\"]?")
YEAR_BEHIND = lazy_pattern(rf",?\s[(\[]?{_YEAR}(?:/{_YEAR})?[)\]]?[:,.]?\s(?=[^\W\d_a-z])")
SENTENCE = lazy_pattern(r"(?P<title>[^.?!\[\]\d]{3,200}[?!]?)(?:[.?!]|$)")
TITLE_WORDS = 2  # at least, of what nobody read as the title


def names_before_year(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Moor, | Ada Maria 1987, Die Kais``: inverted names before a year are the authors, and the title follows the year."""
    author, match = parts.get("author"), NAMES_AND_YEAR.match(text)
    if not author or not match or author.start > match.start("names") or author.end >= match.end("names") - 1:
        return
    family, names = text[author.start : author.end].partition(",")[0], match["names"]
    people = read_names(names)
    if publishers.find(family) or is_organisation(names) or not are_whole(people):
        return
    end = match.end()
    from_here(parts, found, 0, end)
    parts["author"] = FieldSpan("author", *match.span("names"), NAMES_SURE)
    first = min((part for part in parts.values() if part.start >= end), key=lambda part: part.start, default=None)
    if first and first.start - end < TITLE_WORDS and "title" not in parts and first.label in ("publisher", "container"):
        relabel(parts, first.label, "title")


def from_here(parts: Parts, found: Sequence[FieldSpan], start: int, end: int) -> None:
    """Leave out the fields that begin within a span, in favour of what the model found behind it; one that ends there begins behind it."""
    for name in [name for name, part in parts.items() if start <= part.start < end]:
        del parts[name]
        again = next((part for part in found if part.label == name and part.end > end + TITLE_WORDS), None)
        if again and (again.start >= end or name == "title"):
            parts[name] = replace(again, start=max(again.start, end))


def title_behind_year(text: str, parts: Parts) -> None:
    """``Moor, Ada, Heath, Karl (1998), Mills of the fens.``: without any other title, the sentence behind authors and year is it."""
    author = parts.get("author")
    year = YEAR_BEHIND.match(text, author.end) if author and not {"title", "container"} & parts.keys() else None
    match = SENTENCE.match(text, year.end()) if year else None
    if not author or not year or not match or not are_whole(read_authors(text[author.start : author.end])):
        return
    start, end = match.span("title")
    inside = sorted((part for part in parts.values() if start <= part.start < end), key=lambda part: part.start)
    first = inside[0] if inside else None
    if first and first.label == "publisher" and first.start == start and not is_press(text[first.start : first.end]):
        relabel(parts, "publisher", "title")
        return
    title = text[start : first.start if first else end].rstrip(" ,:(")
    words = title.split()
    if len(words) >= TITLE_WORDS and words[0].casefold() not in FUNCTION_WORDS:
        parts["title"] = FieldSpan("title", start, start + len(title), NAMES_SURE / 2)


def publisher_behind_author(text: str, parts: Parts) -> None:
    """``J.-P. Moor, | L’eau, | Paris 1943``: without a title, what stands between the author and the place is it, and no publisher."""
    author, publisher, place = parts.get("author"), parts.get("publisher"), parts.get("place")
    if not author or not publisher or not place or {"title", "container"} & parts.keys() or not publisher.end < place.start:
        return
    if AT_ONCE.fullmatch(text, author.end, publisher.start) and not is_press(text[publisher.start : publisher.end]):
        relabel(parts, "publisher", "title")
