"""Recognises URLs of captures in web archives: the original URL and the timestamp that they contain."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.links.urls import with_scheme
from citecheck.patterns import lazy_pattern

# Where an archive's URLs have the timestamp and the original URL: host, path before them.
# Sources: the archives' own pages, and https://mementoweb.org/depot/ and https://en.wikipedia.org/wiki/Wikipedia:List_of_web_archives_on_Wikipedia,
# 2026-12, unless a row says otherwise.
REPLAY: tuple[tuple[str, str], ...] = (
    (r"(?:web|web-beta|wayback|replay\.web|classic-web|liveweb|www\.web|waybackmachine)\.archive\.org", r"(?:web/)?"),  # Internet Archive
    (r"(?:www\.)?archive\.org", r"(?:web|wayback)/"),  # its URLs until 2011
    (r"(?:www\.)?waybackmachine\.org", r"(?:web/)?"),
    (r"web\.archive\.bibalex\.org|web\.petabox\.bibalex\.org", r"(?:web/)?"),  # Bibliotheca Alexandrina
    (r"(?:wayback\.)?archive-it\.org", r"(?:all|org-\d{1,9}|\d{1,9})/"),
    (r"archive\.(?:today|ph|is|md|li|vn|fo)", r"(?:o/\w{1,20}/)?"),
    (r"perma-archives\.org", r"warc/(?:[0-9A-Z]{4}-[0-9A-Z]{4}/)?"),  # Perma.cc's replay
    (r"(?:www\.)?webcitation\.org", r""),
    (r"timetravel\.mementoweb\.org|(?:www\.)?mementoweb\.org", r"(?:memento|list|api/json|reconstruct)/"),  # all archives at once
    (r"(?:preview-)?(?:webarchive\.nationalarchives\.gov\.uk)", r"(?:ukgwa/)?"),
    (r"webarchive\.nrscotland\.gov\.uk", r"(?:public/)?"),
    (r"webarchive\.proni\.gov\.uk|webarchive\.parliament\.uk", r""),
    (r"(?:www\.)?webarchive\.org\.uk", r"wayback/(?:(?:en|cy|gd)/)?archive/"),
    (r"webarchive\.loc\.gov", r"(?:all|legacy|lcwa\w{1,9}|web)/"),
    (r"(?:www\.)?webharvest\.gov", r"\w{1,40}/"),  # National Archives of the USA
    (r"(?:sul-)?swap(?:-prod)?\.stanford\.edu", r"(?:was/)?"),
    (r"digital\.library\.yorku\.ca", r"wayback/"),
    (r"webarchive(?:web)?\.bac-lac\.(?:gc|canada)\.ca", r"(?:wayback|web)/"),  # Library and Archives Canada
    (r"(?:www\.)?collectionscanada\.gc\.ca", r"(?:webarchives2?|archivesweb)/"),
    (r"(?:www\.|web\.|preprod\.)?arquivo\.pt", r"(?:(?:noFrame/replay|wayback)/)?(?:wayback/)?"),
    (r"wayback\.vefsafn\.is|(?:www\.)?vefsafn\.is", r"(?:wayback|is)/(?:wayback/)?"),
    (r"haw\.nsk\.hr", r"(?:wayback|arhiva/\w{1,20}/\d{1,12}|\w{1,40})/"),
    (r"nukrobi[a-z\d]?\.nuk\.uni-lj\.si|arhiv\.nuk\.uni-lj\.si", r"(?:wayback/)?"),
    (r"veebiarhiiv\.(?:digar|nlib)\.ee", r"a/"),
    (r"(?:wayback|har|www)\.webarchiv\.cz", r"(?:wayback|secure)/"),
    (r"(?:www\.padi\.cat|wayback\.padicat\.cat)", r"(?:wayback/)?"),  # Catalonia
    (r"(?:wayback|webarchiv)\.onb\.ac\.at", r"(?:web/)?"),  # Austrian National Library
    (r"langzeitarchivierung\.bib-bvb\.de", r"wayback/"),
    (r"eresources\.nlb\.gov\.sg", r"webarchives/wayback/"),
    (r"wayback\.nli\.org\.il", r""),
    (r"archive\.aueb\.gr", r"services/web/"),
    (r"collections?\.europarchive\.org|collections?\.internetmemory\.org", r"\w{1,40}/"),
    (r"(?:content\.)?webarchive\.nla\.gov\.au|web\.archive\.org\.au", r"(?:awa|gov|nla\.arc)/(?:wayback/)?"),  # Trove
    (r"pandora\.nla\.gov\.au", r"pan/\d{1,12}/"),
    (r"warp\.(?:da\.)?ndl\.go\.jp", r"(?:info:ndljp/pid/\d{1,12}/|(?=\d{8}))"),
    (r"webarchive\.unesco\.org|webarchive\.archive\.unhcr\.org", r"(?:web/)?"),
    (r"(?:www\.)?megalodon\.jp", r"(?=\d{4}-)"),
    (r"webrecorder\.io|conifer\.rhizome\.org", r"[\w-]{1,80}/[\w-]{1,80}/(?:list/[\w-]{1,80}/\w{1,20}/)?"),
)  # fmt: skip
# Captures with a code instead of the original URL: host, path.
SHORT: tuple[tuple[str, str], ...] = (
    (r"archive\.(?:today|ph|is|md|li|vn|fo)", r"(?:wip/)?(?!(?:submit|search|about|blog)\b)\w{4,40}$"),
    (r"(?:www\.)?perma\.cc", r"(?:[0-9A-Za-z]{2,4}-[0-9A-Za-z]{2,4}|0\w{6,20})(?:/\w{1,20})?$"),
    (r"(?:www\.)?webcitation\.org", r"(?:query\b|cache/|getfile\b|\w{7})"),
    (r"(?:www\.)?ghostarchive\.org", r"(?:v?archive|iarchive/\w{1,20})/"),
    (r"(?:www\.)?freezepage\.com", r"\d{4,14}[A-Z]"),
    (r"arquivo\.pt", r"p/\w"),
    (r"(?:www\.)?nla\.gov\.au", r"nla\.arc-\d"),
    (r"archive\.wikiwix\.com", r"cache/"),
)
_HOSTS = lazy_pattern("|".join(f"(?P<r{at}>{host})" for at, (host, _) in enumerate(REPLAY)), re.IGNORECASE)
_PATHS = tuple(lazy_pattern(path, re.IGNORECASE) for _, path in REPLAY)
_SHORT_HOSTS = tuple((lazy_pattern(host, re.IGNORECASE), lazy_pattern(path)) for host, path in SHORT)
# A timestamp of 4 to 14 digits, in the forms of archive.today, Pandora and Megalodon, "latest", or "all"; a modifier; the original URL.
_STAMPED = lazy_pattern(
    r"(?:(?P<stamp>\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6}|\d{8}-\d{4}|\d{4}-\d{4}-\d{4}-\d\d)(?:[a-z]{2,3}_|\*)?|[*+]|\d{1,3}|newest|oldest|latest)"
    r"(?:/(?P<original>(?:https?|ftp):/+.+|https?%3a%2f%2f.+|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?].*)?)?)?$",
    re.IGNORECASE,
)
_PLAIN = lazy_pattern(r"(?P<original>https?:/+.+|https?%3a%2f%2f.+|www\..+)$", re.IGNORECASE)
_START = lazy_pattern(r"https?://(?:[^/@\s]*@)?(?P<host>[\w.-]+)(?::\d+)?/", re.IGNORECASE)
_ORIGINAL_PARAMETERS = ("url", "u")


def archived(url: str) -> tuple[str | None, str] | None:
    """The original URL (None if not contained) and timestamp of a capture's URL; None if it is no capture."""
    url = with_scheme(url)
    start = _START.match(url)
    if not start:
        return None
    replayed, short = _paths_of(start["host"])
    rest = url[start.end() :] if replayed or short else ""
    if replayed and (found := _replayed(rest, replayed)):
        return found
    return (_in_query(url), "") if any(path.match(rest) for path in short) else None


