"""One step of reading a note, as ``parse --explain`` prints it."""

from dataclasses import dataclass

from citecheck.model.place import Span


@dataclass(frozen=True, slots=True)
class Decision:
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
