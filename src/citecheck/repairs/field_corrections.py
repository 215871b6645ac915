"""Corrections of a citation's title, date or author by its verified page. They are offered, never written without a request."""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from citecheck.documents.markup_writer import one_line
from citecheck.language import publishers
from citecheck.language.dates import find_dates
from citecheck.language.names import is_organisation, read_names
from citecheck.language.person_name import INITIALS
from citecheck.model.knowledge import Evidence, Resolution
from citecheck.model.reference import Name, Source
from citecheck.model.repair import CorrectField
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds

DAY = lazy_pattern(r"(\d{4})-(\d\d)-(\d\d)")
YEAR = lazy_pattern(r"\d{4}")
RECORDED = {
    "title": "title",
    "container-title": "publication",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "DOI": "DOI",
}  # fields that a record's text can replace
FORMS: tuple[Callable[[Name], str], ...] = (
    lambda name: f"{name.given} {name.family}",
    lambda name: f"{name.family}, {name.given}",
    lambda name: f"{name.family} {name.given}",
)


def correct_field(source: Source, found: Resolution) -> Iterator[tuple[str, CorrectField]]:
    """Yield field names and corrections, if a verified page or a work's record contradicts the field and the correction fits its
    printed form."""
    if found.state not in ("verified", "likely"):
        return
    for evidence in found.evidence:
        contradicted = evidence.verdict == "contradicted"
        if evidence.witness == "record":
            yield from _by_record(source, evidence) if contradicted else ()
            continue
        if found.state != "verified":
            continue
        title, page = source.item.title, one_line(evidence.found)
        short = 0 < len(page) <= thresholds.CORRECTED_TITLE_LETTERS
        if evidence.variable == "title" and contradicted and title and title != page and short:
            yield "title", CorrectField(title, page, "title")
        elif evidence.variable == "issued" and contradicted and (change := _date(source, page)):
            yield "date", replace(change, variable="issued")
        elif evidence.variable == "author" and evidence.bits < 0 and (change := _author(source, page)):
            yield "author", replace(change, variable="author")


def _by_record(source: Source, evidence: Evidence) -> Iterator[tuple[str, CorrectField]]:
    """The correction of one field by a registry's record; of several years or names only a person can choose."""
    cited, found = evidence.cited, one_line(evidence.found)
    if evidence.variable == "author":
        if change := _author(source, found):
            yield "author", replace(change, variable="author")
    elif evidence.variable == "issued":
        if YEAR.fullmatch(found):
            yield "year", CorrectField(cited, found, "issued")
    elif evidence.variable == "DOI" and not found.startswith("10."):
        return  # none was found
    elif evidence.variable in RECORDED and 0 < len(found) <= thresholds.CORRECTED_TITLE_LETTERS and cited != found:
        yield RECORDED[evidence.variable], CorrectField(cited, found, evidence.variable)


def _author(source: Source, page: str) -> CorrectField | None:
    """The page's author in the printed form; None unless both are a single person with a full name."""
    found, cited = read_names(page), source.item.author
    if (
        len(found) != 1
        or len(cited) != 1
        or not _is_full(found[0])
        or not _is_full(cited[0])
        or is_organisation(page)
        or publishers.find(page)
    ):
        return None
    new = _as_printed(found[0], cited[0].given or "")
    forms = ((form(cited[0]), form(new)) for form in FORMS)
    return next((CorrectField(old, written) for old, written in forms if source.text.count(old) == 1), None)


def _is_full(name: Name) -> bool:
    return bool(name.family and name.given and not name.suffix) and any(map(str.islower, name.family or ""))


def _as_printed(name: Name, given: str) -> Name:
    """A name with its given names abbreviated as in the footnote: ``J.``, ``J. R.``, ``JR``."""
    if not INITIALS.match(given):
        return name
    dot = "." if "." in given else ""
    gap = " " if dot and (" " in given or given.count(".") <= 1) else ""
    return replace(name, given=gap.join(f"{word[0]}{dot}" for word in (name.given or "").replace("-", " ").split()))


def _date(source: Source, page: str) -> CorrectField | None:
    """The printed date with the page's numbers; None if that needs another month name, or is ambiguous."""
    day, issued = DAY.match(page), source.item.issued
    mention = next((m for m in find_dates(source.text) if issued and len(m.parts) == 3 and m.parts == issued.parts), None)
    if day is None or mention is None:
        return None
    new = tuple(int(part) for part in day.groups())
    printed = source.text[mention.start : mention.end]
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    orders = ((0, 1, 2), (1, 2, 0), (2, 1, 0), (2, 0), (0, 2))
    fitting = [order for order in orders if numbers == [mention.parts[part] for part in order]]
    if len(fitting) != 1 or (len(numbers) == 2 and new[1] != mention.parts[1]):
        return None
    order = iter(fitting[0])

    def renumber(old: re.Match[str]) -> str:
        width = len(old.group()) if len(numbers) == 3 or old.group().startswith("0") else 1
        return f"{new[next(order)]:0{width}d}"

    return CorrectField(printed, re.sub(r"\d+", renumber, printed)) if new != mention.parts else None
