r"""Finds the entries in a part of a LaTeX document that holds references: items, numbered lines, paragraphs, and lines that are broken by hand."""

import re
from collections.abc import Iterator, Sequence

from citecheck.documents.entry_lines import rows_joined
from citecheck.documents.numbered_lists import NumberLabel
from citecheck.documents.numbered_notes import has_parts
from citecheck.documents.reference_entries import cites
from citecheck.documents.run_on_entries import run_on_labels
from citecheck.documents.text_spans import trimmed_end
from citecheck.patterns import lazy_pattern

# Before an entry that is a paragraph: the beginning of an environment with its arguments, a group, a number.
LEAD = lazy_pattern(
    r"(?:\s*+\\(?:begin|end)\{[A-Za-z*]{1,40}\}(?:\[[^\[\]]{0,80}\])?(?:\{[^{}]{0,80}\}){0,3})*+[\s{]*+(?:\d{1,3}[.)]\s+)?"
)
NUMBERED = lazy_pattern(
    r"^[ \t]*(?:\\noindent\b[ \t]*)?(?:(?P<number>\d{1,3})[.)]|\[(?P<bracketed>\d{1,3})\])[ \t]+(?=\S)", re.MULTILINE
)
UNPRINTED = lazy_pattern(r"\\nocite[ \t]*\{[^{}]{0,2000}\}|\s")
COMMAND = lazy_pattern(r"\\(?:(?P<edge>begin|end)[ \t]*\{(?P<name>[A-Za-z]{1,40}\*?)\}|item(?![A-Za-z@]))")
ITEM = lazy_pattern(r"\\item\b[ \t]*(?:\[[^\[\]]{0,100}\])?\s*")
# Items without a list around them: AASTeX's \reference and the commands of other classes.
MARKED = lazy_pattern(
    r"^[ \t]*\\(?:item|reference|refitem|bibentry|bibindent|rentry)(?![A-Za-z@])[ \t]*(?:\[[^\[\]\n]{0,100}\]|\{\})?\s*",
    re.MULTILINE,
)
PARAGRAPH = lazy_pattern(r"\S(?:[^\n]|\n(?![ \t\r]*+\n))*+")  # up to an empty line
# What ends a line or a paragraph by hand.
BREAK = lazy_pattern(
    r"(?:\\\\\*?(?:[ \t]*\[[^\[\]\n]{0,20}\])?|\\(?:par|newline|linebreak|smallskip|medskip|bigskip|vspace\*?[ \t]*\{[^{}\n]{0,20}\})(?![A-Za-z@]))(?:\s|\\(?:noindent|indent)\b)*"
)


def find_tex_entries(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The items of all lists, else the lines with numbers, else the paragraphs and broken lines that look like references."""
    lists = list(_lists(masked, start, stop))
    if not lists:
        marked = list(MARKED.finditer(masked, start, stop))
        yield from _items(masked, marked, stop) if marked else _numbered(masked, start, stop) or _paragraphs(masked, start, stop)
    for first, last in lists:
        yield from _items(masked, list(ITEM.finditer(masked, first, last)), last)


def _lists(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What is in environments whose first command is an item, whatever their names are; those inside others belong to these."""
    opened: list[tuple[str, int]] = []  # the environments around a place, with where they begin
    listed = 0  # how many of them are around the outermost list and with it
    before: re.Match[str] | None = None
    for command in COMMAND.finditer(masked, start, stop):
        if command["edge"] == "begin":
            opened.append((command["name"], command.end()))
        elif command["edge"] is None and before and before["edge"] == "begin" and opened and not listed:
            listed = len(opened)
        elif command["edge"] == "end" and opened and opened[-1][0] == command["name"]:
            _, first = opened.pop()
            if len(opened) + 1 == listed:
                yield first, command.start()
                listed = 0
        before = command
    if listed:
        yield opened[listed - 1][1], stop


def _items(masked: str, items: Sequence[re.Match[str]], stop: int) -> Iterator[tuple[int, int]]:
    for item, after in zip(items, [*(other.start() for other in items[1:]), stop], strict=True):
        if has_parts(masked[item.end() : after]):
            yield item.end(), trimmed_end(masked, item.end(), after)


def _numbered(masked: str, start: int, stop: int) -> list[tuple[int, int]]:
    """What stands behind typed numbers that count 1, 2, 3 … at the beginning of lines or run on within them, up to an empty line behind the last."""
    lines = list(NUMBERED.finditer(masked, start, stop))
    if not lines:
        return []
    labels = [NumberLabel(line["number"] or line["bracketed"], line.start() - start, line.end() - start) for line in lines]
    style = "dot" if lines[0]["number"] else "bracket"
    labels = sorted([*labels, *run_on_labels(masked[start:stop], labels, style)], key=lambda label: label.start)
    if len(labels) < 2 or [int(label.label) for label in labels] != list(range(1, len(labels) + 1)):
        return []
    last = PARAGRAPH.match(masked, start + labels[-1].end, stop)
    ends = [*(start + label.start for label in labels[1:]), last.end() if last else stop]
    return [(start + label.end, trimmed_end(masked, start + label.end, end)) for label, end in zip(labels, ends, strict=True)]


def _paragraphs(masked: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for paragraph in PARAGRAPH.finditer(masked, start, stop):
        begin = LEAD.match(masked, paragraph.start(), paragraph.end())
        first = begin.end() if begin else paragraph.start()
        for at, end in _broken(masked, first, paragraph.end()):
            words = masked[at:end]
            if cites(words) and UNPRINTED.sub("", words):
                yield at, trimmed_end(masked, at, end)


def _broken(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph, or its lines that are broken by hand if each of them is a reference or goes on with the one above."""
    breaks = list(BREAK.finditer(masked, start, end))
    cuts = [start, *(at for one in breaks for at in one.span()), end]
    lines = [(first, last) for first, last in zip(cuts[::2], cuts[1::2], strict=True) if masked[first:last].strip()]
    rows = rows_joined(lines, [masked[first:last] for first, last in lines])
    return rows if len(rows) > 1 and all(cites(masked[first:last]) for first, last in rows) else [(start, end)]
