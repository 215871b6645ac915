"""One step of reading a note, as ``parse --explain`` prints it."""

from msgspec import Struct

from citecheck.model.place import Span


class Decision(Struct, frozen=True):
    """What was decided, and why. ``span`` is in the document, ``text`` its text; ``source`` counts from 1, 0 is the note.

    ``before`` and ``after`` are the values around the decision.
    """

    step: str
    reason: str
    text: str = ""
    span: Span | None = None
    before: str = ""
    after: str = ""
    source: int = 0
