"""Whether two URLs are the same page: mobile and AMP versions, tracking parameters."""

import re
from urllib.parse import unquote, urlsplit

from citecheck.patterns import lazy_pattern

# Parameters for tracking that do not change the page (ClearURLs, and usage of news sites).
TRACKING = lazy_pattern(
    r"(?:utm|at|mc|pk|hsa)_\w*|(?:fb|g|d|y|ms|igsh)cl?id|gclsrc|_ga|ref|ref_?src|r|cmp\w*|wt_mc|maca|ic[oi]d?|ito|dicbo|src|smid|"
    r"xtor|igshid|amp|outputtype|partner|rss|feed\w*|share|sharetype",
    re.IGNORECASE,
)
_COPY_HOST = lazy_pattern(r"^(?:www\d?|m|mobile|mobil|amp|touch)\.(?=[^.]+\.)")
_AMP_PATH = lazy_pattern(r"^/amp(?=/)|[/.]amp(?:\.html)?$|(?<=[/-])amp/?$")


def page_key(url: str) -> str:
    """Equal for URLs of the same page: without scheme, www, mobile and AMP forms, final slash and tracking parameters."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
    except ValueError:
        return url
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not TRACKING.fullmatch(p.partition("=")[0])))
    path = re.sub(r"/+", "/", _AMP_PATH.sub("", parts.path.rstrip("/"))).rstrip("/")
    return unquote(f"{_COPY_HOST.sub('', name)}{path}{'?' + query if query else ''}")


def same_url(one: str, other: str) -> bool:
    """Whether two URLs differ only as an archive's index may vary them: scheme, www, default port, final slash, escapes.

    Other folding of an index (letter case, order of the query) gives another URL.
    """
    return plain_url(one) == plain_url(other)


def plain_url(url: str) -> str:
    """Equal for two URLs that are the same in an archive's index: without scheme, www, default port, final slash and fragment."""
    url = re.sub(r"^https?://[^/?#]*", lambda m: m[0].lower(), url.partition("#")[0], flags=re.IGNORECASE)
    return re.sub(r"^https?://(?:www\d?\.)?|:(?:80|443)(?=/|$)|/$", "", unquote(url))


def is_copy(url: str) -> bool:
    """Whether a URL is the mobile or AMP version of another."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
    except ValueError:
        return False
    return bool(
        re.match(r"(?:m|mobile|mobil|amp|touch)\.[^.]+\.", name) or _AMP_PATH.search(parts.path.rstrip("/")) or "amp" in parts.query
    )
