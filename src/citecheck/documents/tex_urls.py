"""URLs as LaTeX and BibTeX write them: characters that TeX reserves are escaped, or printed by commands."""

import re
from bisect import bisect_right

from citecheck.links.urls import UrlMention, find_urls

# What stands for a character: an escape, or a command, alone, in math or in a group. Marks where a line may break print nothing.
ESCAPED = re.compile(
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
    if "\\" not in text:
        return find_urls(text)
    pieces, runs, at, length = [], [(0, 0)], 0, 0
    for escape in ESCAPED.finditer(text):
        pieces += [text[at : escape.start()], sign_of(escape)]
        length += escape.start() - at
        runs += [(length, escape.start()), (length + len(pieces[-1]), escape.end())]
        length, at = runs[-1]
    plain = "".join([*pieces, text[at:]])
    return tuple(UrlMention(_place(runs, one.start), _place(runs, one.end), one.url) for one in find_urls(plain))


def _place(runs: list[tuple[int, int]], offset: int) -> int:
    """The offset in the text of one in the text without escapes; ``runs`` has both for the beginning of each unbroken part."""
    start, place = runs[bisect_right(runs, offset, key=lambda run: run[0]) - 1]
    return place + offset - start
