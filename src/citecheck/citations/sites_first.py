"""Rules for a site's host before a title, and for the name of a site or of a free encyclopaedia behind one.

``mill-wiki.org - Ada Moor, URL`` · ``Tuulimylly. Wikipedia – vapaa tietosanakirja, URL`` · ``Air quality (2023) Site of the weather office. URL``
"""

from urllib.parse import unquote, urlsplit

from citecheck.citations.crf import FieldSpan
from citecheck.citations.features import folded
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers
from citecheck.language.given_names import is_given_name
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
DATED = lazy_pattern(
    r"[\s.,:;()\[\]]*+(?:(?:1[5-9]|20)\d\d[a-z]?|[NnSsUuOoBb]\.\s?[DdAaJjVv]\.?)?[\s.,:;()\[\]]*+"
)  # also n.d., s.a., o.J., u.å., b.d.
WORD = lazy_pattern(r"[^\W_]+")
LONGEST_SITE = 9  # words in the description of a site
SHORTEST = 4  # letters of a word that may stand in another form in a URL: ``secrets`` in ``/secret/``


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


def page_before_site(text: str, parts: Parts, url: str) -> None:
    """``Secrets (2023) | Kubernetes. https://kubernetes.io/docs/secret``: words that the URL's path has and the next field lacks are the title."""
    author, title = parts.get("author"), parts.get("title")
    if not url or not author or not title or "container" in parts or not DATED.fullmatch(text, author.end, title.start):
        return
    name, site = WORD.findall(text[author.start : author.end]), WORD.findall(text[title.start : title.end])
    path = [folded(word) for part in unquote(urlsplit(url).path).split("/") for word in WORD.findall(part)]
    is_person = "," in text[author.start : author.end] or is_given_name(name[0] if name else "")
    if is_person or len(site) > LONGEST_SITE or not _in_path(name, path) or _in_path(site, path):
        return
    relabel(parts, "title", "container", 0.5)
    relabel(parts, "author", "title", 0.5)


def _in_path(words: list[str], path: list[str]) -> bool:
    """Whether all words stand in a URL's path, one of them with four letters or more."""
    keys = [folded(word) for word in words]
    return any(len(key) >= SHORTEST for key in keys) and all(_stands(key, path) for key in keys)


def _stands(key: str, path: list[str]) -> bool:
    return any(key == word or (len(word) >= SHORTEST and key[:-1] == word) for word in path)
