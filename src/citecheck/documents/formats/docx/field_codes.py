"""Field codes of Word (ECMA-376 part 1, 17.16): ``HYPERLINK "URL" \\l "place" \\o "tip"``, with the switches before or behind the URL."""

import html
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

NAME = lazy_pattern(r"\s*HYPERLINK(?=[\s\"“\\]|$)", re.IGNORECASE)
ARGUMENT = lazy_pattern(r"\s*(?:\"(?P<quoted>[^\"]*)\"?|“(?P<curly>[^”]*)”?|\\(?P<switch>[^\s\"“])|(?P<bare>[^\s\"“\\]+))")
VALUED = frozenset("lot*#@")  # switches with an argument: place, tip, frame (17.16.5.25); formats (17.16.4)
RAW_WORD = lazy_pattern(r"&(?:quot|#34|#x22);|(?P<word>(?:&(?!quot;|#34;|#x22;)|[^\s&\"“”<>])+)")  # of a code, in XML


class OpenField(Struct):
    """An open complex field: its code so far, the span of its URL, where its result begins, and its first run in the current paragraph."""

    code: list[str] = field(default_factory=list)
    codes: list[tuple[int, int]] = field(default_factory=list)  # spans of ``w:instrText`` in the part
    result: int | None = None
    first_run: int = 0


def link_of(code: str) -> tuple[str, str]:
    """The URL and the place (``\\l``) in a HYPERLINK field; both empty for another field, or a link within the document."""
    found = NAME.match(code)
    url, places, switch = "", [""], ""
    for argument in ARGUMENT.finditer(code, found.end()) if found else ():
        if argument["switch"]:
            switch = argument["switch"].lower()
            continue
        value = (argument["quoted"] or argument["curly"] or argument["bare"] or "").strip()
        if switch == "l":
            places.append(value)
        elif switch not in VALUED:
            url = url or value
        switch = ""
    return (url, places[-1]) if url else ("", "")


def with_place(url: str, place: str) -> str:
    """The URL with the place in its page, which Word keeps apart."""
    return f"{url}#{place}" if place and "#" not in url and url[:4].lower() == "http" else url


def written_at(xml: str, codes: Sequence[tuple[int, int]], url: str) -> tuple[Span, ...]:
    """The spans of a URL's pieces in a field's code, which Word may keep in several elements; none if it is not there as it is."""
    code = "".join(xml[start:end] for start, end in codes)
    words = (word for word in RAW_WORD.finditer(code) if word["word"])
    found = next((word.span() for word in words if html.unescape(word["word"]) == url), None) if url else None
    return tuple(_pieces(codes, *found)) if found else ()


def _pieces(codes: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[Span]:
    """The spans in the part of the characters ``first`` to ``last`` of joined codes."""
    at = 0
    for start, end in codes:
        begin, stop = max(first - at, 0), min(last - at, end - start)
        if begin < stop:
            yield Span(start + begin, start + stop)
        at += end - start
