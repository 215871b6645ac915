"""Maps the citation templates of the larger Wikipedias (see ``dialects``) to CSL variables."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from citecheck.documents.formats.wikitext.dialects import (
    ACCESSED,
    ARCHIVED,
    ARCHIVES,
    AUTHORS,
    CHAPTERS,
    DATES,
    DAYS,
    FAMILY,
    GIVEN,
    MONTHS,
    TEXTS,
    TITLES,
    TYPES,
    URLS,
    YEARS,
)
from citecheck.documents.formats.wikitext.syntax import REPLACED, Template, with_signs
from citecheck.language.dates import find_dates
from citecheck.language.names import read_names
from citecheck.links.archive_urls import archived
from citecheck.links.urls import seen
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.patterns import lazy_pattern

NO_PERSON = lazy_pattern(r"[\W_]*(?:staff|staff writers?|anon(?:ymous)?|n/a|no author|editors?)?[\W_]*$", re.IGNORECASE)


class Dialect(Struct, frozen=True):
    """The names of the parameters that a repair writes, besides ``url``."""

    archive_url: str = "archive-url"
    archive_date: str = "archive-date"
    status: tuple[str, str, str] | None = None  # the parameter, and its values for dead and live


SPANISH = Dialect("urlarchivo", "fechaarchivo")
DIALECTS = (
    (lazy_pattern(r"v?cit(?:e|ation)\b"), Dialect(status=("url-status", "dead", "live"))),
    (lazy_pattern(r"internetquelle|literatur"), Dialect("archiv-url", "archiv-datum")),
    (lazy_pattern(r"lien web|ouvrage|article|lien brisé"), Dialect()),
    (lazy_pattern(r"cita (?:web|news|libro|pubblicazione|testo)"), Dialect("urlarchivio", "dataarchivio")),
    (lazy_pattern(r"cita (?:noticia|publicación)"), SPANISH),
    (lazy_pattern(r"citar"), Dialect("arquivourl", "arquivodata")),
)
# Parameters that distinguish the Spanish "cita web" from the Italian one.
SPANISH_PARAMETERS = ("título", "fechaacceso", "fecha", "apellidos", "apellido", "sitioweb", "editorial", "obra")
ADDRESS = lazy_pattern(
    rf"\[(?P<linked>(?:https?:)?//(?:[^\s\]{{}}]++|{REPLACED})+)|(?P<alone>(?:https?:)?//(?:[^\s{{}}]++|{REPLACED})+)",
    re.IGNORECASE,
)
ENTITY_ID = lazy_pattern(r"Q[1-9]\d{0,11}", re.IGNORECASE)
WIKIDATA = "https://www.wikidata.org/wiki/"


def dialect(template: Template) -> Dialect | None:
    """The parameter names of a citation template; None if unknown."""
    if template.name.startswith("cita ") and template.find(*SPANISH_PARAMETERS):
        return SPANISH
    return next((found for pattern, found in DIALECTS if pattern.match(template.name)), None)


def is_citation(template: Template) -> bool:
    """Whether a template is a citation template."""
    return template.name in TYPES


def names_work(template: Template, raw: Callable[[Span], str], *, alone: bool) -> bool:
    """Whether an unknown template that is ``alone`` in a note has a title or a URL, like a wiki's own citation templates."""
    title = template.find(*TITLES)
    return alone and ((title is not None and title.end > title.start) or any(_urls(template, raw)))


def _urls(template: Template, raw: Callable[[Span], str]) -> Iterator[str]:
    """The URLs that are values of named parameters, in any language."""
    values = (raw(Span(p.start, p.end)).strip() for p in template.parameters if not p.name.isdecimal())
    return (url for value in values if (url := _address(value)))


