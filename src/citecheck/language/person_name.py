"""Reads one person's name: family and given name, particles, initials, titles and suffixes.

``King, Martin Luther, Jr.`` · ``Santiago Ramón y Cajal`` · ``Smith AB`` · ``Prof. Dr. Ann Heath, Ph.D.``
"""

import re

from msgspec.structs import replace

from citecheck.language.name_words import FUNCTION_WORDS, PARTICLES
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

# Suffixes of names: the first kind also without a comma, the others only after one, since ``Smith MD`` has initials.
_GENERATIONS = r"(?:[Jj](?:un)?r|[Ss](?:en)?r|Jnr|Snr)\.?|I{2,3}|IV|VI{0,3}|2nd|3rd|4th|père|fils|Ph\.\s?D\.?|PhD|Esq\.?"
_DEGREES = r"M\.?\s?D\.?|J\.?\s?D\.?|M\.?[Ss]c\.?(?:\s?Ed\.?)?|B\.?Sc\.?|M\.?A\.?|MPH|MBA|R\.?N\.?|D\.?\s?Phil\.?|LL\.?\s?[BMD]\.?|Dr\.\s?(?:med|phil)\."
_HONOURS = r"(?:Q\.?\s?C|OBE|CBE|KBE|DBE|FRS|FBA|MEP)\.?"  # hardly initials, also without a comma: ``Karl Heath QC``
_MORE = rf"(?:,?\s(?:{_GENERATIONS}|{_DEGREES}|{_HONOURS}|M\.?P\.?))*"  # M.P. behind another one only: ``Moor MP`` has initials
_SUFFIXES = rf"(?:{_GENERATIONS}|{_DEGREES}|{_HONOURS}){_MORE}"
SUFFIX = lazy_pattern(rf"{_SUFFIXES}(?<!^V)", re.IGNORECASE)
GENERATION = lazy_pattern(rf"(?:{_GENERATIONS})(?<!^V)", re.IGNORECASE)
_HONOURED = lazy_pattern(rf"(?P<name>[^\W\d_a-z][^\W\d_A-Z][^,]*?\s[^\W\d_a-z][^\W\d_A-Z][^,\s]*)\s(?P<suffix>{_HONOURS}{_MORE})")
_BEFORE_GIVEN = lazy_pattern(
    rf"(?P<family>[^,]+?)(?:,\s*|\s)(?P<suffix>(?:{_GENERATIONS})(?:\s(?:{_GENERATIONS}|{_DEGREES}|{_HONOURS})){{0,2}}),\s*(?P<given>[^,]+)"
)
_SUFFIXED = lazy_pattern(rf"\s*+{_SUFFIXES}")
_ENDS = lazy_pattern(rf"(?P<name>[^,]*\s\S+|[^,]+,\s*+[^,\s][^,]*?)\s(?P<suffix>{_GENERATIONS})")
_TITLED = r"(?:(?:[Tt]he\s)?Rt\.?\sHon|Lt\.\s?(?:Gen|Col|Gov)|Countess|Count|Mme|Dr|Prof|Sir|Dame|Mr|Mrs|Ms|Lt|Gen|Col|Maj|Capt|Adm|Amb|Sen|Rep|On|Hon|Rev|Lady|Lord|проф|акад|доц|инж|канд)"
TITLES = lazy_pattern(rf"^(?:{_TITLED}\.?\s+)+(?=\w)")
_TITLE_OF_GIVEN = lazy_pattern(rf",\s+(?:{_TITLED}\.\s+)+(?=\w)")
# Rulers have no family name: ``Pope John Paul II``, ``Queen Elizabeth II``, ``King James I``.
_RULER = lazy_pattern(
    r"(?:Pope|Popess|Antipope|Papst|Pape|Papa|Queen|King|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Saint|Patriarch|Pharaoh)\s[^\W\d_a-z][^\W\d_]+(?:\s(?:[^\W\d_a-z][^\W\d_]+\s)?(?=[IVX])[IVX]{1,6})"
)
_ELIDED = frozenset(("'t", "’t", "‘t"))  # het (nl)
JOINERS = frozenset(("y", "e", "i"))  # join two family names of one person (es, pt, ca)
INITIALS = lazy_pattern(r"^(?:[^\W\d_]{1,2}\.[\s-]?-?){1,5}$|^(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}$")
LEADING_INITIALS = lazy_pattern(r"^(?!St\.\s|Ste\.\s)(?:[^\W\d_]{1,2}\.[\s-]?){1,4}\s*(?=[^\W\d_])")
TRAILING_INITIALS = lazy_pattern(
    r"^(?P<family>.+?)(?<![\s,])[\s,]++(?P<given>(?:(?:[A-Z]|[А-ЯЁІЇЄҐ][а-яёіїєґ]?)\.[\s-]?){1,4}|(?:[А-ЯЁІЇЄҐ][а-яё]?\.\s?){1,3}[А-ЯЁІЇЄҐ][а-яё]?|[A-Z](?:-?[A-Z]){0,2}|[A-Z](?: [A-Z]){1,3}|[A-Z]-[A-Z]\.)$"
)
# ``Толстой Лев Николаевич``: behind a given name stands the father's, so the family name is the first.
PATRONYMIC, FULL = lazy_pattern(r"[А-ЯЁІЇЄҐ][а-яёіїєґ’']{1,20}(?:[оеё]вич|[оеіїє]вна|ьич|мич|кич|инична|ович|йович)"), 3
CASELESS = lazy_pattern(r"[֐-ࣿऀ-෿぀-ヿ一-鿿가-힯]")
_DOTTED = lazy_pattern(r"(?:[^\W\d_]\.-?)+")
NAMELESS = frozenset('!?:/()[]“”"«»@#$%&*+=<>|（）。，：！？【】')  # marks that do not occur in names
EASTERN = lazy_pattern(r"[぀-ヿ一-鿿가-힯]")  # scripts without spaces in names
# Ends of what bylines have beside persons: newspapers, agencies, departments, editors, and nobody.
_EASTERN_BODY = lazy_pattern(
    r"(?:社|部|局|新聞|新闻|通信|通訊|通讯|報|报|網|网|記者|记者|編集|编辑|編輯|小编|小編|管理人|管理员|管理員|者|院|会|會|團|团|室|课|課|組|组|站|台|版|誌|佚名|匿名|未知|"
    r"뉴스|기자|신문|일보|편집부|편집자|관리자|방송|통신|팀|센터|협회)$"
)
EASTERN_ROLE = lazy_pattern(r"(?<=[一-鿿ァ-ー])\s?(?:编著|編著|主编|主編|監修|編集|著|編|编|訳|译|等)$")
# Karl "Kalle" Moor, J. (Jack) Moor; three capitals are the abbreviation of a body
_NICKNAME = lazy_pattern(r"(?<=\w\s|\.\s)(?!\([A-ZÀ-Þ]{3,}\))[(\"“‘'][^\W\d_a-z][\w.-]{1,15}[)\"”’']\s(?=[^\W\d_])")
_GIVEN_IN_BRACKETS = lazy_pattern(
    r"^\s*([A-ZÀ-Þ][\w’'-]+|(?:[A-ZÀ-Þ’'-]{2,20} ){1,2}[A-ZÀ-Þ’'-]{2,20}) \(([^\W\d_a-z][\w.’ -]{1,25})\)\s*$"
)  # Moor (Jean), as the French write
SHORTEST_IN_CAPITALS = 4  # letters of a family name; fewer may be initials
VOWEL = lazy_pattern(r"[AEIOUYÀ-ÖØ-Ý]")
GIVEN = lazy_pattern(r"[^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_][^\W\d_A-Z]+)*\.?")
MAX_WORDS = 5  # particles and initials not counted; with a particle within, one more
MAX_ALL_WORDS = 8


