"""Rules that correct the CRF's field boundaries: in ``I. Coles, Iraq`` | ``Caught Between Two Allies`` a lone word is no author."""

import re
from collections.abc import Sequence

from citecheck.citations.crf import FieldSpan
from citecheck.citations.east_asian import bracketed_titles, coded
from citecheck.citations.emphasised_titles import body_before_book, emphasised_first, ends_with_emphasis, possessive_author
from citecheck.citations.leading_names import WITH_PARTICLE, first_inverted, leading_names
from citecheck.citations.linked_bylines import linked_byline
from citecheck.citations.name_borders import initials_end, only_a_space
from citecheck.citations.rules import Parts, RuleTrace, apply_rules, relabel
from citecheck.citations.title_rules import (
    abbreviated_container,
    body_before_title,
    container_after_mark,
    names_before_emphasis,
    names_in_title,
    periodical_publisher,
    quoted_container,
    quoted_title,
)
from citecheck.language import publishers
from citecheck.language.names import ET_AL, is_organisation, surely_names
from citecheck.language.person_name import INITIALS, LEADING_INITIALS, SUFFIX, read_name
from citecheck.patterns import lazy_pattern

LOOSE = ("pages", "volume", "issue", "other", "title")  # labels that a number within a title may get
RUSSIAN_PLACE = lazy_pattern(r"(?<![.\s–—-])[.\s–—-]++(?P<place>М|СПб|Л|К|Пг|Мн)$")
EDITION = lazy_pattern(
    r"\s?[(\[,.]\s?(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.?[ªº]|e|ème|\.)?|second|third|fourth|rev(?:ised|\.)?)\s(?:edn?|edition|Aufl(?:age)?|éd(?:ition)?|ed(?:ición|ição|izione)|edició|изд|wyd(?:anie)?|vyd(?:ání|anie)?|izd(?:anje|aja)?|painos|kiadás|udgave|utgave|uppl(?:aga)?|druk|baskı)\b|(?:[Vv]yd|[Ww]yd)\.\s[IVX\d]{1,4}\b|(?:primera|segunda|tercera|cuarta|seconda|terza|deuxième|troisième|zweite|dritte|tweede|derde)\s(?:edición|edizione|édition|Auflage|druk)\b)",
    re.IGNORECASE,
)
IMPRINT = lazy_pattern(r"\.?,\s(?P<publisher>[^\W\d_][^,;()\d]{1,40}?)\s\d{4}\)")
EDITED_BY = lazy_pattern(r"\b(?:edited|translated)\sby\s[^,]{2,80},\s$")
THEN_YEAR = lazy_pattern(r",\s\d{4}\b")
ROLE_NEAR = lazy_pattern(
    r"\b(?:eds?|editors?|edited|hrsg|hg|herausgegeben|a cura|cura(?:tor)?|dir|éds?|coords?|orgs?|ред|сост|comp|red|تحرير|إعداد)\b",
    re.IGNORECASE,
)
ROLE_ALONE = lazy_pattern(r"(?:eds?|editors?|hrsg|hg|dirs?|coords?|orgs?|comps?|red|trans)\.?", re.IGNORECASE)
REST = lazy_pattern(r",\s(?!in\b|vol|no\b|pp?\.|n\.|nr)[^()\[\]“”\"«»]{3,60}[.,]\s+")
DATED = lazy_pattern(r"\d{4}|\d[/.-]\d")
SLASHES = lazy_pattern(r"\s{0,3}//\s")
NAMES_REACH = 80  # maximum characters of names before a title
LEAST_TITLE = 8  # minimum characters of a title after an organisation


def correct_boundaries(
    text: str, parts: Parts, found: Sequence[FieldSpan], links: Sequence[tuple[int, int]] = (), trace: RuleTrace | None = None
) -> Parts:
    """Apply all boundary rules. ``found`` are all spans that the model labelled, ``links`` the linked or emphasised ones."""
    rules = (
        (coded,),
        (_editor_or_author,),
        (_organisation_before_title, [part for part in found if part.label == "title"]),
        (names_before_emphasis, links),
        (possessive_author, links),
        (emphasised_first, links),
        (_emphasised_title, links),
        (ends_with_emphasis, links),
        (body_before_book, links),
        (quoted_title,),
        (quoted_container,),
        (body_before_title,),
        (names_in_title,),
        (container_after_mark,),
        (abbreviated_container,),
        (periodical_publisher,),
        (initials_end,),
        (_place_ends,),
        (_publisher_without_place,),
        (_edition_ends,),
        (only_a_space, links),
        (_rest_of_title, found),
        (_authors_end,),
        (_headline_with_colon,),
        (_slashed_names,),
        (_organisation_in_title, found),
        (bracketed_titles,),
        (_before_slashes,),
        (leading_names,),
        (first_inverted,),
        (linked_byline, links),
    )
    return apply_rules(text, dict(parts), rules, trace)


