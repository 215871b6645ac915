"""Maps the citation templates of the larger Wikipedias to CSL variables.

Sources: the template documentation of en (Help:Citation Style 1), de (Vorlage:Internetquelle, Literatur), fr (Modèle:Lien web, Ouvrage,
Article), it (Template:Cita web, Cita news, Cita libro), es (Plantilla:Cita web, Cita noticia, Cita libro), pt (Predefinição:Citar web),
pl (Szablon:Cytuj), nl (Sjabloon:Citeer web), sv (Mall:Webbref).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from citecheck.documents.formats.wikitext.syntax import Template
from citecheck.language.dates import find_dates
from citecheck.language.names import read_names
from citecheck.links.urls import archived
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Name, Source

# CSL types by template name in lower case.
TYPES = {
    "cite web": "webpage", "cite news": "article-newspaper", "cite newspaper": "article-newspaper", "cite book": "book", "cite journal": "article-journal",
    "cite magazine": "article-magazine", "cite report": "report", "cite techreport": "report", "cite thesis": "thesis", "cite conference": "paper-conference",
    "cite encyclopedia": "entry-encyclopedia", "cite dictionary": "entry-dictionary", "cite av media": "motion_picture", "cite episode": "broadcast",
    "cite interview": "interview", "cite speech": "speech", "cite press release": "webpage", "cite arxiv": "article", "cite ssrn": "article", "cite map": "map",
    "cite podcast": "broadcast", "cite tweet": "post", "cite mailing list": "post", "cite newsgroup": "post", "cite sign": "document", "cite document": "document",
    "cite court": "legal_case", "cite patent": "patent", "cite video": "motion_picture", "cite video game": "software", "cite comic": "document", "cite": "document",
    "citation": "document", "vcite web": "webpage", "vcite news": "article-newspaper", "vcite journal": "article-journal", "vcite book": "book",
    "lien web": "webpage", "ouvrage": "book", "article": "article-journal", "article encyclopédique": "entry-encyclopedia", "lien brisé": "webpage",
    "internetquelle": "webpage", "literatur": "document", "cita web": "webpage", "cita news": "article-newspaper", "cita noticia": "article-newspaper",
    "cita libro": "book", "cita pubblicazione": "article-journal", "cita publicación": "article-journal", "cita testo": "document", "citar web": "webpage",
    "citar notícia": "article-newspaper", "citar jornal": "article-newspaper", "citar livro": "book", "citar periódico": "article-journal",
    "cytuj stronę": "webpage", "cytuj": "document", "citeer web": "webpage", "webbref": "webpage", "kilde www": "webpage", "верстка": "document",
}  # fmt: skip
# CSL variables, with the parameters that hold them in order of precedence.
TEXTS: dict[str, tuple[str, ...]] = {
    "title": ("title", "titre", "titel", "titolo", "título", "titulo", "tytuł", "script-title", "chapter", "contribution"),
    "container_title": ("work", "krant", "tijdschrift", "verk", "tidning", "tidskrift", "praca", "czasopismo", "gazeta", "opublikowany", "newspaper", "journal", "website", "magazine", "periodical", "périodique", "werk", "sammelwerk", "opera", "pubblicazione", "rivista", "obra", "publicación", "periódico", "jornal", "site", "sitio web", "sitioweb", "sito", "encyclopedia", "dictionary", "book-title", "conference", "agency"),
    "publisher": ("publisher", "uitgever", "utgivare", "wydawca", "éditeur", "editeur", "hrsg", "verlag", "herausgeber", "editore", "editorial", "publicado por", "editora", "institution", "via"),
    "publisher_place": ("location", "place", "publication-place", "lieu", "ort", "città", "ubicación", "local"),
    "volume": ("volume", "band", "volumen"),
    "issue": ("issue", "number", "numéro", "nummer", "numero", "número"),
    "page": ("pages", "page", "pp", "p", "passage", "pages totales", "seiten", "pagine", "pagina", "páginas", "página"),
    "edition": ("edition", "auflage", "edizione", "edición", "edição"),
    "collection_title": ("series", "collection", "reihe", "collana", "colección"),
    "isbn": ("isbn", "isbn1"), "issn": ("issn",), "doi": ("doi",), "pmid": ("pmid",), "arxiv": ("arxiv", "eprint"),
    "language": ("language", "langue", "sprache", "lingua", "idioma", "língua", "lang"),
}  # fmt: skip
DATES = ("date", "data", "fecha", "datum", "publication-date")
YEARS = ("year", "année", "jahr", "anno", "año", "ano", "rok")
DAYS = ("day", "jour", "giorno", "día", "dia")
MONTHS = ("month", "mois", "monat", "mese", "mes", "mês")
ACCESSED = (
    "access-date", "accessdate", "consulté le", "consulté", "abruf", "zugriff", "accesso", "fechaacceso", "acessodata", "data dostępu", "accessed", "bezochtdatum", "hämtdatum",
)  # fmt: skip
URLS = ("url", "lire en ligne", "online", "texte", "chapter-url", "chapterurl", "contribution-url", "article-url", "conference-url")
AUTHORS = (
    "author",
    "authors",
    "auteur",
    "auteurs",
    "auteurs1",
    "autor",
    "autore",
    "autores",
    "författare",
    "people",
    "vauthors",
    "author-mask",
)
FAMILY = (
    "last",
    "surname",
    "nom",
    "cognome",
    "apellidos",
    "apellido",
    "último",
    "ultimo",
    "sobrenome",
    "nazwisko",
    "achternaam",
    "efternamn",
)
GIVEN = ("first", "given", "prénom", "prenom", "nome", "nombre", "primeiro", "imię", "voornaam", "förnamn")
NO_PERSON = re.compile(r"[\W_]*(?:staff|staff writers?|anon(?:ymous)?|n/a|no author|editors?)?[\W_]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names of the parameters that a repair writes, besides ``url``."""

    archive_url: str = "archive-url"
    archive_date: str = "archive-date"
    status: tuple[str, str, str] | None = None  # the parameter, and its values for dead and live


