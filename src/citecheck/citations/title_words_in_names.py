"""Rules that take a title's words out of the names before it, or find a title that the model gave to another field.

``S. Romano, Giuseppe Volpi, industria e finanza`` · ``Moor L.K., Peat, Power and Trade in India`` · ``Moor et al., The fens of the north, Ulm 1999``
"""

import re

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.imprint_rules import is_press
from citecheck.citations.rules import Parts, relabel
from citecheck.language.names import is_organisation
from citecheck.patterns import lazy_pattern

_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_INITIALS = rf"(?:{_CAPITAL}\.[\s-]?){{1,3}}"
_WITH_INITIALS = rf"{_INITIALS}(?:(?:de|di|da|degli|della|dei|du|des|van|von)\s){{0,2}}{_CAPITAL}[\w’'-]{{1,30}}(?:\s(?:(?:degli|della|de|di)\s)?{_CAPITAL}[\w’'-]{{1,30}})?"
_FULL = rf"{_CAPITAL}[^\W\d_A-ZÀ-Þ]{{2,20}}(?:\s{_CAPITAL}[^\W\d_A-ZÀ-Þ]{{2,20}})?\s{_CAPITAL}[^\W\d_A-ZÀ-Þ-]{{2,20}}(?:\s(?:da|di)\s{_CAPITAL}[\w’-]{{2,20}})?"
# Names with initials, and behind them one without: the person of whom the work tells.
SUBJECT = lazy_pattern(rf"(?P<names>{_WITH_INITIALS}(?:,\s{_WITH_INITIALS}){{0,5}}),\s(?P<subject>{_FULL})")
GOES_ON = lazy_pattern(r",\s(?=[a-zà-ÿ])|\.\s(?=[^\W\d_])")
# ``Moor, A. B., Peat``, ``Moor A.B., Peat``: inverted names with initials, and one word
ONE_WORD = lazy_pattern(
    rf"(?P<names>(?:{_CAPITAL}[\w’'-]{{1,30}},?\s(?:{_CAPITAL}\.\s?){{1,3}}(?:,\s|,?\s(?:and|und|et|e|y|&)\s)?){{1,8}}?),\s(?P<word>{_CAPITAL}[^\W\d_A-ZÀ-Þ]{{3,20}})"
)
ROLE_WITHIN = lazy_pattern(
    r"(?P<title>[^,;:.]{8,120}?),?\s(?:a\sc(?:ura|\.)\sdi|[Hh]rsg\.\svon|[Hh]g\.\svon|edited\sby|ed\.\sby)\s(?P<editor>[^,;:\d]{3,60}),\s"
)
ROLED_FIRST = lazy_pattern(
    r"\W{0,3}(?P<names>[^\W\d_a-z][^,;:\d]{2,60}),\s(?P<role>(?i:eds?|editors?|hrsg|hg|dirs?|coords?|orgs?|red)\.)\s(?=[A-ZÀ-Þ])"
)
MISREAD = ("publisher", "collection")  # what the model may take a title for
YEAR = lazy_pattern(r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?\s")
LEAST_WORDS = 3


def _has_commas(text: str, title: FieldSpan, mark: re.Match[str]) -> bool:
    """Whether no field ends with a full stop: ``J. Moor, Mary Heath. Peat. Fen Letters 3`` has two authors."""
    return mark.group()[0] == "," or text[title.end : title.end + 2] == ", "


def word_in_names(text: str, parts: Parts) -> None:
    """``Moor, A. B., | Peat, Power and Trade``: behind inverted names with initials a lone word begins the title."""
    author, title = parts.get("author"), parts.get("title")
    match = ONE_WORD.fullmatch(text, author.start, author.end) if author else None
    if author and title and match and text[author.end : title.start] == ", ":
        parts["title"] = replace(title, start=match.start("word"))
        parts["author"] = replace(author, end=author.start + len(match["names"].rstrip(".")))


def title_before_role(text: str, parts: Parts) -> None:
    """``Dizionario della palude | a c. di G. Riva, Udine``: names at the beginning with a word for the editor in them are a title and the editor."""
    author = parts.get("author")
    match = ROLE_WITHIN.match(text, author.start) if author and "title" not in parts and author.start < LEAST_WORDS else None
    if author and match and match.start("editor") < author.end:
        del parts["author"]
        parts["title"] = FieldSpan("title", *match.span("title"), author.probability)
        parts.setdefault("editor", FieldSpan("editor", *match.span("editor"), author.probability))


def names_before_role(text: str, parts: Parts) -> None:
    """``Tom Moor, ed. | Peat, | Power, and Trade. Ulm: Elm``: names before the word for an editor are the author, and the title follows."""
    author, title, match = parts.get("author"), parts.get("title"), ROLED_FIRST.match(text)
    if match and author and title and title.start == match.start("role") and author.end <= match.start("role"):
        parts["title"] = replace(title, start=match.end())  # ``Ada Moor, | dirs. Peat and Trade``
    elif match and author and title and author.start == match.start("role") and title.end > match.end():
        parts["author"] = replace(author, start=match.start("names"), end=match.end("names"))
        parts["title"] = replace(title, start=match.end())


def publisher_as_title(text: str, parts: Parts) -> None:
    """``Moor, A. (1992). Arbeit und Leben im Moor. Ulm.``: without a title the words between the author and the place are it, and no house."""
    author = parts.get("author")
    name = next((name for name in MISREAD if author and name in parts and parts[name].start >= author.end), None)
    if not author or not name or parts.keys() & {"title", "container"}:
        return
    part = parts[name]
    year = YEAR.search(text, author.end, part.start)
    start = year.end() if year else part.start
    words = text[start : part.end]
    if (
        (year or part.start - author.end <= LEAST_WORDS)
        and len(words.split()) >= LEAST_WORDS
        and not is_press(words)
        and not is_organisation(words)
    ):
        relabel(parts, name, "title", 0.5)
        parts["title"] = replace(parts["title"], start=start)


MINISTRY = lazy_pattern(
    r"(?:Ministerio|Ministère|Ministero|Ministry|Ministério|Secretar[ií]a|Congreso|Parlamento|Presidencia|Senado|Tribunal|Corte)\s[^.:;]{3,80}\.\s(?=[^\W\d_a-z])"
)
LAND = lazy_pattern(r"[^\W\d_a-z][^\W\d_]+(?:\s(?:[^\W\d_a-z][^\W\d_]+|de|del|of)){0,3}")


def ministry_of_land(text: str, parts: Parts) -> None:
    """``Cuba. | Ministerio de Puertos. | Muros y mareas. La Habana: Olmo; 2008``: a ministry behind its country belongs to the author."""
    author, title = parts.get("author"), parts.get("title")
    if not author or not title or author.start > 1 or not LAND.fullmatch(text, author.start, author.end):
        return
    ministry = MINISTRY.match(text, title.start, title.end) if text[author.end : title.start] == ". " else None
    if ministry:
        parts["author"] = replace(author, end=text.rindex(".", title.start, ministry.end()))
        parts["title"] = replace(title, start=ministry.end())
