"""What a redirect did to a page: the same page at a new URL, a front page instead, or the front of a section."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.links.url_equality import TRACKING
from citecheck.links.urls import host, joined
from citecheck.pages.quick_metadata import QuickMetadata
from citecheck.patterns import lazy_pattern

# File names of front pages, and languages in their paths.
_FRONT = lazy_pattern(
    r"^(?:index|default|home|main|start|welcome|homepage|startseite|accueil|inicio|portal)?(?:\.(?:html?|php|aspx?|jsp|cfm|shtml))?$"
)
_LANGUAGE = lazy_pattern(r"^[a-z]{2}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)
_EXTENSION = lazy_pattern(r"\.(?:html?|php|aspx?|jsp)$")
_WORDS = lazy_pattern(r"[^\W\d_]{3,}")
_NUMBER = lazy_pattern(r"\d{4,}")
COMMON = frozenset(
    ("the", "and", "for", "with", "from", "html", "htm", "php", "aspx", "index", "www", "com", "org", "net", "default")
)
# URL shorteners and resolvers: a redirect to a front page is intended. Their own sites, 2026-10.
SHORTENERS = frozenset((
    "bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "lnkd.in", "dlvr.it", "ift.tt", "t.ly", "rb.gy", "cutt.ly",
    "youtu.be", "amzn.to", "fb.me", "wp.me", "trib.al", "nyti.ms", "bbc.in", "wapo.st", "econ.st", "on.ft.com", "reut.rs", "aka.ms",
    "g.co", "j.mp", "shorturl.at", "tiny.cc", "v.gd", "surl.li", "w.wiki", "purl.org", "w3id.org", "doi.org", "dx.doi.org", "hdl.handle.net",
))  # fmt: skip
# Parameters of front pages that name the origin of a redirect, or an error; not those of log-in pages.
_TRACE = lazy_pattern(
    r"(?:from|src|source|via|origin(?:al)?(?:_?url)?|old(?:_?url|path)?|url|path|uri|error|err|errno|errorcode|status|code|msg|message|reason|"
    r"notfound|not_found|missing|redirected|redirect_?from|404|410)(?:;.*)?",
    re.IGNORECASE,
)
_MISSING = lazy_pattern(r"(?:error|err|page)?[-_]?(?:404|410|not-?_?found)", re.IGNORECASE)
_PLAIN_FOLDERS = frozenset(("web", "guest", "www", "site", "pages", "public"))  # of portals, before the name of the front page
_SEARCHED = frozenset(("s", "q", "query", "search", "suche", "keyword", "keywords"))  # parameters of a search on the front page
SLUG_WORDS = 3  # minimum words of a URL that a section's front can have lost
SECTIONS = frozenset((
    "news", "latest", "articles", "article", "stories", "story", "archive", "archives", "blog", "posts", "press", "media", "publications",
    "nachrichten", "aktuelles", "artikel", "archiv", "presse", "actualites", "actualités", "actus", "noticias", "actualidad", "articulos",
    "notizie", "articoli", "archivio", "artigos", "arquivo", "nieuws", "archief", "nyheter", "nyheder", "artiklar", "arkiv", "uutiset",
    "press-releases", "pressreleases", "releases", "newsroom", "news-releases", "pressemitteilungen", "communiques", "comunicados", "sitemap", "site-map",
    "aktualnosci", "wiadomosci", "artykuly", "archiwum", "zpravy", "clanky", "haberler", "haber", "novosti", "новости", "статьи", "архив",
))  # fmt: skip
# What stands before the name of a section, and pages that search a site.
LISTS = frozenset((
    "section", "sections", "category", "categories", "tag", "tags", "topic", "topics", "theme", "rubrik", "rubrique", "kategorie", "thema", "categoria", "categorie", "seccion",
    "sezione", "tema", "temas", "kategoria", "kategori", "рубрика", "тег",
))  # fmt: skip
SEARCHES = frozenset((
    "search", "suche", "recherche", "rechercher", "buscar", "busqueda", "búsqueda", "busca", "pesquisa", "ricerca", "cerca", "zoeken", "zoek", "sok", "sök", "søg", "søk", "haku",
    "szukaj", "wyszukiwanie", "hledat", "hledani", "kereses", "cautare", "ara", "arama", "поиск", "пошук",
))  # fmt: skip
HOST_NAME = 3  # minimum letters and digits of a name that became a host's
SHORT_PATH = 12  # maximum characters of a short code


def segments(url: str) -> list[str]:
    """The non-empty parts of a path, percent-decoded."""
    return [part for part in unquote(urlsplit(url).path).split("/") if part]


def is_front(url: str) -> bool:
    """Whether a URL is a site's front page, in any language."""
    parts = urlsplit(url)
    named = [part for part in parts.path.split("/") if part]
    if named and _LANGUAGE.match(named[0]):
        named = named[1:]
    names = [name.lower() for name in named]
    return _asks_front(parts.query) and len(named) <= 3 and all(_FRONT.match(name) or name in _PLAIN_FOLDERS for name in names)


