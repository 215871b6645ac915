"""What looks like a list of notes or a call of one, and is none: sentences that go on, tables, contents, code, indices."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from citecheck.documents.numerals import whole_number
from citecheck.documents.page_headers import MIN_HEADER_COUNT, MIN_HEADER_LENGTH
from citecheck.language.dates import find_dates
from citecheck.patterns import lazy_pattern

DATE = lazy_pattern(r"\d{1,2}\.?\s{1,2}(?:de\s|of\s)?[^\W\d_]{3,12}\.?,?\s{1,2}(?:de\s|del\s)?\d{4}(?!\d)")
EAST_ASIAN_DATE = lazy_pattern(r"\d{1,4}[ \t]?(?:[年月日]|년|월|일)")

# A page number after leaders.
PAGE = lazy_pattern(r"(?<![ \t.…·])(?:[ \t]{2,}+|\t|[ \t]*+[.…·][ \t.…·]{2,}+)\d{1,4}[ \t]*+\r?$", re.MULTILINE)
COLUMNS = lazy_pattern(r"\S(?:\t| {3,})\S[^\n]*?(?:\t| {3,})\S")
STATEMENT = lazy_pattern(r"[^\n=]*=[^\n]*;[ \t]*\r?")  # of a program
DECLARATION = lazy_pattern(r"[\w\s*<>:&]+\[\d+\](?:\[\d+\])*\s*(?:;|=[^=]|,\s*\*?\w+\[)")
# What stands before a number in brackets that calls no note: a command, a prompt, a variable, a range, an opened call of a function, a sign of equality.
BEFORE = lazy_pattern(
    r"(?:\\[A-Za-z@]+\*?|\b(?:In|Out) ?|[$@]\w*|(?<!\w)[^\W_]*+_\w*+|\d ?[-–] ?\d+[*+]? *|#\[\](?:(?!#\[\])[^\n])*+|\w\(|[\w)\]] ?[+*/:]?= ?)$"
)
PAIR = lazy_pattern(r"\[\d{1,4} ?[,;–-] ?\d{1,4}\]")
# What stands before two numbers in brackets that are the ends of an interval.
INTERVAL = lazy_pattern(
    r"(?:\b(?:C\.?I\.?|IQR|KI|IC)|\b(?:intervalo?|intervall[eo]?|ranges?|domain|scale|bereich|skala|échelle|rango)|[∈∉])(?: (?:of|from|von|de))?[:,]? ?$",
    re.IGNORECASE,
)
# What stands behind a number in brackets that fills a blank of a contract: ``[30] days``.
AMOUNT = lazy_pattern(r" ?%|\]| (?:months?|days?|weeks?|years?|per ?cent|hours?)\b", re.IGNORECASE)
ENTRY = lazy_pattern(r"[ \t]*+\[\d{1,4}\](?![,;)])")
INDEX = lazy_pattern(
    r"[ \t]*[^\s,][^,\n]{0,60}(?:, ?[^,\d\[\n]{1,40}){0,2}(?:, ?\d{1,4}(?:[-–]\d{1,4})?|, \[\d{1,4}(?:[-–]\d{1,4})?\])+[.;]?[ \t]*\r?"
)
NOTE_BEGINS = lazy_pattern(r"https?:|www\.|doi|ibid|ebd|op\.|cf\.|vgl|see\b|voir\b|siehe\b|in:|loc\.|id\.", re.IGNORECASE)
LAST_NUMBER = lazy_pattern(r"(?<=[^\W\d_)?!\"”] )\d{1,4}(?=[ \t]*\r?$)")
MIN_CONTENTS, MAX_PAGE = 0.8, 1400  # of the lines; a year is no page
LONGEST_LINE = 120  # characters on each side of a number; a longer line is prose
UNDERLINE = lazy_pattern(r"[ \t]*(?:={3,}+|-{3,}+|~{3,}+|\*{3,}+|#{3,}+|_{3,}+)[ \t]*\r?$", re.MULTILINE)
LONGEST_NOTE = 1000  # characters of an entry whose lines are no paragraphs
NEAR = 40  # characters before a number that show its role
MIN_SHARE = 0.5  # of a list's entries that look like rows, and
MIN_DENSITY = 0.6  # of the numbers between its first and its last


def continues_sentence(text: str, line: int, word: int) -> bool:
    """Whether a number at the beginning of a line belongs to the sentence of the line before, given the position of the word after it."""
    before = text.rfind("\n", 0, max(line - 1, 0)) + 1 if line else 0
    last = text[before : max(line - 1, 0)].rstrip()[-1:]
    if ENTRY.match(text, line) and ENTRY.match(text, _paragraph(text, line)):
        return False  # two entries of a list
    return (
        bool(last) and (last.isalpha() or last in ",(–-") and text[word : word + 1].islower() and not NOTE_BEGINS.match(text, word)
    )


def _paragraph(text: str, line: int) -> int:
    """Where the paragraph of a line begins, not further back than a note is long."""
    lowest = max(0, line - LONGEST_NOTE)
    blank = max(text.rfind("\n\n", lowest, line), text.rfind("\n\r\n", lowest, line))
    return text.index("\n", blank + 1) + 1 if blank >= 0 else lowest


def begins_paragraph(text: str, at: int) -> bool:
    """Whether the line of an offset stands behind a blank one, or is the first."""
    line = text.rfind("\n", 0, at)
    return line < 0 or not text[text.rfind("\n", 0, line) + 1 : line].strip()


def is_underlined(text: str, word: int) -> bool:
    """Whether the line of an offset is a heading with a rule below."""
    end = text.find("\n", word)
    return end >= 0 and UNDERLINE.match(text, end + 1) is not None


def are_rows(entries: Sequence[str]) -> bool:
    """Whether entries are rows of a table or of contents: columns, or a page number at the end; or the heads of pages."""
    heads = [entry.partition("\n")[0] for entry in entries]
    columns = sum(bool(COLUMNS.search(head)) for head in heads)
    pages = sum(bool(PAGE.search(entry.strip())) for entry in entries)
    return bool(entries) and (max(columns, pages) >= MIN_SHARE * len(entries) or _are_contents(heads) or _are_running(heads))


def _are_running(heads: Sequence[str]) -> bool:
    """Whether lines are the heads of pages behind the pages' numbers: most say what another one says."""
    counts = Counter(head.strip() for head in heads)
    repeated = sum(times for head, times in counts.items() if times > 1 and len(head) >= MIN_HEADER_LENGTH)
    return repeated > MIN_SHARE * len(heads) and max(counts.values()) >= MIN_HEADER_COUNT


