"""Splits a note's text into its sources and the author's own sentences around them.

``For some observers …, over the past year: E. Hasani, Behind the Curtain, 04/03/2021`` is prose and one source;
``US cites …, Al Jazeera, 09/09/2020, ; J. Garamone, …, DOD News, 15/01/2021`` are two sources.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.citation_count import MOST
from citecheck.citations.cuts import CONJUNCTION, cuts
from citecheck.citations.linked_bylines import of_byline
from citecheck.citations.linked_words import around, is_linked_word, is_name_beside, places
from citecheck.citations.meetings import RUNS_ON
from citecheck.citations.names_before import names_before
from citecheck.citations.note_range import TITLE, NoteRange
from citecheck.citations.own_words import OWN
from citecheck.citations.prose import (
    SENTENCE_WORDS,
    WORDS,
    annotation,
    in_brackets,
    is_cited,
    is_prose,
    is_sentence,
    prose_end,
    prose_tail,
)
from citecheck.citations.prose_signs import is_below
from citecheck.citations.signals import SIGNAL
from citecheck.citations.sourceless_notes import why_sourceless
from citecheck.language.names import read_names
from citecheck.model.document import Hyperlink
from citecheck.patterns import lazy_pattern

# Link text that is a URL or an identifier
URL_TEXT = lazy_pattern(
    r"\s*(?:(?:ISBN|ISSN|OCLC|PMID|PMC|S2CID|JSTOR|Bibcode|arXiv|hdl|LCCN|SSRN|DOI)\b[\s:]*+[\dX-]*+\s*+$|https?://|www\.|doi:|10\.\d{4}|\S[^\s.]*+\.\S[^\s/]*+/\S*+\s*+$)",
    re.IGNORECASE,
)
LEAD_WORDS = 12  # maximum words before adjacent links that belong to all of them
WORDS_BETWEEN = 2  # maximum words between a title and its linked author or publication: ``, by``
FIRST = lazy_pattern(r"\s*[^,;()“\"«]{1,80}")  # an element after a title with its comma inside the quotation marks
ELEMENT = lazy_pattern(r"\s*[,(]\s*[^,;()]{1,80}\)?")
# A passage that begins or ends within a sentence, in quotation marks, and one name in either order before a comma or full stop.
PASSAGE = lazy_pattern(
    r"[“\"«„‘](?=\s?(?:…|\.\.|[a-zß-öø-ÿа-я])|[^“”\"«»„\n]{3,240}(?:…|\.\.)[”\"»’“])[^“”\"«»„\n]{3,240}[”\"»’“][*_]{0,3}\s?:\s+(?P<one>(?P<two>[^\W\d_][^,.:;()“”\"«»\d]{1,60}),\s[^\W\d_][^,:;()“”\"«»\d]{1,40}?)(?=,\s|\.\s|:\s)"
)
LOCATED = lazy_pattern(r"[\s,]*(?:pp?|pg|S|с)\.\s?\d[\d–-]*")
# Reasons for a segment.
OWN_WORDS = "the author's own words: it cites nothing"
REST = "a citation: the text between the author's words, signals and cuts"
ANNOTATED = "a citation: a quotation or a remark follows"
SIDE_BY_SIDE = "one of several adjacent links"


class Segment(Struct, frozen=True):
    """A span of a note: a citation, or prose; ``why`` is the reason for it."""

    start: int
    end: int
    prose: bool = False
    shares: bool = False  # container and author of the previous source are its own, too
    why: str = ""


def segment(text: str, links: Sequence[Hyperlink] = ()) -> tuple[Segment, ...]:
    """The segments of a note, in order, without white space and separators between them."""
    return _segments(text, tuple(links))


@lru_cache(maxsize=MOST)  # notes repeat
def _segments(text: str, links: tuple[Hyperlink, ...]) -> tuple[Segment, ...]:
    whole = NoteRange.of(text, links)
    if why := why_sourceless(whole):
        return (Segment(*_stripped(text, 0, len(text)), prose=True, why=why),)
    found: list[Segment] = []
    for start, end in _parts(whole):
        found.extend(_without_prose(whole, start, end))
    return tuple(found)


def _parts(whole: NoteRange) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in cuts(whole):
        if not cut.refused:
            yield _stripped(whole.text, start, cut.start)
            start = cut.end
    yield _stripped(whole.text, start, len(whole.text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r\n;؛；"))
    return start, start + len(text[start:end].rstrip(" \t\r\n;؛；"))


def _without_prose(whole: NoteRange, start: int, end: int) -> Iterator[Segment]:
    """The segments of a part. A link on a word such as "here" is no source beside a citation, and one in the author's sentence."""
    if at := annotation(whole, start, end):
        last = start + len(whole.text[start:at].rstrip())
        found = list(_without_prose(whole, start, last))
        cited = [one for one in found if not one.prose] or [Segment(start, last, why=ANNOTATED)]
        yield from found if cited[0] in found else cited
        yield Segment(at, end, prose=True, why="a quotation or a remark behind the citation")
        return
    part = whole.part(start, end)
    found = [Segment(a, b, why="a linked word within the author's sentence") for a, b in part.words]
    if found and not _has_other_signs(part):
        yield from _with_prose(whole.text, start, end, found)
    else:
        yield from _split(whole, start, end)


