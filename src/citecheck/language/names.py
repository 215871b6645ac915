"""Reads names: inverted or not, with initials, particles, suffixes and "and" in many languages.

``H. Sherwani`` · ``A. J. Rubin, L. Jakes e E. Schmitt`` · ``Schröder, Felix; Soldwisch, Jörg`` · ``Kullab, Samya, and Vasilisa
Stepanenko`` · ``Fink, A. G., & Marchart, J. M.`` · ``Иванов И. И.`` · ``Smith AB, Jones C``.
"""

import re
from collections.abc import Iterator

from citecheck.language.alternatives import by_first_letter
from citecheck.language.name_words import FUNCTION_WORDS, ORGANISATION_WORDS, PARTICLES
from citecheck.model.reference import Name

AND = re.compile(
    r"(?:(?:(?<!\s)\s++)?[,;]\s++|(?<!\s)\s++)(?:&|and|with|e|ed|et|y|und|u\.|и|та|ve|ile|και|en|og|och|i|a|و)\s++|(?:(?<!\s)\s++)?&\s*+"
)
_OTHERS = (
    r"et\s*al\b\.?", r"and others\b", r"e altri\b", r"e aa\.", r"y otros\b", r"u\.\s?a\.", r"und andere\b", r"и др\.?", r"et autres\b",
    r"ve diğerleri\b", r"vd\.",
)  # fmt: skip
ET_AL = re.compile(rf"(?:[,;]|(?<![\s,;]))\s*+\b(?:{by_first_letter(_OTHERS)})", re.IGNORECASE)
ROLE = re.compile(
    r"(?:(?<![,\s])[,\s]++)?\(?\b(?:eds?|hrsg|hg|cur|curr|éds?|dir|coords?|orgs?|ред|trans|transl|tr|comp)\b\.?\)?\.?$|^(?:by|por|par|a cura di|edited by|hrsg\. von|herausgegeben von)\s+",
    re.IGNORECASE,
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"])
TITLES = re.compile(r"^(?:Dr|Prof|Sir|Dame|Mr|Mrs|Ms|Lt|Gen|Col|Maj|Capt|Adm|Amb|Sen|Rep|On|Hon|Rev|Lady|Lord)\.?\s+(?=\w)")
INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.[\s-]?-?){1,5}$|^(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}$")
LEADING_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.[\s-]?){1,4}\s*(?=[^\W\d_])")
TRAILING_INITIALS = re.compile(r"^(?P<family>.+?)(?<![\s,])[\s,]++(?P<given>(?:[A-ZА-ЯЁІЇЄҐ]\.[\s-]?){1,4}|[A-Z]{1,3})$")
CASELESS = re.compile(r"[֐-ࣿऀ-෿぀-ヿ一-鿿가-힯]")
NAMELESS = frozenset('!?:/()[]“”"«»@#$%&*+=<>|')  # marks that do not occur in names
EASTERN = re.compile(r"[぀-ヿ一-鿿가-힯]")  # scripts without spaces in names
SEPARATOR = re.compile(r"[;/]|\s[–—]\s")
MAX_WORDS = 5
HANDLE = re.compile(r"(?:(?<!\s)\s++)?(?:[(\[](?:@\w++|[a-z]\w++)[)\]]?$|\(@\w++\))")
LISTED = re.compile(r";|,\s(?:&|and|et|und|y|e)\s|\b[^\W\d_]\.,")


def read_names(text: str) -> tuple[Name, ...]:
    """The people in a text that is only a list of names; empty unless that is certain."""
    if any(map(str.isdigit, text)):
        return ()
    text = ROLE.sub("", ET_AL.sub("", text.strip(" ,;:." if not text.rstrip().endswith(".") else " ,;:"))).strip(" ,;:")
    if not text or len(text) > 400:
        return ()
    pieces = _pieces(text)
    names = [read_name(piece) for piece in pieces]
    return tuple(name for name in names if name) if names and all(names) else ()


