"""The table of pages that stand in for the one requested, ``data/blocked_pages.tsv``: its own comment describes the kinds of rows."""

import re
from functools import cache
from importlib.resources import files

from msgspec import Struct

from citecheck.links.not_found_phrases import fold, thing_pattern
from citecheck.patterns import lazy_pattern

TABLE = "blocked_pages.tsv"
CHALLENGE = "a bot challenge"
_DOTTED = " .…!?\u00a0"
_PARTS = lazy_pattern(r"(?<!\s)\s++[|\-–—·•:»]++\s++|(?<=[.!?…])\s++|[|»]")


class StandIns(Struct, frozen=True):
    """Titles and what has them, titles that other pages have too, signs in the source, phrases and texts of pages, hosts, failures."""

    titles: dict[str, str]
    maybe: frozenset[str]
    source: tuple[tuple[bytes, str], ...]
    walls: tuple[tuple[re.Pattern[str], str], ...]
    texts: tuple[tuple[str, str], ...]
    hosts: dict[str, str]
    down: frozenset[str]
    named: dict[str, str]  # titles and failures as they are in paths, and "refused" or "failing"


@cache
def stand_ins() -> StandIns:
    """The parsed table."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in (files("citecheck.data") / TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, *texts, sender = line.split("\t")
            rows.setdefault(kind, []).append((*texts, sender.partition(", 20")[0]))
    return StandIns(
        {bare(text): sender if sender.startswith(("a ", "an ")) else CHALLENGE for text, sender in rows["title"]},
        frozenset(bare(text) for text, _ in rows["maybe"]),
        tuple((text.encode(), sender) for text, sender in rows["sign"]),
        tuple((lazy_pattern(thing_pattern(things, sayings)), sender) for things, sayings, sender in rows["wall"]),
        tuple((text, sender) for text, sender in rows["filter"]),
        {text: sender for text, sender, *_ in rows["host"]},
        frozenset(bare(text) for text, _ in rows["down"]),
        {_folded(text): "refused" for text, _ in rows["title"]} | {_folded(text): "failing" for text, _ in rows["down"]},
    )


def bare(title: str) -> str:
    """A title in lower case without the punctuation that ends it."""
    return title.lower().replace("’", "'").strip().rstrip(_DOTTED).lstrip("¡¿")


def parts(title: str) -> list[str]:
    """A title, and its parts between separators, bare."""
    return [part for part in map(bare, (title, *_PARTS.split(title.strip()))) if part]


def path_says(name: str) -> str | None:
    """Whether a path segment names a page that refuses access or a site that fails: ``accesso-negato``, ``site-maintenance``."""
    return stand_ins().named.get(_folded(re.sub(r"[-_+.]+", " ", name)))


def _folded(text: str) -> str:
    return " ".join(fold(text))
