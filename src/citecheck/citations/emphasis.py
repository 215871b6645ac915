"""Emphasised words of a citation, which are hints on its title, as linked words are."""

from collections.abc import Iterator, Sequence

from citecheck.citations.note_range import TITLE
from citecheck.language.quotation_marks import find_quotations
from citecheck.links.urls import find_urls
from citecheck.patterns import lazy_pattern

# *so* or _so_ in plain text
MARKED = lazy_pattern(r"(?<![\w*_])(?P<mark>[*_]{1,2})(?=[^\s*_])[^*_\n]{2,300}?(?<=[^\s*_])(?P=mark)(?![\w*_])")
WHOLE = 0.8  # of a citation without its addresses: a longer link or emphasis is no hint on its title
LEARNT = '“"'  # quotation marks of titles before journals in italics


def title_hints(text: str, emphasis: Sequence[tuple[int, int]], linked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The emphasised spans that are hints for the model, apart from links, which are better ones.

    It learnt journals in italics behind “ ” only; behind « » it takes them for the title.
    """
    quoted = [q.end for q in find_quotations(text) if q.mark not in LEARNT and q.end - q.start > TITLE] if emphasis else []
    until = min(quoted, default=len(text))
    free = (one for one in emphasis if not any(start < one[1] and one[0] < end for start, end in linked))
    words = len(text) - sum(url.end - url.start for url in find_urls(text)) if emphasis else 0
    return (one for one in free if one[1] - one[0] < WHOLE * words and one[0] < until)
