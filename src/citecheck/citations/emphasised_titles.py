"""Titles in italics or links: an author in the genitive before one, a title that begins the citation, and what follows one."""

from collections.abc import Sequence

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language import publishers
from citecheck.language.names import are_whole, is_organisation, read_names, surely_names
from citecheck.patterns import lazy_pattern

POSSESSIVE = lazy_pattern(
    r"^\s*(?:(?:Dr|Prof|Sir|Mr|Mrs|Rev|Capt)\.?\s)?(?P<author>(?:[A-ZÀ-Þ][\w’'-]*\.?\s){0,3}[A-ZÀ-Þ][\w-]+)[’']s?[\s*_]+$"
)
WORD = lazy_pattern(r"[^\W\d_][\w’'-]*")
TITLE_WORDS = 5  # emphasised words at the beginning that are more than a name
PEOPLE = lazy_pattern(r"[\s*_]{0,3},\s(?:by\s)?(?P<names>[^\W\d_a-z][^,;:()\d“”\"]{4,80}?)(?=,\s|\.?\s?$|\s\()")
INITIAL = lazy_pattern(r"\s[^\W\d_a-z]\.(?:\s|$)")
MOST_WORDS = 12  # of the names behind a title
MOST = 60  # characters of a name in the genitive
SURE = 0.8
THEN = lazy_pattern(r"\s?(?:translated|edited|trans\.|ed\.|traduit|traduction|übersetzt|tradotto|trad\.)\s")


def possessive_author(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Grey's *Journals of a Voyage*, London, 1841``: a name in the genitive before an emphasised title is its author."""
    start, end = min(links, default=(0, 0))
    match = POSSESSIVE.match(text[:start]) if 0 < start < MOST else None
    if not match or len(WORD.findall(text, start, end)) < 2:
        return
    for name in ("editor", "translator", "container"):
        if name in parts and parts[name].start < end:
            del parts[name]
    parts["author"] = FieldSpan("author", *match.span("author"), SURE)
    parts["title"] = FieldSpan("title", start, end, SURE)


def emphasised_first(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``*The Songs, Games, etc., of the Coast*, Brede, 1879``: an emphasised title at the beginning is no author."""
    start, end = min(links, default=(0, 0))
    author, title = parts.get("author"), parts.get("title")
    if start <= 2 and title and not (author and author.start > end) and (names := _names_behind(text, end)):
        parts["author"] = FieldSpan("author", *names, SURE)
        parts["title"] = FieldSpan("title", start, end, SURE)
        return
    if start > 2 or not author or author.start >= end or (title and title.start < end):
        return
    if len(WORD.findall(text, start, end)) >= TITLE_WORDS and "," in text[start : end - 1]:
        del parts["author"]
        parts["title"] = FieldSpan("title", start, end, SURE)


def _names_behind(text: str, end: int) -> tuple[int, int] | None:
    """Where one or more given-name-first people stand behind a comma, before another one: ``, Finn V. Jens, 1996``; None without."""
    match = PEOPLE.match(text, end)
    if not match or len(match["names"].split()) > MOST_WORDS or publishers.find(match["names"]):
        return None
    people = read_names(match["names"])
    likely = surely_names(match["names"]) or INITIAL.search(match["names"])
    sure = are_whole(people) and likely and not is_organisation(match["names"])
    return match.span("names") if sure else None


def ends_with_emphasis(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``*The Present State of the Quay*, translated by Mr. Medley``: a role behind an emphasised title is no part of it."""
    title = parts.get("title")
    for start, end in links if title else ():
        behind = text[end:].lstrip(" ,*_")
        if title and abs(start - title.start) < 3 and title.end > end + 3 and THEN.match(" " + behind[:40]):
            parts["title"] = FieldSpan("title", title.start, end, title.probability)


def body_before_book(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``Health Office, Regional Bureau. *A Study of Quays*. Brede: Elm Press``: a body before the emphasised title of a book is its author."""
    title, container = parts.get("title"), parts.get("container")
    if (
        not title
        or not container
        or parts.keys() & {"author", "volume", "issue", "pages"}
        or not parts.keys() & {"place", "publisher"}
    ):
        return
    emphasised = any(abs(start - container.start) < 3 and abs(end - container.end) < 3 for start, end in links)
    if emphasised and not text[title.end : container.start].strip(" .*_") and is_organisation(text[title.start : title.end]):
        parts["author"] = FieldSpan("author", title.start, title.end, title.probability)
        parts["title"] = FieldSpan("title", container.start, container.end, container.probability)
        del parts["container"]
