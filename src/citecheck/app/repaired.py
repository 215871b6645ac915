"""A document's bytes with its repairs made."""

from citecheck.app import wiring
from citecheck.model.report import DocumentResult
from citecheck.repairs.proposals import apply


def repaired(result: DocumentResult, *, unsafe: bool = False) -> bytes:
    """The bytes with the safe repairs of ``examined.repairs`` made, or all with ``unsafe``. Raises ``WriteError`` where the format refuses."""
    wanted = [one for one in result.repairs if one.fix.safe or unsafe]
    after, _ = apply(result.document, result.notes, wanted, wiring.plugins("formats")[result.document.format]())
    return after
