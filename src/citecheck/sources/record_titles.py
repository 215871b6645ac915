"""Compares a cited title with a registry record's, word by word.

A record has the title of the work, so one other word is another title ("for", "towards"; "Prediction", "Estimation"; a number). Case,
markup, punctuation, hyphens, accents, Greek letters spelt out, articles, British or American spelling and a subtitle that one side
lacks are no difference; nor is another language, which cannot be compared.
"""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from msgspec import Struct

from citecheck.language.languages import LANGUAGES, detect
from citecheck.language.notice_titles import as_correction, is_notice, without_mark
from citecheck.language.title_words import GREEK, joined, spelt_signs, title_words, without_medium
from citecheck.language.titles import is_long, unmarked
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds
from citecheck.sources.number_match import roman

RecordTitleLevel = Literal["same", "near", "begins", "cut", "word", "number", "subtitle", "translated", "words", "other"]
_JOINT = lazy_pattern(r"[:.?!;–—―(\[«»“”\"|]|\s[-/=]\s|,\s")
_SUBTITLE = lazy_pattern(r":\s|[?!]:?\s|\s?[—–]\s?|\s-\s")
_IN_BRACKETS = lazy_pattern(r"(?<!\s)\s*+\[[^\[\]]*+\]\.?$")
_NOTED = lazy_pattern(r"(?<!\w)(?P<word>[^\W\d_]+)\d{1,2}\W*$")
_ROMAN = lazy_pattern(r"[ivxl]{1,6}")
_ENGLISH = lazy_pattern(r"\w{2}(?:ing|tions?|ed|ness|ments?|ity|ly|ies|ship|ful|less)\b")
LONGEST = 800  # maximum characters of a title that are compared
MOST_JOINTS = 20  # maximum punctuation marks of a title at which it may be cut
IGNORED = frozenset(("a", "an", "the", "and", "et", "und", "y", "e"))
# British and American endings and letters (Oxford Guide to Style, "spelling").
_SPELLINGS = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("yse", "yze"), ("our", "or"), ("tre", "ter"),
              ("aemia", "emia"), ("paed", "ped"), ("oed", "ed"), ("aem", "em"), ("haem", "hem"), ("oes", "es"), ("ae", "e"), ("oe", "e"), ("ll", "l"),
              ("ue", "u"), ("ae", "a"), ("oe", "o"), ("gue", "g"), ("ence", "ense"), ("sulph", "sulf"), ("ph", "f"), ("k", "c"))  # fmt: skip


class RecordTitle(Struct, frozen=True):
    """The similarity of a cited title and a record's: a level, and the share of words in common."""

    level: RecordTitleLevel
    share: float


def compare_titles(cited: str, found: str) -> RecordTitle:
    """Compare a cited title with a record's; a notice on a work is not the work, though its title has the work's."""
    cited, found = (without_medium(as_correction(without_mark(unmarked(one)))[:LONGEST]) for one in (cited, found))
    compared = _compared(cited, found)
    spelt = spelt_signs(cited), spelt_signs(found)
    if compared.level == "same" or spelt == (cited, found):
        return compared
    again = _compared(*spelt)
    return again if again.level in ("same", "near", "begins") else compared


def _compared(cited: str, found: str) -> RecordTitle:
    ours, theirs = title_words(cited), title_words(found)
    unnoted = _without_note_number(ours, theirs)
    if any(map(_is_noted, (cited, found))):
        ours, theirs = unnoted
    if not ours or not theirs:
        return RecordTitle("words", 0.0)
    if "".join(ours) == "".join(theirs):
        return RecordTitle("same", 1.0)
    if is_notice(cited) != is_notice(found):
        return RecordTitle("words", 0.0)
    bracketed = title_words(_IN_BRACKETS.sub("", cited)) == theirs or title_words(_IN_BRACKETS.sub("", found)) == ours
    if bracketed or is_cut(cited, found) or is_cut(found, cited):
        return RecordTitle("begins", 1.0)
    if starts_with(theirs, ours) and is_long(" ".join(ours), thresholds.TITLE_PART_LETTERS, thresholds.TITLE_PART_WORDS):
        return RecordTitle("begins" if cited.rstrip().endswith(("…", "...")) else "cut", 1.0)
    if unnoted[0] == unnoted[1] and len(ours) >= thresholds.RECORD_TITLE_LEAST:
        return RecordTitle("cut", 1.0)  # "HIV1" may be another word than "HIV", or have the number of a note
    differ = _differences(ours, theirs)
    if not differ:
        return RecordTitle("near", 1.0)
    most = max(len(ours), len(theirs))
    share = 1.0 - sum(max(len(a), len(b)) for a, b in differ) / most
    return RecordTitle(_level(cited, found, differ, most, share), max(0.0, share))


