"""Volume, issue, pages and locator of a citation, recognised by their form."""

from msgspec import Struct, field

from citecheck.citations.page_numbers import page_spans, printed_volume
from citecheck.patterns import lazy_pattern

LOCATOR = lazy_pattern(
    r"(?<!\w)(?:pp?|pág|págs|pag|pagg|S|ss?|[сС]|стр)\.\s?(?P<page>[eES]?[\divxlc]+(?:\s?[–—-]\s?[eES]?[\divxlc]+)?(?:\s?(?:ff?|sgg?|ss|sqq?)\.?)?(?:,\s?(?!(?:1[5-9]|20)\d\d(?!\d|\s?[–-]\s?\d))\d+(?:\s?[–-]\s?\d+)?)*)(?=[\s,.;)]|$)|"
    r"(?<=[,;]\s)(?:at|para\.?|paras\.?|¶+|§+)\s?(?P<locator>\d+(?:[–-]\d+)?)(?=[\s,.;)]|$)",
)
ISSUE = lazy_pattern(
    r"\b(?P<volume>\d{1,4}|[IVXLC]{2,8}(?=\s?\(\d{1,3}\)))\s?\((?P<issue>\d{1,4}(?:[–/-]\d{1,4})?)(?:\s(?:Suppl?|Pt)\b[^()]{0,12})?\)(?:\s?[:,]\s?(?:pp?\.\s?)?(?P<page>[eS]?\d+(?:\s?[–—-]\s?\d+)?))?"
)
VOLUME = lazy_pattern(
    r"[,.\s]\s{0,4}(?:vol|Vol|Bd|Band|t|т)\.?\s?(?P<volume>\d{1,4}|[IVXLC]{1,7})\b(?:[,.]?\s*(?:no|No|n|nr|Nr|H|Heft|n°|nº|№|fasc|iss|issue)\.?\s?(?P<issue>\d{1,4}))?"
)
_YEAR = r"\((?:\d{1,2}\s)?(?:[^\W\d_]{3,12}\.?\s|[^\W\d_]{3,12}[–/-][^\W\d_]{3,12}\s)?(?:1[5-9]|20)\d\d\)"
_VOLUME_AND_ISSUE = r"(?P<volume>\d{1,3})[.:/](?P<issue>\d{1,4}(?:[–/-]\d{1,4})?)"
# ``‘Title’, Journal, 75.5 (2009)``, in the MHRA's style
STOPPED_ISSUE = lazy_pattern(rf"(?<=[\w.)],\s){_VOLUME_AND_ISSUE}(?=\s{_YEAR})")
# ``Journal 12.3 (2013): 33–60``, in the MLA's style: it is no number of a program's version, for pages follow the year
ISSUE_YEAR_PAGES = lazy_pattern(
    rf"(?<=[\w.,)”»]\s){_VOLUME_AND_ISSUE}\s{_YEAR}[:,]\s(?:(?:pp?|S)\.\s?)?(?:(?P<page>[A-Za-z]?\d{{1,6}}(?:\s?[-–—]\s?[A-Za-z]?\d{{1,6}})?)(?=[\s,.;+]|$)|n\.\s?p)"
)
# ``2019;(3):CD001234``, ``2019;(Suppl 2):S12-4``, in Vancouver style, of a journal without volumes
ISSUE_ALONE = lazy_pattern(
    r"(?<=\b(?:19|20)\d\d;)\s?\((?P<issue>\d{1,4}(?:[–/-]\d{1,4})?|(?:Suppl?|Pt|Spec No)\b[^()]{0,12})\)\s?:\s?(?P<page>[A-Za-z]{0,3}\d+(?:\s?[–-]\s?[A-Za-z]?\d+)?)"
)
# ``“Title.” In The Book of Fens, 42–58.``: what ends a citation with a quoted title
LAST_PAGES = lazy_pattern(r"(?<=[^\W\d_]),\s(?P<first>\d{1,4})[-–—](?P<last>\d{1,4})[.\s]*$")
CLOSED = frozenset("’”»'\"")
FIRST_YEAR, LAST_YEAR = 1500, 2099  # numbers between them are more likely years


class JournalNumbers(Struct):
    """What was read; ``spans`` are its places in the text."""

    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    locator: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def find_numbers(text: str, left: str) -> JournalNumbers:
    """The numbers of a citation; ``left`` is its text without what is already read."""
    found = JournalNumbers()
    if match := ISSUE_YEAR_PAGES.search(text):
        found.volume, found.issue, found.page = match["volume"], match["issue"], match["page"]
        found.spans.append((match.start(), match.end("issue")))
    elif match := ISSUE_ALONE.search(text):
        found.issue, found.page = match["issue"].strip(), match["page"]
        found.spans.append(match.span())
    elif match := ISSUE.search(left):
        found.volume, found.issue, found.page = match["volume"], match["issue"], match["page"]
        found.spans.append(match.span())
    elif match := VOLUME.search(left):
        found.volume, found.issue = match["volume"], match["issue"]
        found.spans.append((match.start() + 1, match.end()))
    elif (match := STOPPED_ISSUE.search(text)) and not CLOSED.isdisjoint(text[: match.start()]):
        found.volume, found.issue = match["volume"], match["issue"]
        found.spans.append(match.span())
    for match in LOCATOR.finditer(left):
        if match["page"] and not found.page:
            found.page = match["page"].strip()
        elif match["locator"]:
            found.locator = match["locator"]
        found.spans.append(match.span())
    found.volume = found.volume or printed_volume(text)
    if not found.page and (pages := page_spans(text)):
        found.page = text[slice(*pages[0])]
    return found if found.page else _with_last_pages(found, text)


def _with_last_pages(found: JournalNumbers, text: str) -> JournalNumbers:
    """The pages at the end of a citation with a quoted title: two numbers that rise and are no years."""
    match = LAST_PAGES.search(text) if not CLOSED.isdisjoint(text) else None
    first, last = (int(match["first"]), match["last"]) if match else (0, "")
    whole = match["first"][: -len(last)] + last if match and len(last) < len(match["first"]) else last  # "142–58"
    if match and first < int(whole) and not FIRST_YEAR <= first <= LAST_YEAR:
        found.page = text[match.start("first") : match.end("last")]
    return found
