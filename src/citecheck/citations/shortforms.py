"""Finds short forms in a note: references to a source that is cited in full elsewhere.

``Ibid., p. 4`` · ``Id. at 7`` · ``Idem`` · ``Smith, op. cit., p. 45`` · ``MINOW, supra note 4, at 28`` · ``Smith, above n 3, 45`` ·
``Smith (n 3)`` · ``vgl. Anm. 4`` · ``Иванов И. И. Указ. соч. С. 45`` · ``Smith 2010: 45`` · ``(Smith & Jones, 2010a, p. 3)``.
``antecedents`` resolves them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from citecheck.citations.boundaries import last_boundary
from citecheck.citations.linked_words import STANDARD
from citecheck.citations.shortform_names import (
    BARE,
    BRACKETED,
    BRACKETED_YEAR,
    DATED,
    NAMES,
    WHOLE_YEAR,
    begins_reference,
    is_corporate,
    is_date,
    is_in_full,
    is_law,
    is_listed,
    may_end,
)
from citecheck.citations.shortform_words import KINDS, forms, locator, lowered, note_number, pointers
from citecheck.citations.signals import SIGNAL_WITHIN, signal_before, signals_in
from citecheck.language import publishers
from citecheck.model.document import Hyperlink
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

Kind = Literal["same", "author", "place", "work", "note", "year", "title"]
CONTEXT = 240  # maximum characters of author and title before the word
# "Arbeit am Kai, in: dies./Jens Ohm (Hrsg.)": an editor, and a work in full
IN_WORK = lazy_pattern(r"\b(?:in|dans|en|em|w|v|в):?\s*$")
IN_VENUE = lazy_pattern(r"[”\"’»]\s+in:?\s$")  # ``“Title,” in ICML (2022)``: a venue
HEAD_WORDS = 16  # longer text before the word is a sentence; only its last names belong to the short form
LOCATORS = 12  # maximum locators of one short form
PARENTHESIS = 2000  # maximum characters of an explanation in brackets
DEEPEST = 20  # maximum depth of brackets
ROUND = lazy_pattern(r"[()]")
PARENTHESIS_OPENS = lazy_pattern(r"[\s,]{0,3}\((?!\d{4})")
INITIALS_OF_NAME = lazy_pattern(r"(?:[A-Z]\.\s?){2,3}|[A-Z]\.[A-Z]")  # ``Katz, L.C., A. Moor``: no l.c., o.c.
EXPLAINED = lazy_pattern(r"\((?!IBID)[A-Z]{2,6}\)|(?<=\d)\s(?!IBID)[A-Z]{2,6}\s\d")  # ``(EBD)``: no ebd.; ``12 CIT 345``: no cit.
WORD_END = lazy_pattern(r"[.,:]?\s")
CONJUNCTION = lazy_pattern(r"[\s,.:*_–—-]*(?:(?:and|or|but|e|et|y|und|sowie|и|ve|و|also|both|in|by|from)\s+)?", re.IGNORECASE)


class ShortForm(Struct, frozen=True):
    """A short form at ``text[start:end]``.

    ``head`` has its names and short title; ``number`` is the label of the note that it refers to, empty if it refers to several.
    """

    start: int
    end: int
    kind: Kind
    head: str = ""
    number: str | None = None
    year: str = ""
    locator: str = ""
    below: bool = False

    @property
    def span(self) -> Span:
        """Its span in the note."""
        return Span(self.start, self.end)


def find_short_forms(text: str, links: Sequence[Hyperlink] = ()) -> tuple[ShortForm, ...]:
    """The short forms by form alone, in order: wording; clauses and links with author and year; notes of a name and a title."""
    low, found = lowered(text), list[ShortForm]()
    worded = ((match.start(), _worded, match) for match in forms().finditer(low))
    pointing = ((match.start(), _pointing, match) for match in pointers().finditer(low))
    for start, read, match in sorted([*worded, *pointing], key=itemgetter(0)):
        at = found[-1].end if found else 0
        if start >= at and (form := read(text, low, match, at)):
            found.append(form)
    titles = {text[link.span.start : link.span.end] for link in links if "//" in link.url}  # [Title](URL), 2004
    years = (form for form in _years(text) if form.head not in titles and not is_corporate(form.head))
    for form in (*_linked(text, low, links), *years, *_bare(text, low)):
        if is_free(form, found):
            insert(form, found)
    return tuple(found)


def is_free(form: ShortForm, found: Sequence[ShortForm]) -> bool:
    """Whether a short form overlaps none of those in ``found``, which is sorted."""
    at = _index(form, found)
    return at == 0 or found[at - 1].end <= form.start


def insert(form: ShortForm, found: list[ShortForm]) -> None:
    """Insert a free short form in order."""
    found.insert(_index(form, found), form)


def _index(form: ShortForm, found: Sequence[ShortForm]) -> int:
    return bisect_left(found, form.end, key=lambda known: known.start)


def maybe_short_forms(text: str) -> Iterator[ShortForm]:
    """Possible short forms: they count only if the document cites their source in full.

    ``Smith (2010)`` in a sentence, and clauses of a few words: ``Smith, 45`` · ``Smith, Short Title, 45`` · ``Short Title, ch. 2``.
    """
    low = lowered(text)
    for match in BRACKETED_YEAR.finditer(text) if BRACKETED.search(text) else ():
        group = "2" if match["year2"] else ""
        end, where = _locators(text, low, match.end())
        if text[end : end + 1] in (")", "]") and not group:
            end += 1
        if (
            may_end(text, end)
            and not is_in_full(text, match.start(), end, _clauses(text))
            and not IN_VENUE.search(text, max(0, match.start() - 8), match.start())
        ):
            names, start, year = match["names" + group], match.start("names" + group), match["year" + group]
            if is_date(names) or (not group and begins_reference(text, match.start(), names, end)):
                continue
            later = start + len(names) - len(names.partition(" ")[2])
            for begin in (start, later) if " " in names else (start,):  # "As Smith (2010) shows"
                yield ShortForm(begin, end, "year", text[begin : start + len(names)], year=year, locator=where)
    yield from (form for form in _years(text) if is_corporate(form.head))  # ``World Bank 2019``, which may be a mere mention
    for start, end in _clauses(text):
        short = end - start <= CONTEXT and len(text[start:end].split()) <= HEAD_WORDS
        if short and not DATED.search(text, start, end) and not is_listed(text, start, end):
            yield _titled(text, low, start, end)


def _worded(text: str, low: str, match: re.Match[str], after: int) -> ShortForm | None:
    kind = next(k for k in KINDS if match[k])
    if INITIALS_OF_NAME.fullmatch(text, match.start(), match.end()) or EXPLAINED.match(text, match.start() - 1):
        return None
    start, head = _head(text, match.start(), after)
    named = bool(head) and not head[:1].islower() and kind != "author"
    if (head and not named) or (kind == "named" and not named):
        return None
    number, end = None, match.end()
    if kind not in ("same", "author") and (note := note_number().match(low, end)):
        number, end = _number(note, ""), note.end()
    end, where = _locators(text, low, end)
    if end == match.end() and not _is_delimited(low, end):
        return None
    if kind == "author" and (
        _has_title(text[end : end + 2 * CONTEXT]) or IN_WORK.search(low, max(0, match.start() - 8), match.start())
    ):
        return None
    if number is not None:
        kind = "note"
    form: Kind = "work" if kind in ("work", "named") else kind  # type: ignore[assignment]
    return ShortForm(start if head else match.start(), _with_parenthesis(text, end), form, head, number, "", where)


def _pointing(text: str, low: str, match: re.Match[str], after: int) -> ShortForm | None:
    which = next(w for w in ("", "2", "3") if match["number" + w])
    start, head = _head(text, match.start(), after)
    if head and (head[:1].islower() or (not head[:1].isalnum() and head[:1] not in "“«\"‘'„*_")):
        start, head = match.start(), ""
    if which == "3" and not head:
        return None
    if head and DATED.search(head) and (signal := signal_before(text, match.start(), match.end())) is not None:
        start, head = signal, ""
    end, where = _locators(text, low, match.end())
    if re.match(r"\s+(?:to|of|of the|della|de la|du|des|zu)\s", low[match.end() : match.end() + 12]):
        return None
    below = bool(match["below"] or match["below2"])
    begin = start if head else start + len(text[start : match.end()]) - len(text[start : match.end()].lstrip("([ "))
    return ShortForm(begin, _with_parenthesis(text, end), "note", head, _number(match, which), "", where, below)


def _number(match: re.Match[str], which: str) -> str:
    return "" if match["more" + which] else str(int(match["number" + which]))


def _head(text: str, at: int, after: int) -> tuple[int, str]:
    """The names and short title before the word at ``at``, and where they begin."""
    floor = max(after, at - CONTEXT)
    start = _begin(text, last_boundary(text, floor, at), at)
    head = text[start:at]
    if len(head.split()) > HEAD_WORDS or head[:1].islower():
        run = re.search(rf"{NAMES}[\s,.]*$", head[-80:])
        start = at - len(run.group()) if run else at
    return start, text[start:at].strip(" \t\r\n,;:([*_")


def _begin(text: str, start: int, end: int) -> int:
    """The offset after signals and conjunctions."""
    for match in signals_in(text, start, min(end, start + 2 * SIGNAL_WITHIN)):
        if match.start() - start <= SIGNAL_WITHIN:
            start = match.end()
    conjunction = CONJUNCTION.match(text, start, end)
    return conjunction.end() if conjunction else start


def _locators(text: str, low: str, at: int) -> tuple[int, str]:
    """The end of the locators after a short form, and their text."""
    end = at
    for _ in range(LOCATORS):
        match = locator().match(low, end)
        if not match or match.end() == end:
            break
        end = match.end()
    return end, text[at:end].strip(" \t\r\n,:.،()[]_*")


def _is_delimited(low: str, end: int) -> bool:
    rest = low[end : end + 40].lstrip(" \t\r\n*_")
    return not rest or rest[0] in ".,;:،؛)(]–—-”»\"'!?、。，；：）" or (low[end - 1] == "." and not rest[0].islower())


def _has_title(rest: str) -> bool:
    """Whether a title follows ``Id.``: then it is another work of the same author, not a short form."""
    match = re.match(r"[\s,.:*_]*(?P<clause>[^;]{0,80})", rest)
    words = re.findall(r"[^\W\d_]{2,}", match["clause"]) if match else []
    return len(words) >= 3 and bool(re.match(r"[\s,.:*_]*[“«\"„‘]?[^\W\d_]", rest)) and rest.lstrip()[:1] in ',“«"„‘:*_'


def _with_parenthesis(text: str, end: int) -> int:
    """The end of a following explanation in brackets: ``(arguing that …)``."""
    match = PARENTHESIS_OPENS.match(text, end)
    if not match:
        return end
    depth = 1
    for mark in ROUND.finditer(text, match.end(), match.end() + PARENTHESIS):
        depth += 1 if mark.group() == "(" else -1
        if depth in (0, DEEPEST):
            return end if depth else mark.end()
    return end


@lru_cache(maxsize=4)  # called several times in a row for one note
def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The spans between semicolons, without signals, outer brackets and punctuation."""
    found, start = [], 0
    for part in re.split("(;)", text):
        end = start + len(part)
        if part != ";":
            first = _begin(text, start, end)
            first += len(text[first:end]) - len(text[first:end].lstrip(" \t\r\n([*_"))
            found.append((first, first + len(text[first:end].rstrip(" \t\r\n.,:)]*_"))))
        start = end
    return tuple(found)


