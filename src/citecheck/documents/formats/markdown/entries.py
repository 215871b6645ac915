"""The entries of a list of references in Markdown: items, with bullets or numbers, and paragraphs."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.entry_lines import FOUND_AT, ONLY_ADDRESS
from citecheck.documents.formats.markdown.rows import BULLET
from citecheck.documents.formats.markdown.sections import plain
from citecheck.documents.printed_labels import printed_labels
from citecheck.documents.reference_entries import announced, cites, dated, linked
from citecheck.links.urls import find_urls
from citecheck.patterns import lazy_pattern

ITEM = lazy_pattern(r"[ \t]*(?:[-*+•·–]|\d{1,4}[.)])[ \t]+")


class ListItem(Struct, frozen=True):
    """A note of a list: ``text[start:end]``, its text from ``body`` on; the label is empty in a list without numbers."""

    label: str
    start: int
    body: int
    end: int
    also: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()  # what its text is made of, if it is not in one piece


class NoteList(Struct, frozen=True):
    """The notes of a list, its label style (a key of ``LABELS``; empty without numbers), and why it is one of notes."""

    style: str
    items: tuple[ListItem, ...]
    why: str = ""


def with_parts(item: ListItem, parts: Sequence[tuple[int, int]]) -> ListItem:
    """An entry whose text goes on in these parts below it."""
    return replace(item, end=parts[-1][1], parts=((item.body, item.end), *parts)) if parts else item


def past_blank(text: str, at: int) -> int:
    """The offset of the first character from ``at`` on that is not white space."""
    return at + len(text[at : at + 40]) - len(text[at : at + 40].lstrip())


def references(masked: str, inside: Sequence[tuple[int, int]]) -> Iterator[ListItem]:
    """The bulleted items among some paragraphs; if there are none, those that look like references."""
    if _are_remarks(masked, inside):
        inside = [(a, b) for a, b in inside if cites(plain(masked[a:b])) and not BULLET.match(masked, a, b)]
    texts = [plain(masked[a:b]) for a, b in inside]
    found = _bullets(masked, inside) or those(inside, sorted({*announced(texts), *linked(texts), *dated(texts)}))
    yield from items_of(masked, found, numbered=False)


def items_of(masked: str, spans: Sequence[tuple[int, int]], *, numbered: bool = True) -> Iterator[ListItem]:
    """The items at some places, without their bullets and, in a list that may be ``numbered``, numbers."""
    for first, last in spans:
        mark = ITEM.match(masked, first, last) if numbered else BULLET.match(masked, first, last)
        yield ListItem("", first, mark.end() if mark else past_blank(masked, first), first + len(masked[first:last].rstrip()))


def _are_remarks(masked: str, inside: Sequence[tuple[int, int]]) -> bool:
    """Whether bullets are about the references that stand between them, as in an annotated bibliography."""
    bullets = sum(BULLET.match(masked, a, b) is not None for a, b in inside)
    if not bullets:
        return False
    cited = [BULLET.match(masked, a, b) is not None for a, b in inside if cites(plain(masked[a:b]))]
    return len(cited) > 1 and 2 * sum(cited) < min(bullets, len(cited))


def _bullets(masked: str, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The bulleted items; one inside another that is no reference belongs to it, and one that ends with a colon is a heading."""
    found: list[tuple[int, int]] = []
    least = 0
    marks = [(mark.end(), a, b) for a, b in inside if (mark := BULLET.match(masked, a, b))]
    addresses = _sole_addresses(masked, marks)
    for body, start, end in marks:
        words = masked[body:end].replace("*", "")
        column = start - masked.rfind("\n", 0, start)
        if found and (start in addresses or (column > least and (FOUND_AT.match(words) or not cites(plain(masked[start:end]))))):
            found[-1] = found[-1][0], end
            continue
        least = column
        if not masked[start:end].rstrip().endswith((":", "：")):
            found.append((start, end))
    return found


def _sole_addresses(masked: str, items: Sequence[tuple[int, int, int]]) -> set[int]:
    """Where an item begins that is the address of the item around it: the only one inside it, where that gives none. ``items``: their text's
    start, their start, their end.

    Several addresses inside an item are entries of their own below a heading.
    """
    columns = [past_blank(masked, start) - masked.rfind("\n", 0, start) for _, start, _ in items]
    words = [plain(masked[body:end]).strip() for body, _, end in items]
    return {
        items[at][1]
        for at in range(1, len(items))
        if columns[at - 1] < columns[at]
        and (at + 1 == len(items) or columns[at + 1] < columns[at])
        and ONLY_ADDRESS.fullmatch(words[at])
        and not words[at - 1].endswith((":", "："))
        and not find_urls(masked[items[at - 1][1] : items[at - 1][2]])
    }


def as_printed(masked: str, items: list[ListItem]) -> list[ListItem]:
    """The items with the labels that they print, ``[Doe21] Doe, Jane. …``, if they do."""
    printed = printed_labels([plain(masked[item.body : item.end]) for item in items])
    labels = zip(items, printed, strict=True) if printed else ()
    return [_labelled(item, label, at) if label else item for item, (label, at) in labels] or items


def _labelled(item: ListItem, label: str, at: int) -> ListItem:
    """An entry with the label that its text begins with; ``at``: where it goes on behind that."""
    body = item.body + at
    return replace(item, label=label, body=body, parts=((body, item.parts[0][1]), *item.parts[1:]) if item.parts else ())


def those(spans: Sequence[tuple[int, int]], positions: Sequence[int]) -> list[tuple[int, int]]:
    """The spans at some positions."""
    return [spans[at] for at in positions]
