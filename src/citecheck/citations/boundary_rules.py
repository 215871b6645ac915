"""Where one field ends and the next begins: what the model's borders cannot be, by what names, bodies and quotations are.

``I. Coles, Iraq`` | ``Caught Between Two Allies`` is no border: a person who stands with her given name first is not followed by a lone word.
"""

import re
from collections.abc import Sequence

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, RuleTrace, apply_rules
from citecheck.language import publishers
from citecheck.language.names import ET_AL, INITIALS, LEADING_INITIALS, SUFFIXES, is_body, read_name, surely_names
from citecheck.language.quotation_marks import find_quotations

LOOSE = ("pages", "volume", "issue", "other", "title")  # labels that a number within a title gets, too
QUOTED_LEAST = 10  # characters of a quotation that is a title
RUSSIAN_PLACE = re.compile(r"(?<![.\s–—-])[.\s–—-]++(?P<place>М|СПб|Л|К|Пг|Мн)$")
CODED = re.compile(
    r"\s*(?:(?P<author>[^.。．\[\]]{1,80})[.。．]\s?)?(?P<title>[^\[\]]{2,200}?)\s?\[(?:(?:[MCDRSPAZ]|EB|DB|CP)(?:/OL)?\]|[JN](?:/OL)?\][.。．]?\s?(?P<container>[^,.，。\[\]]{2,60}))"
)
CODED_SURE = 0.9
EDITION = re.compile(
    r"\s?[(\[,.]\s?(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.?[ªº]|e|ème|\.)?|second|third|fourth|rev(?:ised|\.)?)\s(?:edn?|edition|Aufl(?:age)?|éd(?:ition)?|edizione|изд|wyd)\b)",
    re.IGNORECASE,
)
IMPRINT = re.compile(r"\.?,\s(?P<publisher>[^\W\d_][^,;()\d]{1,40}?)\s\d{4}\)")
EDITED_BY = re.compile(r"\b(?:edited|translated)\sby\s[^,]{2,80},\s$")
THEN_YEAR = re.compile(r",\s\d{4}\b")
ROLE_NEAR = re.compile(
    r"\b(?:eds?|editors?|edited|hrsg|hg|herausgegeben|a cura|cura(?:tor)?|dir|éds?|coords?|orgs?|ред|сост|comp|red|تحرير|إعداد)\b",
    re.IGNORECASE,
)
REST = re.compile(r",\s(?!in\b|vol|no\b|pp?\.|n\.|nr)[^()\[\]“”\"«»]{3,60}[.,]\s+")
VOLUME = re.compile(r",\s\d")
DATED = re.compile(r"\d{4}|\d[/.-]\d")
INVERTED = re.compile(r"(?:[^\W\d_][\w’'-]+,?\s(?:[^\W\d_a-zа-яёіїєґ]\.\s?){1,3},?\s?)++(?=[^\W\d_][\w’'-]+)")
YEAR = re.compile(r"\d{4}")
NAMES_REACH = 80  # characters of names before a title
LEAST_TITLE = 8  # characters of a title behind the body that wrote it
NUMBERED = re.compile(r"\d")


def mended(
    text: str, parts: Parts, found: Sequence[FieldSpan], links: Sequence[tuple[int, int]] = (), told: RuleTrace | None = None
) -> Parts:
    """The parts with borders that can be; ``found`` is everything that the model labelled, ``links`` what is linked or emphasised."""
    rules = (
        (_coded,),
        (_editor_or_author,),
        (_body_before_title, [part for part in found if part.label == "title"]),
        (_emphasised_title, links),
        (_quoted_title,),
        (_quoted_outlet,),
        (_initials_end,),
        (_place_ends,),
        (_publisher_without_place,),
        (_edition_ends,),
        (_no_border,),
        (_rest_of_title, found),
        (_authors_end,),
        (_headline_with_colon,),
        (_slashed_names,),
        (_body_in_title, found),
    )
    return apply_rules(text, dict(parts), rules, told)


