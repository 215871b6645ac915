"""Compares a citation's list of authors with the complete list of a registry's record.

A person is recognised by the family name and one given name or initial, whichever is first: initials, dropped middle names, particles,
accents and their spellings ("ä", "ae"), short forms, systems of transliteration and inverted names are no difference. Names that are only alike
("Galanter", "Galander") may be one person's, misspelt, at the same place of two lists of one length; that is no agreement. Organisations are not
compared.

Own code: nameparser and probablepeople split names, and no kept library compares two lists; ``rapidfuzz`` compares letters.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from citecheck.language.short_names import may_be_same
from citecheck.language.transliterations import transliterated
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds
from citecheck.sources.authors import name_words
from citecheck.sources.listed_persons import ListedPerson, cited_person, found_person, is_group, is_others, printed_name, script_of

ListLevel = Literal["agrees", "spelling", "misspelt", "order", "partial", "added", "another", "unclear"]
_SLAVIC = lazy_pattern(r"(?:sk(?:i[iyj]?|y|a[iy]?a)|(?:[oe]v|[oe]ff|[oe]w)[as]?|enko|i(?:t?ch|c)|[iy]an|in[ea]?)$")
_VOWELS = lazy_pattern(r"[aeiouyhjv]")
_NASAL = lazy_pattern(r"n(?=[bmp])")  # "Honma", "Homma"
_DOUBLE = lazy_pattern(r"(.)\1+")
# One sound in systems of Arabic, Indian and Korean names: "Gaddafi", "Qaddafi", "Kadhafi"; "Sharif", "Cherif"; "Lakshmi", "Laxmi".
_SOUNDS = (("ksh", "x"), ("sch", "ch"), ("sh", "ch"), ("gh", "g"), ("kh", "k"), ("q", "k"), ("g", "k"))
_HISSED = frozenset("cghjkqstxz")  # first letters of one sound in several systems: "Chaikovsky", "Tschaikowski", "Čajkovskij"


class ListComparison(Struct, frozen=True):
    """The result: a level, the number of cited persons, of the record's, and the cited persons that the record lacks.

    ``order``: the same persons in another order. ``partial``: some of the record's persons, without "et al.". ``added``: some cited
    persons are not in the record; ``another``: none is. ``misspelt``: a family name has other consonants. ``unclear``: the lists cannot be compared.
    """

    level: ListLevel
    cited: int = 0
    found: int = 0
    strange: tuple[str, ...] = ()


def compare_lists(
    cited: Sequence[Name], found: Sequence[str], *, more: bool = False, text: str = "", title: str = ""
) -> ListComparison:
    """Compare the cited names with a record's. ``more``: the citation says "et al.".

    ``text`` is that of a note without fields: it may name those whom the reading missed, and what was read as a name may be made of
    several names' words, or of the record's ``title``.
    """
    if 2 * len(set(found)) <= len(found):
        found = tuple(dict.fromkeys(found))  # a record that has everybody twice
    more = more or any(is_others(name) for name in cited)
    cited = [name for name in cited if not is_others(name)]
    ours, theirs = _compared(cited, found)
    counts = len(ours), len(theirs)
    most = thresholds.RECORD_AUTHORS
    more = more or len(ours) > most  # the first ones are compared, since names of collaborations come by the thousand
    ours, theirs = ours[:most], theirs[:most]
    if not ours or not theirs or not {script_of(p) for p in ours} & {script_of(p) for p in theirs}:
        return ListComparison("unclear", *counts)
    places = _matched(ours, theirs)
    absent = [person for person, place in zip(ours, places, strict=True) if place is None]
    if absent and not (text and _are_misread(absent, theirs, title)):
        return _with_absent(absent, places, counts, cited, found)
    known = [place for place in places if place is not None]
    if not known:
        return ListComparison("unclear", *counts)
    some = not more and len(known) + _unread(cited, ours, theirs) < len(theirs)
    if some and not _named_in(text, [theirs[at] for at in known], [p for at, p in enumerate(theirs) if at not in known]):
        return ListComparison("partial", *counts)
    begins = known[0] == 0 or not more or bool(absent)  # "et al." stands behind the first authors
    if not begins or any(a > b for a, b in pairwise(known)):
        return ListComparison("order", *counts)
    pairs = [(person, theirs[at]) for person, at in zip(ours, places, strict=True) if at is not None]
    if misspelt := tuple(person.printed for person, other in pairs if _is_misspelt(person, other)):
        return ListComparison("misspelt", *counts, misspelt)
    exact = all(_same(person, other, exact=True) for person, other in pairs)
    return ListComparison("agrees" if exact else "spelling", *counts)


def _unread(cited: Sequence[Name], ours: Sequence[ListedPerson], theirs: Sequence[ListedPerson]) -> int:
    """The number of cited names that are not compared: of one letter, or like an organisation's."""
    persons = {word for person in theirs for word in person.words}  # "Post" may be one
    return sum(not is_group(name) or persons.issuperset(name_words(name)) for name in map(printed_name, cited)) - len(ours)


