"""Finds the cited work that an entry of a list of references prints."""

from collections.abc import Collection, Iterable

from citecheck.documents.citation_fields import CitedItem
from citecheck.documents.printed_data import years
from citecheck.language.alphanumeric import letters
from citecheck.model.reference import Item

LONG_TITLE = 25  # letters of one that identifies a work without its author
GRAM = 8  # letters of a title by which it is looked up
MOST = 20  # works with the same beginning, or of one author and year
MAX_ENTRY = 3_000  # characters of an entry that is compared; a longer paragraph is text


def names(item: Item, printed: str) -> bool:
    """Whether a text names a work: by its first author or editor, or its title."""
    people = item.author or item.editor
    wanted = [letters(people[0].family or people[0].literal or "")] if people else []
    return any(one and one in letters(printed) for one in (*wanted, letters(item.title or "")))


class Works:
    """The cited works of a document, looked up by what an entry of its list prints."""

    def __init__(self, works: Iterable[CitedItem]) -> None:
        self._titles: dict[str, list[tuple[str, CitedItem]]] = {}
        self._authors: dict[tuple[str, str], list[CitedItem]] = {}
        for one in works:
            title, people = letters(one.item.title or ""), one.item.author or one.item.editor
            if len(title) >= GRAM:
                self._titles.setdefault(title[:GRAM], []).append((title, one))
            if people and one.item.issued and one.item.issued.parts:
                family = letters(people[0].family or people[0].literal or "")
                self._authors.setdefault((family, str(one.item.issued.parts[0])), []).append(one)

    def printed_in(self, entry: str) -> CitedItem | None:
        """The only work whose title and first author an entry prints."""
        if not self._titles or len(entry) > MAX_ENTRY:
            return None
        said = letters(entry)
        grams = {said[at : at + GRAM] for at in range(len(said) - GRAM + 1)} & self._titles.keys()
        found = [(title, one) for gram in grams for title, one in self._titles[gram][:MOST] if _prints(one.item, title, said)]
        longest = max((len(title) for title, _ in found), default=0)
        best = [one for title, one in found if len(title) == longest]
        return best[0] if len(best) == 1 else None

    def like(self, entry: str, printed: Collection[str]) -> CitedItem | None:
        """The only work of an entry's author and year with most of its title's words, if no other entry prints that; ``printed``: their keys."""
        if len(entry) > MAX_ENTRY:
            return None
        said, words = letters(entry), [letters(word) for word in entry.split()[:6]]
        near = [one for word in words for year in years(entry) for one in self._authors.get((word, year), [])[:MOST]]
        alike = {one.key: one for one in near if one.key not in printed and _shares_words(one.item.title or "", said)}
        return next(iter(alike.values())) if len(alike) == 1 else None


def _prints(item: Item, title: str, said: str) -> bool:
    """Whether an entry prints a work's title and first author; the title must be long if it has no author."""
    people = item.author or item.editor
    family = letters(people[0].family or people[0].literal or "") if people else ""
    return title in said and (family in said if family else len(title) >= LONG_TITLE)


def _shares_words(title: str, said: str) -> bool:
    words = [word for one in title.split() if len(word := letters(one)) > 3]
    return len(words) >= 3 and sum(word in said for word in words) >= 0.75 * len(words)
