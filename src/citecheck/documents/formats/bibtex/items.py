"""Converts BibTeX and BibLaTeX entries to bibliographic items (types and fields: BibLaTeX manual 3.20, sections 2.1 and 2.2)."""

import re

from citecheck.documents.formats.bibtex.dates import accessed, issued
from citecheck.documents.formats.bibtex.printed import plain_words
from citecheck.documents.formats.bibtex.syntax import BibtexEntry, BibtexField
from citecheck.documents.tex_urls import find_tex_urls, unescaped_url
from citecheck.language.identifiers import short_doi_url
from citecheck.language.listed_names import are_others, listed_names, without_others
from citecheck.links.archive_urls import archived
from citecheck.links.urls import urls_in_field
from citecheck.model.reference import Item, Name
from citecheck.patterns import lazy_pattern

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
SUBTITLES = {
    "journaltitle": "journalsubtitle",
    "journal": "journalsubtitle",
    "booktitle": "booksubtitle",
    "maintitle": "mainsubtitle",
}
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
# CSL variables that a registry's record may correct, with the names of the field.
FIELDS = {
    "title": ("title",), "container-title": CONTAINERS, "volume": ("volume",), "issue": ("issue", "number"), "page": ("pages",),
    "issued": ("year",), "DOI": ("doi",),
}  # fmt: skip
DOI = lazy_pattern(r"10\.\d{4,9}/\S+")
NAME_PART = lazy_pattern(
    r"\s*(?P<key>family|given|prefix|suffix|useprefix|id|hash|[a-z]+-i)\s*=\s*(?P<value>.*)", re.DOTALL | re.IGNORECASE
)
EMPHASISED_OTHERS = lazy_pattern(r"\{?\\(?:textit|emph|textsl|textup|it|em)\b\s*\{?(?P<others>et[\s~]+al\.?)\}*")
DOTTED = lazy_pattern(r"(?:[A-ZÀ-Þ]\.-?){1,4}")  # initials
EASTERN = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # kana, ideographs, hangul
# What separates parts outside braces, after which ``cut`` is the separator: names, parts of a name, extended parts (``given=…``).
AND_CUTS = lazy_pattern(r"\\.|[{}]|(?P<cut>(?:(?<!\s)|(?<=\\\s))\s++and\s++)", re.IGNORECASE | re.DOTALL)
COMMA_CUTS = lazy_pattern(r"\\.|[{}]|(?P<cut>,)", re.DOTALL)
WORD_CUTS = lazy_pattern(r"(?P<cut>(?:\\?\s|~)+)|\\.|[{}]", re.DOTALL)
SMALL_WORD = lazy_pattern(r"[a-zß-öø-ÿ]|\{\\[^A-Za-z]\{?[a-z]|\\['`^\"=.~]\{?[a-z]")
NEXT_PART_CUTS = lazy_pattern(r"\\.|[{}]|(?P<cut>,(?=\s*\"?[a-z]+(?:-i)?\s*=))", re.IGNORECASE | re.DOTALL)
NUMBERED = lazy_pattern(r"(?<!\s)\s++\d{4}(?=\s*+(?:,|$))")  # DBLP numbers persons of one name
PARTICLE = lazy_pattern(r"^(?P<particle>(?:[a-zà-ÿ']+\s+)+)(?P<family>\S.*)$")


def read_entry(entry: BibtexEntry) -> tuple[Item, str | None]:
    """The item of an entry, and the URL of its capture."""
    url, archive_url = _addresses(entry)
    title = _text(entry, "title")
    subtitle = _text(entry, "subtitle")
    values = {variable: _text(entry, *names) for variable, names in TEXTS}
    number = _text(entry, "issue", "number")
    eprint = _text(entry, "eprint") if (_text(entry, "archiveprefix", "eprinttype") or "").lower() == "arxiv" else None
    doi = DOI.search(unescaped_url(_raw(entry, "doi")))
    return Item(
        type=_type(entry, url),
        author=_names(entry, "author"),
        editor=_names(entry, "editor"),
        translator=_names(entry, "translator"),
        title=f"{title}: {subtitle}" if title and subtitle else title,
        container_title=_container(entry),
        publisher=_text(entry, *PUBLISHERS),
        issued=issued(entry),
        accessed=accessed(entry),
        issue=number if entry.type == "article" else None,
        number=None if entry.type == "article" else number,
        page=read_field(pages) if (pages := entry.field("pages")) else None,
        url=url or short_doi_url(_raw(entry, "doi")),
        doi=doi.group() if doi else None,
        arxiv=eprint,
        language=_language(entry),
        **values,  # type: ignore[arg-type]
    ), archive_url


def read_field(field: BibtexField) -> str | None:
    """The words of a field; its pages with a dash between them."""
    words = plain_words(field.value)
    return (words.replace("--", "–") if field.name == "pages" else words) or None