def _has_other_signs(part: NoteRange) -> bool:
    """Whether a part cites something besides its linked words, or these are separate from its text: ``A title, [link](URL)``."""
    if part.urls or part.has_quoted_title or len(part.links) > len(part.words):
        return True
    before = part.note[part.start : around(part.note, *part.words[0])[0]].rstrip()
    return not before or before[-1] in ",.;:(—–-" or not is_prose(part.text, 3)


def is_linked(whole: NoteRange, link: Hyperlink) -> bool:
    """Whether the words of a link give the place of a source and not its title."""
    return is_linked_word(whole.note[link.span.start : link.span.end], link.url)


def _split(whole: NoteRange, start: int, end: int) -> Iterator[Segment]:
    text = whole.text
    start = _behind_passage(whole, start, end)
    if embedded := _embedded(whole, start, end):
        yield from embedded
        return
    if inside := in_brackets(whole.part(start, end)):
        yield Segment(start, inside[0] - 1, prose=True, why="the author's sentence before a citation in brackets")
        yield Segment(*inside, why="a citation in brackets after the author's sentence")
        return
    at = prose_end(whole, start, end)
    if at > start:
        yield Segment(
            start, start + len(text[start:at].rstrip()), prose=True, why="the author's sentence or clause before a citation"
        )
    at += len(text[at:end]) - len(text[at:end].lstrip())
    if start and (conjunction := CONJUNCTION.match(text, at, end)):
        at = conjunction.end()
    while (signal := SIGNAL.match(text, at, end)) and not _is_in_link(whole, signal.end()):
        at = signal.end()
    at += len(text[at:end]) - len(text[at:end].lstrip())
    tail = prose_tail(whole, at, end)
    cited = whole.part(at, tail)
    if at < tail:
        own = _is_own(cited, start) and tail == end
        yield Segment(at, at + len(text[at:tail].rstrip()), prose=own, why=OWN_WORDS if own else REST)
    if tail < end:
        yield Segment(tail, end, prose=True, why="the author's sentence after a citation")


def _behind_passage(whole: NoteRange, start: int, end: int) -> int:
    """Where a citation begins behind the quoted words of the text that it belongs to, as notes without numbers print them:
    ``“marching backwards…”: Holt, Rita. The Long Quay. Kiel: Ufer, 1967.``
    """
    match = PASSAGE.match(whole.text, start, end)
    if not match or not whole.part(match.end(), end).dates:
        return start
    people = read_names(match["one"]) or read_names(match["two"])
    return match.start("one") if people and (people[0].given or len(people) > 1) else start


def _is_in_link(whole: NoteRange, at: int) -> bool:
    return any(link.span.start < at < link.span.end for link in whole.links)


def _is_own(cited: NoteRange, start: int) -> bool:
    """Whether a span is the author's own text: a sentence, or ``see chapter 3``."""
    if cited.start > start:
        return is_below(cited) or (OWN.match(cited.text) is not None and not cited.cites)
    return is_sentence(cited) if cited.cites else not is_cited(cited)


