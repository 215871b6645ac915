"""A note's text into its sources, and the author's own sentences around them.

``For some observers …, over the past year: E. Hasani, Behind the Curtain, 04/03/2021`` is prose and one source;
``US cites …, Al Jazeera, 09/09/2020, ; J. Garamone, …, DOD News, 15/01/2021`` are two sources.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from citecheck.citation.stretch import TITLE, Stretch
from citecheck.model.document import Hyperlink
from citecheck.text.names import CASELESS, ET_AL, surely_names

# Words that open a citation without being part of it (lexicon of signals in nine languages).
SIGNAL = re.compile(
    r"(?:please see|(?:see|voir|véase|vedi|siehe|см\.),? (?:also|generally|e\.g\.|for example|aussi|notamment|también|anche|auch|также)|"
    r"see|but see|cf\.|compare|quoted in|cited in|as cited in|e\.g\.,?|contra|accord|si veda(?: anche)?|si vedano|si vedano anche|vedi|"
    r"(?-i:v\.)(?= [A-Z])|cfr\.|citato in|in merito|voir|véase|véanse|ver(?: también)?|siehe|s\. auch|(?-i:s\.)(?= [A-Z])|vgl\.(?: auch)?|vergl\.|"
    r"vergleiche|zit\. nach|см\.|ср\.|цит\. по|bkz\.|krş\.|انظر|راجع|ينظر|ראו|ראה|zob\.|por\.|zie(?: ook)?|se(?: även| også)? (?=[A-Z])|βλ\.|"
    r"for (?:more|details|a discussion|an overview|a few examples|examples|background)(?: [\w ]{1,30})?,? see(?: also|, e\.g\.)?)(?:,? e\.g\.)?[:,]?\s+",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"[;؛；]\s*|(?<=[.)\d,])\s++(?=(?:(?i:see also|see|but see|cf\.|compare|vedi anche|si veda|cfr\.|voir aussi|voir|siehe auch|vgl\. auch|vgl\.|véase|см\. также|см\.)\s))"
)
NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;,.]))(?:\((?P<in>\d|[a-h]|i{1,3}|iv|v)\)|(?P<out>\d|[a-h])\))\s+(?=\S)")
SENTENCE_SPLIT = re.compile(r"(?<=[.\d])\s+(?=[\"“«„A-ZÀ-ÞА-Я])")
MOST_CUTS = 60  # places where a stretch may be cut; no note has more, and time stays bounded
PROSE_WORDS = 11  # a clause before a colon is prose from so many words on
ADDRESS = re.compile(
    r"\s*(?:https?://|www\.|doi:|10\.\d{4}|\S+\.\S+/\S*\s*$)", re.IGNORECASE
)  # what a link shows of where it leads
OUTSIDE_WORDS = 7  # so many words around links are the author's sentence
LEAD_WORDS = 12  # at most so many words before the first of several links belong to all of them
NAMES_REACH = 120  # characters before a title that are looked at for names
ELEMENT = re.compile(r"\s*[,(]\s*[^,;()]{1,80}\)?")
LOCATED = re.compile(r"[\s,]*(?:pp?|pg|S|с)\.\s?\d[\d–-]*")
LOWER_SHARE = 0.55  # of a clause's words begin with a small letter where it is prose; headlines and German nouns have fewer
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÞА-Я“\"«(\[])")
BREAK = re.compile(r"(?<!\d):\s+|(?<=[.!?…])[”\"»]?\s+(?=[A-ZÀ-ÞА-Я“\"«\[(])")
ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|No|Vol|pp?|ed|eds|cf|Dr|Mr|Mrs|Ms|St|vs?|Inc|Ltd|Co|Corp|Jr|Sr|art|op|cit|al|Nr|Bd|Hrsg|trad|trans|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\.\.\.)$",
    re.IGNORECASE,
)
TITLED = re.compile(r"(?:^|[,.] )[“«\"][^”»\"]{12,}")
DATED = re.compile(r"[^()]{3,160}\((?:1[5-9]|20)\d\d")  # a year in brackets behind names: author-date, no sentence
WORDS = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a note: a citation, or prose."""

    start: int
    end: int
    prose: bool = False
    shares: bool = False  # what stands before the source before it (an outlet, an author) is its own too


def segment(text: str, links: Sequence[Hyperlink] = ()) -> tuple[Segment, ...]:
    """The stretches of a note, in order, without the white space and separators between them."""
    whole = Stretch.of(text, links)
    found: list[Segment] = []
    for start, end in _parts(whole):
        found.extend(_without_prose(whole, start, end))
    return tuple(found)


