"""References whose parts stand below them as named fields, ``- DOI: https://…``, and references that are headings, ``### Moor, A. (2014). Salt.``"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise

from citecheck.documents.entry_lines import FOUND_AT
from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.formats.markdown.entries import ListItem, with_parts
from citecheck.documents.formats.markdown.rows import BULLET
from citecheck.documents.formats.markdown.sections import MARKS, Section, plain
from citecheck.documents.reference_entries import cites
from citecheck.links.urls import find_urls
from citecheck.patterns import lazy_pattern

FIELD = lazy_pattern(r"[ \t]*[-*+•][ \t]+(?:\*\*|__)?(?P<name>[^\W\d_][^:：*\n\[\](){}<>]{0,30})(?:\*\*|__)?[ \t]?[:：]")
MIN_RECORDS = 2
LONGEST = 300  # characters of a field with an address
Span = tuple[int, int]


def field_names(masked: str, paragraphs: Sequence[Span]) -> frozenset[str]:
    """The names with which bullets below several references begin, once below each."""
    below: dict[str, list[Span]] = defaultdict(list)
    head: Span | None = None
    for start, end in paragraphs:
        if not BULLET.match(masked, start, end):
            head = start, end
        elif head and (found := FIELD.match(masked, start, end)):
            below[found["name"].strip().casefold()].append(head)
    citing = {span for span in set(chain.from_iterable(below.values())) if cites(plain(masked[slice(*span)]))}
    heads = {name: [span for span in spans if span in citing] for name, spans in below.items()}
    return frozenset(name for name, spans in heads.items() if len(set(spans)) == len(spans) >= MIN_RECORDS)


def without_fields(masked: str, inside: Sequence[Span], names: frozenset[str]) -> tuple[list[Span], dict[int, tuple[Span, ...]]]:
    """The paragraphs that are no fields, and by their starts the field below them that leads to the source."""
    kept: list[Span] = []
    fields: dict[int, list[Span]] = {}
    for start, end in inside:
        mark, found = BULLET.match(masked, start, end), FIELD.match(masked, start, end)
        if not names or not mark or not kept:
            kept.append((start, end))
        elif found and found["name"].strip().casefold() in names:
            fields.setdefault(kept[-1][0], []).append((start, end))
        elif kept[-1][0] not in fields:  # else a remark among fields
            kept.append((start, end))
    return kept, {head: _leading(masked, head, below) for head, below in fields.items()}


def reference_headings(masked: str, blocks: Blocks, sections: Sequence[Section]) -> dict[int, ListItem]:
    """The headings in sections of a bibliography that are its references, each with the field below it that leads to the source, by their ends.

    None unless most of the innermost headings are references.
    """
    listed = {section.start for section in sections if section.listed and not section.headed}
    ends = [*(start for start, _, _ in blocks.headings), len(masked)]
    inner = [(start, end, after) for (start, end, _), after in zip(blocks.headings, ends[1:], strict=True) if end in listed]
    citing = [(start, end, after) for start, end, after in inner if cites(plain(masked[start:end]))]
    deeper = sum(_level(masked, one) < _level(masked, another) for one, another in pairwise(inner))
    leaves = len(inner) - deeper
    if len(citing) < max(MIN_RECORDS, leaves / 2):
        return {}
    return {
        end: _record(masked, (start, end), [one for one in blocks.texts if end <= one[0] < after]) for start, end, after in citing
    }


def _record(masked: str, heading: Span, below: Sequence[Span]) -> ListItem:
    first, last = _words(masked, *heading)
    return with_parts(ListItem("", heading[0], first, last), _leading(masked, first, below))


def _words(masked: str, start: int, end: int) -> Span:
    """A heading without its marks."""
    mark = MARKS.match(masked, start, end)
    first = mark.end() if mark else start
    return first + len(masked[first:end]) - len(masked[first:end].lstrip()), start + len(masked[start:end].rstrip(" \t#\r\n"))


def _level(masked: str, heading: tuple[int, int, int]) -> int:
    mark = MARKS.match(masked, *heading[:2])
    return len(mark["marks"]) if mark else 1


def _leading(masked: str, head: int, below: Sequence[Span]) -> tuple[Span, ...]:
    """The first field that holds an address or a number of the source, without its bullet; none if the reference has an address."""
    end = masked.find("\n", head)
    if find_urls(masked[head : end if end >= 0 else len(masked)]):
        return ()
    for start, end in below:
        mark, last = BULLET.match(masked, start, end), start + len(masked[start:end].rstrip())
        words = masked[mark.end() : last].replace("*", "") if mark else ""
        if FOUND_AT.match(words) or (FIELD.match(masked, start, end) and len(words) <= LONGEST and len(find_urls(words)) == 1):
            return (((mark.end() if mark else start), last),)
    return ()
