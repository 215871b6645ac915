"""Rules for a title that the model took for the rest of its author: in German law, and behind bodies of one word.

``Ada Riedmoor, Deiche und Recht, NJW 2010, 412 (414)`` · ``Riedmoor, Deichrecht, 3. Aufl. 2010`` · ``Miljøministeriet, Diger i Danmark, 2014``
"""

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.names import is_organisation, read_names
from citecheck.patterns import lazy_pattern

# A journal of German law has an abbreviated name before year and page.
LAW_JOURNAL = lazy_pattern(
    r"\s{0,3}(?P<author>[^\W\d_a-z][^,;:\d]{2,60}),\s(?P<title>[^\W_][^;]{3,200}?),\s(?:in:?\s)?(?P<container>(?=[^\s,]{0,8}[A-ZÄÖÜ][^\s,]{0,8}[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöü-]{1,9})\s"
    r"(?:1[89]|20)\d\d,\s(?:S\.\s)?(?P<pages>\d{1,5}(?:[–-]\d{1,5})?)(?:\s\(\d{1,5}(?:\sff?\.)?\)|\sff?\.)?[.;\s]*$"
)
EDITION_FOLLOWS = lazy_pattern(r",\s(?:\d{1,2}\.\s(?:Aufl(?:age|\.)|udg(?:ave|\.)|uppl)|\d{1,2}e\sdruk|wyd\.\s\d)")
EDITION_AND_YEAR = lazy_pattern(
    r",\s\d{1,2}\.?(?:e|ème|ère|re|a|ª|ᵃ)?\s(?:éd\.|édition|ed\.|edizione|edición|edição|Aufl\.|Auflage)[^,]{0,20},\s(?:19|20)\d\d"
)
HOUSE_LAST = lazy_pattern(r",\s(?P<house>[A-ZÀ-Þ][\w’.-]{1,20}(?:\s[A-ZÀ-Þ][\w’.-]{1,20})?)$")
# Bodies whose names are one word, as the languages of the north make them.
BODY = lazy_pattern(
    r"[^\W\d_a-z][^\W\d_]{2,30}(?:ministeriet|styrelsen|verket|direktoratet|departementet|rådet|nämnden|myndigheten|ministerium|amt|anstalt|institut|behörde)"
)
SMALL = lazy_pattern(r"(?<![^\W\d_])[^\W\d_A-Z]+(?![^\W\d_])")


def law_journal(text: str, parts: Parts) -> None:
    """``Ada Riedmoor, | Deiche und Recht, | NJW 2010, 412 (414)``: an abbreviated journal before year and page ends the title."""
    match = LAW_JOURNAL.match(text) if "title" not in parts and "author" in parts else None
    if not match or not all(one.strip() and read_names(one) for one in match["author"].split("/")):
        return
    probability = parts["author"].probability
    for name in ("author", "title", "container", "pages"):
        parts[name] = FieldSpan(name, *match.span(name), probability)


def title_before_edition(text: str, parts: Parts) -> None:
    """``Riedmoor, | Deichrecht, 3. Aufl. 2010``: the word behind a family name and before an edition is the title, and no given name."""
    author, title = parts.get("author"), parts.get("title")
    house = HOUSE_LAST.search(text, title.start, title.end) if title and EDITION_AND_YEAR.match(text, title.end) else None
    if title and house and not {"publisher", "place", "container"} & parts.keys():
        parts["title"] = replace(title, end=house.start())  # ``Droit des quais, | Elm, 9e édition, 2017``
        parts["publisher"] = replace(title, label="publisher", start=house.start("house"))
        return
    if not author or "title" in parts or author.start > 3 or not EDITION_FOLLOWS.match(text, author.end):
        return
    family, comma, word = text[author.start : author.end].partition(", ")
    if comma and len(word) > 3 and "," not in word and "." not in word:
        parts["author"] = replace(author, end=author.start + len(family))
        parts["title"] = replace(author, label="title", start=author.end - len(word))


def title_behind_body(text: str, parts: Parts) -> None:
    """``Miljøministeriet, | Diger i Danmark, 2014``: words behind a body and a comma are the title."""
    author = parts.get("author")
    if not author or "title" in parts or author.start > 3:
        return
    body, comma, words = text[author.start : author.end].partition(", ")
    if (
        comma
        and (BODY.fullmatch(body) or is_organisation(body))
        and words[:1].isupper()
        and SMALL.search(words)
        and not is_organisation(words)
    ):
        parts["author"] = replace(author, end=author.start + len(body))
        parts["title"] = replace(author, label="title", start=author.end - len(words))
