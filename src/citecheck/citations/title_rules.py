"""Rules for the start and end of titles: names before emphasised titles, bodies with parts, titles that end in a mark, journals alone.

``Martin Rosen, *Millers and Owners: The Weir*`` · ``Academy of Rivers: Committee on Floods. Broken weirs`` · ``J. Ellis et al., Phys.
Lett. B 212, 375 (1988)``.
"""

import re
from collections.abc import Sequence
from itertools import islice

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.language.names import ET_AL, are_whole, is_organisation, read_names, surely_names
from citecheck.language.quotation_marks import find_quotations
from citecheck.patterns import lazy_pattern

LONGEST_NAMES = 240  # characters before an emphasised title
LEAST_TITLE = 8  # characters
QUOTED_LEAST = 10  # minimum characters of a quoted title
SURE = 0.9  # the form leaves no other reading
PERIODICALS = frozenset(
    ("archive", "journal", "review", "magazine", "eprint", "preprint", "preprints", "newsletter", "bulletin", "quarterly")
)
PRESSES = frozenset(("press", "verlag", "publishers", "publishing", "books", "university", "editions"))
# Names as a list has them, up to the comma or full stop before a quoted title.
NAMES_ONLY = lazy_pattern(
    r"(?:(?:[A-ZÀ-Þ][\w.’'-]{0,30}|and|&|others|et|al\.|und|y|e|de|da|del|della|di|du|van|von|der|den|ter|le|la|el|dos|das)[\s,]{1,2}){1,60}?(?:[A-ZÀ-Þ][\w.’'-]{0,30}|others|al)[.,]{1,2}"
)
DOUBTED = 0.5  # the model's probability of a title that is more likely something else
VOLUME_FOLLOWS = lazy_pattern(r"[\s,*_]*(?:vol\.?\s?)?(?!(?:1[5-9]|20)\d\d\b)\d{1,4}\b(?!\s?(?:nd|rd|th|st)\b)", re.IGNORECASE)
ACRONYM = lazy_pattern(r"\b[A-Z]{3,}\b")
STOP = lazy_pattern(r"(?<![\s.][A-Z])\.\s+(?=[A-ZÀ-Þ“\"«])")
CLOSES_BODY = lazy_pattern(r"[:.]\s+")
CONTAINER_AFTER_MARK = lazy_pattern(
    r"\s+(?!(?:In|in)\b)(?P<container>[A-ZÀ-Þ][^.,;:()\d“”\"]{3,80}?)(?=,\s|\.\s?(?:$|\d|\()|\s\d|\s\()"
)
IN_BRACKETS = lazy_pattern(
    r"(?P<title>[^\n]{8,300}?)\s\((?P<names>[^\W\d_a-z][^()\d]{4,80})\)(?=[\s.,:]*+(?:<?https?://\S++[\s.]*+)?$)"
)
HAS_ROLE = lazy_pattern(
    r"\b(?:éds?|eds?|édition|hrsg|hg|hrsg\. von|trad|trans|transl|dir|a cura|cur|übers)\.?\s(?:di |de |par |von |by )?$",
    re.IGNORECASE,
)
_WORD = r"[A-ZÀ-Þ](?:[^\W\d_]|[’'-])*+\.?"
_PAGES = r"(?P<{}>[A-Z]?\d{{1,6}}(?:\s?[-–]\s?\d{{1,6}})?)"
# A journal, its volume, and year and page in either order are all that follows the authors (physics, astronomy).
JOURNAL_ALONE = lazy_pattern(
    rf"\A(?P<author>[^“”\"«»(]{{2,300}}?),\s(?P<container>(?!(?:Vol|No|Nr|Bd|Jg|Band|Tome)\b){_WORD}(?:\s(?:(?:of|and|&|the|for|in)\s)*{_WORD}){{0,7}}?)\s?"
    rf"(?P<volume>\d{{1,4}}[A-Z]?)(?:\s?\((?P<issue>\d{{1,3}})\))?(?:,?\s|:\s?)"
    rf"(?:\((?P<year>1[89]\d\d|20\d\d)\),?\s(?:pp?\.\s)?{_PAGES.format('pages')}|(?:pp?\.\s)?{_PAGES.format('pages2')}\s?\((?P<year2>1[89]\d\d|20\d\d)\))"
)
_ABBREVIATED = r"[A-ZÀ-Þ](?:[\w&’'-])*+\.?(?:\s(?:(?:of|and|&|the|for|in)\s)*[A-ZÀ-Þ][\w&’'-]*+\.?){0,7}"
_VOLUME_AND_PAGE = rf"(?P<volume>\d{{1,4}}[A-Z]?),\s(?:no\.\s\d{{1,3}},\s)?{_PAGES.format('pages')}"
# The same with the year before the journal (ADS); and what follows the authors with the year before the volume (ACS).
YEAR_AND_JOURNAL = lazy_pattern(
    rf"\A(?P<author>[^“”\"«»(]{{2,300}}?\w)\.?,?\s(?:1[89]\d\d|20\d\d)[a-z]?,\s(?P<container>{_ABBREVIATED}),\s{_VOLUME_AND_PAGE}[.\s]*$"
)
JOURNAL_AND_YEAR = lazy_pattern(rf"(?P<container>{_ABBREVIATED}),?\s(?:1[89]\d\d|20\d\d),\s{_VOLUME_AND_PAGE}[.\s]*$")
NAME_ENDS = lazy_pattern(r"[.,]\s")
MOST_NAMES = 60
_IN = r"(?:[Ii]n|[Ee]n|[Dd]ans|[Ee]m|[Ww]|[Vv])"
BEFORE_CONTAINER, BEHIND_IN = (
    lazy_pattern(rf"(?:[,.]\s*+|(?:[,.:;]|(?<!\s))\s++{_IN}:?\s++)$"),
    lazy_pattern(rf"[,.:;]?\s{_IN}:?\s"),
)
KIND = lazy_pattern(
    r"[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]*(?:\s[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]*){0,3}"
)  # ``« Quais », tribune, Le Flot``: no publication
CUT_ABBREVIATION = lazy_pattern(r"\b(?:Conf|Proc|Symp|Int|Trans|Ann|Natl?|Wkshp|Workshop|Am|Eur|Soc|Acad)$")


