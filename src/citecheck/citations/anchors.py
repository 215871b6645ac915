"""URLs, identifiers, dates and locators of a citation. Each match is blanked, so that nothing reads it twice."""

import re
from collections.abc import Sequence

from msgspec import Struct

from citecheck.citations.address_words import ADDRESS_WORDS
from citecheck.citations.anchor_tokens import find_urls_in
from citecheck.citations.date_words import (
    ACCESSED,
    ACCESSED_AFTER,
    ARCHIVED,
    IN_FORCE,
    ONLINE_FIRST,
    WEEKDAY,
    is_behind_code,
    short_visit,
    times,
)
from citecheck.citations.emphasis import MARKED, WHOLE, title_hints
from citecheck.citations.hidden_words import CATALOGUE, LABEL, NOISE, ORIGINAL, ORIGINAL_SIGNS, REMARK, TRANSLATED
from citecheck.citations.journal_numbers import find_numbers
from citecheck.citations.linked_bylines import of_byline
from citecheck.citations.linked_words import around, is_explained, is_host, is_linked_word, is_name_beside, places, rest_of_url
from citecheck.citations.note_range import INTERNAL, TITLE
from citecheck.citations.page_numbers import number_spans
from citecheck.citations.publication_dates import BLANK, is_set_apart, publication_date
from citecheck.language import identifiers
from citecheck.language.archive_words import SAID, is_copy_link, precedes_copy
from citecheck.language.authors import for_group
from citecheck.language.dates import DateMention, Order, find_dates
from citecheck.language.quotation_marks import find_quotations
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_residue, find_urls
from citecheck.model.document import Hyperlink
from citecheck.patterns import lazy_pattern

INTRODUCES_URL = lazy_pattern(
    rf"(?:{SAID}|(?<![^\W\d_]){ADDRESS_WORDS}|at|url|online|en línea|from|doi)\s*+(?::\s*+)?<?$",
    re.IGNORECASE,
)
LETTERS = lazy_pattern(r"[^\W\d_]{3}")
LEAD = 60  # characters before a URL or a date that may show its role
AFTER_URL = lazy_pattern(rf"{BLANK}[.,>]?[^\S{BLANK}]*+[(\[]$")
BRACKET = lazy_pattern(r"[(\[^→]")  # TRANSLATED and NOISE match only texts that contain one of these


class Anchors(Struct):
    """What was read of a citation, and the remaining text: as long as the original, with ``BLANK`` where something was read."""

    text: str
    left: str
    plain: str = ""  # the model's input: the text without remarks, URL residue and archiving dates
    linked: tuple[tuple[int, int], ...] = ()  # linked or emphasised spans shorter than the citation
    dates: tuple[DateMention, ...] = ()  # without access and archiving dates
    url: str | None = None
    archive_url: str | None = None
    doi: str | None = None
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    arxiv: str | None = None
    residue: str | None = None
    translated: bool = False
    original_title: str | None = None
    issued: DateMention | None = None
    accessed: DateMention | None = None
    archive_date: DateMention | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    locator: str | None = None
    group: str | None = None  # for which the authors write

    def blank(self, start: int, end: int) -> None:
        """Blank ``text[start:end]`` in the remaining text."""
        self.left = self.left[:start] + BLANK * (end - start) + self.left[end:]

    def hide(self, start: int, end: int, first: str = " ") -> None:
        """Blank ``text[start:end]`` in the remaining text and in the model's input; ``first`` is what the blanks begin with there."""
        self.blank(start, end)
        self.plain = self.plain[:start] + (first + " " * (end - start - 1)) * (end > start) + self.plain[end:]