def is_counted(word: str) -> bool:
    """Whether a word is no particle; a single capital letter is an initial (``Ferguson Y``)."""
    return word.casefold() not in PARTICLES or (len(word) == 1 and word.isupper())


def read_name(text: str) -> Name | None:
    """One person; None if it does not look like one."""
    if _RULER.fullmatch(text.strip()):
        return Name(literal=text.strip())
    text = _GIVEN_IN_BRACKETS.sub(r"\1, \2", EASTERN_ROLE.sub("", text))
    untitled = TITLES.sub("", text.strip())
    if INITIALS.match(untitled):
        untitled = text.strip()  # ``Lord RH``
    text, suffix = _without_suffix(_NICKNAME.sub("", _TITLE_OF_GIVEN.sub(", ", untitled), count=1))
    name = _without_titles(text)
    return replace(name, suffix=suffix) if name and suffix else name


def _without_suffix(text: str) -> tuple[str, str]:
    """A name without its suffix (``King, Jr., Martin``, ``Smith Jr., John``), and the suffix."""
    if (match := _BEFORE_GIVEN.fullmatch(text)) and not SUFFIX.fullmatch(match["given"]):
        return f"{match['family']}, {match['given']}", match["suffix"]
    if (match := _HONOURED.fullmatch(text)) and text.split(maxsplit=1)[0].casefold() not in PARTICLES:
        return match["name"], match["suffix"]
    name, behind = _split_suffixes(text)
    if behind and not (" " not in name and INITIALS.match(behind)):
        match = _ENDS.fullmatch(name)
        return (match["name"], f"{match['suffix']}, {behind}") if match and match["suffix"] != "V" else (name, behind)
    match = _ENDS.fullmatch(text)
    return (match["name"], match["suffix"]) if match else (text, "")