def _pieces(text: str) -> list[str]:
    """One piece per person: split at semicolons and slashes, else at commas that do not separate family and given name."""
    if SEPARATOR.search(text):
        return [piece for half in SEPARATOR.split(text) for piece in _pieces(half)]
    parts = [part.strip() for chunk in AND.split(text) for part in chunk.split(",") if part.strip()]
    if len(parts) > 2 and "," in text and _inverted_first(text):
        parts[:2] = [", ".join(parts[:2])]
    elif len(parts) == 2 and "," in text and _inverted_first(text):
        return [", ".join(parts)]
    pieces: list[str] = []
    for part in parts:
        inverted = INITIALS.match(part) and pieces and "," not in pieces[-1] and not LEADING_INITIALS.match(pieces[-1])
        if pieces and (inverted or part.casefold().strip(".") in SUFFIXES):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def _inverted_first(text: str) -> bool:
    """``Kullab, Samya, and Vasilisa Stepanenko``, ``Dudek, Mitch``: a single family name, then given names."""
    first, second = (part.strip() for part in text.split(",", 2)[:2])
    head = AND.split(second)[0].strip()
    if EASTERN.match(first):
        return False
    alone = len([word for word in first.split() if word.casefold() not in PARTICLES]) == 1
    return alone and 1 <= len(head.split()) <= 3 and not LEADING_INITIALS.match(second)


def read_authors(text: str) -> tuple[Name, ...]:
    """The names in an author field: people, or an organisation under its full name."""
    text = HANDLE.sub("", text).strip(" ,;:") if text else ""
    if not text:
        return ()
    if is_organisation(text):
        return (Name(literal=ROLE.sub("", text)),)
    return read_names(text) or tuple(_people_and_organisations(text))


def is_organisation(text: str) -> bool:
    """Whether a name contains a word that only organisations have."""
    return not LISTED.search(text) and any(word in ORGANISATION_WORDS for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _people_and_organisations(text: str) -> Iterator[Name]:
    """A list of people and organisations, split at semicolons."""
    for piece in (part.strip() for part in ET_AL.sub("", text).split(";")):
        if piece:
            names = read_names(piece)
            yield from names or (Name(literal=ROLE.sub("", piece).strip(" ,")),)


def read_name(text: str) -> Name | None:
    """One person; None if it does not look like one."""
    text = TITLES.sub("", text.strip())
    if "," in text:
        before, _, suffix = (part.strip() for part in text.rpartition(","))
        if suffix.casefold().strip(".") in SUFFIXES and (name := read_name(before)):
            return Name(name.family, name.given, name.literal, suffix=suffix)
        family, _, given = (part.strip() for part in text.partition(","))
        return Name(family, given) if given and _personal(family) and (INITIALS.match(given) or _personal(given)) else None
    if match := TRAILING_INITIALS.match(text):
        family = match["family"]
        if _personal(family) and len(family.split()) <= 3 and not LEADING_INITIALS.match(family):
            return Name(family, match["given"].strip())
    if not _personal(text):
        return None
    words = text.split()
    if len(words) == 1:
        return Name(literal=text)
    at = next((i for i in range(1, len(words)) if words[i].casefold() in PARTICLES), len(words) - 1)
    if words[-1].casefold().strip(".") in SUFFIXES and at == len(words) - 1:
        at -= 1
    return Name(" ".join(words[at:]), " ".join(words[:at]))


def _personal(text: str) -> bool:
    """Whether every word could be part of a person's name."""
    words = [word for word in re.split(r"[\s]+", text) if word]
    if not words or len(words) > MAX_WORDS + 2 * bool(LEADING_INITIALS.match(text)):
        return False
    return all(_name_word(word) for word in words) and any(word[:1].isupper() or CASELESS.match(word) for word in words)


def _name_word(word: str) -> bool:
    bare = word.strip(".").casefold()
    if bare in PARTICLES:
        return True
    if bare in FUNCTION_WORDS or not NAMELESS.isdisjoint(word):
        return False
    return word[:1].isupper() or bool(CASELESS.match(word)) or word.startswith(("al-", "el-", "d'", "d’", "l'"))


def surely_names(text: str) -> bool:
    """Whether a text has the form of a list of names: initials, inversion, or several people."""
    names = read_names(text)
    if not names:
        return False
    initials = any(name.given and INITIALS.match(name.given.split()[0]) for name in names)
    return initials or len(names) > 1 or bool(ET_AL.search(text))
