"""The parts of a Markdown document under headings for notes or references, their sub-headings included."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.sections import announces_bibliography, announces_list, announces_notes
from citecheck.patterns import lazy_pattern

ESCAPE = lazy_pattern(r"\\(?=[^\w\s]|_)")
MARKS = lazy_pattern(r"[ \t]{0,3}(?P<marks>#{1,6})")
TYPED = lazy_pattern(r"(?=[^\n]*(?:\*\*|__|[:：]))[^\n]{2,120}")  # a line in bold, or with a colon, that is a heading
HTML = lazy_pattern(
    r"^[ \t]{0,8}<h(?P<level>[1-6])\b[^<>]{0,200}>(?P<words>.{1,200}?)</h(?P=level)\b[^<>]{0,9}>", re.IGNORECASE | re.MULTILINE
)
TAGS = lazy_pattern(r"<[^<>]*>")
# A heading for the entries under a letter, ``### B`` or ``### C–E``: the list goes on.
LETTER = lazy_pattern(r"[*_\s]{0,4}[^\W\d_](?:\s?[-–—/,]\s?[^\W\d_])?\.?[*_\s]{0,4}")
LONGEST_WORDS = 40  # characters of a paragraph that is only such a heading
LINE_LEVEL, NO_LEVEL = 8, 9  # of such a line, and one deeper than any heading


class Section(Struct, frozen=True):
    """``text[start:end]``, up to the next heading. ``headed``: its own heading announces notes, and not only one above it or a line in bold.

    ``remarks``: the heading may also be one for remarks, ``Notes``. ``listed``: it, or the one above it, announces a bibliography.
    """

    start: int
    end: int
    headed: bool
    remarks: bool = False
    listed: bool = False


class _Heading(Struct, frozen=True):
    start: int
    end: int
    level: int
    words: str = ""


def plain(words: str) -> str:
    """A text without the backslashes of escaped characters."""
    return ESCAPE.sub("", words)


def find_sections(text: str, blocks: Blocks, name: str) -> Iterator[Section]:
    """The sections under headings for notes or references, or under sub-headings of these, in order.

    The ``name`` of a file announces references as a heading above all others does.
    """
    headings = [*([_Heading(0, 0, 0, name)] if announces_list(name) else []), *_headings(text, blocks)]
    above, listed = NO_LEVEL, False
    for at, heading in enumerate(headings):
        after = headings[at + 1].start if at + 1 < len(headings) else len(text)
        headed = announces_notes(heading.words)
        remarks = headed and not announces_bibliography(heading.words)
        if heading.level <= above:
            above, listed = heading.level if headed else NO_LEVEL, not remarks
        if headed or heading.level > above:
            sure = headed and 0 < heading.level < LINE_LEVEL
            yield Section(heading.end, after, sure, remarks, listed and not remarks)


def _headings(text: str, blocks: Blocks) -> list[_Heading]:
    """The headings, and the lines and whole paragraphs that announce references as one does."""
    real = [_Heading(start, end, _level(text, start, end), plain(words)) for start, end, words in blocks.headings]
    real += [_Heading(*found.span(), int(found["level"]), TAGS.sub("", found["words"])) for found in HTML.finditer(text)]
    places = {heading.start for heading in real}
    lines = (TYPED.match(text, start, end) for start, end in blocks.texts if start not in places)
    typed = [_Heading(*line.span(), LINE_LEVEL, line.group()) for line in lines if line and announces_bibliography(line.group())]
    alone = (
        _Heading(start, end, LINE_LEVEL, text[start:end])
        for start, end in blocks.texts
        if start not in places and end - start <= LONGEST_WORDS and announces_notes(text[start:end])
    )
    known = {one.start for one in typed}
    typed += [line for line in alone if line.start not in known]
    return list(_without_letters(sorted([*real, *typed], key=lambda heading: heading.start)))


def _without_letters(headings: Iterable[_Heading]) -> Iterator[_Heading]:
    """The headings but those of the entries under a letter, which are deeper than the one above."""
    level = 0
    for heading in headings:
        if heading.level <= level or not LETTER.fullmatch(heading.words):
            level = heading.level
            yield heading


def _level(text: str, start: int, end: int) -> int:
    """From 1 to 6; a heading of level 1 is underlined with equals signs, one of level 2 with hyphens."""
    marks = MARKS.match(text, start, end)
    return len(marks["marks"]) if marks else 1 if text[start:end].rstrip().endswith("=") else 2
