"""Compares the cited authors with the names that a page or a record gives.

Only persons in one script can contradict each other. Agencies and editorial offices, transliterations, initials, short forms of given
names and parts of double surnames are no difference, nor is a page whose text has the cited name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.name_words import ORGANISATION_WORDS, PARTICLES
from citecheck.language.names import read_names
from citecheck.language.person_name import INITIALS, is_eastern_name
from citecheck.language.short_names import may_be_same, may_begin
from citecheck.language.titles import fold, plain_words
from citecheck.model.reference import Name
from citecheck.model.web import Claim, Page
from citecheck.pages.author_names import BY
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds

AuthorLevel = Literal["agrees", "other", "another", "added"]
IN_TEXT = "text"  # origin of a cited name that the page's text has
# Origins that state an author as data; a class name may also mark a commenter or another article's author.
RECORDS = frozenset(("crossref", "openalex", "arxiv"))
_NAMED = r"json-ld:author|(?:article:|citation_|dc\.|dcterms\.|parsely-|sailthru\.|cxenseparse:)?(?:author|creator)|byl|byline"
PLAIN = lazy_pattern(f"{_NAMED}|{'|'.join(sorted(RECORDS))}")
_NO_PERSON = """
admin administrator editor editors editorial team desk newsroom newsdesk news press media webmaster guest reporter reporters
correspondent correspondents contributor contributors writer writers user anonymous unknown redakteur chefredaktion redactie
redakcja redakce newswire wire online digital web site blog magazine journal newspaper daily times post tv radio studio photo
photos foto getty reuters afp dpa ap tass efe ansa xinhua ritzau ntb bloomberg name email comment says required
"""
NO_PERSON = ORGANISATION_WORDS | frozenset(_NO_PERSON.split())
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"))  # no "ma", which is a family name
SPELT_OUT = lazy_pattern(r"([aou])e|(?<=a)a")  # ä, ö, ü, å in two letters
AFFILIATION = lazy_pattern(r"(?<=[^\W\d_])[\d*†‡]+(?:,\d+)*(?!\w)")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ß": "ss"})
NEAR = 3  # words between a family name and a given name in running text


class Person(Struct, frozen=True):
    """A person's name as folded words; initials are single letters."""

    family: tuple[str, ...]
    given: tuple[str, ...] = ()


def compare(cited: Sequence[Name], page: Page) -> AuthorLevel:
    """Compare the cited names with a page's authors.

    ``another``: the page names persons, and none of the cited ones is among them. ``added``: one of several cited persons is not among
    the authors, of which a register's record has at least two, since some list the first one only. ``other``: neither.
    """
    people = [person for name in cited if (person := _cited(name))]
    claims = [claim for claim in page.authors if claim.origin != IN_TEXT]
    said = frozenset(word for claim in claims for word in name_words(claim.value))
    named = [name for name in cited if set(name_words(name.family or name.literal or "")) <= said]
    everybody = [(p, bool(PLAIN.fullmatch(claim.origin))) for claim in claims for p in _listed(claim.value, page)]
    listed = [p for p, plain in everybody if plain]
    alone = len(listed) < 2 and all(claim.origin in RECORDS for claim in claims)
    there = [_standing(person, [p for p, _ in everybody], said) for person in people]
    absent = [p for p, standing in zip(people, there, strict=True) if standing == "absent" and not _in_text(p, page)]
    whole = bool(absent and listed) and len(people) == len(cited) and page.whole and page.open
    if "agrees" in there or (named and not (whole and len(absent) == len(people))):
        return "added" if whole and not alone else "agrees"
    return "another" if whole and len(absent) == len(people) else "other"


def with_names_in_text(cited: Iterable[Name], page: Page) -> Page:
    """Return the page with the cited names that its text has as claims, so that the text is no longer needed."""
    found = (name for name in cited if (person := _cited(name)) and _in_text(person, page))
    claims = tuple(Claim(f"{name.given or ''} {name.family or name.literal}".strip(), IN_TEXT) for name in found)
    return replace(page, authors=(*page.authors, *claims)) if claims else page


def name_words(text: str) -> list[str]:
    """The words of a name without accents and the number of an affiliation, with ä, ö, ü, å as one letter however they are spelt."""
    folded = AFFILIATION.sub("", unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS))
    return [SPELT_OUT.sub(lambda m: m[1] or "", word) for word in plain_words(folded)]


def _cited(name: Name) -> Person | None:
    """A cited person, None for an organisation or a name that is not certainly a person's."""
    if name.literal or not name.family:
        whole = (name.literal or "").replace(" ", "")
        return Person((fold(whole),)) if is_eastern_name(whole) else None
    return _person(name)


