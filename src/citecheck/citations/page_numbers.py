"""Pages and volumes that look like years, by what stands before them.

``pp. 1998–2012`` · ``12, no. 3 (2020): 2096`` · ``12(3), 1998–2012`` · ``2016;LXII(16):1916`` · ``(Harbour Press, 2005), 2011.``
"""

import re

_PAGES = re.compile(
    r"(?:(?<![^\W_])pp?\.\s?|\([^()]{0,12}\d[a-z]?\)\s?:\s?|\d\s?\(\d{1,4}(?:[–/-]\d{1,4})?\)\s?,\s?|;\s?\w{1,8}(?:\s?\([^()]{1,12}\))?\s?:\s?|"
    r"\([^()]{3,80}\s(?:1[5-9]|20)\d\d\),\s(?=\d{1,4}(?:[–-]\d{1,4})?[.;]?$))"
    r"(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[–-]{1,2}\s?[A-Za-z]?\d{1,6})?)(?![\w/])"
)
_AFTER_YEAR = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?;\s?(?P<volume>\d{1,4}|[IVXLC]{1,8})(?:\s?\([^()]{1,12}\))?\s?:\s?[A-Za-z]?\d"
)


def page_spans(text: str) -> list[tuple[int, int]]:
    """The spans of pages that what stands before them shows."""
    return [match.span("pages") for match in _PAGES.finditer(text)]


def volume_after_year(text: str) -> str | None:
    """The volume between year and pages in Vancouver style: ``2016;2016:1–8``."""
    found = _AFTER_YEAR.search(text)
    return found["volume"] if found else None