def _parts(whole: Stretch) -> Iterator[tuple[int, int]]:
    """Splits at semicolons, signals and numbers of a sub-list, outside quotations, links and addresses."""
    text, start = whole.text, 0
    for cut, after in sorted({*_numbered(whole), *_separated(whole), *_sentences(whole)})[:MOST_CUTS]:
        left, right = whole.part(start, cut), whole.part(after, len(text))
        if cut >= start and not whole.closed(cut, after) and (left.is_whole or _is_short(left, right)) and _begins(right):
            yield _stripped(text, start, cut)
            start = after
    yield _stripped(text, start, len(text))


def _is_short(left: Stretch, right: Stretch) -> bool:
    """``PLATO, REPUBLIC. See also …``: an author and a title are a citation where a signal and a whole citation follow."""
    words = WORDS.findall(SIGNAL.sub("", left.text, 1))
    return (
        bool(SIGNAL.match(right.text))
        and 1 < len(words) < 8
        and "," in left.text
        and all(not w[0].islower() for w in words if len(w) > 3)
    )


def _separated(whole: Stretch) -> Iterator[tuple[int, int]]:
    for match in SPLIT.finditer(whole.text):
        yield match.span()


def _numbered(whole: Stretch) -> Iterator[tuple[int, int]]:
    """``(1) … (2) …``: numbers or letters that count from the first one."""
    found = list(NUMBERED.finditer(whole.text))
    labels = [match["in"] or match["out"] for match in found]
    if len(found) > 1 and labels[:2] in (["1", "2"], ["a", "b"], ["i", "ii"]):
        for match in found[1:]:
            yield match.span()


def _sentences(whole: Stretch) -> Iterator[tuple[int, int]]:
    """A full stop after an address or a full date, and a new citation with a date or address and a title of its own behind it."""
    text = whole.text
    for match in islice(SENTENCE_SPLIT.finditer(text), MOST_CUTS):
        left, right = whole.part(0, match.start()), whole.part(match.end(), len(text))
        if left.ends_dated and _starts_anew(right):
            yield match.span()


def _starts_anew(right: Stretch) -> bool:
    """Whether names or a quoted title begin here, and a date or an address follows."""
    head = right.text[:160]
    quoted = right.quotations[:1] and right.quotations[0][0] == right.start
    return bool((quoted or surely_names(re.split(r"[(“\"«]", head)[0].strip(" ,."))) and (right.dates or right.urls))


def _begins(right: Stretch) -> bool:
    """Whether what follows a separator could begin a citation."""
    head = SIGNAL.sub("", right.text, 1).lstrip()
    small = head[:1].islower() and not head.startswith(("http", "www", "al-", "de ", "van ", "von ", "d'", "d’"))
    return len(head) > 12 and (not small or bool(right.links))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r\n;؛；"))
    return start, start + len(text[start:end].rstrip(" \t\r\n;؛；"))


def _without_prose(whole: Stretch, start: int, end: int) -> Iterator[Segment]:
    text = whole.text
    if islands := _islands(whole, start, end):
        yield from islands
        return
    at = _prose_end(whole, start, end)
    if at > start:
        yield Segment(start, start + len(text[start:at].rstrip()), prose=True)
    at += len(text[at:end]) - len(text[at:end].lstrip())
    while signal := SIGNAL.match(text, at, end):
        at = signal.end()
    at += len(text[at:end]) - len(text[at:end].lstrip())
    tail = _prose_tail(whole, at, end)
    cited = whole.part(at, tail)
    if at < tail:
        yield Segment(at, at + len(text[at:tail].rstrip()), prose=not cited.cites and at == start and tail == end)
    if tail < end:
        yield Segment(tail, end, prose=True)


def _islands(whole: Stretch, start: int, end: int) -> list[Segment]:
    """Citations within the author's sentences, each around a link or a quoted title with names before it; or links side by side."""
    part = whole.part(start, end)
    found: list[Segment] = []
    cores = _cores(part)
    for at, (first, last) in enumerate(cores):
        lowest = found[-1].end if found else start
        limit = _names_before(whole.text, last, cores[at + 1][0]) if at + 1 < len(cores) else end
        if first >= lowest:
            found.append(_around(whole, lowest, first, last, limit))
    if not found:
        return []
    text = whole.text
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    outside = " ".join([SIGNAL.sub("", text[start : found[0].start], 1), *between, text[found[-1].end : end]])
    labelled = len(found) == 1 and text[start : found[0].start].rstrip().endswith(":") and found[0].end > end - 4
    if is_prose(outside, OUTSIDE_WORDS) and not labelled:
        return _with_prose(text, start, end, found)
    if len(found) > 1 and all(len(WORDS.findall(gap)) < 2 for gap in between):
        lead = start if len(WORDS.findall(text[start : found[0].start])) <= LEAD_WORDS else found[0].start
        return [
            replace(found[0], start=lead),
            *(replace(one, shares=lead == start < found[0].start) for one in found[1:-1]),
            replace(found[-1], shares=True),
        ]
    return []


