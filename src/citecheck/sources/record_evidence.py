"""Compares a citation with registries' records of one work, field by field.

A record is a complete witness: all authors, the title, the publication, the years, volume and pages. So what it says contradicts, as a
page's byline or site name does not. A work may have several records, as preprint, in proceedings, in a journal; a field is contradicted if
no record has it so.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from citecheck.language.names import ET_AL
from citecheck.language.title_words import title_words
from citecheck.language.titles import pieces
from citecheck.model.knowledge import Candidate, Evidence, Witness
from citecheck.model.reference import Item, Source
from citecheck.patterns import lazy_pattern
from citecheck.sources import weights
from citecheck.sources.name_lists import ListComparison, compare_lists
from citecheck.sources.number_match import compare_issue, compare_pages, compare_volume
from citecheck.sources.record_title_evidence import note_text, title, titles_of
from citecheck.sources.record_titles import compare_titles
from citecheck.sources.record_years import ARTICLE, PAPER, PREPRINTS, other_edition, publications_of, year_level, years_of
from citecheck.sources.venue_match import compare

RECORD: Witness = "record"
VERDICTS = ("confirmed", "contradicted", "undecided")  # which record of a work counts
PUBLICATIONS = {
    "same": "name",
    "other": "other",
    "version": "version",
    "preprint": "of preprint",
    "published": "preprint",
    "publisher": "publisher",
    "unknown": "unknown",
}  # the levels of a comparison of venues
BOOK = "book"  # whose records often name one of several authors, or the editors of another edition
LINK = lazy_pattern(r"(?:https?://|(?<!\d)10\.\d{4})\S*")
NUMBER = lazy_pattern(r"\d+")
NAME = lazy_pattern(r"[^\W\d_]{4}|[A-Z]{3}")  # a year and initials are no name
IDENTIFIER = lazy_pattern(r"10\.\d{4}|/|\d{4}\.\d")  # a DOI may have a conference's acronym
MOST_PIECES = 30  # of a note that are compared with a publication


def record_evidence(source: Source, records: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Return the evidence of a work's records, the best of each variable, in the order of the variables."""
    found: dict[str, Evidence] = {}
    for record in records:
        for one in _compared(source, _in_order(source.item, record)):
            before = found.get(one.variable)
            if before is None or _rank(one) < _rank(before):
                found[one.variable] = one
    return tuple(found.values())


def _in_order(item: Item, record: Candidate) -> Candidate:
    """The record, with title and publication in their places if it has them swapped."""
    title, outlet = record.title or "", record.outlet or ""
    if not title or not outlet or not item.title or not item.container_title:
        return record
    swapped = compare_titles(item.title, outlet).level == "same" and compare(item.container_title, (title,)).verdict == "same"
    return replace(record, title=outlet, outlet=title, titles=(), outlets=()) if swapped else record


def _rank(one: Evidence) -> tuple[int, float]:
    return VERDICTS.index(one.verdict), -one.bits


def _compared(source: Source, record: Candidate) -> Iterator[Evidence]:
    """The comparisons of one record. A field that selected the record confirms nothing."""
    for one in (
        title(source, record),
        author(source, record),
        publication(source, record),
        year(source, record),
        *numbers(source, record),
    ):
        if one:
            used = {"container-title": "outlet", "issued": "date"}.get(one.variable, "") in record.used
            yield replace(one, bits=min(one.bits, 0.0)) if used else one


def _evidence(variable: str, level: str, cited: str, found: str, record: Candidate) -> Evidence:
    return weights.evidence(variable, level, cited, found, record.provider, witness=RECORD)


def author(source: Source, record: Candidate) -> Evidence | None:
    """Compare the cited names with the record's list, or with its editors, whom some citations name as authors."""
    cited = source.item.author
    if not cited or (not record.author and not record.editor):
        return None
    lists = [names for names in (record.author, record.editor, (*record.author, *record.editor)) if names]
    results = [
        (compare_lists(cited, names, more=is_cut_list(source), text=note_text(source), title=record.title or ""), names)
        for names in dict.fromkeys(lists)
    ]
    best, names = max(results, key=lambda pair: weights.bits("author", pair[0].level, RECORD))
    if results[0][0].level == "unclear" and best.level != "agrees":
        best, names = results[0]
    if not record.author and record.kind in (ARTICLE, PAPER) and best.level != "agrees":
        return None  # it has the editors of the publication only
    level = "unclear" if record.kind == BOOK and best.level in ("order", "partial", "added") else best.level
    printed = "; ".join(
        f"{name.given or ''} {name.non_dropping_particle or ''} {name.family or name.literal}".strip() for name in cited
    )
    return _evidence("author", level, " ".join(printed.split()), "; ".join(names), record)


def named(source: Source, found: str) -> ListComparison:
    """Return the comparison of a source's names with a list that evidence has kept as text."""
    return compare_lists(source.item.author, found.split("; "), more=is_cut_list(source), text=note_text(source))


def is_cut_list(source: Source) -> bool:
    """Whether a citation says that it does not name all authors."""
    return (
        source.et_al
        or ET_AL.search(note_text(source)) is not None
        or "…" in note_text(source).partition(source.item.title or "\0")[0]
    )


def _without_links(source: Source) -> str:
    """The note's text without DOIs and URLs, which many publishers make of volume, issue and page."""
    return LINK.sub(" ", note_text(source))


