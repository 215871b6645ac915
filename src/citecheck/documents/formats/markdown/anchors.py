"""The anchors of a Markdown document: of its headings, of attributes ``{#name}``, of HTML, of MyST's ``(name)=``."""

import re
from collections.abc import Sequence
from itertools import chain

from citecheck.documents.formats.markdown.blocks import HEADING_END, Blocks
from citecheck.documents.formats.markdown.inline import Mark
from citecheck.documents.formats.markdown.readable import read_body
from citecheck.documents.local_links import heading_anchors
from citecheck.patterns import lazy_pattern

NAMED = lazy_pattern(
    r"\{[^{}#\n]{0,200}#(?P<attribute>[^\s{}#.]+)|\b(?:id|name)\s*+=\s*+[\"'{]{0,2}(?P<html>[^\s\"'<>{}]+)|^\((?P<myst>[^()\s]+)\)=",
    re.MULTILINE,
)
# What is filled in when the page is made, and may have headings: includes, macros, documentation of code, components.
FILLED = lazy_pattern(
    r"\{\{|\{%|^[ \t]*+:::[ \t]*+(?:[\w.]+\.\w+|mkdocs[\w-]+)[ \t]*\r?$|\{(?:eval-rst|auto\w*|include)\}|^import[ \t]|^[ \t]*+<[A-Z](?:[^<>/\n]|/(?!>))*+/>|--8<--",
    re.MULTILINE,
)
# Documentation of a module (mkdocstrings), where no line closes it as a box.
MODULE = lazy_pattern(r"^[ \t]*+:::[ \t]++\w++[ \t]*+\r?$", re.MULTILINE)
CLOSING = lazy_pattern(r"^[ \t]*+:{3,}+[ \t]*+\r?$", re.MULTILINE)
# Headings within items and quotations, which have anchors like others.
WITHIN = lazy_pattern(
    r"^[ \t>]{0,80}(?:(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}){1,8}|[ \t>]{4,80})(?:\[[ xX]\][ \t]+)?#{1,6}[ \t]+(?P<words>[^\n]{1,300})",
    re.MULTILINE,
)


def anchors(text: str, blocks: Blocks, marks: Sequence[Mark], starts: Sequence[int]) -> frozenset[str] | None:
    """All anchors in small letters; None if more may be filled in when the page is made."""
    if FILLED.search(text) or (MODULE.search(text) and not CLOSING.search(text)):
        return None
    named = {name.lower() for match in NAMED.finditer(text) for name in match.groups() if name}
    within = ((*found.span(), HEADING_END.sub("", found["words"]).strip()) for found in WITHIN.finditer(text))
    return heading_anchors(_words(text, heading, marks, starts) for heading in chain(blocks.headings, within)) | named


def _words(text: str, heading: tuple[int, int, str], marks: Sequence[Mark], starts: Sequence[int]) -> str:
    """A heading without its markup."""
    start = text.find(heading[2], heading[0], heading[1])
    return read_body(text, [(start, start + len(heading[2]))], tuple(marks), tuple(starts)).text if start >= 0 else heading[2]
