"""A document's bytes with its repairs made."""

from citecheck.app import wiring
from citecheck.model.report import Examined
from citecheck.repairs.proposals import apply


def repaired(examined: Examined, *, unsafe: bool = False) -> bytes:
    """The bytes with the safe repairs of ``examined.repairs`` made, or all with ``unsafe``. Raises ``WriteError`` where the format refuses."""
    wanted = [one for one in examined.repairs if one.fix.safe or unsafe]
    after, _ = apply(examined.document, examined.notes, wanted, wiring.plugins("formats")[examined.document.format]())
    return after