def _embedded(whole: NoteRange, start: int, end: int) -> list[Segment]:
    """Citations within the author's sentences, each around a link or a quoted title with names before it; or adjacent links."""
    part = whole.part(start, end)
    found: list[Segment] = []
    titles = _title_spans(part)
    for at, (first, last) in enumerate(titles):
        lowest = found[-1].end if found else start
        limit = names_before(whole.text, last, titles[at + 1][0]) if at + 1 < len(titles) else end
        if first >= lowest:
            found.append(_around(whole, lowest, first, last, limit))
    text = whole.text
    if not found or (len(found) == 1 and RUNS_ON.match(text, found[0].end, end)):
        return []
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    outside = " ".join([SIGNAL.sub("", text[start : found[0].start], 1), *between, text[found[-1].end : end]])
    labelled = len(found) == 1 and text[start : found[0].start].rstrip().endswith(":") and found[0].end > end - 4
    if is_prose(outside, SENTENCE_WORDS) and not labelled:
        return _with_prose(text, start, end, found)
    if len(found) > 1 and all(len(WORDS.findall(gap)) < 2 for gap in between):
        lead = start if len(WORDS.findall(text[start : found[0].start])) <= LEAD_WORDS else found[0].start
        return [
            replace(found[0], start=lead, why=SIDE_BY_SIDE),
            *(replace(one, shares=lead == start < found[0].start, why=SIDE_BY_SIDE) for one in found[1:-1]),
            replace(found[-1], shares=True, why=SIDE_BY_SIDE),
        ]
    return []


def _title_spans(part: NoteRange) -> list[tuple[int, int]]:
    """Links on words that could be a title, and quotations with names before and a date after them."""
    worded = [x for x in part.links if WORDS.search(part.note, x.span.start, x.span.end) and not is_linked(part, x)]
    worded = [x for x in worded if not URL_TEXT.match(part.note, x.span.start, x.span.end)]
    named = {(a, b): names_before(part.note, part.start, a) < a for a, b in part.quotations if b - a > TITLE and _is_dated(part, b)}
    cited = [(a, b) for (a, b), has_names in named.items() if has_names or a == part.start]
    links = _without_names(part, worded, [q for q in cited if not _holds_link(q, worded)])
    return sorted({*((x.span.start, x.span.end) for x in links), *(q for q in cited if named[q] and not _holds_link(q, links))})


def _is_dated(part: NoteRange, end: int) -> bool:
    return any(end <= date < end + 60 for date, _ in part.dates)


def _holds_link(quotation: tuple[int, int], links: Sequence[Hyperlink]) -> bool:
    return any(quotation[0] <= link.span.start <= quotation[1] for link in links)


def _without_names(part: NoteRange, links: Sequence[Hyperlink], cited: Sequence[tuple[int, int]]) -> list[Hyperlink]:
    """The links without those on the publication or the author of a title beside it."""
    if len(links) == 1 and is_name_beside(part.note, links[0], cited):
        return []
    bylines = of_byline(part.note, links)
    links = [x for x in links if x not in bylines]
    names = {(x.span.start, x.span.end) for x in places(part.note, links)}
    spans = sorted([*cited, *((x.span.start, x.span.end) for x in links)])
    if len(names) == len(spans):
        return list(links)
    beside: set[tuple[int, int]] = set()
    for one, other in pairwise(spans):
        if len(WORDS.findall(part.note, one[1], other[0])) <= WORDS_BETWEEN:
            beside |= {one, other}
    return [x for x in links if (x.span.start, x.span.end) not in names & beside]


def _with_prose(text: str, start: int, end: int, found: Sequence[Segment]) -> list[Segment]:
    """The citations and the sentences between them; fewer than three words are no sentence."""
    out: list[Segment] = []
    at = start
    for one in [*found, Segment(end, end)]:
        first, last = _stripped(text, at, one.start)
        if len(WORDS.findall(SIGNAL.sub("", text[first:last], 1))) >= 3:
            out.append(Segment(first, last, prose=True, why="the author's words around citations"))
        if one.start < one.end:
            out.append(one)
        at = one.end
    return out


def _around(whole: NoteRange, lowest: int, first: int, last: int, end: int) -> Segment:
    """A title with the names before it, and the publication, date and pages after it."""
    text = whole.text
    start = names_before(text, lowest, first)
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
    return Segment(start, last, why="a citation around a link or a quoted title within the author's sentence")
