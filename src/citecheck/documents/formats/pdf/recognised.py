"""Text that a program recognised in a scan: its sizes are guessed line by line, so that those of one paragraph differ."""

from collections.abc import Sequence
from statistics import median

from msgspec.structs import replace

from citecheck.documents.formats.pdf.lines import Line

AROUND = 4  # lines before and behind one, with which it is compared
GUESSED = 0.3  # of the size: a line that differs by more is a heading, or a note at the foot


def evened(lines: Sequence[Line]) -> list[Line]:
    """The lines with the sizes of those around them, unless they differ by more than is guessed wrongly."""
    return [replace(line, size=_size(lines, at)) for at, line in enumerate(lines)]


def _size(lines: Sequence[Line], at: int) -> float:
    own, around = lines[at].size, median(line.size for line in lines[max(0, at - AROUND) : at + AROUND + 1])
    return around if abs(own - around) <= GUESSED * around else own