def find_anchors(
    text: str, order: Order | None, links: Sequence[Hyperlink] = (), emphasis: Sequence[tuple[int, int]] = ()
) -> Anchors:
    """Read the anchors of one citation. A link's target takes precedence over a URL in the text."""
    anchors = Anchors(text, text)
    copies = [link for link in links if is_copy_link(text[link.span.start : link.span.end])]
    _read_links(anchors, [link for link in links if link not in copies])
    _read_urls(anchors)
    _read_copies(anchors, copies)
    _read_identifiers(anchors)
    anchors.plain = text
    for link in links:
        words = text[link.span.start : link.span.end]
        if is_linked_word(words, link.url) and not (is_host(words) and not link.span.start):
            anchors.hide(*around(text, link.span.start, link.span.end))
        elif broken := rest_of_url(text, link):
            anchors.hide(*broken)
    _hide_other_words(anchors)
    for match in MARKED.finditer(anchors.left) if "*" in text or "_" in text else ():
        first, last = match.start() + len(match["mark"]), match.end() - len(match["mark"])
        anchors.hide(match.start(), first)
        anchors.hide(last, match.end())
        anchors.linked = (*anchors.linked, (first, last))
    anchors.linked = (*anchors.linked, *title_hints(text, emphasis, anchors.linked))
    low = text.lower()
    if any(sign in low for sign in ORIGINAL_SIGNS) and (original := ORIGINAL.search(anchors.left)):
        anchors.original_title = original["title"].strip(' .,«»“”"‘’') or None
        anchors.hide(*original.span())
    if not anchors.url and (residue := find_residue(anchors.left)) and LETTERS.search(residue[2]):
        _set_residue(anchors, residue)  # before the dates, since its path may contain one
    for match in times(anchors.left):
        anchors.hide(*match.span())
    _dates(anchors, order)
    _read_numbers(anchors)
    if not anchors.url and not anchors.residue and (residue := find_residue(anchors.left)):
        _set_residue(anchors, residue)
    return anchors


def _hide_other_words(anchors: Anchors) -> None:
    """Hide what belongs to no field: a label, remarks in brackets, catalogue numbers; and the group for which the authors write."""
    text = anchors.text
    if label_match := LABEL.match(text):
        anchors.hide(*label_match.span())
    for pattern in (TRANSLATED, NOISE):
        for match in pattern.finditer(anchors.left) if BRACKET.search(text) else ():
            anchors.translated |= pattern is TRANSLATED
            anchors.hide(*match.span(), " " if pattern is TRANSLATED else REMARK)
    if group := for_group(anchors.left):
        anchors.group = group["group"]
        anchors.hide(*group.span())
    for match in CATALOGUE.finditer(anchors.left):
        anchors.hide(*match.span())


def _set_residue(anchors: Anchors, residue: tuple[int, int, str]) -> None:
    anchors.residue = residue[2]
    anchors.hide(residue[0], residue[1])


def _read_links(anchors: Anchors, links: Sequence[Hyperlink]) -> None:
    """Take the URLs of the links; those on a publication or a person only if there is no other. Linked titles are hints for the model."""
    cited = [link for link in links if not INTERNAL.match(link.url)]
    quoted = [(q.start, q.end) for q in find_quotations(anchors.text) if q.end - q.start > TITLE] if cited else []
    names = places(anchors.text, cited) | of_byline(anchors.text, cited)
    only = len(names) == len(cited) and not quoted
    for link in sorted(cited, key=lambda x: x in names):
        words = anchors.text[link.span.start : link.span.end]
        named = (link in names and not only) or is_linked_word(words, link.url) or is_name_beside(anchors.text, link, quoted)
        if len(words) < WHOLE * len(anchors.text) and not named and not find_urls(words):
            anchors.linked = (*anchors.linked, (link.span.start, link.span.end))
        anchors.archive_url = anchors.archive_url or link.archive_url
        if link.span.start and is_explained(words, link.url, anchors.text):
            continue
        if archived(link.url):
            anchors.archive_url = anchors.archive_url or link.url
        elif not anchors.url or (anchors.url.startswith("https://doi.org/") and link.span.start == 0):
            anchors.url = link.url


def _read_copies(anchors: Anchors, links: Sequence[Hyperlink]) -> None:
    """Links on the word "archived", on any host: copies, if the source has a URL beside them."""
    beside = [link for link in links if anchors.url or archived(link.url)]
    anchors.archive_url = anchors.archive_url or next((link.url for link in beside), None)
    _read_links(anchors, [link for link in links if link not in beside])


def _read_urls(anchors: Anchors) -> None:
    for mention in find_urls_in(anchors.text):
        capture = archived(mention.url) or (
            anchors.url and precedes_copy(anchors.text[max(0, mention.start - LEAD) : mention.start])
        )
        if capture and not anchors.archive_url:
            anchors.archive_url = mention.url
        elif not capture and not anchors.url:
            anchors.url = mention.url
        before = max(0, mention.start - LEAD)
        lead = INTRODUCES_URL.search(anchors.left[before : mention.start])
        start, end = before + lead.start() if lead else mention.start, mention.end
        if anchors.left[start - 1 : start] == "<" and anchors.left[end : end + 1] == ">":
            start, end = start - 1, end + 1
        anchors.blank(start, end)


