"""Reads one citation: anchors first, then the model, then what is missing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.anchors import Anchors, find_anchors
from citecheck.citations.citation_count import MOST
from citecheck.citations.confidence import confidence
from citecheck.citations.crf import FieldSpan, Labelled, relabelled, spans
from citecheck.citations.date_words import ONLINE_FIRST
from citecheck.citations.fields import Reading, read_fields, read_model
from citecheck.citations.house_style import Habits, HouseStyle
from citecheck.citations.item_types import item_type
from citecheck.citations.lattice import Scores
from citecheck.citations.law import find_law, law_date
from citecheck.citations.page_numbers import is_vancouver
from citecheck.citations.publication_dates import before_field, labelled_date, publication_date
from citecheck.citations.venue_rules import preprint_server
from citecheck.language import languages
from citecheck.language.authors import read_authors
from citecheck.language.dates import DateMention, Order
from citecheck.links.archive_urls import archived
from citecheck.model.document import Hyperlink
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Source
from citecheck.patterns import lazy_pattern

YEAR = lazy_pattern(r"(?:1[5-9]|20)\d\d")
NUMBER_YEAR = lazy_pattern(r"^\W*\d{1,3}/(?P<year>(?:19|20)\d\d)$")
LAST_YEAR = lazy_pattern(r"\b(?:vol|pp?|no|n)\.?\s\d{1,4}\s\d{1,2}\s(?P<year>(?:19|20)\d\d)\W*$")
LAW_YEAR = lazy_pattern(r"\b(?:Act|Order|Regulations|Rules|Measure)(?: \([^()]{1,30}\))?(?: of)? (?P<year>1[6-9]\d\d|20\d\d)\b")
# Factor for a field that a list's style decided: said 0.62 and 0.57, right 0.48 and 0.42 (labelled and other documents).
CHANGED = 0.75
LAWS = ("legal_case", "legislation")
PRINTED = (*LAWS, "paper-conference")  # found by reporter or proceedings: readers expect no URL


class FirstReading(Struct, frozen=True):
    """A citation read without its list, and what is needed to read it again; ``anchors`` only if it is doubtful."""

    source: Source
    habits: Habits
    anchors: Anchors | None = None
    labels: Labelled | None = None
    scores: Scores = ()


def read_source(
    text: str,
    order: Order | None,
    language: str | None,
    links: Sequence[Hyperlink] = (),
    emphasis: tuple[tuple[int, int], ...] = (),
    *,
    item_id: str = "",
    span: Span | None = None,
) -> Source:
    """Read one citation; ``item_id`` is the id of its item. Never raises; unknown fields are left out."""
    return named(_read(text, order, language, tuple(links), emphasis).source, item_id, span)


def read_in_list(
    text: str,
    order: Order | None,
    language: str | None,
    links: Sequence[Hyperlink],
    emphasis: tuple[tuple[int, int], ...],
    style: HouseStyle | None,
) -> tuple[Source, Habits]:
    """Read one citation of a list, and what it tells of the list's style. If it is doubtful, ``style`` has a part in its reading."""
    first = first_reading(text, order, language, links, emphasis)
    other = in_style(first, style)
    if not other or not first.anchors:
        return first.source, first.habits
    anchors = first.anchors
    url = anchors.url or original_url(anchors.archive_url)
    reading = read_fields(anchors.plain, styled_spans(first, other), url, anchors.linked)
    return _source(anchors, (_item(anchors, reading, language), first.source.item), reading), first.habits


def first_reading(
    text: str, order: Order | None, language: str | None, links: Sequence[Hyperlink], emphasis: tuple[tuple[int, int], ...]
) -> FirstReading:
    """One citation, read without its list."""
    return _read(text, order, language, tuple(links), emphasis)


def in_style(first: FirstReading, style: HouseStyle | None) -> Labelled | None:
    """The labels that a list's style prefers; None if they are the model's own, or nothing is doubtful."""
    if not style or not first.labels or not style.doubts(first.habits):
        return None
    return relabelled(first.labels, first.scores, style.preference(first.labels[0], first.habits))