@lru_cache(maxsize=4096)  # hosts repeat
def _paths_of(host: str) -> tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]]:
    """How paths of captures begin on a host: with the original URL, and with a code."""
    known = _HOSTS.fullmatch(host)
    replayed = _PATHS[int((known.lastgroup or "r0")[1:])] if known else None
    return replayed, tuple(path for pattern, path in _SHORT_HOSTS if pattern.fullmatch(host))


def _replayed(rest: str, before: re.Pattern[str]) -> tuple[str | None, str] | None:
    """The original URL and the timestamp in what follows the host."""
    opening = before.match(rest)
    tail = rest[opening.end() :] if opening else ""
    match = _STAMPED.match(tail) or _PLAIN.match(tail)
    if not match:
        return None
    stamp = re.sub(r"\D", "", match.groupdict().get("stamp") or "")
    stamp = stamp if stamp.startswith(("19", "20")) else ""  # not a collection's number
    original = match["original"]
    if not original:
        return (None, stamp) if stamp else None
    if re.match(r"https?%3a", original, re.IGNORECASE):
        original = unquote(original)
    if not re.match(r"(?:https?|ftp):/", original, re.IGNORECASE):
        original = f"http://{original}"
    return re.sub(r"^(https?:|ftp:)/+", r"\1//", original, flags=re.IGNORECASE), stamp


def _in_query(url: str) -> str | None:
    """The original URL in a parameter, as WebCite and Wikiwix have it."""
    try:
        values = dict(parse_qsl(urlsplit(url).query))
    except ValueError:
        return None
    return next(
        (value for name in _ORIGINAL_PARAMETERS if (value := values.get(name, "")).startswith(("http://", "https://"))), None
    )
