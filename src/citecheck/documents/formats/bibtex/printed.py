"""What a value in LaTeX looks like when it is printed."""

import re
from functools import cache
from typing import Any

from citecheck.documents.tex import LETTERS, NOT_PRINTED, QUOTED
from citecheck.patterns import lazy_pattern

MATHS = lazy_pattern(r"(?<!\\)\$([^$]{1,300})(?<!\\)\$")
RAISED = lazy_pattern(r"[\^_]\s*(?:\{((?:[^{}]|\{[^{}]*\})*+)\}|(\w|\\[A-Za-z]+))")
DEGREE = lazy_pattern(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
# Commands whose words are printed as they are, which the library leaves out, and signs that it does not know.
PRINTED = (
    "texttt", "textsf", "textmd", "textup", "underline", "uline", "mbox", "hbox", "text", "textnormal", "url", "nolinkurl", "path", "bibstring",
)  # fmt: skip
SIGNS = {"copyright": "©", "degree": "°", "textdegree": "°", "BibTeX": "BibTeX", "textquotesingle": "'", "-": ""}
HREF = lazy_pattern(r"\\href\s*\{[^{}]*\}\s*\{")
MARKED = lazy_pattern(r"[\\{}$~`'\-]")


def plain_words(value: str) -> str:
    """A value as printed, on one line: ``Erd{\\H o}s`` is Erdős, ``--`` a dash. Unreadable LaTeX stays as it is."""
    if MARKED.search(value):
        value = _converted(HREF.sub("{", MATHS.sub(_formula, value)))
    return re.sub(r"\s+", " ", value).strip()


def _formula(match: re.Match[str]) -> str:
    """A formula without its signs for raised and lowered characters, as pages print titles: ``$^{18}$O`` is 18O."""
    return f"${RAISED.sub(lambda found: f'{{{found[1] or found[2]}}}', DEGREE.sub('°', match[1]))}$"


@cache
def _converter() -> Any:
    """pylatexenc's converter, with the commands that it leaves out."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    from pylatexenc.latexwalker import get_default_latex_context_db as get_parsed
    from pylatexenc.macrospec import std_macro

    arguments = {**dict.fromkeys(PRINTED, "%s"), **dict.fromkeys(QUOTED, "“%s”"), **dict.fromkeys(NOT_PRINTED, "")}
    shown, parsed = get_default_latex_context_db(), get_parsed()
    texts = [MacroTextSpec(name, text) for name, text in (*LETTERS.items(), *SIGNS.items(), *arguments.items())]
    shown.add_context_category("citecheck", macros=texts, prepend=True)
    parsed.add_context_category("citecheck", macros=[std_macro(name, "{") for name in arguments], prepend=True)
    return LatexNodes2Text(latex_context=shown, math_mode="text", strict_latex_spaces=False), parsed


def _converted(value: str) -> str:
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    converter, context = _converter()
    try:
        nodes, _, _ = LatexWalker(value, latex_context=context).get_latex_nodes()
        return str(converter.nodelist_to_text(nodes))
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return re.sub(r"[{}]", "", value)
