"""What formats of text files share."""

from collections.abc import Iterable

from citecheck.documents.edits import splice_bytes
from citecheck.model.finding import Edit


class TextFormat:
    """The base class of formats with edits in the text of the file."""

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Return the bytes with the edits applied. Raises ``WriteError`` if the file does not have the expected text."""
        return splice_bytes(data, edits)
