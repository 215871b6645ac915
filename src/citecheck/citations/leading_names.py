"""Lists of inverted names at the beginning of a citation, in forms that leave no other reading, and the title behind them.

``SOUZA, Rui; LIMA FILHO, José dos. O cais.`` (ABNT, ISO 690: family names in capitals) · ``Winter, A. L., and Moor, D. R. Quays`` (initials).
"""

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.language.given_names import is_given_name
from citecheck.language.inverted_names import GIVEN_AND_PARTICLE, PARTICLE, ROLE, are_in_capitals, inverted_names
from citecheck.patterns import lazy_pattern

NAMES_SURE = 0.95  # the form leaves no other reading
LEAST_TITLE = 3  # characters
MARK = lazy_pattern(r"\.\s|:\s|,\s(?=\d{4})|\s(?=\([12]\d{3})")
YEAR_FIRST = lazy_pattern(r"[(\[]?[12]\d{3}[a-z]?[)\]]?[:,.]?\s")
TITLE_FOLLOWS = lazy_pattern(r"[\s,]{1,2}(?=[“\"«„]?[^\W\d_a-z][^\s,.:]{2,40}[\s:])")
_STOP = lazy_pattern(r"(?<![\s.][A-Z])[.?!]\s|$|\s\([12]\d{3}\)|\.$")

_WHOLE = r"[^\W\d_a-z][\w’'-]{1,30}(?:\s[^\W\d_a-z][\w’'-]{1,30})?,\s[^\W\d_a-z][^\W\d_]{1,14}(?:[\s-](?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]{1,14}))?"
GIVEN_BEFORE_TITLE = lazy_pattern(
    rf"(?:{_WHOLE};\s){{0,6}}[^\W\d_a-z][\w’'-]{{1,30}},\s(?P<given>[^\W\d_a-z][^\W\d_]{{1,14}}(?:-[^\W\d_a-z][^\W\d_]{{1,14}})?(?:\s[^\W\d_a-z]\.)?)"
    r"(?P<more>\s[^\W\d_a-z][^\W\d_A-Z]{1,14}(?=\s[^\W_a-z]))?(?P<last>,\s(?:[JS]r\.|I{2,3}(?!\w)))?\s(?=[“\"«„]?[^\W_a-z])(?![([]?[12]\d{3}\b)"
)
_NO_NAME = r"(?!(?:and|und|et|y|e|i|en|og|och|&)\s)[^\s.,:;()&]+"
TITLE_WORDS = lazy_pattern(rf"\W?[^\s.,:;()&]+\s(?:{_NO_NAME}\s{_NO_NAME}|(?!(?:and|und|{PARTICLE})\s)[a-zà-ÿа-я]{{3,}}[\s:])")


def leading_names(text: str, parts: Parts) -> None:
    """``SOUZA, Rui; LIMA, Ana. O cais``: inverted names at the beginning are the authors, and the title follows."""
    begins = next((at for at, char in enumerate(text) if char.isalpha()), 0)
    names = inverted_names(text, begins)
    if not names:
        _before_unmarked_title(text, parts, begins)
        return
    end = role.end() if (role := ROLE.match(text, names[-1][1])) else names[-1][1]
    mark = MARK.match(text, end) or (None if are_in_capitals(text, begins) else TITLE_FOLLOWS.match(text, end))
    author = parts.get("author")
    if not mark or (author and author.start <= begins and _ends_there(text, author.end, end)):
        return
    if not text[mark.end() :].lstrip("([").startswith(("1", "2")):
        _title(text, parts, mark.end())
    elif "title" in parts and parts["title"].start < end:
        _title_behind_year(text, parts, mark.end())
    for name in ("editor", "container", "publisher", "place", "collection"):
        if name in parts and parts[name].start < end:
            del parts[name]
    parts["author"] = FieldSpan("author", begins, len(text[:end].rstrip(". ")), NAMES_SURE)


def _before_unmarked_title(text: str, parts: Parts, begins: int) -> None:
    """``Bess, Oleg`` | ``The dykes and weirs of``: no mark parts a known given name from the title (editors of references with empty fields)."""
    match = GIVEN_BEFORE_TITLE.match(text, begins)
    author = parts.get("author")
    more = bool(match and match["more"] and is_given_name(match["more"].strip()))
    if not match or match["given"] in CITIES or not (more or is_given_name(match["given"].split()[0])):
        return
    end = match.end("more" if more else "given")
    end, title = max(end, match.end("last")), parts.get("title")
    if author and (author.start > begins or author.end > end + 1):
        return
    if not TITLE_WORDS.match(text, end + 1) and not (title and author and title.start == match.start("given")):
        return
    for name in [name for name, part in parts.items() if name != "title" and part.start < end]:
        del parts[name]
    parts["author"] = FieldSpan("author", begins, end, NAMES_SURE)
    if title and title.start <= end < title.end:
        parts["title"] = FieldSpan("title", end + 1, title.end, title.probability)
    else:
        _title(text, parts, end + 1)


