"""Recognises a citation by a hash of its words.

The rules and word lists here are part of the lock file's format: changing them changes every fingerprint and needs a new
``VERSION``, except for more words before a copy's URL. They are independent of the parser, which may change freely.
"""

import hashlib
import re
import unicodedata

from citecheck.language.archive_words import SAID
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.patterns import lazy_pattern

VERSION = "1"
_URL = lazy_pattern(r"(?:https?://|www\.)[^\s<>\"“”«»{}|\\^`]+", re.IGNORECASE)
_CLOSING = lazy_pattern(r"(?<![)\].,;:])[)\].,;:]*+$")  # after a URL, and no part of it
_JOINED = lazy_pattern("[\u00ad\u200b\u2060\ufeff]")
# "accessed 3 May 2021", "archiviert vom Original am 3. Mai 2021": the phrase up to the end of the year.
_SEEN_OR_KEPT = lazy_pattern(
    r"\b(?:accessed|retrieved|visited|viewed|consulted|archived|consultat[oa]|visitato|archiviato|accesso|consultée?|archivé|accès|"
    r"consultado|recuperado|archivado|acesso|acessado|arquivado|abgerufen|aufgerufen|eingesehen|zugriff|abruf|archiviert|"
    r"geraadpleegd|gearchiveerd|läst|arkiverad|hentet|arkiveret|arkivert|dostęp|zarchiwizowano|обращения|доступа|просмотрено|архивировано|"
    r"ανακτήθηκε|αρχειοθετήθηκε|erişim|arşivlendi|نصل|مؤرشف|الاطلاع|بازبینی|بایگانی|נבדק|אורכב)\b"
    r"[^;)\]\n]{0,40}?\b(?:19|20)\d\d(?:[-./]\d\d?[-./]\d\d?)?(?!\d)"
)
_NOT_ASCII_LETTERS = lazy_pattern(r"[^0-9A-Za-z]+")
# "archived at", in any language, before a URL. New words change only fingerprints of texts that have them there.
_KEPT_AT = lazy_pattern(rf"(?:{SAID}|\barchive(?:[^\S\x1f]+(?:at|copy|on))?)[^\S\x1f]*+(?:[:：][^\S\x1f]*+)?[<(\[]?(?=\x1f)")
# Words that introduce a URL: "Retrieved from", "Available online at:", "abrufbar unter".
_LED_TO = lazy_pattern(
    r"\b(?:(?:available|accessible|retrieved|accessed)(?:\s+online)?(?:\s+(?:at|from|on|online))?|online(?:\s+at)?|url|"
    r"disponibile\s+(?:su|a)|disponible\s+(?:sur|en)|consultable\s+sur|abrufbar\s+unter|verfügbar\s+unter|en\s+línea|disponível\s+em|"
    r"режим\s+доступа)(?:\s*+:\s*[<(\[]?(?=\x1f)|\s*[<(\[]?(?=\x1f))"
)


def fingerprint(source: Source) -> str:
    """The fingerprint of a source: ``1:`` and 32 hexadecimal digits.

    It ignores label, markup, punctuation, white space, letter case, URLs and their introduction, URL residue, access and
    archiving dates. For a structured source it is computed from the fields.
    """
    words = _words_of_item(source.item) if source.structured else _words(source.text, source.url_residue)
    return f"{VERSION}:{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _words(text: str, residue: str | None) -> str:
    text = _JOINED.sub("", text)
    if residue:
        text = text.replace(residue, " ")
    text = _URL.sub(lambda url: "\x1f" + _CLOSING.search(url.group())[0], text).casefold()  # type: ignore[index]
    text = _SEEN_OR_KEPT.sub(" ", text)
    return _letters(_LED_TO.sub(" ", _KEPT_AT.sub(" ", text)) if "\x1f" in text else text)  # both patterns end before a URL


def _words_of_item(item: Item) -> str:
    names = " ".join(_name(name) for name in (*item.author, *item.editor))
    parts = (
        names,
        item.title,
        item.container_title,
        item.publisher,
        _date(item.issued),
        item.volume,
        item.issue,
        item.page,
        item.number,
    )
    return "\x1f".join(_letters((part or "").casefold()) for part in parts)


def _name(name: Name) -> str:
    return " ".join(part for part in (name.given, name.family, name.literal) if part)


def _date(date: Date | None) -> str:
    return "-".join(str(part) for part in date.parts) if date else ""


def _letters(text: str) -> str:
    """Letters, marks and digits of any script, in compatibility form (NFKC)."""
    if text.isascii():
        return _NOT_ASCII_LETTERS.sub("", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LMN")
