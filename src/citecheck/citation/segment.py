"""A note's text into its sources, and the author's own sentences around them.

``For some observers …, over the past year: E. Hasani, Behind the Curtain, 04/03/2021`` is prose and one source;
``US cites …, Al Jazeera, 09/09/2020, ; J. Garamone, …, DOD News, 15/01/2021`` are two sources.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.text.dates import find_dates
from citecheck.text.names import ET_AL, surely_names
from citecheck.text.quotes import find_quotations
from citecheck.text.urls import find_urls

# Words that open a citation without being part of it (lexicon of signals in nine languages).
SIGNAL = re.compile(
    r"(?:see(?:,)? (?:also|generally|e\.g\.)|see,? for example|see|but see|cf\.|compare|quoted in|cited in|e\.g\.,?|contra|accord|"
    r"si veda(?: anche)?|si vedano|vedi(?: anche)?|cfr\.|citato in|in merito|voir(?: aussi| notamment)?|véase(?: también)?|ver(?: também)?|"
    r"siehe(?: auch)?|s\. auch|vgl\.(?: auch)?|zit\. nach|см\.(?: также)?|цит\. по|bkz\.|krş\.|انظر|راجع|for (?:more|details|a discussion),? see)[:,]?\s+",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*;\s*|(?<=[.)\d,])\s+(?=(?:See also|See|But see|Cf\.|Compare|Vedi anche|Si veda|Voir aussi|Siehe auch|Vgl\. auch)\s)"
)
PROSE_WORDS = 11  # a clause before a colon is prose from so many words on
LOWER_SHARE = 0.55  # of a clause's words begin with a small letter where it is prose; headlines and German nouns have fewer
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÞА-Я“\"«(\[])")
ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|No|Vol|pp?|ed|eds|cf|Dr|Mr|Mrs|Ms|St|vs?|Inc|Ltd|Co|Corp|Jr|Sr|art|op|cit|al|Nr|Bd|Hrsg|trad|trans|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\.\.\.)$",
    re.IGNORECASE,
)


TITLED = re.compile(r"(?:^|[,.] )[“«\"][^”»\"]{12,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a note: a citation, or prose."""

    start: int
    end: int
    prose: bool = False


def segment(text: str) -> tuple[Segment, ...]:
    """The stretches of a note, in order, without the white space and separators between them."""
    found: list[Segment] = []
    for start, end in _parts(text):
        found.extend(_without_prose(text, start, end))
    return tuple(found)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Splits at semicolons and signals, outside quotations and addresses, where what stands before is a whole citation."""
    closed = [(q.start, q.end) for q in find_quotations(text)] + [(u.start, u.end) for u in find_urls(text)] + _brackets(text)
    start = 0
    for match in SPLIT.finditer(text):
        inside = any(a <= match.start() and match.end() <= b for a, b in closed)
        if not inside and is_whole(text[start : match.start()]) and _begins(text[match.end() :]):
            yield _stripped(text, start, match.start())
            start = match.end()
    yield _stripped(text, start, len(text))


def _brackets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\([^()]*\)", text)]


def is_whole(text: str) -> bool:
    """Whether a text could be a citation by itself: it has a date, an address or a quotation beside its first words."""
    return bool(find_urls(text) or find_dates(text) or any(q.end - q.start > 12 for q in find_quotations(text)))


def _begins(text: str) -> bool:
    """Whether what follows a semicolon could begin a citation."""
    head = SIGNAL.sub("", text, 1).lstrip()
    return len(head) > 12 and (not head[:1].islower() or head.startswith(("http", "www", "al-", "de ", "van ", "von ")))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r\n;"))
    return start, start + len(text[start:end].rstrip(" \t\r\n;"))


def _without_prose(text: str, start: int, end: int) -> Iterator[Segment]:
    at = _prose_end(text, start, end)
    if at > start:
        yield Segment(start, start + len(text[start:at].rstrip()), prose=True)
    signal = SIGNAL.match(text, at, end)
    at = signal.end() if signal else at
    at += len(text[at:end]) - len(text[at:end].lstrip())
    tail = _prose_tail(text, at, end)
    if at < tail:
        yield Segment(at, at + len(text[at:tail].rstrip()), prose=not _cites(text[at:tail]) and at == start and tail == end)
    if tail < end:
        yield Segment(tail, end, prose=True)


def _prose_end(text: str, start: int, end: int) -> int:
    """The offset behind the sentences and clauses that the author wrote before the citation."""
    quoted = [(q.start, q.end) for q in find_quotations(text[start:end])]
    at = start
    for match in re.finditer(r"(?<!\d):\s+|(?<=[.!?…])[”\"»]?\s+(?=[A-ZÀ-ÞА-Я“\"«\[(])", text[start:end]):
        inside = any(a < match.start() < b - 2 for a, b in quoted)
        clause = text[at : start + match.start()]
        rest = text[start + match.end() : end]
        if inside or ABBREVIATED.search(clause) or not is_whole(rest):
            continue
        if is_prose(clause) and (match.group().startswith(":") or _has_title(rest)):
            at = start + match.end()
    return at


def _has_title(text: str) -> bool:
    """Whether a citation has room for a title: a sentence before it may then be prose, else it is the title itself."""
    head = SIGNAL.match(text)
    return bool(head) or any(q.end - q.start > 12 for q in find_quotations(text)) or len(re.split(r"[,.] ", text)) > 3


def _prose_tail(text: str, start: int, end: int) -> int:
    """The offset where the author's own sentences after the citation begin; the end where there are none."""
    for match in SENTENCE.finditer(text, start, end):
        head, rest = text[start : match.start()], text[match.end() : end]
        if is_whole(head) and not ABBREVIATED.search(head) and is_prose(rest) and not _cites(rest):
            return match.end()
    return end


def is_prose(clause: str) -> bool:
    """Whether a clause is the author's sentence: long, mostly in small letters, without the parts of a citation."""
    words = re.findall(r"[^\W\d_][\w'’-]*", clause)
    if len(words) < PROSE_WORDS or find_urls(clause) or ET_AL.search(clause):
        return False
    if surely_names(clause.split(",", maxsplit=1)[0]) or TITLED.search(clause):
        return False
    small = sum(word[0].islower() for word in words)
    return bool(small >= LOWER_SHARE * len(words))


def _cites(text: str) -> bool:
    return is_whole(text) or sum(text.count(comma) for comma in ",،") >= 2
