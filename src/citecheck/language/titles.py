"""Titles: what is the same headline, what was cut, what has something in front of it.

Headlines differ within one page, between its editions and between those who cite it, so titles are compared as words and as letters,
and whole titles inside longer ones count where a punctuation mark sets them apart ("Kicker: headline").
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

Likeness = Literal["same", "near", "close", "begins", "within", "explained", "number", "words", "half", "other"]

SHORT = 4  # letters that a content word has at least
CUT_LEAST = 20  # characters of a title that may be the beginning of another
CUT_WORDS = 3  # words that a part of a title has at least, to speak for the whole
ENGINE_CUT = re.compile(r"(?:(?<!\s)\s++)?(?:\.\.\.|…)\s*+$")  # how search engines and sidebars end a title that they cut
# How outlets mark pages that are written on through the day; a report on the same matter has the words without the mark.
LIVE = re.compile(
    r"\b(?:live[ -]?(?:blog|ticker|updates?)|newsblog|newsticker|ticker|minute by minute|en direct|en directo|in diretta|ao vivo)\b|^live\b",
    re.IGNORECASE,
)
STEPS: tuple[tuple[float, Likeness], ...] = ((95.0, "near"), (90.0, "close"), (75.0, "words"), (50.0, "half"))
NUMBERED: tuple[tuple[float, Likeness], ...] = ((75.0, "number"),)  # where a number differs
NAME_WORDS = 4  # that an author has at most
_MARKED = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u1fff\ua66f-\uabff]"
)  # blocks of scripts that have marks apart from letters
_POINTS = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)  # that may be left out, or are not to be seen
_AFTER_NAME = re.compile(r"[.,]\s+")
_PIECE = re.compile(r"[“”«»„‟\"‹›()\[\]]|[.,;:?!](?=\s|$)|\s[-–—|]\s")
_JOINT = re.compile(r"(?:(?<!\s)\s++)?(?:[:|•·»«“”„\"]|[?!]\s)\s*+|(?<!\s)\s++[-–—]\s++")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two titles are: a level, and the likeness of their letters in per cent."""

    level: Likeness
    ratio: float


def fold(text: str) -> str:
    """Text without case, accents' form, quotation marks, dashes, doubled space, Arabic and Hebrew points, and what cannot be seen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _MARKED.search(folded):
        return " ".join(words(_POINTS.sub("", folded), joints=""))
    return re.sub(r"[\W_]+", " ", folded).strip()


def words(text: str, joints: str = "'’.-") -> list[str]:
    """The words of a text as services are asked for them: with the vowel signs that belong to their letters, joined by ``joints``."""
    kept = "".join(c if c.isalnum() or c in joints or unicodedata.category(c)[0] == "M" else " " for c in text)
    return [word for part in kept.split() if (word := part.strip(joints))]


def content_words(title: str) -> tuple[str, ...]:
    """The words of a title as addresses spell them: small, without accents, long enough to mean something."""
    return tuple(dict.fromkeys(word for word in plain_words(title) if len(word) >= SHORT or word.isdigit()))


def plain_words(title: str) -> list[str]:
    """All words of a title in the letters of an address."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return words(plain, joints="") if _MARKED.search(plain) else re.findall(r"[^\W_]+", plain)


def compare(cited: str, found: str, explained: Collection[str] = ()) -> Comparison:
    """How a page's title stands to the cited one; ``explained`` are folded words that a note may have before its title (its authors)."""
    from rapidfuzz import fuzz

    wanted, there = fold(cited), fold(found)
    if not wanted or not there:
        return Comparison("other", 0.0)
    ratio = fuzz.ratio(wanted, there)
    if wanted == there:
        return Comparison("same", ratio)
    level = _by_parts(cited, found, wanted, there, explained)
    if level:
        return Comparison(level, ratio)
    steps = NUMBERED if _other_number(wanted, there) else STEPS
    return Comparison(next((step for least, step in steps if ratio >= least), "other"), ratio)


def _other_number(a: str, b: str) -> bool:
    """Whether two titles that are nearly alike differ in a number: the second day's report is not the first day's."""
    return re.sub(r"\D+", "", a) != re.sub(r"\D+", "", b)