def styled_spans(first: FirstReading, other: Labelled) -> tuple[FieldSpan, ...]:
    """The fields that a list's style prefers; those that the model alone did not read are less sure than the sum of both says."""
    own = {(part.label, part.start, part.end) for part in spans(*first.labels)} if first.labels else set()
    return tuple(
        part if (part.label, part.start, part.end) in own else replace(part, probability=round(CHANGED * part.probability, 4))
        for part in spans(*other)
    )


def named(source: Source, item_id: str, span: Span | None) -> Source:
    """A source with the id of its items and its place."""
    others = tuple(replace(other, id=item_id) for other in source.alternatives)
    return replace(source, item=replace(source.item, id=item_id), span=span, alternatives=others)


@lru_cache(maxsize=MOST)
def _read(
    text: str, order: Order | None, language: str | None, links: tuple[Hyperlink, ...], emphasis: tuple[tuple[int, int], ...]
) -> FirstReading:
    anchors = find_anchors(text, order, links, emphasis)
    found = read_model(anchors.plain, order, anchors.linked, anchors.url or original_url(anchors.archive_url))
    source = _source(anchors, [_item(anchors, reading, language) for reading in found.readings], found.readings[0])
    return (
        FirstReading(source, found.habits, anchors, found.labels, found.scores)
        if found.scores
        else FirstReading(source, found.habits)
    )


def _source(anchors: Anchors, items: Sequence[Item], reading: Reading) -> Source:
    """A source from its readings as items, of which ``reading`` is the first."""
    item = items[0]
    return Source(
        text=anchors.text,
        item=item,
        confidence=confidence(item, reading),
        alternatives=tuple(dict.fromkeys(other for other in items[1:] if other != item and other.title)),
        archive_url=anchors.archive_url,
        archive_date=_date(anchors.archive_date),
        url_residue=anchors.residue,
        translated_title=anchors.translated,
        missing=missing(item),
    )


def original_url(capture: str | None) -> str:
    """The original URL of a capture; empty if its URL does not contain it."""
    found = archived(capture) if capture else None
    return (found and found[0]) or ""


def missing(item: Item) -> tuple[str, ...]:
    """The CSL variables that a reader needs and the item lacks."""
    expected = (
        ("title", item.title or item.type in LAWS),
        (
            "container-title",
            item.container_title or item.publisher or item.type in ("book", *LAWS) or item.author,
        ),
        ("issued", item.issued),
        ("URL", item.url or item.doi or item.arxiv or item.isbn or (item.type in PRINTED and item.container_title)),
    )
    return tuple(variable for variable, value in expected if not value)


def _accessed(anchors: Anchors, reading: Reading) -> DateMention | None:
    """The access date that its words tell, else a whole date that the model labelled as one, which is not all that a note without a URL has."""
    named = (
        ()
        if not anchors.url and len(anchors.dates) == 1
        else [d for d in anchors.dates if not ONLINE_FIRST.search(anchors.plain[: d.start].rstrip().lower())]
    )
    return anchors.accessed or next((d for d in named if d.year and d.day and _within(d, reading.accessed)), None)


def _issued(anchors: Anchors, reading: Reading, accessed: DateMention | None) -> DateMention | None:
    """The publication date: among the dates that the model labelled, else one outside every field."""
    if accessed in anchors.dates:
        anchors = replace(
            anchors, dates=(rest := tuple(d for d in anchors.dates if d != accessed)), issued=publication_date(rest, anchors.text)
        )
    labelled = [d for d in anchors.dates if _within(d, reading.dates)]
    if labelled:
        best = labelled_date(labelled, anchors.text, reading.taken)
        whole = anchors.issued
        fuller = best and len(best.parts) == 1 and whole and whole.year == best.year and not _within(whole, reading.taken)
        return whole if fuller else best
    if anchors.issued and anchors.issued.month:
        return anchors.issued
    free = [d for d in anchors.dates if not _within(d, reading.taken)]
    return publication_date(free, anchors.text) or before_field(free, anchors.text, reading.taken) or _year(reading, anchors.plain)


