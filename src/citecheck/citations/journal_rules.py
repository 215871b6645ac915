"""Rules that find a journal, its volume and what a chapter is in by the form of a reference, where the model has other fields or none."""

from collections.abc import Sequence

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.patterns import lazy_pattern

# ``139, 443–448``: a volume, and pages that have no label
VOLUME_AND_PAGES = lazy_pattern(
    r"(?!(?:1[5-9]|20)\d\d,)(?P<volume>\d{1,4}[A-Z]?),\s(?P<pages>(?:[A-Za-z]?\d{1,6}\s?[-–—]{1,3}\s?[A-Za-z]?\d{1,6}|[A-Z]\d{1,6}))"
)
_MONTHS = r"(?:[^\W\d_]{3,12}\.?(?:[–/-][^\W\d_]{3,12})?,?\s)"
# ``vol. 2, October 1995``, ``VII (1920``, ``vol. 12 04 2015``: the date is no part of the volume
DATE_IN_VOLUME = lazy_pattern(rf"(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}})(?:,?\s\(?{_MONTHS}?|,?\s\(?[0-3]?\d\s)(?:1[5-9]|20)\d\d\)?")
_RANGE = r"[A-Za-z]?\d{1,6}\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,6}"
# Year and volume, volume and pages, issue and pages, pages and the volume once more (IEEE Xplore) in one field
YEAR_IN_VOLUME = lazy_pattern(r"(?:1[5-9]|20)\d\d[,;.]\s(?P<volume>\d{1,4})(?!\d)")
PAGES_IN_VOLUME = lazy_pattern(rf"(?P<volume>\d{{1,4}}),\s(?P<pages>{_RANGE})")
ISSUE_IN_PAGES = lazy_pattern(
    rf"(?:(?P<issue>\d{{1,3}})[,:]\s(?=(?:pp?|S)\.)|(?P<issues>\d{{1,3}}/\d{{1,3}}),\s)(?:(?:pp?|S)\.\s?)?(?P<pages>{_RANGE})"
)
VOLUME_IN_PAGES = lazy_pattern(rf"(?P<pages>{_RANGE})\s?[Vv]ol\b.*")
YEAR_BEHIND = lazy_pattern(r"\s\((?:1[5-9]|20)\d\d\)")
VERSION = lazy_pattern(r"\d{1,2}\.\d{1,2}")
BETWEEN = lazy_pattern(r"[\s.,*_]*(?:\((?:1[5-9]|20)\d\d\)[\s.,]*)?")
_YEAR = r"(?:1[5-9]|20)\d\d"
# ``“…” Moor Letters 36.2 (1990): 167–79``, ``“…,” Moor Weekly (June, 1965)``: what follows a quoted title up to the date in brackets
BEHIND_QUOTATION = lazy_pattern(
    rf"[.,]?[”»“\"’]+[.,]?\s(?P<container>[A-ZÀ-Þ][^.,;:“”\"()\d]{{2,70}}?),?\s(?:(?P<volume>\d{{1,4}})(?:[.:/](?P<issue>\d{{1,3}}))?\s)?\((?:[^()\d]{{2,25}},?\s(?:\d{{1,2}},\s)?)?{_YEAR}\)"
)
INTRODUCED = lazy_pattern(r"(?<![^\W\d_])(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m):?\s$")
ROLE_BETWEEN = lazy_pattern(r"[\s.,()]*+(?:[Ee]ds?\.?|[Ee]ditors?|[Hh]rsg\.?|[Dd]irs?\.?|[Oo]rgs?\.?|[Cc]oords?\.?)?[\s.,():]*+")
# ``FERMILAB-TM-2649-AD``, ``CMS-PAS-HIG-12-002``: an institution, words and digits, joined by hyphens
REPORT_NUMBER = lazy_pattern(
    r"(?<![\w/.:=-])(?:[A-Z]{2,14}|[A-Z][a-z]{3,12})(?:-[A-Z][A-Za-z]{1,9}){1,3}(?:-\d{2,6}|-[A-Z]\d{2,6}){1,3}(?:-[A-Z\d]{1,6}){0,4}(?![\w/]|-\w)"
)
SUBJECT = lazy_pattern(r"[a-z]+(?:[.-][A-Za-z]+)+")  # arXiv:2101.00001 [physics.acc-ph]
SURE = 0.9  # the form leaves hardly another reading


