"""Compares the cited title with those of a registry's record: alone, and as the note prints it."""

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from citecheck.language.person_name import LEADING_INITIALS
from citecheck.language.title_words import title_words
from citecheck.language.titles import is_long
from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Source
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds, weights
from citecheck.sources.record_titles import IGNORED, compare_titles, is_cut
from citecheck.sources.record_years import publications_of
from citecheck.sources.venue_match import compare

SENTENCE_END = lazy_pattern(r"(?<=[^\W\d_]{3})[.?!] (?=[^\W\d_a-z])")
DECADE = lazy_pattern(r"\d0$")
WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
MOST_NAME_WORDS = 40  # before a title
MOST_ENDS = 30  # of sentences in a title at which it may end


def titles_of(record: Candidate) -> tuple[str, ...]:
    """Return the record's titles: with the subtitle, without, and in the original language."""
    titles = [title for title in (record.title, *record.titles) if title]
    return tuple(dict.fromkeys((*titles, *filter(None, map(_half, titles)))))


def _half(title: str) -> str:
    """The half of a title that a record has twice in one field; empty for others."""
    said = title.split()
    half = len(said) // 2
    return " ".join(said[:half]) if half and said[:half] == said[half:] else ""


def title(source: Source, record: Candidate) -> Evidence | None:
    """Compare the cited title with the record's; a note's text that has the record's title confirms it too."""
    titles, cited = titles_of(record), source.item.title
    if not titles or source.translated_title:
        return None
    if printed := next((one for one in titles if _is_main(one, record) and _is_printed(one, source, record)), None):
        level = "same" if cited and compare_titles(cited, printed).level == "same" else "explained"
        return _capped(_evidence(level, cited or printed, printed, record))
    if not cited:
        return None
    heads = (_as_printed(cited, source), *(() if source.structured else _heads(cited, record)))
    compared = [(compare_titles(head, one), one) for one in titles for head in dict.fromkeys(heads)]
    compared = [pair for pair in compared if pair[0].level not in ("begins", "cut") or _is_main(pair[1], record)] or compared
    best, found = max(compared, key=lambda pair: (weights.bits("title", pair[0].level, "record"), pair[0].share))
    return _capped(_evidence(best.level, cited, found, record))


def _as_printed(cited: str, source: Source) -> str:
    """The title, with what a note has behind it: an ellipsis, or the letter of a decade whose apostrophe was read as the end."""
    rest = note_text(source).partition(cited)[2]
    if DECADE.search(cited) and rest.startswith(("'s", "’s")):
        return f"{cited}s"
    behind = rest.lstrip(" ”\"’'»")
    return f"{cited} …" if behind.startswith(("…", "...")) else cited


def _heads(cited: str, record: Candidate) -> Iterator[str]:
    """A title without what was read together with it: an author's name or initials before it, the publication behind it."""
    if initials := LEADING_INITIALS.match(cited):
        yield cited[initials.end() :]
    before, colon, behind = cited.partition(": ")
    if colon and set(title_words(before)) <= {word for name in record.author for word in title_words(name)}:
        yield behind
    if alone := _without_names(cited, record):
        yield alone
    for end in islice(SENTENCE_END.finditer(cited), MOST_ENDS):
        if _is_publication(cited[end.end() :], record):
            yield cited[: end.start()]


def _without_names(cited: str, record: Candidate) -> str:
    """A title without names of the record's authors before it: "Okafor AB, Berg C Grain prices"; empty if there are none."""
    names = {word for name in record.author for word in title_words(name)}
    initials, start, named = {word[0] for word in names}, 0, False
    for word in islice(WORD.finditer(cited), MOST_NAME_WORDS):
        known = names.issuperset(title_words(word.group()))
        if not known and not (word.group().isupper() and initials.issuperset(word.group().casefold())):
            break
        start, named = word.end(), named or known
    return cited[start:].lstrip(" .,;:*") if named else ""


def _is_publication(text: str, record: Candidate) -> bool:
    """Whether a text has the words of the record's publication, or is one of its names."""
    names, words = publications_of(record), title_words(text)
    known = {word for name in (*names, record.publisher or "") for word in title_words(name)}
    shared = sum(word in known or word.isdigit() for word in words)
    return bool(words) and (shared >= thresholds.RECORD_TITLE_HALF * len(words) or compare(text, names).verdict == "same")


def _is_main(title: str, record: Candidate) -> bool:
    """Whether a record's title is the main one, with or without its subtitle; a running title is not."""
    return (record.title or title).startswith(title)


def _capped(one: Evidence) -> Evidence:
    """The evidence with its weight limited by the number of words: "Editorial" proves little."""
    said = min(len(title_words(text)) for text in (one.cited, one.found))
    return replace(one, bits=min(one.bits, thresholds.TITLE_BITS_PER_WORD * said))


def _is_printed(title: str, source: Source, record: Candidate) -> bool:
    """Whether a note prints a title whole, and not only words of a longer one: "Grain prices" in "Grain prices of the north"."""
    if not _is_in(title, note_text(source)):
        return False
    cited, words = title_words(source.item.title or ""), title_words(title)
    if len(cited) <= len(words) or not _is_in(title, source.item.title or "") or is_cut(title, source.item.title or ""):
        return True
    others = {word for name in (*record.author, *publications_of(record)) for word in title_words(name)}
    return all(word in others or word.isdigit() or len(word) == 1 for word in set(cited) - set(words))


def _is_in(title: str, text: str) -> bool:
    """Whether a note's text has a title that is long enough to be no chance."""
    words = [word for word in title_words(title) if word not in IGNORED]
    if not is_long(" ".join(words), thresholds.TITLE_PART_LETTERS, thresholds.TITLE_IN_NOTE_WORDS - 2):
        return False
    said = f" {' '.join(word for word in title_words(text) if word not in IGNORED)} "
    return f" {' '.join(words)} " in said


def note_text(source: Source) -> str:
    """Return the note's text; the text of a source with fields is only its title."""
    return "" if source.structured else source.text


def _evidence(level: str, cited: str, found: str, record: Candidate) -> Evidence:
    return weights.evidence("title", level, cited, found, record.provider, witness="record")