def _editor_or_author(text: str, parts: Parts) -> None:
    """A name at the beginning without a word for its role is the author."""
    editor = parts.get("editor")
    if editor and "author" not in parts and editor.start < 3 and not ROLE_NEAR.search(text[editor.start : editor.end + 25]):
        relabel(parts, "editor", "author")


def _organisation_before_title(text: str, parts: Parts, titles: list[FieldSpan]) -> None:
    """Of two titles the first is the author if it is an organisation: ``Office of the Clerk. (2012). Amendment of …``; a question is none."""
    if "author" in parts or len(titles) < 2:
        return
    first, second = titles[:2]
    if any(mark in text[first.start : first.end] for mark in ("? ", "! ")):
        if "container" not in parts and DATED.search(text, first.end, second.start):
            parts["container"] = FieldSpan("container", second.start, second.end, second.probability)
    elif is_organisation(text[first.start : first.end]):
        parts["author"] = FieldSpan("author", first.start, first.end, first.probability)
        parts["title"] = second


def _emphasised_title(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Department of Ports, Bureau of Dredging, *Final Statement*``: words between author and emphasis belong to the author."""
    title, author = parts.get("title"), parts.get("author")
    for start, end in links if title else ():
        if title and abs(start - title.start) < 3 and title.end < end:
            parts["title"] = FieldSpan("title", title.start, end, title.probability)
        elif title and title.start + 3 < start and abs(end - title.end) < 3:
            before = text[title.start : start].rstrip(" *_")
            if author and author.end < title.start and (before.endswith(",") or is_organisation(before)):
                parts["author"] = FieldSpan("author", author.start, title.start + len(before.rstrip(" ,.")), author.probability)
                parts["title"] = FieldSpan("title", start, end, title.probability)
            elif "container" not in parts and before.endswith(("?", "!", ".", "”", '"')):
                parts["container"] = FieldSpan("container", start, end, title.probability)
                parts["title"] = FieldSpan("title", title.start, title.start + len(before), title.probability)


def _place_ends(text: str, parts: Parts) -> None:
    """``История гавани. М.: Наука``: Russian abbreviations of cities are the place, not the end of the title."""
    title = parts.get("title")
    match = title and RUSSIAN_PLACE.search(text, title.start, title.end)
    if title and match and re.match(r"\.\s?[:,]", text[title.end :]):
        parts["title"] = FieldSpan("title", title.start, match.start(), title.probability)
        parts.setdefault("place", FieldSpan("place", match.start("place"), title.end, title.probability))


def _publisher_without_place(text: str, parts: Parts) -> None:
    """``edited by Tom Baird, Northgate, 2011``: MLA names no place (https://style.mla.org/works-cited)."""
    place = parts.get("place")
    if not place or "publisher" in parts or not THEN_YEAR.match(text, place.end):
        return
    if EDITED_BY.search(text[max(0, place.start - 100) : place.start]):
        relabel(parts, "place", "publisher")


def _edition_ends(text: str, parts: Parts) -> None:
    """``Tidelands (3rd edn, OUP 1998)``: a title ends before its edition."""
    title = parts.get("title")
    match = title and EDITION.search(text, title.start, title.end)
    if title and match and match.start() > title.start + 2:
        parts["title"] = FieldSpan("title", title.start, match.start(), title.probability)
        parts.setdefault("edition", FieldSpan("edition", *match.span("edition"), title.probability))
        if imprint := IMPRINT.match(text, match.end()):
            parts.setdefault("publisher", FieldSpan("publisher", *imprint.span("publisher"), title.probability))


def _rest_of_title(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """Words after a title's comma and before the publication belong to the title: ``Ten ferries, from £12. The Telegraph``."""
    title, container = parts.get("title"), parts.get("container")
    if not title or not container or title.end >= container.start:
        return
    between = text[title.end : container.start]
    inside = [p for p in found if p.label not in LOOSE and title.end <= p.start < container.start]
    if not inside and not re.match(r",\s\d", between) and REST.fullmatch(between) and not DATED.search(between):
        for name in ("pages", "volume", "issue"):
            if name in parts and title.end <= parts[name].start < container.start:
                del parts[name]
        parts["title"] = FieldSpan(
            "title", title.start, container.start - len(between) + len(between.rstrip(" .,")), title.probability
        )


def _authors_end(text: str, parts: Parts) -> None:
    """Lone words at the end of a list of given-name-first authors belong to the title."""
    author, title = parts.get("author"), parts.get("title")
    if not author or (title and title.start < author.start):
        return
    words = text[author.start : author.end]
    cuts = [match.start() for match in re.finditer(r"[,،]\s", words)]
    first = words[: cuts[0]] if cuts else words
    if (
        not cuts
        or (WITH_PARTICLE.fullmatch(words) and not publishers.find(first))
        or ET_AL.search(words)
        or is_organisation(words[cuts[-1] + 1 :])
        or not (is_organisation(first) or _is_complete(first))
    ):
        return
    for at, cut in enumerate(cuts):
        piece = words[cut + 1 : cuts[at + 1] if at + 1 < len(cuts) else len(words)].strip()
        if ROLE_ALONE.fullmatch(piece):
            parts["author"] = FieldSpan("author", author.start, author.start + cut, author.probability)
            return  # ``Ada Moor, ed. | The fens``
        if not _is_person(piece):
            start = author.start + cut + len(words[cut:]) - len(words[cut:].lstrip(", "))
            if title and re.search(r"\d{4}|[“„\"«‘「《]", text[author.end : title.start]):
                return  # a date or a quotation mark between them: the boundary is certain
            parts["author"] = FieldSpan("author", author.start, author.start + cut, author.probability)
            rest = title or FieldSpan("title", start, author.end, author.probability / 2)
            parts["title"] = FieldSpan("title", start, rest.end, rest.probability)
            return


def _is_complete(name: str) -> bool:
    """Whether a name is complete and begins with a given name or initials, not with a particle (``di Moor``, | ``Ada``)."""
    words, read = name.split(), read_name(name)
    return len(words) > 1 and "," not in name and read is not None and bool(read.given) and not INITIALS.match(words[-1])


def _is_person(piece: str) -> bool:
    bare = re.sub(r"^(?:and|&|e|et|und|y|i|и|ve|och|en)\s+", "", piece)
    if " of " in bare and not is_organisation(bare):
        return False
    if SUFFIX.fullmatch(bare) or is_organisation(bare):
        return True
    first = bare.split(" & ")[0].split(" and ")[0]
    if first != bare and " " not in first:
        return False  # ``Martin Rosen, Millers and Owners``
    return (len(bare.split()) > 1 and read_name(first) is not None) or bool(LEADING_INITIALS.match(bare) and " " in bare)


def _slashed_names(text: str, parts: Parts) -> None:
    """``Anke Reuter/Jonas Kolb: Leuchttürme``: names with a slash between them before a colon are the authors."""
    title = parts.get("title")
    if title and "author" not in parts and "/" in text[title.start : title.start + NAMES_REACH]:
        names, colon, rest = text[title.start : title.end].partition(": ")
        if colon and rest and "/" in names and len(names) < NAMES_REACH and surely_names(names):
            parts["author"] = FieldSpan("author", title.start, title.start + len(names), title.probability)
            parts["title"] = FieldSpan("title", title.start + len(names) + 2, title.end, title.probability)


def _organisation_in_title(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Ministerio de Puertos, Plan general, Madrid, 2016``: an organisation before a comma is the author."""
    title = parts.get("title")
    if not title or title.start > 1 or {"author", "container"} & parts.keys():
        return
    organisation, comma, rest = text[title.start : title.end].partition(", ")
    years = any(part.label == "date" and text[part.start : part.end].isdecimal() and part.end - part.start == 4 for part in found)
    if (
        comma
        and years
        and rest[:1].isupper()
        and len(rest) > LEAST_TITLE
        and len(organisation.split()) > 1
        and "who" not in organisation.casefold().split()
        and is_organisation(organisation)
    ):
        parts["author"] = FieldSpan("author", title.start, title.start + len(organisation), title.probability / 2)
        parts["title"] = FieldSpan("title", title.start + len(organisation) + 2, title.end, title.probability / 2)


def _headline_with_colon(text: str, parts: Parts) -> None:
    """``Revolutionary Guard: …, Outlet, date``: words before a headline's colon are an author only if they are a person."""
    author, title = parts.get("author"), parts.get("title")
    if not author or not title or not re.fullmatch(r"\s?:\s+|[—–-]\s?|\s[—–-]\s", text[author.end : title.start]):
        return
    words = text[author.start : author.end]
    numbered = any(map(str.isdigit, words))
    after = "container" in parts and parts["container"].start > title.end
    headline = after and len(words.split()) > 2
    if (
        numbered
        or (after and text[title.end :].lstrip().startswith("//"))
        or (headline and not surely_names(words) and publishers.find(words) is None)
    ):
        parts["title"] = FieldSpan("title", author.start, title.end, min(author.probability, title.probability))
        del parts["author"]


def _before_slashes(text: str, parts: Parts) -> None:
    """``Мельница // Энциклопедия рек``: what stands alone before the slashes is the title, and behind them what it appeared in."""
    author, title, container = parts.get("author"), parts.get("title"), parts.get("container")
    slashes = SLASHES.match(text, author.end) if author else None
    if not author or container or not slashes or (title and title.start < slashes.end()) or not title:
        return
    if not surely_names(text[author.start : author.end]) and not any(mark in text[author.start : author.end] for mark in ".,"):
        parts["container"] = FieldSpan("container", title.start, title.end, title.probability)
        parts["title"] = FieldSpan("title", author.start, author.end, author.probability)
        del parts["author"]
