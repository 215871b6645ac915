"""URLs as LaTeX and BibTeX write them: characters that TeX reserves are escaped, or printed by commands."""

import re

from citecheck.documents.escaped_urls import find_escaped_urls
from citecheck.links.urls import UrlMention
from citecheck.patterns import lazy_pattern

# What stands for a character: an escape, or a command, alone, in math or in a group. Marks where a line may break print nothing.
ESCAPED = lazy_pattern(
    r"(?P<group>\{)?+(?<!\\)(?:\\(?:string)?(?P<sign>[_%&#$~])|(?P<math>\$)?+\\(?P<name>textasciitilde|textunderscore|sim|slash|allowbreak)"
    r"(?![A-Za-z])[ \t]*+(?(math)\$)|\\-)(?:\{\})?(?(group)\})"
)
SIGNS = {"textasciitilde": "~", "textunderscore": "_", "sim": "~", "slash": "/"}


def sign_of(escape: re.Match[str]) -> str:
    """What an escape or command prints."""
    return escape["sign"] or SIGNS.get(escape["name"] or "", "")


def unescaped_url(value: str) -> str:
    """The value of an argument or field for a URL, with the escapes undone; white space stays only between several URLs."""
    return re.sub(r"\s+(?!https?://)", "", ESCAPED.sub(sign_of, value).strip())


def find_tex_urls(text: str) -> tuple[UrlMention, ...]:
    """The URLs in a text, with the escapes undone; the offsets are those of the text."""
    return find_escaped_urls(text, ESCAPED, sign_of)