def _split_suffixes(text: str) -> tuple[str, str]:
    """A name, and the suffixes after its last commas."""
    at = len(text)
    while (comma := text.rfind(",", 1, at)) > 0 and _SUFFIXED.fullmatch(text, comma + 1, at):
        at = comma
    return text[:at], text[at:].strip(", ")


def _without_titles(text: str) -> Name | None:
    if "," in text:
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
    if behind := _in_capitals(words):
        return Name(" ".join(words[:behind]), " ".join(words[behind:]).rstrip("."))
    if len(words) == FULL and PATRONYMIC.fullmatch(words[-1]) and not PATRONYMIC.fullmatch(words[1]):
        return Name(words[0], " ".join(words[1:]))
    alone = len(words) == 2 and words[0] in ("Ibn", "Abu", "Abū", "Umm", "Bint")  # ``Ibn Khaldun``: son of
    at = 0 if words[0] in PARTICLES or alone else _family_at(words)  # ``van der Moor`` has no given name
    return Name(" ".join(words[at:]), " ".join(words[:at])) if at else Name(literal=text)


def _in_capitals(words: list[str]) -> int:
    """How many of the first words are a family name in capitals before given names that are not: ``MOOR Jane``; initials are no family name."""
    at = next((i for i, word in enumerate(words) if not word.isupper()), len(words))
    family = (word for word in words[:at] if len(word) >= SHORTEST_IN_CAPITALS and VOWEL.search(word) and "." not in word)
    if at == len(words) or not any(family):
        return 0
    return at if all(GIVEN.fullmatch(word) for word in words[at:]) else 0


def _family_at(words: list[str]) -> int:
    """Where the family name begins: at a particle, at ``St.`` before the last word, before ``y`` between two names."""
    at = next((i for i in range(1, len(words)) if _is_particle(words[i]) or words[i] in JOINERS), len(words) - 1)
    if words[at] in JOINERS:
        at -= 1
    elif words[at].casefold() in FUNCTION_WORDS and at > 2:
        at -= 1  # ``A. Elazari Bar On``
    elif at == len(words) - 1 and at > 1 and words[at - 1] in ("St.", "St", "Saint", "Ste."):
        at -= 1
    return at


def _is_particle(word: str) -> bool:
    """Whether a word begins a family name; ``Ben`` is a given name."""
    return word in _ELIDED or (
        word.casefold() in PARTICLES and (word[0].islower() or word.casefold() not in ("ben", "as", "of", "at", "av", "do"))
    )


def _personal(text: str) -> bool:
    """Whether every word could be part of a person's name."""
    words = text.split()
    counted = [word for word in words if word.casefold() not in PARTICLES and not _DOTTED.fullmatch(word)]
    initials = LEADING_INITIALS.match(text) is not None
    most = MAX_WORDS + any(word in PARTICLES for word in words[2:-1])
    if not words or len(counted) > most or len(words) > MAX_ALL_WORDS:
        return False
    return all(_name_word(word, initials=initials) for word in words) and any(
        word[:1].isupper() or CASELESS.match(word) for word in words
    )


def _name_word(word: str, *, initials: bool = False) -> bool:
    bare = word.strip(".").casefold()
    if bare in PARTICLES or word in JOINERS or word in _ELIDED:
        return True
    if (bare in FUNCTION_WORDS and not (initials and word in ("On", "To", "In", "Is", "By"))) or not NAMELESS.isdisjoint(word):
        return False
    return word[:1].isupper() or bool(CASELESS.match(word)) or word.startswith(("al-", "el-", "d'", "d’", "l'"))


def is_eastern_name(text: str) -> bool:
    """Whether a text is a person's name in East Asian letters, which has no space: 田中太郎, 陈伟, 김철수; not 編集部."""
    return 2 <= len(text) <= 4 and all(map(EASTERN.match, text)) and not _EASTERN_BODY.search(text)
