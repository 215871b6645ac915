"""The numbers of AsciiDoc's footnotes: each takes the next one where it is first used; a name's later uses call the first one of that name."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from citecheck.documents.inline_marks import Mark

Labelled = tuple[str, Mark]


class Footnotes(Struct):
    """The footnotes and their calls by number. ``holders``: spans of the attributes that hold a footnote, by name."""

    text: str
    marks: Sequence[Mark]
    holders: Mapping[str, tuple[int, int]]
    notes: list[Labelled] = field(default_factory=list)
    calls: list[Labelled] = field(default_factory=list)
    _held: dict[str, Mark] = field(default_factory=dict)
    _named: dict[str, Mark] = field(default_factory=dict)
    _numbers: dict[int, str] = field(default_factory=dict)  # by start

    def __post_init__(self) -> None:
        self._find()
        for mark, definition in self._uses():
            if definition is None:
                self.calls.append((mark.label, mark))
                continue
            known = definition.start in self._numbers
            label = self._numbers.setdefault(definition.start, str(len(self._numbers) + 1))
            self.calls.append((label, mark))
            if not known:
                self.notes.append((label, definition))
            elif mark.kind == "note" and mark is not definition and self._words(mark) != self._words(definition):
                self.notes.append((label, mark))
        self.notes.sort(key=lambda one: one[1].start)

    def _find(self) -> None:
        owners = sorted((start, end, name) for name, (start, end) in self.holders.items())
        for mark in (mark for mark in self.marks if mark.kind == "note"):
            while owners and owners[0][1] < mark.start:
                owners.pop(0)
            if owners and owners[0][0] <= mark.start:
                self._held.setdefault(f"{{{owners[0][2]}}}", mark)
            if mark.label:
                self._named.setdefault(mark.label, mark)

    def _uses(self) -> Iterator[tuple[Mark, Mark | None]]:
        """Each use with the footnote that it shows; of attributes that are not used here, the footnote itself."""
        held = {mark.start for mark in self._held.values()}
        called = set()
        for mark in self.marks:
            if mark.kind == "call":
                found = self._first(self._held.get(mark.label)) or self._named.get(mark.label)
                called.add(found.start if found else -1)
                yield mark, found
            elif mark.kind == "note" and mark.start not in held:
                yield mark, self._first(mark)
        yield from ((mark, mark) for mark in self._held.values() if mark.start not in called)

    def _first(self, mark: Mark | None) -> Mark | None:
        return self._named.get(mark.label, mark) if mark and mark.label else mark

    def _words(self, mark: Mark) -> list[str]:
        return self.text[mark.first : mark.last].split()
