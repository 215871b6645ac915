"""DOI, arXiv, ISBN, ISSN and PMID in running text, with their check digits.

DOI: https://www.doi.org/doi-handbook/; SICI, as in DOIs of the 1990s: ANSI/NISO Z39.56.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

from msgspec import Struct

from citecheck.language.unseen import UNSEEN
from citecheck.patterns import lazy_pattern

DASH = r"[-\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]"
_INVISIBLE = lazy_pattern(f"[{UNSEEN}\u200c\u200d]")
_STOPS = '\\s"“”«»<>|。，；：、（）［］【】〈〉《》「」『』•→↩↑⏎↵⤴⬆'  # characters that end a DOI
_PREFIX = r"10\.(?:\d{4,9}(?:\.\d{1,9})*|97[89]\.\d{2,8})(?:/|%2[Ff])"  # also ISBN-A: 10.978.8898392/315
# ``(SICI)1097-4636(199823)43:4<338::AID-JBM16>3.0.CO;2-B``; angle or square brackets, plain, percent-encoded or as HTML entities
SICI = (
    rf"[^{_STOPS}]{{0,80}}?(?:<|&lt;|%3[Cc]|\[|%5[Bb])[^{_STOPS}]{{1,40}}?(?:>|&gt;|%3[Ee]|\]|%5[Dd])"
    r"\d\.\d\.(?:CO|TX)(?:;|%3[Bb]|&#59;)(?:2|1)(?:-(?:[\dA-Z#?]|%23|%3[Ff]))?"
)
_BROKEN = r"[ \t]*+\r?\n[ \t]*+(?=[^\W_])"  # the end of a line; a DOI goes on behind its prefix, a hyphen or an underscore
# What was copied from the line behind without a blank: ``10.1000/abcPMID``, ``10.1000/abc.Epub``, ``10.1000/abc[cited``.
_COPIED = lazy_pattern(r"(?<=\w)(?:[.;]?(?:PMC?ID|Epub|Accessed|Retrieved|Available|Published|Cited)|[\[(][^\W\d_]{3,20})$")
_DOI = lazy_pattern(
    rf"(?<![^\W_])(?:(?:doi(?:\.org)?|digital object identifier)\s?[:=：]?\s*){{0,2}}(?P<resolver>https?://(?:dx\.|www\.)?doi\.org/(?:doi:)?)?"
    rf"(?:(?<!\d\.)|(?!10\.(?:19|20)\d\d/))(?P<id>{_PREFIX}(?:{_BROKEN})?(?:{SICI}|(?:[^{_STOPS},;]|(?<=[-_]){_BROKEN})+(?:;(?!https?:)[^{_STOPS},;]+(?=/))?))",
    re.IGNORECASE,
)
_SHORT_DOI = lazy_pattern(r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?10/(?P<id>(?=\d*[a-z])[a-z0-9]{3,8})", re.IGNORECASE)
_IN_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
# What publishers append to a DOI in the addresses of their pages.
_PAGES = (
    r"/(?:v\d+/)?(?:abs(?:tract)?|full(?:[-_]?text)?|e?pdf(?:direct|plus)?|e?pub|html?|xml|meta|summary|references|citations?|figures?|tables?|metrics|"
    r"supp(?:l|info|lementary)?[\w-]*|download|article|tab-[\w-]+|media|epdf|reader|standard|powerpoint|issuetoc|otherversions|files)"
)
_SUFFIX = lazy_pattern(
    rf"(?:{_PAGES}(?:/.*|\.(?:html?|pdf|xml))?|(?:\.(?:full|abstract|short|long))?\.(?:e?pdf|html?|epub|xml)|/transform/.*|\.(?:full|abstract)(?:-text)?)/?$",
    re.IGNORECASE,
)
_WORDS = lazy_pattern(r"/(?:full|abstract|pdf|epdf)$", re.IGNORECASE)  # also copied to DOIs outside addresses
_QUERY = lazy_pattern(r"\?(?=\w{1,30}=)")  # of an address without a scheme
_ADDRESS_QUERY = lazy_pattern(r"[?#&]")
_RESOLVER_QUERY = lazy_pattern(r"[?#]|&(?=[\w-]{1,30}=)")  # 10.1130/0091-7613(1990)018<0282:D&M>2.3.CO;2 has an ampersand
# bioRxiv and medRxiv (10.1101) number the versions of a page, not of a DOI
_PREPRINT = lazy_pattern(r"(?<=\d)v\d{1,2}(?:\.[a-z].*)?$")
_OUP_PAGE = lazy_pattern(r"(?<=\w)/\d{5,9}$")  # Oxford (10.1093) appends the number of its page: 10.1093/journal/abc123/5345678
# Taylor & Francis (10.4324, 10.1201) append words of the title of a book or chapter
_TITLE = lazy_pattern(r"(?<=\d)/[a-z][^/]*-[^/]*$")
_YEAR = lazy_pattern(r"10\.(?:19|20)\d\d/")
_TEX_BRACKET = lazy_pattern(r"(?:\{\\text(?:(?P<less>less)|greater)\s?\}|\\text(?:(?P<less2>less)|greater)(?:\{\}|\s))")
_TRAILING = frozenset(".,;:!?'’\"*_…\\")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}

_ARCHIVES = (
    r"astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)|physics|quant-ph|math|cs|q-bio|chao-dyn|solv-int|"
    r"patt-sol|alg-geom|q-alg|dg-ga|cmp-lg|funct-an|acc-phys|supr-con"
)
_ARXIV = lazy_pattern(
    rf"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[:.]\s?|\s)|ar5iv\.org/(?:abs|html)/|xxx\.lanl\.gov/(?:abs|pdf)/)(?:(?:{_ARCHIVES})/(?P<new>\d{{4}}\.\d{{4,5}}(?:v\d+)?)|(?P<id>\d{{4}}\.\d{{4,5}}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{{2}})?/\d{{7}}(?:v\d+)?))|"
    rf"(?<![\w/.-])(?P<old>(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}}(?:v\d+)?)(?!\w)|"
    r"(?:(?<=[,;.]\s)|(?<=[(\[]))(?P<bare>(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)(?=[)\]]?\.?\s*$)",
    re.IGNORECASE,
)
# An ISBN has exactly 10 or 13 digits: a number after it is not part of it. A run of another length is a misprint.
_GAP = rf"(?:\s?{DASH}\s?|\s|\.)?"
_ISBN_NUMBER = rf"(?<!\d)(?<!\d{DASH})(?:97[89](?:{_GAP}\d){{10}}|\d(?:{_GAP}\d){{8}}{_GAP}[\dXx])(?![^\W_])(?!{DASH}\d)"
_MISPRINTED_ISBN = rf"\d(?:{DASH}?\d){{7,14}}(?:{DASH}?[\dXx])?(?!\w)"
_ISSN_NUMBER = rf"(?<!\d)(?<!\d{DASH})\d{{4}}\s?{DASH}?\s?\d{{3}}[\dXx](?![^\W_])"
_KIND = r"(?:\s?[(\[][^()\[\]\d]{2,30}[)\]])?"  # (print), (pbk.), [online]
_LABEL_KIND = (
    r"(?:\s?(?:\([^()\d]{2,30}\)|print|online|electronic|digital|hardback|paperback|#|№|n[or]?[.°º]|num(?:ber|mer|[.ée]ro)))?"
)


def _listed(number: str) -> str:
    """One number or several, each with a word in brackets after it."""
    return rf"(?P<id>{number}(?:{_KIND}(?:\s?[,;/]\s?|\s(?:and|und|et|y|e|&)\s|\s)(?:[ep]?-?ISS?BN[:\s]\s?)?{number})*)"


_ISBN = lazy_pattern(
    rf"\b(?:[ep]-?)?(?:ISBN|I\.S\.B\.N\.)(?:\s?{DASH}?\s?1[03](?!\d|{DASH}[\dXx]))?{_LABEL_KIND}\s?(?:[:=]|{DASH}(?=97[89]))?\s*(?:{_listed(_ISBN_NUMBER)}|(?P<misprint>{_MISPRINTED_ISBN}))",
    re.IGNORECASE,
)
_ISSN = lazy_pattern(rf"\b(?:[ep]-?)?ISSN(?:{DASH}L)?{_LABEL_KIND}\s?[:=]?\s*{_listed(_ISSN_NUMBER)}", re.IGNORECASE)
_PMID = lazy_pattern(
    r"\b(?:info:pmid/0*(?P<info>[1-9]\d{0,8})|PMID\s?[:=]\s?0*(?P<short>[1-9]\d{0,8})|(?:PMID|PubMed(?:\sID)?)\s?[:=]?\s?(?P<id>\d{4,9}))\b|"
    r"\b(?:pubmed\.(?:ncbi\.nlm\.nih\.)?gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|europepmc\.org/(?:abstract|article)/med)/(?:\?term=)?(?P<address>\d{4,9})\b",
    re.IGNORECASE,
)
_ONE_ISBN, _ONE_ISSN = lazy_pattern(_ISBN_NUMBER), lazy_pattern(_ISSN_NUMBER)
_NUMBER_DASH = lazy_pattern(rf"\s?{DASH}\s?")


class Identifier(Struct, frozen=True):
    """An identifier at ``text[start:end]``, with its label: ``kind`` is DOI, ARXIV, ISBN, ISSN or PMID; ``id`` its plain form."""

    kind: str
    start: int
    end: int
    id: str


def doi(text: str) -> str | None:
    """The first DOI, without prefix, trailing punctuation and what a publisher's address appends to it; also of a TeX field."""
    text = text.replace("$<$", "<").replace("$>$", ">")
    if "\\" in text:
        text = _TEX_BRACKET.sub(lambda found: "<" if found["less"] or found["less2"] else ">", text)
        text = text.replace("\\_", "_").replace("\\slash ", "/")
    return next((found.id for found in _dois(text)), None)


