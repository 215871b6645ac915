"""Finds the companion files of a text by folder, name and label, in time linear in the number of documents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from os.path import normpath
from pathlib import Path, PurePath

from msgspec import Struct, field

from citecheck.model.document import Document, Marker
from citecheck.patterns import lazy_pattern

NAMES = (
    "notes", "footnotes", "endnotes", "references", "note", "fussnoten", "anmerkungen", "notas", "refs", "sources", "bibliography",
    "fußnoten", "endnoten", "noten", "voetnoten", "noter", "fotnoter", "fodnoter", "przypisy", "poznámky", "poznamky", "dipnotlar",
    "примечания", "сноски", "注释", "脚注", "bibliografia", "bibliographie", "literatur", "literatura",
)  # fmt: skip
WORDS_OF_NAME = frozenset(NAMES)
SEPARATORS = "-_. "  # between the name of a text and the word for its notes
MIN_SHARE = 0.5  # minimum share of the notes that a text calls in a list
_WORD = lazy_pattern(r"[^\W_]++")
MIN_NAME = 3  # characters of a label that no other list of a folder has by chance


def is_name(label: str) -> bool:
    """Whether a label is a name that is given once in a folder, and no number or letter that every list begins with."""
    return len(label) >= MIN_NAME and not label.isdecimal()


def open_calls(document: Document) -> tuple[Marker, ...]:
    """The calls of notes that the document itself does not contain; of one that has notes, only those by name."""
    own = any(note.status != "missing" for note in document.notes)
    lost = (note for note in document.notes if note.status == "missing" and (not own or is_name(note.label)))
    return (*chain.from_iterable(note.markers for note in lost), *document.calls)


def may_be_joined(document: Document) -> bool:
    """Whether a document may get notes or calls from others, or have them; else it is complete."""
    own = [note for note in document.notes if note.status != "missing"]
    helps = document.traits.is_bibliography or bool(own and not any(note.markers for note in own))
    return bool(open_calls(document) or document.parts or document.companions or helps)


def could_hold(text: str, other: str) -> bool:
    """Whether a file is named like the notes of a text: ``notes.md``, ``chapter1-notes.md``."""
    stem, name = _stem(text), _stem(other)
    own = name.removeprefix(stem).strip(SEPARATORS)
    return name != stem and own in NAMES


def is_named_after(text: str, other: str) -> bool:
    """Whether a file is named like the notes of this text alone: ``chapter1-notes.md``, not ``notes.md``."""
    return could_hold(text, other) and _stem(other).startswith(_stem(text))


class NotesFiles:
    """The files among these that are named like notes, by the text that they may belong to."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._of_any: list[int] = []
        self.of_names: list[int] = []  # with a word for notes anywhere in their name: a text may call notes in them by name
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for at, path in enumerate(paths):
            name = _stem(path)
            if name.strip(SEPARATORS) in NAMES:
                self._of_any.append(at)
            if not WORDS_OF_NAME.isdisjoint(_WORD.findall(name)):
                self.of_names.append(at)
            for stem in _texts_of(name):
                self._by_stem[stem].append(at)

    def of(self, text: str) -> list[int]:
        """The indices of the paths that ``could_hold`` the notes of a text."""
        named = {*self._of_any, *self._by_stem.get(_stem(text), ())}
        return [at for at in sorted(named) if could_hold(text, self._paths[at])]


def _texts_of(name: str) -> Iterator[str]:
    """The names of the texts that a file may have the notes of: ``a`` and ``a-`` for ``a-notes``."""
    whole = name.rstrip(SEPARATORS)
    for word in NAMES:
        if whole.endswith(word):
            before = whole.removesuffix(word)
            yield from (before[:end] for end in range(len(before.rstrip(SEPARATORS)), len(before) + 1))


@lru_cache(maxsize=4096)
def _stem(path: str) -> str:
    return PurePath(path).stem.casefold()


def beside(path: str, name: str) -> Path:
    """The normalised path of a file that a document names relative to its folder."""
    return Path(normpath(PurePath(path).parent / name))


def named(document: Document, other: str) -> bool:
    """Whether a document names this file as its bibliography."""
    return any(beside(document.path, name) == Path(normpath(other)) for name in document.bibliographies)