def _without_note_number(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """The words without the number of a note that one of two titles has behind its last word ("steppes1")."""
    last = sorted((*ours[-1:], *theirs[-1:]), key=len)
    noted = len(last) == 2 and last[1].startswith(last[0]) and last[1].removeprefix(last[0]).isdigit()
    if noted and last[0].isalpha():
        return [*ours[:-1], last[0]], [*theirs[:-1], last[0]]
    return ours, theirs


def _is_noted(title: str) -> bool:
    """Whether a title ends with a word and a number that is none of the word's: names in capitals have their own ("NVH1")."""
    last = _NOTED.search(title)
    size = len(last["word"]) if last else 0
    return (
        last is not None
        and size >= thresholds.NOTED_WORD_LETTERS
        and (last["word"][1:].islower() or size > thresholds.NOTED_WORD_LETTERS)
    )


def _level(
    cited: str, found: str, differ: Sequence[tuple[Sequence[str], Sequence[str]]], most: int, share: float
) -> RecordTitleLevel:
    changed = sum(max(len(a), len(b)) for a, b in differ)
    few = most >= thresholds.RECORD_TITLE_LEAST and (changed == 1 or share >= thresholds.RECORD_TITLE_SHARE)
    if few:
        numbers = all(_is_number(word) for a, b in differ for word in (*a, *b))
        return "number" if numbers else "word"
    if _translated(cited, found):
        return "translated"
    if _have_one_head(cited, found):
        return "subtitle"
    return "words" if share >= thresholds.RECORD_TITLE_HALF else "other"


def _have_one_head(cited: str, found: str) -> bool:
    """Whether two titles are the same up to their colons, and have other subtitles."""
    heads = [tuple(title_words(one.partition(": ")[0])) for one in (cited, found) if ": " in one]
    long = bool(heads) and is_long(" ".join(heads[0]), thresholds.RECORD_PART_LETTERS, thresholds.RECORD_PART_WORDS)
    return len(heads) == 2 and heads[0] == heads[1] and long


def adds_subtitle(cited: str, found: str) -> bool:
    """Whether a cited title is the record's with a subtitle of several words that the record lacks; a translation in brackets is none."""
    cited, whole = without_medium(_IN_BRACKETS.sub("", unmarked(cited))), title_words(found)
    heads = islice(_SUBTITLE.finditer(cited), MOST_JOINTS)
    return any(
        title_words(cited[: head.start()]) == whole and len(title_words(cited[head.end() :])) >= thresholds.SUBTITLE_WORDS
        for head in heads
    )


def is_cut(short: str, whole: str) -> bool:
    """Whether a title is another one up to a punctuation mark, or from one on: without the subtitle, or without a kicker."""
    wanted = title_words(short)
    if not is_long(" ".join(wanted), thresholds.RECORD_PART_LETTERS, thresholds.RECORD_PART_WORDS):
        return False
    joints = list(islice(_JOINT.finditer(whole), MOST_JOINTS))
    ends, starts = [m.start() for m in joints], [m.end() for m in joints]
    size = len("".join(wanted))  # "vs" and Greek letters are spelt out
    joined = "".join(wanted)
    heads = (whole[:end] for end in ends if 2 * len(whole[:end]) >= size)
    return any("".join(title_words(head)) == joined for head in heads) or any(
        "".join(title_words(whole[start:])) == joined for start in starts if 2 * (len(whole) - start) >= size
    )


def starts_with(words: Sequence[str], start: Sequence[str]) -> bool:
    """Whether a list of words begins with another."""
    return list(words[: len(start)]) == list(start)


def _differences(ours: list[str], theirs: list[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The words in which two titles differ, without spaces, articles and spellings."""
    found: list[tuple[Sequence[str], Sequence[str]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal" or _are_spelt_alike(ours[a:b], theirs[c:d]):
            continue
        one, other = [w for w in ours[a:b] if w not in IGNORED], [w for w in theirs[c:d] if w not in IGNORED]
        if _as_one(one) == _as_one(other) or _are_initials(one, other) or _are_initials(other, one):
            continue
        if len(one) == len(other):
            pairs = [(x, y) for x, y in zip(one, other, strict=True) if not spelt_alike(x, y)]
            found += [((x,), (y,)) for x, y in pairs]
        elif not spelt_alike("".join(one), "".join(other)):
            found.append((one, other))
    return found


def _as_one(words: Sequence[str]) -> str:
    """Words as one, without what ``title_words`` leaves out or spells out between hyphens: "state-of-the-art", "graft-vs-host"."""
    return joined(words).replace("the", "").replace("versus", "vs")


def _are_spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(map(spelt_alike, one, other))


def _are_initials(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are abbreviated by their initials: "WHO", "U.S."."""
    letters = "".join(short)
    return len(words) > 1 and len(letters) == len(words) and letters == "".join(word[0] for word in words)


def spelt_alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one, or differ by a slip of the pen; numbers never do."""
    from rapidfuzz.distance import OSA

    if any(map(str.isdigit, one + other)) or not one or not other:
        return one == other or {str(roman(one)), str(roman(other))} & {one, other} != set()
    if any(one.replace(a, b) == other.replace(a, b) for a, b in _SPELLINGS) or GREEK.get(one) == other or GREEK.get(other) == one:
        return True
    long = min(len(one), len(other)) >= thresholds.SLIP_LETTERS
    form = one.startswith(other) or other.startswith(one)  # "network", "networks"
    return long and not form and one[0] == other[0] and OSA.distance(one, other) <= 1


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word)) or _ROMAN.fullmatch(word) is not None


def _translated(cited: str, found: str) -> bool:
    """Whether two titles are of different languages or scripts, as far as that is known."""
    ours, theirs = detect(cited), detect(found)
    return bool(ours and theirs and ours != theirs) or _script(cited) != _script(found)


def is_one_language(cited: str, found: str) -> bool:
    """Whether two titles are certainly of one language: of both it is known, or of one and the other may be it, or both are English by
    their endings and have no word of another language."""
    known = {language for title in (cited, found) if (language := detect(title))}
    if len(known) > 1 or not (cited.isascii() and found.isascii()):
        return len(known) == 1 and bool(detect(cited) and detect(found))
    return known == {"en"} or (not known and all(map(_may_be_english, (cited, found))))


def _may_be_english(title: str) -> bool:
    """Whether a title has an ending of English words, and no function word of another language."""
    said = title.casefold().split()
    foreign = any("en" not in LANGUAGES.get(word, ("en",)) for word in said)
    return not foreign and any(map(_ENGLISH.search, said))


def _script(title: str) -> str:
    """The script of the first letter, as Unicode names it."""
    return next((unicodedata.name(c, "").partition(" ")[0] for c in title if c.isalpha()), "")