def _cores(part: Stretch) -> list[tuple[int, int]]:
    """Links on words that are no address themselves, and quotations with names before and a date behind them."""
    worded = ((link.span.start, link.span.end) for link in part.links if WORDS.search(part.note, link.span.start, link.span.end))
    links = [(a, b) for a, b in worded if not ADDRESS.match(part.note, a, b)]
    quoted = [
        (a, b)
        for a, b in part.quotations
        if b - a > TITLE and _names_before(part.note, part.start, a) < a and any(b <= d < b + 60 for d, _ in part.dates)
    ]
    return sorted({*links, *(q for q in quoted if not any(q[0] <= a <= q[1] for a, _ in links))})


def _with_prose(text: str, start: int, end: int, found: Sequence[Segment]) -> list[Segment]:
    """The citations and the sentences between them; a word or two is no sentence."""
    out: list[Segment] = []
    at = start
    for one in [*found, Segment(end, end)]:
        first, last = _stripped(text, at, one.start)
        if len(WORDS.findall(SIGNAL.sub("", text[first:last], 1))) >= 3:
            out.append(Segment(first, last, prose=True))
        if one.start < one.end:
            out.append(one)
        at = one.end
    return out


def _around(whole: Stretch, lowest: int, first: int, last: int, end: int) -> Segment:
    """A title with the names before it, and behind it the outlet, date and pages as far as they go on."""
    text = whole.text
    start = _names_before(text, lowest, first)
    if last < end and text[last] in '”"»':
        start, last = min(start, len(text[:first].rstrip('“"«'))), last + 1
    while match := ELEMENT.match(text, last, end):
        date = next((d for d in whole.dates if match.start() <= d[0] and d[1] <= match.end()), None)
        words = WORDS.findall(match.group())
        if date and all(not w[0].islower() for w in WORDS.findall(text[match.start() : date[0]])):
            rest = LOCATED.match(text, date[1], end)
            last = rest.end() if rest else date[1]
        elif LOCATED.fullmatch(match.group()) or (
            words and len(words) <= 6 and not any(w[0].islower() for w in words if len(w) > 3)
        ):
            last = match.end()
        else:
            break
    return Segment(start, last)


def _names_before(text: str, lowest: int, end: int) -> int:
    """Where the longest list of names begins that ends before an offset; the offset itself where there is none."""
    lowest = max(lowest, end - NAMES_REACH)
    for match in re.finditer(r"(?<![\w.])[A-ZÀ-ÞŠŽČА-Я]", text[lowest:end]):
        piece = text[lowest + match.start() : end]
        if not SIGNAL.match(piece) and re.search(r"[,:]\W*$", piece) and surely_names(piece.strip(' ,:“"«(_*')):
            return lowest + match.start()
    return end


def _prose_end(whole: Stretch, start: int, end: int) -> int:
    """The offset behind the sentences and clauses that the author wrote before the citation."""
    text, at = whole.text, start
    for match in islice(BREAK.finditer(text, start, end), MOST_CUTS):
        if whole.closed(match.start(), match.start() + 1) and match.group()[0] not in '”"»':
            continue
        clause, rest = text[at : match.start()], whole.part(match.end(), end)
        if ABBREVIATED.search(clause) or not rest.is_whole:
            continue
        caseless = bool(CASELESS.search(clause[:40])) and not (rest.has_quoted_title or rest.links)
        if is_prose(clause) and not caseless and (match.group().startswith(":") or _has_title(rest)):
            at = match.end()
    return at


def _has_title(rest: Stretch) -> bool:
    """Whether a citation has room for a title: a sentence before it may then be prose, else it is the title itself."""
    return bool(SIGNAL.match(rest.text)) or rest.has_quoted_title or len(re.split(r"[,.] ", rest.text)) > 3


def _prose_tail(whole: Stretch, start: int, end: int) -> int:
    """The offset where the author's own sentences after the citation begin; the end where there are none."""
    text = whole.text
    for match in islice(SENTENCE.finditer(text, start, end), MOST_CUTS):
        head, rest = whole.part(start, match.start()), whole.part(match.end(), end)
        if head.is_whole and not ABBREVIATED.search(head.text) and is_prose(rest.text) and not rest.cites:
            return match.end()
    return end


def is_prose(clause: str, least: int = PROSE_WORDS) -> bool:
    """Whether a clause is the author's sentence: long, mostly in small letters, without the parts of a citation."""
    words = WORDS.findall(clause)
    if len(words) < least or "http" in clause or ET_AL.search(clause):
        return False
    if surely_names(clause.split(",", maxsplit=1)[0]) or TITLED.search(clause) or DATED.match(clause):
        return False
    small = sum(word[0].islower() or bool(CASELESS.match(word)) for word in words)
    return bool(small >= LOWER_SHARE * len(words))