def _asks_front(query: str) -> bool:
    """Whether a query is empty, or has names of front pages only: ``?page=home``."""
    values = [value.lower() for _, value in parse_qsl(query)]
    return not query or (bool(values) and all(map(_FRONT.match, values)))


def lost(asked: str, got: str, page: QuickMetadata) -> str | None:
    """Why a redirect lost the page: it ends at a front page, or at the front of a section above. None if it did not."""
    if same_address(asked, got) or is_front(asked):
        return None
    if _is_front_with_trace(asked, got) and not _short(asked, got) and not shows(asked, page):
        return "it redirects to the front page"
    if (
        _is_search(got)
        and not _is_search(asked)
        and not page.dated
        and len(slug_words(asked)) >= SLUG_WORDS
        and not _short(asked, got)
    ):
        return "it redirects to a search of the site"
    if keeps_words(asked, got, page) or _is_named_by_host(asked, got):
        return None
    if is_front(got):
        return None if _short(asked, got) else "it redirects to the front page"
    before, after = [s.lower() for s in segments(asked)], [s.lower() for s in segments(got)]
    above = len(after) < len(before) and _in_order(after, before) and not urlsplit(got).query
    if above and host(asked) == host(got) and len(words(before[-1])) >= 2 and before[-1] not in after:
        return "it redirects to the front of a section"
    if _is_section(got) and not page.dated and len(slug_words(asked)) >= SLUG_WORDS and not _short(asked, got):
        return "it redirects to the front of a section"
    return None


def _is_front_with_trace(asked: str, got: str) -> bool:
    """Whether a redirect ends at a front page with a query that only names the origin or an error."""
    parts = urlsplit(got)
    if not parts.query or not is_front(parts._replace(query="").geturl()):
        return False
    path = unquote(urlsplit(asked).path).strip("/").lower()
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        missing = _MISSING.fullmatch(value) or (_MISSING.fullmatch(name) and not value)
        if not (_TRACE.fullmatch(name) or TRACKING.fullmatch(name) or missing):
            return False
        if (numbers := set(_NUMBER.findall(_tail(asked)))) and numbers & set(_NUMBER.findall(value)) and path not in value.lower():
            return False
    return True


def _is_section(url: str) -> bool:
    """Whether a URL is the front of a section by its names alone, such as ``/news/`` or ``/category/ports``."""
    named = _named(url)
    alone = len(named) == 1 and _EXTENSION.sub("", named[0]) in SECTIONS
    return (alone or (len(named) == 2 and named[0] in LISTS)) and not urlsplit(url).query


