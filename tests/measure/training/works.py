"""Real works of public bibliographies, to print in the habits of invented references: people, titles and publications that belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.measure.training.renewed import script
from tests.measure.training.words import Language

KINDS = {
    "article-journal": "journal",
    "article-newspaper": "news",
    "article-magazine": "news",
    "article": "report",
    "book": "book",
    "thesis": "book",
    "chapter": "chapter",
    "entry-encyclopedia": "chapter",
    "paper-conference": "chapter",
    "report": "report",
    "webpage": "web",
    "post-weblog": "web",
    "software": "web",
    "document": "report",
}
LONGEST = 180  # characters of a title
MOST = 6  # people; works of more are left out
USED = 0.6  # of the invented references are of a real work

Name = tuple[str, str]  # given name, family name


@dataclass(frozen=True, slots=True)
class Work:
    """What a bibliography says of a work; empty where it says nothing."""

    kind: str
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    container: str
    publisher: str
    place: str
    collection: str


class Works:
    """The works by kind and script."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self.found: dict[tuple[str, str], list[Work]] = {}
        for work in works:
            self.found.setdefault((work.kind, script(work.title)), []).append(work)

    def drawn(self, language: Language, kind: str, chance: Random) -> Work | None:
        """A work of a kind in the script of a language; None where there are few, or by chance."""
        fit = self.found.get((kind, script(language.subjects)), ())
        return chance.choice(fit) if len(fit) > 20 and chance.random() < USED else None


def works_of(items: Iterable[dict[str, Any]]) -> Works:
    """The works of CSL items that are whole enough to be printed."""
    return Works(work for item in items if (work := _work(item)))


def _work(item: dict[str, Any]) -> Work | None:
    title = str(item.get("title", "")).rstrip(".")
    authors = _names(item, "author")
    if item["type"] not in KINDS or not 4 < len(title) <= LONGEST or len(authors) > MOST or any(mark in title for mark in "\\{}$"):
        return None
    return Work(
        KINDS[item["type"]],
        title,
        authors,
        _names(item, "editor"),
        _bare(item, "container-title"),
        _bare(item, "publisher"),
        _bare(item, "publisher-place"),
        _bare(item, "collection-title"),
    )


def _bare(item: dict[str, Any], name: str) -> str:
    value = str(item.get(name, "")).strip(" .,")
    return "" if any(mark in value for mark in "\\{}$") or len(value) > LONGEST else value


def _names(item: dict[str, Any], role: str) -> tuple[Name, ...]:
    found = []
    for name in item.get(role, ()):
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
        if not family or not name.get("given") or any(mark in family + name["given"] for mark in "\\{}$,"):
            return ()
        found.append((name["given"], family))
    return tuple(found)
