"""How URLs and other text are written in Markdown."""

import re

from citecheck.documents.formats.markdown.inline import Mark
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

PLAIN_URL = lazy_pattern(r"[A-Za-z0-9:/.?=%~,+;@!$#&-]*[A-Za-z0-9/]")
SPECIAL = lazy_pattern(r"[\\`*_\[\]<>#|~]")


def written_url(url: str) -> str:
    """A URL in running text: bare if no character could be read as markup, else in angle brackets."""
    return url if PLAIN_URL.fullmatch(url) else f"<{url}>"


def destination(url: str) -> str:
    """A URL between a link's parentheses."""
    return re.sub(r"[()]", lambda m: f"%{ord(m.group()):X}", re.sub(r"&(?=#?\w+;)", "&amp;", url))


def escaped(text: str) -> str:
    """A text in which nothing is markup."""
    return SPECIAL.sub(r"\\\g<0>", text)


def after_link(text: str, mark: Mark, found: tuple[Mark, ...]) -> int:
    """The offset after the link that a mark opens."""
    if mark.kind == "address":
        return mark.end + (text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1] == "<>")
    return next((m.end for m in found if m.kind == "close" and m.start > mark.start), mark.end)


def after_marks(found: tuple[Mark, ...], at: int) -> int:
    """The offset after closing marks: emphasis, a link, an entity."""
    notes = {mark.end - 1 for mark in found if mark.kind == "note"}
    for mark in found:
        closes = mark.kind in ("skip", "close") and mark.start == at and at not in notes
        if closes or (mark.kind != "note" and mark.start < at < mark.end):
            at = mark.end
    return at


def is_free(text: str, span: Span, found: tuple[Mark, ...]) -> bool:
    """Whether a span can become a link text: no marks, one line."""
    marked = any(mark.start < span.end and span.start < mark.end for mark in found)
    return not marked and not re.search(r"[\[\]\n\\`<]", text[span.start : span.end])
