"""Headers and footers of pages within a text: lines that repeat throughout it."""

from collections import Counter

from citecheck.documents.text_spans import trimmed_end

MIN_HEADER_LENGTH = 12  # characters of a page header or footer, and
MIN_HEADER_COUNT = 3  # how often it repeats


def page_headers(text: str) -> frozenset[str]:
    """Page headers and footers: lines that repeat throughout the text."""
    lines = Counter(line.strip() for line in text.split("\n"))
    return frozenset(line for line, times in lines.items() if times >= MIN_HEADER_COUNT and len(line) >= MIN_HEADER_LENGTH)


def without_headers(text: str, start: int, end: int, headers: frozenset[str]) -> int:
    """The end of a note without the page headers that stand behind it."""
    while headers and (line := text.rfind("\n", start, end)) > start and text[line:end].strip() in headers:
        end = trimmed_end(text, start, line)
    return end
