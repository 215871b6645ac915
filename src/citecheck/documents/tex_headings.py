r"""The headings of LaTeX documents: commands for sections, and lines that are only set as headings, ``{\large\bf References}``."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from citecheck.documents.sections import announces_bibliography
from citecheck.patterns import lazy_pattern

LEVELS = ("part", "chapter", "section", "paragraph")
SECTION = lazy_pattern(
    r"\\[A-Za-z]{0,12}?(?P<sub>(?:sub)*)(?P<name>part|chapter|section|paragraph)[A-Za-z]{0,6}\*?[ \t]*(?:\[[^\[\]]{0,200}\])?"
    r"\{(?P<words>(?:[^{}]|\{[^{}]{0,120}\}){1,200}+)\}"
)
# What changes only how words look or where they stand.
LOOK = lazy_pattern(
    r"\\(?:text(?:bf|it|sc|sf|sl|rm|up|md|normal)|emph|uline|underline|(?:center|left|right)line|MakeUppercase|uppercase|bf|it|sc|sf|sl|"
    r"(?:bf|md)series|(?:it|sc|sl|up)shape|(?:rm|sf)family|tiny|small|normalsize|[lL]arge|LARGE|[hH]uge|HUGE|centering|noindent|"
    r"newline|par|newpage|clearpage|pagebreak|(?:big|med|small)skip|hfill|quad|bigbreak|medbreak|null)(?![A-Za-z@])\*?|"
    r"\\(?:[hv]space\*?|color|textcolor|vskip|fontsize)[ \t]*(?:\[[^\[\]]{0,40}\])?\{[^{}]{0,40}\}|"
    r"\\(?:begin|end)\{(?:center|flushleft|flushright|large|Large|bf)\}|\\\\(?:\[[^\[\]]{0,20}\])?|[{}~]"
)
LINE = lazy_pattern(r"^(?P<words>(?=[^\na-z]*[^\W\d_])[^\n]{3,160}?)[ \t\r]*$", re.MULTILINE)
PRINTED = len(LEVELS) + 9  # below all levels: a heading that is a line ends at the next heading of any kind


class TexHeading(Struct, frozen=True):
    """A heading ``text[start:end]``: 1 is the level of a part, 3 of a section."""

    start: int
    end: int
    level: int
    words: str

    @property
    def printed(self) -> bool:
        """Whether it is only a line that looks like a heading."""
        return self.level == PRINTED


def find_headings(masked: str) -> list[TexHeading]:
    """The headings of a text in order: all sections, and the lines that announce references."""
    sections = [TexHeading(one.start(), one.end(), _level(one), _plain(one["words"])) for one in SECTION.finditer(masked)]
    both = sorted([*sections, *_lines(masked)], key=lambda one: (one.start, one.printed))
    return [next(same) for _, same in groupby(both, key=lambda one: one.start)]


def _level(heading: re.Match[str]) -> int:
    """How deep a heading is; commands of the document's own, ``\\mysection``, count as what they are named for."""
    return LEVELS.index(heading["name"]) + 1 + heading["sub"].count("sub")


def _plain(words: str) -> str:
    """The words of a heading without commands for their look, and without the mark behind them."""
    return " ".join(LOOK.sub(" ", words).split()).rstrip(".: ")


def _lines(masked: str) -> Iterator[TexHeading]:
    """The lines that hold a heading for references and nothing else; one without any commands stands behind an empty line."""
    for line in LINE.finditer(masked):
        words = line["words"]
        plain = _plain(words)
        if "\\" in plain or not announces_bibliography(plain):
            continue
        before = masked[max(0, line.start() - 4) : line.start()].replace("\r", "")
        if LOOK.search(words) or before in ("", "\n") or before.endswith("\n\n"):
            yield TexHeading(line.start("words"), line.end(), PRINTED, plain)
