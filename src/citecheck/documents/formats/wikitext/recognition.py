"""What marks a text as wikitext: it uses the markup. A text about wikis shows it in quotation marks, as code, or as words of a sentence."""

import re
from collections.abc import Iterator

from citecheck.patterns import lazy_pattern

CODE = lazy_pattern(r"`[^`\n]{1,300}`|^(?: {4}|\t)[^\n]*+", re.MULTILINE)
OPENED = lazy_pattern(r"<(nowiki|pre|code|source|syntaxhighlight)(?:\s[^<>]{0,100})?>", re.IGNORECASE)
NOTE = lazy_pattern(r"<ref(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
TEMPLATE = lazy_pattern(r"\{\{[A-Za-z][^{}\n|=]{1,60}\s{0,3}\|[^{}|=\n]{1,60}=(?!\s?\.\.|\s?…)", re.IGNORECASE)
LINK = lazy_pattern(r"\[\[[^\[\]\n]{1,200}\]\]")
HEADING = lazy_pattern(r"^={2,4}[^=\n]{1,200}={2,4}[ \t]*+\r?$", re.MULTILINE)
BOLD = lazy_pattern(r"'''[^'\n]{1,200}'''")
SWITCH = lazy_pattern(r"\{\{[A-Za-z][\w -]{1,60}\}\}|<references\s?/>", re.IGNORECASE)  # a template without parameters
KINDS = (LINK, HEADING, BOLD, SWITCH)
QUOTED = lazy_pattern(r"(?:^|[\s(])[\"“«‘'(„]$")  # what stands before a mark that is only shown
TYPED = lazy_pattern(r"^[ \t]*+\[\d{1,3}\][ \t]+\S", re.MULTILINE)  # a note of a text, which a wiki numbers itself


def is_wikitext(text: str) -> bool:
    """Whether a text uses a note or a template with parameters and another kind of mark, or three kinds; and not more notes that are typed."""
    if "[[" not in text and "<ref" not in text and "{{" not in text:
        return False
    shown = CODE.sub(" ", "".join(_without_elements(text)))
    kinds = sum(bool(kind.search(shown)) for kind in KINDS)
    notes = sum(1 for _ in _used(shown))
    return (kinds > 2 or (kinds > 0 and notes > 0)) and sum(1 for _ in TYPED.finditer(shown)) <= max(1, notes)


def _without_elements(text: str) -> Iterator[str]:
    """The text without the elements that display markup as it is written."""
    at = 0
    for opened in OPENED.finditer(text):
        if opened.start() < at:
            continue
        end = text.find(f"</{opened[1]}>", opened.end())
        if end < 0:
            break
        yield text[at : opened.start()]
        at = end
    yield text[at:]


def _used(text: str) -> Iterator[re.Match[str]]:
    """The notes, and templates with parameters, that are no words of a sentence."""
    for pattern in (NOTE, TEMPLATE):
        for match in pattern.finditer(text):
            before, behind = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
            alone = before[-1:].isspace() and (not behind or behind.isspace() or behind in ",.;:…")
            if not (QUOTED.search(before) or (alone and pattern is NOTE) or text.startswith(("…", "..", "</ref"), match.end())):
                yield match