def read_template(template: Template, words: Callable[[Span], str], raw: Callable[[Span], str]) -> Source:
    """The source of a citation template. ``words`` reads a span as displayed, ``raw`` unchanged."""

    def value(*names: str, read: Callable[[Span], str] = words) -> str:
        found = template.find(*names)
        return read(Span(found.start, found.end)).strip() if found else ""

    values = {variable: value(*names) or None for variable, names in TEXTS.items()}
    chapter, book = value(*CHAPTERS), value(*TITLES)
    kind = TYPES.get(template.name, "document")
    if chapter and book:
        values |= {"title": chapter, "container_title": values["container_title"] or book}
        kind = "chapter"
    url, capture = _address(value(*URLS, read=raw)), _address(value(*ARCHIVES, read=raw))
    if not url and template.name not in TYPES:
        url = next((other for other in _urls(template, raw) if other != capture), None)
    if url and not capture and archived(url):
        url, capture = None, url
    if not url and ENTITY_ID.fullmatch(entity := value("1", "qid")):  # {{cite Q|Q42}}: the fields are on Wikidata
        url = WIKIDATA + entity.upper()
    item = Item(
        type=kind,
        author=_people(template, words, ""),
        editor=_people(template, words, "editor"),
        issued=_issued(value(*DATES), value(*YEARS), value(*MONTHS), value(*DAYS)),
        accessed=_date(value(*ACCESSED)),
        url=url,
        **{variable: text for variable, text in values.items() if variable != "language"},  # type: ignore[arg-type]
        language=_language(values["language"]),
    )
    span = Span(template.start, template.end)
    return Source("", item, span, archive_url=capture, archive_date=_date(value(*ARCHIVED)), structured=True)


def _address(value: str) -> str | None:
    """The URL that a value begins with, also that of an external link: ``[https://… online]``."""
    match = ADDRESS.match(value)
    return with_signs(seen(match["linked"] or match["alone"])) if match else None


def _language(value: str | None) -> str | None:
    return value if value and re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z]+)?", value) else None


def _date(value: str) -> Date | None:
    mention = next((m for m in find_dates(value) if m.year), None)
    return mention.date if mention else None


def _issued(date: str, year: str, month: str, day: str) -> Date | None:
    whole = _date(f"{day} {month} {year}") if day and month else None
    return _date(date) or whole or _date(f"{month} {year}") or _date(year)


def _people(template: Template, words: Callable[[Span], str], role: str) -> tuple[Name, ...]:
    """The authors or editors, from separate family and given names, else from full names."""
    names: list[Name] = []
    parameters = tuple(template.by_name)
    families, givens, fulls = (_used(parameters, keys, role) for keys in (FAMILY, GIVEN, AUTHORS if not role else ("",)))
    for number in ["", *_numbers(parameters)]:
        family = _of(template, words, families, role, number)
        given = _of(template, words, givens, role, number)
        full = _of(template, words, fulls, role, number)
        if family and given:
            names.append(Name(family, given))
        elif (name := family or full) and not NO_PERSON.match(name):
            names += read_names(name) or (Name(literal=name),)
    return tuple(names)


@lru_cache(maxsize=4096)  # templates repeat
def _numbers(parameters: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers in the names of parameters, in order."""
    found = {digits for name in parameters if not name.isdecimal() and (digits := "".join(c for c in name if c.isdecimal()))}
    return tuple(sorted(found, key=lambda digits: int(digits[:4])))


@lru_cache(maxsize=4096)
def _used(parameters: tuple[str, ...], keys: tuple[str, ...], role: str) -> tuple[str, ...]:
    """The keys that parameters have, with any number: of the words in all languages a template uses few."""
    stems = {"".join(c for c in name if not c.isdecimal()) for name in parameters}
    return tuple(key for key in keys if not stems.isdisjoint((f"{role}-{key}".strip("-"), f"{role}{key}")))


def _of(template: Template, words: Callable[[Span], str], keys: tuple[str, ...], role: str, number: str) -> str:
    for key in keys:
        shapes = (f"{key}{number}",) if not role else (f"{role}{number}-{key}", f"{role}-{key}{number}", f"{role}{number}{key}")
        found = template.find(*(shape.strip("-") for shape in shapes))
        if found and found.end > found.start:
            return words(Span(found.start, found.end)).strip()
    return ""
