"""How URLs and other text are written in Markdown."""

import re

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
