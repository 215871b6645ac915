"""LaTeX's spelling of letters as the letters themselves: ``Erd{\\H o}s`` is Erdős, ``M\\"uller`` Müller, ``--`` a dash."""

import re

MARKED = re.compile(r"[\\{}$~`'\-]")


def plain_words(value: str) -> str:
    """A value as a reader sees it, on one line; what cannot be read stays as it is."""
    if MARKED.search(value):
        value = _converted(value)
    return re.sub(r"\s+", " ", value).strip()


def _converted(value: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    try:
        return str(LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False).latex_to_text(value))
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return re.sub(r"[{}]", "", value)