def author_in_brackets(text: str, parts: Parts, host_name: str) -> None:
    """``Lexical scoping in the mill (Karl-Jan Weir)`` before a URL: a name in brackets that ends the words before it is the author."""
    title = parts.get("title")
    match = IN_BRACKETS.match(text, title.start) if host_name and title and title.start < 3 else None
    people = read_names(match["names"]) if match else ()
    if not title or not match or not are_whole(people) or is_organisation(match["names"]):
        return
    for name in [name for name in parts if name != "title"]:
        del parts[name]
    parts["author"] = FieldSpan("author", *match.span("names"), title.probability / 2)
    parts["title"] = FieldSpan("title", title.start, match.end("title"), title.probability)


def author_alone(text: str, parts: Parts, host_name: str) -> None:
    """``[Built-in Forms](URL)``: words that are a whole citation with a URL are the page's title, unless they are an inverted name or a body."""
    if host_name and parts.keys() == {"author"}:
        words = text[parts["author"].start : parts["author"].end]
        if "," not in words and not is_organisation(words):
            relabel(parts, "author", "title")


def journal_alone(text: str, parts: Parts) -> Parts | None:
    """``J. Ellis et al., Phys. Lett. B 212, 375 (1988)``: a journal after the authors, and no title."""
    found = (pattern.match(text) for pattern in (JOURNAL_ALONE, YEAR_AND_JOURNAL))
    match = next((one for one in found if one and _are_authors(one["author"])), None)
    authors, match = (match.span("author"), match) if match else _before_journal(text)
    if not match:
        return None
    kept = {name: part for name, part in parts.items() if name in ("number", "genre")}
    groups = match.groupdict()
    pages = "pages" if match["pages"] else "pages2"
    spans = {"container": "container", "volume": "volume", "issue": "issue", "pages": pages}
    old = max((part.probability for part in parts.values()), default=SURE)
    fields = {name: FieldSpan(name, *match.span(group), old) for name, group in spans.items() if groups.get(group)}
    return kept | {"author": FieldSpan("author", *authors, old)} | fields


def _before_journal(text: str) -> tuple[tuple[int, int], re.Match[str] | None]:
    """The authors before a journal, its year, volume and pages: ``Ellis, J.; Roe, B. Org. Lett. 2019, 21, 123``."""
    for end in islice(NAME_ENDS.finditer(text), MOST_NAMES):
        match = JOURNAL_AND_YEAR.match(text, end.end())
        if match and _are_authors(text[: end.end()]):
            return (0, end.start()), match
    return (0, 0), None


