"""A note's text into its sources, and the author's own sentences around them.

``For some observers …, over the past year: E. Hasani, Behind the Curtain, 04/03/2021`` is prose and one source;
``US cites …, Al Jazeera, 09/09/2020, ; J. Garamone, …, DOD News, 15/01/2021`` are two sources.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from citecheck.citations.prose import (
    BELOW,
    OWN,
    SENTENCE_WORDS,
    SIGNAL,
    WORDS,
    in_brackets,
    is_cited,
    is_prose,
    is_sentence,
    prose_end,
    prose_tail,
)
from citecheck.citations.stretch import MOST_CUTS, TITLE, Stretch
from citecheck.language.names import read_names, surely_names
from citecheck.links.urls import archived
from citecheck.model.document import Hyperlink

SPLIT = re.compile(
    r"(?<=[\d.»\u0370-\u03ff])[·\u0387]\s+(?=[\u0370-\u03ff])|[;؛；](?!\s?\d{1,4}\s?[(:])\s*|(?<=[.)\d,])\s++(?=(?:(?i:see also|see|but see|cf\.|compare|also(?= (?-i:[A-ZÀ-Þ“\"‘«]))|vedi anche|si veda|cfr\.|voir aussi|voir|siehe auch|vgl\. auch|vgl\.|véase|см\. также|см\.)\s))"
)
NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;,.]))(?:\((?P<in>\d|[a-h]|i{1,3}|iv|v)\)|(?P<out>\d|[a-h])\))\s+(?=\S)")
AND = r"(?:and|with|as well as|und|sowie|et|ainsi que|e|ed|y|и|ve|og|och|en|oraz|i)"
CONJUNCTION = re.compile(rf"{AND}\s+")
NEXT = re.compile(rf"(?:,\s?(?:pp?|pag|pág|S|s|с|С)\.\s?\d[\d–-]*)?[\s.,;)\]>»”\"]*(?:(?P<and>{AND})\s+)?(?=[\"“«„A-ZÀ-ÞА-Я])")
BETWEEN_ADDRESSES = re.compile(rf"[\s,;.]*(?:{AND}\s+)?")
ADDRESS = re.compile(
    r"\s*(?:https?://|www\.|doi:|10\.\d{4}|\S[^\s.]*+\.\S[^\s/]*+/\S*+\s*+$)", re.IGNORECASE
)  # what a link shows of where it leads
LEAD_WORDS = 12  # at most so many words before the first of several links belong to all of them
TITLE_REACH = 40  # characters before a quoted title in which an author stands
NAMES_REACH = 120  # characters before a title that are looked at for names
SCRIPTURE = re.compile(  # ``Ps. 23``, ``2 Kgs 5:1``: a book, a chapter, and little more
    r"(?:[1-3]\s)?(?!Art|No|Nr|Vol|Bd|Sec|Ch|App|Fig|Tab|Note|Part|Rn|Anm)[A-ZÀ-Þ][\w’']{1,14}\.?\s\d{1,3}(?::\d[\d–-]*)?(?:\W*$|;)"
)
LAW_OF = re.compile(r"(?:n[.º°o]{1,2}|nr\.?|№|no\.) ?\d[\d./-]*,? (?:de|du|del|vom|of|от|z dnia) $", re.IGNORECASE)
FIRST = re.compile(r"\s*[^,;()“\"«]{1,80}")  # an element behind a title whose comma stands inside the quotation marks
CAPITAL = re.compile(r"(?<![\w.])[A-ZÀ-ÞŠŽČА-Я]")
NAMES_END = re.compile(r"[,:]\W*$")  # what stands between the names of authors and a title
ELEMENT = re.compile(r"\s*[,(]\s*[^,;()]{1,80}\)?")
LOCATED = re.compile(r"[\s,]*(?:pp?|pg|S|с)\.\s?\d[\d–-]*")
REMEMBERED = 256  # texts; documents have the same notes again and again


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a note: a citation, or prose."""

    start: int
    end: int
    prose: bool = False
    shares: bool = False  # what stands before the source before it (an outlet, an author) is its own too


def segment(text: str, links: Sequence[Hyperlink] = ()) -> tuple[Segment, ...]:
    """The stretches of a note, in order, without the white space and separators between them."""
    return _segments(text, tuple(links))


@lru_cache(maxsize=REMEMBERED)
def _segments(text: str, links: tuple[Hyperlink, ...]) -> tuple[Segment, ...]:
    whole = Stretch.of(text, links)
    found: list[Segment] = []
    for start, end in _parts(whole):
        found.extend(_without_prose(whole, start, end))
    return tuple(found)


def _parts(whole: Stretch) -> Iterator[tuple[int, int]]:
    """Splits at semicolons, signals and numbers of a sub-list, outside quotations, links and addresses."""
    text, start = whole.text, 0
    for cut, after in sorted({*_numbered(whole), *_separated(whole), *_sentences(whole), *_addresses(whole)})[:MOST_CUTS]:
        left, right = whole.part(start, cut), whole.part(after, len(text))
        ends = left.is_whole or _is_short(left, right) or _are_references(left, right)
        if cut >= start and not whole.closed(cut, after) and ends and _begins(right):
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


def _are_references(left: Stretch, right: Stretch) -> bool:
    """``Ministry of Ports, Circular No. 14/2018; Ministry of Ports, …``: neither has a date, both are references."""
    end = right.start + len(right.text.partition(";")[0])
    return is_cited(left) and is_cited(right.part(right.start, end))


def _separated(whole: Stretch) -> Iterator[tuple[int, int]]:
    for match in SPLIT.finditer(whole.text):
        yield match.span()


