"""Reads an author field: persons, groups and organisations, alone and together.

``Moor, A. & Institute of Tides`` · ``Doe, J., & the ELM Study Group`` · ``Elm Study Group, Moor WC, Heath SE`` · ``Institute of Tides``
"""

import re
from collections.abc import Iterator

from citecheck.language.names import AND, ET_AL, HANDLE, LONGEST_LIST, ROLE, are_whole, is_institution, is_organisation, read_names
from citecheck.language.person_name import INITIALS
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

_GROUPS = (
    r"(?:Groups?|Collaborations?|Collaborators|Consortium|Networks?|Team|Committee|Investigators|Initiative|Project|Trialists|Study|Task ?[Ff]orce|Members|"
    r"Researchers|Registry|Centre|Center|Society|Association)"
)
# A group behind persons: ``Doe, J., & the ELM Study Group``; and one for which they write: ``Doe J, for the Elm Collaborators. A study``.
_GROUP_LAST = lazy_pattern(rf"(?:,?\s(?:&|and)\s|[,;]\s(?:and\s|&\s)?)(?P<group>(?:the\s)?[A-ZÀ-Þ][^,;&]{{2,80}}?\s{_GROUPS})\.?$")
# And before them: ``Elm Study Group, Moor WC, Heath SE``
_GROUP_FIRST = lazy_pattern(rf"(?P<group>(?:[A-ZÀ-Þ]|[Tt]he\s)[^,;&]{{2,80}}?\s{_GROUPS}),\s")
_FOR_GROUP = lazy_pattern(
    rf"(?:(?<=[A-ZÀ-Þ]\.)|(?<=\s[A-ZÀ-Þ])|(?<=\s[A-ZÀ-Þ]{{2}})|(?<=\s[A-ZÀ-Þ]{{3}}))[,;]?\s(?:for|on behalf of)\s(?P<group>(?:the\s)?[A-ZÀ-Þ][^.,;:()“”\"]{{2,80}}?\s{_GROUPS})(?=\.?\s?\(|\.\s|[,:]\s)"
)


def read_authors(text: str, group: str | None = None) -> tuple[Name, ...]:
    """The names in an author field: people, or an organisation under its full name; ``group``: for which they write."""
    if group and (people := read_authors(text)):
        return (*people, Name(literal=group))
    text = HANDLE.sub("", text).strip(" ,;:") if text else ""
    if not text:
        return ()
    if behind := _with_group(text) or _with_organisation(text):
        return behind
    if is_institution(text):
        return (Name(literal=ROLE.sub("", text)),)
    return read_names(text) or tuple(_people_and_organisations(text))


def _with_group(text: str) -> tuple[Name, ...]:
    """Persons, each with a given name, and the group behind them or before; else none."""
    if (first := _GROUP_FIRST.match(text)) and are_whole(people := read_names(text[first.end() :])):
        return (Name(literal=first["group"]), *people)
    group = _GROUP_LAST.search(text)
    people = read_names(text[: group.start()]) if group else ()
    return (*people, Name(literal=group["group"])) if group and are_whole(people) else ()


def _with_organisation(text: str) -> tuple[Name, ...]:
    """Persons with initials, and an organisation behind "and" (``Moor, A. & Institute of Tides``); else none."""
    for joint in AND.finditer(text) if ";" not in text else ():
        body = ROLE.sub("", text[joint.end() :])
        people = read_names(text[: joint.start()]) if is_organisation(body) and "," not in body else ()
        if people and all(one.given and INITIALS.match(one.given.split()[0]) for one in people):
            return (*people, Name(literal=body))
    return ()


def for_group(text: str) -> re.Match[str] | None:
    """The words behind the persons of a citation that name the group for which they write."""
    found = _FOR_GROUP.search(text, 0, LONGEST_LIST) if " for " in text or " on behalf of " in text else None
    return found if found and are_whole(read_names(text[: found.start()])) else None


def _people_and_organisations(text: str) -> Iterator[Name]:
    """A list of people and organisations, split at semicolons."""
    for piece in (part.strip() for part in ET_AL.sub("", text).split(";")):
        if piece:
            names = read_names(piece)
            yield from names or (Name(literal=ROLE.sub("", piece).strip(" ,")),)