def volume_before_pages(text: str, parts: Parts) -> None:
    """``Moor Letters 139, 443–448``: of two numbers behind a journal the first is its volume."""
    container, pages = parts.get("container"), parts.get("pages")
    if not container or not pages or "volume" in parts or not BETWEEN.fullmatch(text, container.end, pages.start):
        return
    if match := VOLUME_AND_PAGES.fullmatch(text, pages.start, pages.end):
        for name in ("volume", "pages"):
            parts[name] = FieldSpan(name, *match.span(name), pages.probability)


def numbers_in_one_field(text: str, parts: Parts) -> None:
    """``Peat Phys. 1994, 184, 347–356``, ``5: 4, pp. 553–580``, ``pp. 997–1000 vol.2``: volume, issue and pages are fields of their own."""
    for name, patterns in (
        ("volume", (YEAR_IN_VOLUME, PAGES_IN_VOLUME, DATE_IN_VOLUME)),
        ("pages", (ISSUE_IN_PAGES, VOLUME_IN_PAGES)),
    ):
        part = parts.get(name)
        match = next((m for one in patterns if part and (m := one.fullmatch(text, part.start, part.end))), None)
        if not part or not match:
            continue
        for group in match.re.groupindex:
            label = group.rstrip("s") if group == "issues" else group
            if match[group] and (label == name or label not in parts):
                parts[label] = FieldSpan(label, *match.span(group), part.probability)


def pages_behind_colon(text: str, parts: Parts) -> None:
    """``Fen Letters, 34:10 (2019)``: without other pages the number behind the volume's colon is the page; ``Peat 3.6 (2016)`` has a version."""
    volume, issue, pages, title = (parts.get(name) for name in ("volume", "issue", "pages", "title"))
    if volume and issue and not pages and text[volume.end : issue.start] == ":" and YEAR_BEHIND.match(text, issue.end):
        relabel(parts, "issue", "pages")
    elif (
        pages
        and title
        and not volume
        and "container" not in parts
        and text[title.end : pages.start] == " "
        and VERSION.fullmatch(text, pages.start, pages.end)
    ):
        del parts["pages"]


def journal_behind_quotation(text: str, parts: Parts) -> None:
    """``“Title.” Moor Letters 36.2 (1990)``: what stands between a quoted title and the date in brackets is the journal."""
    title = parts.get("title")
    if not title or parts.keys() & {"container", "publisher", "place", "editor"}:
        return
    match = BEHIND_QUOTATION.match(text, title.end) or BEHIND_QUOTATION.match(text, title.end - 1)
    if not match or publishers.find(match["container"]):
        return
    for name in ("container",) if "volume" in parts else ("container", "volume", "issue"):
        if match[name]:
            parts[name] = FieldSpan(name, *match.span(name), SURE)


def book_behind_editors(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``In K. Moor & L. Heath (Eds.), Wet land: End or beginning? (pp. 4–8)``: a second title, behind the editors of a book, is the book's."""
    title, editor = parts.get("title"), parts.get("editor")
    if not title or not editor or "container" in parts or not INTRODUCED.search(text, 0, editor.start):
        return
    for part in found:
        if part.label == "title" and part.start > title.end and ROLE_BETWEEN.fullmatch(text, editor.end, part.start):
            parts["container"] = FieldSpan("container", part.start, part.end, part.probability)
            return


def report_number(text: str, parts: Parts) -> None:
    """``“Moss”, FENLAB-TM-2649-AD (2017)``: the number of a report is no journal and no page."""
    title, number = parts.get("title"), parts.get("number")
    if number and SUBJECT.fullmatch(text, number.start, number.end):
        del parts["number"]
    match = next((one for one in REPORT_NUMBER.finditer(text) if not title or not title.start <= one.start() < title.end), None)
    if not match or "number" in parts:
        return
    start, end = match.span()
    for name in ("container", "pages", "publisher", "volume", "issue", "other"):
        part = parts.get(name)
        if not part or part.end <= start or part.start >= end:
            continue
        before = text[part.start : start].rstrip(" ,;(")
        if before and name in ("container", "pages"):
            parts[name] = FieldSpan(name, part.start, part.start + len(before), part.probability)
        else:
            del parts[name]
    parts["number"] = FieldSpan("number", start, end, SURE)