def _numbered(whole: Stretch) -> Iterator[tuple[int, int]]:
    """``(1) … (2) …``: numbers or letters that count from the first one."""
    found = list(NUMBERED.finditer(whole.text)) if ")" in whole.text else []
    labels = [match["in"] or match["out"] for match in found]
    if len(found) > 1 and labels[:2] in (["1", "2"], ["a", "b"], ["i", "ii"]):
        for match in found[1:]:
            yield match.span()


def _sentences(whole: Stretch) -> Iterator[tuple[int, int]]:
    """Behind an address or a date, and a full stop or "and", where a new citation with names or a title, and a date or address, begins."""
    text = whole.text
    ends = sorted((end, kind) for kind in ("urls", "dates") for _, end in getattr(whole, kind))
    for end, kind in ends[:MOST_CUTS]:
        match = NEXT.match(text, end)
        if match and (kind == "urls" or match["and"] or "." in match.group()) and any(char.isspace() for char in match.group()):
            left, right = whole.part(0, end), whole.part(match.end(), len(text))
            if left.ends_dated and _starts_anew(right) and not _are_names(left) and not _ends_in_law(left):
                yield end, match.end()


def _are_names(left: Stretch) -> bool:
    """Names and a year, or a date in brackets: the title follows."""
    last = left.dates[-1][0] if left.dates else left.start
    names = left.note[left.start : last].strip(" .,(^↑")
    bracketed = left.note[last - 1 : last] == "(" and not left.quotations
    return not left.urls and (surely_names(names) or (bracketed and bool(read_names(names))))


def _ends_in_law(left: Stretch) -> bool:
    """``BRASIL. Lei nº 12.815, de 5 de junho de 2013``: the day is the law's, and where it was printed follows."""
    return bool(left.dates) and LAW_OF.search(left.note, max(left.start, left.dates[-1][0] - 40), left.dates[-1][0]) is not None


def _addresses(whole: Stretch) -> Iterator[tuple[int, int]]:
    """Between the addresses of a note that has nothing else; not before a capture of the one before."""
    if len(whole.urls) > 1 and not whole.links:
        gaps = list(pairwise((0, *(at for span in whole.urls for at in span), len(whole.note))))[::2]
        if all(BETWEEN_ADDRESSES.fullmatch(whole.note, *gap) for gap in gaps):
            yield from (gap for gap, (a, b) in zip(gaps[1:], whole.urls[1:], strict=False) if not archived(whole.note[a:b]))


def _starts_anew(right: Stretch) -> bool:
    """Whether names or a quoted title begin here, and a date or an address follows."""
    head = re.split(r"[(“\"«„‘]", right.text[:160])[0].strip(" ,.")
    before = right.quotations[0][0] - right.start if right.quotations else TITLE_REACH
    first, second = (",".join(head.split(",", 2)[:many]) for many in (1, 2))
    named = surely_names(head) or surely_names(first) or surely_names(second) or (before < TITLE_REACH and bool(read_names(head)))
    return (before == 0 or named) and bool(right.dates or right.urls)


def _begins(right: Stretch) -> bool:
    """Whether what follows a separator could begin a citation."""
    head = CONJUNCTION.sub("", right.text, 1)
    head = head[signal.end() :] if (signal := SIGNAL.match(head)) else head.lstrip()
    small = head[:1].islower() and not head.startswith(("http", "www", "al-", "de ", "van ", "von ", "d'", "d’"))
    titled = bool(right.quotations) and right.quotations[0][0] - right.start < TITLE_REACH
    return (len(head) > 12 and (not small or titled or bool(right.links))) or SCRIPTURE.match(head) is not None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r\n;؛；"))
    return start, start + len(text[start:end].rstrip(" \t\r\n;؛；"))


def _without_prose(whole: Stretch, start: int, end: int) -> Iterator[Segment]:
    text = whole.text
    if islands := _islands(whole, start, end):
        yield from islands
        return
    if inside := in_brackets(whole.part(start, end)):
        yield Segment(start, inside[0] - 1, prose=True)
        yield Segment(*inside)
        return
    at = prose_end(whole, start, end)
    if at > start:
        yield Segment(start, start + len(text[start:at].rstrip()), prose=True)
    at += len(text[at:end]) - len(text[at:end].lstrip())
    if start and (conjunction := CONJUNCTION.match(text, at, end)):
        at = conjunction.end()
    while signal := SIGNAL.match(text, at, end):
        at = signal.end()
    at += len(text[at:end]) - len(text[at:end].lstrip())
    tail = prose_tail(whole, at, end)
    cited = whole.part(at, tail)
    if at < tail:
        yield Segment(at, at + len(text[at:tail].rstrip()), prose=_is_own(cited, start) and tail == end)
    if tail < end:
        yield Segment(tail, end, prose=True)


def _is_own(cited: Stretch, start: int) -> bool:
    """Whether what stands where a citation could be is the author's own: a sentence, or ``see chapter 3``; a signal opens no sentence."""
    if cited.start > start:
        return BELOW.search(cited.text) is not None or (OWN.match(cited.text) is not None and not cited.cites)
    return is_sentence(cited) if cited.cites else not is_cited(cited)


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
    if is_prose(outside, SENTENCE_WORDS) and not labelled:
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
    inside = text[last - 2 : last - 1] == ","
    while match := (FIRST if inside else ELEMENT).match(text, last, end):
        inside = False
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
    before = text[lowest:end]
    for match in CAPITAL.finditer(before) if NAMES_END.search(before) else ():
        piece = before[match.start() :]
        if not SIGNAL.match(piece) and surely_names(piece.strip(' ,:“"«(_*')):
            return lowest + match.start()
    return end
