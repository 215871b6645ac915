"""Finds the notes of wikitext and their displayed numbers: by first use, per group."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.formats.wikitext.body import SHORTENED
from citecheck.documents.formats.wikitext.syntax import Ref, Template, Wikitext, decoded, refs
from citecheck.documents.numerals import alphabetic, roman
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

REFERENCES = lazy_pattern(r"<references\b(?P<attributes>[^<>]*?)(?P<empty>/?)>", re.IGNORECASE)
REFERENCES_END = lazy_pattern(r"</references\s*>", re.IGNORECASE)
GROUP = lazy_pattern(r"\bgroup\s*=\s*[\"']?(?P<group>[^\"'>/]+)", re.IGNORECASE)
# Templates that contain a note, and the group they count in.
NOTE_TEMPLATES = {
    "efn": "lower-alpha",
    "efn-ua": "upper-alpha",
    "efn-lr": "lower-roman",
    "efn-ur": "upper-roman",
    "refn": "",
    "#tag:ref": "",
    "efn-lg": "lower-greek",
}
# Templates that print the notes of a group, and that group.
LIST_TEMPLATES = {
    **dict.fromkeys((
        "reflist", "references", "refs", "#tag:references", "références", "listaref", "referencias", "referências", "notas e referências", "ref-section",
        "примечания", "примітки", "przypisy", "appendix", "fotnoter", "referenslista", "referanser", "reflista", "kaynakça", "مراجع", "ثبت المراجع",
        "پانویس", "הערות שוליים", "reference", "viitteet", "referències", "jegyzetek", "reflist-talk", "reftalk", "sources-talk", "talkref", "talk reflist", "ref list", "reference list", "參考資料", "脚注リスト", "각주",
    ), ""),
    "notelist": "lower-alpha", "notelist-ua": "upper-alpha", "notelist-lr": "lower-roman", "notelist-ur": "upper-roman", "notelist-lg": "lower-greek",
}  # fmt: skip
RECALLS = frozenset({"r", "refname"})
MAX_LISTS = 50  # of notes on one page
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


class WikiNote(Struct):
    """A note: its displayed label, the spans of its definitions and of the parts of their content, and its calls.

    ``chapter`` counts the lists printed before it, for each begins the numbers and names of its group anew.
    """

    label: str
    written: list[tuple[Span, tuple[Span, ...]]] = field(default_factory=list)
    calls: list[Span] = field(default_factory=list)
    chapter: int = 0


class _List(Struct, frozen=True):
    """A printed list: its span, that of the notes that it defines, and its group."""

    start: int
    end: int
    group: str


class _Notes(Struct):
    """The notes found so far, by group, chapter and name."""

    found: dict[tuple[str, int, str], WikiNote] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    by_name: dict[str, WikiNote] = field(default_factory=dict)
    of_group: dict[tuple[str, str], list[WikiNote]] = field(default_factory=dict)  # by group and name

    def get(self, ref: Ref, chapter: int) -> WikiNote:
        """The note of a call; a new one gets the next number."""
        key = (ref.group, chapter, ref.name or f"\0{ref.start}")
        if key not in self.found:
            number = self.counts[key[:2]] = self.counts.get(key[:2], 0) + 1
            self.found[key] = WikiNote(printed(ref.group, number), chapter=chapter)
            self.by_name.setdefault(ref.name, self.found[key])
            self.of_group.setdefault((ref.group, ref.name), []).append(self.found[key])
        return self.found[key]

    def defined(self, ref: Ref, number: int) -> WikiNote:
        """The note that a list defines: of its group, the last chapter that calls it; its name alone where it repeats no group."""
        same = self.of_group.get((ref.group, ref.name), []) if ref.name else []
        waiting = [note for note in same if not note.written]
        if found := (waiting or same)[-1:] or [note for note in (self.by_name.get(ref.name),) if ref.name and note]:
            return found[0]
        return self.found.setdefault((ref.group, -1, ref.name or f"\0u{number}"), WikiNote(ref.name or f"u{number}"))


def find_notes(page: Wikitext) -> list[WikiNote]:
    """The notes in order of first use, then uncalled ones."""
    lists = list(_lists(page))[:MAX_LISTS]
    notes = _Notes()
    later: list[Ref] = []
    events = sorted((*refs(page), *_templates(page)), key=lambda ref: ref.start)
    called = any(_list_of(ref, lists) is None for ref in events)
    for ref in events:
        around = _list_of(ref, lists)
        if called and around is not None and not (later and ref.end <= later[-1].end):  # one in a note of a list is a call
            later.append(replace(ref, group=ref.group or around.group))
            continue
        chapter = sum(one.group == ref.group and one.end <= ref.start for one in lists)
        if ref.follows and (continued := notes.found.get((ref.group, chapter, ref.follows))) and continued.written and ref.inner:
            span, parts = continued.written[-1]
            continued.written[-1] = span, (*parts, ref.inner)
            continue
        note = notes.get(ref, chapter)
        note.calls.append(Span(ref.start, ref.end))
        if ref.inner is not None:
            note.written.append((Span(ref.start, ref.end), (ref.inner,)))
    for number, ref in enumerate(later, 1):
        if ref.inner is not None:
            notes.defined(ref, number).written.append((Span(ref.start, ref.end), (ref.inner,)))
    return _joined(notes)


def _joined(notes: _Notes) -> list[WikiNote]:
    """The notes; a call without a definition in its chapter belongs to the note of that name in another one."""
    written = {(group, name): note for (group, _, name), note in reversed(notes.found.items()) if note.written}
    out = []
    for (group, _, name), note in notes.found.items():
        other = written.get((group, name)) if not note.written else None
        if other:
            other.calls += note.calls
        else:
            out.append(note)
    return out


def _list_of(ref: Ref, lists: list[_List]) -> _List | None:
    return next((one for one in lists if one.start <= ref.start and ref.end <= one.end), None)


def _lists(page: Wikitext) -> Iterator[_List]:
    """The printed lists."""
    ends = [match.end() for match in REFERENCES_END.finditer(page.masked)]
    for match in REFERENCES.finditer(page.masked):
        named = GROUP.search(match["attributes"])
        at = bisect_left(ends, match.end())
        end = match.end() if match["empty"] or at == len(ends) else ends[at]
        yield _List(match.start(), end, " ".join(decoded(named["group"]).split()) if named else "")
    for template in page.templates:
        if template.name in LIST_TEMPLATES:
            group = template.find("group", "grupo", "gruppe", "groupe", "grupa", "группа", "gruppo", "grup", "مجموعة", "گروه")
            named_group = decoded(page.masked[group.start : group.end]) if group else ""
            yield _List(template.start, template.end, named_group or LIST_TEMPLATES[template.name])


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
        return " ".join(decoded(page.masked[found.start : found.end]).split()).strip("\"'") if found else ""

    first = template.find("1")
    if template.name in SHORTENED and template.name.startswith("sfn"):
        key = "|".join(page.masked[p.start : p.end] for p in template.parameters if p.name not in ("ps",))
        yield Ref(template.start, template.end, Span(template.start, template.end), f"\0sfn{key}")
    elif template.name in NOTE_TEMPLATES and (first or value("name")):
        yield Ref(
            template.start,
            template.end,
            Span(first.start, first.end) if first and page.masked[first.start : first.end].strip() else None,
            value("name"),
            value("group") or NOTE_TEMPLATES[template.name],
            value("follow"),
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
