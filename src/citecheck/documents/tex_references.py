r"""The bibliographies of LaTeX documents: ``thebibliography``, or references typed as a list or as paragraphs under a heading."""

import re
from collections.abc import Iterator
from itertools import pairwise

from citecheck.documents.reference_entries import mostly_cite
from citecheck.documents.sections import announces_bibliography
from citecheck.documents.tex_entries import find_tex_entries
from citecheck.documents.tex_headings import TexHeading, find_headings
from citecheck.documents.text_spans import blanked
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
END = lazy_pattern(r"\\end\{document\}|\\appendix\b")
# Environments of document classes and of converters that hold references without a heading.
ENVIRONMENT = lazy_pattern(
    r"\\begin\{(?P<name>(?:the)?(?:references?|bibliography|ref(?:erence)?list|reflist|bibliographylist|literature)|refs|CSLReferences)\}"
    r"(?:[ \t]*(?:\[[^\[\]]{0,80}\]|\{[^{}]{0,80}\})){0,3}",
    re.IGNORECASE,
)
MADE = lazy_pattern(r"\\(?:printbibliography|bibliography)\b")  # the rest of a section is about the list that is made from data
LABELLED = lazy_pattern(r"\\item[ \t]*\[(?P<label>[^\[\]]{1,200})\]")
NAMED = lazy_pattern(r"[^\W\d_]{2}[^\d\[\]\\]*+")  # a label that is an author; keys have a number, and signs no letters


def find_references(masked: str, name: str = "") -> Iterator[tuple[int, int]]:
    """The spans of the entries under headings for references and their sub-headings; of a whole file if its ``name`` announces references."""
    environments = list(_environments(masked))
    inside = [entry for start, stop in environments for entry in find_tex_entries(masked, start, stop)]
    yield from sorted([*inside, *_under_headings(blanked(masked, environments), name)])


def _environments(masked: str) -> Iterator[tuple[int, int]]:
    """What is in environments for references."""
    done = 0
    for begin in ENVIRONMENT.finditer(masked):
        if begin.start() < done:
            continue
        end = masked.find(f"\\end{{{begin['name']}}}", begin.end())
        if end < 0:
            return
        done = end
        yield begin.end(), end


def _under_headings(masked: str, name: str) -> Iterator[tuple[int, int]]:
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
            entries = list(find_tex_entries(masked, one.end, made.start() if made else following.start))
            sure = heading.level and not one.printed and (number == 0 or announces_bibliography(one.words))
            if sure or mostly_cite([masked[a:b] for a, b in entries]):
                yield from entries


def unlabelled(masked: str) -> str:
    """The text without the brackets around authors that are the labels of items: ``\\item[Okafor, A.] (2010)``."""
    labels = (m.span("label") for m in LABELLED.finditer(masked) if NAMED.fullmatch(m["label"]))
    return blanked(masked, (span for start, end in labels for span in ((start - 1, start), (end, end + 1))))


def find_bibliographies(masked: str) -> Iterator[tuple[int, int]]:
    """The span of each bibliography's items, in whatever environment; of the whole text where another file has that around them."""
    end = 0
    if not BIBLIOGRAPHY.search(masked) and BIBITEM in masked:
        yield from [one for one in _environments(masked) if BIBITEM in masked[slice(*one)]] or [
            (masked.index(BIBITEM), len(masked))
        ]
    while listed := BIBLIOGRAPHY.search(masked, end):
        end = masked.find(BIBLIOGRAPHY_END, listed.end())
        if end < 0:
            return
        yield listed.end(), end
