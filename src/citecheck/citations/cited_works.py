"""The works that a document cites in full, indexed by the names, words and years that short forms give."""

import unicodedata
from collections.abc import Sequence
from sys import intern

from msgspec import Struct, field

from citecheck.citations.shortform_words import alias, lowered
from citecheck.citations.shortforms import ShortForm
from citecheck.model.reference import Name, Source
from citecheck.patterns import lazy_pattern

MOST = 200  # works with one name that are compared; with more, the short form stays unresolved
LEAD = 6  # first words of a citation, used instead of an author if none was read
WORD = lazy_pattern(r"[^\W_]+")
INITIAL = lazy_pattern(r"(?<![^\s,.-])([^\W\d_a-zà-öø-ÿа-яё])(?:\.|(?=[\s,]|$))")
LETTERED = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d([a-z])(?![^\W_])")
YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")  # also the year in 2010a
_SMALL_TEXT = """
and with et al ed eds hrsg hg cur und sowie e y и و ve de la le del der von van the of di da
"""
SMALL = frozenset(_SMALL_TEXT.split())
Position = tuple[int, int]  # note and source, both from 0


class _Unmarked(dict[int, int | None]):
    """For ``str.translate``: drops combining characters."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNMARKED = _Unmarked()


class CitedAuthor(Struct, frozen=True):
    """An author's words; ``initial`` is the first letter of the given name."""

    family: tuple[str, ...]
    last: str
    given: tuple[str, ...] = ()
    initial: str = ""


class CitedWork(Struct, frozen=True):
    """The words of a source cited in full."""

    source: Source
    at: Position
    people: tuple[CitedAuthor, ...]
    title: tuple[str, ...]
    container: tuple[str, ...]  # or publisher, if the work names no people: else ``(Verso, 1998)`` in two notes is not one work
    alias: tuple[str, ...]
    lead: tuple[str, ...]
    years: tuple[str, ...]  # of publication; if none was read, every year in the text
    suffix: str  # the letter after the year: 2010a
    everywhere: bool  # a bibliography entry, which every note may refer to

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for two citations of the same work."""
        families = tuple(sorted({person.last for person in self.people}))
        return (families, self.title, self.years) if self.title else (self.at,)


class CitedWorks(Struct):
    """The works of a document in order, each once, with a word index."""

    all: list[CitedWork] = field(default_factory=list)
    by_word: dict[str, list[CitedWork]] = field(default_factory=dict)
    by_place: dict[Position, CitedWork] = field(default_factory=dict)
    identities: dict[tuple[object, ...], CitedWork] = field(default_factory=dict)
    cache: dict[tuple[str, str], list[CitedWork]] = field(default_factory=dict)  # cache of ``fitting`` by head and year
    given: set[str] = field(default_factory=set)  # words of given names, else initials

    def add(self, work: CitedWork) -> None:
        """Add a work; of a repeated citation only its place is recorded."""
        self.by_place[work.at] = self.identities.setdefault(work.identity, work)
        if self.by_place[work.at] is not work:
            return
        self.all.append(work)
        self.cache.clear()
        people = {word for person in work.people for word in person.family}
        self.given.update(word for person in work.people for word in person.given or (person.initial,))
        for word in {*people, *work.title, *work.container, *work.alias, *(() if people else work.lead)}:
            works = self.by_word.setdefault(word, [])
            if len(works) <= MOST:
                works.append(work)

    def existing(self, source: Source, at: Position) -> CitedWork | None:
        """The work built from this source at this place, unless it is a repeated citation."""
        work = self.by_place.get(at)
        return work if work and work.source is source and work.at == at else None

    def fitting(self, form: ShortForm, before: Position) -> list[CitedWork]:
        """The works cited before a place, or in the bibliography, that fit a short form's names, title and year."""
        asked = form.head, form.year
        if asked not in self.cache:
            self.cache[asked] = self._find(form)
        fitting = [w for w in self.cache[asked] if w.at < before or (w.everywhere and w.at[0] != before[0])]
        exact = [w for w in fitting if form.year and _names_all(w, form)]
        return exact if len(exact) == 1 else fitting

    def _find(self, form: ShortForm) -> list[CitedWork]:
        words = [word for word in words_of(form.head) if word not in SMALL and not YEAR.fullmatch(word)]
        if any(word not in self.by_word and word not in self.given and word[0] not in self.given for word in words):
            return []  # a word that occurs in no work and no name
        lists = [self.by_word.get(word, []) for word in words]
        shortest = min((found for found in lists if found), key=len, default=[])
        parts = _parts(form)
        return [work for work in shortest if _fits(work, *parts)] if len(shortest) <= MOST else []


