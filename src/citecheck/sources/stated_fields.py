"""Which fields of a citation a work's records contradict, and whether the records are certainly of the cited work."""

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.language.titles import content_words, fold
from citecheck.model.knowledge import Evidence, Resolution
from citecheck.model.reference import Item, Source
from citecheck.sources import thresholds
from citecheck.sources.reasons import PREPRINT_ONLY
from citecheck.sources.record_evidence import RECORD
from citecheck.sources.record_titles import adds_subtitle, compare_titles

ORDER = ("title", "author", "container-title", "issued", "volume", "issue", "page", "DOI", "arXiv", "PMID")
# What leaves a field open, by variable and level of the evidence, the first reason first.
OPEN = {
    ("container-title", "preprint"): PREPRINT_ONLY,
    ("container-title", "elsewhere"): "found, but no registry has what is cited as its publisher",
    (
        "container-title",
        "version",
    ): "found in another publication, which may have its own version; no registry has it in the cited one",
    ("title", "cut"): "found, but its title ends otherwise",
    ("author", "spelling"): "found, but a name of its authors is spelt differently",
    ("author", "unclear"): "found, but its authors could not be compared",
    ("container-title", "unknown"): "found, but its publication could not be compared",
    ("issued", "near"): "found, but no registry has its year, which may be that of its version online or in print",
    ("issued", "later"): "found, but no registry has a version of its year",
    ("issued", "edition"): "found, but no registry has an edition of its year",
    ("volume", "swapped"): "found, but its volume and issue are each other's",
}
WORDS = {"author": "authors", "container-title": "publication", "issued": "year", "page": "pages", "arXiv": "arXiv number"}
ELSEWHERE = ("container-title", "elsewhere", "page")  # variable, level and witness
PLACE = frozenset(("author", "container-title", "issued"))
NUMBERS = frozenset(("volume", "issue", "page"))
SURE = frozenset(("title", "author", "issued"))  # whose agreement tells a work


def differs(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the contradicted variables in the order of a citation."""
    found = {e.variable for e in evidence if e.verdict == "contradicted"}
    return tuple(sorted(found, key=lambda v: (ORDER.index(v) if v in ORDER else len(ORDER), v)))


def difference(evidence: Sequence[Evidence]) -> str:
    """Return the contradicted fields in words: ``found, but: authors and year differ``."""
    names = [WORDS.get(variable, variable) for variable in differs(evidence)]
    *first, last = names
    plural = first or last in ("authors", "pages")
    return f"found, but: {', '.join(first)}{' and ' if first else ''}{last} {'differ' if plural else 'differs'}"


def is_cited_work(evidence: Sequence[Evidence], *, paper: bool = False) -> bool:
    """Whether records that a search offered are of the cited work, so that differing fields are faults of the citation.

    Titles are not unique: a review has the title of its book, a report that of last year's. So the authors must agree at least in part,
    or the publication and another field; or the publication, if the title is long. ``paper``: a paper of a conference is cited and
    recorded; those have no reviews, so that a long title suffices. With one other word in the title, all authors and two other fields
    must agree; with another number or subtitle, as parts of a series have it, the pages too.
    """
    by = {e.variable: e for e in evidence if e.witness == RECORD}
    title = by.get("title")
    agrees = {v for v, e in by.items() if e.bits > 0 and v != "title"}
    if title is None or title.bits <= 0:
        return title is not None and title.level == "words" and is_placed(evidence) and "page" in agrees
    numbered = bool(agrees & NUMBERS)
    others = len(agrees - NUMBERS) + numbered
    if title.verdict == "confirmed" or title.level == "cut":
        placed = "container-title" in agrees and (others > 1 or is_whole_title(title))
        return "author" in agrees or placed or (paper and is_whole_title(title)) or len(agrees & NUMBERS) > 1
    exact = "author" in agrees and by["author"].verdict == "confirmed"
    another_part = compare_titles(title.cited, title.found).level in ("number", "subtitle")
    return exact and others > 2 and ("page" in agrees or not another_part)


def is_placed(evidence: Sequence[Evidence]) -> bool:
    """Whether a record has the cited authors, publication and year, so that its title is the only doubt."""
    return {e.variable for e in evidence if e.verdict == "confirmed" and e.witness == RECORD} >= PLACE


def is_whole_title(title: Evidence) -> bool:
    """Whether a cited title is the whole one and has enough words to be unique."""
    return (
        compare_titles(title.cited, title.found).level in ("same", "near")
        and len(content_words(title.cited)) >= thresholds.RECORD_TITLE_UNIQUE
    )


def open_question(evidence: Sequence[Evidence]) -> str:
    """Return what the records leave open about a work that they do not contradict: its version, or its volume and pages."""
    levels = {(e.variable, e.level) for e in evidence if e.witness == RECORD}
    if doubt := next((reason for level, reason in OPEN.items() if level in levels), ""):
        return doubt
    if any(e.variable == "title" and e.witness == RECORD and adds_subtitle(e.cited, e.found) for e in evidence):
        return "found, but no registry has its subtitle"
    numbers = [e for e in evidence if e.variable in NUMBERS and e.witness == RECORD]
    open_numbers = [e.variable for e in numbers if e.verdict == "undecided"]
    placed = any(e.verdict == "confirmed" for e in numbers)
    return f"found, but its {' and '.join(open_numbers)} could not be compared" if open_numbers and not placed else ""


def without_doubtful_fields(found: Resolution, source: Source) -> Resolution:
    """Return the resolution, ``likely`` if a field of a verified source is in doubt.

    The page names another publication, or a field may be misread and no witness confirms it. What the confirmed title has too is no other
    field, but a part of the title. With title, author and date confirmed the work is certain, and nothing counts as misread.
    """
    if found.state != "verified" or found.decided == "person":
        return found
    named = next((e.found for e in found.evidence if (e.variable, e.level, e.witness) == ELSEWHERE), "")
    if named and source.item.container_title:
        return replace(found, state="likely", reason=f"found, but the page names another publication: {named}")
    agrees = {e.variable: fold(e.found) for e in found.evidence if e.verdict == "confirmed"}
    title = agrees.get("title", "")
    doubts = [v for v in source.uncertain if v not in agrees and fold(_printed(source.item, v)) not in title]
    if not doubts or agrees.keys() >= SURE:
        return found
    names = " and ".join(WORDS.get(variable, variable) for variable in doubts)
    return replace(found, state="likely", reason=f"found, but its {names} may be misread, please check the reading")


def _printed(item: Item, variable: str) -> str:
    if variable == "author":
        return " ".join(part for name in item.author for part in (name.literal, name.given, name.family) if part)
    return str(getattr(item, variable.replace("-", "_")) or "")


def without_page_doubts(of_page: Sequence[Evidence], of_record: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence of a page and the records together: one comparison of each variable.

    The record decides on authors, of whom a page may name one; on other fields, whoever confirms what is cited.
    """
    known = {e.variable: e for e in of_page}
    for one in of_record:
        page = known.get(one.variable)
        if page is None or one.variable == "author" or one.verdict == "confirmed" or page.verdict == "undecided":
            known[one.variable] = one
    return tuple(known.values())


def as_contradicted(evidence: Sequence[Evidence], variable: str) -> tuple[Evidence, ...]:
    """Return the evidence with one variable contradicted."""
    return tuple(replace(e, verdict="contradicted") if e.variable == variable else e for e in evidence)
