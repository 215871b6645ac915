"""Finds the source that a short form refers to; none if several fit, or none does.

``Ibid.`` is the only source of the previous note; ``Smith, op. cit.`` the only work by Smith cited so far; ``supra note 4`` the
only source of note 4; ``Smith 2010`` the only work by Smith of 2010, bibliography included. Chains are followed to the full source.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.citations.cited_works import CitedWorks, Position, agrees, explains, work_of
from citecheck.citations.note_parse import Draft
from citecheck.citations.shortforms import ShortForm
from citecheck.model.reference import RefersTo, Source


def cited_works(notes: Sequence[Draft], before: CitedWorks | None = None) -> CitedWorks:
    """Every source cited in full. ``before`` is the result of an earlier pass over the same notes; its works are reused."""
    found = CitedWorks()
    entries = bibliography([draft.note.label for draft in notes])
    keys: set[str] = set()
    for number, draft in enumerate(notes):
        everywhere = draft.note.label in entries
        for at, (source, form) in enumerate(zip(draft.sources, draft.forms, strict=True)):
            if form is None and source.key not in keys:
                keys |= {source.key} if source.key else set()
                known = before.existing(source, (number, at)) if before else None
                found.add(known or work_of(source, (number, at), everywhere=everywhere))
    return found


def bibliography(labels: Sequence[str]) -> frozenset[str]:
    """The labels of unnumbered entries beside numbered notes."""
    return (
        frozenset(label for label in labels if label.startswith("u")) if any(label.isdigit() for label in labels) else frozenset()
    )


def is_known(works: CitedWorks, form: ShortForm, note: int) -> bool:
    """Whether a possible short form is one: exactly one work fits, and another note cites it."""
    words = len(form.head.split())
    if form.kind == "title" and not form.locator and words < 3:
        return False
    fitting = works.fitting(form, (note, 0))
    return len(fitting) == 1 and fitting[0].at[0] != note


def find_antecedents(notes: Sequence[Draft], works: CitedWorks) -> tuple[tuple[Source, ...], ...]:
    """The sources of every note, with ``refers_to`` set on resolved short forms."""
    search = _Search(notes, works, Counter(draft.note.label for draft in notes))
    search.run()
    return tuple(
        tuple(search.resolved(source, (number, at)) for at, source in enumerate(note.sources)) for number, note in enumerate(notes)
    )


class _Search(Struct):
    notes: Sequence[Draft]
    works: CitedWorks
    labels: Counter[str]
    numbers: dict[str, int] = field(default_factory=dict)
    targets: dict[Position, Position | None] = field(default_factory=dict)  # of short forms

    def run(self) -> None:
        """Resolve backward references in document order, then forward ones."""
        labels = [draft.note.label for draft in self.notes]
        self.numbers = {label: number for number, label in enumerate(labels) if self.labels[label] == 1}
        later: list[tuple[Position, ShortForm]] = []
        for number, draft in enumerate(self.notes):
            for at, form in enumerate(draft.forms):
                if form and form.below:
                    later.append(((number, at), form))
                elif form:
                    self.targets[number, at] = self._antecedent(form, (number, at))
        for here, form in later:
            self.targets[here] = self._numbered(form, here)

    def resolved(self, source: Source, here: Position) -> Source:
        """The source, with ``refers_to`` if it is a resolved short form."""
        target = self.targets.get(here)
        label = self.notes[target[0]].note.label if target else ""
        if target is None or self.labels[label] > 1:
            return source
        return replace(source, refers_to=RefersTo(label, target[1] + 1))

    def _end(self, here: Position) -> Position | None:
        """The full source at the end of a chain of short forms, or None."""
        number, at = here
        return self.targets.get(here) if self.notes[number].forms[at] else here

    def _antecedent(self, form: ShortForm, here: Position) -> Position | None:
        if form.kind == "note":
            return self._numbered(form, here)
        if form.kind == "same" or (form.kind in ("author", "place") and not form.head):
            return self._before(form, here)
        if not form.head:
            earlier = islice(takewhile(lambda work: work.at < here, self.works.all), 2)
            return _only(work.at for work in earlier)
        return _only(work.at for work in self.works.fitting(form, here))

    def _before(self, form: ShortForm, here: Position) -> Position | None:
        """The previous source of the same note, else the only source of the previous note."""
        number, at = here
        if at and not form.head:
            return self._end((number, at - 1))
        if not number or self.notes[number - 1].note.status == "missing":
            return None
        places = [(number, a) for a in range(at)] or [(number - 1, a) for a in range(len(self.notes[number - 1].sources))]
        return self._one_of(places, form)

    def _numbered(self, form: ShortForm, here: Position) -> Position | None:
        number = self.numbers.get(form.number or "")
        if number is None or number == here[0] or (number > here[0]) != form.below:
            return None
        return self._one_of([(number, at) for at in range(len(self.notes[number].sources))], form)

    def _one_of(self, places: Sequence[Position], form: ShortForm) -> Position | None:
        """The only work that the sources refer to; if the short form has a name, the only one that fits it."""
        targets = [(place, self._end(place)) for place in places]
        if not form.head:
            return _only(target for _, target in targets)
        known = [target for _, target in targets if target]
        fitting = [target for target in known if (work := self.works.by_place.get(target)) and explains(work, form)]
        fitting = fitting or [t for t in known if agrees(self.notes[t[0]].sources[t[1]], form)]
        return _only(fitting)


def _only(places: Iterable[Position | None]) -> Position | None:
    """The place, if all are equal."""
    found = set(places)
    return found.pop() if len(found) == 1 else None