def short_doi_url(text: str) -> str | None:
    """The link of a field with a short DOI, ``10/gf7f2m`` (https://shortdoi.org): no registry but doi.org knows it by that."""
    found = _SHORT_DOI.fullmatch(text.strip())
    return f"https://doi.org/10/{found['id'].lower()}" if found else None


def doi_url(doi: str) -> str:
    """The link of a DOI; ``<``, ``>``, ``[``, ``#`` and others are escaped, as the DOI handbook asks."""
    return "https://doi.org/" + quote(doi, safe="/:;()!$&'*+,=@~")


@lru_cache(maxsize=16)
def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers in a text, kind by kind, each kind in order."""
    found = [*_dois(text)]
    text = _INVISIBLE.sub(" ", text)
    lower = text.casefold()
    for kind, signs, pattern in (
        ("ARXIV", ("arxiv", "/", "."), _ARXIV),
        ("ISBN", ("isbn", "i.s."), _ISBN),
        ("ISSN", ("issn",), _ISSN),
        ("PMID", ("pmid", "pubmed", "europepmc"), _PMID),
    ):
        if any(sign in lower for sign in signs):
            found += [Identifier(kind, *match.span(), _plain(kind, match)) for match in pattern.finditer(text)]
    return tuple(found)


def _plain(kind: str, match: re.Match[str]) -> str:
    value = next(value for value in match.groups() if value).strip()
    if kind not in ("ISBN", "ISSN"):
        return value
    numbers = (isbns(value) if kind == "ISBN" else issns(value)) or (value,)
    return ", ".join(" ".join(_NUMBER_DASH.sub("-", number).split()) for number in numbers)


def _dois(text: str) -> Iterator[Identifier]:
    for match in _DOI.finditer(text) if "10." in text else ():
        address = bool(match["resolver"]) or _IN_ADDRESS.search(text, max(0, match.start() - 300), match.start()) is not None
        named = match.start("id") > match.start() or "doi" in text[max(0, match.start() - 60) : match.start()].casefold()
        if address and not named and _YEAR.match(match["id"]):
            continue  # a path with a date: /date/25.10.2015/2137303/
        value, length = _doi_value(match["id"], address=address, resolver=bool(match["resolver"]))
        if value:
            yield Identifier("DOI", match.start(), match.start("id") + length, value)


def _doi_value(printed: str, *, address: bool, resolver: bool) -> tuple[str, int]:
    """The DOI in the clear, and the number of characters that it takes in the text."""
    kept = _trimmed(_COPIED.sub("", _trimmed(printed)))
    length = len(kept)
    kept = re.sub(r"\s+", "", kept)
    if not address:
        kept = _QUERY.split(kept, maxsplit=1)[0]
    else:
        plain = kept.replace("&lt;", "<").replace("&gt;", ">").replace("&#59;", ";").replace("&amp;", "&")
        kept = (_RESOLVER_QUERY if resolver else _ADDRESS_QUERY).split(plain, maxsplit=1)[0]
    value = unquote(unescape(_INVISIBLE.sub("", kept))) if "%" in kept or "&" in kept else _INVISIBLE.sub("", kept)
    value = _trimmed(
        value.replace("\\_", "_").replace("\u2010", "-").replace("\u2011", "-").replace("\u2013", "-")
    )  # hyphens of typesetters
    value = (_SUFFIX if address and not resolver else _WORDS).sub("", value).rstrip("/")
    if address and value.startswith("10.1101/"):
        value = _PREPRINT.sub("", value)
    elif address and not resolver and value.startswith("10.1093/") and value.count("/") > 2:
        value = _OUP_PAGE.sub("", value)
    elif address and not resolver and value.startswith(("10.4324/", "10.1201/")):
        value = _TITLE.sub("", value)
    return (value, length) if "/" in value[:-1] and not value.endswith("-") else ("", 0)  # with a hyphen it was cut


def _trimmed(printed: str) -> str:
    """Without the sentence's punctuation; a closing bracket stays if the DOI opens it."""
    unopened = {closer: printed.count(closer) - printed.count(opener) for closer, opener in _PAIRS.items()}
    end = len(printed)
    while end and (printed[end - 1] in _TRAILING or _INVISIBLE.match(printed[end - 1]) or unopened.get(printed[end - 1], 0) > 0):
        end -= 1
        if printed[end] in _PAIRS:
            unopened[printed[end]] -= 1
    return printed[:end]


def isbns(field: str) -> tuple[str, ...]:
    """The ISBNs of a field, which may contain several, with words; numbers with other numbers of digits are left out."""
    return tuple(match.group() for match in _ONE_ISBN.finditer(field))


def issns(field: str) -> tuple[str, ...]:
    """The ISSNs of a field, which may contain several, with words; numbers with other numbers of digits are left out."""
    return tuple(match.group() for match in _ONE_ISSN.finditer(field))


def _digits(number: str) -> str:
    return re.sub(rf"[\s.]|{DASH}", "", number).upper()


def isbn_is_valid(isbn: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = _digits(isbn)
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits)) % 11 == 0
    return bool(re.fullmatch(r"97[89]\d{10}", digits)) and sum(int(c) * (1 + 2 * (i % 2)) for i, c in enumerate(digits)) % 10 == 0


def issn_is_valid(issn: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297)."""
    digits = _digits(issn)
    return bool(re.fullmatch(r"\d{7}[\dX]", digits)) and (
        sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits)) % 11 == 0
    )