def _coded(text: str, parts: Parts) -> None:
    """GB/T 7714: a letter in brackets behind the title says what it is, ``李娜. 港口治理研究[J]. 海洋学报, 2015``."""
    match = CODED.match(text) if "[" in text else None
    if match:
        for name in ("author", "title", "container"):
            parts.pop(name, None)
            if match[name]:
                parts[name] = FieldSpan(name, *match.span(name), CODED_SURE)


def _editor_or_author(text: str, parts: Parts) -> None:
    """Who stands first, without a word for his role, wrote it."""
    editor = parts.get("editor")
    if editor and "author" not in parts and editor.start < 3 and not ROLE_NEAR.search(text[editor.start : editor.end + 25]):
        parts["author"] = FieldSpan("author", editor.start, editor.end, editor.sure)
        del parts["editor"]


def _body_before_title(text: str, parts: Parts, titles: list[FieldSpan]) -> None:
    """Of two titles a body is the author of the other: ``Office of the Clerk. (2012). Amendment of …``"""
    if "author" not in parts and len(titles) > 1 and is_body(text[titles[0].start : titles[0].end]):
        parts["author"] = FieldSpan("author", titles[0].start, titles[0].end, titles[0].sure)
        parts["title"] = titles[1]


def _emphasised_title(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Department of Ports, Bureau of Dredging, *Final Statement*``: what stands between author and emphasis is of the author."""
    title, author = parts.get("title"), parts.get("author")
    for start, end in links if title else ():
        if title and abs(start - title.start) < 3 and title.end < end:
            parts["title"] = FieldSpan("title", title.start, end, title.sure)
        elif title and title.start + 3 < start and abs(end - title.end) < 3:
            before = text[title.start : start].rstrip(" *_")
            if author and author.end < title.start and (before.endswith(",") or is_body(before)):
                parts["author"] = FieldSpan("author", author.start, title.start + len(before.rstrip(" ,.")), author.sure)
                parts["title"] = FieldSpan("title", start, end, title.sure)
            elif "container" not in parts and before.endswith(("?", "!", ".", "”", '"')):
                parts["container"] = FieldSpan("container", start, end, title.sure)
                parts["title"] = FieldSpan("title", title.start, title.start + len(before), title.sure)


def _quoted_title(text: str, parts: Parts) -> None:
    """A title that begins where a quotation begins is the whole quotation, and no more."""
    title = parts.get("title")
    quotation = title and next((q for q in find_quotations(text) if q.start <= title.start <= q.start + 3), None)
    if (
        not title
        or not quotation
        or text[quotation.start + 1 : title.start].strip()
        or quotation.end - quotation.start < QUOTED_LEAST
    ):
        return
    closed = text[quotation.end - 2] in ",.?!" or text[quotation.end : quotation.end + 1] in ("", ",", ".", ";")
    if not closed and title.end > quotation.end + 2:
        return
    parts["title"] = FieldSpan("title", quotation.start + 1, quotation.end - 1, title.sure)
    behind = parts.get("container")
    if title.end > quotation.end + 2 and (not behind or behind.start > title.end):
        parts["container"] = FieldSpan("container", quotation.end, title.end, title.sure / 2)


def _quoted_outlet(text: str, parts: Parts) -> None:
    """``Rząd zamyka port, „Kurier Portowy”``: what stands in quotation marks behind a title without them is the outlet."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    for quotation in find_quotations(text):
        behind = title.start + 3 < quotation.start and quotation.start < title.end <= quotation.end
        if behind and re.search(r"[,.]\s*$", text[title.start : quotation.start]):
            parts["title"] = FieldSpan("title", title.start, quotation.start, title.sure)
            parts["container"] = FieldSpan("container", quotation.start + 1, quotation.end - 1, title.sure)


def _initials_end(text: str, parts: Parts) -> None:
    """``Гринев К. Закон и лес. М., 2001``: initials end a list of inverted names, and the title begins."""
    author = parts.get("author")
    match = author and "title" not in parts and INVERTED.match(text, author.start, author.end)
    rest = text[match.end() : author.end].split() if author and match else ()
    if author and match and len(rest) > 1 and any(word[0].islower() for word in rest):
        parts["title"] = FieldSpan("title", match.end(), author.end, author.sure / 2)
        parts["author"] = FieldSpan("author", author.start, author.start + len(match.group().rstrip(" .")), author.sure)


def _place_ends(text: str, parts: Parts) -> None:
    """``История гавани. М.: Наука``: the letters by which Russian lists name Moscow, Petersburg and Kyiv are no end of a title."""
    title = parts.get("title")
    match = title and RUSSIAN_PLACE.search(text, title.start, title.end)
    if title and match and re.match(r"\.\s?[:,]", text[title.end :]):
        parts["title"] = FieldSpan("title", title.start, match.start(), title.sure)
        parts.setdefault("place", FieldSpan("place", match.start("place"), title.end, title.sure))


def _publisher_without_place(text: str, parts: Parts) -> None:
    """``edited by Tom Baird, Northgate, 2011``: MLA names publishers, and no places (https://style.mla.org/works-cited/works-cited-a-quick-guide/)."""
    place = parts.get("place")
    if not place or "publisher" in parts or not THEN_YEAR.match(text, place.end):
        return
    if EDITED_BY.search(text[max(0, place.start - 100) : place.start]):
        parts["publisher"] = FieldSpan("publisher", place.start, place.end, place.sure)
        del parts["place"]


def _edition_ends(text: str, parts: Parts) -> None:
    """``Tidelands (3rd edn, OUP 1998)``: no title goes on with its edition."""
    title = parts.get("title")
    match = title and EDITION.search(text, title.start, title.end)
    if title and match and match.start() > title.start + 2:
        parts["title"] = FieldSpan("title", title.start, match.start(), title.sure)
        parts.setdefault("edition", FieldSpan("edition", *match.span("edition"), title.sure))
        if imprint := IMPRINT.match(text, match.end()):
            parts.setdefault("publisher", FieldSpan("publisher", *imprint.span("publisher"), title.sure))


def _no_border(text: str, parts: Parts) -> None:
    """Where nothing but a space stands between author and title there is no border: ``Joint Statement`` | ``on the Dialogue``."""
    author, title = parts.get("author"), parts.get("title")
    if author and title and author.end < title.start and not text[author.end : title.start].strip():
        parts["title"] = FieldSpan("title", author.start, title.end, min(author.sure, title.sure))
        del parts["author"]
    container = parts.get("container")
    if author and container and author.end < container.start and not text[author.end : container.start].strip():
        parts["author"] = FieldSpan("author", author.start, container.end, min(author.sure, container.sure))
        del parts["container"]


def _rest_of_title(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """What stands behind a title's comma and before the outlet belongs to the title: ``Ten ferries, from £12. The Telegraph``."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or title.end >= container.start:
        return
    between = text[title.end : container.start]
    inside = [p for p in found if p.label not in LOOSE and title.end <= p.start < container.start]
    if not inside and not VOLUME.match(between) and REST.fullmatch(between) and not DATED.search(between):
        for name in ("pages", "volume", "issue"):
            if name in parts and title.end <= parts[name].start < container.start:
                del parts[name]
        parts["title"] = FieldSpan("title", title.start, container.start - len(between) + len(between.rstrip(" .,")), title.sure)


def _authors_end(text: str, parts: Parts) -> None:
    """Takes lone words off the end of a list of people who stand with their given names first, and gives them to the title."""
    author, title = parts.get("author"), parts.get("title")
    if not author or (title and title.start < author.start):
        return
    words = text[author.start : author.end]
    cuts = [match.start() for match in re.finditer(r"[,،]\s", words)]
    first = words[: cuts[0]] if cuts else words
    if not cuts or ET_AL.search(words) or is_body(words[cuts[-1] + 1 :]) or not (is_body(first) or _stands_whole(first)):
        return
    for at, cut in enumerate(cuts):
        piece = words[cut + 1 : cuts[at + 1] if at + 1 < len(cuts) else len(words)].strip()
        if not _is_person(piece):
            start = author.start + cut + len(words[cut:]) - len(words[cut:].lstrip(", "))
            if title and re.search(r"\d{4}|[“„\"«‘「《]", text[author.end : title.start]):
                return  # a date or a quotation mark stands between: the border is sure
            parts["author"] = FieldSpan("author", author.start, author.start + cut, author.sure)
            parts["title"] = FieldSpan("title", start, title.end if title else author.end, title.sure if title else author.sure / 2)
            return


def _stands_whole(name: str) -> bool:
    """Whether a name is complete, its given name or initials first."""
    words = name.split()
    return len(words) > 1 and "," not in name and read_name(name) is not None and not INITIALS.match(words[-1])


def _is_person(piece: str) -> bool:
    bare = re.sub(r"^(?:and|&|e|et|und|y|i|и|ve|och|en)\s+", "", piece)
    if " of " in bare and not is_body(bare):
        return False
    if bare.casefold().strip(".") in SUFFIXES or is_body(bare):
        return True
    return (len(bare.split()) > 1 and read_name(bare.split(" & ")[0].split(" and ")[0]) is not None) or bool(
        LEADING_INITIALS.match(bare) and " " in bare
    )


def _slashed_names(text: str, parts: Parts) -> None:
    """``Anke Reuter/Jonas Kolb: Leuchttürme``: names with a slash between them, before a colon, wrote the title."""
    title = parts.get("title")
    if title and "author" not in parts and "/" in text[title.start : title.start + NAMES_REACH]:
        names, colon, rest = text[title.start : title.end].partition(": ")
        if colon and rest and "/" in names and len(names) < NAMES_REACH and surely_names(names):
            parts["author"] = FieldSpan("author", title.start, title.start + len(names), title.sure)
            parts["title"] = FieldSpan("title", title.start + len(names) + 2, title.end, title.sure)


def _body_in_title(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Ministerio de Puertos, Plan general, Madrid, 2016``: a body before a title's first comma wrote what bears a year and no day."""
    title = parts.get("title")
    if not title or title.start > 1 or {"author", "container"} & parts.keys():
        return
    body, comma, rest = text[title.start : title.end].partition(", ")
    years = any(part.label == "date" and YEAR.fullmatch(text, part.start, part.end) for part in found)
    if (
        comma
        and years
        and rest[:1].isupper()
        and len(rest) > LEAST_TITLE
        and len(body.split()) > 1
        and "who" not in body.casefold().split()
        and is_body(body)
    ):
        parts["author"] = FieldSpan("author", title.start, title.start + len(body), title.sure / 2)
        parts["title"] = FieldSpan("title", title.start + len(body) + 2, title.end, title.sure / 2)


def _headline_with_colon(text: str, parts: Parts) -> None:
    """``Revolutionary Guard: …, Outlet, date``: what stands before a headline's colon wrote nothing, unless it is a person or alone."""
    author, title = parts.get("author"), parts.get("title")
    if not author or not title or not re.fullmatch(r"\s?:\s+|[—–-]\s?|\s[—–-]\s", text[author.end : title.start]):
        return
    words = text[author.start : author.end]
    numbered = NUMBERED.search(words) is not None
    behind = "container" in parts and parts["container"].start > title.end
    headline = behind and len(words.split()) > 2
    if (
        numbered
        or (behind and text[title.end :].lstrip().startswith("//"))
        or (headline and not surely_names(words) and publishers.find(words) is None)
    ):
        parts["title"] = FieldSpan("title", author.start, title.end, min(author.sure, title.sure))
        del parts["author"]
