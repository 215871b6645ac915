"""Converts BibTeX and BibLaTeX entries to bibliographic items (types and fields: BibLaTeX manual 3.20, sections 2.1 and 2.2)."""

import re

from citecheck.documents.formats.bibtex.syntax import MONTHS, BibtexEntry
from citecheck.documents.numerals import whole_number
from citecheck.documents.tex import unescaped_url
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_urls
from citecheck.model.reference import Date, Item, Name

# BibTeX's and BibLaTeX's types as CSL types; others are documents.
TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "www": "webpage",
}
SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "newspaper", "eventtitle", "website")
PUBLISHERS = ("publisher", "institution", "organization", "school")
# CSL variables that copy a field, with the names of the field.
TEXTS = (
    ("publisher_place", ("location", "address")),
    ("volume", ("volume",)),
    ("edition", ("edition",)),
    ("collection_title", ("series",)),
    ("issn", ("issn",)),
    ("isbn", ("isbn",)),
    ("pmid", ("pmid",)),
    ("original_title", ("origtitle",)),
    ("genre", ("type",)),
)
DAY = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?")
DOI = re.compile(r"10\.\d{4,9}/\S+")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
PARTICLE = re.compile(r"^(?P<particle>(?:[a-zà-ÿ']+\s+)+)(?P<family>\S.*)$")

MARKED = re.compile(r"[\\{}$~`'\-]")


def read_entry(entry: BibtexEntry) -> tuple[Item, str | None]:
    """The item of an entry, and the URL of its capture."""
    url, archive_url = _addresses(entry)
    title = _text(entry, "title")
    subtitle = _text(entry, "subtitle")
    values = {variable: _text(entry, *names) for variable, names in TEXTS}
    number = _text(entry, "issue", "number")
    eprint = _text(entry, "eprint") if (_text(entry, "archiveprefix", "eprinttype") or "").lower() == "arxiv" else None
    doi = DOI.search(_raw(entry, "doi"))
    return Item(
        type=_type(entry, url),
        author=_names(entry, "author"),
        editor=_names(entry, "editor"),
        translator=_names(entry, "translator"),
        title=f"{title}: {subtitle}" if title and subtitle else title,
        container_title=_text(entry, *CONTAINERS),
        publisher=_text(entry, *PUBLISHERS),
        issued=_issued(entry),
        accessed=_day(_raw(entry, "urldate")),
        issue=number if entry.type == "article" else None,
        number=None if entry.type == "article" else number,
        page=(_text(entry, "pages") or "").replace("--", "–") or None,
        url=url,
        doi=doi.group() if doi else None,
        arxiv=eprint,
        language=_language(entry),
        **values,  # type: ignore[arg-type]
    ), archive_url


def _raw(entry: BibtexEntry, *names: str) -> str:
    field = entry.field(*names)
    return field.value if field else ""


def _text(entry: BibtexEntry, *names: str) -> str | None:
    return plain_words(_raw(entry, *names)) or None


def _type(entry: BibtexEntry, url: str | None) -> str:
    subtype = SUBTYPES.get(_raw(entry, "entrysubtype").lower())
    known = TYPES.get(entry.type, "document")
    if entry.type == "article" and subtype:
        return subtype
    return "webpage" if known == "document" and url else known


def _addresses(entry: BibtexEntry) -> tuple[str | None, str | None]:
    """The first URL and the first capture's URL; the field ``url`` has precedence."""
    ordered = sorted(entry.fields, key=lambda field: field.name != "url")
    urls = [m.url for f in ordered if f.name not in ("abstract", "file", "doi") for m in find_urls(unescaped_url(f.value))]
    captures = dict.fromkeys(url for url in urls if archived(url))
    return next((url for url in urls if url not in captures), None), next(iter(captures), None)


def _language(entry: BibtexEntry) -> str | None:
    language = _raw(entry, "langid", "language").strip()
    return language if re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]+)?", language) else None


def _issued(entry: BibtexEntry) -> Date | None:
    if found := _day(_raw(entry, "date")):
        return found
    year = re.search(r"\d{4}", _raw(entry, "year"))
    if not year:
        return None
    name = _raw(entry, "month").strip().lower()
    month = next((at for at, short in enumerate(MONTHS, 1) if name.startswith(short)), whole_number(name, 2) or 0)
    if not 1 <= month <= 12:
        return Date((int(year.group()),))
    day = whole_number(_raw(entry, "day").strip(), 2)
    return Date((int(year.group()), month) if day is None else (int(year.group()), month, day))


def _day(value: str) -> Date | None:
    """An EDTF date; of a range its beginning, with the range in ``raw``."""
    match = DAY.match(value.strip())
    if not match:
        return None
    parts = tuple(int(part) for part in match.group("year", "month", "day") if part)
    return Date(parts, value.strip() if "/" in value or value.strip()[-1:] in "?~%" else None)


def _names(entry: BibtexEntry, role: str) -> tuple[Name, ...]:
    """``Last, First and {A Body} and others``, split at ``and`` outside braces."""
    names = (_name(part) for part in _split(_raw(entry, role)))
    return tuple(name for name in names if name)


def _split(value: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|[{}]|(?:(?<!\s)|(?<=\\\s))\s++and\s++", value, re.IGNORECASE | re.DOTALL):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and AND.fullmatch(mark):
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _name(part: str) -> Name | None:
    part = part.strip()
    if not part or part.lower() == "others":
        return None
    if part.startswith("{") and part.endswith("}") and part.count("{") == 1:
        return Name(literal=plain_words(part))
    words = plain_words(part)
    if "," in words:
        pieces = [piece.strip() for piece in words.split(",")]
        return _particled(pieces[0], pieces[-1], pieces[1] if len(pieces) > 2 else None)
    given, _, family = words.rpartition(" ")
    if not given:
        return Name(literal=words)
    before = given.split(" ")
    cut = len(before)
    while cut > 1 and before[cut - 1][:1].islower():  # the particle belongs to the family name
        cut -= 1
    return _particled(" ".join([*before[cut:], family]), " ".join(before[:cut]), None)


def _particled(family: str, given: str, suffix: str | None) -> Name:
    match = PARTICLE.match(family)
    if match:
        return Name(match["family"], given, non_dropping_particle=match["particle"].strip(), suffix=suffix)
    return Name(family, given, suffix=suffix)


def plain_words(value: str) -> str:
    """A value as printed, on one line: ``Erd{\\H o}s`` is Erdős, ``--`` a dash. Unreadable LaTeX stays as it is."""
    if MARKED.search(value):
        value = _converted(value)
    return re.sub(r"\s+", " ", value).strip()


def _converted(value: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    try:
        return str(LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False).latex_to_text(value))
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return re.sub(r"[{}]", "", value)
