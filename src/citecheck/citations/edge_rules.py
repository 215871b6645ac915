"""Rules for words at the edges of fields that belong to none: ``[n. d.]``, ``Online.``, labels of lists, roles, editions."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.address_words import ADDRESS_WORDS
from citecheck.citations.crf import FieldSpan
from citecheck.citations.date_words import NO_DATE
from citecheck.citations.hidden_words import MEDIUM_WORDS, ONLINE_WORDS
from citecheck.citations.linked_words import STANDARD
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.patterns import lazy_pattern

WORDED = ("author", "title", "container", "publisher", "editor")
_NO_DATE = lazy_pattern(rf"[(\[]?(?:{NO_DATE.pattern})[)\]]?[\s.,:;)\]]*")
_NO_DATE_BEHIND = lazy_pattern(rf"(?<![\s.,(\[])[\s.,(\[]++(?:{NO_DATE.pattern})[)\].,\s]*+$")
_NO_DATE_WITHIN = lazy_pattern(rf"(?<![\s.,])[\s.,]++[(\[]?(?:{NO_DATE.pattern})[)\]]?[\s.,:)\]]++(?=[^\W\d_a-z])")
# The kind of medium before the field or behind it, as ISO 690 has it in brackets or alone.
_MEDIUM = rf"(?:{ONLINE_WORDS}|verkkosivu|blogi|web ?page|elektronická kniha|brožura|cit|consult[ae]|vid|dostęp|accessed|cited)"
_MEDIUM_FIRST = lazy_pattern(rf"\[?{_MEDIUM}\]?\.\s+(?=[^\W\d_a-z])", re.IGNORECASE)
_MEDIUM_LAST = lazy_pattern(
    rf"(?<![\s.,])[\s.,]*+(?:[\[(]\s?{_MEDIUM}|\[\s?{MEDIUM_WORDS})\b[^\[\]()]{{0,12}}[\])]?[\s.,]*+$", re.IGNORECASE
)
# What introduces an address, a remark on the translation, and a role behind a quoted title.
_ADDRESS_LAST = lazy_pattern(rf"(?<![\s.,])[\s.,]*+(?=[^\W\d_a-z]\S{{0,15}}\s[^\s:])(?i:{ADDRESS_WORDS})\s?:?\s*+$")
_REMARK_LAST = lazy_pattern(
    r"(?<!\s)\s*+(?:\((?:[A-Z][a-z]+ )?(?:translation|trans\.|traducción|traduction|traduzione|tradução|Übersetzung|vertaling|tłum\.)[^()]{0,30}\)?|(?<=[”»\"])\s?(?:eds?|trad|trans)\.?)$"
)
_IN_FIRST = lazy_pattern(r"(?:In|Dans|Em):\s")
_RFC_SERIES = lazy_pattern(r"(?:STD|BCP|FYI)\s\d{1,4}(?!\d)")  # of RFCs (RFC 2026, 2.2 and 5)
_LABEL = lazy_pattern(r"\d{1,3}\s?[.)–-]\s+(?=[^\W\d_a-z])")
_YEAR_LAST = lazy_pattern(r"\.\s(?P<year>(?:1[5-9]|20)\d\d)\s$")
_STOP = lazy_pattern(r"[.:]\s")
_YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ROLE_FIRST = lazy_pattern(r"(?:eds?|hrsg|hg|trans)\.?,\s+", re.IGNORECASE)


def without_words_at_edges(text: str, parts: Parts) -> None:
    """``[n. d.] Dredging in winter``: what stands in place of a year, a list's label and a medium are part of no field."""
    for name in WORDED:
        part = parts.get(name)
        if part:
            start, end = _inner(text, name, part)
            if start >= end:
                del parts[name]
            elif (start, end) != (part.start, part.end):
                parts[name] = FieldSpan(name, start, end, part.probability)


def _inner(text: str, name: str, part: FieldSpan) -> tuple[int, int]:
    """The span of a field without such words; empty if it has no others."""
    start, end = part.start, part.end
    if name == "container" and publishers.find(text[start:end]):
        return start, end  # ``Spiegel Online``
    firsts = (
        _NO_DATE,
        _MEDIUM_FIRST,
        *((_LABEL,) if name == "author" else ()),
        *((_ROLE_FIRST,) if name == "title" else ()),
        *((_IN_FIRST,) if name == "container" else ()),
    )
    for first in firsts:
        if match := first.match(text, start, end):
            start = match.end()
    for last in (_NO_DATE_BEHIND, _MEDIUM_LAST, _ADDRESS_LAST, *((_REMARK_LAST,) if name == "title" else ())):
        if match := last.search(text, start, end):
            end = match.start()
    return start, end


def no_date_within(text: str, parts: Parts) -> None:
    """``Road traffic. N.d. Site of the road office``: what stands in place of a year parts the title from the publication."""
    title = parts.get("title")
    match = title and _NO_DATE_WITHIN.search(text, title.start, title.end)
    if title and match and "container" not in parts:
        parts["title"] = FieldSpan("title", title.start, match.start(), title.probability)
        parts["container"] = FieldSpan("container", match.end(), title.end, title.probability / 2)


def remark_as_title(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Quay and Sons (2016). Annual report. Dale: Moor Press``: without a title, words between the year and the place are it, and no remark."""
    author, place = parts.get("author"), parts.get("place")
    if author is None or place is None or not {"title", "container"}.isdisjoint(parts):
        return
    remarks = (one for one in found if one.label == "note" and author.end < one.start and one.end < place.start)
    if (remark := next(remarks, None)) and text[remark.start].isupper():
        parts["title"] = replace(remark, label="title")


def number_as_container(text: str, parts: Parts) -> None:
    """``“Cookies”, RFC 2109, February 1997``, ``STD 13``: the number of a standard is no publication."""
    container, volume = parts.get("container"), parts.get("volume")
    if volume and not container and _RFC_SERIES.fullmatch(text, volume.start, volume.end):
        del parts["volume"]
    if container and (series := _RFC_SERIES.match(text, container.start)) and container.end <= series.end():
        del parts["container"]
        if volume and (volume.end <= series.end() or text[: volume.start].rstrip().endswith("RFC")):
            del parts["volume"]
        return
    if container and STANDARD.fullmatch(text[container.start : container.end].strip(" ,.")):
        if "number" in parts:
            del parts["container"]
        else:
            relabel(parts, "container", "number")
