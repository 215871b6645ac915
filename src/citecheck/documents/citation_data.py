"""Citations that reference managers keep as data in a document, and what they print.

Zotero and Mendeley write CSL-JSON into fields (``ADDIN ZOTERO_ITEM CSL_CITATION {…}``, ``ADDIN CSL_CITATION {…}``), content controls
(``MENDELEY_CITATION_v3_`` and Base64) and reference marks (``ZOTERO_ITEM CSL_CITATION {…} RND…``).
"""

import base64
import binascii
import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from citecheck.citations.repeated_works import prints_title
from citecheck.documents.csl_data import dated
from citecheck.documents.printed_data import difference, years
from citecheck.language.alphanumeric import letters
from citecheck.language.nesting import TooDeep, check_depth
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_urls
from citecheck.model.csl import from_csl
from citecheck.model.document import NoteText
from citecheck.model.place import Place, Span
from citecheck.model.reference import Item, Source

CITATION = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
LISTING = re.compile(
    r"\s*(?:(?:ADDIN\s+)?(?:ZOTERO_BIBL|Mendeley Bibliography|CSL_BIBLIOGRAPHY)|BIBLIOGRAPHY\b|MENDELEY_BIBLIOGRAPHY)"
)
CONTROL = "MENDELEY_CITATION_v3_"
BOOKMARK = "ZOTERO_BREF_"
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^<>]{0,80}>")  # in titles, as CSL allows it
LEAD = re.compile(r"[\s,.;:(<\[]*(?:[^\W\d_]{1,12}[\s:]+){0,4}[(<\[]?")
CLOSING = re.compile(r"[)>\]]+")
MAX_TAIL = 2_000  # characters behind a citation that are searched for its URLs
BETWEEN = re.compile(r"\s{0,2};\s{0,9}")
DECODER = json.JSONDecoder(strict=False)
MOST_DATA = 30_000_000  # characters of all data in a document; the rest is read as text


@dataclass(frozen=True, slots=True)
class CitedItem:
    """A cited work: ``key`` identifies it in the document; ``years`` are all numbers in its data that may be years."""

    key: str
    item: Item
    years: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DataField:
    """A citation with data, or a generated bibliography, at ``text[start:end]``; ``outer``: the end of its element in the XML, if known."""

    start: int
    end: int
    cited: tuple[CitedItem, ...] = ()
    listing: bool = False
    outer: int = -1


@dataclass(frozen=True, slots=True)
class CitationCodes:
    """What a file keeps apart of its citations: the codes of Zotero's bookmarks by their names, and Word's sources by key."""

    bookmarks: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, CitedItem] = field(default_factory=dict)


NO_CODES = CitationCodes()
PROPERTY = re.compile(
    r"<(?:[\w.-]+:)?(?:property|user-defined)\b(?P<attributes>[^<>]*)>(?P<value>(?:[^<]|<(?!/(?:[\w.-]+:)?(?:property|user-defined)>))*+)"
)
NAMED = re.compile(rf"\bname=\"(?P<name>{BOOKMARK}\w+?)_(?P<number>\d{{1,4}})\"")
TAGS = re.compile(r"<[^<>]*>")


def bookmark_codes(xml: str) -> dict[str, str]:
    """The codes of Zotero's bookmarks, which it cuts into properties of the document: ``ZOTERO_BREF_x_1``, ``ZOTERO_BREF_x_2`` …"""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for found in PROPERTY.finditer(xml):
        if named := NAMED.search(found["attributes"]):
            pieces.setdefault(named["name"], []).append((int(named["number"]), html.unescape(TAGS.sub("", found["value"]))))
    return {name: "".join(piece for _, piece in sorted(parts)) for name, parts in pieces.items()}


def field_of(code: str, start: int, end: int, known: Mapping[str, CitedItem], outer: int = -1) -> DataField | None:
    """The citation or bibliography that a field, mark or control has at ``text[start:end]``. ``known``: Word's own sources by key."""
    if LISTING.match(code):
        return DataField(start, end, listing=True, outer=outer)
    if code.startswith(CONTROL):
        cited = _cited(_control(code.removeprefix(CONTROL)))
    elif found := CITATION.match(code):
        cited = _cited(_json(code[found.end() :]))
    else:
        cited = tuple(known[key] for key in word_keys(code) if key in known)
    return DataField(start, end, cited, outer=outer) if cited and start < end else None


WORD_CITATION = re.compile(r"\s*CITATION\s+(?P<key>\S+)(?P<switches>.*)", re.DOTALL)
FURTHER = re.compile(r"\\m\s+(\S+)")


