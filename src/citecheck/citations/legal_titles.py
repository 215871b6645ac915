"""Rules for titles of legal cases, and for titles that end in a year."""

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language import publishers, venues
from citecheck.patterns import lazy_pattern

VERSUS = lazy_pattern(r"\sv(?:s?\.|s?)\s(?=[A-ZÀ-Þ(])")
LONGEST_PARTY = 160  # maximum characters of a case's name on each side of "v."
PARTY_ENDS = lazy_pattern(
    r",(?!\s(?:Inc|Ltd|LLC|L\.?P|Co|Corp|et al)\b)|\s(?=[\[(]\d|\d+\s[A-Z])|\s\((?=[A-Z][\w. ]*\d{4}\))|\s\((?=[nN]o)"
)
REPORTED = lazy_pattern(
    r"[,\s]*(?:[\[(]?\d|\((?:[A-Z][\w. ]*\d{4}\)|[nN]o)|(?:No|Nos|Case|App|Appeal|Civil|ECLI|[A-Z]{2,6}\s\d)\b)"
)
YEAR = lazy_pattern(r"\d{4}")
CITY = lazy_pattern(r"[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{2,20}")


def as_case(text: str, parts: Parts, found: Sequence[FieldSpan]) -> Parts:
    """``Morrow v. Department of Labor, 611 F. Supp. 2d 44 (D.D.C. 2009)``: the parties are the title, there is no author."""
    versus = VERSUS.search(text, 0, LONGEST_PARTY) if " v" in text[:LONGEST_PARTY] else None
    before = text[: versus.start()] if versus else ""
    if not versus or "," in before.replace(", Inc", "").replace(", Ltd", "") or any(mark in before for mark in '“"«‘:'):
        return parts
    end = PARTY_ENDS.search(text, versus.end(), versus.end() + LONGEST_PARTY)
    if not end or not REPORTED.match(text, end.start()):
        return parts
    start = next((at for at, char in enumerate(before) if char.isalnum()), 0)
    kept = {
        name: part
        for name, part in parts.items()
        if name not in ("author", "editor", "container", "title") and part.start >= end.start()
    }
    probability = max((part.probability for part in found if part.start < end.start()), default=0.5)
    return kept | {"title": FieldSpan("title", start, end.start(), probability)}


def _is_place(text: str, parts: Parts, word: str) -> bool:
    """Whether the last word of a title, behind its full stop, is a place: ``Anna Moor: Sturm auf See. | Ulm 2000``; the year is the only one."""
    author, title = parts.get("author"), parts["title"]
    if not author or author.start > title.start or {"volume", "issue"} & parts.keys() or not CITY.fullmatch(word):
        return False
    return not YEAR.search(text, title.end + 5) and not publishers.find(word) and not venues.read(word).entries


def with_its_year(text: str, parts: Parts, found: Sequence[FieldSpan]) -> Parts:
    """``Hafenkonzept`` | ``2025, Berlin 2021``: a year after a single space is the title's last word."""
    title = parts.get("title")
    if not title or text[title.end : title.end + 1] != " ":
        return parts
    stop = text.rfind(". ", title.start, title.end)
    city = text[stop + 2 : title.end] if stop > title.start else ""
    if "place" not in parts and (city in CITIES or _is_place(text, parts, city)):
        return parts | {"title": replace(title, end=stop), "place": replace(title, label="place", start=stop + 2)}
    for part in found:
        if part.label == "date" and part.start == title.end + 1 and YEAR.fullmatch(text, part.start, part.end):
            return parts | {"title": FieldSpan("title", title.start, part.end, title.probability)}
    return parts
