"""Rules for a site's host before a title, and for a free encyclopaedia behind one.

``mill-wiki.org - Ada Moor, URL`` · ``Tuulimylly. Wikipedia – vapaa tietosanakirja, URL``
"""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.language.names import is_organisation
from citecheck.patterns import lazy_pattern

SURE = 0.9  # the form leaves no other reading
NAMED = ("author", "title", "container", "publisher", "editor")
# Ends of the names of files and programs that could be domains of countries are left out: ``README.md``, ``Node.js``
HOST_FIRST = lazy_pattern(
    r"\W{0,3}(?P<site>(?:[\w-]{1,40}\.){1,3}(?!(?:js|md|py|rs|ts|sh|cc|so)\b)(?:[a-z]{2}|com|net|org|info|edu|gov|wiki|blog|museum))\s[–—-]\s(?=[^\W_])"
)
# What Wikipedia calls itself, in the languages of notes; the name of an encyclopaedia follows the entry.
ENCYCLOPEDIA = lazy_pattern(
    r"\W{0,3}(?P<title>[^.,“”\"«»\n]{2,100}?)[.,]\s(?:In:?\s)?(?P<site>Wikip[eé]dia|Википедия|Вікіпедія|Уикипедия|Википедија|Βικιπαίδεια|Vikipedi)(?:\s[–—-]\s|[,:.]\s|\s\()"
    r"(?:[Dd]ie freie|[Tt]he free|l[’']encyclopédie|l[’']enciclopedia|la enciclopedia|a enciclopédia|enciclopedia|wolna|otevřená|slobodná|slobodna|prosta|свободная|вільна|свободната|слободна|"
    r"de vrije|den frie|den fria|vapaa|szabad|a szabad|özgür|ücretsiz|ensiklopedia|bách khoa|η ελεύθερη)(?![^\W_])",
)


def body_alone(text: str, parts: Parts) -> None:
    """``[United Nations](URL)``: a known body that is all that a note names is its author."""
    title = parts.get("title")
    if title and len(parts) == 1 and not text[: title.start].strip() and not text[title.end :].strip(" .,"):
        name = text[title.start : title.end]
        if publishers.find(name) and is_organisation(name):
            relabel(parts, "title", "author")


def title_behind_host(text: str, parts: Parts) -> None:
    """``mill-wiki.org - | Ada Moor``: behind a site's host and a dash stands the page's title, though it may be the name of a person."""
    match = HOST_FIRST.match(text)
    behind = [part for name, part in parts.items() if match and name in NAMED and part.end > match.end()]
    title, author = parts.get("title"), parts.get("author")
    if not match or not author or author.start < match.end() or (title and title.start >= match.end()):
        return
    end = max(part.end for part in behind)
    for name in NAMED:
        parts.pop(name, None)
    parts["container"] = FieldSpan("container", *match.span("site"), SURE)
    parts["title"] = FieldSpan("title", match.end(), end, SURE)


def entry_before_encyclopedia(text: str, parts: Parts) -> None:
    """``Tuulimylly. | Wikipedia – vapaa tietosanakirja``: the entry is the title, and what the encyclopaedia calls itself is none."""
    match = ENCYCLOPEDIA.match(text)
    title = parts.get("title")
    if not match or not title or (title.start < match.start("site") and parts.get("container")):
        return
    for name in NAMED:
        parts.pop(name, None)
    parts["title"] = FieldSpan("title", *match.span("title"), SURE)
    parts["container"] = FieldSpan("container", *match.span("site"), SURE)