def _ends_there(text: str, own: int, end: int) -> bool:
    """Whether an author ends where the names do, save for a full stop; a bracket belongs to the last name."""
    return (
        not (0 < len(text[:end].rstrip(" .,")) - own <= 2 and ")" in text[own:end])
        and abs(own - len(text[:end].rstrip(" .,"))) <= 2
    )


def _title_behind_year(text: str, parts: Parts, at: int) -> None:
    """``Moor, M.`` | ``ve Lind, H`` ``(2018). Kanallar, 22(1)``: what begins behind the year is the title, and not the rest of the names."""
    del parts["title"]
    year = YEAR_FIRST.match(text, at)
    container = parts.get("container")
    if year and container and container.start - year.end() < LEAST_TITLE:
        relabel(parts, "container", "title")


# ``Doe, Jane and Karl Roe. ``: only the first of the names is inverted.
FIRST_INVERTED = lazy_pattern(
    r"^\W{0,3}(?P<names>[^\W\d_a-z][\w’'-]{1,30},\s[^\W\d_a-z][^\W\d_]{1,14}(?:\s[^\W\d_a-z]\.)?,?\s(?:and|und|et|y|e|i|en|og|och|&)"
    r"\s[^\W\d_a-z][^\W\d_]{1,14}(?:\s[^\W\d_a-z]\.)?(?:\s[^\W\d_][\w’'-]{1,20}){1,2})\.\s(?=[“\"«„]?[^\W_a-z])"
)


_GIVEN = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]{1,14})(?:[\s-](?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]{1,14}))?"
_INVERTED = rf"[^\W\d_a-z][\w’'-]{{1,30}}(?:\s[^\W\d_a-z][\w’'-]{{1,30}})?,\s{_GIVEN}"
# ``Weir, Jan A., Holt, Eva und Moor, Karl. ``: every name is inverted, and the last stands behind a word for "and".
ALL_INVERTED = lazy_pattern(
    rf"^\W{{0,3}}(?P<names>{_INVERTED}(?:[,;]\s{_INVERTED}){{0,8}},?\s(?:and|und|et|y|e|i|a|en|og|och|&|и|та)\s{_INVERTED}(?<!\.))\.\s(?=[“\"«„]?[^\W_a-z])"
)


def first_inverted(text: str, parts: Parts) -> None:
    """``Doe, Jane and Karl Roe. Cultures of the Mill``: the first or all of several names inverted, before a full stop and the title."""
    author, match = parts.get("author"), FIRST_INVERTED.match(text) or ALL_INVERTED.match(text)
    if author and match and author.start < 4 and author.end < match.end("names") - 1:
        parts["author"] = FieldSpan("author", *match.span("names"), NAMES_SURE)
        _title(text, parts, match.end())


def _title(text: str, parts: Parts, at: int) -> None:
    """Make the title begin behind the names."""
    title, container = parts.get("title"), parts.get("container")
    if title and title.start >= at:
        return
    if not title and container and abs(container.start - at) < LEAST_TITLE and not {"volume", "issue", "pages"} & parts.keys():
        relabel(parts, "container", "title")
        return
    after = min(
        (part.start for name, part in parts.items() if name not in ("title", "author") and part.start > at + LEAST_TITLE),
        default=len(text),
    )
    stop = _STOP.search(text, at + LEAST_TITLE)
    end = title.end if title and title.end > at + LEAST_TITLE else min(after, stop.start() if stop else after)
    if end - at >= LEAST_TITLE:
        parts["title"] = FieldSpan("title", at, end, NAMES_SURE)


# A given name, or given names and initials, behind a family name and its comma: ``Knorr Ceti``, | ``Karin. Epistemic cultures``
GIVEN = lazy_pattern(
    r",\s(?P<given>[^\W\d_a-z][^\W\d_]{1,14}(?:[\s-](?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]{1,14}))?)\.\s(?=[“\"«„(\[]?[^\W_a-z])"
)
GIVEN_BEFORE_COLON = lazy_pattern(
    r",\s(?P<given>[^\W\d_a-z][^\W\d_]{1,14}(?:-[^\W\d_a-z][^\W\d_]{1,14})?(?:\s[^\W\d_a-z]\.)?):\s(?=[“\"«„]?[^\W_a-z])"
)
FAMILY = lazy_pattern(r"[^\W\d_a-z][\w’'-]{1,30}(?:\s(?:(?:y|e|i|de|del|da|do|dos|la)\s){0,2}[^\W\d_a-z][\w’'-]{1,30})?")