def _within(date: DateMention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < date.end and date.start < end for start, end in spans)


def _year(reading: Reading, text: str) -> DateMention | None:
    """The year at the end of a magazine's number, of a law's name, or behind two numbers: ``Nr. 14/2015``, ``Harbours Act 1964``, ``vol. 12 04 2015``"""
    numbers = (reading["issue"], reading["volume"], *(text[start:end] for start, end in reading.dates))
    match = (
        next(filter(None, map(NUMBER_YEAR.search, numbers)), None) or LAW_YEAR.search(reading["title"]) or LAST_YEAR.search(text)
    )
    return DateMention(0, 0, int(match["year"])) if match else None


def _item(anchors: Anchors, reading: Reading, language: str | None) -> Item:
    law = find_law(anchors.plain)
    accessed = _accessed(anchors, reading)
    issued = _issued(anchors, reading, accessed)
    issued = law_date(law, anchors.dates, issued) if law else issued
    authors, editors = read_authors(reading["author"], anchors.group), read_authors(reading["editor"])
    return Item(
        type=law.type if law else item_type(anchors, reading, authors, issued),
        author=authors,
        editor=() if authors else editors,
        container_editor=editors if authors else (),
        translator=read_authors(reading["translator"]),
        title=reading["title"] or None,
        original_title=anchors.original_title,
        container_title=reading["container"] or (preprint_server(anchors.text) if anchors.arxiv else None),
        collection_title=reading["collection"] or None,
        publisher=reading["publisher"] or None,
        publisher_place=reading["place"] or None,
        edition=reading["edition"] or None,
        genre=reading["genre"] or None,
        number=reading["number"] or None,
        section=reading["section"] or None,
        authority=reading["authority"] or None,
        issued=_date(issued),
        accessed=_date(accessed),
        volume=reading["volume"] or None if law else _volume(anchors, reading),
        issue=reading["issue"] or (None if law else anchors.issue),
        page=_pages(anchors, reading) if not law else reading["pages"] or None,
        locator=reading["locator"] or anchors.locator,
        url=anchors.url,
        doi=anchors.doi,
        isbn=anchors.isbn,
        issn=anchors.issn,
        pmid=anchors.pmid,
        arxiv=anchors.arxiv,
        language=languages.detect(reading["title"]) or language,
    )


def _volume(anchors: Anchors, reading: Reading) -> str | None:
    """The volume that the model labelled, or that of the anchors, also where the model took ``2021(3)`` for a year and a volume."""
    labelled = reading["volume"]
    if YEAR.fullmatch(labelled) and anchors.text.count(labelled) == 1 and anchors.issued and str(anchors.issued.year) == labelled:
        return anchors.volume  # „Quays” 2019, nr 3
    if (anchors.volume and labelled == anchors.page) or _is_volume_and_issue(labelled, anchors) or is_vancouver(anchors.text):
        return anchors.volume
    return anchors.volume if not labelled or (labelled in (anchors.issue or "").split() and not reading["issue"]) else labelled


def _pages(anchors: Anchors, reading: Reading) -> str | None:
    """The pages that the model labelled, or those of the anchors, which go on where the model saw a year."""
    labelled, anchored = reading["pages"], anchors.page
    if _is_volume_and_issue(labelled, anchors) or (anchored and labelled.endswith(f"): {anchored}")):
        return anchored
    return anchored if not labelled or (anchored and anchored.startswith(labelled)) else labelled


def _is_volume_and_issue(labelled: str, anchors: Anchors) -> bool:
    """Whether a field is volume and issue, as "75.5", "12/3" or "12:3-4"."""
    return bool(anchors.issue) and re.findall(r"\w+", labelled) == re.findall(r"\w+", f"{anchors.volume}.{anchors.issue}")


def _date(mention: DateMention | None) -> Date | None:
    return mention.date if mention and mention.year >= 0 else None  # records have the edition's year, not that of an ancient work
