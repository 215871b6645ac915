"""The files and documents that directives of MyST name: ``{figure}``, ``{image}``, ``{include}``, ``{literalinclude}``, ``{toctree}``.

A directive within code is an example, which names nothing.
"""

import re
from collections.abc import Iterator

from citecheck.documents.formats.markdown.blocks import DIRECTIVE
from citecheck.documents.label_names import document_of, target
from citecheck.documents.local_links import quoted
from citecheck.patterns import lazy_pattern

FENCE = lazy_pattern(r"^[ \t>]{0,80}(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*+(?P<info>[^\n`]*)\r?$", re.MULTILINE)
OF_FILES = lazy_pattern(r"\{(?:figure|image|include|literalinclude)\}[ \t]+(?P<path>\S[^\n]{0,1000})")
TREE = "{toctree}"
ENTRY = lazy_pattern(r"^[ \t>]{0,80}(?P<entry>[^\s:>-][^\n]{0,1000})", re.MULTILINE)
COLON = ":"


def named(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The places and targets."""
    running: list[str] = []  # fences around running text that are open
    code = ""
    for match in FENCE.finditer(text):
        fence, info = match["fence"], match["info"].strip()
        if code:
            code = "" if not info and fence.startswith(code) else code
        elif not info and running and fence.startswith(running[-1]):
            running.pop()
        else:
            yield from _of_directive(text, match)
            if DIRECTIVE.match(info) or (fence.startswith(COLON) and info):
                running.append(fence)
            elif not fence.startswith(COLON):
                code = fence


def _of_directive(text: str, opening: re.Match[str]) -> Iterator[tuple[tuple[int, int], str]]:
    start, end = opening.span("info")
    if found := OF_FILES.match(text, start, end):
        path = found["path"].rstrip()
        yield (found.start("path"), found.start("path") + len(path)), quoted(path)
    elif text.startswith(TREE, start):
        closing = text.find(opening["fence"], end)
        yield from _entries(text, end, closing if closing >= 0 else end)


def _entries(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
    """The documents of a table of contents, behind its options in YAML."""
    if (options := text.find("---", start, end)) >= 0 and not text[start:options].strip():
        start = max(text.find("---", options + 3, end) + 3, options)
    for match in ENTRY.finditer(text, start, end):
        first, last = target(text, match.start("entry"), match.start("entry") + len(match["entry"].rstrip()))
        if document := document_of(text[first:last]):
            yield (first, last), document
