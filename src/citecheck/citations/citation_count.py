"""How many different citations a document may have: each is read word by word, which takes most of a run's time."""

from collections.abc import Iterable

from citecheck.model.document import Hyperlink
from citecheck.model.errors import DocumentError

# A thesis has a few thousand citations, a printed bibliography some tens of thousands, of 100 to 200 characters each. To read one takes
# 0.3 to 0.9 milliseconds, however short it is: so many, and beyond them so few characters each on average, bound the time for a megabyte.
# ``read_source`` remembers as many, so that one that comes again takes no time.
MOST, LEAST = 8_000, 80


class CitationCount:
    """The different citations of a document, each by what is read of it: its words and its links."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: set[int] = set()
        self._characters = 0

    def add(self, citations: Iterable[tuple[str, tuple[Hyperlink, ...]]]) -> None:
        """Counts citations that are going to be read. Raises ``DocumentError`` for more, and shorter ones, than a document has."""
        for words, links in citations:
            if (one := hash((words, links))) not in self._seen:
                self._seen.add(one)
                self._characters += len(words) + sum(len(link.url) for link in links)
        if len(self._seen) > MOST and self._characters < LEAST * len(self._seen):
            message = (
                f"it has more than {MOST:,} different citations, of fewer than {LEAST} characters on average; split the document"
            )
            raise DocumentError(self._path, message)
