"""Entries that end the reading of a file: they are replaced by blanks, so that the others are read where they are."""

import re
from collections.abc import Callable, Iterable, Sequence

from citecheck.documents.numbered_notes import Lines
from citecheck.documents.text_spans import blanked
from citecheck.model.document import DamagedEntry
from citecheck.model.place import Span

Fault = tuple[str, int]  # what to mend, and the offset at which the reader stopped


def damaged_entry(label: str, fault: str, offset: int, span: Span, lines: Lines) -> DamagedEntry:
    """An entry that cannot be read, at the place of its fault."""
    named = f"entry {label}" if label else "this entry"
    return DamagedEntry(label, lines.place(offset), span, f"{named} cannot be read: {fault}")


def without(text: str, damaged: Iterable[DamagedEntry]) -> str:
    """The text with blanks in place of the damaged entries; offsets and lines stay."""
    return blanked(text, ((one.span.start, one.span.end) for one in damaged))


def found_damaged(
    text: str, entries: Sequence[Span], label: re.Pattern[str], fault_of: Callable[[str], Fault | None], lines: Lines
) -> tuple[DamagedEntry, ...]:
    """Those of the entries that cannot be read alone; none if all or no entries are such, since the fault is then another."""
    found = []
    for span in entries:
        entry = text[span.start : span.end]
        if fault := fault_of(entry):
            named = label.search(entry)
            name = next(filter(None, named.groups()), "").strip() if named else ""
            found.append(damaged_entry(name, fault[0], span.start + fault[1], span, lines))
    return tuple(found) if len(found) < len(entries) else ()
