"""The words of short forms in many languages: ibid., op. cit., supra note 4, wie Anm. 4, там же, a.g.e., المرجع نفسه.

The table is ``data/short_forms.csv``. Its kinds: ``same`` (the previous source), ``author`` (the same author; alone, the same
source), ``place`` (alone the previous source, after a name that author's work), ``work`` (a work cited earlier), ``named`` (as
``work``, but only after a name), ``above`` and ``below`` (refer to a note, before or after its number), ``note`` (before a note's
number), ``locator`` (before a page) and ``alias`` (introduces the short name that a full citation defines).
"""

import csv
import re
from functools import cache
from importlib.resources import files

from citecheck.patterns import lazy_pattern

KINDS = ("same", "author", "place", "work", "named")
NUMBER = r"(?P<number>\d{1,4})(?!\d)(?P<more>\s?[–-]\s?\d|,?\s(?:and|e|et|y|und|и|ve|و)\s?\d)?"
ROMAN = r"[ivxlcIVXLC]{1,8}(?![^\W_])"
_WORD_START, _WORD_END = r"(?<![^\W_])(?<![.-])", r"(?!-?[^\W_])"


def lowered(text: str) -> str:
    """The text in lower case with straight apostrophes, without changing offsets."""
    low = text.lower()
    if len(low) != len(text):  # İ becomes two characters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("\u00a0", " ")


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """The phrases of a kind in all languages, longest first, in lower case."""
    table = (files("citecheck") / "data" / "short_forms.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(table.splitlines()) if row["kind"] == kind]
    return tuple(sorted({lowered(p) for row in rows for p in row["phrases"].split("|")}, key=lambda p: (-len(p), p)))


@cache
def forms() -> re.Pattern[str]:
    """Matches any short-form word, in a group named after its kind. For ``lowered`` text."""
    groups = "|".join(f"(?P<{kind}>{_alternatives(kind)})" for kind in KINDS)
    return lazy_pattern(f"{_WORD_START}(?:{groups}){_WORD_END}")


@cache
def pointers() -> re.Pattern[str]:
    """``supra note 4``, ``above n 3``, ``wie Anm. 4``; ``note 4 above``; ``(n 3)``. For ``lowered`` text."""
    note, above, below = _alternatives("note"), _alternatives("above"), _alternatives("below")
    before = rf"(?:{above}|(?P<below>{below}))(?![^\W_]),?\s{{0,2}}\(?(?:{note})\s{{0,2}}{NUMBER}"
    after = NUMBER.replace("number", "number2").replace("more", "more2")
    behind = rf"(?:{note})\s{{0,2}}{after},?\s{{1,2}}(?:{above}|(?P<below2>{below})){_WORD_END}"
    in_brackets = (
        rf"[(\[](?:(?:{above})\s{{1,2}})?(?:{note})\s{{0,2}}{NUMBER.replace('number', 'number3').replace('more', 'more3')}[)\]]"
    )
    return lazy_pattern(rf"{_WORD_START}(?:{before}|{behind}|{in_brackets})")


@cache
def note_number() -> re.Pattern[str]:
    """``, note 4`` and ``(nota 4)`` after op. cit. For ``lowered`` text."""
    return lazy_pattern(
        rf"[\s,(\[:_*]{{0,4}}(?:(?:{_alternatives('above')})\s{{1,2}})?(?:{_alternatives('note')})\s{{0,2}}{NUMBER}[)\]]?"
    )


@cache
def locator() -> re.Pattern[str]:
    """One locator: ``, p. 45``, `` at 28``, ``: 12 f.``, ``، ص 45``, ``, passim``. For ``lowered`` text."""
    number = rf"(?:\d{{1,6}}(?:[.:]\d{{1,3}})?|{ROMAN})(?:\s?[–—-]\s?(?:\d{{1,6}}|{ROMAN}))?(?:\s?(?:ff?|sgg?|segg|ss|sqq?|n)\b\.?|\s?(?:頁|ページ|页|쪽|면))?"
    plain = number.replace(f"|{ROMAN}", "", 1)
    lettered = r"(?:exh?|exhibit|annex|app|appendix|schedule|attachment|tab)\.?\s{0,2}[a-z](?![^\W_])"
    word = rf"(?:(?:{_alternatives('locator')})\s{{0,2}}{number}|{lettered}|(?:et\s)?passim)"
    return lazy_pattern(rf"[\s,:.،、，：(_*]{{0,5}}(?:(?P<word>{_WORD_START}{word})|{plain}){_WORD_END}(?:\s?[)\]])?")


@cache
def alias() -> re.Pattern[str]:
    """``(hereinafter “Report”)`` with the short name in the group ``name``. For ``lowered`` text."""
    return lazy_pattern(rf"[(\[](?:{_alternatives('alias')})[\s:,–—-]{{0,4}}[“«\"'„‘]?(?P<name>[^()\[\]“”«»\"„’;]{{2,60}})")


def _alternatives(kind: str) -> str:
    return "|".join(map(_pattern, phrases(kind)))


def _pattern(phrase: str) -> str:
    """A phrase with flexible white space; a full stop after a long word is optional (``ibid``, ``op cit``)."""
    out = ""
    for at, char in enumerate(phrase):
        if char == " ":
            out += r"\s{0,2}" if phrase[at - 1] == "." else r"\s{1,2}"
        elif char == ".":
            piece = re.split(r"[\s.]", phrase[:at])[-1]
            last = at == len(phrase) - 1
            out += r"\.?" if len(piece) > 2 or (len(piece) == 2 and not last and phrase[at + 1] == " ") else r"\."
        else:
            out += re.escape(char)
    return out
