"""The words of titles: as they are compared, as addresses spell them, as services are asked for them."""

import re
import unicodedata
from collections.abc import Collection, Sequence

SHORT = 4  # letters that a content word has at least
LONG_LETTERS, LONG_WORDS = 20, 3  # of what is long enough to search by
_MARKED = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u1fff\ua66f-\uabff]"
)  # blocks of scripts that have marks apart from letters
_POINTS = re.compile(
    "[\u00ad\u200b\u200d\u2060\ufeff\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)  # that may be left out, or are not to be seen
PIECE = re.compile(r"[“”«»„‟\"‹›()\[\]]|[.,;:?!](?=\s|$)|\s[-–—|]\s")


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


def is_long(folded: str, letters: int = LONG_LETTERS, words: int = LONG_WORDS) -> bool:
    """Whether a folded text has so many letters and words; a Chinese, Japanese or Korean letter counts as three, and needs no words."""
    wide = sum(ord(c) > 0x2E80 for c in folded)
    return len(folded) + 2 * wide >= letters and (wide > 0 or len(folded.split()) >= words)


def overlap(cited: Sequence[str], found: Collection[str]) -> float:
    """The share of the cited words that are found; 0 without any."""
    return sum(word in found for word in cited) / len(cited) if cited else 0.0


def searchable(title: str | None, text: str, known: Collection[str] = ()) -> str:
    """The words to search a source by: its title; where that is hardly one, the longest run of the note between punctuation marks.

    ``known`` are names that are no title: outlet, publisher.
    """
    names = {fold(name) for name in known}
    if title and fold(title) not in names and (is_long(fold(title)) or len(content_words(title)) > 1):
        return title
    told = [piece for piece in pieces(text) if fold(piece) not in names and not re.fullmatch(r"[\W\d_]*", piece)]
    longest = max(told, key=len, default="")
    return longest if is_long(fold(longest)) and len(content_words(longest)) > 1 else title or ""


def pieces(text: str) -> tuple[str, ...]:
    """What stands between a note's punctuation marks: names, titles, dates, whatever they were read as."""
    return tuple(piece for part in PIECE.split(text) if (piece := part.strip()))
