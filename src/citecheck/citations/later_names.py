"""Names behind the first that the model left out of a list: behind a semicolon or a hyphen, in brackets, without full stops.

``Moor, Ada; Karl Heath: Kais`` · ``L. Moro-G. Riva, I ponti, Milano 1977`` · ``Moor, Jan (Karl Fenn). The quays`` · ``; the Fen Study Group. Peat``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.dated_names import from_here
from citecheck.citations.leading_names import NAMES_SURE
from citecheck.citations.rules import Parts
from citecheck.language.inverted_names import PARTICLE
from citecheck.language.names import are_whole, is_organisation, read_names
from citecheck.language.person_name import INITIALS
from citecheck.patterns import lazy_pattern

_WHOLE = rf"(?:[A-ZÀ-Þ]\.\s?){{1,3}}(?:{PARTICLE}\s){{0,2}}[A-ZÀ-Þ][\w’'-]{{1,30}}(?:\s[A-ZÀ-Þ][\w’'-]{{1,30}})?"
WITH_HYPHENS = lazy_pattern(rf"(?P<names>{_WHOLE}(?:\s?[-–]\s?{_WHOLE}){{1,6}})(?=,\s|:\s|\s\()")
SEMICOLON = lazy_pattern(r"[\s,]{0,2};\s")
HEAD = lazy_pattern(r"(?P<names>[^:.;\d]{4,140}(?:\([A-Z]{2,12}\)[^:.;\d]{0,40})?)(?P<mark>[:.]\s)")
OTHER_NAME = lazy_pattern(
    r"^\W{0,3}(?P<names>[^\W\d_a-z][\w’'-]{1,30},\s[^\W\d_a-z][\w’'.-]{0,20}(?:\s[^\W\d_a-z][\w’'.-]{0,20}){0,2})\s\([^\W\d_a-z][^()\d]{3,60}\)\.\s(?=[“\"«„]?[^\W_a-z])"
)
GROUP = lazy_pattern(
    r"\b(?:group|consortium|collaboration|investigators|committee|team|network|collaborators|gruppo|groupe|grupo|arbeitsgruppe|society|task force)\b",
    re.IGNORECASE,
)
TRANSLATED = lazy_pattern(
    r"(?:\b(?:trans|transl|trad|übers)\.|translated|traduit|tradotto|traducido|übersetzt)\s(?:by\s|par\s|da\s|por\s|von\s)?$",
    re.IGNORECASE,
)
ROLE_WITHIN = lazy_pattern(
    r"\s\((?:a\scura\sdi|a\sc\.\sdi|cur\.|[Hh]rsg\.?|[Hh]gg?\.?|[Ee]ds?\.?|[ÉEé]ds?\.|[Dd]irs?\.|[Cc]oords?\.?|[Oo]rgs?\.?|red\.)\)[,:.]?\s(?=[^\W_a-z])"
)
OPEN_BRACKET = lazy_pattern(r"[^()]*\([^()]*")
CLOSES = lazy_pattern(r"\.?\)")
LEAST_TITLE = 8  # characters


def names_behind_semicolon(text: str, parts: Parts) -> None:
    """``Moor, Ada; | Karl Heath: Kais``, ``Fenn A; | the Fen Study Group. Peat``: a name or a group behind a semicolon is an author too."""
    author, title = parts.get("author"), parts.get("title")
    if not author or not title or author.start > 3 or not SEMICOLON.fullmatch(text, author.end, title.start):
        return
    head = HEAD.match(text, title.start, title.end)
    if not head or title.end - head.end() < LEAST_TITLE:
        return
    names = head["names"]
    group = GROUP.search(names) and is_organisation(names)
    if group or (head["mark"].startswith(":") and are_whole(read_names(names))):
        parts["author"] = FieldSpan("author", author.start, head.end("names"), author.probability)
        parts["title"] = FieldSpan("title", head.end(), title.end, title.probability)


def names_with_hyphens(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``L. Moro-G. | Riva, I ponti``: Italian and French notes join the names of authors, and of editors, with a hyphen."""
    for name in ("author", "editor"):
        part = parts.get(name)
        match = WITH_HYPHENS.match(text, part.start) if part else None
        if not part or not match or part.end == match.end("names"):
            continue
        start, end = match.span("names")
        if part.end < end:
            from_here(parts, found, start, end)
        elif name == "author" and "title" not in parts:  # the comma ends a list without commas
            parts["title"] = FieldSpan("title", end + 2, part.end, part.probability)
        parts[name] = FieldSpan(name, start, end, NAMES_SURE)


def name_in_brackets(text: str, parts: Parts) -> None:
    """``Moor, Jan (Karl Fenn). The quays. Ulm: Elm``: another name of the author, in brackets behind it, is no title."""
    title, author, match = parts.get("title"), parts.get("author"), OTHER_NAME.match(text)
    if match and title and author and author.end > match.end("names") and title.start == match.end():
        parts["author"] = replace(author, end=match.end("names"))
    elif match and title and "author" not in parts and title.start < match.end() < title.end - LEAST_TITLE:
        parts["author"] = FieldSpan("author", *match.span("names"), NAMES_SURE)
        parts["title"] = FieldSpan("title", match.end(), title.end, title.probability)


def names_before_journal(text: str, parts: Parts) -> None:
    """``Ada Moor and Karl JB Heath. Clustering by peat. Fen Letters, 51(4)``: several names, one with initials, are no title of an article."""
    title = parts.get("title")
    if not title or title.start > 3 or "author" in parts or not {"container", "volume"} <= parts.keys():
        return
    names, stop, rest = text[title.start : title.end].partition(". ")
    people = read_names(names) if stop and len(rest) >= LEAST_TITLE else ()
    initials = any(INITIALS.match(given) for one in people for given in (one.given or "").split())
    if (
        len(people) > 1 and are_whole(people) and initials
    ):  # ``Urban Planning and Social Justice. A review`` has the form of names too
        parts["author"] = FieldSpan("author", title.start, title.start + len(names), NAMES_SURE)
        parts["title"] = FieldSpan("title", title.start + len(names) + 2, title.end, title.probability)


def bracket_of_name(text: str, parts: Parts) -> None:
    """``MOOR (J.P. |), Les tourbiers``: the initials in brackets behind a name end with their bracket."""
    author = parts.get("author")
    if author and OPEN_BRACKET.fullmatch(text, author.start, author.end) and (closes := CLOSES.match(text, author.end)):
        parts["author"] = replace(author, end=closes.end())


def author_before_role(text: str, parts: Parts) -> None:
    """``M. Riva (a cura di), | Città nuova. | L’età del fango``: behind a role in brackets the title begins."""
    author, title = parts.get("author"), parts.get("title")
    match = ROLE_WITHIN.search(text, author.start, author.end) if author and title else None
    if author and title and match and author.end < title.start and match.end() < author.end:
        parts["author"] = replace(author, end=match.start())
        parts["title"] = replace(title, start=match.end())
