"""Comments of the programs that turn Markdown into pages: Liquid (Jekyll), MDX, Hugo, Jinja, Handlebars, ERB, PHP, kramdown, Obsidian.

Also CriticMarkup's remarks and deletions. HTML's comments are read with its tags.
"""

import re

from citecheck.patterns import lazy_pattern

# Openings and closings of comments; Obsidian's has white space around it, since %% also means a percent sign.
_PAIRS = (
    (r"\{%-?[ \t]*comment[ \t]*-?%\}", r"\{%-?[ \t]*endcomment[ \t]*-?%\}"),
    (r"\{/\*", r"\*/\}"),
    (r"\{%-?[ \t]*#", r"%\}"),
    (r"\{\{-?[ \t]*/\*", r"\*/[ \t]*-?\}\}"),
    (r"\{\{[<%][ \t]*comment[ \t]*[%>]\}\}", r"\{\{[<%][ \t]*/comment[ \t]*[%>]\}\}"),
    (r"\{::comment\}", r"\{:/(?:comment)?\}"),
    (r"\{::nomarkdown\}", r"\{:/(?:nomarkdown)?\}"),
    (r"\{>>", r"<<\}"),
    (r"\{--", r"--\}"),
    (r"\{#(?=\s)", r"(?<=\s)#\}"),
    (r"\{\{!--", r"--\}\}"),
    (r"\{\{!(?!--)", r"\}\}"),
    (r"<\?(?:php\b|=)", r"\?>"),
    (r"<%#", r"%>"),
    (r"<%--", r"--%>"),
    (r"(?<![^\s])%%", r"%%(?![^\s.,;:!?)])"),
)
LONGEST = 20_000  # characters of a comment; it cannot contain the opening of another, so that the time is linear
HIDDEN = lazy_pattern(
    "|".join(rf"{opening}(?:(?!{closing}|{opening}).){{0,{LONGEST}}}{closing}" for opening, closing in _PAIRS), re.DOTALL
)
_OPENED = lazy_pattern("|".join(opening for opening, _ in _PAIRS))
# MDX's imports and exports, up to an empty line, and the abbreviations of PHP Markdown Extra and kramdown.
_MODULE = lazy_pattern(
    r"(?:import\s+(?:[\w*{][^'\"\n]{0,300}\sfrom\s+)?['\"]|export\s+(?:(?:const|let|var|default|function|async|class)\b|[{*]))(?:[^\n]|\n(?![ \t\r]*\n))*+"
    r"|\*\[[^\[\]\n]{1,80}\]:[^\n]*+"
)


def end_of_module(text: str, at: int) -> int | None:
    """The end of what begins a line and declares something for the program that makes the page; None for other lines."""
    declared = _MODULE.match(text, at)
    return declared.end() if declared else None


def end_of_comment(text: str, at: int, end: int) -> int | None:
    """The end of a comment that begins a line ``text[at:end]`` and continues after it; None for other lines."""
    start = at + len(text[at:end]) - len(text[at:end].lstrip(" \t"))
    if not _OPENED.match(text, start, end):
        return None
    whole = HIDDEN.match(text, start)
    return whole.end() if whole and whole.end() > end else None
