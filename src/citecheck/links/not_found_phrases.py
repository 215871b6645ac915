"""Phrases of "not found" pages in some thirty languages: ``data/not_found.tsv``, one per row.

A phrase counts if a title or heading contains little else; headlines about such pages are longer.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from msgspec import Struct

from citecheck.patterns import lazy_pattern

TABLE = "not_found.tsv"
GAP = "…"  # up to six words
LONGEST = 12  # maximum words of an error page's title or heading
REST = 3  # maximum other words, such as a name
_LETTER = r"(?:[^\W_]|[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff])"  # with vowel signs of South Asian scripts
_WORD = lazy_pattern(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_PLAIN = str.maketrans("ıłŁøØđĐ", "ilLoOdD")  # letters that no accent can be taken from; addresses have them without
_WIDE = lazy_pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words


class Phrase(Struct, frozen=True):
    """One phrase: its kind (``said``, ``bare``, ``thing`` or ``body``), its text, and its pattern over words with single spaces."""

    kind: str
    text: str
    pattern: re.Pattern[str]


class Phrases(Struct, frozen=True):
    """The phrases by a word of each, those of scripts without spaces, filler words, and those beside phrases of several words."""

    by_word: dict[str, tuple[Phrase, ...]]
    wide: tuple[Phrase, ...]
    filler: frozenset[str]
    small: frozenset[str]


def heading_says(text: str, rest: int = REST) -> str | None:
    """The "not found" phrase of a title part or heading with at most ``rest`` other words; None if it says something else."""
    words = fold(text)
    if not words or len(words) > LONGEST:
        return None
    table = phrases()
    said = " ".join(words)
    for phrase in _candidates(said, words, table):
        if phrase.kind == "body" or not (match := phrase.pattern.search(said)):
            continue
        others = f"{said[: match.start()]} {said[match.end() :]}".split()
        small = table.small if phrase.kind != "bare" else ()
        left = [word for word in others if word not in table.filler and word not in small and not word.isdigit()]
        if len(left) <= (rest if phrase.kind == "said" else 0):
            return phrase.text or text
    return None


def is_bare(text: str) -> bool:
    """Whether a phrase counts only if a title or heading says nothing else: ``Missing``, ``Nicht verfügbar``, which are names of works too."""
    said = " ".join(fold(text))
    return any(phrase.kind == "bare" and phrase.pattern.fullmatch(said) for phrase in _candidates(said, said.split(), phrases()))


def text_says(text: str) -> str | None:
    """The "not found" phrase in a page's text."""
    words = fold(text)
    said = " ".join(words)
    for phrase in _candidates(said, words, phrases()):
        if phrase.kind == "body" and phrase.pattern.search(said):
            return phrase.text
    return None


def fold(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation, with straight apostrophes inside words."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.replace("\u200c", " ")) if not unicodedata.combining(c))
        text = text.translate(_PLAIN)
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def _candidates(said: str, words: list[str], table: Phrases) -> list[Phrase]:
    found = [phrase for word in dict.fromkeys(words) for phrase in table.by_word.get(word, ())]
    return found + list(table.wide) if not said.isascii() and _WIDE.search(said) else found


@cache
def phrases() -> Phrases:
    """The parsed table."""
    by_word: dict[str, list[Phrase]] = {}
    wide: list[Phrase] = []
    words: dict[str, set[str]] = {"filler": set(), "small": set()}
    for line in (files("citecheck.data") / TABLE).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        _, kind, text, *more = line.split("\t")
        if kind in words:
            words[kind].update(fold(text))
            continue
        pattern = thing_pattern(text, more[0]) if more else _whole(_joined(text), text)
        phrase = Phrase(kind, "" if more else text, lazy_pattern(pattern))
        if _WIDE.search(text):
            wide.append(phrase)
            continue
        for alternative in text.split("|"):
            by_word.setdefault(max(fold(alternative.replace(GAP, " ")), key=len), []).append(phrase)
    found = {word: tuple(some) for word, some in by_word.items()}
    return Phrases(found, tuple(wide), frozenset(words["filler"]), frozenset(words["small"]))


def thing_pattern(named: str, sayings: str) -> str:
    """The pattern, over folded words, of each of several things and what is said of it; both separated by ``|``."""
    space = "" if _WIDE.search(named) else " "
    things = "|".join(re.escape(" ".join(fold(thing))) for thing in named.split("|"))
    said = "|".join(
        (r"(?: \S+){0,6} " if saying.startswith(GAP) else space) + re.escape(" ".join(fold(saying)))
        for saying in sorted(sayings.split("|"), key=len, reverse=True)
    )
    return _whole(f"(?:{things})(?:{said})", named)


def _whole(pattern: str, text: str) -> str:
    return pattern if _WIDE.search(text) else rf"(?<!\S){pattern}(?!\S)"


def _joined(text: str) -> str:
    return r"(?: \S+){0,6} ".join(re.escape(" ".join(fold(part))) for part in text.split(GAP))