def _read_identifiers(anchors: Anchors) -> None:
    for found in identifiers.find_identifiers(anchors.text):
        name = found.kind.lower()
        before = getattr(anchors, name)
        if not before:
            setattr(anchors, name, found.id)
        elif name in ("isbn", "issn"):
            setattr(anchors, name, f"{before}, {found.id}")
        anchors.blank(found.start, found.end)
    if not anchors.doi and anchors.url:  # the address of a link is not in the text
        anchors.doi = identifiers.doi(anchors.url)


def _dates(anchors: Anchors, order: Order | None) -> None:
    """Sort the dates by role. For publication the fullest counts, then the last; a date of entry into force only without others."""
    publication: list[DateMention] = []
    in_force: list[DateMention] = []
    online: list[tuple[int, DateMention]] = []  # where the words before begin
    numbers = number_spans(anchors.text)
    if visit := short_visit(anchors.left):
        anchors.accessed = visit
        anchors.hide(visit.start, visit.end)
    for mention in find_dates(anchors.text, order):
        if BLANK in anchors.left[mention.start : mention.end]:
            continue
        if any(start + (mention.month > 0) <= mention.start < end for start, end in numbers):  # or a last page before a month
            continue
        before = _words_before(anchors.left, mention)
        if before.endswith(IN_FORCE):
            in_force.append(mention)
        elif mention.year and (match := ONLINE_FIRST.search(before.lower())):
            online.append((_lead(anchors, mention, before) + match.start(), mention))
        elif _is_access_date(anchors, mention):
            anchors.accessed = mention
            _blank_with_brackets(anchors, mention.start, mention.end)
        elif mention.year and (match := _match_at_end(ACCESSED, before)):
            anchors.accessed = mention
            _blank_with_brackets(anchors, _lead(anchors, mention, before) + match.start(), mention.end)
        elif mention.year and (match := _match_at_end(ARCHIVED, before)):
            anchors.archive_date = mention
            anchors.hide(_lead(anchors, mention, before) + match.start(), mention.end)
        else:
            publication.append(mention)
    _set_dates(anchors, publication, online, in_force)


def _set_dates(
    anchors: Anchors, publication: list[DateMention], online: list[tuple[int, DateMention]], in_force: list[DateMention]
) -> None:
    """Keep the dates of publication, else those of another role, and hide a day of publication online beside that of the issue."""
    for mention in publication:
        if mention.day and (weekday := WEEKDAY.search(anchors.left, max(0, mention.start - LEAD), mention.start)):
            anchors.hide(*weekday.span())
    anchors.dates = tuple(publication or [mention for _, mention in online] or in_force)
    for start, mention in online if publication else ():
        anchors.hide(start, mention.end)
    anchors.issued = publication_date(anchors.dates, anchors.left)
    parts = anchors.issued.parts if anchors.issued else ()
    for mention in anchors.dates if parts else ():
        if mention.parts in (parts, parts[:1], parts[1:]) and is_set_apart(anchors.left, mention):
            anchors.blank(mention.start, mention.end)


def _is_access_date(anchors: Anchors, mention: DateMention) -> bool:
    """Whether the words after a date say so, or it is the first whole date in brackets after a URL, or GB/T 7714's ``[2017-02-01]``."""
    if mention.year and (ACCESSED_AFTER.match(anchors.left, mention.end) or is_behind_code(anchors.text, mention)):
        return True
    after_url = AFTER_URL.search(anchors.left, max(0, mention.start - LEAD), mention.start)
    return after_url is not None and mention.day > 0 and mention.year > 0 and not anchors.accessed


def _words_before(text: str, mention: DateMention) -> str:
    """The words before a date, without the marks between; a bracket only before a whole date, for ``cited (2010)`` names no visit."""
    return text[max(0, mention.start - LEAD) : mention.start].rstrip(" :：,.(" if mention.day else " :：,.")


def _lead(anchors: Anchors, mention: DateMention, before: str) -> int:
    """Where the words before a date begin in the text."""
    return anchors.left.rfind(before, 0, mention.start)


def _match_at_end(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The match of a pattern that ends the text."""
    low = before.lower()
    return next((m for m in pattern.finditer(low if len(low) == len(before) else before) if m.end() == len(before)), None)


def _blank_with_brackets(anchors: Anchors, start: int, end: int) -> None:
    text = anchors.left
    if text[:start].rstrip().endswith("(") and text[end:].lstrip().startswith(")"):
        start, end = text.rindex("(", 0, start), text.index(")", end) + 1
    anchors.blank(start, end)


def _read_numbers(anchors: Anchors) -> None:
    found = find_numbers(anchors.text, anchors.left)
    anchors.volume, anchors.issue, anchors.page, anchors.locator = found.volume, found.issue, found.page, found.locator
    for start, end in found.spans:
        anchors.blank(start, end)
