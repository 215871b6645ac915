"""Lists of inverted names in forms that leave no other reading: family names in capitals, or initials behind the comma.

``SOUZA, Rui; LIMA FILHO, José dos Santos`` (ABNT NBR 6023, ISO 690) · ``Winter, A. L., and D. R. Moor`` (RFC style guide, APA, Chicago).
"""

import re
from collections.abc import Iterator, Sequence

from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

_AND = r"(?:[Aa]nd|&|e|et|y|und|en|og|och|i|a|ja|és|ve|dan|și|in|ir|un|và|te)"  # "in" is Slovene
# Within names, in the cases in which names are printed; ``name_words`` has more of them, in lower case.
PARTICLE = r"(?:d[aeiou]s?|dal|del|della|der|den|van|von|zu|le|la|ten|ter|af|av|al|el|D[AEIO]S?|DEL|VAN|VON|DER|LA|LE|[VD]an|V[ao]n|De[nrl]?|D[aiu]|Dal|Della|La|Le|Te[nr])"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ]"
_UPPER = rf"{_CAPITAL}(?:{_CAPITAL}|[’'-]){{1,30}}"
_LOWER = rf"{_CAPITAL}(?:[^\W\d_]|[’'-]){{0,30}}"
_INITIAL = rf"(?!(?:Jr|Sr)\.){_CAPITAL}[a-zé]?\."
# ``LIMA FILHO, José dos Santos``: a family name in capitals, and given names, not all in capitals.
IN_CAPITALS = lazy_pattern(
    rf"{_UPPER}(?:\s(?!(?:AND|OF|FOR|THE|IN|ON|UND|OG|ET)\s)(?:{_UPPER}|{PARTICLE}(?=\s))){{0,4}},\s(?!{_UPPER}(?![^\W\d_]))(?:{_INITIAL}|{_LOWER})(?:[\s-]?(?:{_INITIAL})|[\s-](?:{PARTICLE}(?=\s)|(?!{_AND}\s){_LOWER}(?![\w’'-])(?!\s(?!{PARTICLE}\s|{_AND}\s)[a-zà-ÿ]))){{0,6}}"
)
_FAMILY = (
    rf"(?:{PARTICLE}\s){{0,2}}(?:Ste?\.?\s)?{_CAPITAL}(?:[^\W\d_]|[’'-]){{1,30}}(?:[\s-]{_CAPITAL}(?:[^\W\d_]|[’'-]){{1,30}})?"
)
_INITIALS = rf"{_INITIAL}(?:[\s-]?{_INITIAL}){{0,3}}"
# ``Winter, A. L.``, and behind the first name also ``D. R. Moor``
WITH_INITIALS = lazy_pattern(rf"{_FAMILY},\s{_INITIALS}(?:,?\s(?:Jr|Sr)\.|,?\sI{{2,3}}(?=[,;\s]))?")
INITIALS_FIRST = lazy_pattern(rf"{_INITIALS}\s?{_FAMILY}(?=[\s,.])")
# ``MOOR (A.), LE HEATH (J.-L.)``: as lawyers and historians of Romance countries print names
IN_BRACKETS = lazy_pattern(
    rf"(?:{PARTICLE}\s){{0,2}}{_CAPITAL}(?:[^\W\d_]|[’'-]){{1,30}}(?:[\s-]{_CAPITAL}(?:[^\W\d_]|[’'-]){{1,30}})?\s\((?:{_INITIAL}[\s-]?){{1,3}}(?:{_CAPITAL}\.?\s?)?\)"
)
# French and German notes put the particle behind the given name: ``Moor, | Françoise de, Les tourbiers``
GIVEN_AND_PARTICLE = lazy_pattern(
    r",\s(?P<given>[^\W\d_a-z][^\W\d_]{1,14}(?:[\s-][^\W\d_a-z][^\W\d_]{1,14})?\s(?:de(?:\sla)?|du|d[’']|von|van|zu|af|di))[,:.]\s(?=[“\"«„]?[^\W_a-z])"
)
SEPARATOR = lazy_pattern(rf"\s?[;,/]\s(?:{_AND}\s)?|\s{_AND}\s")
ROLE = lazy_pattern(r"[,;]?\s(?:et al\.|\((?:eds?|orgs?|coords?|hrsg|dir)\.?\)|(?:eds?|orgs?|coords?)\.)")
MOST_NAMES = 40


def inverted_name(written: str) -> Name:
    """One name as ``Last, First, Suffix``, the form of records; one without a comma, or with nothing behind it, is whole."""
    family, *rest = (part.strip() for part in written.split(","))
    if not family or not rest or not rest[0]:
        return Name(literal=written.strip(" ,"))
    return Name(family, rest[0], suffix=rest[1] if len(rest) > 1 and rest[1] else None)


def inverted_names(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """The spans of the names in the list that begins at ``start``; empty if its form is not certain."""
    forms = ((IN_CAPITALS,), (WITH_INITIALS, INITIALS_FIRST), (IN_BRACKETS,))
    return next((found for form in forms if (found := tuple(_names(text, start, form)))), ())


def _names(text: str, start: int, forms: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """The names in a row, the first in the first form."""
    one = forms[0].match(text, start)
    for _ in range(MOST_NAMES):
        if not one:
            return
        yield one.span()
        separator = SEPARATOR.match(text, one.end())
        one = next((found for form in forms if (found := form.match(text, separator.end()))), None) if separator else None


def are_in_capitals(text: str, start: int = 0) -> bool:
    """Whether a list begins with a family name in capitals."""
    return IN_CAPITALS.match(text, start) is not None