def _is_named_by_host(asked: str, got: str) -> bool:
    """Whether what a URL named got a host of its own: ``/~jdoe/`` is at ``jdoe.example``, ``/journals/jmlr`` at ``jmlr.org``."""
    if host(asked) == host(got):
        return False
    named = [part for part in _named(asked) if not _FRONT.match(part)][-1:]
    letters = re.sub(r"[\W_]", "", _EXTENSION.sub("", named[0])) if named else ""
    labels = [label.replace("-", "") for label in host(got).split(".")[:-1]]
    return len(letters) >= HOST_NAME and any(
        letters == label or (letters in label and 2 * len(letters) > len(label)) for label in labels
    )


def _is_search(url: str) -> bool:
    """Whether a URL is a search of its site: ``/search?q=…``, ``/search/…``, ``/?s=…``."""
    named, query = _named(url), urlsplit(url).query
    if not named:
        return any(name in _SEARCHED for name, _ in parse_qsl(query))
    return _EXTENSION.sub("", named[0]) in SEARCHES and (len(named) == 2 or (len(named) == 1 and bool(query)))


def _named(url: str) -> list[str]:
    """The parts of a path in lower case, without a language before and an index file behind."""
    named = [part.lower() for part in segments(url)]
    if named and _LANGUAGE.match(named[0]):
        named = named[1:]
    return named[:-1] if len(named) > 1 and _FRONT.match(named[-1]) else named


def same_address(one: str, other: str) -> bool:
    """Whether two URLs differ only in scheme, ``www.``, case, a final slash or index file, and percent-encoding."""
    return _plain(one) == _plain(other)


def keeps_words(asked: str, got: str, page: QuickMetadata) -> bool:
    """Whether the page that a redirect ends at has half of the old URL's words, or its number."""
    wanted = slug_words(asked)
    named = unquote(urlsplit(got).path + " " + urlsplit(got).query)
    if numbers := set(_NUMBER.findall(_tail(asked))):
        return bool(numbers & set(_NUMBER.findall(named)))
    if not wanted:
        return False
    found = words(f"{named} {page.title} {' '.join(page.headings)}")
    return 2 * len(wanted & found) >= len(wanted)


def shows(asked: str, page: QuickMetadata) -> bool:
    """Whether title and headings of a page have half of the requested URL's words, and at least two."""
    wanted = slug_words(asked)
    found = wanted & words(f"{page.title} {' '.join(page.headings)}")
    return len(found) >= 2 and 2 * len(found) >= len(wanted)


def slug_words(url: str) -> set[str]:
    """The words of a URL's last path segment, or the one before if that has none."""
    return next((found for part in reversed(segments(url)[-2:]) if (found := words(part))), set())


def words(text: str) -> set[str]:
    """The words of three letters and more, in lower case, without the most common."""
    return set(_WORDS.findall(text.lower())) - COMMON


def is_doubtful(url: str, final_url: str, page: QuickMetadata) -> bool:
    """Whether nothing shows that a page is what its URL names: no date, no word of the URL in its titles, no canonical URL."""
    if not page.markup or page.dated or is_front(url):
        return False
    wanted = slug_words(url)
    if len(wanted) < 2:
        return False
    if page.canonical and same_address(final_url, joined(final_url, page.canonical)):
        return False
    return not wanted & words(f"{page.title} {' '.join(page.headings)}")


def _short(asked: str, got: str) -> bool:
    if (urlsplit(asked).hostname or "").lower() in SHORTENERS:
        return True
    path = urlsplit(asked).path.strip("/")
    return host(asked) != host(got) and "/" not in path and "." not in path and "-" not in path and len(path) <= SHORT_PATH


def _in_order(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(one in rest for one in few)


def _tail(url: str) -> str:
    return " ".join(segments(url)[-1:]) + " " + urlsplit(url).query


def _plain(url: str) -> str:
    parts = urlsplit(url)
    named = [part.lower() for part in unquote(parts.path).split("/") if part]
    if named and _FRONT.match(named[-1]):
        named = named[:-1]
    return f"{host(url)}/{'/'.join(named)}?{parts.query}"
