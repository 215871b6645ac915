r"""The bibliographies of LaTeX documents: ``thebibliography``, or references typed as a list or as paragraphs under a heading."""

import re
from collections.abc import Iterator

from citecheck.documents.numbered_notes import could_be_reference, has_parts
from citecheck.documents.sections import announces_bibliography
from citecheck.documents.text_spans import blanked, trimmed_end

BIBLIOGRAPHY = re.compile(r"\\begin\{thebibliography\}(?:\{[^{}]*\})?")
BIBLIOGRAPHY_END = "\\end{thebibliography}"
HEADING = re.compile(r"\\(?:part|chapter|(?:sub)*section|paragraph)\*?[ \t]*(?:\[[^\[\]]{0,200}\])?\{(?P<words>[^{}]{1,120})\}")
END = re.compile(r"\\end\{document\}|\\(?:appendix|printbibliography|bibliography)\b")
LIST = re.compile(r"\\begin\{(?P<name>itemize|enumerate|description|list|compactitem|compactenum)\}")
ITEM = re.compile(r"\\item\b[ \t]*(?:\[[^\[\]]{0,100}\])?\s*")
LABELLED = re.compile(r"\\item[ \t]*\[(?P<label>[^\[\]]{1,200})\]")
NAMED = re.compile(r"[^\W\d_]{2}[^\d\[\]\\]*+")  # a label that is an author; keys have a number, and signs no letters
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*+\n))*+")  # up to an empty line


def find_references(masked: str) -> Iterator[tuple[int, int]]:
    """The spans of the entries under headings for references."""
    headings = list(HEADING.finditer(masked))
    for at, heading in enumerate(headings):
        if not announces_bibliography(heading["words"]):
            continue
        stop = headings[at + 1].start() if at + 1 < len(headings) else len(masked)
        last = END.search(masked, heading.end(), stop)
        yield from _entries(masked, heading.end(), last.start() if last else stop)


def unlabelled(masked: str) -> str:
    """The text without the brackets around authors that are the labels of items: ``\\item[Okafor, A.] (2010)``."""
    labels = (m.span("label") for m in LABELLED.finditer(masked) if NAMED.fullmatch(m["label"]))
    return blanked(masked, (span for start, end in labels for span in ((start - 1, start), (end, end + 1))))


def _entries(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    listed = LIST.search(masked, start, stop)
    if not listed:
        for paragraph in PARAGRAPH.finditer(masked, start, stop):
            begin = paragraph.start() + len(paragraph.group()) - len(paragraph.group().lstrip())
            if could_be_reference(masked[begin : paragraph.end()]):
                yield begin, trimmed_end(masked, begin, paragraph.end())
        return
    end = masked.find(f"\\end{{{listed['name']}}}", listed.end(), stop)
    items = list(ITEM.finditer(masked, listed.end(), end if end >= 0 else stop))
    for item, after in zip(items, [*(other.start() for other in items[1:]), end if end >= 0 else stop], strict=True):
        if has_parts(masked[item.end() : after]):
            yield item.end(), trimmed_end(masked, item.end(), after)


def find_bibliographies(masked: str) -> Iterator[tuple[int, int]]:
    """The span of each bibliography's items."""
    end = 0
    while listed := BIBLIOGRAPHY.search(masked, end):
        end = masked.find(BIBLIOGRAPHY_END, listed.end())
        if end < 0:
            return
        yield listed.end(), end
