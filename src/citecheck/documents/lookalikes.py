"""What looks like a list of notes or a call of one, and is none: sentences that go on, tables, contents, code, indices."""

import re
from collections.abc import Sequence

from citecheck.documents.numerals import whole_number

PAGE = re.compile(
    r"(?<![ \t.…·])(?:[ \t]{2,}+|\t|[ \t]*+[.…·][ \t.…·]{2,}+)\d{1,4}[ \t]*+\r?$", re.MULTILINE
)  # a page number after leaders
COLUMNS = re.compile(r"\S(?:\t| {3,})\S[^\n]*?(?:\t| {3,})\S")
DECLARATION = re.compile(r"[\w\s*<>:&]+\[\d+\](?:\[\d+\])*\s*(?:;|=[^=]|,\s*\*?\w+\[)")
BEFORE = re.compile(
    r"(?:\\[A-Za-z@]+\*?|\b(?:In|Out) ?|[$@]\w*|(?<!\w)[^\W_]*+_\w*+|\d ?[-–] ?\d+[*+]? *|#\[\](?:(?!#\[\])[^\n])*+)$"
)  # commands, prompts, variables, ranges
AMOUNT = re.compile(
    r" ?%|\]| (?:months?|days?|weeks?|years?|per ?cent|hours?)\b", re.IGNORECASE
)  # a blank of a contract: [30] days
ENTRY = re.compile(r"[ \t]*+\[\d{1,4}\](?![,;])")
INDEX = re.compile(r"[ \t]*[^\s,][^,\n]{0,60}(?:, ?[^,\d\[\n]{1,40}){0,2}(?:, ?\[?\d{1,4}(?:[-–]\d{1,4})?\]?)+[.;]?[ \t]*\r?")
NOTE_BEGINS = re.compile(r"https?:|www\.|doi|ibid|ebd|op\.|cf\.|vgl|see\b|voir\b|siehe\b|in:|loc\.|id\.", re.IGNORECASE)
LONGEST_LINE = 120  # characters on each side of a number; a longer line is prose
NEAR = 40  # characters before a number that show its role
MIN_SHARE = 0.5  # of a list's entries that look like rows, and
MIN_DENSITY = 0.6  # of the numbers between its first and its last


def continues_sentence(text: str, line: int, word: int) -> bool:
    """Whether a number at the beginning of a line belongs to the sentence of the line before, given the position of the word after it."""
    before = text.rfind("\n", 0, max(line - 1, 0)) + 1 if line else 0
    last = text[before : max(line - 1, 0)].rstrip()[-1:]
    if ENTRY.match(text, before) and ENTRY.match(text, line):
        return False  # two entries of a list
    return (
        bool(last) and (last.isalpha() or last in ",(–-") and text[word : word + 1].islower() and not NOTE_BEGINS.match(text, word)
    )


def are_rows(entries: Sequence[str]) -> bool:
    """Whether entries are rows of a table or of contents: columns, or a page number at the end."""
    heads = [entry.partition("\n")[0] for entry in entries]
    columns = sum(bool(COLUMNS.search(head)) for head in heads)
    pages = sum(bool(PAGE.search(entry.strip())) for entry in entries)
    return bool(entries) and max(columns, pages) >= MIN_SHARE * len(entries)


def are_dense(labels: Sequence[str]) -> bool:
    """Whether the numbers of a list have few gaps."""
    known = [number for label in labels if (number := whole_number(label)) is not None]
    return not known or len(set(known)) >= MIN_DENSITY * (max(known) - min(known) + 1)


def is_no_call(text: str, start: int, end: int) -> bool:
    """Whether ``[8]`` is part of code, of an index or of a table, given its position."""
    if text[start : start + 1] != "[":
        return False
    if (text[start - 1 : start] not in "]).,;" and BEFORE.search(text, max(0, start - NEAR), start)) or AMOUNT.match(text, end):
        return True
    line, stop = text.rfind("\n", max(0, start - LONGEST_LINE), start) + 1, text.find("\n", end, end + LONGEST_LINE)
    stop = len(text) if stop < 0 and len(text) <= end + LONGEST_LINE else stop
    if stop < 0 or (not line and start > LONGEST_LINE):
        return False  # a paragraph in one line
    whole = text[line:stop]
    return bool(DECLARATION.match(whole) or INDEX.fullmatch(whole))
