"""A record cited as a note in the styles that people use, and read again: what a reader makes of a right citation.

The templates have the order and marks of the styles' manuals: APA 7, MLA 9, Chicago 17 (notes), IEEE, Vancouver (NLM), Harvard (Cite Them Right),
ACS and a Word user's own.
"""

import re
from collections.abc import Callable, Sequence

from citecheck.citations.read import read_source
from citecheck.model.reference import Item, Name, Source

SPACED = re.compile(r"[\s-]+")
Style = Callable[[Item], str]


def initials(name: Name, dot: str = ". ") -> str:
    """ "J. L." of "Jean-Luc"."""
    return "".join(f"{word[0]}{dot}" for word in SPACED.split(name.given or "") if word).strip()


def inverted(name: Name) -> str:
    return f"{name.family}, {initials(name)}" if name.given else name.family or name.literal or ""


def short(name: Name) -> str:
    return f"{initials(name)} {name.family}" if name.given else name.family or name.literal or ""


def whole(name: Name) -> str:
    return f"{name.given} {name.family}" if name.given else name.family or name.literal or ""


def vancouver_name(name: Name) -> str:
    return f"{name.family} {initials(name, '')}" if name.given else name.family or name.literal or ""


def joined(names: Sequence[str], last: str, most: int, others: str = ", et al.") -> str:
    """Names with the word before the last one; of more than ``most`` the first and "et al."."""
    if len(names) > most:
        return names[0].rstrip(",") + others
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def issue(item: Item, form: str) -> str:
    return form.format(item.issue) if item.issue else ""


def pages(item: Item, before: str) -> str:
    return f"{before}{item.page.replace('-', '–')}" if item.page else ""


def volume(item: Item, before: str) -> str:
    return f"{before}{item.volume}" if item.volume else ""


def year(item: Item) -> int:
    return item.issued.parts[0] if item.issued else 0


def apa(item: Item) -> str:
    names = joined([inverted(name) for name in item.author], ", & ", 20)
    end = (
        f"{volume(item, ', ')}{issue(item, '({})')}{pages(item, ', ')}."
        if item.type == "article-journal"
        else f"{pages(item, ', pp. ')}."
    )
    place = item.container_title if item.type == "article-journal" else f"In {item.container_title}"
    return f"{names} ({year(item)}). {item.title}. {place}{end}"


def mla(item: Item) -> str:
    first, *others = item.author
    names = joined([f"{first.family}, {first.given}" if first.given else whole(first), *map(whole, others)], ", and ", 2, ", et al")
    return f"{names}. “{item.title}.” {item.container_title}{volume(item, ', vol. ')}{issue(item, ', no. {}')}, {year(item)}{pages(item, ', pp. ')}."


def chicago(item: Item) -> str:
    names = joined(list(map(whole, item.author)), ", and " if len(item.author) > 2 else " and ", 3, " et al.")
    if item.type != "article-journal":
        return f"{names}, “{item.title},” in {item.container_title} ({year(item)}){pages(item, ', ')}."
    return f"{names}, “{item.title},” {item.container_title}{volume(item, ' ')}{issue(item, ', no. {}')} ({year(item)}){pages(item, ': ')}."


def ieee(item: Item) -> str:
    names = joined(list(map(short, item.author)), ", and " if len(item.author) > 2 else " and ", 6)
    if item.type != "article-journal":
        return f"{names}, “{item.title},” in {item.container_title}, {year(item)}{pages(item, ', pp. ')}."
    return f"{names}, “{item.title},” {item.container_title}{volume(item, ', vol. ')}{issue(item, ', no. {}')}{pages(item, ', pp. ')}, {year(item)}."


def vancouver(item: Item) -> str:
    names = joined(list(map(vancouver_name, item.author)), ", ", 6).rstrip(".")
    if item.type != "article-journal":
        return f"{names}. {item.title}. In: {item.container_title}; {year(item)}{pages(item, '. p. ')}."
    return f"{names}. {item.title}. {item.container_title}. {year(item)}{volume(item, ';')}{issue(item, '({})')}{pages(item, ':')}."


def harvard(item: Item) -> str:
    names = joined([inverted(name).replace(". ", ".") for name in item.author], " and ", 3, " et al.")
    place = item.container_title if item.type == "article-journal" else f"in {item.container_title}"
    return f"{names} ({year(item)}) ‘{item.title}’, {place}{volume(item, ', ')}{issue(item, '({})')}{pages(item, ', pp. ')}."


def acs(item: Item) -> str:
    names = "; ".join(map(inverted, item.author))
    place = item.container_title if item.type == "article-journal" else f"In {item.container_title}"
    return f"{names} {item.title}. {place} {year(item)}{volume(item, ', ')}{issue(item, ' ({})')}{pages(item, ', ')}."


def plain(item: Item) -> str:
    return f"{joined(list(map(whole, item.author)), ' and ', 4)}: {item.title}. {item.container_title}, {year(item)}."


STYLES: dict[str, Style] = {
    "APA": apa, "MLA": mla, "Chicago": chicago, "IEEE": ieee, "Vancouver": vancouver, "Harvard": harvard, "ACS": acs, "without numbers": plain,
}  # fmt: skip


def written(item: Item, style: Style) -> Source | None:
    """The source that the reader makes of an item in a style; None if the style cannot print it."""
    if not item.author or not item.title or not item.container_title:
        return None
    return read_source(style(item), None, None)
