"""A note whose number the text calls later than a higher one, or that stands behind a higher one in its list.

Only where the numbers are typed by hand (plain text, Markdown shows its own) and rise nearly everywhere else; lists that are sorted by
author and called in any order are left alone.

Mend it: number the notes in the order in which the text calls them.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.documents.numerals import whole_number
from citecheck.findings.rules._at import at_note
from citecheck.model.document import Note
from citecheck.model.finding import FindingDraft, Severity
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule

MOSTLY = 0.8  # the share of numbers that must rise before the others are called out of order


def _late(order: list[Note]) -> list[tuple[Note, int]]:
    """The notes below the highest number before them, with that number; none where the list follows another order."""
    highest, late = 0, []
    for note in order:
        number = whole_number(note.label) or 0
        if number < highest:
            late.append((note, highest))
        highest = max(highest, number)
    return late if len(late) <= (1 - MOSTLY) * len(order) else []


class NumberingOutOfOrder:
    """Numbers that do not rise."""

    code: ClassVar[str] = "CC106"
    name: ClassVar[str] = "numbering-out-of-order"
    severity: ClassVar[Severity] = "note"
    needs: ClassVar[Needs] = "text"

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]:
        """One a number that comes too late."""
        if not result.document.traits.typed_numbers:
            return
        numbered = [
            note
            for note in result.notes
            if whole_number(note.label) is not None and note.text.status not in ("missing", "duplicate")
        ]
        listed = [n for n in numbered if n.text.span]
        called = sorted((n for n in numbered if n.text.markers), key=lambda n: n.text.markers[0].span.start)
        told = set()
        for order, verb in ((listed, "stands"), (called, "is called")):
            for note, higher in _late(order):
                if note.label not in told:
                    told.add(note.label)
                    yield at_note(note, f"note {note.label} {verb} after note {higher}")


PLUGIN: type[Rule] = NumberingOutOfOrder
