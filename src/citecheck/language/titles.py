"""The words of titles: for comparison, as in URLs, and for searches."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from html import unescape

from citecheck.patterns import lazy_pattern

SHORT = 4  # minimum letters of a content word
LONG_LETTERS, LONG_WORDS = 20, 3  # minimum length of a search query
# Scripts with combining marks
_MARKED = lazy_pattern("[\u00ad\u200b\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u1fff\ua66f-\uabff]")
# Optional or invisible characters
_POINTS = lazy_pattern("[\u00ad\u200b\u200d\u2060\ufeff\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_TAG = lazy_pattern(
    r"</?(?:(?:jats|mml|m|html):[a-z]{1,20}|i|b|u|em|strong|sub|sup|scp?|sc|tt|ovl|span|font|p|br|title|subtitle|math|m[a-z]{1,15}"
    r"|(?:inline-|disp-)?formula|tex|tex-math)(?:/|\s[^<>]*+)?>",
    re.IGNORECASE,
)
_MATH = lazy_pattern(r"<(?:mml:)?math\b[^<>]*+>(?:[^<]|<(?!/?(?:mml:)?math))*+</(?:mml:)?math>", re.IGNORECASE)
_FORMULA = lazy_pattern(r"\$([^$]{1,200})\$")
_TEX_NAME = lazy_pattern(r"\\([A-Za-z]{1,20})\s*+")
_TEX_MARKS = lazy_pattern(r"[\\{}^_]")
PIECE = lazy_pattern(r"[“”«»„‟\"‹›()\[\]]|[.,;:?!](?=\s|$)|\s[-–—|]\s")


def fold(text: str) -> str:
    """The text without case, accent form, quotation marks, dashes, double spaces, Arabic and Hebrew points, and invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _MARKED.search(folded):
        return " ".join(words(_POINTS.sub("", folded), joints=""))
    return re.sub(r"[\W_]+", " ", folded).strip()


def unmarked(title: str) -> str:
    """The title without HTML, JATS and IEEE tags, MathML and entities, and without the marks of TeX formulas.

    Tags are removed without a space, since they occur within words ("H<sub>2</sub>O"); deposited entities may be escaped twice.
    """
    if "&" in title:
        title = unescape(unescape(title))
    if "<" in title:
        title = _TAG.sub("", _MATH.sub(_mathml, title).replace("<subtitle>", ": "))
    if "$" in title:
        title = _FORMULA.sub(_formula, title)
    return title


def _mathml(found: re.Match[str]) -> str:
    """The letters of a formula in MathML, with spaces beside words: deposited titles often have none there."""
    letters = re.sub(r"\s+", "", _TAG.sub("", found[0]))
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    joined = [side.isalnum() and end.isalnum() for side, end in ((before, letters[:1]), (after, letters[-1:]))]
    return f"{' ' * joined[0]}{letters}{' ' * joined[1]}"


def _formula(found: re.Match[str]) -> str:
    """The letters of a TeX formula; prices are none."""
    return _TEX_MARKS.sub("", _TEX_NAME.sub(_letter, found[1])) if _TEX_MARKS.search(found[1]) else found[0]


def _letter(name: re.Match[str]) -> str:
    """The Greek letter of a TeX command, nothing for other commands."""
    size = "CAPITAL" if name[1][0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name[1].upper()}")
    except KeyError:
        return ""


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
