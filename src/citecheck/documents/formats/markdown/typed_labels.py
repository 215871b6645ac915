"""Numbers of notes that are typed with markup: in raised or bold elements of HTML, in bold print, in escaped brackets, as links between call and note."""

import re

from citecheck.patterns import lazy_pattern

_NUMBER = lazy_pattern(r"(?P<bracket>\\?\[)?(?P<number>\d{1,4})(?:\\?\])?(?P<link>\(#[^()\s]{0,200}\))?(?P<stop>[.:)]?)")
_ESCAPED = r"\\\[(?P<escaped>\d{1,4}(?:\s?[,;–-]\s?\d{1,4})*)\\\]"
_RAISED = r"<sup\b[^<>]{0,200}>\s?(?P<raised>(?:<a\b[^<>]{0,200}>)?[^<>\n]{1,60}(?:</a>)?)\s?</sup>"
# At the beginning of a line also ``<b id="f1">1</b>``, ``<a id="r1"></a>[1]``, ``**[1]**`` and ``**1.**``.
_ANCHOR = r"(?m:^)[ \t]{0,3}<a\b[^<>]{0,200}(?:/>|>[ \t]{0,3}</a>)[ \t]{0,3}(?P<anchored>\[\d{1,4}\]|\d{1,4}[.)])"
_ELEMENT = r"(?m:^)[ \t]{0,3}<(?P<tag>b|strong|a|span)\b[^<>]{0,200}>(?P<element>[^<>\n]{1,20})</(?P=tag)>"
_BOLD = r"(?m:^)[ \t]{0,3}(?P<marks>\*\*|__)(?P<bold>\\?\[?\d{1,4}[.\\)\]]{0,3})(?P=marks)"
# ``[[1]](#_ftn1)``, as texts of Word are converted; before that of the note also an anchor, ``[]{#_ftn1 .anchor}`` or ``<a name="_ftn1"></a>``.
_LINKED = (
    r"(?:(?m:^)[ \t]{0,3}(?:\[\]\{[^{}\n]{0,200}\}|<a\b[^<>]{0,200}(?:/>|>[ \t]{0,3}</a>))[ \t]{0,3})?+"
    r"(?:\[\^?\\?\[\^?(?P<linked>\d{1,4})\^?\\?\]\^?\]\(#[^()\s]{1,200}\)"
    r"|\[\^?(?P<named>\d{1,4})\^?\]\(#[\w-]{0,40}?(?:fn|ftn|edn|note|nota|ref|cite|bib)[-_:.]?(?:ref)?[-_:.]?\d{1,4}\))(?:\{[^{}\n]{0,80}\})?"
)
_TYPED = lazy_pattern("|".join((_LINKED, _ESCAPED, _RAISED, _ANCHOR, _ELEMENT, _BOLD)), re.IGNORECASE)
_MARKS = ("](#", "\\[", "[^", "[]{", "<", "**", "__")  # one of these is in every text with such a number
_BULLETED = lazy_pattern(r"(?m:^)[ \t]{0,3}[-*+][ \t]+(?=\\?\[\d{1,4}\\?\][:.]?[ \t]+[^\s\d])")  # ``- [12] Lund, E.``
_TAGS = lazy_pattern(r"<[^<>]*>")


def plain_labels(text: str) -> str:
    """The text with such numbers as ``[1]``, ``1.`` or ``^1``, and spaces for the rest of their markup; offsets stay."""
    text = _BULLETED.sub(lambda match: " " * len(match.group()), text)
    return _TYPED.sub(_plain, text) if any(mark in text for mark in _MARKS) else text


def _plain(match: re.Match[str]) -> str:
    if bracketed := match["linked"] or match["named"] or match["escaped"]:
        return f"[{bracketed}]".ljust(len(match.group()))
    words = match["raised"] or match["anchored"] or match["element"] or match["bold"]
    found = _NUMBER.fullmatch(_TAGS.sub("", words).strip())
    if not found:
        return match.group()
    number = found["number"]
    label = f"[{number}]" if found["bracket"] and not found["link"] else f"{number}." if found["stop"] else f"^{number}"
    return label.ljust(len(match.group()))
