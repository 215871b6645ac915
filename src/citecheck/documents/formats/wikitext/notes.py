"""Finds the notes of wikitext and their displayed numbers: by first use, per group."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from citecheck.documents.formats.wikitext.body import SHORTENED
from citecheck.documents.formats.wikitext.syntax import Ref, Template, Wikitext, refs
from citecheck.documents.numerals import alphabetic, roman
from citecheck.model.place import Span

REFERENCES = re.compile(r"<references\b[^<>]*(?<!/)>", re.IGNORECASE)
REFERENCES_END = re.compile(r"</references", re.IGNORECASE)
# Templates that hold a note, and the group they count in.
NOTE_TEMPLATES = {
    "efn": "lower-alpha",
    "efn-ua": "upper-alpha",
    "efn-lr": "lower-roman",
    "efn-ur": "upper-roman",
    "refn": "",
    "#tag:ref": "",
    "efn-lg": "lower-greek",
}
LIST_TEMPLATES = frozenset({"reflist", "notelist", "références", "references", "refs"})
RECALLS = frozenset({"r", "refname"})
MAX_LISTS = 50  # of notes on one page
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


@dataclass(slots=True)
class WikiNote:
    """A note: its displayed label, the spans of its definitions and of their content, and its calls."""

    label: str
    written: list[tuple[Span, Span]] = field(default_factory=list)
    calls: list[Span] = field(default_factory=list)


def find_notes(page: Wikitext) -> list[WikiNote]:
    """The notes in order of first use, then uncalled ones."""
    lists = list(_lists(page))[:MAX_LISTS]
    found: dict[tuple[str, str], WikiNote] = {}
    counts: dict[str, int] = {}
    later: list[Ref] = []
    events = sorted((*refs(page), *_templates(page)), key=lambda ref: ref.start)
    called = any(not _within(ref, lists) for ref in events)
    for number, ref in enumerate(events):
        if called and _within(ref, lists):
            later.append(ref)
            continue
        key = (ref.group, ref.name or f"\0{number}")
        if key not in found:
            counts[ref.group] = counts.get(ref.group, 0) + 1
            found[key] = WikiNote(printed(ref.group, counts[ref.group]))
        found[key].calls.append(Span(ref.start, ref.end))
        if ref.inner is not None:
            found[key].written.append((Span(ref.start, ref.end), ref.inner))
    by_name = {name: note for (_, name), note in reversed(found.items()) if name}  # a list-defined note need not repeat its group
    for number, ref in enumerate(later, 1):
        note = (
            found.get((ref.group, ref.name))
            or by_name.get(ref.name)
            or found.setdefault((ref.group, ref.name or f"\0u{number}"), WikiNote(ref.name or f"u{number}"))
        )
        if ref.inner is not None:
            note.written.append((Span(ref.start, ref.end), ref.inner))
    return list(found.values())


def _within(ref: Ref, lists: list[Span]) -> bool:
    return any(span.start <= ref.start and ref.end <= span.end for span in lists)


def _lists(page: Wikitext) -> Iterator[Span]:
    """The spans of list-defined notes."""
    ends = [match.start() for match in REFERENCES_END.finditer(page.masked)]
    for match in REFERENCES.finditer(page.masked):
        if (at := bisect_left(ends, match.end())) < len(ends):
            yield Span(match.end(), ends[at])
    for template in page.templates:
        if template.name in LIST_TEMPLATES and (notes := template.find("refs", "notes", "liste")):
            yield Span(notes.start, notes.end)


def _templates(page: Wikitext) -> Iterator[Ref]:
    """The templates that are notes, outside ``<ref>``."""
    inside = [Span(ref.start, ref.end) for ref in refs(page)]
    at = 0
    for template in page.templates:
        while at < len(inside) and inside[at].end <= template.start:
            at += 1
        if at < len(inside) and inside[at].start <= template.start:
            continue
        yield from _noted(page, template)


def _noted(page: Wikitext, template: Template) -> Iterator[Ref]:
    def value(name: str) -> str:
        found = template.find(name)
        return page.masked[found.start : found.end] if found else ""

    first = template.find("1")
    if template.name in SHORTENED and template.name.startswith("sfn"):
        key = "|".join(page.masked[p.start : p.end] for p in template.parameters if p.name not in ("ps",))
        yield Ref(template.start, template.end, Span(template.start, template.end), f"\0sfn{key}")
    elif template.name in NOTE_TEMPLATES and first:
        yield Ref(
            template.start,
            template.end,
            Span(first.start, first.end),
            value("name"),
            value("group") or NOTE_TEMPLATES[template.name],
        )
    elif template.name in RECALLS:
        for parameter in template.parameters:
            if parameter.name.isdecimal() and parameter.end > parameter.start:
                yield Ref(template.start, template.end, None, page.masked[parameter.start : parameter.end], value("group"))


def printed(group: str, number: int) -> str:
    """The label that MediaWiki prints for the number of a group."""
    if group in ("lower-alpha", "upper-alpha"):
        return alphabetic(number).upper() if group == "upper-alpha" else alphabetic(number)
    if group in ("lower-roman", "upper-roman"):
        return roman(number).upper() if group == "upper-roman" else roman(number)
    if group == "lower-greek":
        return GREEK[(number - 1) % len(GREEK)]
    return f"{group} {number}" if group else str(number)
