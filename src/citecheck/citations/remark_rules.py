"""Rules for remarks on the language or the medium of a work, which stand behind its title: ``Install Docker (англ.). Docker Documentation``."""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.hidden_words import REMARK
from citecheck.citations.rules import Parts
from citecheck.patterns import lazy_pattern

BETWEEN = lazy_pattern(rf"[\s{REMARK}]*(?:\([^()]{{1,40}}\)|[\s.,:;—–-])*")  # also other remarks, such as that a link is dead
LEAST = 3  # characters of a field
SHORT = 3  # words of a name that begins in lower case


def title_before_remark(text: str, parts: Parts) -> None:
    """``Docker grows (нем.) — | heise online, 2014``: the title ends at a remark on its language, and the publication follows."""
    title, author = parts.get("title"), parts.get("author")
    at = text.find(REMARK, title.start + LEAST, title.end) if title else -1
    if title and at >= 0:
        behind = BETWEEN.match(text, at)
        parts["title"] = FieldSpan("title", title.start, len(text[:at].rstrip(" .,—–-")), title.probability)
        rest = text[behind.end() : title.end] if behind else ""
        is_name = len(rest) >= LEAST and (not rest[0].islower() or len(rest.split()) <= SHORT)  # and no part of a sentence
        if behind and is_name and "container" not in parts:
            parts["container"] = FieldSpan("container", behind.end(), title.end, title.probability / 2)
    elif author and text[author.end : author.end + 2].lstrip(" ")[:1] == REMARK:
        _named_first(parts, author, title)


def _named_first(parts: Parts, author: FieldSpan, title: FieldSpan | None) -> None:
    """``Install Docker (англ.). | Docker Documentation``: what the remark follows is the title, and not the author."""
    if title and title.start < author.end:
        return
    if title and "container" not in parts:
        parts["container"] = FieldSpan("container", title.start, title.end, title.probability)
    parts["title"] = FieldSpan("title", author.start, author.end, author.probability)
    del parts["author"]