def word_keys(code: str) -> list[str]:
    """The keys in a field of Word: ``CITATION Roe19 \\l 1033 \\p 45 \\m Lund20`` (ECMA-376 part 1, 17.16.5.9)."""
    found = WORD_CITATION.match(code)
    keys = [found["key"], *FURTHER.findall(found["switches"])] if found else []
    return [key.strip('"') for key in keys]


def _json(text: str) -> Any:
    try:
        check_depth(text)
        return DECODER.raw_decode(text)[0]
    except (ValueError, TooDeep, RecursionError):
        return None


def _control(text: str) -> Any:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if re.search("[-_]", text) else None)
        return _json(data.decode("utf-8"))
    except (binascii.Error, ValueError):
        return None


def _cited(value: Any) -> tuple[CitedItem, ...]:
    """The works of a citation; none if one of them has no data."""
    items = value.get("citationItems") if isinstance(value, dict) else None
    found = [_cited_item(one) for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return tuple(one for one in found if one) if all(found) else ()


def _cited_item(value: dict[str, Any]) -> CitedItem | None:
    data = value.get("itemData")
    if not isinstance(data, dict) or not isinstance(data.get("title"), str):
        return None
    addresses = value.get("uris") or value.get("uri")
    named = addresses[0] if isinstance(addresses, list) and addresses else value.get("id") or data.get("id")
    item = dated(from_csl({name: MARKUP.sub("", part) if isinstance(part, str) else part for name, part in data.items()}))
    issued = item.issued if item.issued and item.issued.parts[:1] != (0,) else None  # what Mendeley writes for no year
    return CitedItem(str(named), replace(item, id="", issued=issued), years(json.dumps(value)))


def with_data(notes: Iterable[NoteText], entries: Iterable[NoteText], text: str, fields: Iterable[DataField]) -> Iterator[NoteText]:
    """The notes with the sources that the fields in them have as data, and the entries of lists with those of the works they print."""
    citations = sorted((one for one in fields if one.cited), key=lambda one: one.start)
    starts = [one.start for one in citations]
    works = Works({one.key: one for place in citations for one in place.cited}.values())
    for note, listed in chain(((one, False) for one in notes), ((one, True) for one in entries)):
        first = bisect_left(starts, note.body_start)
        inside = citations[first : bisect_left(starts, note.body_start + len(note.body))]
        inside = [one for one in inside if one.end <= note.body_start + len(note.body)]
        if inside:
            yield _with_fields(note, inside, text)
        elif listed and (work := works.printed_in(note.body)):
            source = source_of(work, note.body, note.document_span(0, len(note.body)), listed=True)
            yield replace(note, sources=(with_printed_urls(source, note.body),))
        else:
            yield note


def _with_fields(note: NoteText, fields: Iterable[DataField], text: str) -> NoteText:
    """A note with the sources of the fields in it; URLs right behind a field are those of its last source."""
    sources: list[Source] = []
    spans = []
    behind = note.body_start + len(note.body)
    for one in fields:
        found = list(_sources(one, text))
        end = _end_of_urls(text, one.end, behind)
        found[-1] = with_printed_urls(found[-1], f"{found[-1].text} {text[one.end : end]}")
        sources += found
        spans.append(Span(one.start - note.body_start, end - note.body_start))
    return replace(note, sources=tuple(sources), data_spans=tuple(spans))


def _end_of_urls(text: str, start: int, until: int) -> int:
    """Where the URLs end that follow a citation at once, behind words such as "available at"."""
    for _ in range(2):  # of the page, and of a capture
        mention = next(iter(find_urls(text[start : min(until, start + MAX_TAIL)])), None)
        if not mention or not LEAD.fullmatch(text, start, start + mention.start):
            return start
        closing = CLOSING.match(text, start + mention.end, until)
        start = closing.end() if closing else start + mention.end
    return start


def with_printed_urls(source: Source, printed: str) -> Source:
    """The source with the URLs printed with it, of its page and of a capture, since readers follow those; else with that of its data."""
    urls = [mention.url for mention in find_urls(printed)]
    own = next((url for url in urls if not archived(url)), source.item.url)
    capture = next((url for url in urls if archived(url)), None)
    return replace(source, item=replace(source.item, url=own), archive_url=capture)


def _sources(place: DataField, text: str) -> Iterator[Source]:
    """The sources of a citation. Several works are told apart by the semicolons between them, if each part names its own."""
    printed = text[place.start : place.end]
    cuts = [(m.start(), m.end()) for m in BETWEEN.finditer(printed)]
    bounds = list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(printed)], strict=True))
    apart = len(bounds) == len(place.cited) and all(
        names(one.item, printed[start:end]) for one, (start, end) in zip(place.cited, bounds, strict=True)
    )
    for at, one in enumerate(place.cited):
        start, end = bounds[at] if apart else (0, len(printed))
        alone = apart or len(place.cited) == 1
        yield source_of(one, printed[start:end], Span(place.start + start, place.start + end), compared=alone)


