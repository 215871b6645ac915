"""Tells calls of notes from what looks like them: labels of links, regular expressions and placeholders."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citecheck.documents.formats.markdown.inline import Mark
from citecheck.documents.formats.markdown.links import fold_label
from citecheck.model.document import NoteText
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

LIST = 2  # mistyped definitions that make a list
INDENT = 40  # characters of a line that are looked at before and behind a marker
LABEL = lazy_pattern(r"\w[\w.:/+&'’-]*")
CODE_TAG = lazy_pattern(r"<(?P<closes>/?)(?P<name>code|kbd|samp|tt|var|pre)\b", re.IGNORECASE)
# Tags of templates (Hugo, Jekyll), which are no running text.
TEMPLATE_TAG = lazy_pattern(r"\{\{[<%](?:[^{}]|\{(?!\{)|\}(?!\})){0,1000}[>%]\}\}|\{%(?:[^%{}]|%(?!\})){0,1000}%\}")
# What is no label, but a part of a regular expression: [^\\s], [^0-9], [^"]. Pages with one may show [^x] too.
CLASS = lazy_pattern(
    r"\[\^(?:[^\]\s\\]{0,20}\\[swdnrtSWDb\]\[][^\]\s]{0,20}|(?:[A-Za-z]-[A-Za-z]|0-9)+|[\"'<>,;/|()&=][^\]\s]{0,20})\]"
)
RANGES = lazy_pattern(r"(?:\w-\w)+")  # [^a-z] of a regular expression


def doubtful_calls(missing: Iterable[str], defined: Sequence[str]) -> frozenset[str]:
    """The labels without a note that may be no calls: a single letter, or no number where no note is defined at all."""
    letters = any(len(label) == 1 and label.isalpha() for label in defined)

    def is_certain(label: str) -> bool:
        return label.isdigit() or (bool(defined) and (len(label) > 1 or letters))

    return frozenset(label for label in missing if not is_certain(label))


def meant_calls(text: str, marks: Sequence[Mark], labels: Mapping[str, str]) -> Iterator[tuple[str, Mark]]:
    """The calls with the labels that they mean: those of defined notes, by their folded form, and others that could be labels."""
    code = frozenset(mark.start for mark in (*_in_code(text, marks), *_in_tags(text, marks)))
    for mark in marks:
        if mark.kind != "marker":
            continue
        defined = labels.get(fold_label(mark.words))
        if defined or (mark.start not in code and _could_be_label(mark.words)):
            yield defined or mark.words, mark


def _could_be_label(words: str) -> bool:
    """Whether an undefined label may be meant as one: ``[^\\s]`` and ``[^a-z]`` are regular expressions."""
    return bool(LABEL.fullmatch(words)) and not RANGES.fullmatch(words)


def _in_code(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks inside elements of HTML for code, where only calls of defined notes are read."""
    opened = ""
    for mark in marks:
        tag = CODE_TAG.match(text, mark.start, mark.end) if mark.kind == "skip" else None
        if tag and tag["name"].lower() == (opened or tag["name"].lower()):
            opened = "" if tag["closes"] else tag["name"].lower()
        elif opened:
            yield mark


def _in_tags(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks inside tags of templates, ``{{< search "[^x]" >}}``."""
    tags = [tag.span() for tag in TEMPLATE_TAG.finditer(text)] if "{{" in text or "{%" in text else []
    starts = [start for start, _ in tags]
    for mark in marks if tags else ():
        at = bisect_right(starts, mark.start) - 1
        if at >= 0 and mark.end <= tags[at][1]:
            yield mark


def shows_patterns(text: str) -> bool:
    """Whether a text shows regular expressions, so that a label without a note may be one."""
    return CLASS.search(text) is not None


def link_labels(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Where the labels of resolved links stand: ``][7]``, and ``[7]`` where the number itself is a link."""
    opened: list[Mark] = []
    for mark in marks:
        if mark.kind == "open":
            opened.append(mark)
        elif mark.kind == "close":
            start = opened.pop().start if opened else mark.start
            if text.startswith("][", mark.start):
                yield mark.start, mark.end
            elif mark.end == mark.start + 1 and text[start + 1 : mark.start].strip().isdigit():
                yield start, mark.end


def mistyped(text: str, missing: Sequence[NoteText]) -> frozenset[str]:
    """The missing notes that a paragraph seems to be, without the colon of a definition: ``[^1]. Okafor, Rivers, 2010``.

    Two of them make a list, whose other numbers are as doubtful.
    """
    found = {note.label for note in missing if any(_begins_line(text, mark.span) for mark in note.markers)}
    return frozenset(note.label for note in missing) if len(found) >= LIST else frozenset(found)


def _begins_line(text: str, span: Span) -> bool:
    _, first, indent = text[max(0, span.start - INDENT) : span.start].rpartition("\n")
    rest = text[span.end : span.end + INDENT].partition("\n")[0]
    return (bool(first) or span.start <= INDENT) and not indent.strip(" \t>*-") and any(char.isalpha() for char in rest)
