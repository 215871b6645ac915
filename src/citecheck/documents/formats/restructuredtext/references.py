"""References of reStructuredText by name, ```name`_``, to what the document does not have: docutils calls each an "Unknown target name".

docutils' specification, "Hyperlink References" and "Implicit Hyperlink Targets". Names count that a directive may define, also those of extensions.
"""

import re
from collections.abc import Iterator, Sequence

from citecheck.documents.formats.restructuredtext.blocks import Blocks
from citecheck.documents.formats.restructuredtext.inline import EMBEDDED
from citecheck.documents.inline_marks import Mark
from citecheck.documents.label_names import defined
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address, BrokenLink
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

TITLE = lazy_pattern(r"^[ \t]*(?P<words>\S[^\n]*)\n[ \t]*(?P<sign>[!-/:-@\[-`{-~])(?P=sign)+[ \t\r]*$", re.MULTILINE)
PHRASE = lazy_pattern(r"`(?!`)[^`]*`_(?!_)")
FILLED = lazy_pattern(r"[{}%$|\\]")  # a name that a program or a template makes
MARKUP = lazy_pattern(r"[`*|\\\"']|_(?=\s|$)")
INLINE = lazy_pattern(r"(?<![\w`])_`([^`]{1,300})`")


def unknown_names(text: str, masked: str, blocks: Blocks, marks: Sequence[Mark], lines: Lines) -> Iterator[BrokenLink]:
    """The references to names that are nowhere in the document; none if another file may have them."""
    if blocks.includes:
        return
    wanted = [(mark, span) for mark in marks if mark.kind == "words" and (span := _name(masked, mark))]
    known = _names(text, masked, blocks, marks) if wanted else frozenset()
    for _, (start, end) in wanted:
        name = masked[start:end]
        if not FILLED.search(name) and _key(name) not in known:
            yield BrokenLink(Address(f"#{' '.join(name.split())}", Span(start, end), lines.place(start)), "anchor")


def _name(masked: str, mark: Mark) -> tuple[int, int] | None:
    """The span of the name in a phrase reference that has no URL."""
    if not PHRASE.fullmatch(masked, mark.start, mark.end):
        return None
    first, last = mark.start + 1, mark.end - 2
    embedded = EMBEDDED.match(masked, first, last)
    return (embedded.start("url"), embedded.end("url") - 1) if embedded else (first, last)


def _names_another(masked: str, mark: Mark) -> bool:
    """Whether a phrase has the name of a target behind it, ```words <name_>`_``, so that its words are another name of that."""
    return mark.kind == "words" and (span := _name(masked, mark)) is not None and span[0] > mark.start + 1


def _names(text: str, masked: str, blocks: Blocks, marks: Sequence[Mark]) -> frozenset[str]:
    """The names of targets, titles, notes, and of links with a URL, without markup."""
    titles = (title["words"] for title in TITLE.finditer(text))
    links = (masked[mark.first : mark.last] for mark in marks if mark.kind == "link" or _names_another(masked, mark))
    notes = (note.label.lstrip("#") for note in blocks.notes)
    targets = (target.name for target in blocks.targets)
    return frozenset(
        _key(name) for names in (titles, links, notes, targets, INLINE.findall(text), defined(text.encode())) for name in names
    )


def _key(name: str) -> str:
    return " ".join(MARKUP.sub("", name).split()).casefold()