def work_of(source: Source, at: Position, *, everywhere: bool = False) -> CitedWork:
    """The words of a source."""
    item = source.item
    years = {str(item.issued.parts[0])} if item.issued and item.issued.parts else set(YEAR.findall(source.text))
    suffix = LETTERED.search(source.text)
    named = alias().search(lowered(source.text)) if "(" in source.text or "[" in source.text else None
    people = tuple(_person(name) for name in item.author + item.editor)
    return CitedWork(
        source,
        at,
        people,
        words_of(item.title or ""),
        () if people else words_of(item.container_title or item.publisher or ""),
        words_of(named["name"]) if named else (),
        () if people else words_of(source.text[:120])[:LEAD],
        tuple(sorted(years)),
        suffix[1] if suffix else "",
        everywhere,
    )


def explains(work: CitedWork, form: ShortForm) -> bool:
    """Whether a work fits all that a short form gives."""
    return _fits(work, *_parts(form))


def _parts(form: ShortForm) -> tuple[str, tuple[str, ...], set[str]]:
    """The year, words and initials of a short form."""
    year = form.year or next(iter(YEAR.findall(form.head)), "")
    return year, words_of(form.head), {letter.casefold() for letter in INITIAL.findall(form.head)}


def _fits(work: CitedWork, year: str, parts: tuple[str, ...], initials: set[str]) -> bool:
    if year and (year[:4] not in work.years or year[4:] not in ("", work.suffix)):
        return False
    words = tuple([word for word in parts if word != year[:4] or word in work.title])
    titled = bool(words) and (words[-1] in work.title or words[-1] in work.alias)  # otherwise the words cannot end in a title
    return any(
        (not at or _are_names(work, words[:at], initials)) and (at == len(words) or _is_title(work, words[at:]))
        for at in range(len(words), -1 if titled else len(words) - 1, -1)
        if words
    )


def agrees(source: Source, form: ShortForm) -> bool:
    """Whether a source contains every word of a short form's names: enough if the note's number is given too."""
    return set(words_of(form.head)) - SMALL <= {*words_of(source.text)}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents, soft hyphens and single letters. Words are interned to save memory."""
    plain = text.replace("\u00ad", "").casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_UNMARKED)
    return tuple([intern(word) for word in WORD.findall(plain) if len(word) > 1 or word.isdigit()])


def _person(name: Name) -> CitedAuthor:
    if name.family:
        family, given = words_of(name.family), name.given or ""
        return CitedAuthor(family, family[-1] if family else "", words_of(given), given[:1].casefold())
    words = words_of(name.literal or "")
    return CitedAuthor(words, words[-1] if words else "")


def _are_names(work: CitedWork, words: Sequence[str], initials: set[str]) -> bool:
    left = set(words) - SMALL
    if not left:
        return False
    if left == set(work.container) - SMALL or tuple(words) == work.alias:
        return True
    if not work.people:
        return left == set(work.lead[: len(left)])
    meant = [person for person in work.people if _is_meant(person, left)]
    for person in meant:
        left.difference_update(person.family, person.given)
        left -= {word for word in left if not person.given and word[:1] == person.initial}
        if initials and person.initial and person.initial not in initials:
            return False
    return bool(meant) and not left


def _is_meant(person: CitedAuthor, words: set[str]) -> bool:
    """A person is meant by the family name; an organisation by all words of its name, or the last."""
    if person.initial:
        return not words.isdisjoint(person.family)
    return person.last in words or (bool(person.family) and words.issuperset(person.family))


def _is_title(work: CitedWork, words: Sequence[str]) -> bool:
    if tuple(words) == work.alias:
        return True
    size = len(words)
    within = any(work.title[at : at + size] == tuple(words) for at in range(len(work.title) - size + 1))
    return within and any(len(word) > 3 for word in words)


def _names_all(work: CitedWork, form: ShortForm) -> bool:
    words = set(words_of(form.head))
    return len(work.people) > 0 and all(not words.isdisjoint(person.family) for person in work.people)
