"""Which documents are measured: those with a sign of notes, and those of kinds that have none; drawn with a fixed seed."""

import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

FORMATS = {
    "markdown": "md markdown mdown mkd qmd rmd mdx",
    "html": "html htm xhtml",
    "latex": "tex latex ltx",
    "docx": "docx docm dotx",
    "wikitext": "wiki wikitext mediawiki mw",
    "bibtex": "bib bibtex biblatex",
    "csl-json": "json",
    "plain": "txt text",
}
FORMAT_OF = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes.split()}
# What a file of the format surely has where it has notes; the reference readers decide.
SIGNS = {
    "markdown": rb"\[\^[^\]\s]+\]|\^\[",
    "html": rb'(?i)doc-(?:foot|end)note|epub:type="(?:foot|end|rear)note|href="#(?:fn|cite_note|footnote|note|endnote|_ftn|_edn)|href="#[^"]+"[^>]*>\s*(?:<sup|\[\d{1,3}\])|<sup[^>]*>\s*<a[^>]*href="#',
    "latex": rb"\\footnote\s*[\[{]|\\footnotetext|\\bibitem|\\endnote\s*\{",
    "docx": rb'<w:(?:foot|end)note [^>]*w:id="[1-9]',
    "wikitext": rb"(?i)<ref[\s>]",
    "bibtex": rb"(?m)^\s*@\w+\s*[{(]",
    "csl-json": rb'(?s)\A\s*(?:\[\s*\{|\{[^{}]*"items"\s*:).*"(?:DOI|container-title|issued|author)"\s*:\s*[\[{"]',
    "plain": rb"(?m)^ {0,4}\[(?:Footnote \w+:|\d+\])",
}
# Paths of documents that have no notes: licences, laws, readmes, changelogs, pages of an API.
WITHOUT = re.compile(
    r"(?i)(?:^|/)(?:licen[cs]e|copying|notice|readme|changelog|changes|contributing|install|code_of_conduct|security)[^/]*$"
    r"|/(?:gesetze|laws?|legalize[^/]*|api|apidoc|reference)/"
)
LARGEST = 800_000  # bytes


# With notes, of a kind that has none, or any other; the last is only checked.
Part = Literal["notes", "without", "any"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A document: its path, the suffix to read it as, its format, and the repository and path to name it by."""

    path: str
    suffix: str
    format: str
    name: str
    part: Part = "notes"


def sampled(where: Sequence[str], per_format: int, without: int, any_kind: int, seed: int) -> list[Sample]:
    """The documents to measure; no repository gives more than a part of them."""
    everything = list(listed(where))
    drawn = {name: _drawn(everything, name, seed) for name in FORMATS}
    chosen = [one for mine in drawn.values() for one in _capped(filter(_has_sign, mine), per_format, 2)]
    further: tuple[tuple[Part, int, Callable[[Sample], bool]], ...] = (
        ("without", without, _is_without),
        ("any", any_kind, _is_text),
    )
    for part, number, fits in further:
        for mine in drawn.values():
            taken = {one.path for one in chosen}
            others = (replace(one, part=part) for one in mine if one.path not in taken and fits(one))
            chosen += _capped(others, number // 4, 4)
    return chosen


def _is_text(one: Sample) -> bool:
    return one.format not in ("bibtex", "csl-json") and Path(one.path).stat().st_size <= LARGEST


def _is_without(one: Sample) -> bool:
    """By its name; a page or a Word file without a sign of notes, too."""
    return (one.format in ("html", "docx") or bool(WITHOUT.search("/" + one.name))) and not _has_sign(one)


def listed(where: Iterable[str]) -> Iterator[Sample]:
    """All documents of folders and manifests, in order."""
    for place in map(Path, where):
        if place.is_dir():
            files = sorted(path for path in place.rglob("*") if path.suffix[1:].lower() in FORMAT_OF and ".git" not in path.parts)
            yield from (_sample(path, path.suffix[1:].lower(), place) for path in files if path.is_file())
        else:
            for line in place.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
                path, _, suffix = line.partition("\t")
                suffix = suffix or Path(path).suffix[1:].lower()
                if suffix in FORMAT_OF:
                    yield _sample(Path(path), suffix, None)


def _sample(path: Path, suffix: str, base: Path | None) -> Sample:
    """Named from the folder ``OWNER+NAME`` on."""
    parts = path.relative_to(base).parts if base else path.parts
    start = next((n for n, part in enumerate(parts) if "+" in part), 0)
    name = "/".join(parts[start:]).replace("+", "/", 1)
    return Sample(str(path), suffix, FORMAT_OF[suffix], name)


def _drawn(everything: Sequence[Sample], name: str, seed: int) -> list[Sample]:
    """Those of a format in an order that the seed and the names decide, so that further documents change little."""
    return sorted((one for one in everything if one.format == name), key=lambda one: random.Random(f"{seed} {one.name}").random())


def _capped(drawn: Iterable[Sample], most: int, repositories: int) -> list[Sample]:
    """The first ones, of at least so many repositories."""
    counted: dict[str, int] = defaultdict(int)
    chosen: list[Sample] = []
    for one in drawn:
        repository = "/".join(one.name.split("/")[:2])
        if len(chosen) == most:
            break
        if counted[repository] < max(most // repositories, 1):
            counted[repository] += 1
            chosen.append(one)
    return chosen


def _has_sign(one: Sample) -> bool:
    try:
        data = Path(one.path).read_bytes()
        if len(data) > LARGEST:
            return False
        if one.format == "docx":
            with zipfile.ZipFile(one.path) as packed:
                data = b"".join(
                    packed.read(name) for name in packed.namelist() if re.fullmatch(r"word/(?:foot|end)notes\.xml", name)
                )
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False
    return re.search(SIGNS[one.format], data) is not None
