"""The sources as a BibTeX file with the verified URLs, for biblatex and natbib.

Braces must balance in a field even if they are escaped, so they are written as commands.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from citecheck.language.printable import one_line
from citecheck.links.urls import writable
from citecheck.model.reference import Date, Item, Name
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.corrected_items import CorrectedItem, entries

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
CONTAINER = {"incollection": "booktitle", "inproceedings": "booktitle", "article": "journal"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {char: f"\\{char}" for char in "%$#&_"}


@reporter("bibtex", ".bib")
def render(report: Report) -> str:
    """One entry per source; keys consist of name and year."""
    seen: Counter[str] = Counter()
    made = [_entry(entry, _key(entry.item, seen)) for entry in entries(report)]
    return "\n".join(["% Written by citecheck", "", *made])


def _entry(entry: CorrectedItem, key: str) -> str:
    kind = TYPES.get(entry.item.type, "misc")
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry, kind))
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(entry: CorrectedItem, kind: str) -> Iterator[tuple[str, str]]:
    item = entry.item
    for role, names in (("author", item.author), ("editor", item.editor), ("translator", item.translator)):
        if names:
            yield role, " and ".join(_name(name) for name in names)
    texts = (
        ("title", item.title),
        (CONTAINER.get(kind, "howpublished"), item.container_title),
        ("institution" if kind == "techreport" else "school" if kind == "phdthesis" else "publisher", item.publisher),
        ("address", item.publisher_place),
        ("series", item.collection_title),
        ("edition", item.edition),
        ("volume", item.volume),
        ("number", item.issue or item.number),
        ("pages", item.page and re.sub(r"(?:(?<!\s)\s++)?[-–—]\s*+", "--", item.page)),
        ("isbn", item.isbn),
        ("issn", item.issn),
    )
    yield from ((name, _tex(text)) for name, text in texts if text)
    yield from _when(item.issued)
    yield from _urls(entry)


def _when(issued: Date | None) -> Iterator[tuple[str, str]]:
    if issued and issued.parts:
        yield "date", "-".join(f"{part:02d}" for part in issued.parts)
        yield "year", str(issued.parts[0])


def _urls(entry: CorrectedItem) -> Iterator[tuple[str, str]]:
    """DOI and URLs. BibTeX reads them raw, so characters that end a field or open a command are removed."""
    item = entry.item
    if item.doi:
        yield "doi", re.sub(r"[\s{}\\%\"]", "", one_line(item.doi))
    if url := _url(item.url):
        yield "url", url
    if item.accessed and item.accessed.parts:
        yield "urldate", "-".join(f"{part:02d}" for part in item.accessed.parts)
    if copy := _url(entry.archive_url):
        yield "note", rf"Archived at \url{{{copy}}}"


def _url(url: str | None) -> str | None:
    try:
        return writable(url) if url else None
    except ValueError:
        return None


def _name(name: Name) -> str:
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    if not family:
        return f"{{{_tex(name.literal or name.given or '')}}}"
    return ", ".join(_tex(part) for part in (family, name.suffix, name.given) if part)


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(char, char) for char in one_line(text))


def _key(item: Item, seen: Counter[str]) -> str:
    """``doe2021``, then ``doe2021-2`` …"""
    first = item.author[0] if item.author else Name(literal=item.container_title or item.title or "source")
    words = unicodedata.normalize("NFKD", first.family or first.literal or "source").encode("ascii", "ignore").decode().lower()
    stem = (re.sub(r"[^a-z0-9]", "", words)[:20] or "source") + (
        str(item.issued.parts[0]) if item.issued and item.issued.parts else ""
    )
    seen[stem] += 1
    return stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"


PLUGIN = render