def _person(name: Name) -> Person | None:
    parts = (name.family or "").replace("-", " ").split()
    significant = [part for part in parts if part.casefold().strip(".,") not in PARTICLES | SUFFIXES]
    family = tuple(word for part in significant or parts for word in name_words(part))
    given = name.given or ""
    initials = re.findall(r"[^\W\d_]", given) if INITIALS.match(given.strip()) else name_words(given)
    given_words = tuple(word for one in initials for word in name_words(one))
    if not family or not given_words or max(map(len, family)) < 2 or NO_PERSON.intersection((*family, *given_words)):
        return None
    return Person(family, given_words)


def _listed(value: str, page: Page) -> Iterator[Person]:
    """The persons in an author claim; none if it is the name of the publication or no list of names."""
    text = BY.sub("", re.split("[|•·]", value)[0].strip()).strip()
    whole = text.replace(" ", "")
    if is_eastern_name(whole):
        yield Person((fold(whole),))
        return
    if any(fold(outlet.value) == fold(text) for outlet in page.outlets):
        return
    for name in read_names(text):
        if person := _person(name):
            yield person


def _standing(person: Person, listed: Sequence[Person], said: frozenset[str]) -> Literal["agrees", "doubtful", "absent"]:
    """Whether a cited person is among those listed; ``doubtful`` if the names may be forms of one, or cannot be compared."""
    comparable = [other for other in listed if _script(other) == _script(person)]
    if not comparable:
        return "doubtful"
    if not person.given:
        alike = any(not set(person.family[0]).isdisjoint(other.family[0]) for other in comparable)
        return "doubtful" if alike else "absent"
    same = [other for other in comparable if _same_family(person, other)]
    if any(_same_given(person.given, other.given) for other in same):
        return "agrees"
    if same:
        return "absent" if all(_different_given(person.given, other.given) for other in same) else "doubtful"
    swapped = not said.isdisjoint(word for word in (*person.family, "".join(person.family)) if len(word) > 1)
    part = any(_has_first_surname(person, other) for other in comparable)
    return "doubtful" if swapped or part or any(_like_family(person, other) for other in comparable) else "absent"


def _has_first_surname(one: Person, other: Person) -> bool:
    """Whether a name has another's family name before its own, as the first of two surnames is read: "José García Márquez"."""
    return set(other.family) <= set(one.given[1:]) and _same_given(one.given[:1], other.given)


def _script(person: Person) -> str:
    """The script of a name's first letter, as Unicode names it."""
    return unicodedata.name(person.family[0][0], "").partition(" ")[0]


def _same_family(one: Person, other: Person) -> bool:
    """Whether two family names have a word in common: one may be a part of a double surname."""
    return not set(one.family).isdisjoint(other.family) or "".join(one.family) == "".join(other.family)


def _like_family(one: Person, other: Person) -> bool:
    """Whether two family names may be transliterations of one."""
    from rapidfuzz import fuzz

    return any(fuzz.ratio(a, b) >= thresholds.NAME_LIKENESS for a in _forms(one.family) for b in _forms(other.family))


def _forms(family: Sequence[str]) -> tuple[str, ...]:
    """A family name as one word, and its parts."""
    return "".join(family), *family


def _same_given(cited: Sequence[str], found: Sequence[str]) -> bool:
    """Whether two given names have a word, an initial or a short form in common."""
    return any(_given_alike(a, b) for a in cited for b in found)


def _given_alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return (
        one.startswith(other)
        or other.startswith(one)
        or may_be_same(one, other)
        or fuzz.ratio(one, other) >= thresholds.NAME_LIKENESS
    )


def _different_given(cited: Sequence[str], found: Sequence[str]) -> bool:
    """Whether two given names that are not the same can differ: an initial is that of no form of the other name, or both are written out."""
    one, other = cited[0], found[0]
    if len(one) > 1 and len(other) > 1:
        return True
    return max(len(one), len(other)) > 1 and not may_begin(max(one, other, key=len), min(one, other, key=len))


def _in_text(person: Person, page: Page) -> bool:
    """Whether a page's text, or a claim taken from it, has a cited name: the given name or its initial near the family name."""
    kept = " ".join(claim.value for claim in page.authors if claim.origin == IN_TEXT)
    text = f"{page.text} {kept}"
    if not person.given:
        return person.family[0] in fold(text).replace(" ", "")
    words = name_words(text)
    last = max(person.family, key=len)
    for at in (i for i, word in enumerate(words) if word == last):
        around = words[max(0, at - NEAR) : at] + words[at + 1 : at + NEAR]
        if any(_given_alike(a, b) for a in person.given for b in around):
            return True
    return False
