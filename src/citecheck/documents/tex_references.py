r"""The bibliographies of LaTeX documents: ``thebibliography``, or references typed as a list or as paragraphs under a heading."""

import re
from collections.abc import Iterator
from itertools import pairwise

from citecheck.documents.numbered_notes import has_parts
from citecheck.documents.reference_entries import cites, mostly_cite
from citecheck.documents.sections import announces_bibliography
from citecheck.documents.tex_headings import TexHeading, find_headings
from citecheck.documents.text_spans import blanked, trimmed_end
from citecheck.patterns import lazy_pattern

BIBLIOGRAPHY = lazy_pattern(r"\\begin\{thebibliography\}(?:\{[^{}]*\})?")
BIBITEM = "\\bibitem"
BIBLIOGRAPHY_END = "\\end{thebibliography}"
# BibTeX's, natbib's and BibLaTeX's commands that cite.
CITES = frozenset(
    [
        f"{c}ite{tail}"
        for c in "cC"
        for tail in ("", "s", "p", "t", "alp", "alt", "author", "year", "yearpar", "title", "num", "url")
    ]
    + [
        f"{how}cite{tail}"
        for how in ("paren", "Paren", "text", "Text", "auto", "Auto", "foot", "smart", "Smart", "super")
        for tail in ("", "s")
    ]
    + ["nocite", "fullcite", "footfullcite", "footcitetext", "onlinecite", "bibentry"]
)
# Before an entry that is a paragraph: the beginning of an environment with its arguments, a group, a number.
LEAD = lazy_pattern(
    r"(?:\s*+\\(?:begin|end)\{[A-Za-z*]{1,40}\}(?:\[[^\[\]]{0,80}\])?(?:\{[^{}]{0,80}\}){0,3})*+[\s{]*+(?:\d{1,3}[.)]\s+)?"
)
NUMBERED = lazy_pattern(
    r"^[ \t]*(?:\\noindent\b[ \t]*)?(?:(?P<number>\d{1,3})[.)]|\[(?P<bracketed>\d{1,3})\])[ \t]+(?=\S)", re.MULTILINE
)
UNPRINTED = lazy_pattern(r"\\nocite[ \t]*\{[^{}]{0,2000}\}|\s")
END = lazy_pattern(r"\\end\{document\}|\\appendix\b")
MADE = lazy_pattern(r"\\(?:printbibliography|bibliography)\b")  # the rest of a section is about the list that is made from data
LIST = lazy_pattern(r"\\begin\{(?P<name>itemize|enumerate|description|list|compactitem|compactenum)\}")
ITEM = lazy_pattern(r"\\item\b[ \t]*(?:\[[^\[\]]{0,100}\])?\s*")
LABELLED = lazy_pattern(r"\\item[ \t]*\[(?P<label>[^\[\]]{1,200})\]")
NAMED = lazy_pattern(r"[^\W\d_]{2}[^\d\[\]\\]*+")  # a label that is an author; keys have a number, and signs no letters
PARAGRAPH = lazy_pattern(r"\S(?:[^\n]|\n(?![ \t\r]*+\n))*+")  # up to an empty line


def find_references(masked: str, name: str = "") -> Iterator[tuple[int, int]]:
    """The spans of the entries under headings for references and their sub-headings; of a whole file if its ``name`` announces references."""
    headings = find_headings(masked)
    if announces_bibliography(name) and not any(announces_bibliography(heading.words) for heading in headings):
        headings.insert(0, TexHeading(0, 0, 0, name))
    done = 0
    for at, heading in enumerate(headings):
        if heading.start < done or not announces_bibliography(heading.words):
            continue
        done = next((other.start for other in headings[at + 1 :] if other.level <= heading.level), len(masked))
        last = END.search(masked, heading.end, done)
        done = last.start() if last else done
        inside = [other for other in headings[at:] if other.start < done]
        for number, (one, following) in enumerate(pairwise([*inside, TexHeading(done, done, 0, "")])):
            made = MADE.search(masked, one.end, following.start)
            entries = list(_entries(masked, one.end, made.start() if made else following.start))
            sure = heading.level and not one.printed and (number == 0 or announces_bibliography(one.words))
            if sure or mostly_cite([masked[a:b] for a, b in entries]):
                yield from entries


def unlabelled(masked: str) -> str:
    """The text without the brackets around authors that are the labels of items: ``\\item[Okafor, A.] (2010)``."""
    labels = (m.span("label") for m in LABELLED.finditer(masked) if NAMED.fullmatch(m["label"]))
    return blanked(masked, (span for start, end in labels for span in ((start - 1, start), (end, end + 1))))


def _entries(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The items of all lists, else the lines with numbers, else the paragraphs that look like references."""
    listed = LIST.search(masked, start, stop)
    if not listed:
        yield from _numbered(masked, start, stop) or _paragraphs(masked, start, stop)
    while listed:
        end = masked.find(f"\\end{{{listed['name']}}}", listed.end(), stop)
        end = end if end >= 0 else stop
        items = list(ITEM.finditer(masked, listed.end(), end))
        for item, after in zip(items, [*(other.start() for other in items[1:]), end], strict=True):
            if has_parts(masked[item.end() : after]):
                yield item.end(), trimmed_end(masked, item.end(), after)
        listed = LIST.search(masked, end, stop)


def _numbered(masked: str, start: int, stop: int) -> list[tuple[int, int]]:
    """What stands behind typed numbers that count 1, 2, 3 … at the beginning of lines, up to an empty line behind the last."""
    lines = list(NUMBERED.finditer(masked, start, stop))
    if len(lines) < 2 or [int(line["number"] or line["bracketed"]) for line in lines] != list(range(1, len(lines) + 1)):
        return []
    last = PARAGRAPH.match(masked, lines[-1].end(), stop)
    ends = [*(line.start() for line in lines[1:]), last.end() if last else stop]
    return [(line.end(), trimmed_end(masked, line.end(), end)) for line, end in zip(lines, ends, strict=True)]


def _paragraphs(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for paragraph in PARAGRAPH.finditer(masked, start, stop):
        begin = LEAD.match(masked, paragraph.start(), paragraph.end())
        first = begin.end() if begin else paragraph.start()
        words = masked[first : paragraph.end()]
        if cites(words) and UNPRINTED.sub("", words):
            yield first, trimmed_end(masked, first, paragraph.end())


def find_bibliographies(masked: str) -> Iterator[tuple[int, int]]:
    """The span of each bibliography's items; of the whole text where another file has the environment around them."""
    end = 0
    if not BIBLIOGRAPHY.search(masked) and BIBITEM in masked:
        yield masked.index(BIBITEM), len(masked)
    while listed := BIBLIOGRAPHY.search(masked, end):
        end = masked.find(BIBLIOGRAPHY_END, listed.end())
        if end < 0:
            return
        yield listed.end(), end
