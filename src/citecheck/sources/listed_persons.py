"""The persons of two lists of authors, as words that can be compared."""

import unicodedata
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.listed_names import are_others
from citecheck.language.name_words import BODY_WORDS, ORGANISATION_WORDS, PARTICLES
from citecheck.language.person_name import INITIALS
from citecheck.language.titles import fold
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds
from citecheck.sources.authors import NO_PERSON, SUFFIXES, name_words

_PREFIX = lazy_pattern(r"(?:^|(?<=\s)|(?<=\.))(?:Mc|Mac|O['’]|D['’])$")
_WORD_IN_CAPITALS = lazy_pattern(r"[A-Z]{3}\s|\s[A-Z]{3}")  # "TAN X", which looks like initials
_GROUPS = ORGANISATION_WORDS | BODY_WORDS | frozenset(("investigators", "team", "project", "study", "trial", "initiative"))


class ListedPerson(Struct, frozen=True):
    """A name's folded words without particles and suffixes; ``family`` is empty if the split is not known.

    ``joined``: the family name with its particles, in one word: "Van Dyke" is also written "Vandyke".
    """

    words: tuple[str, ...]
    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    printed: str = ""
    joined: str = ""


def cited_person(name: Name) -> ListedPerson | None:
    """A cited person, None for an organisation or a name without two letters."""
    printed, prefix = printed_name(name), _PREFIX.search(name.given or "")
    if prefix and name.given and name.family:  # "A. Mc Entire", read as a given name
        name = replace(name, given=name.given[: prefix.start()] or None, family=f"{prefix[0].strip()} {name.family}")
    if is_group(printed) or (name.literal and not name.family and len(name.literal.split()) > thresholds.NAME_WORDS):
        return None
    whole = [*name_words(name.non_dropping_particle or ""), *name_words((name.family or "").replace("-", " "))]
    family = _significant(name_words((name.family or "").replace("-", " ")))
    given = _given_words(name.given or "")
    words = (*given, *family) if family else _significant(name_words((name.literal or "").replace("-", " ")))
    if not words or (max(map(len, words)) < 2 and not _is_eastern(words)):
        return None
    alone = words if len(words) == 1 else ()  # a name alone is a family name
    return ListedPerson(words, family or alone, given, printed, "".join(whole) if len(whole) > len(family) > 0 else "")


def printed_name(name: Name) -> str:
    """A name as it is printed, the given name first."""
    return " ".join(filter(None, (name.given, name.non_dropping_particle, name.family))) or name.literal or ""


def _given_words(given: str) -> tuple[str, ...]:
    if INITIALS.match(given.strip()) and not _WORD_IN_CAPITALS.search(given):
        return tuple(word for letter in given if letter.isalpha() for word in name_words(letter))
    return tuple(name_words(given.replace("-", " ")))


def found_person(name: str) -> ListedPerson:
    """A person of a record; registries write the given name first, DBLP a number last."""
    words = [word for word in name_words(name.replace("-", " ")) if not word.isdigit()]
    return ListedPerson(tuple(words[:-1] if len(words) > 2 and words[-1] in SUFFIXES else words), printed=name)


def _significant(words: Sequence[str]) -> tuple[str, ...]:
    """The words without particles and suffixes, or all if nothing else is left."""
    return tuple(word for word in words if word not in PARTICLES and word not in SUFFIXES) or tuple(words)


def is_group(name: str) -> bool:
    """Whether a name is an organisation's."""
    words = fold(name).split()
    return not _GROUPS.isdisjoint(words) or (bool(words) and NO_PERSON.issuperset(words))


def _is_eastern(words: Sequence[str]) -> bool:
    return any(ord(word[0]) > 0x2E80 for word in words)


def script_of(person: ListedPerson) -> str:
    """The script of a name's first letter, as Unicode names it."""
    return unicodedata.name(person.words[-1][0], "").partition(" ")[0]


def is_others(name: Name) -> bool:
    """Whether a name is "et al." or "others", which some programs write as the last author."""
    return are_others(printed_name(name))
