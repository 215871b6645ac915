"""When two addresses are the same page: copies for telephones, AMP, tracking parameters."""

import re
from urllib.parse import unquote, urlsplit

# Parameters that tell where a reader came from, not what is shown (ClearURLs and outlets' own habits).
_TRACKING = re.compile(
    r"(?:utm|at|mc|pk|hsa)_\w*|(?:fb|g|d|y|ms|igsh)cl?id|gclsrc|_ga|ref|ref_?src|r|cmp\w*|wt_mc|maca|ic[oi]d?|ito|dicbo|src|smid|"
    r"xtor|igshid|amp|outputtype|partner|rss|feed\w*|share|sharetype",
    re.IGNORECASE,
)
_COPY_HOST = re.compile(r"^(?:www\d?|m|mobile|mobil|amp|touch)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"^/amp(?=/)|[/.]amp(?:\.html)?$|(?<=[/-])amp/?$")


def page_key(url: str) -> str:
    """What makes two addresses the same page: without scheme, www, mobile and AMP forms, final slash and tracking parameters."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
    except ValueError:
        return url
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0])))
    path = re.sub(r"/+", "/", _AMP_PATH.sub("", parts.path.rstrip("/"))).rstrip("/")
    return unquote(f"{_COPY_HOST.sub('', name)}{path}{'?' + query if query else ''}")


def same_url(one: str, other: str) -> bool:
    """Whether two addresses differ in no more than an archive's index may vary: scheme, www, usual port, final slash, escapes.

    What else such an index folds (letter case, the order of a query) is another address.
    """
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    url = re.sub(r"^https?://[^/?#]*", lambda m: m[0].lower(), url.partition("#")[0], flags=re.IGNORECASE)
    return re.sub(r"^https?://(?:www\d?\.)?|:(?:80|443)(?=/|$)|/$", "", unquote(url))


def is_copy(url: str) -> bool:
    """Whether an address is the mobile or AMP form of another."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
    except ValueError:
        return False
    return bool(
        re.match(r"(?:m|mobile|mobil|amp|touch)\.[^.]+\.", name) or _AMP_PATH.search(parts.path.rstrip("/")) or "amp" in parts.query
    )
