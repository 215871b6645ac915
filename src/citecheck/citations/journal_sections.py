"""Rules for what stands beside a journal's name: its section, the state of publication, and names that the model took for something else.

``Annali della Scuola di Fenn, Classe di Scienze, 3(4)`` · ``Moor Focus, Ahead of print`` · ``“Title”, (2008) The Fen Law Journal, Vol. 96``
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.date_words import FORTHCOMING_WORDS
from citecheck.citations.journal_names import is_name, last_mark
from citecheck.citations.rules import Parts, relabel
from citecheck.language.names import are_whole, read_names, surely_names
from citecheck.patterns import lazy_pattern

SECTION_WORD = r"(?:Series|Ser\.|Serie|Série|Reihe|Part|Section|Sect\.|Sezione|Sección|Classe|Class|Abteilung|Abt\.)"
SECTION = lazy_pattern(
    rf"\.?,\s{SECTION_WORD}\s(?:(?:di|de|des|of)\s)?[A-ZÀ-Þ\d][\w’'-]{{0,20}}(?:\s[A-ZÀ-Þ][\w’'-]{{1,20}})?(?=,\s(?:[Vv]ol|[Vv]\.|[Nn]o|\d|\()|\s\(?\d)"
)
IS_SECTION = lazy_pattern(rf"{SECTION_WORD}\s(?:di|de|des|of)?\s?\w")
# What a paper waits for; no word stands behind it, since titles are about "press freedom" and "the forthcoming war".
_STATE = (
    r"(?:e-?pub\b|(?:(?:published\s)?(?:online\s)?ahead of print|online first|advance (?:online )?(?:access|article|publication)|"
    rf"early (?:view|access|online)|{FORTHCOMING_WORDS})(?!\s?[^\W\d_]|-))"
)
STATE_BEHIND = lazy_pattern(rf"(?:[.,;]\s[\[(]?|\s[\[(]){_STATE}.{{0,80}}$", re.IGNORECASE)
ONLY_STATE = lazy_pattern(rf"[\[(]?{_STATE}\W{{0,3}}", re.IGNORECASE)
PAGES_FOLLOW = lazy_pattern(r",\s(?:pp?\.\s)?\d{1,4}[-–—]\d{1,4}[.\s]*$")
VOLUME_FOLLOWS = lazy_pattern(r",\s[Vv]ol\.\s?\d{1,4}\s\(")
OPENING = frozenset('“"«„')
JOINED = lazy_pattern(r"\s(?:and|of|for|the|&|und|für|der|et|de|des|e|di|y)\s", re.IGNORECASE)
CLOSED = lazy_pattern(r"\W?[”»\"’'][.,]?\s")
EDITOR_AND_JOURNAL = lazy_pattern(r"(?P<names>(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ][\w’-]{1,30})\.\s(?P<container>[A-ZÀ-Þ][^.:;]{3,80})")
EDITS = lazy_pattern(r"(?:[Ee]ds?|[Hh]rsg|[Hh]g)\.\s")
CLOSE = 4  # characters between a name and its volume
NUMBERS_FOLLOW = lazy_pattern(r",\s(?:[A-Z][a-z]{2,8}\.?\s)?(?:1[5-9]|20)\d\d,\s(?:[Vv]ol|pp?)\.\s?\d")


def section_of_journal(text: str, parts: Parts) -> None:
    """``Moor Sci. Bull. |, Series C, Vol. 7``, ``… of the fen. Annali della Scuola di Fenn, | Classe di Scienze, 3(4)``: a section belongs to the name."""
    container, title = parts.get("container"), parts.get("title")
    if not container:
        return
    if match := SECTION.match(text, container.end):
        inside = [name for name, part in parts.items() if container.end <= part.start < match.end()]
        for name in inside:
            del parts[name]
        parts["container"] = replace(container, end=match.end())
    elif title and IS_SECTION.match(text, container.start) and text[title.end : container.start] == ", ":
        stop = last_mark(text, title.start, title.end)
        if stop and is_name(text[stop.end() : title.end]):
            parts["container"] = replace(container, start=stop.end())
            parts["title"] = replace(title, end=stop.start())


def without_state(text: str, parts: Parts) -> None:
    """``Moor Focus, Ahead of print``, ``Advance online publication``: what a paper waits for is no part of a journal's name, nor of a title, and no journal."""
    for name in ("container", "title", "publisher"):
        part = parts.get(name)
        is_name = name == "title" or (name == "publisher" and "place" in parts)  # ``Paris: In Press`` is a publisher
        if part and not is_name and ONLY_STATE.fullmatch(text, part.start, part.end):
            del parts[name]
        elif part and (match := STATE_BEHIND.search(text, part.start, part.end)) and match.start() > part.start:
            parts[name] = replace(part, end=match.start())


def book_before_pages(text: str, parts: Parts) -> None:
    """``“The man of the fen.” Complete Tales and Poems, 475–481.``: no persons, but what a quoted title is in, stands before its pages."""
    title, author = parts.get("title"), parts.get("author")
    if not title or not author or "container" in parts or author.start < title.end or not PAGES_FOLLOW.match(text, author.end):
        return
    quoted = text[title.start] in OPENING or text[title.start - 1 : title.start] in OPENING
    if quoted and not are_whole(read_names(text[author.start : author.end])):
        relabel(parts, "author", "container")


def journal_before_place(text: str, parts: Parts) -> None:
    """``‘Title.’ La tourbe blanche, Paris, France, Vol. 3–4, pp. 263–267``: with a volume and pages a quoted title is in a journal, whatever its place."""
    title, publisher = parts.get("title"), parts.get("publisher")
    if not title or not publisher or "container" in parts or not {"volume", "pages"} <= parts.keys():
        return
    if parts["volume"].start > publisher.end and CLOSED.fullmatch(text, title.end - 1, publisher.start):
        relabel(parts, "publisher", "container")


def journal_behind_editor(text: str, parts: Parts, found: Sequence[FieldSpan]) -> None:
    """``Vita Mori, ed. W. Heath. | FGH Scriptores, VII (1920): 81–141``: behind an editor's stop, before a volume, stands the journal or the series."""
    editor, author, title = parts.get("editor"), parts.get("author"), parts.get("title")
    role = EDITS.match(text, author.start) if author and title and author.start > title.end and not editor else None
    if author and role and "volume" in parts and "container" not in parts:
        journal = next((part for part in found if part.label == "title" and text[author.end : part.start] == ". "), None)
        if journal:
            parts["container"] = replace(journal, label="container")
        return
    match = EDITOR_AND_JOURNAL.fullmatch(text, editor.start, editor.end) if editor else None
    if editor and match and "container" not in parts and "volume" in parts and parts["volume"].start - editor.end < CLOSE:
        parts["editor"] = replace(editor, end=match.end("names"))
        parts["container"] = FieldSpan("container", *match.span("container"), editor.probability)


def journal_first(text: str, parts: Parts) -> None:
    """``AGENTS AND REMEDIES, Sept. 1979, p. 329–332 Vol. 16``: without a title, a name of several words before a journal's numbers is the journal."""
    author = parts.get("author")
    if not author or author.start > 2 or {"title", "container"} & parts.keys() or "volume" not in parts:
        return
    name = text[author.start : author.end]
    named = JOINED.search(name) and not surely_names(name) and NUMBERS_FOLLOW.match(text, author.end)
    if "," not in name and (named or VOLUME_FOLLOWS.match(text, author.end)):
        relabel(parts, "author", "container")
