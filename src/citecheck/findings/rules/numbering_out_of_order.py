"""A note that is called in the text, or listed, after one with a higher number.

Reported only if the numbers are typed by hand (plain text; Markdown numbers notes itself) and most of them ascend. Lists sorted by
author are skipped, because the text calls their numbers in any order.

To fix: number the notes in the order in which the text calls them.
"""

from citecheck.documents.numerals import whole_number
from citecheck.findings.rules._at import at_note
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.document import Note
from citecheck.model.report import DocumentResult

MOSTLY = 0.8  # share of numbers that must ascend before the others are reported


def _late(order: list[Note]) -> list[tuple[Note, int]]:
    """Notes with a number below an earlier one, and the highest earlier number; none if the list follows another order."""
    highest, late = 0, []
    for note in order:
        number = whole_number(note.label) or 0
        if number < highest:
            late.append((note, highest))
        highest = max(highest, number)
    return late if len(late) <= (1 - MOSTLY) * len(order) else []


@rule("CC106", "numbering-out-of-order", "note", needs="text")
def numbering_out_of_order(result: DocumentResult) -> Drafts:
    if not result.document.traits.typed_numbers:
        return
    numbered = [
        note for note in result.notes if whole_number(note.label) is not None and note.text.status not in ("missing", "duplicate")
    ]
    listed = [n for n in numbered if n.text.span]
    called = sorted((n for n in numbered if n.text.markers), key=lambda n: n.text.markers[0].span.start)
    reported = set()
    for order, verb in ((listed, "is listed"), (called, "is called")):
        for note, higher in _late(order):
            if note.label not in reported:
                reported.add(note.label)
                yield at_note(note, f"note {note.label} {verb} after note {higher}")


PLUGIN = numbering_out_of_order
