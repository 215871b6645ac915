"""Decides which of a page's claims about its author are names, and which of them its readers see."""

import re
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlsplit

from citecheck.language.dates import find_dates
from citecheck.language.months import MONTHS
from citecheck.language.person_name import is_eastern_name
from citecheck.language.titles import plain_words
from citecheck.model.web import Claim
from citecheck.patterns import lazy_pattern

# The words before the names in a byline.
BY = lazy_pattern(
    r"^(?:(?:written|posted|publi(?:shed|é|cado)|ein|artikel|text[eo]?)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|od|autor(?:in|en|es|e|i)?|authors?|auteurs?|text|texte|texto|testo|автор|текст)\b\s*:?\s+",
    re.IGNORECASE,
)
NO_NAME = lazy_pattern(r"https?:|www\.|\S+@\S|(?:\w+\.)?facebook\.com|.*(?:\bcopyright\b|©)", re.IGNORECASE)
_EMPTY = """
admin administrator publisher root user guest no not none author authors autor autorin autoren auteur auteurs autore autori autores
автор par por by von di the der die das le la les los el about über sobre share teilen follow folgen suivre seguir view more mehr weitere
alle all articles artikel beiträge posts updated aktualisiert actualizado published veröffentlicht publicado posted written on am um
uhr comments kommentare read min
"""
EMPTY = frozenset(word for text in _EMPTY.split() for word in plain_words(text))
# Legal forms at the end of a name: templates name the agency that made a site, or its publisher, as author.
COMPANY = lazy_pattern(
    r"\s(?:gmbh(?:\s*&\s*co\.?\s*kg)?|ag|kg|ug|mbh|e\.\s?v|ltd|limited|llc|inc|corp|corporation|plc|s\.?\s?a\.?\s?s?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oyj?|"
    r"aps|a/s|s\.?\s?r\.?\s?o|a\.s|kft|zrt|sp\.?\s?z\s?o\.?o|pty\s?ltd)\.?$",
    re.IGNORECASE,
)
BETWEEN = lazy_pattern(r"[,;/|]|\s[-–—]\s")  # names of several persons, or of a person and a site
FILLED_BY_SCRIPT = 500  # maximum characters of a page that a script fills, so that its text says little
WIDE = 0x2E80  # the first letter of scripts without spaces between words
SITE_IN_TEMPLATE = "author"  # the meta element that templates fill with the site's name
CATALOGUED = ("citation_author",)  # stated for catalogues; a page may show the first ones only
WORD = lazy_pattern(r"\w+")
NAMES, WORDS = 6, 8  # of a claim that are looked for


def is_name(text: str) -> bool:
    """Whether a text has words other than dates, labels, buttons and placeholders, and is no address."""
    if NO_NAME.match(text):
        return False
    for mention in reversed(find_dates(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    words = plain_words(text)
    dated = any(word[0].isdigit() for word in words)
    return any(not word[0].isdigit() and word not in EMPTY and not (dated and word in MONTHS) for word in words)


def stated(claims: Iterable[Claim], outlets: Iterable[Claim], url: str) -> list[Claim]:
    """The claims of metadata that are names, and not the site's."""
    sites = {squeezed(claim.value) for claim in outlets}
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return [claim for claim in claims if is_name(claim.value) and not _is_site(claim, sites, host)]


def _is_site(claim: Claim, sites: Collection[str], host: str) -> bool:
    """Whether a name is the site's, a company's, or its domain with more: "RTL Online" at rtl.de. A blog may have its author's for domain."""
    if COMPANY.search(claim.value):
        return True
    name = squeezed(claim.value)
    if (claim.origin == SITE_IN_TEMPLATE and name in sites) or name == squeezed(host):
        return True
    labels = (squeezed(label) for label in host.split(".")[:-1])
    return any(len(label) > 1 and name != label and name.startswith(label) for label in labels)


def squeezed(text: str) -> str:
    """The letters and digits of a name."""
    return "".join(plain_words(text))


def divided(claims: Iterable[Claim], text: str, undisplayed: Iterable[str]) -> tuple[list[Claim], list[Claim]]:
    """The claims that a page's readers see, and the others: a hidden name is mostly that of the account which entered the page.

    ``text`` includes the ``undisplayed`` texts. If it is short, the page is incomplete or filled by a script, and nothing counts as hidden.
    """
    for piece in undisplayed:
        text = text.replace(piece, " ")
    words = frozenset(WORD.findall(text.casefold())) if len(text) > FILLED_BY_SCRIPT else frozenset[str]()
    seen: list[Claim] = []
    hidden: list[Claim] = []
    for claim in claims:
        (seen if not words or claim.origin in CATALOGUED or _is_shown(claim.value, words, text) else hidden).append(claim)
    return seen, hidden


def of_page(
    claims: Iterable[Claim], shown: Sequence[Claim], text: str, undisplayed: Iterable[str]
) -> tuple[list[Claim], list[Claim]]:
    """The authors that a page's readers see, else the persons in its metadata; and the other names in its metadata.

    ``claims`` are those of the metadata, ``shown`` those of bylines; for ``text`` and ``undisplayed`` see ``divided``.
    """
    seen, hidden = divided(claims, text, undisplayed)
    if not seen and not shown:
        seen, hidden = persons(hidden)
    return [*seen, *shown], hidden


def persons(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims with a given name and a surname, and the others: a single word is mostly the name of an account, except in East Asia."""
    found: list[Claim] = []
    others: list[Claim] = []
    for claim in claims:
        (found if len(plain_words(claim.value)) > 1 or is_eastern_name(claim.value) else others).append(claim)
    return found, others


def _is_shown(name: str, words: Collection[str], text: str) -> bool:
    """Whether a text has half of the words of a name, or of one of several: a page may give initials only."""
    return any(_is_part_shown(part, words, text) for part in BETWEEN.split(name.casefold())[:NAMES])


def _is_part_shown(name: str, words: Collection[str], text: str) -> bool:
    parts = WORD.findall(name)[:WORDS]
    return 2 * sum(part in words or (ord(part[0]) >= WIDE and part in text) for part in parts) >= len(parts) > 0
