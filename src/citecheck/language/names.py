"""Reads names: inverted or not, with initials, particles, suffixes and "and" in many languages.

``H. Sherwani`` · ``A. J. Rubin, L. Jakes e E. Schmitt`` · ``Schröder, Felix; Soldwisch, Jörg`` · ``Kullab, Samya, and Vasilisa
Stepanenko`` · ``Fink, A. G., & Marchart, J. M.`` · ``Иванов И. И.`` · ``Smith AB, Jones C``.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from citecheck.language.alternatives import by_first_letter
from citecheck.language.inverted_names import inverted_names
from citecheck.language.name_words import BODY_WORDS, INSTITUTION_WORDS, ORGANISATION_WORDS
from citecheck.language.person_name import (
    EASTERN,
    GENERATION,
    INITIALS,
    JOINERS,
    LEADING_INITIALS,
    SUFFIX,
    TITLES,
    TRAILING_INITIALS,
    is_counted,
    read_name,
)
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

AND = lazy_pattern(
    r"(?:(?:(?<!\s)\s++)?[,;]\s++|(?<!\s)\s++)(?:&|and|with|e|ed|et|y|und|u\.|и|та|ve|ile|και|en|og|och|és|și|i|a|ja|ir|un|dan|và|eta|dhe|і|й|و)\s++|(?:(?<!\s)\s++)?&\s*+"
)
_OTHERS = (
    r"et\.?\s*al(?:ii|ia)?\b\.?", r"and (?:(?:\d{1,3} )?others|colleagues|co-?workers)\b", r"e altri\b", r"e aa\.", r"y otros\b", r"y cols?\.", r"u\.\s?a\.", r"und andere\b", r"и др\.?", r"и соавт\.?",
    r"et autres\b", r"et coll\b\.?", r"ve diğerleri\b", r"vd\.", r"e outros\b", r"m\.\s?fl\.", r"och andra\b", r"i in(?:ni)?\.", r"a kol\.", r"та ін\.?", r"en anderen\b",
    r"ym\.", r"ja muut\b", r"és mtsai\b\.?", r"és munkatársai\b", r"ir kt\.", r"un citi\b", r"i sur\.", r"in sod\.", r"a další\b", r"a ďalší\b", r"și alții\b",
    r"i col·?s?\b\.?", r"og andre\b", r"dkk\b\.?", r"και συν\.", r"և ուր\.", r"等",
)  # fmt: skip
ET_AL = lazy_pattern(
    rf"(?:[,，、]\s?)?(?-i:(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3,，、\s]))(?:等|他|ほか|외)(?=[.。．,，:：\s]|$)[.。．]?|(?:[,;]|(?<![\s,;])|(?=[\[(]))\s*+[\[(]?(?:&\s?al\b\.?|\b(?:{by_first_letter(_OTHERS)}))[\])]?",
    re.IGNORECASE,
)
ROLE = lazy_pattern(
    r"(?:(?<![,\s])[,\s]++)?\(?\b(?:eds?|hrsg|hg|cur|curr|éds?|dir|coords?|orgs?|ред|trans|transl|tr|comp|a cura d(?:i|el|ella|ei)|a c\. di)\b\.?\)?\.?$|(?<!\s)\s*+\((?:(?:executive )?producers?|directors?|writers?|hosts?|narrators?|composers?|illustrators?)\)(?=$|,)|^(?:by|por|par|a cura di|edited by|hrsg\. von|herausgegeben von)\s+",
    re.IGNORECASE,
)
# ``José Ortega y Gasset``, ``Ortega y Gasset, José``: what follows the word is one family name, and the first has a given name.
_JOINED = lazy_pattern(
    r"(?P<before>(?:^|(?<![^\W\d_.])[^\W\d_.]++\.?\s|[,;]\s))(?P<first>[^\W\d_][\w’'-]++) (?P<word>[yei]) (?P<second>[^\W\d_a-z][\w’'-]++)(?=(?P<given>,\s[^\W\d_a-z][\w’'.-]*)?(?:$|[,;]|\s(?:and|&|y|e|et|und)\s))"
)
_HYPHENATED = lazy_pattern(r"(?<=[a-zà-ÿ]{2})\s?[-–]\s?(?=(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ])")  # ``L. Moro-G. Riva`` are two persons
# One given name, behind two family names: ``Moreno Brezo, Ana P.``
_AFTER_TWO = lazy_pattern(r"\s?[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ]\.)?")
_ORDINAL = lazy_pattern(r"(?<=\s)(?:2nd|3rd|4th)(?![^\W_])")  # ``Moor E 3rd``
_GLUE = "\ue0ff"
LONGEST_LIST = 400  # characters
_SHORT_NAME = lazy_pattern(r"[A-ZÀ-Þ]{2,3} [A-ZÀ-Þ]\.")  # ``ROE R.`` is a person
_NO_SPACE = lazy_pattern(r"(?<![^\W_])(?:(?:[A-ZÀ-ÞЀ-Я]|[CPT]h|Y[au]|Zh)\.){1,4}(?=[A-ZÀ-ÞЀ-Я][a-zà-ÿа-џ])")  # ``F.Moor, Ch.Heath``
_LEFT_OUT = lazy_pattern(
    r",?\s?(?:…|\.\s?\.\s?\.)\s?(?:&\s)?(?=[^\W\d_a-z])"
)  # authors of a long list: ``Heath, L., … Moor, A.`` (APA)
SEPARATOR = lazy_pattern(r"[;/；、]|\s[–—]\s|(?<=[一-鿿])・(?=[一-鿿])|(?<=[一-鿿가-힯])，")
FOOTNOTE_MARK = lazy_pattern(r"(?<=[^\W\d_])[*†‡§¶]+(?=[\s,;]|$)")  # behind a name
HANDLE = lazy_pattern(r"(?:(?<!\s)\s++)?(?:[(\[](?:@\w++|[a-z]\w++)[)\]]?$|\(@\w++\))")
COMPANY = lazy_pattern(r"^[^,;]{2,60},?\s(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|AG|S\.A|S\.p\.A|plc|PLC|B\.V|N\.V)\.?$")
LISTED = lazy_pattern(r";|,\s(?:&|and|et|und|y|e)\s|\b[^\W\d_]\.,")


@lru_cache(maxsize=4096)  # the authors of short forms repeat
def read_names(text: str) -> tuple[Name, ...]:
    """The people in a text that is only a list of names; empty unless that is certain."""
    if any(map(str.isdigit, _ORDINAL.sub("", text))):
        return ()
    text = _LEFT_OUT.sub(", ", _NO_SPACE.sub(r"\g<0> ", text))
    text = ROLE.sub(
        "", ET_AL.sub("", FOOTNOTE_MARK.sub("", text).strip(" ,;:." if not text.rstrip().endswith(".") else " ,;:"))
    ).strip(" ,;:")
    if not text or len(text) > LONGEST_LIST:
        return ()
    if LEADING_INITIALS.match(text):
        text = _HYPHENATED.sub("; ", text)
    pieces = _pieces(text)
    names = [read_name(piece) for piece in pieces]
    return tuple(name for name in names if name) if names and all(names) else ()


def _pieces(text: str) -> list[str]:
    """One piece per person: names of a certain form, else split at semicolons and slashes, else at commas that do not separate family and given name."""
    spans = inverted_names(text)
    if spans and spans[-1][1] >= len(text.rstrip(" .")):
        return [text[start:end].strip() for start, end in spans]
    if SEPARATOR.search(text):
        halves = SEPARATOR.split(text)
        single = [piece.replace(_GLUE, " ").strip() for half in halves for piece in AND.split(_JOINED.sub(_glued, half))]
        return single if _are_inverted(single) else [piece for half in halves for piece in _pieces(half)]
    chunks = [_parts(chunk) for chunk in AND.split(_JOINED.sub(_glued, text)) if chunk.strip(" ,")]
    if _all_inverted(chunks) or (len(chunks) > 1 and _are_inverted([", ".join(chunk) for chunk in chunks])):
        return _in_pairs(chunks)
    if len(chunks) > 1 and " " in chunks[-1][0] and len(chunks[-1]) == 1 and _all_inverted(chunks[:-1]):
        return [*_in_pairs(chunks[:-1]), chunks[-1][0]]
    parts = [part for chunk in chunks for part in chunk]
    if _are_families(chunks):
        return parts
    if len(parts) > 2 and "," in text and not SUFFIX.fullmatch(parts[1]) and _inverted_first(text):
        parts[:2] = [", ".join(parts[:2])]
    elif _is_two_families_first(chunks):
        parts[: len(chunks[0])] = [", ".join(chunks[0])]
    elif len(parts) == 2 and "," in text and (_inverted_first(text) or _two_families(parts[0], parts[1], chunks)):
        return [", ".join(parts)]
    pieces: list[str] = []
    joined = {chunk[0] for chunk in chunks[1:]}  # behind "and"
    for part in parts:
        if pieces and part not in joined and _goes_on(pieces[-1], part):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def _are_inverted(pieces: Sequence[str]) -> bool:
    """Whether each of several pieces is a family name, a comma and given names; most family names are one word."""
    halves = [piece.partition(",")[::2] for piece in pieces if piece.count(",") == 1]
    families = [family for family, given in halves if not SUFFIX.fullmatch(given.strip())]
    single = sum(" " not in family for family in families)
    single += bool(single) and sum(" " in family and _AFTER_TWO.fullmatch(given) is not None for family, given in halves)
    return len(families) == len(pieces) > 1 and 2 * single > len(pieces) and not any(map(LEADING_INITIALS.match, families))


def _are_families(chunks: list[list[str]]) -> bool:
    """``Moor, Brass, Heinze & Heath``: family names alone, for single words of an odd number cannot be families with their given names."""
    words = [part for chunk in chunks for part in chunk]
    alone = all(" " not in word and len(word) > 2 and word[0].isupper() and not word.isupper() for word in words)
    return alone and len(chunks) > 1 and len(chunks[0]) % 2 == 1 and len(chunks[0]) > 2 and not any(map(SUFFIX.fullmatch, words))


def _in_pairs(chunks: list[list[str]]) -> list[str]:
    return [", ".join(chunk[at : at + 2]) for chunk in chunks for at in range(0, len(chunk), 2)]


def _glued(match: re.Match[str]) -> str:
    """The names of a match with marks in place of blanks, so that they are not split."""
    first = match["before"] == "" or match["before"][0] in ",;"
    if first and (not match["given"] or _is_given(match)):
        return match.group()
    return f"{match['before']}{match['first']}{_GLUE}{match['word']}{_GLUE}{match['second']}"


def _is_given(match: re.Match[str]) -> bool:
    """Whether the first word of a match is the given name of an inverted name: "Li, Deren y Wu, Ada"."""
    before = match.string[match.string.rfind(";", 0, match.start()) + 1 : match.start()]
    return match["before"].startswith(",") and not before.count(",") % 2


def _parts(chunk: str) -> list[str]:
    return [part.replace(_GLUE, " ").strip() for part in chunk.split(",") if part.strip()]


def _goes_on(piece: str, part: str) -> bool:
    """Whether a part is the initials, the suffix or, after ``King, Jr.``, the given name of the person before it."""
    family, comma, suffix = piece.partition(", ")
    alone = len([word for word in family.split() if is_counted(word)]) == 1
    degree_or_name = len(part) == 2 and part[1].islower() and not GENERATION.fullmatch(part)  # "Ma" is a family name, "MA" a degree
    if (
        SUFFIX.fullmatch(part)
        and not degree_or_name
        and (GENERATION.fullmatch(part) or not (alone and not comma and INITIALS.match(part)))
    ):
        return True
    if comma and alone and GENERATION.fullmatch(suffix):
        return True
    initials = INITIALS.match(part) is not None and not _SHORT_NAME.match(part)
    return initials and not comma and not LEADING_INITIALS.match(piece)


def _all_inverted(chunks: list[list[str]]) -> bool:
    """``Kullab, Samya, Dudek, Mitch, and Roe, Ann``: family and given names alternate; each person has both."""
    if sum(map(len, chunks)) < 4 or any(len(chunk) % 2 for chunk in chunks):
        return False
    parts = [part for chunk in chunks for part in chunk]
    families, given = parts[::2], parts[1::2]
    if any(INITIALS.match(part) or SUFFIX.fullmatch(part) or EASTERN.match(part) for part in parts):
        return False
    sizes = [len([word for word in part.split() if is_counted(word)]) for part in families]
    return max(sizes) == 1 and all(1 <= len(part.split()) <= 3 for part in given) and any(" " not in part for part in given)


def _inverted_first(text: str) -> bool:
    """``Kullab, Samya, and Vasilisa Stepanenko``, ``Dudek, Mitch``: a single family name, then given names."""
    first, second = (part.strip() for part in text.split(",", 2)[:2])
    head = AND.split(second)[0].strip()
    if EASTERN.match(first) or (_has_initials_behind(first) and _has_initials_behind(head)):
        return False
    second = TITLES.sub("", second)
    words = [word for word in first.split() if is_counted(word)]
    suffixed = len(words) == 2 and (GENERATION.fullmatch(words[1]) is not None or words[0] in ("St", "St.", "Saint", "Ste."))
    alone = len(words) == 1 or suffixed or _is_joined(first)
    initials = LEADING_INITIALS.match(second)
    if initials and not (first.isupper() or " " in first):
        return 0 < len(second[initials.end() :].partition(",")[0].split()) <= 2 and "," not in second  # Woodworth, G. Walter
    return alone and 1 <= len(head.split()) <= 3 and not initials


def _two_families(families: str, given: str, chunks: list[list[str]]) -> bool:
    """``Knorr Ceti, Karin``: two family names, and a single word behind their comma, which alone would be no second person."""
    words = families.split()
    return (
        len(chunks) == 1
        and len(words) == 2
        and given.isalpha()
        and len(given) > 2
        and not any(word.endswith(".") for word in words)
    )


def _is_two_families_first(chunks: list[list[str]]) -> bool:
    """``García Díaz, Ana, y Mario Ruiz``: only the first is inverted; a single word is no person among others with given names."""
    if len(chunks) < 2 or len(chunks[0]) < 2 or any(len(chunk) != 1 or " " not in chunk[0] for chunk in chunks[1:]):
        return False
    (family, given), suffixes = chunks[0][:2], chunks[0][2:]
    return all(map(GENERATION.fullmatch, suffixes)) and _two_families(family, given, chunks[:1])


def _has_initials_behind(name: str) -> bool:
    """``Spies JR``, ``Kaplan LA``: initials that look like a suffix or a particle, behind a family name that is not in capitals."""
    match = TRAILING_INITIALS.match(name)
    return match is not None and match["given"].rstrip(".").isalpha() and not match["family"].isupper()


def _is_joined(family: str) -> bool:
    """``Ortega y Gasset``"""
    words = family.split()
    return len(words) == 3 and words[1] in JOINERS


def is_organisation(text: str) -> bool:
    """Whether a name contains a word that only organisations have."""
    return _has_word(text, ORGANISATION_WORDS | BODY_WORDS)


def is_institution(author: str) -> bool:
    """Whether an author is an organisation, also by a word that titles may have, such as "museum"."""
    return _has_word(author, ORGANISATION_WORDS | BODY_WORDS | INSTITUTION_WORDS)


def _has_word(text: str, of_bodies: frozenset[str]) -> bool:
    if LISTED.search(text) and not COMPANY.search(text):
        return False
    return COMPANY.search(text) is not None or not of_bodies.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))


def are_whole(people: Sequence[Name]) -> bool:
    """Whether there are persons, each with a given name or initials."""
    return bool(people) and all(one.given for one in people)


def surely_names(text: str) -> bool:
    """Whether a text has the form of a list of names: initials, inversion, or several people."""
    names = read_names(text)
    if not names:
        return False
    initials = any(name.given and INITIALS.match(name.given.split()[0]) for name in names)
    return initials or len(names) > 1 or bool(ET_AL.search(text))