class _Lists(Struct):
    """The lists of notes of a folder: by the labels that they have, and by name."""

    by_labels: dict[frozenset[str], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    overlapping: set[int] = field(default_factory=set)  # those with a label that another has
    at: list[int] = field(default_factory=list)
    names: NotesFiles | None = None

    def enter(self, at: int, labels: frozenset[str]) -> None:
        self.by_labels[labels].append(at)
        self.at.append(at)
        for label in labels:
            there = self.by_label[label]
            there.append(at)
            if len(there) > 1:
                self.overlapping.update((at, there[0]))

    def alone_with(self, labels: set[str]) -> set[int]:
        """The lists that alone have one of these names, and nothing in common with others: parts of one whole."""
        there = (self.by_label.get(label, ()) for label in labels if is_name(label))
        return set(chain.from_iterable(there)) - self.overlapping

    def named_after(self, text: str, paths: Sequence[str]) -> list[int]:
        if self.names is None:
            self.names = NotesFiles([paths[at] for at in self.at])
        return [self.at[which] for which in self.names.of(text)]


class CompanionSearch:
    """Finds the documents that have the notes which others call."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._paths = [document.path for document in documents]
        self.labels = [frozenset(note.label for note in one.notes if note.status != "missing") for one in documents]
        self._bibliographies: dict[tuple[PurePath, str], list[int]] = defaultdict(list)  # by folder and label
        self._by_path: dict[Path, list[int]] = defaultdict(list)  # bibliographies
        self._including: dict[Path, list[int]] = defaultdict(list)  # by the included file
        self._lists: dict[PurePath, _Lists] = defaultdict(_Lists)  # by folder
        for at, document in enumerate(documents):
            self._enter(at, document)

    def _enter(self, at: int, document: Document) -> None:
        folder = PurePath(document.path).parent
        if document.traits.is_bibliography:
            self._by_path[Path(normpath(document.path))].append(at)
            for label in self.labels[at]:
                self._bibliographies[folder, label].append(at)
            return
        for name in document.parts:
            self._including[beside(document.path, name)].append(at)
        if self.labels[at] and not open_calls(document) and not any(note.markers for note in document.notes):
            self._lists[folder].enter(at, self.labels[at])

    def companions(self, at: int, document: Document, calls: Sequence[Marker]) -> list[int]:
        """Indices of the documents that contain the called notes: all matching bibliographies, the list of notes that fits, and
        lists that alone have a note which is called by name."""
        called = {call.label for call in calls}
        including = {other for other in self._including.get(Path(normpath(document.path)), ()) if self.labels[other] & called}
        whole = {*self._matching_bibliographies(document, called), *including} - {at}
        return sorted(whole) + self._lists_of(document.path, called, including)

    def _matching_bibliographies(self, document: Document, called: set[str]) -> Iterator[int]:
        if document.bibliographies:
            there = chain.from_iterable(self._by_path.get(beside(document.path, name), ()) for name in document.bibliographies)
            return (at for at in there if self.labels[at] & called)
        folder = PurePath(document.path).parent
        return chain.from_iterable(self._bibliographies.get((folder, label), ()) for label in called)

    def _lists_of(self, path: str, called: set[str], including: set[int]) -> list[int]:
        lists = self._lists.get(PurePath(path).parent)
        if lists is None:
            return []
        fitting = self._list_of(lists, path, called, including)
        rest = called.difference(*(self.labels[at] for at in fitting))
        return sorted({*fitting, *lists.alone_with(rest)} - including)

    def _list_of(self, lists: _Lists, path: str, called: set[str], including: set[int]) -> list[int]:
        """The list of notes of a text: the only one that is named after it, else the only one that fits."""
        least = MIN_SHARE * len(called)
        fits = {labels for labels in lists.by_labels if len(shared := labels & called) >= least and shared}
        by_name = [at for at in lists.named_after(path, self._paths) if self.labels[at] in fits and at not in including]
        if len(by_name) == 1:
            return by_name
        every: list[int] = []
        for labels in fits:
            every += [at for at in lists.by_labels[labels][: 2 + len(including)] if at not in including]
        return every if len(every) == 1 else []