def cited_in_text(text: str, fields: Iterable[DataField]) -> Iterator[NoteText]:
    """A note for each citation of a text that has neither notes nor a list of its sources, if it cites a work for the first time."""
    seen: set[str] = set()
    number = 0
    for place in (one for one in fields if one.cited and one.end <= len(text)):
        new = [source for source in _sources(place, text) if source.key not in seen]
        seen |= {source.key for source in new}
        if new:
            number += 1
            printed, span = text[place.start : place.end], Span(place.start, place.end)
            yield NoteText(f"u{number}", "present", printed, span, Place(), printed, place.start, sources=tuple(new))


def writable(source: Source, fields: Iterable[DataField]) -> Source | None:
    """The source if something can be written behind it: nothing can behind author and year, or between two works of one field.

    What is written stands behind the field, which its program overwrites, so a full stop that ends the citation stays before it.
    """
    if not source.key:
        return source
    shared = any(source.span == Span(one.start, one.end) and len(one.cited) > 1 for one in fields)
    if shared or not prints_title(source):
        return None
    within = any(source.span == Span(one.start, one.end) for one in fields)
    return replace(source, text=f"{source.text},") if within and source.text.endswith(".") else source


def source_of(one: CitedItem, printed: str, span: Span, *, compared: bool = True, listed: bool = False) -> Source:
    """The source of a cited work, printed at a span. ``listed``: an entry of a list, which prints the whole work."""
    differs = tuple(difference(one.item, one.years, printed, whole=listed)) if compared else ()
    return Source(printed, one.item, span, structured=True, key=one.key, differs=differs)


def names(item: Item, printed: str) -> bool:
    """Whether a text names a work: by its first author or editor, or its title."""
    people = item.author or item.editor
    wanted = [letters(people[0].family or people[0].literal or "")] if people else []
    return any(one and one in letters(printed) for one in (*wanted, letters(item.title or "")))


LONG_TITLE = 25  # letters of one that identifies a work without its author
GRAM = 8  # letters of a title by which it is looked up
MOST = 20  # works with the same beginning, or of one author and year


class Works:
    """The cited works of a document, looked up by what an entry of its list prints."""

    def __init__(self, works: Iterable[CitedItem]) -> None:
        self._titles: dict[str, list[tuple[str, CitedItem]]] = {}
        self._authors: dict[tuple[str, str], list[CitedItem]] = {}
        for one in works:
            title, people = letters(one.item.title or ""), one.item.author or one.item.editor
            if len(title) >= GRAM:
                self._titles.setdefault(title[:GRAM], []).append((title, one))
            if people and one.item.issued and one.item.issued.parts:
                family = letters(people[0].family or people[0].literal or "")
                self._authors.setdefault((family, str(one.item.issued.parts[0])), []).append(one)

    def printed_in(self, entry: str) -> CitedItem | None:
        """The only work whose title and first author an entry prints; else the only one of its author and year with most of the title's words."""
        if not self._titles:
            return None
        said = letters(entry)
        grams = {said[at : at + GRAM] for at in range(len(said) - GRAM + 1)} & self._titles.keys()
        found = [
            (title, one) for gram in grams for title, one in self._titles[gram][:MOST] if title in said and names(one.item, entry)
        ]
        longest = max((len(title) for title, _ in found), default=0)
        best = [one for title, one in found if len(title) == longest]
        return best[0] if len(best) == 1 else None if best else self._alike(entry, said)

    def _alike(self, entry: str, said: str) -> CitedItem | None:
        words = [letters(word) for word in entry.split()[:6]]
        mentioned = years(entry)
        near = [one for word in words for year in mentioned for one in self._authors.get((word, year), [])[:MOST]]
        alike = {one.key: one for one in near if _shares_words(one.item.title or "", said)}
        return next(iter(alike.values())) if len(alike) == 1 else None


def _prints(item: Item, title: str, said: str) -> bool:
    """Whether an entry prints a work's title and first author; the title must be long if it has no author."""
    people = item.author or item.editor
    family = letters(people[0].family or people[0].literal or "") if people else ""
    return title in said and (family in said if family else len(title) >= LONG_TITLE)


def _shares_words(title: str, said: str) -> bool:
    words = [word for one in title.split() if len(word := letters(one)) > 3]
    return len(words) >= 3 and sum(word in said for word in words) >= 0.75 * len(words)
