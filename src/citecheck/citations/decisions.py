"""One decision on the way of a note from its document to its sources, as ``parse --explain`` prints it."""

from dataclasses import dataclass

from citecheck.model.place import Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and why. ``span`` is in the document, ``text`` what stands there; ``source`` counts from 1, 0 is the whole note.

    ``before`` and ``after`` are what the decision changed.
    """

    step: str
    reason: str
    text: str = ""
    span: Span | None = None
    before: str = ""
    after: str = ""
    source: int = 0