def _by_parts(cited: str, found: str, wanted: str, there: str, explained: Collection[str]) -> Likeness | None:
    words = wanted.split()
    if _long(wanted):
        for start in _starts(found):
            if start == wanted:
                return "within"
            if start.startswith(wanted):
                return "begins" if start == there else "within"
    if not _long(there):
        return None
    rest = set(words) - set(there.split())
    named = any(s.startswith(there) for s in _starts(cited)) and all(word in explained or len(word) == 1 for word in rest)
    return "explained" if named or _after_names(cited, there) else None


def _after_names(cited: str, there: str) -> bool:
    """Whether a few words and a full stop or comma stand before the title, as an author does that was read as part of it."""
    return any(
        fold(cited[m.end() :]) == there and len(cited[: m.start()].split()) <= NAME_WORDS for m in _AFTER_NAME.finditer(cited)
    )


def after_name(title: str) -> str | None:
    """A title without a few words and a full stop before it, which may be its author; None where there is nothing such."""
    for m in _AFTER_NAME.finditer(title):
        rest = title[m.end() :]
        if m.group().startswith(".") and 1 < len(title[: m.start()].split()) <= NAME_WORDS and _long(fold(rest)):
            return rest
    return None


def _long(folded: str) -> bool:
    """Whether a part of a title is long enough to speak for the whole; a Chinese, Japanese or Korean letter says as much as three."""
    wide = sum(ord(c) > 0x2E80 for c in folded)
    return len(folded) + 2 * wide >= CUT_LEAST and (wide > 0 or len(folded.split()) >= CUT_WORDS)


def _starts(title: str) -> list[str]:
    """The folded title from its beginning and from after each of its joints on."""
    ends = [0, *(m.end() for m in _JOINT.finditer(title))]
    return [folded for end in ends if (folded := fold(title[end:]))]


def is_live(title: str) -> bool:
    """Whether a title marks a page that is written on through the day."""
    return bool(LIVE.search(title))


def overlap(cited: Sequence[str], found: Collection[str]) -> float:
    """The share of the cited words that are found; 0 without any."""
    return sum(word in found for word in cited) / len(cited) if cited else 0.0


def promise(cited: str, title: str | None, url: str, excerpt: str | None = None) -> float:
    """How much an offered title, address and excerpt promise to be the cited page, from 0 to 1.

    Engines cut titles, addresses spell them, and excerpts hold what stands below a headline that was changed.
    """
    from urllib.parse import unquote

    from rapidfuzz import fuzz

    shown = ENGINE_CUT.sub("", title or "")
    wanted, there = fold(cited), fold(shown)
    ratio = fuzz.ratio(wanted, there) / 100 if there else 0.0
    if (_long(there) and wanted.startswith(there)) or (_long(wanted) and wanted in there):
        ratio = 1.0
    words = content_words(cited)
    path = unquote(url).partition("://")[2].partition("/")[2]
    said = {*plain_words(shown), *plain_words(path), *plain_words(excerpt or "")}
    return max(ratio, overlap(words, said)) if len(words) > 1 else ratio


def searchable(title: str | None, text: str, known: Collection[str] = ()) -> str:
    """The words to search a source by: its title; where that is hardly one, the longest run of the note between punctuation marks.

    ``known`` are names that are no title: outlet, publisher.
    """
    names = {fold(name) for name in known}
    if title and fold(title) not in names and (_long(fold(title)) or len(content_words(title)) > 1):
        return title
    told = [piece for piece in pieces(text) if fold(piece) not in names and not re.fullmatch(r"[\W\d_]*", piece)]
    longest = max(told, key=len, default="")
    return longest if _long(fold(longest)) and len(content_words(longest)) > 1 else title or ""


def pieces(text: str) -> tuple[str, ...]:
    """What stands between a note's punctuation marks: names, titles, dates, whatever they were read as."""
    return tuple(piece for part in _PIECE.split(text) if (piece := part.strip()))


def stands_in(title: str, text: str) -> bool:
    """Whether a page's title stands whole in a note's text, with punctuation on either side of it."""
    wanted = fold(title)
    if not _long(wanted) or (len(wanted.split()) < 2 * CUT_WORDS and max(map(ord, wanted)) < 0x2E80):
        return False
    parts = _PIECE.split(text)
    return any(fold(" ".join(parts[i:j])) == wanted for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + 5) + 1))