@lru_cache(maxsize=4)
def _years(text: str) -> tuple[ShortForm, ...]:
    low, found = lowered(text), []
    for start, end in _clauses(text):
        match = WHOLE_YEAR.match(text, start, end)
        if not match:
            continue
        bracketed = match["names"] != match.group() and match.group()[len(match["names"]) :].strip(", \t\r\n")[0] in "(["
        after = match.end() + (bracketed and text[match.end() : match.end() + 1] in (")", "]"))
        after, where = _locators(text, low, after)
        after = _with_parenthesis(text, after)
        if after >= end and not is_date(match["names"]) and not is_law(match["names"]):
            found.append(ShortForm(start, after, "year", match["names"], year=match["year"], locator=where))
    return tuple(found)


def _linked(text: str, low: str, links: Sequence[Hyperlink]) -> Iterator[ShortForm]:
    for link in links:
        match = WHOLE_YEAR.match(text, link.span.start, link.span.end)
        standard = STANDARD.fullmatch(text, link.span.start, link.span.end)  # ``[RFC 1808](URL)``
        if match and not standard and link.span.end - match.end() <= 1 and not is_date(match["names"]):
            end, where = _locators(text, low, link.span.end)
            yield ShortForm(match.start(), end, "year", match["names"], year=match["year"], locator=where)


def _bare(text: str, low: str) -> Iterator[ShortForm]:
    """``Fellow. American Media History.`` · ``Castellan, Harbours of Glass, p. 88``"""
    match = BARE.fullmatch(text.strip())
    if not match or DATED.search(text) or publishers.find(match["name"]):
        return
    start = text.index(match["name"])
    form = _titled(text, low, start, len(text.rstrip(" \t\r\n.")))
    if form.locator or match["mark"] == ".":
        yield form


def _titled(text: str, low: str, start: int, end: int) -> ShortForm:
    match = WORD_END.search(text, start, end)
    at = match.start() if match else end
    while match:
        to, where = _locators(text, low, match.start())
        if to >= end:
            return ShortForm(start, end, "title", text[start : match.start()], locator=where)
        at = match.end()
        match = WORD_END.search(text, at, end)
    return ShortForm(start, end, "title", text[start:end])
