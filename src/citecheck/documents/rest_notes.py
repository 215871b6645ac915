"""Footnotes and citations of reStructuredText in text files: ``.. [1] Text``, called by ``[1]_`` (docutils' specification, "Footnotes")."""

import re
from collections import Counter
from collections.abc import Iterator

from citecheck.documents.note_markers import ListedNote, NoteCall
from citecheck.documents.text_spans import trimmed_end
from citecheck.patterns import lazy_pattern

LABEL = r"(?P<label>\d{1,6}|#[\w.-]*|\*|[A-Za-z][\w.+-]{0,60})"
DEFINED = lazy_pattern(rf"^(?P<indent>[ \t]*+)\.\.[ \t]+\[{LABEL}\][ \t]*(?:\r?\n[ \t]+)?(?=\S)", re.MULTILINE)
CALL = lazy_pattern(rf"(?<![\w\]])\[{LABEL}\]_(?!\w)")
NEXT_LINE = lazy_pattern(r"\n(?P<indent>[ \t]*+)(?=\S)")


def find_rest(text: str) -> tuple[tuple[ListedNote, ...], tuple[NoteCall, ...]]:
    """The notes in order and their calls; both empty where none is defined."""
    numbered: Counter[str] = Counter()
    notes = tuple(
        ListedNote(_label(match["label"], numbered), match.end("indent"), match.end(), _end(text, match))
        for match in DEFINED.finditer(text)
    )
    numbered.clear()
    return notes, tuple(_calls(text, numbered)) if notes else ()


def _label(label: str, numbered: Counter[str]) -> str:
    """A label; those without a name, ``#`` and ``*``, are counted."""
    numbered[label] += label in ("#", "*")
    return f"{label}{numbered[label]}" if label in ("#", "*") else label


def _calls(text: str, numbered: Counter[str]) -> Iterator[NoteCall]:
    return (NoteCall(_label(match["label"], numbered), match.start(), match.end()) for match in CALL.finditer(text))


def _end(text: str, match: re.Match[str]) -> int:
    """Where the lines end that are indented further than the two dots."""
    for line in NEXT_LINE.finditer(text, match.end()):
        if len(line["indent"]) <= len(match["indent"]):
            return trimmed_end(text, match.end(), line.start())
    return trimmed_end(text, match.end(), len(text))
