"""The words of titles: for comparison, as in URLs, and for searches."""

import re
import unicodedata
from collections.abc import Collection, Sequence

SHORT = 4  # minimum letters of a content word
LONG_LETTERS, LONG_WORDS = 20, 3  # minimum length of a search query
_MARKED = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u1fff\ua66f-\uabff]"
)  # scripts with combining marks
_POINTS = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)  # optional or invisible characters
PIECE = re.compile(r"[“”«»„‟\"‹›()\[\]]|[.,;:?!](?=\s|$)|\s[-–—|]\s")


def fold(text: str) -> str:
    """The text without case, accent form, quotation marks, dashes, double spaces, Arabic and Hebrew points, and invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _MARKED.search(folded):
        return " ".join(words(_POINTS.sub("", folded), joints=""))
    return re.sub(r"[\W_]+", " ", folded).strip()


def words(text: str, joints: str = "'’.-") -> list[str]:
    """The words of a text for search queries, with combining vowel signs; ``joints`` are kept inside words."""
    kept = "".join(c if c.isalnum() or c in joints or unicodedata.category(c)[0] == "M" else " " for c in text)
    return [word for part in kept.split() if (word := part.strip(joints))]


def content_words(title: str) -> tuple[str, ...]:
    """The words of a title as in a URL: lower case, without accents, without short words."""
    return tuple(dict.fromkeys(word for word in plain_words(title) if len(word) >= SHORT or word.isdigit()))


def plain_words(title: str) -> list[str]:
    """The words of a title in the letters of a URL."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return words(plain, joints="") if _MARKED.search(plain) else re.findall(r"[^\W_]+", plain)


def is_long(folded: str, letters: int = LONG_LETTERS, words: int = LONG_WORDS) -> bool:
    """Whether a folded text has enough letters and words; a CJK letter counts as three, and CJK text needs no words."""
    wide = sum(ord(c) > 0x2E80 for c in folded)
    return len(folded) + 2 * wide >= letters and (wide > 0 or len(folded.split()) >= words)


def overlap(cited: Sequence[str], found: Collection[str]) -> float:
    """The share of the cited words that are found; 0 if there are none."""
    return sum(word in found for word in cited) / len(cited) if cited else 0.0


def searchable(title: str | None, text: str, known: Collection[str] = ()) -> str:
    """The search query for a source: its title; if that is too short, the longest run of the note between punctuation marks.

    ``known`` are names that are no title: container, publisher.
    """
    names = {fold(name) for name in known}
    if title and fold(title) not in names and (is_long(fold(title)) or len(content_words(title)) > 1):
        return title
    candidates = [piece for piece in pieces(text) if fold(piece) not in names and not re.fullmatch(r"[\W\d_]*", piece)]
    longest = max(candidates, key=len, default="")
    return longest if is_long(fold(longest)) and len(content_words(longest)) > 1 else title or ""


def pieces(text: str) -> tuple[str, ...]:
    """The text between a note's punctuation marks: names, titles, dates."""
    return tuple(piece for part in PIECE.split(text) if (piece := part.strip()))
