"""Finds Pandoc's citations of a bibliography file: ``[@okafor2010, p. 4; @ito2011]`` and ``@okafor2010``.

https://pandoc.org/MANUAL.html#citation-syntax; Quarto and pandoc-crossref use the same syntax for cross-references.
"""

import re
from collections.abc import Iterator

from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

KEY = r"(?:[A-Za-z0-9_](?:[\w]|[:.#$%&+?<>~/-](?=[\w]))*+|\{[^{}\s]{1,200}\})"
CITED = lazy_pattern(rf"(?<![\w@./\\])-?@(?P<key>{KEY})")
GROUP = lazy_pattern(r"\[[^\[\]@]{0,500}+@[^\[\]]{1,1000}\](?![(\[])")
CROSS_REFERENCE = lazy_pattern(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn|imp|cau|ch|alg)[-:]", re.IGNORECASE
)


def find_keys(text: str, *, bare: bool) -> Iterator[tuple[str, Span]]:
    """The cited keys with their spans; with ``bare``, for a text with a bibliography, also those outside brackets."""
    spans = [(0, len(text))] if bare else [match.span() for match in GROUP.finditer(text)]
    for start, end in spans:
        for match in CITED.finditer(text, start, end):
            key = match["key"].strip("{}")
            if not CROSS_REFERENCE.match(key):
                yield key, Span(match.start(), match.end())