def _compared(cited: Sequence[Name], found: Sequence[str]) -> tuple[list[ListedPerson], list[ListedPerson]]:
    """The persons of both lists, without organisations."""
    theirs = [found_person(name) for name in found if not is_group(name)]
    return [person for name in cited if (person := cited_person(name))], [person for person in theirs if person.words]


def _are_misread(absent: Sequence[ListedPerson], theirs: Sequence[ListedPerson], title: str) -> bool:
    """Whether all names that the record lacks are made of words of its names and its title.

    One family name with other initials is another name, and was not misread.
    """
    words = [word for person in theirs for word in person.words]
    known = {*words, *name_words(title)}
    initials = {word[0] for word in words}
    return all(
        all((w in initials if len(w) < 2 else w in known or _are_initials(w, words)) for w in person.words)
        and not any(_is_with_other_initials(person, other) for other in theirs)
        for person in absent
    )


def _is_with_other_initials(person: ListedPerson, other: ListedPerson) -> bool:
    """Whether a name is the other's family name with initials only, which are not the other's."""
    rest = [word for word in person.words if word not in other.words]
    strange = [word for word in rest if word not in {known[0] for known in other.words}]
    return len(rest) < len(person.words) and bool(strange) and all(len(word) == 1 for word in rest)


def _with_absent(
    absent: Sequence[ListedPerson],
    places: Sequence[int | None],
    counts: tuple[int, int],
    cited: Sequence[Name],
    found: Sequence[str],
) -> ListComparison:
    """The result if the record lacks some cited persons; some records list the first author, or the first hundred, only."""
    first_only = counts[1] == 1 and places[0] == 0
    cut = len(found) >= thresholds.RECORD_AUTHORS and any(place is not None for place in places)
    groups = len(absent) == len(places) and (counts[0] < len(cited) or counts[1] < len(found))
    said = {word for name in found if is_group(name) for word in name_words(name)}  # a name with its affiliation
    hidden = any(said.issuperset(person.words) for person in absent)
    if first_only or cut or groups or hidden:
        return ListComparison("unclear", *counts)
    strange = tuple(person.printed for person in absent)
    return ListComparison("another" if len(absent) == len(places) else "added", *counts, strange)


def _matched(ours: Sequence[ListedPerson], theirs: Sequence[ListedPerson]) -> list[int | None]:
    """For each cited person the place of the record's; the same place first, since names repeat in long lists."""
    free = dict.fromkeys(range(len(theirs)))
    places: list[int | None] = [None] * len(ours)
    for at, person in enumerate(ours):
        order = [at, *free] if at in free else [*free]
        place = next((place for place in order if _same(person, theirs[place])), None)
        if place is not None:
            places[at] = place
            del free[place]
    if len(ours) == len(theirs):
        for at in [at for at, place in enumerate(places) if place is None and at in free]:
            if _may_be(ours[at], theirs[at]):
                places[at] = at
    return places


def _same(cited: ListedPerson, found: ListedPerson, *, exact: bool = False) -> bool:
    """Whether two names are one person's: the family name, and a given name or initial of those that both have.

    ``exact``: given names that are only alike do not count, nor half a double surname if the other halves differ.
    """
    if not cited.family:
        return _same_words(cited.words, found.words)
    forms = [(cited.family, found.words), (_keys(cited.family), _keys(found.words))]
    for family, words in (*forms, *([((cited.joined,), found.words)] if cited.joined else ())):
        others = _without_family(family, words)
        rest = [found.words[at] for at in others or ()]
        if others is not None and (not cited.given or not rest or _given_agree(cited.given, rest, exact=exact)):
            return not exact or not (_has_other_half(cited, family, words, rest) or _have_swapped_initials(cited.given, rest))
    return _same_words(cited.words, found.words)


def _have_swapped_initials(cited: Sequence[str], found: Sequence[str]) -> bool:
    """Whether two persons have the same initials in another order: "E. F." and "F. E."."""
    letters, others = [name[0] for name in cited], iter([name[0] for name in found])
    initials = max(map(len, cited), default=0) == 1
    return initials and {*letters} <= {name[0] for name in found} and not all(letter in others for letter in letters)


