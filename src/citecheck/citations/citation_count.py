"""Limits the number of different citations in a document: reading them takes most of a run's time."""

from collections.abc import Iterable

from citecheck.model.document import Hyperlink
from citecheck.model.errors import DocumentError

# A thesis has a few thousand citations, a printed bibliography some tens of thousands, of 100 to 200 characters each. Reading one takes
# 0.5 to 1.6 ms, however short it is. Limiting the number and, beyond it, the average length bounds the time for a megabyte.
# ``read_source`` caches as many.
MOST, LEAST = 4_000, 80


class CitationCount:
    """The different citations of a document, each identified by its text and links."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: set[int] = set()
        self._characters = 0

    def add(self, citations: Iterable[tuple[str, tuple[Hyperlink, ...]]]) -> None:
        """Count citations before they are read. Raises ``DocumentError`` if there are too many short ones."""
        for words, links in citations:
            if (one := hash((words, links))) not in self._seen:
                self._seen.add(one)
                self._characters += len(words) + sum(len(link.url) for link in links)
        if len(self._seen) > MOST and self._characters < LEAST * len(self._seen):
            message = (
                f"it has more than {MOST:,} different citations, of fewer than {LEAST} characters on average; split the document"
            )
            raise DocumentError(self._path, message)
