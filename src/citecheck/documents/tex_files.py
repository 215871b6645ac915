r"""The files that a LaTeX document names: bibliographies, and parts that it includes."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from citecheck.patterns import lazy_pattern

RESOURCE = lazy_pattern(r"\\(?:bibliography|addbibresource|addglobalbib)\s*+(?:\[[^\[\]]*+\])?\{(?P<names>[^{}]++)\}")
INPUT = lazy_pattern(
    r"\\(?:(?:input|include|subfile|subfileinclude)\s*+\{(?P<name>[^{}]{1,200})\}|input[ \t]++(?P<bare>[\w./-]{1,200})|"
    r"(?:sub)?import\s*+\{[^{}]*+\}\s*+\{(?P<imported>[^{}]{1,200})\})"
)
MAX_RESOURCES = 1_000  # bibliography files that a document names


def bibliographies_of(masked: str) -> tuple[str, ...]:
    """The bibliography files, given the text without comments and code."""
    return tuple(dict.fromkeys(islice(_resources(masked), MAX_RESOURCES)))


def parts_of(masked: str) -> tuple[str, ...]:
    """The included files."""
    return tuple(dict.fromkeys(islice(_parts(masked), MAX_RESOURCES)))


def _resources(masked: str) -> Iterator[str]:
    for match in RESOURCE.finditer(masked):
        for name in match["names"].split(","):
            yield name.strip() if name.strip().endswith(".bib") else f"{name.strip()}.bib"


def _parts(masked: str) -> Iterator[str]:
    for match in INPUT.finditer(masked):
        name = (match["name"] or match["bare"] or match["imported"]).strip()
        if "\\" not in name:
            yield name if PurePath(name).suffix else f"{name}.tex"