def _has_other_half(cited: ListedPerson, family: Sequence[str], words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether both have a double surname, of which one half only is the same: "Bell-Tyrer", "Bell-Taylor"."""
    unknown = "".join(family) not in "".join(words) and any(word not in words for word in family)
    return unknown and any(not _given_agree(cited.given, (word,), exact=False) for word in rest)


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    """The words without differences of transliteration."""
    return tuple(transliterated(word) for word in words)


def _without_family(family: Sequence[str], words: Sequence[str]) -> list[int] | None:
    """The places of the words that are not the family name; None if it is not there. One part of a double surname suffices."""
    whole, places = "".join(family), range(len(words))
    for first in places:
        for last in range(first + 1, min(len(words), first + 3) + 1):
            if "".join(words[first:last]) == whole:
                return [*places[:first], *places[last:]]
    known = [word for word in family if len(word) > 2 and word in words]
    return [at for at in places if words[at] not in known] if known and len(family) > 1 else None


def _same_words(cited: Sequence[str], found: Sequence[str]) -> bool:
    """Whether two unsplit or inverted names have the same words, of which the fewer may be initials, and one is written out."""
    few, many = sorted((cited, found), key=len)
    left = list(many)
    for word in few:
        match = next((other for other in left if word == other), None)
        match = match or next((other for other in left if 1 in (len(word), len(other)) and word[0] == other[0]), None)
        if match:
            left.remove(match)
        elif not _are_initials(word, left):
            return "".join(cited) == "".join(found)
    return any(len(word) > 1 and word in many for word in few) and (len(few) > 1 or len(many) == 1)


def _are_initials(word: str, names: Sequence[str]) -> bool:
    """Whether a short word ("JPVD") is made of the initials of names."""
    first = [name[0] for name in names]
    return 1 < len(word) <= thresholds.NAME_LETTERS and all(word.count(letter) <= first.count(letter) for letter in word)


def _given_agree(cited: Sequence[str], found: Sequence[str], *, exact: bool) -> bool:
    return "".join(cited) == "".join(found) or any(_given_alike(a, b, exact=exact) for a in cited for b in found)


def _given_alike(one: str, other: str, *, exact: bool) -> bool:
    """Whether two given names are the same, initials, cut or short forms of each other, or, unless ``exact``, alike.

    Two letters are no cut form for certain: "Ru" of "Ru-Yu" is none of "Rudolf".
    """
    if one == other or may_be_same(one, other):
        return True
    if exact and min(len(one), len(other)) == 2:
        return transliterated(one) == transliterated(other)
    if one.startswith(other) or other.startswith(one):
        return True
    keys = transliterated(one), transliterated(other)
    initial = min(len(one), len(other)) == 1
    if (keys[0].startswith(keys[1]) or keys[1].startswith(keys[0])) and (not initial or {one[0], other[0]} <= {*"ijy"}):
        return True
    return not exact and min(len(one), len(other)) >= thresholds.NAME_LETTERS and _alike(one, other)


def _alike(one: str, other: str) -> bool:
    """Whether two names have most letters in common, and begin with one sound."""
    from rapidfuzz import fuzz

    first = {transliterated(one)[0], transliterated(other)[0]}
    return (len(first) == 1 or first <= _HISSED) and fuzz.ratio(one, other) >= thresholds.NAME_LIKENESS


def _may_be(cited: ListedPerson, found: ListedPerson) -> bool:
    """Whether two names at the same place may be one person's: of other scripts, or alike family names and one initial."""
    if script_of(cited) != script_of(found):
        return True
    if cited.family and _without_family(cited.family, found.words) is not None:
        return False
    family = "".join(cited.family or cited.words[-1:])
    alike = any(_alike(family, word) for word in (*found.words, "".join(found.words[-2:])))
    return alike and (not cited.given or any(_one_initial(a, b) for a in cited.given for b in found.words))


def _is_misspelt(cited: ListedPerson, found: ListedPerson) -> bool:
    """Whether a family name has other consonants than the record's, which no system of transliteration explains.

    Names from Cyrillic have more systems than are known here; vowels and "h" differ between many.
    """
    if not cited.family or script_of(cited) != script_of(found) or _same(cited, found):
        return False
    family = "".join(cited.family)
    others = [word for word in (*found.words, "".join(found.words[-2:])) if _alike(family, word)]
    slavic = any(map(_SLAVIC.search, (family, *others)))
    return bool(others) and not slavic and _consonants(family) not in map(_consonants, others)


def _consonants(word: str) -> str:
    word = _DOUBLE.sub(r"\1", word)
    for group, letter in _SOUNDS:
        word = word.replace(group, letter)
    return _VOWELS.sub("", transliterated(_NASAL.sub("m", word))).replace("z", "s")


def _one_initial(one: str, other: str) -> bool:
    return one[0] == other[0] or transliterated(one)[0] == transliterated(other)[0]


def _named_in(text: str, known: Sequence[ListedPerson], missing: Sequence[ListedPerson]) -> bool:
    """Whether a note's text has the last name of a missing person, not counting that of a known one: it was then read in part."""
    said = Counter(name_words(text)) if text else Counter()
    said.subtract(word for person in known for word in set(person.words))
    whole = f" {' '.join(name_words(text))} "
    return any(
        (len(person.words[-1]) > 2 and said[person.words[-1]] > 0)
        or (len(person.words) > 1 and f" {' '.join(person.words)} " in whole)
        for person in missing
    )
