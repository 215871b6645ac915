"""Pages and volumes that look like years, recognised by the text before them.

``pp. 1998–2012`` · ``12, no. 3 (2020): 2096`` · ``12(3), 1998–2012``, but not ``12(3), 1998, 20–31`` · ``2016;LXII(16):1916`` · ``(Harbour Press, 2005), 2011.``
"""

import re
from itertools import islice

from citecheck.patterns import lazy_pattern

_PAGES = lazy_pattern(
    r"(?:(?<![^\W_])pp?\.\s?|\([^()]{0,12}\d[a-z]?\)\s?:\s?|\d\s?\(\d{1,4}(?:[–/-]\d{1,4})?\)\s?,\s?(?!(?:1[5-9]|20)\d\d,\s?(?:pp?\.\s?)?\d)|;\s?\w{1,8}(?:\s?\([^()]{1,12}\)|\s[Ss]uppl(?:ement|\.)?(?:\s?\d{1,2})?)?\s?:\s?|"
    r"\([^()]{3,80}\s(?:1[5-9]|20)\d\d\),\s(?=\d{1,4}(?:[–-]\d{1,4})?[.;]?$))"
    r"(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[–—-]{1,2}\s?[A-Za-z]?\d{1,6})?)(?![\w/])"
)
_AFTER_YEAR = lazy_pattern(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?;\s?(?P<volume>\d{1,4}|[IVXLC]{1,8})(?:\s?\([^()]{1,12}\)|\s[Ss]uppl(?:ement|\.)?(?:\s?\d{1,2})?)?\s?:\s?[A-Za-z]?\d"
)
# ``vol. 2021``, and in APA's style ``(2014). Title. Journal, 2021(3), 1–13``
_LABELLED_VOLUME = lazy_pattern(r"(?<![^\W_])(?:[Vv]ol|Bd|t)\.\s?(?P<volume>\d{4})(?!\d)")
_VOLUME_BEFORE_PAGES = lazy_pattern(
    r",\s(?P<volume>(?:1[5-9]|20)\d\d)(?:\s?\(\d{1,3}(?:[–/-]\d{1,3})?\))?,\s(?=[A-Za-z]?\d{1,6}\s?[–-]{1,2}\s?[A-Za-z]?\d)"
)
_YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_YEAR_IN_BRACKETS = lazy_pattern(r"\((?:1[5-9]|20)\d\d[a-z]?\)")


def number_spans(text: str) -> list[tuple[int, int]]:
    """The spans of pages, and of a volume, that may look like years."""
    return [*page_spans(text), *(match.span("volume") for match in [_volume(text)] if match)]


def _volume(text: str) -> re.Match[str] | None:
    if labelled := _LABELLED_VOLUME.search(text):
        return labelled
    found = _VOLUME_BEFORE_PAGES.search(text)
    return found if found and _YEAR_IN_BRACKETS.search(text, 0, found.start()) else None


def page_spans(text: str) -> list[tuple[int, int]]:
    """The spans of pages, recognised by the text before them; the only year of a text is none (``Moor Letters, 1(1), 1983.``)."""
    return [match.span("pages") for match in _PAGES.finditer(text) if not _is_only_year(match, text)]


def _is_only_year(match: re.Match[str], text: str) -> bool:
    start, end = match.span("pages")
    unlabelled = text[match.start() : start].rstrip().endswith(",")
    return unlabelled and _YEAR.fullmatch(text, start, end) is not None and sum(1 for _ in islice(_YEAR.finditer(text), 2)) == 1


def printed_volume(text: str) -> str | None:
    """The volume between year and pages in Vancouver style (``2016;2016:1–8``), or one that looks like a year."""
    found = _AFTER_YEAR.search(text) or _volume(text)
    return found["volume"] if found else None


def is_vancouver(text: str) -> bool:
    """Whether year, volume and pages are printed in Vancouver style."""
    return _AFTER_YEAR.search(text) is not None