def publication(source: Source, record: Candidate) -> Evidence | None:
    """Compare the cited publication with the record's, under all of its names."""
    item, names = source.item, publications_of(record)
    cited, preprint = item.container_title or item.publisher, record.kind in PREPRINTS
    if not cited or (not names and not preprint):
        return None
    compared = compare(cited, names, record.publisher, preprint=preprint)
    level, found = PUBLICATIONS[compared.verdict], compared.found or next(iter(names), "a preprint")
    if level not in ("name", "preprint") and (other := _other_name(source, names)):
        level, found = "name", other
    elif not item.container_title:  # it may be a publisher, or was read as one; imprints have other names than their registrants
        level = "elsewhere" if level in ("other", "version") else "publisher" if level == "unknown" else level
    elif level in ("other", "version") and _is_misread(cited, source, record):
        level = "unknown"
    elif level == "version" and _is_this_version(item, record):
        level = "other"
    return _evidence("container-title", level, cited, found, record)


def _is_misread(cited: str, source: Source, record: Candidate) -> bool:
    """Whether what was read as the publication of a note without fields is a part of the record's title."""
    said, title = title_words(cited), f" {' '.join(title_words(record.title or ''))} "
    return not source.structured and f" {' '.join(said)} " in title


def _is_this_version(item: Item, record: Candidate) -> bool:
    """Whether a citation has the record's DOI or year, so that it does not mean the work's version elsewhere."""
    same_doi = bool(item.doi and record.doi and item.doi.casefold() == record.doi.casefold())
    return same_doi or bool(item.issued and item.issued.parts and item.issued.parts[0] in years_of(record))


def _other_name(source: Source, names: Sequence[str]) -> str | None:
    """A name of the publication that stands elsewhere in the note: the publisher, the series, the note's text."""
    item = source.item
    said = (item.publisher, item.collection_title, *(pieces(source.text)[:MOST_PIECES] if not source.structured else ()))
    others = [one for one in said if one and one != item.title and NAME.search(one) and not IDENTIFIER.search(one)]
    return next((name for name in names for one in others if compare(one, (name,)).verdict == "same"), None)


def year(source: Source, record: Candidate) -> Evidence | None:
    """Compare the cited year with all years of the record.

    The years online and in print, of a conference and its proceedings lie next to each other, and registries often know one of them.
    """
    issued, item = source.item.issued, source.item
    years = years_of(record)
    if not issued or not issued.parts or not years:
        return None
    cited = issued.parts[0]
    nearest = min(years, key=lambda one: abs(one - cited))
    if printed := _misread_year(cited, source, record) or other_edition(_without_links(source), record):
        cited = nearest = printed
    return _evidence("issued", year_level(item, record, cited, nearest), str(cited), ", ".join(map(str, years)), record)


def _misread_year(year: int, source: Source, record: Candidate) -> int | None:
    """The record's year in a note of which a number of the title, the publication or the pages was read as the year; None for others."""
    fields = filter(None, (*titles_of(record), *publications_of(record), record.page))
    printed = NUMBER.findall(_without_links(source))
    if not any(str(year) in NUMBER.findall(one) for one in fields):
        return None
    return next((one for one in years_of(record) if one != year and str(one) in printed), None)


def numbers(source: Source, record: Candidate) -> Iterator[Evidence]:
    """Compare volume, issue and pages. A number that the note's text has was read as another field."""
    if record.kind in PREPRINTS:
        return
    final = bool(record.volume)
    for variable, compared in (
        ("volume", compare_volume),
        ("issue", compare_issue),
        ("page", lambda cited, found: compare_pages(cited, found, final=final)),
    ):
        cited, found = getattr(source.item, variable), getattr(record, variable)
        level: str = compared(cited, found) if cited and found else "silent"
        if level == "other" and _are_swapped(source.item, record):
            level = "swapped" if variable == "volume" else "unknown"
        elif level == "other" and not source.structured and cited in _other_numbers(variable, record):
            continue  # one of the record's numbers, read as another
        if variable == "volume" and level == "unknown" and _is_other_year(cited, record):
            level = "other"
        if level != "silent" and not (
            level == "other" and (_is_printed(found, source, cited) or _is_of_title(cited, source, record))
        ):
            yield _evidence(variable, level, cited, found, record)


def _other_numbers(variable: str, record: Candidate) -> tuple[str, ...]:
    """The numbers of a record that may have been read as another: volume and issue, and the pages beside them."""
    pages = NUMBER.findall(record.page or "") if variable != "page" else ()
    return tuple(filter(None, (record.volume, record.issue, *pages)))


def _are_swapped(item: Item, record: Candidate) -> bool:
    """Whether volume and issue are each other's, in the record or in the note."""
    return bool(item.volume and item.issue) and (item.volume, item.issue) == (record.issue, record.volume)


def _is_other_year(volume: str, record: Candidate) -> bool:
    """Whether a cited volume is a year in which the work did not appear."""
    return re.fullmatch(r"1[7-9]\d\d|2[01]\d\d", volume) is not None and int(volume) not in years_of(record)


def _is_of_title(number: str, source: Source, record: Candidate) -> bool:
    """Whether a number that was read in a note without fields is a part of the record's title."""
    words = set(title_words(number))
    return not source.structured and bool(words) and words.issubset(title_words(record.title or ""))


def _is_printed(number: str, source: Source, cited: str) -> bool:
    """Whether a note's text has a number, or the first of its pages; the last one if the first is also the cited one's."""
    pages = re.findall(r"\w+", number)
    sought = pages[1:] if pages and re.match(r"\w+", cited.strip()) and re.findall(r"\w+", cited)[:1] == pages[:1] else pages
    return bool(sought) and sought[0] in re.findall(r"\w+", _without_links(source))
