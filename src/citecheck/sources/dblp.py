"""DBLP's dump (https://dblp.org/xml/): records as XML elements, with the named characters of its DTD.

Each record is cut out and parsed alone, so that a damaged one costs only itself, and the dump's size no memory.
"""

import re
from collections.abc import Iterator
from gzip import GzipFile
from html import unescape
from io import BufferedReader

from citecheck.language.identifiers import doi, doi_url
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date
from citecheck.patterns import lazy_pattern
from citecheck.sources.dump_records import Damaged

CHUNK = 2**20
LARGEST = 2**20  # bytes of a record; proceedings with thousands of editors have a tenth
KEPT = 1_000  # bytes in which a record may begin
RECORD = lazy_pattern(
    rb"<(?P<kind>article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis)\s[^<>]{0,300}?key=\"(?P<key>[^\"<>]{1,200})\"[^<>]{0,300}>"
)
NAMED = lazy_pattern(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,12}\d{0,2});")
HOMONYM = lazy_pattern(r"\s\d{4}$")  # "Wei Wang 0001": DBLP's number, no part of the name
PREPRINTS = "CoRR"
KINDS = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
}


def read(file: BufferedReader | GzipFile) -> Iterator[Candidate | Damaged]:
    """The records of a dump; a damaged one by its key."""
    rest = b""
    while chunk := file.read1(CHUNK):  # all that is there, before the error at the end of a damaged file
        rest += chunk
        at = 0
        while start := RECORD.search(rest, at):
            close = b"</" + start["kind"] + b">"
            following = RECORD.search(rest, start.end())
            end = rest.find(close, start.end(), following.start() if following else len(rest))
            if end >= 0:
                yield from _record(start, rest[start.start() : end + len(close)])
                at = end + len(close)
            elif following:  # another record begins before this one ends
                yield Damaged(_key(start), "it has no end")
                at = following.start()
            else:
                at = start.start()
                break
        rest = rest[at:]
        if len(rest) > LARGEST:
            if start := RECORD.match(rest):
                yield Damaged(_key(start), f"it has more than {LARGEST:,} bytes")
            rest = rest[-KEPT:]
    if left := RECORD.search(rest):
        yield Damaged(_key(left), "the file ends within it")


def _key(start: re.Match[bytes]) -> str:
    return start["key"].decode("utf-8", "replace")


def _record(start: re.Match[bytes], data: bytes) -> Iterator[Candidate | Damaged]:
    from lxml import etree

    key = _key(start)
    text = NAMED.sub(lambda found: unescape(found.group()), _decoded(data))
    try:
        element = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Damaged(key, str(error).partition(", line")[0])
        return
    fields: dict[str, list[str]] = {}
    for child in element:
        if isinstance(child.tag, str):
            fields.setdefault(child.tag, []).append(" ".join("".join(child.itertext()).split()))
    yield _candidate(key, start["kind"].decode(), fields) or Damaged(key, "it has no title")


def _decoded(data: bytes) -> str:
    """The text of a record. The dump is ASCII with named characters; older ones are ISO 8859-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _candidate(key: str, kind: str, fields: dict[str, list[str]]) -> Candidate | None:
    def first(*names: str) -> str | None:
        return next((value for name in names for value in fields.get(name, ()) if value), None)

    title = (first("title") or "").removesuffix(".")
    if not title:
        return None
    links = fields.get("ee", [])
    number = next((found for link in links if (found := doi(link))), None)
    year = first("year") or ""
    venue = first("journal", "booktitle")
    preprint = venue == PREPRINTS
    return Candidate(
        url=doi_url(number) if number else f"https://dblp.org/rec/{key}",
        provider="dblp",
        title=title,
        author=tuple(HOMONYM.sub("", name) for name in fields.get("author", ())),
        editor=tuple(HOMONYM.sub("", name) for name in fields.get("editor", ())),
        outlet="arXiv" if preprint else venue,
        outlets=tuple(filter(None, (PREPRINTS if preprint else None, first("series")))),
        publisher=first("publisher", "school"),
        volume=None if preprint else first("volume"),
        issue=first("number"),
        page=first("pages"),
        kind="preprint" if preprint else KINDS[kind],
        date=Date((int(year),)) if re.fullmatch(r"\d{4}", year) else None,
        doi=number,
        record=True,
    )