def _are_authors(words: str) -> bool:
    """Whether words are names, each with a given name or initials, or followed by "et al."."""
    names = read_names(words)
    return are_whole(names) or (bool(names) and ET_AL.search(words) is not None)


def names_before_emphasis(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Martin Rosen, *Millers and Owners: The Weir*``: names, then an emphasised or linked title of any words."""
    if not links:
        return
    start, end = min(links)
    head = text[:start].rstrip(" *_")
    names = head.strip(" *_,:.")
    title, author = parts.get("title"), parts.get("author")
    if title and title.start > end and HAS_ROLE.search(text, end, title.start):
        title = None  # an editor's or a translator's name: ``Marcel Poste, *Le temps des quais*, éd. Jean Quai``
    if not names and author and title and author.end < title.start <= end and end - start >= LEAST_TITLE:
        parts["title"] = FieldSpan("title", start, max(end, title.end), title.probability)  # ``*Whales, Webs and Rooms: A Study*``
        del parts["author"]
        return
    if (
        not names
        or not (head.endswith((",", ":", ".")) or _are_certain(names))
        or len(head) > LONGEST_NAMES
        or end - start < LEAST_TITLE
        or any(mark in head for mark in '“"«„')
        or VOLUME_FOLLOWS.match(text, end)
        or (title and title.start > start + 2)
        or (title and head.endswith(".") and title.end <= start and title.start > 2)
    ):
        return
    if not (is_organisation(names) or are_whole(read_names(names))) or publishers.find(names):
        return
    if not is_organisation(names) and (ACRONYM.search(names) or (head.endswith(":") and not surely_names(names))):
        return  # ``Privacy Policy: We don't track you``
    if head.endswith(".") and not (author and author.end >= len(names) - 2):
        return
    at = text.index(names)
    for name in ("editor", "translator", "container", "publisher", "collection"):
        if name in parts and parts[name].start < end:
            del parts[name]
    sure = title.probability if title else SURE
    parts["author"] = FieldSpan("author", at, at + len(names), author.probability if author else sure)
    parts["title"] = FieldSpan("title", start, end, sure)


def _are_certain(names: str) -> bool:
    """Whether words with no mark behind them are names: several, with initials, or one that is inverted, ``Paske, Willa``."""
    people = read_names(names)
    return surely_names(names) or (len(people) == 1 and bool(people[0].given) and "," in names and len(names.split()) <= 4)


def names_in_title(text: str, parts: Parts) -> None:
    """``Alma Moor and Karl Heath, Mills and Weirs (Boston: Elm Press, 2021)``: several names before the title of a book, or one that the model doubts to be title."""
    title = parts.get("title")
    if not title or title.start > 1 or "author" in parts or not {"place", "publisher"} <= parts.keys():
        return
    names, comma, rest = text[title.start : title.end].partition(", ")
    people = read_names(names) if comma and rest[:1].isupper() and len(rest) >= LEAST_TITLE else ()
    if len(people) > (title.probability >= DOUBTED) and are_whole(people):
        parts["author"] = FieldSpan("author", title.start, title.start + len(names), title.probability / 2)
        parts["title"] = FieldSpan("title", title.start + len(names) + 2, title.end, title.probability / 2)


def body_before_title(text: str, parts: Parts) -> None:
    """``Academy of Rivers: Committee on Floods. Broken weirs``: a body, and its part, before a full stop are the author."""
    title, author = parts.get("title"), parts.get("author")
    stop = STOP.search(text, title.start, title.end) if title else None
    if not title or not stop or title.end - stop.end() < LEAST_TITLE:
        return
    head = text[title.start : stop.start()]
    capitals = [word for word in head.split() if word[0].isupper()]
    if not is_organisation(head) or any(char.isdigit() for char in head) or 2 * len(capitals) < len(head.split()):
        return
    if author is None and title.start < 3 and (":" in head or len(capitals) > 2):
        start = title.start
    elif author and CLOSES_BODY.fullmatch(text, author.end, title.start) and is_organisation(text[author.start : author.end]):
        start = author.start
    else:
        return
    parts["author"] = FieldSpan("author", start, stop.start(), title.probability)
    parts["title"] = FieldSpan("title", stop.end(), title.end, title.probability)


def container_after_mark(text: str, parts: Parts) -> None:
    """``… let's go baking! IACR Millwork Archive, 2021``: a title ends with its mark, and the publication follows."""
    title = parts.get("title")
    if not title or {"container", "publisher", "place"} & parts.keys() or text[title.end - 1 : title.end] not in ("!", "?"):
        return
    match = CONTAINER_AFTER_MARK.match(text, title.end)
    if match and not any(part.start < match.end() and match.start("container") < part.end for part in parts.values()):
        parts["container"] = FieldSpan("container", *match.span("container"), title.probability / 2)


def periodical_publisher(text: str, parts: Parts) -> None:
    """``… baking! IACR Millwork Archive, 2021``: a periodical's word names a publication, if no place precedes it."""
    publisher = parts.get("publisher")
    if not publisher or {"container", "place", "edition"} & parts.keys():
        return
    words = {word.strip(".,").casefold() for word in text[publisher.start : publisher.end].split()}
    if words & PERIODICALS and not words & PRESSES:
        relabel(parts, "publisher", "container")


def abbreviated_container(text: str, parts: Parts) -> None:
    """``Proc. IEEE Conf.`` | ``Intelligent Transport``: an abbreviation's full stop does not end a publication's name."""
    container, publisher = parts.get("container"), parts.get("publisher")
    if not container or not publisher or not CUT_ABBREVIATION.search(text, container.start, container.end):
        return
    if re.fullmatch(r"\.\s", text[container.end : publisher.start]) and "place" not in parts:
        parts["container"] = FieldSpan("container", container.start, publisher.end, container.probability)
        del parts["publisher"]


def quoted_title(text: str, parts: Parts) -> None:
    """A title that begins where a quotation begins is exactly that quotation."""
    title = parts.get("title")
    quotation = title and next((q for q in find_quotations(text) if q.start <= title.start <= q.start + 3), None)
    if (
        not title
        or not quotation
        or text[quotation.start + 1 : title.start].strip(" '‘’‚“”„«‹")
        or quotation.end - quotation.start < QUOTED_LEAST
    ):
        return
    if text[quotation.end : quotation.end + 2] == ": ":
        return  # ``"Trams, stop!": speech against assistants``
    closed = text[quotation.end - 2] in ",.?!" or text[quotation.end : quotation.end + 1] in ("", ",", ".", ";")
    rest = text[quotation.end : title.end]
    if not closed and (len(rest) > 2 or any(map(str.isalpha, rest))):
        return
    parts["title"] = FieldSpan("title", quotation.start + 1, quotation.end - 1, title.probability)
    after = parts.get("container")
    if title.end > quotation.end + 2 and (not after or (after.start > title.end and not KIND.fullmatch(rest.strip(" ,.")))):
        parts["container"] = FieldSpan("container", quotation.end, title.end, title.probability / 2)


def quoted_container(text: str, parts: Parts) -> None:
    """``Rząd zamyka port, „Kurier Portowy”`` · ``Note sui porti, in «Archivio»``: a quotation after an unquoted title is the publication."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    for quotation in find_quotations(text):
        after = title.start + 3 < quotation.start and quotation.start < title.end <= quotation.end
        before = BEFORE_CONTAINER.search(text, title.start, quotation.start) if after else None
        if before or (quotation.start < title.end + 8 and BEHIND_IN.fullmatch(text, title.end, quotation.start)):
            end = before.start() if before else title.end
            parts["title"] = FieldSpan("title", title.start, end, title.probability)
            parts["container"] = FieldSpan("container", quotation.start + 1, quotation.end - 1, title.probability)
            return


def quotation_after_names(text: str, parts: Parts) -> None:
    """``Fei, Hao, | Ada Moor, and others. “Ten ferries”``: names before a quotation that ends a title are authors."""
    title, author = parts.get("title"), parts.get("author")
    if not title or not author or author.end > title.start:
        return
    quoted = next(
        (q for q in find_quotations(text) if title.start + 1 < q.start <= title.end - QUOTED_LEAST and q.end >= title.end - 1), None
    )
    names = text[title.start : quoted.start].rstrip('“"«„ ') if quoted else ""
    if quoted and NAMES_ONLY.fullmatch(names):
        words = text[quoted.start + 1 : quoted.end - 1].rstrip(" .,")
        parts["title"] = FieldSpan("title", quoted.start + 1, quoted.start + 1 + len(words), title.probability)
        parts["author"] = FieldSpan("author", author.start, title.start + len(names), author.probability)