def _are_contents(heads: Sequence[str]) -> bool:
    """Whether lines are headings with their pages: short, with a number at the end that never falls."""
    last = [match for head in heads if (match := LAST_NUMBER.search(head))]
    pages = [int(match.group()) for match in last]
    rising = all(one <= other for one, other in pairwise(pages))
    return len(pages) > 2 and len(pages) >= MIN_CONTENTS * len(heads) and rising and pages[0] < pages[-1] <= MAX_PAGE


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
    if PAIR.match(text, start) and INTERVAL.search(text, max(0, start - NEAR), start):
        return True
    line, stop = text.rfind("\n", max(0, start - LONGEST_LINE), start) + 1, text.find("\n", end, end + LONGEST_LINE)
    stop = len(text) if stop < 0 and len(text) <= end + LONGEST_LINE else stop
    if stop < 0 or (not line and start > LONGEST_LINE):
        return False  # a paragraph in one line
    whole = text[line:stop]
    return bool(DECLARATION.match(whole) or STATEMENT.fullmatch(whole) or INDEX.fullmatch(whole))


def begins_date(text: str, at: int) -> bool:
    """Whether a number at the beginning of a line is the day of a date: ``21 Nov 2017``, ``3. Mai 2019``."""
    line = text[at : at + 30]
    if EAST_ASIAN_DATE.match(line):
        return True
    return DATE.match(line) is not None and any(date.month and not date.start for date in find_dates(line))
