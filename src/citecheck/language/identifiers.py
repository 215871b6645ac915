"""DOI, arXiv, ISBN, ISSN and PMID in running text, with their check digits."""

import re
from functools import lru_cache

DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(?P<id>10\.\d{4,9}/[^\s\"“”<>,;]+)", re.IGNORECASE)
ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf)/|:\s?|\s)(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)
ISBN = re.compile(r"ISBN(?:-1[03])?:?\s*(?P<id>(?:97[89][\s-]?)?\d[\d\s-]{7,13}[\dXx])")
ISSN = re.compile(r"ISSN:?\s*(?P<id>\d{4}-?\d{3}[\dXx])")
PMID = re.compile(r"PMID:?\s*(?P<id>\d{4,9})")
KINDS = (
    ("DOI", "10.", DOI),
    ("ARXIV", "arxiv", ARXIV),
    ("ISBN", "isbn", ISBN),
    ("ISSN", "issn", ISSN),
    ("PMID", "pmid", PMID),
)  # kind, lower-case text that every match contains, pattern


def doi(text: str) -> str | None:
    """The first DOI, without prefix and trailing punctuation (https://www.doi.org/doi-handbook/)."""
    match = DOI.search(text) if "10." in text else None
    if not match:
        return None
    found = match["id"].rstrip(".,;:)]}'\"*_")
    if match["id"].startswith(")", len(found)) and found.count("(") > found.count(")"):
        found += ")"
    return found


@lru_cache(maxsize=16)
def find_identifiers(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """The identifiers in a text with their kinds: ``DOI``, ``ARXIV``, ``ISBN``, ``ISSN``, ``PMID``."""
    lower = text.casefold()
    return tuple((name, match) for name, sign, pattern in KINDS if sign in lower for match in pattern.finditer(text))


def isbn_is_valid(isbn: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits)) % 11 == 0
    return bool(re.fullmatch(r"\d{13}", digits)) and sum(int(c) * (1 + 2 * (i % 2)) for i, c in enumerate(digits)) % 10 == 0


def issn_is_valid(issn: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297)."""
    digits = issn.replace("-", "").upper()
    return bool(re.fullmatch(r"\d{7}[\dX]", digits)) and (
        sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits)) % 11 == 0
    )
