"""Comparison of titles: the same, cut, or with a prefix.

Headlines vary within a page, between editions and in citations, so titles are compared by words and by letters, and as parts of longer
ones after a punctuation mark ("Kicker: headline").
"""

import re
from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from citecheck.language.notice_titles import is_notice, without_mark
from citecheck.language.titles import PIECE, content_words, fold, is_long, overlap, plain_words, unmarked
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds

Likeness = Literal["same", "near", "close", "begins", "within", "explained", "number", "words", "half", "other"]

ENGINE_CUT = lazy_pattern(r"(?:(?<!\s)\s++)?(?:\.\.\.|…)\s*+$")  # the end of titles cut by search engines and sidebars
# Marks of live pages; an article on the same event may have the same title without the mark.
LIVE = lazy_pattern(
    r"\b(?:live[ -]?(?:blog|ticker|updates?)|newsblog|newsticker|ticker|minute by minute|en direct|en directo|in diretta|ao vivo)\b|^live\b",
    re.IGNORECASE,
)
_AFTER_NAME = lazy_pattern(r"[.,]\s+")
_JOINT = lazy_pattern(r"(?:(?<!\s)\s++)?(?:[:|•·»«“”„\"]|[?!]\s)\s*+|(?<!\s)\s++[-–—]\s++")


class TitleComparison(Struct, frozen=True):
    """The similarity of two titles: a level, and the ratio of letters in per cent."""

    level: Likeness
    ratio: float


def compare(cited: str, found: str, explained: Collection[str] = ()) -> TitleComparison:
    """Compare a page's title with the cited one; ``explained`` are folded words that may precede the cited title (its authors)."""
    from rapidfuzz import fuzz

    cited, found = without_mark(unmarked(cited)), without_mark(unmarked(found))
    wanted, there = fold(cited), fold(found)
    if not wanted or not there:
        return TitleComparison("other", 0.0)
    ratio = fuzz.ratio(wanted, there)
    if wanted == there:
        return TitleComparison("same", ratio)
    if wanted.replace(" ", "") == there.replace(" ", ""):  # registries lose spaces beside italics
        return TitleComparison("near", ratio)
    if is_notice(cited) != is_notice(found) and wanted in there:  # the title of a notice on the work
        return TitleComparison("words", ratio)
    level = _by_parts(cited, found, wanted, there, explained)
    if level:
        return TitleComparison(level, ratio)
    return TitleComparison(_by_letters(ratio, other_number=_other_number(wanted, there)), ratio)


def _by_letters(ratio: float, *, other_number: bool) -> Likeness:
    if other_number:
        return "number" if ratio >= thresholds.TITLE_OTHER_NUMBER else "other"
    steps: tuple[tuple[float, Likeness], ...] = (
        (thresholds.TITLE_NEAR, "near"),
        (thresholds.TITLE_CLOSE, "close"),
        (thresholds.TITLE_WORDS, "words"),
        (thresholds.TITLE_HALF, "half"),
    )
    return next((step for least, step in steps if ratio >= least), "other")


def _other_number(a: str, b: str) -> bool:
    """Whether two titles differ in a number, as those of reports on two days."""
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
    """Whether the cited title is the found one after a few words and a full stop or comma, which may be its author."""
    found = _AFTER_NAME.finditer(cited)
    return any(fold(cited[m.end() :]) == there and _words_before(cited, m) <= thresholds.AUTHOR_WORDS for m in found)


def _words_before(title: str, found: re.Match[str]) -> int:
    return len(title[: found.start()].split())


def after_name(title: str) -> str | None:
    """Return a title without the few words and full stop at its start, which may be its author; None if there are none."""
    for m in _AFTER_NAME.finditer(title):
        rest = title[m.end() :]
        if m.group().startswith(".") and 1 < _words_before(title, m) <= thresholds.AUTHOR_WORDS and _long(fold(rest)):
            return rest
    return None


def _long(folded: str) -> bool:
    """Whether a part of a title is long enough to identify it."""
    return is_long(folded, thresholds.TITLE_PART_LETTERS, thresholds.TITLE_PART_WORDS)


def _starts(title: str) -> list[str]:
    """The folded title, and its ends after each joint (colon, dash, bar …)."""
    ends = [0, *(m.end() for m in _JOINT.finditer(title))]
    return [folded for end in ends if (folded := fold(title[end:]))]


def is_live(title: str) -> bool:
    """Whether a title marks a live page."""
    return bool(LIVE.search(title))


def title_score(cited: str, title: str | None, url: str, excerpt: str | None = None) -> float:
    """Return the share of the cited title in a candidate's title, URL and excerpt, from 0 to 1.

    Search engines cut titles, URLs often contain them, and excerpts still have the words if the headline changed.
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
    return max(ratio, overlap(words, said)) if len(words) >= thresholds.COMPARED_WORDS else ratio


def stands_in(title: str, text: str) -> bool:
    """Whether a note's text contains a page's complete title between punctuation marks."""
    wanted = fold(title)
    few = len(wanted.split()) < thresholds.TITLE_IN_NOTE_WORDS
    if not _long(wanted) or (few and max(map(ord, wanted)) < 0x2E80):
        return False
    parts, most = PIECE.split(text), thresholds.TITLE_IN_NOTE_PIECES
    return any(fold(" ".join(parts[i:j])) == wanted for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + most) + 1))