FAMILY_WITH_PARTICLE = lazy_pattern(r"(?:D[aei]l?|Della|Du|V[ao]n|Van\s[Dd]e[nr]?|Ten|Ter|Zu)\s[^\W\d_a-z][\w’'-]+")
GIVEN_BEFORE_COMMA = lazy_pattern(r",\s(?P<given>[^\W\d_a-z][^\W\d_]{1,14}(?:\s[^\W\d_a-z]\.)?),\s(?=[“\"«„]?[^\W_a-z])")

WITH_PARTICLE = lazy_pattern(  # ``De Moro, Ernesto``: a family name, for no given name is "De"
    r"(?:D[aei]l?|Della|Du|V[ao]n|Van\s[Dd]e[nr]?|Ten|Ter|Zu)\s[^\W\d_a-z][\w’'-]+,\s[^\W\d_a-z][\w.’'-]+(?:\s[^\W\d_a-z][\w.’'-]*)?"
)


def given_name_behind(text: str, parts: Parts) -> None:
    """``Knorr Ceti, | Karin. Epistemic cultures``: a lone word behind an author's comma, before a full stop and a title, is the given name.

    Before a colon only behind a single word that is no publication: ``Moor, | Anna: The quays``, but ``Reuters, Timeline: The flood``.
    """
    author = parts.get("author")
    match = author and author.start < 4 and FAMILY.fullmatch(text, author.start, author.end) and GIVEN.match(text, author.end)
    family = text[author.start : author.end] if author and author.start < 4 else " "
    if not match and author and author.start < 4:
        match = GIVEN_AND_PARTICLE.match(text, author.end)
    if not match and author and family.isalpha() and not publishers.find(family):
        match = GIVEN_BEFORE_COLON.match(text, author.end)
    if not match and author and author.start < 4 and FAMILY_WITH_PARTICLE.fullmatch(family):
        match = GIVEN_BEFORE_COMMA.match(text, author.end)
    if not author or not match:
        return
    start, end = match.span("given")
    taken = next(
        (name for name in ("title", "container", "place", "publisher") if name in parts and parts[name].start == start), ""
    )
    part = parts.get(taken)
    if part and part.end <= end + 1 and taken != "title" and "title" in parts:
        del parts[taken]
    elif part and taken == "title" and part.end > match.end():
        parts["title"] = FieldSpan("title", match.end(), part.end, part.probability)
    else:
        return
    parts["author"] = FieldSpan("author", author.start, end, author.probability)


PARTICLE_FIRST = lazy_pattern(rf"(?:{PARTICLE}\s){{1,3}}")
_INITIALS_FIRST = r"[A-ZÀ-Þ]{1,3}\s(?:(?:van|von|de|der|den|du|di|la|le)\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}"
# ``AM Moor, J Holt-Weir, CL Fenn and BA Brady: ``: three names or more with their initials first, without full stops.
ALL_INITIALS_FIRST = lazy_pattern(
    rf"^\W{{0,3}}(?P<names>{_INITIALS_FIRST}(?:,\s{_INITIALS_FIRST}){{1,40}}(?:,|,?\s(?:and|&|und|et))\s{_INITIALS_FIRST}(?:,?\set\sal\b)?)(?:[.:]{{1,2}}\s|,?\s(?=\(?(?:1[5-9]|20)\d\d))"
)


def particle_first(text: str, parts: Parts) -> None:
    """``da | Moor, Luísa. Os portos``: a particle before the first name belongs to it."""
    author = parts.get("author")
    if author and PARTICLE_FIRST.fullmatch(text, 0, author.start):
        parts["author"] = FieldSpan("author", 0, author.end, author.probability)


def initials_first(text: str, parts: Parts) -> None:
    """``AM Moor, J Holt-Weir and CL Fenn: Cultures of the mill``: names with their initials first are the authors; "J" is no journal's."""
    match = ALL_INITIALS_FIRST.match(text)
    author = parts.get("author")
    if not match or (author and author.end >= match.end("names") - 1):
        return
    for name in [name for name, part in parts.items() if name != "title" and part.start < match.end("names")]:
        del parts[name]
    parts["author"] = FieldSpan("author", *match.span("names"), NAMES_SURE)
    if "title" in parts and parts["title"].start < match.end():
        _title(text, parts, match.end())
