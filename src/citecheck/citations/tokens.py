"""The tokens of a citation: the model's input.

A token is a word, a number, or one anchor (a URL, an identifier, a date). Punctuation is no token but part of the gap between two.
A chunk is a run of tokens without separating punctuation; most fields are one chunk or a few.
"""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from citecheck.patterns import lazy_pattern

# A dash as long as a word's between digits is a range's: ``378—382``.
WORD = lazy_pattern(r"[^\W_]+(?:(?:['’.\-–‐‑/&_\u200c]|(?<=\d)[—−](?=\d))[^\W_]+)*[+#]*")
# In East Asia a number has its counter with it and no space before: ``雑誌第12巻第3号、11-20頁``.
COUNTERS = "年月日巻卷号號期集輯辑册冊版页頁面章回권호집쪽면년월일"
COUNTED = rf"[第제]?\d{{1,5}}(?:[-–~～]\d{{1,5}})?[{COUNTERS}]"
EAST_ASIAN = lazy_pattern(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
EAST_ASIAN_WORD = lazy_pattern(rf"{COUNTED}|(?:(?!{COUNTED})[^\W_])+(?:['’.\-–‐‑/&_][^\W_]+)*[+#]*")
QUOTES = dict.fromkeys('“”„‟«»"「」『』《》〈〉‹›', '"')
DASHES = dict.fromkeys("–—―‑", "-")
FULL_WIDTH = str.maketrans(
    {"，": ", ", "、": ", ", "。": ". ", "．": ". ", "：": ": ", "；": "; ", "（": " (", "）": ")", "［": "[", "］": "]"}
)
PARTS = frozenset(',;:.()[]-"/|?!،؛、，。：；（）·•…<>')
PLAIN = frozenset((" ", ", ", ". ", "", ": ", " (", ") "))
SPACES = lazy_pattern(r"\s+")
GAP = 24  # characters of a gap that are used
INITIAL = lazy_pattern(r"^[^\W\d_]$|^(?:[^\W\d_]\.)+[^\W\d_]$")
_SHORTENED = """
no vol vols pp nr bd st dr prof inc ltd co jr sr univ dept intl int proc ed eds hrsg hg trans al ca vs
"""
SHORTENED = frozenset(_SHORTENED.split())


class Token(Struct, frozen=True):
    """``text[start:end]``; ``anchor`` names the kind of anchor (``URL``, ``DATE``, ``YEAR``, …) and is empty for words."""

    start: int
    end: int
    anchor: str = ""


class Tokens(Struct, frozen=True):
    """The tokens of a text, the gap before each and after the last, the chunks, and the quotation that each token is in."""

    text: str
    tokens: tuple[Token, ...]
    gaps: tuple[str, ...]
    chunks: tuple[tuple[int, int], ...]  # first token, end token
    quoted: tuple[int, ...]  # 0 outside quotations, else the number of the quotation


def tokenize(
    text: str, anchors: Sequence[Token], quotations: Sequence[tuple[int, int]], links: Sequence[tuple[int, int]]
) -> Tokens:
    """Words and anchors in order. ``anchors`` do not overlap; linked words are treated as quoted."""
    tokens: list[Token] = []
    word = EAST_ASIAN_WORD if EAST_ASIAN.search(text) else WORD
    at = 0
    for anchor in sorted(anchors, key=lambda a: a.start):
        if anchor.start < at:
            continue
        tokens += [Token(*m.span()) for m in word.finditer(text, at, anchor.start)]
        tokens.append(anchor)
        at = anchor.end
    tokens += [Token(*m.span()) for m in word.finditer(text, at)]
    edges = [0]
    for token in tokens:
        edges += (token.start, token.end)
    edges.append(len(text))
    gaps = tuple([_gap_between(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)])
    unquoted = [
        span for span in links if not any((a <= span[0] and span[1] <= b) or (span[0] <= a and b <= span[1]) for a, b in quotations)
    ]
    gaps = _marked(tokens, gaps, unquoted) if unquoted else gaps
    return Tokens(text, tuple(tokens), gaps, _chunks(text, tokens, gaps), _quoted(tokens, sorted({*quotations, *unquoted})))


def _marked(tokens: Sequence[Token], gaps: tuple[str, ...], links: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The gaps, with a quotation mark at the start and end of each link."""
    out = list(gaps)
    for start, end in links:
        first = next((at for at, token in enumerate(tokens) if token.start >= start), None)
        last = next((at for at, token in enumerate(tokens) if token.start >= end), len(tokens))
        if first is not None and first < last:
            out[first] += '"'
            out[last] = '"' + out[last]
    return tuple(out)


def _gap_between(text: str, start: int, end: int) -> str:
    """The normalised gap; long white space (hidden text) is collapsed first."""
    return _gap(text[start:end] if end - start <= GAP else SPACES.sub(" ", text[start:end])[:GAP])


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    """Punctuation and spaces in a few classes, five characters at most."""
    if between in PLAIN:
        return between
    between = between if between.isascii() else between.translate(FULL_WIDTH)
    out = ""
    for char in between.lstrip()[:8] if between.lstrip()[:1] in (",", ".", ";", ":") else between[:8]:
        shown = QUOTES.get(char) or DASHES.get(char) or (" " if char.isspace() else char)
        if shown != " " or not out.endswith(" "):
            out += shown
    return out[:5]


def _chunks(text: str, tokens: Sequence[Token], gaps: Sequence[str]) -> tuple[tuple[int, int], ...]:
    chunks, first = [], 0
    for at in range(1, len(tokens)):
        if _is_separated(text, tokens[at - 1], tokens[at], gaps[at]):
            chunks.append((first, at))
            first = at
    if tokens:
        chunks.append((first, len(tokens)))
    return tuple(chunks)


def _is_separated(text: str, before: Token, after: Token, gap: str) -> bool:
    if before.anchor or after.anchor:
        return True
    if gap == " ":
        return False
    marks = gap.replace(" ", "")
    if not marks or marks == "&":
        return False
    if marks == ".":
        word = text[before.start : before.end]
        return not (INITIAL.match(word) or word.casefold() in SHORTENED)
    if marks in ("-", "/"):
        return " " in gap
    return not PARTS.isdisjoint(marks)


def _quoted(tokens: Sequence[Token], quotations: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    if not quotations:
        return (0,) * len(tokens)
    out, number = [], 0
    for token in tokens:
        while number < len(quotations) and quotations[number][1] <= token.start:
            number += 1
        inside = number < len(quotations) and quotations[number][0] <= token.start
        out.append(number + 1 if inside else 0)
    return tuple(out)