SPANISH = Dialect("urlarchivo", "fechaarchivo")
DIALECTS = (
    (re.compile(r"v?cit(?:e|ation)\b"), Dialect(status=("url-status", "dead", "live"))),
    (re.compile(r"internetquelle|literatur"), Dialect("archiv-url", "archiv-datum")),
    (re.compile(r"lien web|ouvrage|article|lien brisé"), Dialect()),
    (re.compile(r"cita (?:web|news|libro|pubblicazione|testo)"), Dialect("urlarchivio", "dataarchivio")),
    (re.compile(r"cita (?:noticia|publicación)"), SPANISH),
    (re.compile(r"citar"), Dialect("arquivourl", "arquivodata")),
)
# Parameters that tell the Spanish "cita web" from the Italian one.
SPANISH_PARAMETERS = ("título", "fechaacceso", "fecha", "apellidos", "apellido", "sitioweb", "editorial", "obra")
ARCHIVES = (
    "archive-url", "archiveurl", "archiv-url", "archivurl", "urlarchivio", "urlarchivo", "arquivourl", "archiwum", "wayback", "archiefurl", "archief-url",
    "arkivurl", "arkiv-url", "url archive", "urlarchive",
)  # fmt: skip


def dialect(template: Template) -> Dialect | None:
    """The parameter names of a citation template; None if unknown."""
    if template.name.startswith("cita ") and template.find(*SPANISH_PARAMETERS):
        return SPANISH
    return next((found for pattern, found in DIALECTS if pattern.match(template.name)), None)


def is_citation(template: Template) -> bool:
    """Whether a template is a citation template."""
    return template.name in TYPES


def read_template(template: Template, words: Callable[[Span], str], raw: Callable[[Span], str]) -> Source:
    """The source of a citation template. ``words`` reads a span as displayed, ``raw`` as it stands."""

    def value(*names: str, read: Callable[[Span], str] = words) -> str:
        found = template.find(*names)
        return read(Span(found.start, found.end)).strip() if found else ""

    values = {variable: value(*names) or None for variable, names in TEXTS.items()}
    chapter = value("chapter", "contribution", "chapitre", "kapitel", "capitolo", "capítulo")
    book = value("title", "titre", "titel", "titolo", "título", "titulo")
    kind = TYPES.get(template.name, "document")
    if chapter and book:
        values |= {"title": chapter, "container_title": values["container_title"] or book}
        kind = "chapter"
    url, capture = _address(value(*URLS, read=raw)), _address(value(*ARCHIVES, read=raw))
    if url and not capture and archived(url):
        url, capture = None, url
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
    return Source("", item, span, archive_url=capture, archive_date=_date(value("archive-date", "archivedate")), structured=True)


def _address(value: str) -> str | None:
    match = re.match(r"(?:https?:)?//\S+", value)
    return match.group() if match else None


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
    numbers = {
        digits for p in template.parameters if not p.name.isdecimal() and (digits := "".join(c for c in p.name if c.isdecimal()))
    }
    for number in ["", *sorted(numbers, key=lambda digits: int(digits[:4]))]:
        family = _of(template, words, FAMILY, role, number)
        given = _of(template, words, GIVEN, role, number)
        full = _of(template, words, AUTHORS if not role else ("",), role, number)
        if family and given:
            names.append(Name(family, given))
        elif (name := family or full) and not NO_PERSON.match(name):
            names += read_names(name) or (Name(literal=name),)
    return tuple(names)


def _of(template: Template, words: Callable[[Span], str], keys: tuple[str, ...], role: str, number: str) -> str:
    for key in keys:
        shapes = (f"{key}{number}",) if not role else (f"{role}{number}-{key}", f"{role}-{key}{number}", f"{role}{number}{key}")
        found = template.find(*(shape.strip("-") for shape in shapes))
        if found and found.end > found.start:
            return words(Span(found.start, found.end)).strip()
    return ""