def _container(entry: BibtexEntry) -> str | None:
    """The title of what contains the work, with its subtitle."""
    field = entry.field(*CONTAINERS)
    if field is None:
        return None
    title, subtitle = plain_words(field.value), _text(entry, SUBTITLES.get(field.name, "journalsubtitle"))
    return f"{title}: {subtitle}" if subtitle and field.name in SUBTITLES else title


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
    read = [f for f in ordered if f.name not in ("abstract", "file", "doi")]
    found = (urls_in_field(unescaped_url(f.value)) if f.name == "url" else [m.url for m in find_tex_urls(f.value)] for f in read)
    urls = [url for some in found for url in some]
    captures = dict.fromkeys(url for url in urls if archived(url))
    return next((url for url in urls if url not in captures), None), next(iter(captures), None)


def _language(entry: BibtexEntry) -> str | None:
    language = _raw(entry, "langid", "language").strip()
    return language if re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]+)?", language) else None


def _names(entry: BibtexEntry, role: str) -> tuple[Name, ...]:
    """``Last, First and {A Body} and others``, split at ``and`` outside braces."""
    return tuple(name for part in _split(_raw(entry, role), AND_CUTS) for name in _people(part))


def _people(part: str) -> tuple[Name, ...]:
    """The name between two ``and``, or the names, where others separate them by commas, semicolons or ``&``."""
    part = EMPHASISED_OTHERS.sub(r"\g<others>", part)
    name = _name(part)
    listed = listed_names(plain_words(part)) if "{" not in part.replace(r"\&", "") and "=" not in part else ()
    return listed or ((name,) if name else ())


def names_others(entry: BibtexEntry) -> bool:
    """Whether an entry's authors end with ``and others`` or "et al."."""
    last = _split(_raw(entry, "author"), AND_CUTS)[-1].strip()
    plain = plain_words(last)
    return are_others(plain) or without_others(plain) != plain


def _split(value: str, cuts: re.Pattern[str]) -> list[str]:
    """The parts of a value between separators outside braces."""
    parts, depth, start = [], 0, 0
    for match in cuts.finditer(value):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and match["cut"]:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _name(part: str) -> Name | None:
    part = NUMBERED.sub("", part.strip())
    if not part or are_others(plain_words(part)):
        return None
    pieces = [piece.strip() for piece in _split(part, COMMA_CUTS)]
    if named := _extended(_split(part, NEXT_PART_CUTS)):
        return named
    if part.startswith("{") and part.endswith("}") and _closing(part) == len(part) - 1:
        return Name(literal=plain_words(part))
    if len(pieces) > 1:
        words = [plain_words(piece) for piece in pieces]
        return _particled(words[0], words[-1], words[1] if len(words) > 2 else None)
    return _in_order(part)


def _in_order(part: str) -> Name:
    """``First von Last``: the words in small letters and what stands between them are the particle (BibTeX's rule; words in braces have no case)."""
    words = [word for word in _split(part, WORD_CUTS) if word]
    if len(words) > 1 and EASTERN.match(plain_words(words[0])):
        return Name(plain_words(words[0]), plain_words(" ".join(words[1:])))  # 山田 太郎: the family's name is first
    first = next((at for at in range(len(words), 0, -1) if not DOTTED.fullmatch(words[at - 1])), 0)
    if 0 < first < len(words) and not DOTTED.fullmatch(words[0]):
        return Name(*(plain_words(" ".join(some)) for some in (words[:first], words[first:])))  # Okafor A. M.
    small = [at for at, word in enumerate(words[:-1]) if at and SMALL_WORD.match(word)]
    first, last = (small[0], small[-1] + 1) if small else (len(words) - 1, len(words) - 1)
    given, particle, family = (plain_words(" ".join(some)) for some in (words[:first], words[first:last], words[last:]))
    return Name(family, given, non_dropping_particle=particle or None) if given else Name(literal=family)


def _extended(pieces: list[str]) -> Name | None:
    """A name in biblatex's extended format, ``given=Ann, family=Bee`` (manual, 3.5): None for any other."""
    parts: dict[str, str] = {}
    for piece in pieces:
        match = NAME_PART.fullmatch(piece.strip('"'))
        if not match:
            return None
        parts[match["key"].lower()] = plain_words(match["value"].strip('"'))
    family = parts.get("family")
    if not family:
        return Name(literal=parts["given"]) if parts.get("given") else None
    return Name(family, parts.get("given"), non_dropping_particle=parts.get("prefix"), suffix=parts.get("suffix"))


def _closing(value: str) -> int:
    """Where the brace closes that begins a value; -1 if nowhere."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", value, re.DOTALL):
        depth += (match.group() == "{") - (match.group() == "}")
        if depth == 0:
            return match.start()
    return -1


def _particled(family: str, given: str, suffix: str | None) -> Name:
    match = PARTICLE.match(family)
    if match:
        return Name(match["family"], given, non_dropping_particle=match["particle"].strip(), suffix=suffix)
    return Name(family, given, suffix=suffix)
